#include "iam/store/groups.h"

#include "iam/base/text.h"
#include "rows_of_entities.h"

namespace iam::store {
namespace {

constexpr Literal kSelectGroups = "SELECT id, name, path, unique_id, created_at FROM groups";

// Reads a row of kSelectGroups.
Group read_group(Statement const& row, AccountId account) {
  Group group;
  group.id = row.integer(0);
  group.account = account;
  group.name = row.text(1);
  group.path = row.text(2);
  group.unique_id = row.text(3);
  group.created_at = row.time(4);
  return group;
}

std::vector<Group> read_groups(Statement& rows, AccountId account) {
  std::vector<Group> groups;
  while (rows.step()) groups.push_back(read_group(rows, account));
  return groups;
}

}  // namespace

std::optional<Group> Groups::find(AccountId account, std::string_view name) {
  auto const folded_name = to_lower_ascii(name);
  Statement statement = session_.prepare(kJoined<kSelectGroups, " WHERE account = ? AND folded_name = ?">);
  if (!statement.bind(account.number(), folded_name).step()) return std::nullopt;
  return read_group(statement, account);
}

std::optional<Group> Groups::find_by_unique_id(AccountId account, std::string_view unique_id) {
  Statement statement = session_.prepare(kJoined<kSelectGroups, " WHERE unique_id = ? AND account = ?">);
  if (!statement.bind(unique_id, account.number()).step()) return std::nullopt;
  return read_group(statement, account);
}

bool Groups::insert(Group& group) {
  EntityId const id = entities_.insert(group.account);
  auto const folded_name = to_lower_ascii(group.name);
  session_
      .prepare(
          "INSERT INTO groups (id, account, name, folded_name, path, unique_id, created_at) VALUES (?, ?, ?, ?, ?, ?, "
          "?)"
          " ON CONFLICT (account, folded_name) DO NOTHING")
      .bind(id, group.account.number(), group.name, folded_name, group.path, group.unique_id, group.created_at)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  group.id = id;
  return true;
}

bool Groups::rename(Group const& group) {
  auto const folded_name = to_lower_ascii(group.name);
  session_
      .prepare(
          "UPDATE groups SET name = ?1, folded_name = ?2, path = ?3 WHERE id = ?4"
          " AND NOT EXISTS (SELECT 1 FROM groups WHERE account = ?5 AND folded_name = ?2 AND id <> ?4)")
      .bind(group.name, folded_name, group.path, group.id, group.account.number())
      .run();
  return session_.changes() == 1;
}

void Groups::remove(EntityId id) { entities_.remove(id); }

std::int64_t Groups::count(AccountId account) { return entities_.count(account); }

std::vector<Group> Groups::page(AccountId account, std::string_view path_prefix, std::string_view after,
                                std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  // substr and not LIKE: a path may hold % and _, and its case counts.
  Statement statement = session_.prepare(kJoined<kSelectGroups,
                                                 " WHERE account = ?1 AND folded_name > ?2 AND substr(path, 1, "
                                                 "length(?3)) = ?3 ORDER BY folded_name LIMIT ?4">);
  statement.bind(account.number(), folded_after, path_prefix, limit);
  return read_groups(statement, account);
}

std::vector<Group> Groups::page_of_user(AccountId account, EntityId user, std::string_view after, std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  Statement statement = session_.prepare(kJoined<kSelectGroups,
                                                 " WHERE id IN (SELECT group_id FROM memberships WHERE user_id = ?) "
                                                 "AND folded_name > ? ORDER BY folded_name LIMIT ?">);
  statement.bind(user, folded_after, limit);
  return read_groups(statement, account);
}

void Memberships::add(EntityId group, EntityId user) {
  session_
      .prepare("INSERT INTO memberships (group_id, user_id) VALUES (?, ?) ON CONFLICT (group_id, user_id) DO NOTHING")
      .bind(group, user)
      .run();
}

void Memberships::remove(EntityId group, EntityId user) {
  session_.prepare("DELETE FROM memberships WHERE group_id = ? AND user_id = ?").bind(group, user).run();
}

bool Memberships::contains(EntityId group, EntityId user) {
  Statement statement = session_.prepare("SELECT 1 FROM memberships WHERE group_id = ? AND user_id = ?");
  return statement.bind(group, user).step();
}

ByEntity<std::string> Memberships::group_names_of(std::span<EntityId const> users) {
  return rows_of(
      session_,
      "SELECT groups.name, memberships.user_id FROM memberships JOIN groups ON groups.id = memberships.group_id"
      " WHERE memberships.user_id BETWEEN ? AND ? ORDER BY memberships.user_id, groups.folded_name",
      users, 1, [](Statement const& row) { return row.text(0); });
}

std::int64_t Memberships::count_of_user(EntityId user) {
  Statement statement = session_.prepare("SELECT count(*) FROM memberships WHERE user_id = ?");
  statement.bind(user).step();
  return statement.integer(0);
}

std::int64_t Memberships::count_of_group(EntityId group) {
  Statement statement = session_.prepare("SELECT count(*) FROM memberships WHERE group_id = ?");
  statement.bind(group).step();
  return statement.integer(0);
}

bool Memberships::group_has_users(EntityId group) {
  Statement statement = session_.prepare("SELECT 1 FROM memberships WHERE group_id = ? LIMIT 1");
  return statement.bind(group).step();
}

}  // namespace iam::store
