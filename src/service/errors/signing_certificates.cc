#include "errors/signing_certificates.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {

Error no_such_signing_certificate(std::string_view id) {
  return no_such_entity("The Certificate with id " + std::string(id) + " cannot be found.");
}

// The whole body, as it was sent.
Error malformed_signing_certificate(std::string_view body) {
  return make(400, "MalformedCertificate", "Certificate " + std::string(body) + " is malformed.");
}

Error signing_certificate_not_valid_now() {
  return make(400, "InvalidCertificate", "The Certificate is not valid at this time.");
}

Error duplicate_signing_certificate() {
  return make(409, "DuplicateCertificate", "The account has this Certificate already.");
}

}  // namespace iam::service::errors
