#include "iam/store/organization.h"

#include <map>
#include <utility>

namespace iam::store {
namespace {

// Reads the columns id, account, has_all_features, trusts_iam, manages_root_credentials, allows_root_sessions.
Organization read_organization(Statement const& row) {
  return {.id = row.text(0),
          .management_account = AccountId(static_cast<std::uint64_t>(row.integer(1))),
          .has_all_features = row.integer(2) != 0,
          .trusts_iam = row.integer(3) != 0,
          .manages_root_credentials = row.integer(4) != 0,
          .allows_root_sessions = row.integer(5) != 0};
}

ControlPolicyKind kind_of(std::int64_t stored) {
  return stored == 0 ? ControlPolicyKind::kService : ControlPolicyKind::kResource;
}

int stored(ControlPolicyKind kind) { return kind == ControlPolicyKind::kService ? 0 : 1; }

std::optional<AccountId> account_of(std::optional<std::int64_t> stored) {
  if (!stored.has_value()) return std::nullopt;
  return AccountId(static_cast<std::uint64_t>(*stored));
}

}  // namespace

std::optional<Organization> Organizations::of(AccountId account) {
  Statement statement = session_.prepare(
      "SELECT organizations.id, organizations.account, has_all_features, trusts_iam, manages_root_credentials,"
      " allows_root_sessions FROM organization_targets"
      " JOIN organizations ON organizations.number = organization_targets.organization"
      " WHERE organization_targets.account = ?");
  if (!statement.bind(account.number()).step()) return std::nullopt;
  return read_organization(statement);
}

std::vector<OrganizationLevel> Organizations::levels(AccountId account) {
  Statement statement = session_.prepare(
      "WITH RECURSIVE way (number, parent, id, distance) AS ("
      " SELECT number, parent, id, 0 FROM organization_targets WHERE account = ?"
      " UNION ALL SELECT above.number, above.parent, above.id, way.distance + 1"
      " FROM way JOIN organization_targets AS above ON above.number = way.parent)"
      " SELECT way.id, control_policies.kind, control_policies.id, control_policies.name, control_policies.document"
      " FROM way LEFT JOIN attached_control_policies ON attached_control_policies.target = way.number"
      " LEFT JOIN control_policies ON control_policies.number = attached_control_policies.policy"
      " ORDER BY way.distance DESC, attached_control_policies.position");
  statement.bind(account.number());
  std::vector<OrganizationLevel> levels;
  while (statement.step()) {
    auto target = statement.text(0);
    if (levels.empty() || levels.back().target != target) levels.push_back({.target = std::move(target)});
    auto const kind = statement.optional_integer(1);
    if (!kind.has_value()) continue;
    auto& level = levels.back();
    auto& policies = kind_of(*kind) == ControlPolicyKind::kService ? level.service_control_policies
                                                                   : level.resource_control_policies;
    policies.push_back({.id = statement.text(2), .name = statement.text(3), .document = statement.text(4)});
  }
  return levels;
}

bool Organizations::is_delegated_administrator(AccountId account) {
  Statement statement =
      session_.prepare("SELECT 1 FROM organization_targets WHERE account = ? AND is_delegated_administrator = 1");
  return statement.bind(account.number()).step();
}

void Organizations::set_root_features(Organization const& organization) {
  session_.prepare("UPDATE organizations SET manages_root_credentials = ?, allows_root_sessions = ? WHERE id = ?")
      .bind(organization.manages_root_credentials ? 1 : 0, organization.allows_root_sessions ? 1 : 0, organization.id)
      .run();
}

std::optional<OrganizationStatement> Organizations::statement(AccountId account) {
  auto organization = of(account);
  if (!organization.has_value()) return std::nullopt;
  OrganizationStatement stated{.organization = *std::move(organization)};

  std::map<std::int64_t, std::size_t> policy_places;
  Statement policies = session_.prepare(
      "SELECT control_policies.number, kind, control_policies.id, name, document FROM control_policies"
      " JOIN organizations ON organizations.number = control_policies.organization"
      " WHERE organizations.id = ? ORDER BY control_policies.number");
  policies.bind(stated.organization.id);
  while (policies.step()) {
    policy_places.emplace(policies.integer(0), stated.policies.size());
    stated.policies.push_back(
        {.kind = kind_of(policies.integer(1)),
         .policy = {.id = policies.text(2), .name = policies.text(3), .document = policies.text(4)}});
  }

  std::map<std::int64_t, std::size_t> target_places;
  Statement targets = session_.prepare(
      "SELECT organization_targets.number, parent, organization_targets.id, name, organization_targets.account,"
      " is_delegated_administrator FROM organization_targets"
      " JOIN organizations ON organizations.number = organization_targets.organization"
      " WHERE organizations.id = ? ORDER BY organization_targets.number");
  targets.bind(stated.organization.id);
  while (targets.step()) {
    target_places.emplace(targets.integer(0), stated.targets.size());
    auto& target = stated.targets.emplace_back();
    if (auto const parent = targets.optional_integer(1)) target.parent = target_places.at(*parent);
    target.id = targets.text(2);
    target.name = targets.text(3);
    target.account = account_of(targets.optional_integer(4));
    target.is_delegated_administrator = targets.integer(5) != 0;
  }

  Statement attached = session_.prepare(
      "SELECT target, policy FROM attached_control_policies"
      " JOIN organization_targets ON organization_targets.number = attached_control_policies.target"
      " JOIN organizations ON organizations.number = organization_targets.organization"
      " WHERE organizations.id = ? ORDER BY target, position");
  attached.bind(stated.organization.id);
  while (attached.step()) {
    stated.targets[target_places.at(attached.integer(0))].policies.push_back(policy_places.at(attached.integer(1)));
  }
  return stated;
}

std::optional<std::string> Organizations::put(OrganizationStatement const& statement) {
  if (auto held = conflict(statement)) return held;
  remove(statement.organization.management_account);
  insert(statement);
  return std::nullopt;
}

void Organizations::remove(AccountId management_account) {
  session_.prepare("DELETE FROM organizations WHERE account = ?").bind(management_account.number()).run();
}

std::optional<std::string> Organizations::conflict(OrganizationStatement const& statement) {
  auto const& organization = statement.organization;
  Statement same_id = session_.prepare("SELECT 1 FROM organizations WHERE id = ? AND account <> ?");
  if (same_id.bind(organization.id, organization.management_account.number()).step()) return organization.id;
  for (auto const& target : statement.targets) {
    if (!target.account.has_value()) continue;
    auto const other = of(*target.account);
    if (other.has_value() && other->management_account != organization.management_account) {
      return target.account->text();
    }
  }
  return std::nullopt;
}

// REQUIRES: a parent's place is before that of its children.
void Organizations::insert(OrganizationStatement const& statement) {
  auto const& organization = statement.organization;
  auto const number =
      *session_
           .prepare(
               "INSERT INTO organizations (account, id, has_all_features, trusts_iam, manages_root_credentials,"
               " allows_root_sessions) VALUES (?, ?, ?, ?, ?, ?) RETURNING number")
           .bind(organization.management_account.number(), organization.id, organization.has_all_features ? 1 : 0,
                 organization.trusts_iam ? 1 : 0, organization.manages_root_credentials ? 1 : 0,
                 organization.allows_root_sessions ? 1 : 0)
           .run_returning();

  std::vector<std::int64_t> policies;
  for (auto const& [kind, policy] : statement.policies) {
    policies.push_back(*session_
                            .prepare("INSERT INTO control_policies (organization, kind, id, name, document)"
                                     " VALUES (?, ?, ?, ?, ?) RETURNING number")
                            .bind(number, stored(kind), policy.id, policy.name, policy.document)
                            .run_returning());
  }

  std::vector<std::int64_t> targets;
  for (auto const& target : statement.targets) {
    std::optional<std::int64_t> parent;
    if (target.parent.has_value()) parent = targets.at(*target.parent);
    std::optional<std::uint64_t> account;
    if (target.account.has_value()) account = target.account->number();
    targets.push_back(
        *session_
             .prepare("INSERT INTO organization_targets (organization, parent, id, name, account,"
                      " is_delegated_administrator) VALUES (?, ?, ?, ?, ?, ?) RETURNING number")
             .bind(number, parent, target.id, target.name, account, target.is_delegated_administrator ? 1 : 0)
             .run_returning());
    int position = 0;
    for (auto const policy : target.policies) {
      session_.prepare("INSERT INTO attached_control_policies (target, position, policy) VALUES (?, ?, ?)")
          .bind(targets.back(), position++, policies.at(policy))
          .run();
    }
  }
}

}  // namespace iam::store
