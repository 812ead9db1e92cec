#include "iam/store/access_keys.h"

namespace iam::store {
namespace {

constexpr Literal kSelectAccessKeys =
    "SELECT position, id, account, user_id, secret, status, created_at, used_at, used_service, used_region"
    " FROM access_keys";

// Two texts, for an index finds no NULL that a parameter stands for.
constexpr Literal kOfUser = " WHERE account = ?1 AND user_id = ?2";
constexpr Literal kOfRoot = " WHERE account = ?1 AND user_id IS NULL AND CAST(?2 AS BIGINT) IS NULL";
constexpr Literal kCount = "SELECT count(*) FROM access_keys";
constexpr Literal kPageOfAccessKeys = " AND position > ?3 ORDER BY position LIMIT ?4";

// Reads a row of kSelectAccessKeys.
AccessKey read_key(Statement const& row) {
  AccessKey key;
  key.position = row.integer(0);
  key.id = row.text(1);
  key.account = AccountId(static_cast<std::uint64_t>(row.integer(2)));
  key.user = row.optional_integer(3);
  key.secret = Secret(row.text(4));
  key.status = row.text(5);
  key.created_at = row.time(6);
  if (auto const used_at = row.optional_time(7)) key.last_use = LastUse{*used_at, row.text(8), row.text(9)};
  return key;
}

}  // namespace

void AccessKeys::insert(AccessKey& key) {
  key.position = *session_
                      .prepare(
                          "INSERT INTO access_keys (id, account, user_id, secret, status, created_at)"
                          " VALUES (?, ?, ?, ?, ?, ?) RETURNING position")
                      .bind(key.id, key.account.number(), key.user, key.secret.reveal(), key.status, key.created_at)
                      .run_returning();
}

std::optional<AccessKey> AccessKeys::find(std::string_view id) {
  Statement statement = session_.prepare(kJoined<kSelectAccessKeys, " WHERE id = ?">);
  if (!statement.bind(id).step()) return std::nullopt;
  return read_key(statement);
}

void AccessKeys::set_status(AccessKey const& key, std::string_view status) {
  session_.prepare("UPDATE access_keys SET status = ? WHERE position = ?").bind(status, key.position).run();
}

void AccessKeys::remove(AccessKey const& key) {
  session_.prepare("DELETE FROM access_keys WHERE position = ?").bind(key.position).run();
  session_.prepare("INSERT INTO deleted_access_keys (id, account) VALUES (?, ?)")
      .bind(key.id, key.account.number())
      .run();
}

bool AccessKeys::was_deleted(std::string_view id) {
  return session_.prepare("SELECT 1 FROM deleted_access_keys WHERE id = ?").bind(id).step();
}

void AccessKeys::set_last_use(std::string_view id, LastUse const& use) {
  session_
      .prepare(
          "UPDATE access_keys SET used_at = ?, used_service = ?, used_region = ?"
          " WHERE id = ? AND coalesce(used_at <= ?, TRUE)")
      .bind(use.at, use.service, use.region, id, use.at)
      .run();
}

std::int64_t AccessKeys::count(AccountId account, KeyOwner user) {
  Statement statement = session_.prepare(user.has_value() ? kJoined<kCount, kOfUser> : kJoined<kCount, kOfRoot>);
  statement.bind(account.number(), user).step();
  return statement.integer(0);
}

std::vector<AccessKey> AccessKeys::page(AccountId account, KeyOwner user, std::int64_t position, std::int64_t limit) {
  Statement statement = session_.prepare(user.has_value() ? kJoined<kSelectAccessKeys, kOfUser, kPageOfAccessKeys>
                                                          : kJoined<kSelectAccessKeys, kOfRoot, kPageOfAccessKeys>);
  statement.bind(account.number(), user, position, limit);
  std::vector<AccessKey> keys;
  while (statement.step()) keys.push_back(read_key(statement));
  return keys;
}

}  // namespace iam::store
