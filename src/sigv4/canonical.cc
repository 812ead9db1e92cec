#include "iam/sigv4/signature.h"

#include "algorithm.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/text.h"
#include "query.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace iam::sigv4 {
namespace {

// What a request usually is as text: a larger one takes longer to find room for.
constexpr std::size_t kUsualBytes = 1000;
constexpr std::size_t kUsualNames = 16;

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

// Most values have no white space: eight characters are looked at in one step. Also true of other control characters.
bool may_have_white_space(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101'0101'0101'0101;
  for (; text.size() >= sizeof kEach; text.remove_prefix(sizeof kEach)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), sizeof eight);
    bool const has_small = ((eight - kEach * (' ' + 1)) & ~eight & (kEach * 0x80)) != 0;
    if (has_small) return true;
  }
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

// Without white space around it, and with single blanks inside.
void append_value(std::string_view value, std::string& out) {
  if (!may_have_white_space(value)) {
    out.append(value);
    return;
  }
  auto const is_white_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
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
  names.reserve(kUsualNames);
  while (!joined.empty()) names.push_back(take_until(joined, ';'));
  std::ranges::sort(names);
  return names;
}

}  // namespace

std::string canonical_request(Request const& request, Authorization::Place place, std::string_view signed_headers) {
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
  constexpr std::size_t kUsualSignedBytes = 200;
  std::string text;
  text.reserve(kUsualSignedBytes);
  text.append(kAlgorithm).append("\n").append(timestamp).append("\n");
  text.append(scope.date).append("/").append(scope.region).append("/").append(scope.service).append("/");
  return text.append(scope.terminator).append("\n").append(hex_encode(sha256(canonical_request)));
}

}  // namespace iam::sigv4
