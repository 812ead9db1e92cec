// Managed policies: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html and its neighbours.

#include "iam/service/handlers/policies.h"
#include "errors/policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/catalogue/aws_managed_policies.h"
#include "iam/policy/grammar.h"
#include "iam/service/policies.h"
#include "tagging.h"

#include <algorithm>

namespace iam::service {
namespace {

constexpr std::string_view kPolicyKind = "policy";

constexpr std::string_view kScopeAws = "AWS";
constexpr std::string_view kScopeLocal = "Local";
constexpr std::string_view kAsBoundary = "PermissionsBoundary";

// Ends the names of AWS's policies in markers. No name has it.
constexpr char kAwsMark = '/';

// The fields that every answer about a policy has.
api::Policy base_fields(Call& call, ManagedPolicy const& policy) {
  auto const usage = policy_usage(call, policy.arn);
  auto const& stored = policy.policy;
  api::Policy shown;
  shown.policy_name = stored.name;
  shown.policy_id = stored.unique_id;
  shown.arn = policy.arn;
  shown.path = stored.path;
  shown.default_version_id = version_name(stored.default_version);
  shown.attachment_count = static_cast<std::int32_t>(usage.attachments);
  shown.permissions_boundary_usage_count = static_cast<std::int32_t>(usage.boundaries);
  shown.is_attachable = true;
  shown.create_date = stored.created_at;
  shown.update_date = stored.updated_at;
  return shown;
}

bool is_wanted(Call& call, api::ListPoliciesRequest const& request, std::string_view arn) {
  if (!request.policy_usage_filter && !request.only_attached.value_or(false)) return true;
  auto const usage = policy_usage(call, arn);
  return (request.policy_usage_filter == kAsBoundary ? usage.boundaries : usage.attachments) > 0;
}

// Where a list goes on. AWS was seen to list the account's own policies first, then its own by their date of creation.
struct ListPosition {
  std::string name;
  PolicyOwner owner;
};

std::string marker_text(ManagedPolicy const& policy) {
  return policy.owner == PolicyOwner::kAws ? policy.policy.name + kAwsMark : policy.policy.name;
}

ListPosition list_position(std::string text) {
  if (!text.ends_with(kAwsMark)) return {std::move(text), PolicyOwner::kAccount};
  text.pop_back();
  return {std::move(text), PolicyOwner::kAws};
}

void list_own(Call& call, api::ListPoliciesRequest const& request, std::string_view path_prefix,
              ListPosition const& after, std::int64_t limit, std::vector<ManagedPolicy>& listed) {
  if (after.owner == PolicyOwner::kAws) return;
  auto const wanted = [&](store::Policy const& policy) {
    return is_wanted(call, request, call.arn(kPolicyKind, policy.path, policy.name));
  };
  for (auto& policy : store::Policies(call.store).page(call.account(), path_prefix, after.name, limit, wanted)) {
    listed.push_back(managed_policy(call, std::move(policy)));
  }
}

void list_aws(Call& call, api::ListPoliciesRequest const& request, std::string_view path_prefix,
              ListPosition const& after, std::int64_t limit, std::vector<ManagedPolicy>& listed) {
  auto const last = after.owner == PolicyOwner::kAws ? std::string_view(after.name) : std::string_view();
  for (auto const* entry : catalogue::aws_managed_policies_after(last)) {
    if (std::ssize(listed) >= limit) return;
    if (!entry->path.starts_with(path_prefix)) continue;
    auto policy = managed_policy(call, *entry);
    if (is_wanted(call, request, policy.arn)) listed.push_back(std::move(policy));
  }
}

// Of one of AWS's, too: nothing is stored under its id.
Result<store::Policy> find_stored_policy(Call& call, std::string_view arn) {
  return find_policy(call, arn).map([](ManagedPolicy found) { return std::move(found.policy); });
}

}  // namespace

Result<ManagedPolicy> find_policy(Call& call, std::string_view arn) {
  if (auto sound = check_policy_arn(call, arn); !sound) return fail(sound.error());
  auto policy = find_managed_policy(call, arn);
  if (!policy.has_value()) return fail(errors::no_such_policy(arn));
  return *std::move(policy);
}

Status check_policy_owner(Call const& call, std::string_view arn, Error (*foreign)()) {
  if (auto sound = check_policy_arn(call, arn); !sound) return sound;
  if (parse_arn(arn)->account != call.account().text()) return fail(foreign());
  return {};
}

Result<store::Policy> find_own_policy(Call& call, std::string_view arn, Error (*foreign)()) {
  if (auto own = check_policy_owner(call, arn, foreign); !own) return fail(own.error());
  return find_stored_policy(call, arn);
}

Status check_policy_document(Call& call, std::string_view document) {
  if (auto fault = policy::identity_policy_fault(document, policy::IdentityPolicy::kManaged, call.caller.partition)) {
    return fail(errors::malformed_policy_document(*std::move(fault)));
  }
  return check_quota(call, quotas::kPolicySize, static_cast<std::int64_t>(policy::counted_size(document)));
}

std::string version_name(std::int64_t number) { return "v" + std::to_string(number); }

Result<api::CreatePolicyResponse> create_policy(Call& call, api::CreatePolicyRequest const& request) {
  if (auto sound = Tagging(call, kPolicyKind).check(request.tags); !sound) return fail(sound.error());
  if (auto sound = check_policy_document(call, request.policy_document); !sound) return fail(sound.error());
  return create_checked_policy(call, request);
}

Result<api::CreatePolicyResponse> create_checked_policy(Call& call, api::CreatePolicyRequest const& request) {
  store::Policies policies(call.store);
  store::PolicyVersions versions(call.store);
  if (auto room = check_quota(call, quotas::kPoliciesPerAccount, policies.count(call.account()) + 1); !room) {
    return fail(room.error());
  }
  if (auto room = check_quota(call, quotas::kPolicyVersionsInUse, versions.count_of_account(call.account()) + 1);
      !room) {
    return fail(room.error());
  }

  store::Policy policy{.account = call.account(),
                       .name = request.policy_name,
                       .path = request.path.value_or(std::string(kRootPath)),
                       .unique_id = call.ids.unique_id(id_prefix::kManagedPolicy, call.account()),
                       .description = request.description,
                       .created_at = call.now,
                       .updated_at = call.now};
  if (!policies.insert(policy)) return fail(errors::policy_exists(request.policy_name));
  versions.insert(call.account(), policy.id,
                  {.number = policy.newest_version, .created_at = call.now, .document = request.policy_document});
  if (auto added = Tagging(call, kPolicyKind).add(policy.id, request.tags); !added) return fail(added.error());

  auto shown = base_fields(call, managed_policy(call, std::move(policy)));
  // As they were sent. Every later answer has them in an order of its own.
  if (request.tags && !request.tags->empty()) shown.tags = request.tags;
  return api::CreatePolicyResponse{.policy = std::move(shown)};
}

Result<api::GetPolicyResponse> get_policy(Call& call, api::GetPolicyRequest const& request) {
  auto const policy = find_policy(call, request.policy_arn);
  if (!policy) return fail(policy.error());

  auto shown = base_fields(call, *policy);
  shown.description = policy_description(*policy);
  // Present even when there are none.
  shown.tags = Tagging(call, kPolicyKind).every(policy->policy.id);
  return api::GetPolicyResponse{.policy = std::move(shown)};
}

Status delete_policy(Call& call, api::DeletePolicyRequest const& request) {
  auto const policy = find_own_policy(call, request.policy_arn, &errors::foreign_policy_deleted);
  if (!policy) return fail(policy.error());
  auto const usage = policy_usage(call, request.policy_arn);
  if (usage.attachments > 0 || usage.boundaries > 0) return fail(errors::policy_is_attached());
  if (store::PolicyVersions(call.store).count(policy->id) > 1) return fail(errors::policy_has_versions());
  store::Policies(call.store).remove(policy->id);
  return {};
}

Result<api::ListPoliciesResponse> list_policies(Call& call, api::ListPoliciesRequest const& request) {
  auto const page = PageRequest::make("ListPolicies", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto const prefix = request.path_prefix.value_or(std::string(kRootPath));
  auto const after = list_position(page->after());

  std::vector<ManagedPolicy> listed;
  if (request.scope != kScopeAws) list_own(call, request, prefix, after, page->fetch_limit(), listed);
  if (request.scope != kScopeLocal) list_aws(call, request, prefix, after, page->fetch_limit(), listed);

  api::ListPoliciesResponse response;
  page->finish(listed, response, marker_text);
  auto& shown = response.policies.emplace();
  shown.reserve(listed.size());
  for (auto const& policy : listed) shown.push_back(base_fields(call, policy));
  return response;
}

Status tag_policy(Call& call, api::TagPolicyRequest const& request) {
  return Tagging(call, kPolicyKind)
      .tag(find_own_policy(call, request.policy_arn, &errors::foreign_policy_updated), request);
}

Status untag_policy(Call& call, api::UntagPolicyRequest const& request) {
  return Tagging(call, kPolicyKind)
      .untag(find_own_policy(call, request.policy_arn, &errors::foreign_policy_updated), request);
}

Result<api::ListPolicyTagsResponse> list_policy_tags(Call& call, api::ListPolicyTagsRequest const& request) {
  return Tagging(call, kPolicyKind)
      .list<api::ListPolicyTagsResponse>("ListPolicyTags", find_stored_policy(call, request.policy_arn), request);
}

}  // namespace iam::service
