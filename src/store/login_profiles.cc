#include "iam/store/login_profiles.h"

namespace iam::store {
namespace {

// PasswordReusePrevention goes up to 24.
constexpr int kHashesKept = 24;

}  // namespace

std::optional<LoginProfile> LoginProfiles::find(EntityId user) {
  Statement statement =
      session_.prepare("SELECT created_at, reset_required, salt FROM login_profiles WHERE user_id = ?");
  if (!statement.bind(user).step()) return std::nullopt;
  return LoginProfile{user, statement.time(0), statement.integer(1) != 0, statement.text(2)};
}

void LoginProfiles::insert(LoginProfile const& profile) {
  session_.prepare("INSERT INTO login_profiles (user_id, created_at, reset_required, salt) VALUES (?, ?, ?, ?)")
      .bind(profile.user, profile.created_at, int{profile.reset_required}, profile.salt)
      .run();
}

void LoginProfiles::remove(EntityId user) {
  session_.prepare("DELETE FROM login_profiles WHERE user_id = ?").bind(user).run();
}

bool LoginProfiles::have_earlier_passwords(AccountId account) {
  Statement statement = session_.prepare(
      "SELECT 1 FROM passwords JOIN entities ON entities.id = passwords.user_id"
      " WHERE entities.account = ? GROUP BY passwords.user_id HAVING COUNT(*) > 1 LIMIT 1");
  return statement.bind(account.number()).step();
}

void LoginProfiles::set_reset_required(EntityId user, bool reset_required) {
  session_.prepare("UPDATE login_profiles SET reset_required = ? WHERE user_id = ?")
      .bind(int{reset_required}, user)
      .run();
}

void LoginProfiles::set_password(EntityId user, std::string_view hash, Time now) {
  session_
      .prepare(
          "INSERT INTO passwords (user_id, position, hash, set_at)"
          " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM passwords WHERE user_id = ?1), ?2, ?3)")
      .bind(user, hash, now)
      .run();
  session_
      .prepare(
          "DELETE FROM passwords WHERE user_id = ?1"
          " AND position <= (SELECT max(position) FROM passwords WHERE user_id = ?1) - ?2")
      .bind(user, kHashesKept)
      .run();
}

std::optional<Time> LoginProfiles::password_set_at(EntityId user) {
  Statement statement =
      session_.prepare("SELECT set_at FROM passwords WHERE user_id = ? ORDER BY position DESC LIMIT 1");
  if (!statement.bind(user).step()) return std::nullopt;
  return statement.time(0);
}

std::vector<std::string> LoginProfiles::hashes(EntityId user, std::int64_t limit) {
  Statement statement = session_.prepare("SELECT hash FROM passwords WHERE user_id = ? ORDER BY position DESC LIMIT ?");
  statement.bind(user, limit);
  std::vector<std::string> hashes;
  while (statement.step()) hashes.push_back(statement.text(0));
  return hashes;
}

}  // namespace iam::store
