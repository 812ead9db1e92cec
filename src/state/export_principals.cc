// Users, groups, roles, instance profiles and managed policies, as an export shows them.
#include "exporter.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/policy/grammar.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "iam/store/instance_profiles.h"
#include "iam/store/policies.h"
#include "iam/store/policy_versions.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <limits>
#include <string>
#include <utility>

namespace iam::state {
namespace {

constexpr std::string_view kEveryPath = "/";

std::string version_id(std::int64_t number) { return "v" + std::to_string(number); }

// The versions, the oldest first.
std::vector<Node> versions_of(store::Policy const& policy, std::vector<store::PolicyVersion> const& versions) {
  std::vector<Node> shown;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    Object each;
    each.text("VersionId", version_id(version->number));
    each.boolean("IsDefaultVersion", version->number == policy.default_version);
    each.time("CreateDate", version->created_at);
    each.document("Document", version->document);
    shown.push_back(each.take());
  }
  return shown;
}

}  // namespace

void Exporter::add_policies_of(std::string_view list, store::EntityId entity, Object& shown) {
  std::vector<Node> policies;
  for (auto& policy : store::InlinePolicies(session_).all(entity)) {
    Object each;
    each.text("PolicyName", std::move(policy.name)).document("PolicyDocument", policy.document);
    policies.push_back(each.take());
  }
  shown.list(list, std::move(policies));
  shown.texts("AttachedManagedPolicies", store::Attachments(session_).all(entity));
}

std::vector<Node> Exporter::policies() {
  auto const every = [](store::Policy const&) { return true; };
  store::PolicyVersions stored(session_);
  std::vector<Node> shown;
  for (auto const& policy : store::Policies(session_).page(account_, kEveryPath, "", store::kAllOfThem, every)) {
    auto const versions = stored.page(policy.id, store::kAllOfThem, store::kAllOfThem);
    Object each;
    each.text("PolicyName", policy.name)
        .text("Path", policy.path)
        .text("PolicyId", policy.unique_id)
        .text("Description", policy.description)
        .time("CreateDate", policy.created_at)
        .time("UpdateDate", policy.updated_at);
    // A version that is gone still has its number.
    if (policy.newest_version != versions.front().number) {
      each.text("NewestVersionId", version_id(policy.newest_version));
    }
    each.list("Tags", tags("policy", policy.id)).list("PolicyVersionList", versions_of(policy, versions));
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::groups() {
  std::vector<Node> shown;
  for (auto const& group : store::Groups(session_).page(account_, kEveryPath, "", store::kAllOfThem)) {
    Object each;
    each.text("GroupName", group.name)
        .text("Path", group.path)
        .text("GroupId", group.unique_id)
        .time("CreateDate", group.created_at);
    add_policies_of("GroupPolicyList", group.id, each);
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::users() {
  auto const users = store::Users(session_).page(account_, kEveryPath, "", store::kAllOfThem);
  std::vector<store::EntityId> ids;
  ids.reserve(users.size());
  for (auto const& user : users) ids.push_back(user.id);
  auto groups = store::Memberships(session_).group_names_of(ids);
  std::vector<Node> shown;
  for (auto const& user : users) {
    auto const names = groups.of(user.id);
    Object each;
    each.text("UserName", user.name)
        .text("Path", user.path)
        .text("UserId", user.unique_id)
        .time("CreateDate", user.created_at)
        .text("PermissionsBoundary", user.permissions_boundary)
        .list("Tags", tags("user", user.id))
        .texts("GroupList", {names.begin(), names.end()});
    add_policies_of("UserPolicyList", user.id, each);
    add_login_profile(user.id, each);
    each.list("AccessKeys", access_keys(user.id))
        .list("MFADevices", mfa_devices(user.id))
        .list("SSHPublicKeys", ssh_public_keys(user.id))
        .list("SigningCertificates", signing_certificates(user.id))
        .list("ServiceSpecificCredentials", service_credentials(user.id));
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::roles() {
  std::vector<Node> shown;
  for (auto const& role : store::Roles(session_).page(account_, kEveryPath, "", store::kAllOfThem)) {
    Object each;
    each.text("RoleName", role.name)
        .text("Path", role.path)
        .text("RoleId", role.unique_id)
        .text("Description", role.description)
        .time("CreateDate", role.created_at)
        .number("MaxSessionDuration", role.max_session_duration_s)
        .text("PermissionsBoundary", role.permissions_boundary)
        .list("Tags", tags("role", role.id))
        .document("AssumeRolePolicyDocument", role.trust_policy);
    bool const is_of_service = catalogue::is_service_linked(role.path);
    if (!is_of_service && !is_sound_trust(role.trust_policy)) each.boolean("AssumeRolePolicyUnread", true);
    add_policies_of("RolePolicyList", role.id, each);
    shown.push_back(each.take());
  }
  return shown;
}

bool Exporter::is_sound_trust(std::string_view document) const {
  policy::PrincipalLookup const lookup{
      .partition = partition_, .account = account_, .exists = [](ArnParts const&) { return true; }};
  return !policy::trust_policy_fault(document, lookup).has_value();
}

std::vector<Node> Exporter::instance_profiles() {
  store::Roles roles(session_);
  std::vector<Node> shown;
  for (auto const& profile : store::InstanceProfiles(session_).page(account_, kEveryPath, "", store::kAllOfThem)) {
    std::vector<std::string> names;
    for (auto& role : roles.in_instance_profile(account_, profile.id)) names.push_back(std::move(role.name));
    Object each;
    each.text("InstanceProfileName", profile.name)
        .text("Path", profile.path)
        .text("InstanceProfileId", profile.unique_id)
        .time("CreateDate", profile.created_at)
        .texts("Roles", std::move(names))
        .list("Tags", tags("instance-profile", profile.id));
    shown.push_back(each.take());
  }
  return shown;
}

}  // namespace iam::state
