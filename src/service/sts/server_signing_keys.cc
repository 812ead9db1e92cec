#include "sts/server_signing_keys.h"

#include "iam/store/server_keys.h"

#include <stdexcept>
#include <string>

namespace iam::service {

std::optional<federation::SigningKey> find_signing_key(store::Session& session, std::string_view name) {
  auto const pem = store::ServerKeys(session).find(name);
  if (!pem.has_value()) return std::nullopt;
  auto key = federation::SigningKey::parse(*pem);
  if (!key.has_value()) throw std::runtime_error("the stored key " + std::string(name) + " cannot be read");
  return key;
}

federation::SigningKey make_signing_key(store::Session& session, std::string_view name,
                                        federation::SigningKey::Kind kind) {
  auto key = federation::SigningKey::generate(kind);
  store::ServerKeys(session).insert(name, key.pem());
  return key;
}

}  // namespace iam::service
