// The account as a whole: https://support.huaweicloud.com/intl/en-us/api-iam5/GetAccountSummaryV5.html,
// GetFeatureStatusV5.html beside it, and the classic query of domains, from which SDKs learn the account's id.
#include "iam/service/handlers/account.h"
#include "errors.h"
#include "ids.h"
#include "names.h"
#include "operation.h"

#include <algorithm>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

// A number of the summary, and the key under which AWS's summary has it.
struct Count {
  std::string_view name;
  std::string_view aws_key;
};

// Agencies are what AWS calls roles; this face has none, only their quotas.
constexpr Count kCounts[] = {
    {"attached_policies_per_agency_quota", "AttachedPoliciesPerRoleQuota"},
    {"attached_policies_per_group_quota", "AttachedPoliciesPerGroupQuota"},
    {"attached_policies_per_user_quota", "AttachedPoliciesPerUserQuota"},
    {"policies_quota", "PoliciesQuota"},
    {"policy_size_quota", "PolicySizeQuota"},
    {"versions_per_policy_quota", "VersionsPerPolicyQuota"},
    {"policies", "Policies"},
    {"agencies_quota", "RolesQuota"},
    {"users", "Users"},
    {"users_quota", "UsersQuota"},
    {"groups", "Groups"},
    {"groups_quota", "GroupsQuota"},
    {"root_user_mfa_enabled", "AccountMFAEnabled"},
};

struct Feature {
  std::string_view name;
  std::string_view status;
};

// The console of v5 is what its API belongs to; there is no access analyzer here.
constexpr Feature kFeatures[] = {{"v5_console", "on"}, {"access_analyzer", "off"}};

Result<json::value> summarize_account(Call& call, Parameters const&) {
  auto const response = service::get_account_summary(call, {}).map_error(errors::about("account"));
  if (!response) return fail(response.error());
  auto const& numbers = response->summary_map.value();
  json::object summary;
  for (auto const& [name, aws_key] : kCounts) summary[name] = numbers.at(std::string(aws_key));
  summary["agencies"] = 0;
  // Root is a user here.
  for (auto const* name : {"users", "users_quota"}) ++summary[name].get_int64();
  return summary;
}

Result<json::value> show_feature(Call&, Parameters const& in) {
  auto const name = in.text("feature_name");
  auto const feature = std::ranges::find(kFeatures, name, &Feature::name);
  if (feature == std::end(kFeatures)) return fail(errors::not_found("feature", name));
  return json::object{{"feature_status", feature->status}};
}

Result<json::value> list_domains(Call& call, Parameters const&) {
  json::object domain{
      {"id", domain_id_of(call.account())}, {"name", root_name(call)}, {"description", ""}, {"enabled", true}};
  return json::object{{"domains", json::array{std::move(domain)}}};
}

constexpr Operation kAccountOperations[] = {
    {"GetAccountSummaryV5",
     "GET",
     "/v5/account-summary",
     "iam::getAccountSummaryV5",
     Access::kRead,
     200,
     {},
     summarize_account},
    {"GetFeatureStatusV5", "GET", "/v5/features/{feature_name}", "", Access::kRead, 200, {}, show_feature},
    {"KeystoneListAuthDomains", "GET", "/v3/auth/domains", "", Access::kRead, 200, {}, list_domains},
};

}  // namespace

std::span<Operation const> account_operations() { return kAccountOperations; }

}  // namespace iam::gateway::huawei
