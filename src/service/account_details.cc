// GetAccountAuthorizationDetails:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
#include "boundary.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/call/paging.h"
#include "iam/service/handlers/account.h"
#include "iam/service/policies.h"
#include "iam/store/attachments.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "instance_profiles.h"
#include "roles.h"
#include "tagging.h"
#include "users.h"

#include <algorithm>
#include <functional>

namespace iam::service {
namespace {

using Response = api::GetAccountAuthorizationDetailsResponse;

constexpr std::string_view kEveryPath = "/";
constexpr std::string_view kFromTheFirst;

// The lists show each entity by itself, and documents as they are stored, compiled or not. held_policies() answers
// another question: what counts for a principal, with its groups, each policy once.
std::vector<api::PolicyDetail> inline_policies(Call& call, store::EntityId entity) {
  std::vector<api::PolicyDetail> shown;
  for (auto& policy : store::InlinePolicies(call.store).all(entity)) {
    shown.push_back({.policy_name = std::move(policy.name), .policy_document = std::move(policy.document)});
  }
  return shown;
}

std::vector<api::AttachedPolicy> attached_policies(Call& call, store::EntityId entity) {
  std::vector<api::AttachedPolicy> shown;
  for (auto& arn : store::Attachments(call.store).all(entity)) {
    shown.push_back({.policy_name = std::string(policy_name(arn)), .policy_arn = std::move(arn)});
  }
  return shown;
}

// AWS was seen to leave UserPolicyList out when it is empty: https://github.com/boto/boto3/issues/1303. The lists of
// groups and roles it always shows.
api::UserDetail user_detail(Call& call, store::User const& user) {
  api::UserDetail shown;
  shown.path = user.path;
  shown.user_name = user.name;
  shown.user_id = user.unique_id;
  shown.arn = call.arn("user", user.path, user.name);
  shown.create_date = user.created_at;
  if (auto policies = inline_policies(call, user.id); !policies.empty()) shown.user_policy_list = std::move(policies);
  auto& groups = shown.group_list.emplace();
  for (auto& group :
       store::Groups(call.store).page_of_user(call.account(), user.id, kFromTheFirst, store::kAllOfThem)) {
    groups.push_back(std::move(group.name));
  }
  shown.attached_managed_policies = attached_policies(call, user.id);
  shown.permissions_boundary = to_api_boundary(user.permissions_boundary);
  shown.tags = Tagging(call, "user").every(user.id);
  return shown;
}

api::GroupDetail group_detail(Call& call, store::Group const& group) {
  api::GroupDetail shown;
  shown.path = group.path;
  shown.group_name = group.name;
  shown.group_id = group.unique_id;
  shown.arn = call.arn("group", group.path, group.name);
  shown.create_date = group.created_at;
  shown.group_policy_list = inline_policies(call, group.id);
  shown.attached_managed_policies = attached_policies(call, group.id);
  return shown;
}

api::RoleDetail role_detail(Call& call, store::Role const& role) {
  auto base = role_base_fields(call, role);
  api::RoleDetail shown;
  shown.path = std::move(base.path);
  shown.role_name = std::move(base.role_name);
  shown.role_id = std::move(base.role_id);
  shown.arn = std::move(base.arn);
  shown.create_date = base.create_date;
  shown.assume_role_policy_document = std::move(base.assume_role_policy_document);
  auto& profiles = shown.instance_profile_list.emplace();
  for (auto const& profile :
       store::InstanceProfiles(call.store).page_of_role(call.account(), role.id, kFromTheFirst, store::kAllOfThem)) {
    profiles.push_back(shown_profile(call, profile));
  }
  shown.role_policy_list = inline_policies(call, role.id);
  shown.attached_managed_policies = attached_policies(call, role.id);
  shown.permissions_boundary = to_api_boundary(role.permissions_boundary);
  shown.tags = Tagging(call, "role").every(role.id);
  shown.role_last_used = role_last_used(call, role);
  return shown;
}

api::ManagedPolicyDetail policy_detail(Call& call, ManagedPolicy const& policy) {
  auto const usage = policy_usage(call, policy.arn);
  api::ManagedPolicyDetail shown;
  shown.policy_name = policy.policy.name;
  shown.policy_id = policy.policy.unique_id;
  shown.arn = policy.arn;
  shown.path = policy.policy.path;
  shown.default_version_id = version_name(policy.policy.default_version);
  shown.attachment_count = static_cast<std::int32_t>(usage.attachments);
  shown.permissions_boundary_usage_count = static_cast<std::int32_t>(usage.boundaries);
  shown.is_attachable = true;
  shown.create_date = policy.policy.created_at;
  shown.update_date = policy.policy.updated_at;
  auto& versions = shown.policy_version_list.emplace();
  for (auto& version : policy_versions(call, policy, store::kAllOfThem, store::kAllOfThem)) {
    versions.push_back({.document = std::move(version.document),
                        .version_id = version_name(version.number),
                        .is_default_version = version.number == policy.policy.default_version,
                        .create_date = version.created_at});
  }
  return shown;
}

// One entity of the answer. Its details are read only when it is on the page.
struct Item {
  std::string position;  // in its section
  std::function<void(Call& call, Response& response)> show;
};

template <class Row, class Detail>
Item item_of(std::string position, Row row, std::optional<std::vector<Detail>> Response::*list,
             Detail (*detail)(Call& call, Row const& row)) {
  return {std::move(position), [row = std::move(row), list, detail](Call& call, Response& response) {
            (response.*list)->push_back(detail(call, row));
          }};
}

template <class Row, class Detail>
std::vector<Item> items_of(std::vector<Row> rows, std::optional<std::vector<Detail>> Response::*list,
                           Detail (*detail)(Call& call, Row const& row)) {
  std::vector<Item> items;
  for (auto& row : rows) {
    auto name = row.name;
    items.push_back(item_of(std::move(name), std::move(row), list, detail));
  }
  return items;
}

std::vector<Item> users(Call& call, std::string_view after, std::int64_t limit) {
  return items_of(store::Users(call.store).page(call.account(), kEveryPath, after, limit), &Response::user_detail_list,
                  user_detail);
}

std::vector<Item> groups(Call& call, std::string_view after, std::int64_t limit) {
  return items_of(store::Groups(call.store).page(call.account(), kEveryPath, after, limit),
                  &Response::group_detail_list, group_detail);
}

std::vector<Item> roles(Call& call, std::string_view after, std::int64_t limit) {
  return items_of(store::Roles(call.store).page(call.account(), kEveryPath, after, limit), &Response::role_detail_list,
                  role_detail);
}

std::vector<Item> local_policies(Call& call, std::string_view after, std::int64_t limit) {
  auto const every = [](store::Policy const&) { return true; };
  std::vector<Item> items;
  for (auto& policy : store::Policies(call.store).page(call.account(), kEveryPath, after, limit, every)) {
    auto name = policy.name;
    items.push_back(
        item_of(std::move(name), managed_policy(call, std::move(policy)), &Response::policies, policy_detail));
  }
  return items;
}

// Of the policies that AWS manages only those that are attached to something: there are too many others.
std::vector<Item> aws_policies(Call& call, std::string_view after, std::int64_t limit) {
  std::vector<Item> items;
  for (auto& arn : store::Attachments(call.store).policies_in_use(call.account())) {
    if (arn <= after || static_cast<std::int64_t>(items.size()) == limit) continue;
    auto policy = find_managed_policy(call, arn);
    if (!policy.has_value() || policy->owner != PolicyOwner::kAws) continue;
    items.push_back(item_of(std::move(arn), *std::move(policy), &Response::policies, policy_detail));
  }
  return items;
}

// Pages run through the sections in this order, each by name.
struct Section {
  std::string_view entity_type;  // as Filter names it
  std::vector<Item> (*read)(Call& call, std::string_view after, std::int64_t limit);
};

constexpr Section kSections[] = {
    {"User", users},
    {"Group", groups},
    {"Role", roles},
    {"LocalManagedPolicy", local_policies},
    {"AWSManagedPolicy", aws_policies},
};

bool is_asked_for(std::optional<std::vector<std::string>> const& filter, Section const& section) {
  if (!filter.has_value() || filter->empty()) return true;
  return std::find(filter->begin(), filter->end(), section.entity_type) != filter->end();
}

}  // namespace

// A list that Filter does not ask for is empty, not missing.
Result<Response> get_account_authorization_details(Call& call,
                                                   api::GetAccountAuthorizationDetailsRequest const& request) {
  auto const page =
      PageRequest::make("GetAccountAuthorizationDetails", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());

  SectionedPage<Item> sections(*page);
  for (auto const& section : kSections) {
    if (!sections.enter(section.entity_type) || !is_asked_for(request.filter, section)) continue;
    sections.add(section.read(call, sections.after(), sections.fetch_limit()),
                 [](Item const& item) { return item.position; });
  }

  Response response{.user_detail_list = {{}}, .group_detail_list = {{}}, .role_detail_list = {{}}, .policies = {{}}};
  for (auto const& item : sections.finish(response)) item.show(call, response);
  return response;
}

}  // namespace iam::service
