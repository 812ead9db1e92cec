#include "iam/store/policy_versions.h"

namespace iam::store {
namespace {

constexpr Literal kSelectPolicyVersions = "SELECT number, created_at, document FROM policy_versions";

// Reads a row of kSelectPolicyVersions.
PolicyVersion read_version(Statement const& row) { return {row.integer(0), row.time(1), row.text(2)}; }

}  // namespace

std::optional<PolicyVersion> PolicyVersions::find(EntityId policy, std::int64_t number) {
  Statement statement = session_.prepare(kJoined<kSelectPolicyVersions, " WHERE policy = ? AND number = ?">);
  if (!statement.bind(policy, number).step()) return std::nullopt;
  return read_version(statement);
}

void PolicyVersions::insert(AccountId account, EntityId policy, PolicyVersion const& version) {
  session_.prepare("INSERT INTO policy_versions (policy, number, account, created_at, document) VALUES (?, ?, ?, ?, ?)")
      .bind(policy, version.number, account.number(), version.created_at, version.document)
      .run();
}

void PolicyVersions::remove(EntityId policy, std::int64_t number) {
  session_.prepare("DELETE FROM policy_versions WHERE policy = ? AND number = ?").bind(policy, number).run();
}

std::int64_t PolicyVersions::count(EntityId policy) {
  Statement statement = session_.prepare("SELECT count(*) FROM policy_versions WHERE policy = ?");
  statement.bind(policy).step();
  return statement.integer(0);
}

std::int64_t PolicyVersions::count_of_account(AccountId account) {
  Statement statement =
      session_.prepare("SELECT count FROM entity_counts WHERE account = ? AND kind = 'policy version'");
  return statement.bind(account.number()).step() ? statement.integer(0) : 0;
}

std::vector<PolicyVersion> PolicyVersions::page(EntityId policy, std::int64_t before, std::int64_t limit) {
  Statement statement =
      session_.prepare(kJoined<kSelectPolicyVersions, " WHERE policy = ? AND number < ? ORDER BY number DESC LIMIT ?">);
  statement.bind(policy, before, limit);
  std::vector<PolicyVersion> versions;
  while (statement.step()) versions.push_back(read_version(statement));
  return versions;
}

}  // namespace iam::store
