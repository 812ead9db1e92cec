// GetAccountAuthorizationDetails:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
#include "boundary.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/call/nouns.h"
#include "iam/call/paging.h"
#include "iam/service/handlers/account.h"
#include "iam/service/policies.h"
#include "iam/store/attachments.h"
#include "iam/store/by_entity.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "iam/store/tags.h"
#include "instance_profiles.h"
#include "roles.h"
#include "users.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::service {
namespace {

using Response = api::GetAccountAuthorizationDetailsResponse;

constexpr std::string_view kEveryPath = "/";

// What the entities of one page have: a statement for each kind of it, not for each entity.
//
// The lists show each entity by itself, and documents as they are stored, compiled or not. held_policies() answers
// another question: what counts for a principal, with its groups, each policy once.
struct Belongings {
  store::ByEntity<store::InlinePolicy> inline_policies;
  store::ByEntity<std::string> attachments;
  store::ByEntity<store::Tag> tags;

  std::vector<api::PolicyDetail> shown_inline_policies(store::EntityId entity) {
    std::vector<api::PolicyDetail> shown;
    for (auto& policy : inline_policies.of(entity)) {
      shown.push_back({.policy_name = std::move(policy.name), .policy_document = std::move(policy.document)});
    }
    return shown;
  }

  std::vector<api::AttachedPolicy> shown_attachments(store::EntityId entity) {
    std::vector<api::AttachedPolicy> shown;
    for (auto& arn : attachments.of(entity)) {
      std::string name(policy_name(arn));
      shown.push_back({.policy_name = std::move(name), .policy_arn = std::move(arn)});
    }
    return shown;
  }

