// The signature itself: canonical request, string to sign, HMAC.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/sigv4/authorization.h"
#include "iam/sigv4/request.h"

#include <string>
#include <string_view>

namespace iam::sigv4 {

// What is hashed and signed. The path is encoded once more than it was sent, the query is sorted, header values are
// trimmed, and the payload's hash is that of the body whatever x-amz-content-sha256 says: IAM and STS know no unsigned
// payload.
std::string canonical_request(Request const& request, Authorization::Place place, std::string_view signed_headers);

std::string string_to_sign(std::string_view canonical_request, std::string_view timestamp, Credential const& scope);

// What a secret becomes for one day, region and service.
Secret derive_signing_key(Secret const& secret, Credential const& scope);

// As it stands behind `Signature=`.
std::string signature_of(std::string_view canonical_request, std::string_view timestamp, Credential const& scope,
                         Secret const& signing_key);

// SignatureDoesNotMatch unless the holder of the signing key signed the request. Takes the same time wherever the two
// signatures differ.
Status check_signature(Request const& request, Authorization const& authorization, Secret const& signing_key);

}  // namespace iam::sigv4
