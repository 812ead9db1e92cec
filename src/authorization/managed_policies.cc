
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/catalogue/aws_managed_policies.h"
#include "iam/store/policy_uses.h"

#include <algorithm>

namespace iam::service {
namespace {

constexpr std::string_view kPolicyKind = "policy";

// REQUIRES: the resource begins with `policy`. In whatever partition.
std::optional<ManagedPolicy> find_by_parts(Call& call, ArnParts const& parts) {
  auto const path_and_name = parts.resource.substr(kPolicyKind.size());
  auto const name = after_last(path_and_name, '/');
  auto const path = path_and_name.substr(0, path_and_name.size() - name.size());
  if (parts.account == kAwsOwner) {
    auto const* policy = catalogue::find_aws_managed_policy(path, name);
    return policy == nullptr ? std::nullopt : std::optional(managed_policy(call, *policy));
  }
  if (parts.account != call.account().text()) return std::nullopt;
  auto policy = store::Policies(call.store).find(call.account(), name);
  if (!policy.has_value() || policy->name != name || policy->path != path) return std::nullopt;
  return managed_policy(call, *std::move(policy));
}

std::optional<std::string> default_document(Call& call, std::optional<ManagedPolicy> const& policy) {
  if (!policy.has_value()) return std::nullopt;
  auto version = find_policy_version(call, *policy, policy->policy.default_version);
  if (!version.has_value()) return std::nullopt;
  return std::move(version->document);
}

}  // namespace

ManagedPolicy managed_policy(Call const& call, store::Policy policy) {
  auto arn = call.arn(kPolicyKind, policy.path, policy.name);
  return {PolicyOwner::kAccount, std::move(arn), std::move(policy)};
}

ManagedPolicy managed_policy(Call const& call, catalogue::AwsManagedPolicy const& policy) {
  return {PolicyOwner::kAws, aws_owned_arn(call.caller.partition, kPolicyKind, policy.path, policy.name),
          store::Policy{.name = std::string(policy.name),
                        .path = std::string(policy.path),
                        .unique_id = catalogue::unique_id_of(policy),
                        .created_at = policy.created_at(),
                        .updated_at = policy.updated_at(),
                        .default_version = policy.default_version,
                        .newest_version = policy.default_version}};
}

std::optional<ManagedPolicy> find_managed_policy(Call& call, std::string_view arn) {
  if (!check_policy_arn(call, arn)) return std::nullopt;
  auto const parts = *parse_arn(arn);
  return find_by_parts(call, parts);
}

std::optional<store::PolicyVersion> find_policy_version(Call& call, ManagedPolicy const& policy, std::int64_t number) {
  auto const& [owner, arn, stored] = policy;
  if (owner == PolicyOwner::kAccount) return store::PolicyVersions(call.store).find(stored.id, number);
  auto const& aws_policy = *catalogue::find_aws_managed_policy(stored.path, stored.name);
  if (number == stored.default_version) {
    return store::PolicyVersion{
        .number = number, .created_at = stored.updated_at, .document = std::string(catalogue::document_of(aws_policy))};
  }
  auto const versions = catalogue::versions_of(aws_policy);
  auto const found = std::ranges::find(versions, number, &catalogue::AwsPolicyVersion::number);
  if (found == versions.end()) return std::nullopt;
  return store::PolicyVersion{
      .number = number, .created_at = found->created_at(), .document = *catalogue::document_of(aws_policy, number)};
}

std::vector<store::PolicyVersion> policy_versions(Call& call, ManagedPolicy const& policy, std::int64_t before,
                                                  std::int64_t limit) {
  if (policy.owner == PolicyOwner::kAccount) {
    return store::PolicyVersions(call.store).page(policy.policy.id, before, limit);
  }
  auto const& aws_policy = *catalogue::find_aws_managed_policy(policy.policy.path, policy.policy.name);
  std::vector<store::PolicyVersion> page;
  for (auto const& version : catalogue::versions_of(aws_policy)) {
    if (version.number < before && std::ssize(page) < limit) {
      page.push_back({.number = version.number, .created_at = version.created_at()});
    }
  }
  return page;
}

std::optional<std::string> policy_description(ManagedPolicy const& policy) {
  if (policy.owner == PolicyOwner::kAccount) return policy.policy.description;
  auto const text =
      catalogue::description_of(*catalogue::find_aws_managed_policy(policy.policy.path, policy.policy.name));
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<std::string> policy_document(Call& call, std::string_view arn) {
  return default_document(call, find_managed_policy(call, arn));
}

std::optional<std::string> held_policy_document(Call& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts.has_value() || !parts->resource.starts_with(kPolicyKind)) return std::nullopt;
  return default_document(call, find_by_parts(call, *parts));
}

std::optional<std::string> policy_arn_of_id(Call& call, std::string_view unique_id) {
  if (auto own = store::Policies(call.store).find_by_unique_id(call.account(), unique_id)) {
    return managed_policy(call, *std::move(own)).arn;
  }
  auto const* policy = catalogue::find_aws_managed_policy_by_id(unique_id);
  return policy == nullptr ? std::nullopt : std::optional(managed_policy(call, *policy).arn);
}

PolicyUsage policy_usage(Call& call, std::string_view arn) {
  auto const count = [&](store::PolicyUse use) {
    return store::PolicyUses(call.store, call.account(), arn, use).count();
  };
  return {.attachments = count(store::PolicyUse::kPermissions), .boundaries = count(store::PolicyUse::kBoundary)};
}

std::optional<PolicyIdentity> find_attachable_policy(Call& call, std::string_view arn) {
  auto found = find_managed_policy(call, arn);
  if (!found.has_value()) return std::nullopt;
  return PolicyIdentity{.name = std::move(found->policy.name), .path = std::move(found->policy.path)};
}

}  // namespace iam::service
