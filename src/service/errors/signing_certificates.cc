#include "errors/signing_certificates.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error no_such_signing_certificate(std::string_view id) {
  return no_such_entity(fmt::format("The Certificate with id {} cannot be found.", id));
}

// The whole body, as it was sent.
Error malformed_signing_certificate(std::string_view body) {
  return make_error(api::kMalformedCertificate, fmt::format("Certificate {} is malformed.", body));
}

Error signing_certificate_not_valid_now() {
  return make_error(api::kInvalidCertificate, "The Certificate is not valid at this time.");
}

Error duplicate_signing_certificate() {
  return make_error(api::kDuplicateCertificate, "The account has this Certificate already.");
}

}  // namespace iam::service::errors
