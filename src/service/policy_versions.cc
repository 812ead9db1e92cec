// Versions of managed policies:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
#include "errors/policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/whole_number.h"
#include "iam/call/errors.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/service/handlers/policies.h"
#include "iam/service/policies.h"

#include <limits>
#include <utility>

namespace iam::service {
namespace {

// The number of "v3"; nothing for what cannot name a version here: the model also lets "v3.abc" pass.
std::optional<std::int64_t> version_number(std::string_view name) { return whole_number<std::int64_t>(name.substr(1)); }

// What every answer about a version has; only GetPolicyVersion adds the document.
api::PolicyVersion base_fields(store::Policy const& policy, store::PolicyVersion const& version) {
  api::PolicyVersion shown;
  shown.version_id = version_name(version.number);
  shown.is_default_version = version.number == policy.default_version;
  shown.create_date = version.created_at;
  return shown;
}

struct NamedVersion {
  ManagedPolicy policy;
  store::PolicyVersion version;
};

// One sentence tells that the policy or the version is missing.
Result<NamedVersion> find_version(Call& call, std::string_view arn, std::string_view version) {
  if (auto sound = check_policy_arn(call, arn); !sound) return fail(sound.error());
  auto policy = find_managed_policy(call, arn);
  auto const number = version_number(version);
  if (!policy.has_value() || !number.has_value()) return fail(errors::no_such_policy_version(arn, version));
  auto found = find_policy_version(call, *policy, *number);
  if (!found.has_value()) return fail(errors::no_such_policy_version(arn, version));
  return NamedVersion{*std::move(policy), *std::move(found)};
}

// As find_version(), but `foreign` for a policy that is not the account's.
Result<NamedVersion> find_own_version(Call& call, std::string_view arn, std::string_view version, Error (*foreign)()) {
  if (auto own = check_policy_owner(call, arn, foreign); !own) return fail(own.error());
  return find_version(call, arn, version);
}

Result<api::CreatePolicyVersionResponse> add_version(Call& call, store::Policy policy,
                                                     api::CreatePolicyVersionRequest const& request) {
  store::PolicyVersions versions(call.store);
  auto const allowed = quota_value(call.store, call.account(), quotas::kVersionsPerPolicy);
  if (versions.count(policy.id) >= allowed) return fail(errors::too_many_policy_versions(allowed));
  if (auto room = check_quota(call, quotas::kPolicyVersionsInUse, versions.count_of_account(call.account()) + 1);
      !room) {
    return fail(room.error());
  }

  store::PolicyVersion const version{
      .number = policy.newest_version + 1, .created_at = call.now, .document = request.policy_document};
  versions.insert(call.account(), policy.id, version);
  policy.newest_version = version.number;
  policy.updated_at = call.now;
  if (request.set_as_default.value_or(false)) policy.default_version = version.number;
  store::Policies(call.store).update(policy);
  return api::CreatePolicyVersionResponse{.policy_version = base_fields(policy, version)};
}

}  // namespace

Result<api::CreatePolicyVersionResponse> create_policy_version(Call& call,
                                                               api::CreatePolicyVersionRequest const& request) {
  auto policy = find_own_policy(call, request.policy_arn, &errors::foreign_policy_updated);
  if (!policy) return fail(policy.error());
  if (auto sound = check_policy_document(call, request.policy_document); !sound) return fail(sound.error());
  return add_version(call, *std::move(policy), request);
}

Result<api::CreatePolicyVersionResponse> create_checked_policy_version(Call& call,
                                                                       api::CreatePolicyVersionRequest const& request) {
  auto policy = find_own_policy(call, request.policy_arn, &errors::foreign_policy_updated);
  if (!policy) return fail(policy.error());
  return add_version(call, *std::move(policy), request);
}

Result<api::GetPolicyVersionResponse> get_policy_version(Call& call, api::GetPolicyVersionRequest const& request) {
  auto found = find_version(call, request.policy_arn, request.version_id);
  if (!found) return fail(found.error());
  auto shown = base_fields(found->policy.policy, found->version);
  shown.document = std::move(found->version.document);
  return api::GetPolicyVersionResponse{.policy_version = std::move(shown)};
}

Status set_default_policy_version(Call& call, api::SetDefaultPolicyVersionRequest const& request) {
  auto found = find_own_version(call, request.policy_arn, request.version_id, &errors::foreign_policy_updated);
  if (!found) return fail(found.error());
  auto& policy = found->policy.policy;
  policy.default_version = found->version.number;
  policy.updated_at = call.now;
  store::Policies(call.store).update(policy);
  return {};
}

Status delete_policy_version(Call& call, api::DeletePolicyVersionRequest const& request) {
  auto const found =
      find_own_version(call, request.policy_arn, request.version_id, &errors::foreign_policy_version_deleted);
  if (!found) return fail(found.error());
  auto const& policy = found->policy.policy;
  if (found->version.number == policy.default_version) return fail(errors::default_version_is_in_use());
  store::PolicyVersions(call.store).remove(policy.id, found->version.number);
  return {};
}

Result<api::ListPolicyVersionsResponse> list_policy_versions(Call& call,
                                                             api::ListPolicyVersionsRequest const& request) {
  auto const policy = find_policy(call, request.policy_arn);
  if (!policy) return fail(policy.error());
  auto const page = PageRequest::make("ListPolicyVersions", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());

  // INVARIANT: page->after() is a number this list handed out, for markers carry a check.
  auto const before = page->after().empty() ? std::numeric_limits<std::int64_t>::max() : std::stoll(page->after());
  auto versions = policy_versions(call, *policy, before, page->fetch_limit());
  api::ListPolicyVersionsResponse response;
  page->finish(versions, response, [](store::PolicyVersion const& version) { return std::to_string(version.number); });
  auto& shown = response.versions.emplace();
  for (auto const& version : versions) shown.push_back(base_fields(policy->policy, version));
  return response;
}

}  // namespace iam::service
