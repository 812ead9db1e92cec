#include "iam/service/test_identity.h"

#include "iam/store/server_keys.h"

#include <stdexcept>

namespace iam::service {
namespace {

constexpr std::string_view kName = "test-identity-provider";

}  // namespace

std::optional<federation::SigningKey> find_test_key(store::Session& session) {
  auto const pem = store::ServerKeys(session).find(kName);
  if (!pem.has_value()) return std::nullopt;
  auto key = federation::SigningKey::parse(*pem);
  if (!key.has_value()) throw std::runtime_error("the stored key of the test identity provider cannot be read");
  return key;
}

federation::SigningKey make_test_key(store::Session& session) {
  // RSA, since every client that verifies tokens can.
  auto key = federation::SigningKey::generate(federation::SigningKey::Kind::kRsa);
  store::ServerKeys(session).insert(kName, key.pem());
  return key;
}

}  // namespace iam::service
