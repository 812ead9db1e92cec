#include "trust_doors.h"

#include "iam/policy/compile.h"
#include "iam/store/roles.h"

#include <utility>

namespace iam::gateway {
namespace {

constexpr std::string_view kEverybody = "*";

void add(Doors& doors, std::size_t door) {
  if (doors.empty() || doors.back() != door) doors.push_back(door);
}

// An id of somebody who was deleted lets nobody in.
void index_aws(std::string const& name, std::size_t door, TrustDoors& doors) {
  if (name == kEverybody) return add(doors.open, door);
  auto const arn = parse_arn(name);
  bool const is_root = arn.has_value() && arn->service == "iam" && arn->resource == "root";
  auto const account = AccountId::parse(is_root ? arn->account : std::string_view(name));
  if (account.has_value()) return add(doors.accounts[account->text()], door);
  if (arn.has_value()) add(doors.named[name], door);
}

void index(policy::Principal const& principal, std::size_t door, TrustDoors& doors) {
  switch (principal.kind) {
    case policy::PrincipalKind::kEveryone:
      return add(doors.open, door);
    case policy::PrincipalKind::kAws:
      return index_aws(principal.value, door, doors);
    case policy::PrincipalKind::kService:
      return add(doors.services[principal.value], door);
    case policy::PrincipalKind::kFederated:
      return add(doors.providers[principal.value], door);
    case policy::PrincipalKind::kCanonicalUser:
      return;
  }
}

}  // namespace

TrustDoors trust_doors(store::Session& session, service::PolicyCache& cache, Partition partition, AccountId account,
                       std::int64_t roles_max) {
  TrustDoors doors;
  // One more tells whether there are more.
  auto roles = store::Roles(session).page(account, "/", "", roles_max + 1);
  doors.is_truncated = roles.size() > static_cast<std::size_t>(roles_max);
  if (doors.is_truncated) roles.pop_back();
  for (auto& role : roles) {
    auto compiled = cache.compiled(role.trust_policy);
    if (compiled == nullptr) continue;
    auto const place = doors.all.size();
    for (auto const& statement : policy::source_of(*compiled).statements) {
      if (statement.effect != policy::Effect::kAllow || !statement.principals) continue;
      for (auto const& principal : *statement.principals) index(principal, place, doors);
    }
    auto arn = iam_arn(partition, account, "role", role.path, role.name);
    policy::NamedPolicy trust{"trust_" + role.name, {}, std::move(compiled)};
    doors.all.push_back({std::move(arn), std::move(role.name), {std::move(trust), policy::ResourcePolicyKind::kTrust}});
  }
  return doors;
}

}  // namespace iam::gateway
