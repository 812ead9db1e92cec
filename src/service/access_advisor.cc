// Access advisor: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html
#include "iam/service/handlers/access_advisor.h"
#include "access_advisor_errors.h"
#include "groups.h"
#include "iam/base/arn.h"
#include "iam/base/encoding.h"
#include "iam/policy/document.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "managed_policies.h"
#include "paging.h"
#include "policy_arn.h"
#include "roles.h"
#include "users.h"

#include <algorithm>
#include <limits>
#include <set>

namespace iam::service {
namespace {

// Quotas bound how many groups a user is in.
constexpr std::int64_t kAllOfThem = std::numeric_limits<std::int64_t>::max();

// Whose policies are looked through: the one the request names and, of a user, its groups.
struct Holder {
  store::EntityId id;
  std::string_view type;  // as EntityType names it
  std::string name;
};

template <class Entity>
Result<std::vector<Holder>> holders_of(Call& call, std::string_view arn, std::string_view kind, std::string_view type,
                                       std::optional<Entity> entity) {
  if (!entity.has_value() || call.arn(kind, entity->path, entity->name) != arn) {
    return fail(errors::no_such_principal(arn));
  }
  return std::vector<Holder>{{entity->id, type, std::move(entity->name)}};
}

Result<std::vector<Holder>> find_holders(Call& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts.has_value() || parts->service != "iam") return fail(errors::arn_is_no_principal(arn));
  auto const kind = parts->resource.substr(0, parts->resource.find('/'));
  auto const name = parts->resource.substr(parts->resource.rfind('/') + 1);
  if (kind == "group")
    return holders_of(call, arn, kind, "GROUP", store::Groups(call.store).find(call.account(), name));
  if (kind == "role") return holders_of(call, arn, kind, "ROLE", store::Roles(call.store).find(call.account(), name));
  if (kind != "user") return fail(errors::arn_is_no_principal(arn));

  auto holders = holders_of(call, arn, kind, "USER", store::Users(call.store).find(call.account(), name));
  if (!holders) return holders;
  auto const user = holders->front().id;
  for (auto& group : store::Groups(call.store).page_of_user(call.account(), user, "", kAllOfThem)) {
    holders->push_back({group.id, "GROUP", std::move(group.name)});
  }
  return holders;
}

// Whether `action` is one of the service, or all of them. Vendors of actions hold no wildcards.
bool names_service(std::string_view action, std::string_view service) {
  return action == "*" || equals_ignoring_case(action.substr(0, action.find(':')), service);
}

bool names_whole_service(std::string_view action, std::string_view service) {
  return names_service(action, service) && (action == "*" || action.substr(action.find(':') + 1) == "*");
}

// What is denied, and under which conditions something is allowed, does not matter to AWS here.
bool grants(policy::Statement const& statement, std::string_view service) {
  if (statement.effect != policy::Effect::kAllow) return false;
  auto const any = [&](auto const& actions, auto names) {
    return std::any_of(actions.begin(), actions.end(), [&](auto const& action) { return names(action, service); });
  };
  if (statement.actions.has_value()) return any(*statement.actions, names_service);
  return statement.not_actions.has_value() && !any(*statement.not_actions, names_whole_service);
}

struct Policy {
  api::PolicyGrantingServiceAccess shown;
  std::vector<policy::Statement> statements;
};

std::vector<policy::Statement> statements_of(std::string_view document) {
  auto parsed = policy::parse(document);
  return parsed.has_value() ? std::move(parsed->statements) : std::vector<policy::Statement>();
}

// Only an inline policy is shown with the entity it is in. A managed policy that a user has twice is shown once.
std::vector<Policy> policies_of(Call& call, std::vector<Holder> const& holders) {
  std::vector<Policy> policies;
  std::set<std::string> managed;
  for (auto const& holder : holders) {
    for (auto& policy : store::InlinePolicies(call.store).all(holder.id)) {
      policies.push_back({{.policy_name = std::move(policy.name),
                           .policy_type = "INLINE",
                           .entity_type = std::string(holder.type),
                           .entity_name = holder.name},
                          statements_of(policy.document)});
    }
    for (auto& arn : store::Attachments(call.store).all(holder.id)) {
      auto const document = policy_document(call, arn);
      if (!document.has_value() || !managed.insert(arn).second) continue;
      auto name = std::string(policy_name(arn));
      policies.push_back({{.policy_name = std::move(name), .policy_type = "MANAGED", .policy_arn = std::move(arn)},
                          statements_of(*document)});
    }
  }
  return policies;
}

}  // namespace

Result<api::ListPoliciesGrantingServiceAccessResponse> list_policies_granting_service_access(
    Call& call, api::ListPoliciesGrantingServiceAccessRequest const& request) {
  auto const holders = find_holders(call, request.arn);
  if (!holders) return fail(holders.error());
  // A page holds 100 services, and the request names no more than 200.
  auto const page =
      PageRequest::make("ListPoliciesGrantingServiceAccess", call.account(), std::nullopt, request.marker);
  if (!page) return fail(page.error());
  auto const policies = policies_of(call, *holders);

  auto const& services = request.service_namespaces;
  std::vector<std::size_t> listed;
  for (auto i = static_cast<std::size_t>(page->after_number()); i < services.size(); ++i) listed.push_back(i);
  api::ListPoliciesGrantingServiceAccessResponse response;
  page->finish(listed, response, [](std::size_t i) { return std::to_string(i + 1); });
  for (auto const i : listed) {
    api::ListPoliciesGrantingServiceAccessEntry entry{.service_namespace = services[i], .policies = {{}}};
    for (auto const& [shown, statements] : policies) {
      auto const granting = [&](auto const& statement) { return grants(statement, services[i]); };
      if (std::any_of(statements.begin(), statements.end(), granting)) entry.policies->push_back(shown);
    }
    response.policies_granting_service_access.push_back(std::move(entry));
  }
  return response;
}

}  // namespace iam::service
