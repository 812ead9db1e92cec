// How a request says it was signed: in its Authorization header, or in the query of a presigned URL.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
#pragma once

#include "iam/base/arn.h"
#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/sigv4/clock_skew.h"
#include "iam/sigv4/credential.h"
#include "iam/sigv4/request.h"

#include <optional>
#include <string>

namespace iam::sigv4 {

struct Authorization {
  enum class Place { kHeader, kQuery };

  Place place = Place::kHeader;
  std::string credential_text;  // INVARIANT: parse_credential() reads it
  std::string timestamp;        // 20260101T000000Z
  Time time;                    // the same
  std::string signed_headers;   // names joined by semicolons, as sent
  std::string signature;
  std::optional<std::string> session_token;

  // Points into credential_text.
  Credential credential() const { return *parse_credential(credential_text); }
};

// The Authorization header's where there is one of AWS's, else the query's. MissingAuthenticationToken where neither
// has one, IncompleteSignature where something of it is missing, malformed, or of another algorithm;
// SignatureDoesNotMatch when it does not cover the host.
Result<Authorization> authorization_of(Request const& request);

// SignatureDoesNotMatch unless the signature covers the header of this name.
Status check_coverage(Authorization const& authorization, std::string_view header);

// Whether the request was signed within kSkewMax of `now`.
Status check_time(Authorization const& authorization, Time now);

// What a credential must be scoped to.
struct Scope {
  std::string_view service;
  std::string_view region;                            // empty: any of the partition
  std::optional<Partition> partition = std::nullopt;  // nothing: any
};

Status check_scope(Authorization const& authorization, Scope const& scope);

}  // namespace iam::sigv4
