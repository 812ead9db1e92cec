#include "errors/server_certificates.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

#include <string>

namespace iam::service::errors {
namespace {

Error malformed_certificate(std::string message) { return make_error(api::kMalformedCertificate, std::move(message)); }

}  // namespace

Error no_such_server_certificate(std::string_view name) {
  return no_such_entity(fmt::format("The Server Certificate with name {} cannot be found.", name));
}

Error server_certificate_exists(std::string_view name) {
  return entity_already_exists(fmt::format("The Server Certificate with name {} already exists.", name));
}

Error unreadable_server_certificate() {
  return malformed_certificate("Unable to parse certificate. Please ensure the certificate is in PEM format.");
}

Error server_certificate_expired() {
  return malformed_certificate(
      "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.");
}

Error server_certificate_chain_broken(int index) {
  return malformed_certificate(fmt::format(
      "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, "
      "followed by any intermediaries in order. The index within the chain of the invalid certificate is: {}",
      index));
}

Error private_key_mismatch() {
  return make_error(api::kKeyPairMismatch, "The private key is not the one of the certificate.");
}

}  // namespace iam::service::errors
