#include "iam/sigv4/signature.h"

#include "algorithm.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/text.h"
#include "query.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace iam::sigv4 {
namespace {

constexpr bool is_white_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Without dot segments and doubled slashes, each segment encoded again.
void append_path(std::string_view path, std::string& out) {
  std::vector<std::string_view> segments;
  for (auto rest = path; !rest.empty();) {
    auto const segment = take_until(rest, '/');
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      segments.push_back(segment);
    } else if (!segments.empty()) {
      segments.pop_back();
    }
  }
  for (auto const segment : segments) out.append("/").append(percent_encode(segment));
  if (segments.empty() || path.ends_with('/')) out += '/';
}

// Sorted by name and then by value, both as they are encoded.
void append_query(std::string_view query, Authorization::Place place, std::string& out) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    auto const [name, value] = take_parameter(query);
    if (name.empty() && value.empty()) continue;
    if (place == Authorization::Place::kQuery && name == "X-Amz-Signature") continue;
    parameters.emplace_back(percent_encode(decoded(name)), percent_encode(decoded(value)));
  }
  std::ranges::sort(parameters);
  char const* separator = "";
  for (auto const& [name, value] : parameters) {
    out.append(separator).append(name).append("=").append(value);
    separator = "&";
  }
}

// Without white space around it, and with single blanks inside.
void append_value(std::string_view value, std::string& out) {
  char const* separator = "";
  for (auto at = std::ranges::find_if_not(value, is_white_space); at != value.end();) {
    auto const end = std::find_if(at, value.end(), is_white_space);
    out.append(separator).append(at, end);
    separator = " ";
    at = std::find_if_not(end, value.end(), is_white_space);
  }
}

// The values of a header that was sent more than once are joined in the order they were sent.
void append_header(Request const& request, std::string_view name, std::string& out) {
  out.append(name).append(":");
  char const* separator = "";
  for (auto const& header : request.headers) {
    // Most differ in length, and every header is asked for every name.
    if (header.name.size() != name.size() || !equals_ignoring_case(header.name, name)) continue;
    out.append(separator);
    append_value(header.value, out);
    separator = ",";
  }
  out += '\n';
}

std::vector<std::string_view> sorted_names(std::string_view joined) {
  std::vector<std::string_view> names;
  while (!joined.empty()) names.push_back(take_until(joined, ';'));
  std::ranges::sort(names);
  return names;
}

}  // namespace

std::string canonical_request(Request const& request, Authorization::Place place, std::string_view signed_headers) {
  constexpr std::size_t kUsualBytes = 1024;
  std::string text;
  text.reserve(kUsualBytes);
  text.append(request.method).append("\n");
  append_path(request.target.path, text);
  text += '\n';
  append_query(request.target.query, place, text);
  text += '\n';

  auto const lower_case = to_lower_ascii(signed_headers);
  auto const names = sorted_names(lower_case);
  for (auto const name : names) append_header(request, name, text);
  text += '\n';
  char const* separator = "";
  for (auto const name : names) {
    text.append(separator).append(name);
    separator = ";";
  }
  text.append("\n").append(hex_encode(sha256(request.body)));
  return text;
}

std::string string_to_sign(std::string_view canonical_request, std::string_view timestamp, Credential const& scope) {
  std::string text(kAlgorithm);
  for (auto const line :
       {std::string_view("\n"), timestamp, std::string_view("\n"), scope.date, std::string_view("/"), scope.region,
        std::string_view("/"), scope.service, std::string_view("/"), scope.terminator, std::string_view("\n")}) {
    text += line;
  }
  return text + hex_encode(sha256(canonical_request));
}

}  // namespace iam::sigv4
