// SAML providers of an account.
#pragma once

#include "iam/base/account.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct SamlProvider {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // unique in its account
  std::string uuid;
  Time created_at;
  Time valid_until;
  std::string assertion_encryption_mode;
};

// What can be told about a private key.
struct SamlPrivateKey {
  std::string id;
  Time created_at;
};

class SamlProviders {
 public:
  explicit SamlProviders(Session& session) : session_(session), entities_(session, "saml-provider") {}

  std::optional<SamlProvider> find(AccountId account, std::string_view name);

  std::string metadata(EntityId provider);

  // Sets provider.id. False, and nothing written, when the name is taken.
  bool insert(SamlProvider& provider, std::string_view metadata);

  // Writes the encryption mode of the provider with provider.id.
  void update(SamlProvider const& provider);
  void set_metadata(EntityId provider, std::string_view metadata, Time valid_until);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Every provider of the account, by name. A quota bounds how many there are.
  std::vector<SamlProvider> all(AccountId account);

  // In the order of adding.
  std::vector<SamlPrivateKey> private_keys(EntityId provider);
  void add_private_key(EntityId provider, SamlPrivateKey const& key, Secret const& pem);
  // REQUIRES: the provider has that key. For whoever copies the account; no operation shows it.
  Secret private_key(EntityId provider, std::string_view key_id);
  // False when the provider has no such key.
  bool remove_private_key(EntityId provider, std::string_view key_id);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
