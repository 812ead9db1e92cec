#include "iam/store/users.h"

#include "iam/base/text.h"

namespace iam::store {
namespace {

constexpr Literal kSelectUsers =
    "SELECT id, name, path, unique_id, created_at, permissions_boundary, password_last_used_at FROM users";

// Reads a row of kSelectUsers.
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
  auto const folded_name = to_lower_ascii(name);
  Statement statement = session_.prepare(kJoined<kSelectUsers, " WHERE account = ? AND folded_name = ?">);
  if (!statement.bind(account.number(), folded_name).step()) return std::nullopt;
  return read_user(statement, account);
}

std::optional<User> Users::find_by_id(AccountId account, EntityId id) {
  Statement statement = session_.prepare(kJoined<kSelectUsers, " WHERE id = ? AND account = ?">);
  if (!statement.bind(id, account.number()).step()) return std::nullopt;
  return read_user(statement, account);
}

std::optional<User> Users::find_by_unique_id(AccountId account, std::string_view unique_id) {
  Statement statement = session_.prepare(kJoined<kSelectUsers, " WHERE unique_id = ? AND account = ?">);
  if (!statement.bind(unique_id, account.number()).step()) return std::nullopt;
  return read_user(statement, account);
}

bool Users::insert(User& user) {
  EntityId const id = entities_.insert(user.account);
  auto const folded_name = to_lower_ascii(user.name);
  session_
      .prepare(
          "INSERT INTO users (id, account, name, folded_name, path, unique_id, created_at, permissions_boundary,"
          " password_last_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (account, folded_name) DO NOTHING")
      .bind(id, user.account.number(), user.name, folded_name, user.path, user.unique_id, user.created_at,
            user.permissions_boundary, user.password_last_used_at)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  user.id = id;
  return true;
}

bool Users::rename(User const& user) {
  auto const folded_name = to_lower_ascii(user.name);
  session_
      .prepare(
          "UPDATE users SET name = ?1, folded_name = ?2, path = ?3 WHERE id = ?4"
          " AND NOT EXISTS (SELECT 1 FROM users WHERE account = ?5 AND folded_name = ?2 AND id <> ?4)")
      .bind(user.name, folded_name, user.path, user.id, user.account.number())
      .run();
  return session_.changes() == 1;
}

void Users::remove(EntityId id) { entities_.remove(id); }

std::int64_t Users::count(AccountId account) { return entities_.count(account); }

std::vector<User> Users::page(AccountId account, std::string_view path_prefix, std::string_view after,
                              std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  // substr and not LIKE: a path may hold % and _, and its case counts.
  Statement statement = session_.prepare(kJoined<kSelectUsers,
                                                 " WHERE account = ?1 AND folded_name > ?2 AND substr(path, 1, "
                                                 "length(?3)) = ?3 ORDER BY folded_name LIMIT ?4">);
  statement.bind(account.number(), folded_after, path_prefix, limit);
  return read_users(statement, account);
}

std::vector<User> Users::page_of_group(AccountId account, EntityId group, std::string_view after, std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  Statement statement = session_.prepare(kJoined<kSelectUsers,
                                                 " WHERE id IN (SELECT user_id FROM memberships WHERE group_id = ?) "
                                                 "AND folded_name > ? ORDER BY folded_name LIMIT ?">);
  statement.bind(group, folded_after, limit);
  return read_users(statement, account);
}

void Users::set_boundary(EntityId id, std::optional<std::string> const& policy_arn) {
  session_.prepare("UPDATE users SET permissions_boundary = ? WHERE id = ?").bind(policy_arn, id).run();
}

}  // namespace iam::store
