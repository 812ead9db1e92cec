// Managed policies attached to users, groups and roles: one mechanism behind Attach…, Detach… and ListAttached….
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
#include "iam/service/handlers/attachments.h"
#include "errors/attachments.h"
#include "errors/policies.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/arn.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/store/attachments.h"
#include "principals.h"

namespace iam::service {
namespace {

Status attach(Call& call, PrincipalKind const& kind, std::string_view name, std::string_view policy_arn) {
  if (auto sound = check_policy_arn(call, policy_arn); !sound) return sound;
  auto const principal = kind.find_modifiable(call, name);
  if (!principal) return fail(principal.error());
  if (!find_attachable_policy(call, policy_arn)) return fail(errors::policy_not_attachable(policy_arn));
  if (is_service_role_policy(policy_arn)) return fail(errors::service_role_policy());

  store::Attachments attachments(call.store);
  if (attachments.is_attached(principal->id, policy_arn)) return {};
  auto room = check_quota(call, kind.attached_policies, attachments.count(principal->id) + 1);
  if (!room) return room;
  attachments.attach(call.account(), principal->id, policy_arn, call.now);
  return {};
}

Status detach(Call& call, PrincipalKind const& kind, std::string_view name, std::string_view policy_arn) {
  if (auto sound = check_policy_arn(call, policy_arn); !sound) return sound;
  auto const principal = kind.find_modifiable(call, name);
  if (!principal) return fail(principal.error());
  if (!store::Attachments(call.store).detach(principal->id, policy_arn)) {
    return fail(errors::no_such_policy(policy_arn));
  }
  return {};
}

template <class Response, class Request>
Result<Response> list_attached(Call& call, PrincipalKind const& kind, std::string_view name, std::string_view operation,
                               Request const& request) {
  auto const principal = kind.find(call, name);
  if (!principal) return fail(principal.error());
  auto const page = PageRequest::make(operation, call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto attachments = store::Attachments(call.store)
                         .page(principal->id, request.path_prefix.value_or(std::string(kRootPath)),
                               page->after_number(), page->fetch_limit());

  Response response;
  page->finish(attachments, response, [](auto const& attachment) { return std::to_string(attachment.position); });
  auto& shown = response.attached_policies.emplace();
  shown.reserve(attachments.size());
  for (auto& attachment : attachments) {
    auto& arn = attachment.policy_arn;
    std::string short_name(policy_name(arn));
    shown.push_back({.policy_name = std::move(short_name), .policy_arn = std::move(arn)});
  }
  return response;
}

}  // namespace

Status attach_user_policy(Call& call, api::AttachUserPolicyRequest const& request) {
  return attach(call, kUsers, request.user_name, request.policy_arn);
}

Status attach_group_policy(Call& call, api::AttachGroupPolicyRequest const& request) {
  return attach(call, kGroups, request.group_name, request.policy_arn);
}

Status attach_role_policy(Call& call, api::AttachRolePolicyRequest const& request) {
  return attach(call, kRoles, request.role_name, request.policy_arn);
}

Status detach_user_policy(Call& call, api::DetachUserPolicyRequest const& request) {
  return detach(call, kUsers, request.user_name, request.policy_arn);
}

Status detach_group_policy(Call& call, api::DetachGroupPolicyRequest const& request) {
  return detach(call, kGroups, request.group_name, request.policy_arn);
}

Status detach_role_policy(Call& call, api::DetachRolePolicyRequest const& request) {
  return detach(call, kRoles, request.role_name, request.policy_arn);
}

Result<api::ListAttachedUserPoliciesResponse> list_attached_user_policies(
    Call& call, api::ListAttachedUserPoliciesRequest const& request) {
  return list_attached<api::ListAttachedUserPoliciesResponse>(call, kUsers, request.user_name,
                                                              "ListAttachedUserPolicies", request);
}

Result<api::ListAttachedGroupPoliciesResponse> list_attached_group_policies(
    Call& call, api::ListAttachedGroupPoliciesRequest const& request) {
  return list_attached<api::ListAttachedGroupPoliciesResponse>(call, kGroups, request.group_name,
                                                               "ListAttachedGroupPolicies", request);
}

Result<api::ListAttachedRolePoliciesResponse> list_attached_role_policies(
    Call& call, api::ListAttachedRolePoliciesRequest const& request) {
  return list_attached<api::ListAttachedRolePoliciesResponse>(call, kRoles, request.role_name,
                                                              "ListAttachedRolePolicies", request);
}

}  // namespace iam::service
