// Access advisor: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html
// What was really used: access_reports.cc.
#include "iam/service/handlers/access_advisor.h"
#include "iam/authorization/authorizer.h"
#include "iam/call/paging.h"
#include "policy_holders.h"

namespace iam::service {
namespace {

// Only an inline policy is shown with the entity it is in.
api::PolicyGrantingServiceAccess shown_policy(HeldPolicy const& policy) {
  api::PolicyGrantingServiceAccess shown{
      .policy_name = policy.name, .policy_type = "MANAGED", .policy_arn = policy.arn};
  if (policy.arn.has_value()) return shown;
  shown.policy_type = "INLINE";
  shown.entity_type = std::string(policy.holder.type);
  shown.entity_name = policy.holder.name;
  return shown;
}

}  // namespace

Result<api::ListPoliciesGrantingServiceAccessResponse> list_policies_granting_service_access(
    Call& call, api::ListPoliciesGrantingServiceAccessRequest const& request) {
  auto const holders = find_policy_holders(call, request.arn);
  if (!holders) return fail(holders.error());
  // A page holds 100 services, and the request names no more than 200.
  auto const page =
      PageRequest::make("ListPoliciesGrantingServiceAccess", call.account(), std::nullopt, request.marker);
  if (!page) return fail(page.error());
  auto const policies = held_policies(call, call.authorization.policies(), *holders);
  std::vector<policy::AllowedActions> allowed;
  for (auto const& policy : policies) allowed.push_back(allowed_actions(*policy.compiled));

  auto const& services = request.service_namespaces;
  std::vector<std::size_t> listed;
  for (auto i = static_cast<std::size_t>(page->after_number()); i < services.size(); ++i) listed.push_back(i);
  api::ListPoliciesGrantingServiceAccessResponse response;
  page->finish(listed, response, [](std::size_t i) { return std::to_string(i + 1); });
  for (auto const i : listed) {
    api::ListPoliciesGrantingServiceAccessEntry entry{.service_namespace = services[i], .policies = {{}}};
    for (std::size_t held = 0; held < policies.size(); ++held) {
      if (allowed[held].any_of(services[i])) entry.policies->push_back(shown_policy(policies[held]));
    }
    response.policies_granting_service_access.push_back(std::move(entry));
  }
  return response;
}

}  // namespace iam::service
