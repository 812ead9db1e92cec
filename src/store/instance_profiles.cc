#include "iam/store/instance_profiles.h"

#include "iam/base/text.h"
#include "rows_of_entities.h"

namespace iam::store {
namespace {

constexpr Literal kSelectInstanceProfiles = "SELECT id, name, path, unique_id, created_at FROM instance_profiles";

// Reads a row of kSelectInstanceProfiles.
InstanceProfile read_profile(Statement const& row, AccountId account) {
  return {.id = row.integer(0),
          .account = account,
          .name = row.text(1),
          .path = row.text(2),
          .unique_id = row.text(3),
          .created_at = row.time(4)};
}

std::vector<InstanceProfile> read_profiles(Statement& rows, AccountId account) {
  std::vector<InstanceProfile> profiles;
  while (rows.step()) profiles.push_back(read_profile(rows, account));
  return profiles;
}

}  // namespace

std::optional<InstanceProfile> InstanceProfiles::find(AccountId account, std::string_view name) {
  auto const folded_name = to_lower_ascii(name);
  Statement statement = session_.prepare(kJoined<kSelectInstanceProfiles, " WHERE account = ? AND folded_name = ?">);
  statement.bind(account.number(), folded_name);
  auto profiles = read_profiles(statement, account);
  if (profiles.empty()) return std::nullopt;
  return std::move(profiles.front());
}

bool InstanceProfiles::insert(InstanceProfile& profile) {
  EntityId const id = entities_.insert(profile.account);
  auto const folded_name = to_lower_ascii(profile.name);
  session_
      .prepare(
          "INSERT INTO instance_profiles (id, account, name, folded_name, path, unique_id, created_at) VALUES (?, ?, "
          "?, ?, ?, ?, ?)"
          " ON CONFLICT (account, folded_name) DO NOTHING")
      .bind(id, profile.account.number(), profile.name, folded_name, profile.path, profile.unique_id,
            profile.created_at)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  profile.id = id;
  return true;
}

void InstanceProfiles::remove(EntityId id) { entities_.remove(id); }

std::int64_t InstanceProfiles::count(AccountId account) { return entities_.count(account); }

std::vector<InstanceProfile> InstanceProfiles::page(AccountId account, std::string_view path_prefix,
                                                    std::string_view after, std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  // substr and not LIKE: a path may hold % and _, and its case counts.
  Statement statement = session_.prepare(kJoined<kSelectInstanceProfiles,
                                                 " WHERE account = ?1 AND folded_name > ?2 AND substr(path, 1, "
                                                 "length(?3)) = ?3 ORDER BY folded_name LIMIT ?4">);
  statement.bind(account.number(), folded_after, path_prefix, limit);
  return read_profiles(statement, account);
}

std::vector<InstanceProfile> InstanceProfiles::page_of_role(AccountId account, EntityId role, std::string_view after,
                                                            std::int64_t limit) {
  auto const folded_after = to_lower_ascii(after);
  Statement statement = session_.prepare(
      kJoined<kSelectInstanceProfiles,
              " WHERE id IN (SELECT profile_id FROM instance_profile_roles WHERE role_id = ?) AND folded_name > ?"
              " ORDER BY folded_name LIMIT ?">);
  statement.bind(role, folded_after, limit);
  return read_profiles(statement, account);
}

ByEntity<InstanceProfile> InstanceProfiles::of_roles(AccountId account, std::span<EntityId const> roles) {
  return rows_of(
      session_,
      "SELECT id, name, path, unique_id, created_at, role_id FROM instance_profile_roles"
      " JOIN instance_profiles ON id = profile_id WHERE role_id BETWEEN ? AND ? ORDER BY role_id, folded_name",
      roles, 5, [&](Statement const& row) { return read_profile(row, account); });
}

bool InstanceProfiles::add_role(EntityId profile, EntityId role) {
  session_.prepare("INSERT INTO instance_profile_roles (profile_id, role_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .bind(profile, role)
      .run();
  return session_.changes() == 1;
}

bool InstanceProfiles::remove_role(EntityId profile, EntityId role) {
  session_.prepare("DELETE FROM instance_profile_roles WHERE profile_id = ? AND role_id = ?").bind(profile, role).run();
  return session_.changes() == 1;
}

std::int64_t InstanceProfiles::count_of_roles(EntityId profile) {
  Statement statement = session_.prepare("SELECT count(*) FROM instance_profile_roles WHERE profile_id = ?");
  statement.bind(profile).step();
  return statement.integer(0);
}

bool InstanceProfiles::any_of_role(EntityId role) {
  Statement statement = session_.prepare("SELECT 1 FROM instance_profile_roles WHERE role_id = ? LIMIT 1");
  return statement.bind(role).step();
}

}  // namespace iam::store
