// The credential a Signature Version 4 request names.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <optional>
#include <string_view>

namespace iam::sigv4 {

// `AKID/20260101/us-east-1/iam/aws4_request`, taken apart; the views point into the text it was read from.
struct Credential {
  std::string_view access_key_id;
  std::string_view date;
  std::string_view region;
  std::string_view service;
  std::string_view terminator;
};

// Exactly five parts separated by slashes; nothing for anything else.
std::optional<Credential> parse_credential(std::string_view text);

// The credential in an `Authorization: AWS4-HMAC-SHA256 Credential=…, …` header.
std::optional<Credential> credential_of_header(std::string_view authorization);

}  // namespace iam::sigv4
