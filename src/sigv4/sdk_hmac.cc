#include "iam/sigv4/sdk_hmac.h"

#include "amz_date.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/header.h"
#include "iam/base/text.h"
#include "iam/sigv4/authorization.h"
#include "query.h"
#include "same.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace iam::sigv4 {
namespace {

constexpr std::string_view kSdkAlgorithm = "SDK-HMAC-SHA256";
constexpr std::string_view kDateHeader = "x-sdk-date";
constexpr std::string_view kContentHashHeader = "x-sdk-content-sha256";
constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";
constexpr std::size_t kSignedHeadersMax = 64;

std::vector<std::string_view> names_in(std::string_view signed_headers) {
  std::vector<std::string_view> names;
  while (!signed_headers.empty() && names.size() < kSignedHeadersMax) names.push_back(take_until(signed_headers, ';'));
  return names;
}

bool is_covered(std::string_view signed_headers, std::string_view name) {
  auto const names = names_in(signed_headers);
  return std::ranges::any_of(names, [name](auto each) { return equals_ignoring_case(each, name); });
}

std::string canonical_path(std::string_view path, SegmentEncoding encoding) {
  std::string canonical;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (!path.empty()) {
    auto const segment = take_until(path, '/');
    std::string text;
    bool const decodes = encoding == SegmentEncoding::kOnce && percent_decode(segment, PlusSign::kLiteral, text);
    canonical.append("/").append(percent_encode(decodes ? std::string_view(text) : segment));
  }
  return canonical + "/";
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    auto const [name, value] = take_parameter(query);
    pairs.emplace_back(percent_encode(decoded(name)), percent_encode(decoded(value)));
  }
  std::ranges::sort(pairs);
  std::string canonical;
  for (auto const& [name, value] : pairs) {
    if (!canonical.empty()) canonical += '&';
    canonical.append(name).append("=").append(value);
  }
  return canonical;
}

std::string payload_hash(Request const& request, std::string_view signed_headers) {
  auto const named = find_header(request.headers, kContentHashHeader);
  bool const is_unsigned = named == kUnsignedPayload && is_covered(signed_headers, kContentHashHeader);
  return is_unsigned ? std::string(kUnsignedPayload) : hex_encode(sha256(request.body));
}

}  // namespace

std::optional<SdkAuthorization> parse_sdk_authorization(std::string_view header) {
  if (take_until(header, ' ') != kSdkAlgorithm) return std::nullopt;
  SdkAuthorization authorization;
  std::pair<std::string_view, std::string_view*> const wanted[] = {
      {"Access", &authorization.access_key_id},
      {"SignedHeaders", &authorization.signed_headers},
      {"Signature", &authorization.signature},
  };
  for (auto const& [name, value] : wanted) {
    auto part = trimmed(take_until(header, ','));
    if (take_until(part, '=') != name || part.empty()) return std::nullopt;
    *value = part;
  }
  if (!header.empty()) return std::nullopt;
  return authorization;
}

std::optional<std::string> sdk_canonical_request(Request const& request, std::string_view signed_headers,
                                                 SegmentEncoding encoding) {
  std::string text(request.method);
  text.append("\n")
      .append(canonical_path(request.target.path, encoding))
      .append("\n")
      .append(canonical_query(request.target.query))
      .append("\n");
  for (auto const name : names_in(signed_headers)) {
    auto const value = find_header(request.headers, name);
    if (!value.has_value()) return std::nullopt;
    text.append(to_lower_ascii(name)).append(":").append(trimmed(*value)).append("\n");
  }
  return text.append("\n").append(signed_headers).append("\n").append(payload_hash(request, signed_headers));
}

bool is_signed(Request const& request, SdkAuthorization const& authorization, Secret const& secret, Time now) {
  auto const date = find_header(request.headers, kDateHeader).value_or("");
  auto const time = parse_amz_date(date);
  if (!time.has_value() || !is_covered(authorization.signed_headers, kDateHeader)) return false;
  if (*time < now - kSkewMax || *time > now + kSkewMax) return false;

  bool is_theirs = false;
  for (auto const encoding : {SegmentEncoding::kOnce, SegmentEncoding::kTwice}) {
    auto const canonical = sdk_canonical_request(request, authorization.signed_headers, encoding);
    if (!canonical.has_value()) return false;
    std::string text(kSdkAlgorithm);
    text.append("\n").append(date).append("\n").append(hex_encode(sha256(*canonical)));
    is_theirs |= is_same(hex_encode(hmac_sha256(secret.reveal(), text)), authorization.signature);
  }
  return is_theirs;
}

}  // namespace iam::sigv4
