#include "errors.h"

#include "amz_date.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/sigv4/clock_skew.h"

#include <fmt/format.h>

#include <utility>

namespace iam::sigv4::errors {
namespace {

// Header values may be any bytes; an answer is text.
std::string quoted(std::string_view text) {
  return is_utf8(text) ? fmt::format("'{}'", text) : fmt::format("'{}'", percent_encode(text));
}

Error missing(std::string message) {
  return {.code = "MissingAuthenticationToken", .http_status = 403, .message = std::move(message)};
}

Error incomplete(std::string message) {
  return {.code = "IncompleteSignature", .http_status = 400, .message = std::move(message)};
}

Error mismatch(std::string message) {
  return {.code = "SignatureDoesNotMatch", .http_status = 403, .message = std::move(message)};
}

}  // namespace

Error missing_token() { return missing("Request is missing Authentication Token"); }

Error missing_token_of_query() { return missing("Missing Authentication Token"); }

Error version_2() { return incomplete("AWS Signature Version 2 is not supported."); }

Error unsupported_algorithm(std::string_view algorithm) {
  return incomplete(fmt::format("Unsupported AWS 'algorithm': {}.", quoted(algorithm)));
}

Error incomplete_header(std::span<std::string_view const> missing, bool has_date, std::string_view authorization) {
  std::string sentences;
  for (auto const name : missing) sentences += fmt::format("Authorization header requires '{}' parameter. ", name);
  if (!has_date) {
    sentences += "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  }
  return incomplete(fmt::format("{}(Hashed with SHA-256 and encoded with Base64) Authorization={}", sentences,
                                base64_encode(sha256(authorization))));
}

Error incomplete_query(std::span<std::string_view const> missing) {
  std::string sentences;
  for (auto const name : missing) sentences += fmt::format("AWS query-string parameters must include '{}'. ", name);
  return incomplete(sentences + "Re-examine the query-string parameters.");
}

Error malformed_date(std::string_view date) {
  return incomplete(fmt::format(
      "Date must be in ISO-8601 'basic format'. Got {}. See http://en.wikipedia.org/wiki/ISO_8601", quoted(date)));
}

Error malformed_credential(std::string_view credential) {
  return incomplete(fmt::format(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got {}",
      quoted(credential)));
}

Error host_not_signed() {
  return mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
}

// In the words that AWS has for the host.
Error header_not_signed(std::string_view name) {
  return mismatch(fmt::format("'{}' must be a 'SignedHeader' in the AWS Authorization.", name));
}

Error expired(Time signed_at, Time now) {
  return mismatch(fmt::format("Signature expired: {} is now earlier than {} ({} - {} min.)", to_amz_date(signed_at),
                              to_amz_date(now - kSkewMax), to_amz_date(now), kSkewMax.count()));
}

Error not_yet_current(Time signed_at, Time now) {
  return mismatch(fmt::format("Signature not yet current: {} is still later than {} ({} + {} min.)",
                              to_amz_date(signed_at), to_amz_date(now + kSkewMax), to_amz_date(now), kSkewMax.count()));
}

Error wrong_scope(std::string sentences) { return mismatch(std::move(sentences)); }

Error wrong_signature() {
  return mismatch(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
      "and signing method. Consult the service documentation for details.");
}

}  // namespace iam::sigv4::errors
