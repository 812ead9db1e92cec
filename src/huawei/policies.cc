// Identity policies and their versions: https://support.huaweicloud.com/intl/en-us/api-iam5/CreatePolicyV5.html and its
// neighbours. AWS-managed policies are shown as system policies.
#include "policies.h"

#include "errors.h"
#include "iam/authorization/managed_policies.h"
#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/service/handlers/policies.h"
#include "iam/service/policies.h"
#include "ids.h"
#include "names.h"
#include "operation.h"
#include "page.h"
#include "policy_document.h"

#include <algorithm>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

bool is_system(std::string_view arn) { return parse_arn(arn)->account == kAwsOwner; }

// AWS's paths have a slash in front.
std::string_view shown_path(std::string_view path) { return path.substr(1); }
std::string stored_path(std::string_view path) { return std::string("/").append(path); }

std::string policy_urn(Call const& call, api::Policy const& policy) {
  auto const name = std::string(shown_path(*policy.path)) + *policy.policy_name;
  return is_system(*policy.arn) ? "iam::system:policy:" + name : urn(call, "policy", name);
}

api::Policy described_policy(Call& call, std::string_view arn) {
  return service::get_policy(call, {.policy_arn = std::string(arn)}).value().policy.value();
}

api::PolicyVersion described_version(Call& call, std::string_view arn, std::string_view version_id) {
  return service::get_policy_version(call, {.policy_arn = std::string(arn), .version_id = std::string(version_id)})
      .value()
      .policy_version.value();
}

json::object to_json(Call& call, api::Policy const& policy) {
  return {{"policy_type", is_system(*policy.arn) ? "system" : "custom"},
          {"policy_name", *policy.policy_name},
          {"policy_id", hex_id_of(*policy.policy_id)},
          {"urn", policy_urn(call, policy)},
          {"path", shown_path(*policy.path)},
          {"default_version_id", *policy.default_version_id},
          {"attachment_count", *policy.attachment_count},
          {"description", policy.description.value_or("")},
          {"created_at", to_iso8601(*policy.create_date)},
          {"updated_at", to_iso8601(*policy.update_date)}};
}

json::object to_json(api::PolicyVersion const& version) {
  return {{"document", *version.document},
          {"version_id", *version.version_id},
          {"is_default", *version.is_default_version},
          {"created_at", to_iso8601(*version.create_date)}};
}

// AWS's list in Huawei's envelope.
template <class Item, class Response, class Show>
json::value listed(std::string_view name, std::vector<Item> const& items, Response const& response, Show show) {
  json::array shown;
  for (auto const& item : items) shown.push_back(show(item));
  return json::object{{name, std::move(shown)}, {"page_info", page_info(items.size(), response.marker)}};
}

Result<json::value> create_policy(Call& call, Parameters const& in) {
  if (auto sound = huawei::check_policy_document(call, in.text("policy_document")); !sound) return fail(sound.error());
  auto const created = service::create_checked_policy(call, {.policy_name = in.text("policy_name"),
                                                             .path = stored_path(in.optional_text("path").value_or("")),
                                                             .policy_document = in.text("policy_document"),
                                                             .description = in.optional_text("description")});
  if (!created) return fail(errors::translated(created.error(), "policy"));
  return json::object{{"policy", to_json(call, described_policy(call, *created->policy->arn))}};
}

Result<json::value> list_policies(Call& call, Parameters const& in) {
  api::ListPoliciesRequest request{.marker = in.optional_text("marker"), .max_items = limit_of(in)};
  if (auto const type = in.optional_text("policy_type")) request.scope = *type == "system" ? "AWS" : "Local";
  if (auto const prefix = in.optional_text("path_prefix")) request.path_prefix = stored_path(*prefix);
  request.only_attached = in.optional_text("only_attached") == "true";
  auto const response = service::list_policies(call, request).map_error(errors::about("policy"));
  if (!response) return fail(response.error());
  // AWS's list leaves the descriptions out.
  return listed("policies", *response->policies, *response,
                [&call](api::Policy const& policy) { return to_json(call, described_policy(call, *policy.arn)); });
}

Result<json::value> show_policy(Call& call, Parameters const& in) {
  auto const arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  return json::object{{"policy", to_json(call, described_policy(call, *arn))}};
}

Result<json::value> delete_policy(Call& call, Parameters const& in) {
  auto const arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  auto const deleted = service::delete_policy(call, {.policy_arn = *arn});
  if (!deleted) return fail(errors::translated(deleted.error(), "policy"));
  return nullptr;
}

Result<json::value> create_version(Call& call, Parameters const& in) {
  auto const arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  if (auto sound = huawei::check_policy_document(call, in.text("policy_document")); !sound) return fail(sound.error());
  auto const created =
      service::create_checked_policy_version(call, {.policy_arn = *arn,
                                                    .policy_document = in.text("policy_document"),
                                                    .set_as_default = in.optional_flag("set_as_default")});
  if (!created) return fail(errors::translated(created.error(), "policy version"));
  auto version = created->policy_version.value();
  version.document = in.text("policy_document");
  return json::object{{"policy_version", to_json(version)}};
}

Result<json::value> list_versions(Call& call, Parameters const& in) {
  auto const arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  auto const response = service::list_policy_versions(
      call, {.policy_arn = *arn, .marker = in.optional_text("marker"), .max_items = limit_of(in)});
  if (!response) return fail(errors::translated(response.error(), "policy version"));
  // AWS's list leaves the documents out.
  return listed("versions", *response->versions, *response, [&](api::PolicyVersion const& version) {
    return to_json(described_version(call, *arn, *version.version_id));
  });
}

