// OpenID Connect providers of an account.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct OidcProvider {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string url;  // without scheme and query; unique in its account
  Time created_at;
};

class OidcProviders {
 public:
  explicit OidcProviders(Session& session) : session_(session), entities_(session, "oidc-provider") {}

  std::optional<OidcProvider> find(AccountId account, std::string_view url);

  // Sets provider.id. False, and nothing written, when the URL is taken.
  bool insert(OidcProvider& provider);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Every provider of the account, by URL. A quota bounds how many there are.
  std::vector<OidcProvider> all(AccountId account);

  // In the order of adding.
  std::vector<std::string> client_ids(EntityId provider);
  // Adding twice changes nothing.
  void add_client_id(EntityId provider, std::string_view client_id);
  // Does nothing when it is not there.
  void remove_client_id(EntityId provider, std::string_view client_id);
  std::int64_t count_client_ids(EntityId provider);

  // In the order given to set_thumbprints, which replaces all.
  std::vector<std::string> thumbprints(EntityId provider);
  void set_thumbprints(EntityId provider, std::vector<std::string> const& thumbprints);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
