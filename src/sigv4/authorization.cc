#include "iam/sigv4/authorization.h"

#include "algorithm.h"
#include "amz_date.h"
#include "errors.h"
#include "iam/base/header.h"
#include "iam/base/text.h"
#include "query.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::sigv4 {
namespace {

// The `name=value` pairs behind the algorithm of an Authorization header.
class HeaderParameters {
 public:
  explicit HeaderParameters(std::string_view text) : text_(text) {}

  std::optional<std::string_view> find(std::string_view name) const {
    for (auto rest = text_; !rest.empty();) {
      auto const pair = trimmed(take_until(rest, ','));
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
        return pair.substr(name.size() + 1);
      }
    }
    return std::nullopt;
  }

 private:
  std::string_view text_;
};

bool has_name(std::string_view signed_headers, std::string_view wanted) {
  while (!signed_headers.empty()) {
    if (equals_ignoring_case(take_until(signed_headers, ';'), wanted)) return true;
  }
  return false;
}

// What both places have in common, once everything is there.
Result<Authorization> checked(Authorization authorization) {
  auto const time = parse_amz_date(authorization.timestamp);
  if (!time.has_value()) return fail(errors::malformed_date(authorization.timestamp));
  if (!parse_credential(authorization.credential_text).has_value()) {
    return fail(errors::malformed_credential(authorization.credential_text));
  }
  auto const& names = authorization.signed_headers;
  if (!has_name(names, "host") && !has_name(names, ":authority")) return fail(errors::host_not_signed());
  authorization.time = *time;
  return authorization;
}

std::string text_of(std::optional<std::string_view> const& value) { return std::string(value.value_or("")); }

Result<Authorization> of_header(Request const& request, std::string_view header) {
  HeaderParameters const parameters(header.substr(kAlgorithm.size()));
  auto const credential = parameters.find("Credential");
  auto const signature = parameters.find("Signature");
  auto const signed_headers = parameters.find("SignedHeaders");
  auto date = find_header(request.headers, "X-Amz-Date");
  if (!date.has_value()) date = find_header(request.headers, "Date");

  std::vector<std::string_view> missing;
  if (!credential.has_value()) missing.emplace_back("Credential");
  if (!signature.has_value()) missing.emplace_back("Signature");
  if (!signed_headers.has_value()) missing.emplace_back("SignedHeaders");
  if (!missing.empty() || !date.has_value()) {
    return fail(errors::incomplete_header(missing, date.has_value(), header));
  }

  Authorization authorization{.place = Authorization::Place::kHeader,
                              .credential_text = text_of(credential),
                              .timestamp = std::string(trimmed(*date)),
                              .time = {},
                              .signed_headers = text_of(signed_headers),
                              .signature = text_of(signature),
                              .session_token = {}};
  if (auto const token = find_header(request.headers, "X-Amz-Security-Token"))
    authorization.session_token = trimmed(*token);
  return checked(std::move(authorization));
}

Result<Authorization> of_query(std::string_view query) {
  auto credential = find_parameter(query, "X-Amz-Credential");
  auto signature = find_parameter(query, "X-Amz-Signature");
  auto signed_headers = find_parameter(query, "X-Amz-SignedHeaders");
  auto date = find_parameter(query, "X-Amz-Date");

  std::vector<std::string_view> missing;
  if (!credential.has_value()) missing.emplace_back("X-Amz-Credential");
  if (!signature.has_value()) missing.emplace_back("X-Amz-Signature");
  if (!signed_headers.has_value()) missing.emplace_back("X-Amz-SignedHeaders");
  if (!date.has_value()) missing.emplace_back("X-Amz-Date");
  if (!missing.empty()) return fail(errors::incomplete_query(missing));

  return checked({.place = Authorization::Place::kQuery,
                  .credential_text = *std::move(credential),
                  .timestamp = *std::move(date),
                  .time = {},
                  .signed_headers = *std::move(signed_headers),
                  .signature = *std::move(signature),
                  .session_token = find_parameter(query, "X-Amz-Security-Token")});
}

// Version 2 signs in parameters, in the URL or in the form that is posted.
bool is_version_2(Request const& request, std::string_view query) {
  constexpr std::string_view kAccessKeyId = "AWSAccessKeyId";
  return find_parameter(query, kAccessKeyId).has_value() || find_parameter(request.body, kAccessKeyId).has_value();
}

}  // namespace

Result<Authorization> authorization_of(Request const& request) {
  auto const header = trimmed(find_header(request.headers, "Authorization").value_or(""));
  auto const algorithm = header.substr(0, std::min(header.find(' '), header.find('\t')));
  if (algorithm == kAlgorithm) return of_header(request, header);
  if (algorithm == "AWS") return fail(errors::version_2());
  // AWS4-ECDSA-P256-SHA256 is of multi-region endpoints, which IAM and STS have none of.
  if (algorithm.starts_with("AWS4-") || algorithm.starts_with("AWS3")) {
    return fail(errors::unsupported_algorithm(algorithm));
  }

  auto const query = request.target.query;
  if (auto const named = find_parameter(query, "X-Amz-Algorithm")) {
    if (*named != kAlgorithm) return fail(errors::missing_token_of_query());
    return of_query(query);
  }
  if (is_version_2(request, query)) return fail(errors::version_2());
  return fail(errors::missing_token());
}

Status check_coverage(Authorization const& authorization, std::string_view header) {
  if (!has_name(authorization.signed_headers, header)) return fail(errors::header_not_signed(header));
  return {};
}

Status check_time(Authorization const& authorization, Time now) {
  if (authorization.time < now - kSkewMax) return fail(errors::expired(authorization.time, now));
  if (authorization.time > now + kSkewMax) return fail(errors::not_yet_current(authorization.time, now));
  return {};
}

// The trailing blanks of the first two sentences are AWS's; behind the others they only part what follows.
Status check_scope(Authorization const& authorization, Scope const& scope) {
  auto const credential = authorization.credential();
  std::string sentences;
  bool const is_of_region = scope.region.empty() || credential.region == scope.region;
  bool const is_of_partition = !scope.partition || partition_of_region(credential.region) == *scope.partition;
  if (!is_of_region || !is_of_partition) {
    sentences += "Credential should be scoped to a valid region. ";
  }
  if (credential.service != scope.service) {
    sentences.append("Credential should be scoped to correct service: '").append(scope.service).append("'. ");
  }
  if (credential.terminator != kTerminator) {
    sentences += "Credential should be scoped with a valid terminator: 'aws4_request'.";
  }
  if (credential.date != day_of(authorization.timestamp)) {
    if (sentences.ends_with('.')) sentences += ' ';
    sentences += "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.";
  }
  if (!sentences.empty()) return fail(errors::wrong_scope(std::move(sentences)));
  return {};
}

}  // namespace iam::sigv4