// A version that the path names.
struct VersionName {
  std::string policy_arn;
  std::string version_id;
};

Result<VersionName> find_version(Call& call, Parameters const& in) {
  auto arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(std::move(arn.error()));
  auto const version_id = in.text("version_id");
  bool const names_one = version_id.starts_with('v') &&
                         service::get_policy_version(call, {.policy_arn = *arn, .version_id = version_id}).has_value();
  if (!names_one) return fail(errors::policy_target_not_found("policy version", version_id));
  return VersionName{*std::move(arn), version_id};
}

Result<json::value> show_version(Call& call, Parameters const& in) {
  auto const name = find_version(call, in);
  if (!name) return fail(name.error());
  return json::object{{"policy_version", to_json(described_version(call, name->policy_arn, name->version_id))}};
}

// What DeletePolicyVersionV5 and SetDefaultPolicyVersionV5 have in common.
template <auto change, class Request>
Result<json::value> change_version(Call& call, Parameters const& in) {
  auto const name = find_version(call, in);
  if (!name) return fail(name.error());
  auto const changed = change(call, Request{.policy_arn = name->policy_arn, .version_id = name->version_id});
  if (!changed) return fail(errors::translated(changed.error(), "policy version"));
  return nullptr;
}

// Functions, each of them. NOLINTBEGIN(readability-identifier-naming)
constexpr auto delete_version = change_version<service::delete_policy_version, api::DeletePolicyVersionRequest>;
constexpr auto set_default_version =
    change_version<service::set_default_policy_version, api::SetDefaultPolicyVersionRequest>;
// NOLINTEND(readability-identifier-naming)

constexpr Member kCreatePolicy[] = {
    {"policy_name", Place::kBody, Presence::kRequired, &rules::kPolicyName},
    {"path", Place::kBody, Presence::kOptional, &rules::kPolicyPath},
    {"policy_document", Place::kBody, Presence::kRequired, &rules::kPolicyDocument},
    {"description", Place::kBody, Presence::kOptional, &rules::kPolicyDescription},
};

constexpr Member kListPolicies[] = {
    kLimit,
    kMarker,
    {"policy_type", Place::kQuery, Presence::kOptional, &rules::kPolicyType},
    {"path_prefix", Place::kQuery, Presence::kOptional, &rules::kPathPrefix},
    {"only_attached", Place::kQuery, Presence::kOptional, &rules::kFlagText},
};

constexpr Member kCreateVersion[] = {
    {"policy_document", Place::kBody, Presence::kRequired, &rules::kPolicyDocument},
    {"set_as_default", Place::kBody, Presence::kOptional, &rules::kFlag},
};

constexpr std::string_view kPolicies = "/v5/policies";
constexpr std::string_view kPolicy = "/v5/policies/{policy_id}";
constexpr std::string_view kVersions = "/v5/policies/{policy_id}/versions";
constexpr std::string_view kVersionPath = "/v5/policies/{policy_id}/versions/{version_id}";

constexpr Operation kPolicyOperations[] = {
    {"CreatePolicyV5", "POST", kPolicies, "iam:policies:createV5", Access::kWrite, 201, kCreatePolicy, create_policy},
    {"ListPoliciesV5", "GET", kPolicies, "iam:policies:listV5", Access::kRead, 200, kListPolicies, list_policies},
    {"GetPolicyV5", "GET", kPolicy, "iam:policies:getV5", Access::kRead, 200, {}, show_policy},
    {"DeletePolicyV5", "DELETE", kPolicy, "iam:policies:deleteV5", Access::kWrite, 204, {}, delete_policy},
    {"CreatePolicyVersionV5", "POST", kVersions, "iam:policies:createVersionV5", Access::kWrite, 201, kCreateVersion,
     create_version},
    {"ListPolicyVersionsV5", "GET", kVersions, "iam:policies:listVersionsV5", Access::kRead, 200, kPageMembers,
     list_versions},
    {"GetPolicyVersionV5", "GET", kVersionPath, "iam:policies:getVersionV5", Access::kRead, 200, {}, show_version},
    {"DeletePolicyVersionV5",
     "DELETE",
     kVersionPath,
     "iam:policies:deleteVersionV5",
     Access::kWrite,
     204,
     {},
     delete_version},
    {"SetDefaultPolicyVersionV5",
     "POST",
     "/v5/policies/{policy_id}/versions/{version_id}/set-default",
     "iam:policies:setDefaultVersionV5",
     Access::kWrite,
     200,
     {},
     set_default_version},
};

}  // namespace

Result<std::string> find_policy_arn(Call& call, std::string_view id) {
  if (auto const unique_id = unique_id_of(id, id_prefix::kManagedPolicy)) {
    if (auto arn = service::policy_arn_of_id(call, *unique_id)) return *std::move(arn);
  }
  return fail(errors::policy_target_not_found("policy", id));
}

json::object policy_reference(Call& call, std::string_view arn) {
  auto const policy = described_policy(call, arn);
  return {{"policy_name", *policy.policy_name},
          {"policy_id", hex_id_of(*policy.policy_id)},
          {"urn", policy_urn(call, policy)}};
}

std::span<Operation const> policy_operations() { return kPolicyOperations; }

}  // namespace iam::gateway::huawei
