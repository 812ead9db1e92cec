#include "iam/store/policies.h"

#include "iam/base/text.h"

namespace iam::store {
namespace {

constexpr Literal kSelectPolicies =
    "SELECT id, name, path, unique_id, description, created_at, updated_at, default_version, newest_version"
    " FROM policies";

// Reads a row of kSelectPolicies.
Policy read_policy(Statement const& row, AccountId account) {
  Policy policy;
  policy.id = row.integer(0);
  policy.account = account;
  policy.name = row.text(1);
  policy.path = row.text(2);
  policy.unique_id = row.text(3);
  policy.description = row.optional_text(4);
  policy.created_at = row.time(5);
  policy.updated_at = row.time(6);
  policy.default_version = row.integer(7);
  policy.newest_version = row.integer(8);
  return policy;
}

}  // namespace

std::optional<Policy> Policies::find(AccountId account, std::string_view name) {
  auto const folded_name = to_lower_ascii(name);
  Statement statement = session_.prepare(kJoined<kSelectPolicies, " WHERE account = ? AND folded_name = ?">);
  if (!statement.bind(account.number(), folded_name).step()) return std::nullopt;
  return read_policy(statement, account);
}

std::optional<Policy> Policies::find_by_unique_id(AccountId account, std::string_view unique_id) {
  Statement statement = session_.prepare(kJoined<kSelectPolicies, " WHERE unique_id = ? AND account = ?">);
  if (!statement.bind(unique_id, account.number()).step()) return std::nullopt;
  return read_policy(statement, account);
}

bool Policies::insert(Policy& policy) {
  EntityId const id = entities_.insert(policy.account);
  auto const folded_name = to_lower_ascii(policy.name);
  session_
      .prepare(
          "INSERT INTO policies (id, account, name, folded_name, path, unique_id, description, created_at, updated_at,"
          " default_version, newest_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (account, folded_name) DO NOTHING")
      .bind(id, policy.account.number(), policy.name, folded_name, policy.path, policy.unique_id, policy.description,
            policy.created_at, policy.updated_at, policy.default_version, policy.newest_version)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  policy.id = id;
  return true;
}

void Policies::update(Policy const& policy) {
  session_.prepare("UPDATE policies SET updated_at = ?, default_version = ?, newest_version = ? WHERE id = ?")
      .bind(policy.updated_at, policy.default_version, policy.newest_version, policy.id)
      .run();
}

void Policies::remove(EntityId id) { entities_.remove(id); }

std::int64_t Policies::count(AccountId account) { return entities_.count(account); }

std::vector<Policy> Policies::page(AccountId account, std::string_view path_prefix, std::string_view after,
                                   std::int64_t limit, std::function<bool(Policy const&)> const& wanted) {
  auto const folded_after = to_lower_ascii(after);
  // substr and not LIKE: a path may hold _, and its case counts.
  Statement statement = session_.prepare(
      kJoined<kSelectPolicies,
              " WHERE account = ?1 AND folded_name > ?2 AND substr(path, 1, length(?3)) = ?3 ORDER BY folded_name">);
  statement.bind(account.number(), folded_after, path_prefix);
  std::vector<Policy> policies;
  while (std::ssize(policies) < limit && statement.step()) {
    auto policy = read_policy(statement, account);
    if (wanted(policy)) policies.push_back(std::move(policy));
  }
  return policies;
}

}  // namespace iam::store
