#include "iam/sigv4/signature.h"

#include "algorithm.h"
#include "errors.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "same.h"

namespace iam::sigv4 {

Secret derive_signing_key(Secret const& secret, Credential const& scope) {
  auto const of_day = hmac_sha256("AWS4" + secret.reveal(), scope.date);
  auto const of_region = hmac_sha256(of_day, scope.region);
  auto const of_service = hmac_sha256(of_region, scope.service);
  return Secret(hmac_sha256(of_service, kTerminator));
}

std::string signature_of(std::string_view canonical_request, std::string_view timestamp, Credential const& scope,
                         Secret const& signing_key) {
  return hex_encode(hmac_sha256(signing_key.reveal(), string_to_sign(canonical_request, timestamp, scope)));
}

Status check_signature(Request const& request, Authorization const& authorization, Secret const& signing_key) {
  auto const canonical = canonical_request(request, authorization.place, authorization.signed_headers);
  auto const expected = signature_of(canonical, authorization.timestamp, authorization.credential(), signing_key);
  if (!is_same(expected, authorization.signature)) return fail(errors::wrong_signature());
  return {};
}

}  // namespace iam::sigv4
