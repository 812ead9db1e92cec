#include "iam/store/roles.h"

#include "iam/base/text.h"

namespace iam::store {
namespace {

constexpr Literal kSelectRoles =
    "SELECT id, name, path, unique_id, created_at, trust_policy, description, max_session_duration_s,"
    " permissions_boundary, last_used_at, last_used_region FROM roles";

// Reads a row of kSelectRoles.
Role read_role(Statement const& row, AccountId account) {
  Role role;
  role.id = row.integer(0);
  role.account = account;
  role.name = row.text(1);
  role.path = row.text(2);
  role.unique_id = row.text(3);
  role.created_at = row.time(4);
  role.trust_policy = row.text(5);
  role.description = row.optional_text(6);
  role.max_session_duration_s = row.integer(7);
  role.permissions_boundary = row.optional_text(8);
  role.last_used_at = row.optional_time(9);
  role.last_used_region = row.optional_text(10);
  return role;
}

std::vector<Role> read_roles(Statement& rows, AccountId account) {
  std::vector<Role> roles;
  while (rows.step()) roles.push_back(read_role(rows, account));
  return roles;
}

}  // namespace

std::optional<Role> Roles::find(AccountId account, std::string_view name) {
  auto const folded_name = to_lower_ascii(name);
  Statement statement = session_.prepare(kJoined<kSelectRoles, " WHERE account = ? AND folded_name = ?">);
  if (!statement.bind(account.number(), folded_name).step()) return std::nullopt;
  return read_role(statement, account);
}

bool Roles::has_unique_id(AccountId account, std::string_view unique_id) {
  Statement statement = session_.prepare("SELECT 1 FROM roles WHERE account = ? AND unique_id = ?");
  return statement.bind(account.number(), unique_id).step();
}

bool Roles::insert(Role& role) {
  EntityId const id = entities_.insert(role.account);
  auto const folded_name = to_lower_ascii(role.name);
  session_
      .prepare(
          "INSERT INTO roles (id, account, name, folded_name, path, unique_id, created_at, trust_policy, description,"
          " max_session_duration_s, permissions_boundary, last_used_at, last_used_region)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, folded_name) DO NOTHING")
      .bind(id, role.account.number(), role.name, folded_name, role.path, role.unique_id, role.created_at,
            role.trust_policy, role.description, role.max_session_duration_s, role.permissions_boundary,
            role.last_used_at, role.last_used_region)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  role.id = id;
  return true;
}

void Roles::update(Role const& role) {
  session_.prepare("UPDATE roles SET trust_policy = ?, description = ?, max_session_duration_s = ? WHERE id = ?")
      .bind(role.trust_policy, role.description, role.max_session_duration_s, role.id)
      .run();
}

void Roles::set_boundary(EntityId id, std::optional<std::string> const& policy_arn) {
  session_.prepare("UPDATE roles SET permissions_boundary = ? WHERE id = ?").bind(policy_arn, id).run();
}

void Roles::remove(EntityId id) { entities_.remove(id); }

std::int64_t Roles::count(AccountId account) { return entities_.count(account); }

std::vector<Role> Roles::page(AccountId account, std::string_view path_prefix, std::string_view after,
                              std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  // substr and not LIKE: a path may hold % and _, and its case counts.
  Statement statement = session_.prepare(kJoined<kSelectRoles,
                                                 " WHERE account = ?1 AND folded_name > ?2 AND substr(path, 1, "
                                                 "length(?3)) = ?3 ORDER BY folded_name LIMIT ?4">);
  statement.bind(account.number(), folded_after, path_prefix, limit);
  return read_roles(statement, account);
}

std::vector<Role> Roles::in_instance_profile(AccountId account, EntityId profile) {
  Statement statement = session_.prepare(
      kJoined<kSelectRoles,
              " WHERE id IN (SELECT role_id FROM instance_profile_roles WHERE profile_id = ?) ORDER BY folded_name">);
  statement.bind(profile);
  return read_roles(statement, account);
}

}  // namespace iam::store
