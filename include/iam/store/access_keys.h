// Access keys of users and of root.
#pragma once

#include "iam/base/account.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/last_used.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

// Whose key it is: a user's, or with nothing the root's of the account.
using KeyOwner = std::optional<EntityId>;

struct AccessKey {
  std::int64_t position = 0;  // given by insert; grows with the order of creation
  std::string id;             // AKIA…
  AccountId account;
  KeyOwner user;
  Secret secret;
  std::string status;  // as the API spells it
  Time created_at;
  std::optional<LastUse> last_use;  // may be some seconds late
};

class AccessKeys {
 public:
  explicit AccessKeys(Session& session) : session_(session) {}

  // Sets key.position.
  void insert(AccessKey& key);

  // The key of that id, whatever its account.
  std::optional<AccessKey> find(std::string_view id);

  void set_status(AccessKey const& key, std::string_view status);
  // The id is remembered, so that the key is refused from now on.
  void remove(AccessKey const& key);
  bool was_deleted(std::string_view id);

  // Nothing happens when the key is gone.
  void set_last_use(std::string_view id, LastUse const& use);

  std::int64_t count(AccountId account, KeyOwner user);

  // Up to `limit` keys after `position` (0: from the first), in the order of creation.
  std::vector<AccessKey> page(AccountId account, KeyOwner user, std::int64_t position, std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
