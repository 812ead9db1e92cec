#include "iam/store/ssh_public_keys.h"

namespace iam::store {
namespace {

constexpr Literal kSelectSshPublicKeys =
    "SELECT position, id, account, user_id, status, uploaded_at, fingerprint, body FROM ssh_public_keys";

// Reads a row of kSelectSshPublicKeys.
SshPublicKey read_key(Statement const& row) {
  SshPublicKey key;
  key.position = row.integer(0);
  key.id = row.text(1);
  key.account = AccountId(static_cast<std::uint64_t>(row.integer(2)));
  key.user = row.integer(3);
  key.status = row.text(4);
  key.uploaded_at = row.time(5);
  key.fingerprint = row.text(6);
  key.body = row.text(7);
  return key;
}

}  // namespace

bool SshPublicKeys::insert(SshPublicKey& key) {
  auto const position =
      session_
          .prepare(
              "INSERT INTO ssh_public_keys (id, account, user_id, status, uploaded_at, fingerprint, body)"
              " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, fingerprint) DO NOTHING"
              " RETURNING position")
          .bind(key.id, key.account.number(), key.user, key.status, key.uploaded_at, key.fingerprint, key.body)
          .run_returning();
  if (!position.has_value()) return false;
  key.position = *position;
  return true;
}

std::optional<SshPublicKey> SshPublicKeys::find(EntityId user, std::string_view id) {
  Statement statement = session_.prepare(kJoined<kSelectSshPublicKeys, " WHERE user_id = ? AND id = ?">);
  if (!statement.bind(user, id).step()) return std::nullopt;
  return read_key(statement);
}

void SshPublicKeys::set_status(SshPublicKey const& key, std::string_view status) {
  session_.prepare("UPDATE ssh_public_keys SET status = ? WHERE position = ?").bind(status, key.position).run();
}

void SshPublicKeys::remove(SshPublicKey const& key) {
  session_.prepare("DELETE FROM ssh_public_keys WHERE position = ?").bind(key.position).run();
}

std::int64_t SshPublicKeys::count(EntityId user) {
  Statement statement = session_.prepare("SELECT count(*) FROM ssh_public_keys WHERE user_id = ?");
  statement.bind(user).step();
  return statement.integer(0);
}

std::vector<SshPublicKey> SshPublicKeys::page(EntityId user, std::int64_t position, std::int64_t limit) {
  Statement statement =
      session_.prepare(kJoined<kSelectSshPublicKeys, " WHERE user_id = ? AND position > ? ORDER BY position LIMIT ?">);
  statement.bind(user, position, limit);
  std::vector<SshPublicKey> keys;
  while (statement.step()) keys.push_back(read_key(statement));
  return keys;
}

}  // namespace iam::store