  std::vector<api::Tag> shown_tags(store::EntityId entity) {
    std::vector<api::Tag> shown;
    for (auto& tag : tags.of(entity)) shown.push_back({.key = std::move(tag.key), .value = std::move(tag.value)});
    return shown;
  }
};

// In order, as they are looked for.
template <class Row>
std::vector<store::EntityId> ids_of(std::vector<Row> const& rows) {
  std::vector<store::EntityId> ids;
  ids.reserve(rows.size());
  for (auto const& row : rows) ids.push_back(row.id);
  std::ranges::sort(ids);
  return ids;
}

Belongings belongings_of(Call& call, std::string_view kind, std::span<store::EntityId const> entities) {
  return {.inline_policies = store::InlinePolicies(call.store).of(entities),
          .attachments = store::Attachments(call.store).of(entities),
          .tags = store::Tags(call.store, noun_of(kind).tag_case).of(entities)};
}

// AWS was seen to leave UserPolicyList out when it is empty: https://github.com/boto/boto3/issues/1303. The lists of
// groups and roles it always shows.
api::UserDetail user_detail(Call& call, store::User const& user, Belongings& belongings,
                            std::span<std::string> groups) {
  api::UserDetail shown;
  shown.path = user.path;
  shown.user_name = user.name;
  shown.user_id = user.unique_id;
  shown.arn = call.arn("user", user.path, user.name);
  shown.create_date = user.created_at;
  if (auto policies = belongings.shown_inline_policies(user.id); !policies.empty()) {
    shown.user_policy_list = std::move(policies);
  }
  shown.group_list.emplace(std::make_move_iterator(groups.begin()), std::make_move_iterator(groups.end()));
  shown.attached_managed_policies = belongings.shown_attachments(user.id);
  shown.permissions_boundary = to_api_boundary(user.permissions_boundary);
  shown.tags = belongings.shown_tags(user.id);
  return shown;
}

api::GroupDetail group_detail(Call& call, store::Group const& group, Belongings& belongings) {
  api::GroupDetail shown;
  shown.path = group.path;
  shown.group_name = group.name;
  shown.group_id = group.unique_id;
  shown.arn = call.arn("group", group.path, group.name);
  shown.create_date = group.created_at;
  shown.group_policy_list = belongings.shown_inline_policies(group.id);
  shown.attached_managed_policies = belongings.shown_attachments(group.id);
  return shown;
}

api::RoleDetail role_detail(Call& call, store::Role const& role, Belongings& belongings,
                            std::span<store::InstanceProfile const> profiles) {
  auto base = role_base_fields(call, role);
  api::RoleDetail shown;
  shown.path = std::move(base.path);
  shown.role_name = std::move(base.role_name);
  shown.role_id = std::move(base.role_id);
  shown.arn = std::move(base.arn);
  shown.create_date = base.create_date;
  shown.assume_role_policy_document = std::move(base.assume_role_policy_document);
  auto& shown_profiles = shown.instance_profile_list.emplace();
  for (auto const& profile : profiles) shown_profiles.push_back(shown_profile(call, profile));
  shown.role_policy_list = belongings.shown_inline_policies(role.id);
  shown.attached_managed_policies = belongings.shown_attachments(role.id);
  shown.permissions_boundary = to_api_boundary(role.permissions_boundary);
  shown.tags = belongings.shown_tags(role.id);
  shown.role_last_used = role_last_used(call, role);
  return shown;
}

// All of the account's own; of AWS's the default one, which is what entities have.
std::vector<store::PolicyVersion> shown_versions(Call& call, ManagedPolicy const& policy) {
  if (policy.owner == PolicyOwner::kAccount) {
    return policy_versions(call, policy, store::kAllOfThem, store::kAllOfThem);
  }
  return {*find_policy_version(call, policy, policy.policy.default_version)};
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
  for (auto& version : shown_versions(call, policy)) {
    versions.push_back({.document = std::move(version.document),
                        .version_id = version_name(version.number),
                        .is_default_version = version.number == policy.policy.default_version,
                        .create_date = version.created_at});
  }
  return shown;
}

std::size_t bytes_of(std::optional<std::vector<api::PolicyDetail>> const& policies) {
  std::size_t bytes = 0;
  for (auto const& policy : policies.value_or(std::vector<api::PolicyDetail>())) {
    bytes += shown_bytes(policy.policy_document);
  }
  return bytes;
}

std::size_t bytes_of(api::UserDetail const& user) { return shown_bytes({}) + bytes_of(user.user_policy_list); }
std::size_t bytes_of(api::GroupDetail const& group) { return shown_bytes({}) + bytes_of(group.group_policy_list); }
std::size_t bytes_of(api::RoleDetail const& role) {
  return shown_bytes(role.assume_role_policy_document) + bytes_of(role.role_policy_list);
}
std::size_t bytes_of(api::ManagedPolicyDetail const& policy) {
  std::size_t bytes = shown_bytes({});
  for (auto const& version : *policy.policy_version_list) bytes += shown_bytes(version.document);
  return bytes;
}

// One entity of the answer, which goes into the list of its kind.
struct Item {
  std::string position;                                 // in its section
  std::function<std::size_t(Response& response)> show;  // answers how many bytes it takes, about
};

// `count`: how many the list will have, where that is known.
template <class Detail>
Item item_of(std::string position, Detail detail, std::optional<std::vector<Detail>> Response::*list,
             std::size_t count = 0) {
  return {std::move(position), [detail = std::move(detail), list, count](Response& response) mutable {
            auto& details = *(response.*list);
            details.reserve(count);
            return bytes_of(details.emplace_back(std::move(detail)));
          }};
}

std::vector<Item> users(Call& call, std::string_view after, std::int64_t limit) {
  auto const rows = store::Users(call.store).page(call.account(), kEveryPath, after, limit);
  auto const ids = ids_of(rows);
  auto belongings = belongings_of(call, "user", ids);
  auto groups = store::Memberships(call.store).group_names_of(ids);
  std::vector<Item> items;
  items.reserve(rows.size());
  for (auto const& row : rows) {
    items.push_back(item_of(row.name, user_detail(call, row, belongings, groups.of(row.id)),
                            &Response::user_detail_list, rows.size()));
  }
  return items;
}

std::vector<Item> groups(Call& call, std::string_view after, std::int64_t limit) {
  auto const rows = store::Groups(call.store).page(call.account(), kEveryPath, after, limit);
  auto belongings = belongings_of(call, "group", ids_of(rows));
  std::vector<Item> items;
  items.reserve(rows.size());
  for (auto const& row : rows) {
    items.push_back(item_of(row.name, group_detail(call, row, belongings), &Response::group_detail_list, rows.size()));
  }
  return items;
}

std::vector<Item> roles(Call& call, std::string_view after, std::int64_t limit) {
  auto const rows = store::Roles(call.store).page(call.account(), kEveryPath, after, limit);
  auto const ids = ids_of(rows);
  auto belongings = belongings_of(call, "role", ids);
  auto profiles = store::InstanceProfiles(call.store).of_roles(call.account(), ids);
  std::vector<Item> items;
  items.reserve(rows.size());
  for (auto const& row : rows) {
    items.push_back(item_of(row.name, role_detail(call, row, belongings, profiles.of(row.id)),
                            &Response::role_detail_list, rows.size()));
  }
  return items;
}

std::vector<Item> local_policies(Call& call, std::string_view after, std::int64_t limit) {
  auto const every = [](store::Policy const&) { return true; };
  std::vector<Item> items;
  for (auto& policy : store::Policies(call.store).page(call.account(), kEveryPath, after, limit, every)) {
    auto name = policy.name;
    items.push_back(
        item_of(std::move(name), policy_detail(call, managed_policy(call, std::move(policy))), &Response::policies));
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
    items.push_back(item_of(std::move(arn), policy_detail(call, *policy), &Response::policies));
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
                 [](Item const& item) -> std::string const& { return item.position; });
  }

  Response response{.policies = {{}}, .user_detail_list = {{}}, .role_detail_list = {{}}, .group_detail_list = {{}}};
  sections.show(response, [&](Item const& item) { return item.show(response); });
  return response;
}

}  // namespace iam::service
