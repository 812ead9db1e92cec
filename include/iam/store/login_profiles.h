// Passwords of users for the console, as hashes.
#pragma once

#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct LoginProfile {
  EntityId user = 0;
  Time created_at;
  bool reset_required = false;
  std::string salt;  // of every hash below
};

class LoginProfiles {
 public:
  explicit LoginProfiles(Session& session) : session_(session) {}

  std::optional<LoginProfile> find(EntityId user);

  // REQUIRES: the user has none.
  // Whether a user of the account had another password before.
  bool have_earlier_passwords(AccountId account);

  void insert(LoginProfile const& profile);

  // With every password.
  void remove(EntityId user);

  void set_reset_required(EntityId user, bool reset_required);

  // Makes `hash` the password, and remembers as many before it as a password policy can ask for.
  void set_password(EntityId user, std::string_view hash, Time now);

  // When the password was set; nothing: the user has none.
  std::optional<Time> password_set_at(EntityId user);

  // Up to `limit` hashes, the password's first, then those before it.
  std::vector<std::string> hashes(EntityId user, std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
