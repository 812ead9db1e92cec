// Policies embedded in users, groups and roles: one mechanism behind Put…, Get…, Delete… and List….
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#inline-policies
#include "iam/service/handlers/inline_policies.h"
#include "errors/inline_policies.h"
#include "iam/call/errors.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/policy/grammar.h"
#include "iam/store/inline_policies.h"
#include "principals.h"

#include <functional>
#include <utility>

namespace iam::service {
namespace {

// AWS reports a missing principal before a malformed document. The quota is one for all documents of the principal.
template <class Request>
Status put(Call& call, PrincipalKind const& kind, std::string_view name, Request const& request) {
  auto const principal = kind.find_modifiable(call, name);
  if (!principal) return fail(principal.error());
  if (auto fault = policy::identity_policy_fault(request.policy_document, policy::IdentityPolicy::kInline,
                                                 call.caller.partition)) {
    return fail(errors::malformed_policy_document(*std::move(fault)));
  }
  store::InlinePolicies policies(call.store);
  policies.put(principal->id, {.name = request.policy_name,
                               .document = request.policy_document,
                               .size = static_cast<std::int64_t>(policy::counted_size(request.policy_document))});
  auto const allowed = quota_value(call.store, call.account(), kind.inline_policy_size);
  if (policies.total_size(principal->id) > allowed) {
    return fail(errors::inline_policies_too_large(kind.noun, principal->name, allowed));
  }
  return {};
}

struct Found {
  Principal principal;
  store::InlinePolicy policy;
};

template <class Request>
Result<Found> find(Call& call, PrincipalKind const& kind, std::string_view name, Request const& request) {
  auto principal = kind.find(call, name);
  if (!principal) return fail(principal.error());
  auto policy = store::InlinePolicies(call.store).find(principal->id, request.policy_name);
  if (!policy) return fail(errors::no_such_inline_policy(kind.noun, request.policy_name));
  return Found{.principal = *std::move(principal), .policy = *std::move(policy)};
}

template <class Request>
Status remove(Call& call, PrincipalKind const& kind, std::string_view name, Request const& request) {
  auto const principal = kind.find_modifiable(call, name);
  if (!principal) return fail(principal.error());
  if (!store::InlinePolicies(call.store).remove(principal->id, request.policy_name)) {
    return fail(errors::no_such_inline_policy(kind.noun, request.policy_name));
  }
  return {};
}

template <class Response, class Request>
Result<Response> list(Call& call, PrincipalKind const& kind, std::string_view name, std::string_view operation,
                      Request const& request) {
  auto const principal = kind.find(call, name);
  if (!principal) return fail(principal.error());
  auto const page = PageRequest::make(operation, call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto names = store::InlinePolicies(call.store).page(principal->id, page->after(), page->fetch_limit());

  Response response;
  page->finish(names, response, std::identity());
  response.policy_names = std::move(names);
  return response;
}

}  // namespace

Status put_user_policy(Call& call, api::PutUserPolicyRequest const& request) {
  return put(call, kUsers, request.user_name, request);
}

Status put_group_policy(Call& call, api::PutGroupPolicyRequest const& request) {
  return put(call, kGroups, request.group_name, request);
}

Status put_role_policy(Call& call, api::PutRolePolicyRequest const& request) {
  return put(call, kRoles, request.role_name, request);
}

Result<api::GetUserPolicyResponse> get_user_policy(Call& call, api::GetUserPolicyRequest const& request) {
  auto found = find(call, kUsers, request.user_name, request);
  if (!found) return fail(found.error());
  return api::GetUserPolicyResponse{.user_name = std::move(found->principal.name),
                                    .policy_name = request.policy_name,
                                    .policy_document = std::move(found->policy.document)};
}

Result<api::GetGroupPolicyResponse> get_group_policy(Call& call, api::GetGroupPolicyRequest const& request) {
  auto found = find(call, kGroups, request.group_name, request);
  if (!found) return fail(found.error());
  return api::GetGroupPolicyResponse{.group_name = std::move(found->principal.name),
                                     .policy_name = request.policy_name,
                                     .policy_document = std::move(found->policy.document)};
}

Result<api::GetRolePolicyResponse> get_role_policy(Call& call, api::GetRolePolicyRequest const& request) {
  auto found = find(call, kRoles, request.role_name, request);
  if (!found) return fail(found.error());
  return api::GetRolePolicyResponse{.role_name = std::move(found->principal.name),
                                    .policy_name = request.policy_name,
                                    .policy_document = std::move(found->policy.document)};
}

Status delete_user_policy(Call& call, api::DeleteUserPolicyRequest const& request) {
  return remove(call, kUsers, request.user_name, request);
}

Status delete_group_policy(Call& call, api::DeleteGroupPolicyRequest const& request) {
  return remove(call, kGroups, request.group_name, request);
}

Status delete_role_policy(Call& call, api::DeleteRolePolicyRequest const& request) {
  return remove(call, kRoles, request.role_name, request);
}

Result<api::ListUserPoliciesResponse> list_user_policies(Call& call, api::ListUserPoliciesRequest const& request) {
  return list<api::ListUserPoliciesResponse>(call, kUsers, request.user_name, "ListUserPolicies", request);
}

Result<api::ListGroupPoliciesResponse> list_group_policies(Call& call, api::ListGroupPoliciesRequest const& request) {
  return list<api::ListGroupPoliciesResponse>(call, kGroups, request.group_name, "ListGroupPolicies", request);
}

Result<api::ListRolePoliciesResponse> list_role_policies(Call& call, api::ListRolePoliciesRequest const& request) {
  return list<api::ListRolePoliciesResponse>(call, kRoles, request.role_name, "ListRolePolicies", request);
}

}  // namespace iam::service
