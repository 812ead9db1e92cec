#include "iam/store/users.h"

namespace iam::store {
namespace {

constexpr Literal kSelect =
    "SELECT id, name, path, unique_id, created_at, permissions_boundary, password_last_used_at FROM users";

// Reads a row of kSelect.
User read_user(Statement const& row, AccountId account) {
  User user;
  user.id = row.integer(0);
  user.account = account;
  user.name = row.text(1);
  user.path = row.text(2);
  user.unique_id = row.text(3);
  user.created_at = row.time(4);
  user.permissions_boundary = row.optional_text(5);
  user.password_last_used_at = row.optional_time(6);
  return user;
}

std::vector<User> read_users(Statement& rows, AccountId account) {
  std::vector<User> users;
  while (rows.step()) users.push_back(read_user(rows, account));
  return users;
}

}  // namespace

std::optional<User> Users::find(AccountId account, std::string_view name) {
  Statement statement = session_.prepare(kJoined<kSelect, " WHERE account = ? AND name = ?">);
  if (!statement.bind(account.number(), name).step()) return std::nullopt;
  return read_user(statement, account);
}

std::optional<User> Users::find_by_id(AccountId account, EntityId id) {
  Statement statement = session_.prepare(kJoined<kSelect, " WHERE id = ? AND account = ?">);
  if (!statement.bind(id, account.number()).step()) return std::nullopt;
  return read_user(statement, account);
}

std::optional<User> Users::find_by_unique_id(AccountId account, std::string_view unique_id) {
  Statement statement = session_.prepare(kJoined<kSelect, " WHERE unique_id = ? AND account = ?">);
  if (!statement.bind(unique_id, account.number()).step()) return std::nullopt;
  return read_user(statement, account);
}

bool Users::insert(User& user) {
  EntityId const id = entities_.insert(user.account);
  session_
      .prepare(
          "INSERT INTO users (id, account, name, path, unique_id, created_at, permissions_boundary,"
          " password_last_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (account, name) DO NOTHING")
      .bind(id, user.account.number(), user.name, user.path, user.unique_id, user.created_at, user.permissions_boundary,
            user.password_last_used_at)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  user.id = id;
  return true;
}

bool Users::rename(User const& user) {
  session_.prepare("UPDATE OR IGNORE users SET name = ?, path = ? WHERE id = ?")
      .bind(user.name, user.path, user.id)
      .run();
  return session_.changes() == 1;
}

void Users::remove(EntityId id) { entities_.remove(id); }

std::int64_t Users::count(AccountId account) { return entities_.count(account); }

std::vector<User> Users::page(AccountId account, std::string_view path_prefix, std::string_view after,
                              std::int64_t limit) {
  // substr and not LIKE: a path may hold % and _, and its case counts.
  Statement statement = session_.prepare(
      kJoined<kSelect,
              " WHERE account = ?1 AND name > ?2 AND substr(path, 1, length(?3)) = ?3 ORDER BY name LIMIT ?4">);
  statement.bind(account.number(), after, path_prefix, limit);
  return read_users(statement, account);
}

std::vector<User> Users::page_of_group(AccountId account, EntityId group, std::string_view after, std::int64_t limit) {
  Statement statement = session_.prepare(
      kJoined<kSelect,
              " WHERE id IN (SELECT user_id FROM memberships WHERE group_id = ?) AND name > ? ORDER BY name LIMIT ?">);
  statement.bind(group, after, limit);
  return read_users(statement, account);
}

void Users::set_boundary(EntityId id, std::optional<std::string> const& policy_arn) {
  session_.prepare("UPDATE users SET permissions_boundary = ? WHERE id = ?").bind(policy_arn, id).run();
}

}  // namespace iam::store
