// SSH public keys of users.
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

struct SshPublicKey {
  std::int64_t position = 0;  // given by insert; grows with the order of uploading
  std::string id;             // APKA…
  AccountId account;
  EntityId user = 0;
  std::string status;  // as the API spells it
  Time uploaded_at;
  std::string fingerprint;  // unique for the user
  std::string body;         // as it was uploaded
};

class SshPublicKeys {
 public:
  explicit SshPublicKeys(Session& session) : session_(session) {}

  // Sets key.position. False, and nothing written, when the user has the key already.
  bool insert(SshPublicKey& key);

  // The user's key of that id.
  std::optional<SshPublicKey> find(EntityId user, std::string_view id);

  void set_status(SshPublicKey const& key, std::string_view status);
  void remove(SshPublicKey const& key);

  std::int64_t count(EntityId user);

  // Up to `limit` keys after `position` (0: from the first), in the order of uploading.
  std::vector<SshPublicKey> page(EntityId user, std::int64_t position, std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
