#include "iam/service/test_identity.h"

#include "iam/store/server_keys.h"
#include "sts/server_signing_keys.h"

namespace iam::service {
namespace {

constexpr std::string_view kName = "test-identity-provider";

}  // namespace

std::optional<federation::SigningKey> find_test_key(store::Session& session) {
  return find_signing_key(session, kName);
}

federation::SigningKey make_test_key(store::Session& session) {
  // RSA, since every client that verifies tokens can.
  return make_signing_key(session, kName, federation::SigningKey::Kind::kRsa);
}

void forget_test_key(store::Session& session) { store::ServerKeys(session).remove(kName); }

}  // namespace iam::service
