// The model's permissions against AWS's service authorization reference.
#include "iam/call/operation.h"
#include "iam/catalogue/services.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace iam::service {
namespace {

using testing::IsEmpty;

using Names = std::set<std::string, std::less<>>;

std::string_view prefix_of(std::string_view action) { return action.substr(0, action.find(':')); }
std::string_view name_of(std::string_view action) { return action.substr(action.find(':') + 1); }

catalogue::Action const* find_action(std::string_view action) {
  return catalogue::find_action(prefix_of(action), name_of(action));
}

// Actions that the model needs and the reference does not list.
Names const kUnlisted = {
    "iam:UpdateDelegationRequest",  // an operation without an action
};

// Keys that the reference lists and the server never puts into a request's context.
std::map<std::string_view, std::string_view> const kNeverSet = {
    {"iam:FIDO-FIPS-140-2-certification", "only virtual MFA devices can be enabled"},
    {"iam:FIDO-FIPS-140-3-certification", "only virtual MFA devices can be enabled"},
    {"iam:FIDO-certification", "only virtual MFA devices can be enabled"},
    {"iam:RegisterSecurityKey", "only virtual MFA devices can be enabled"},
};

// Keys of single actions that the server does not set.
Names const kNotSet = {
    "iam:GetAccountProperties iam:AccountPropertyNamespaces",  // its request names no namespaces
    // Set while AcquireRole asks; seen: reading a role that was made of a template has none.
    "iam:AttachRolePolicy iam:RoleTemplateARN",
    "iam:CreateRole iam:RoleTemplateARN",
    "iam:GetRole iam:RoleTemplateARN",
    "iam:PutRolePermissionsBoundary iam:RoleTemplateARN",
    "iam:PutRolePolicy iam:RoleTemplateARN",
    "iam:TagRole iam:RoleTemplateARN",
};

// Those of operations that need an action of their own name.
template <class Visit>
void for_each_permission(Visit visit) {
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    if (name_of(operation.permission.action) == operation.name) visit(operation, operation.permission);
  }
}

TEST(Permissions, all_actions_are_listed) {
  Names unknown;
  for_each_permission([&](Operation const&, Permission const& permission) {
    Names actions{std::string(permission.action)};
    for (auto const& further : permission.further) actions.emplace(further.action);
    for (auto const& action : actions) {
      if (find_action(action) == nullptr && !kUnlisted.contains(action)) unknown.insert(action);
    }
  });
  EXPECT_THAT(unknown, IsEmpty());
}

// The reference says which types of resource an action knows; none: it is about all of them.
TEST(Permissions, resources_are_of_the_listed_types) {
  std::map<std::string_view, std::string_view> const type_of = {
      {"access-key", "user"}, {"account", "root-user"}, {"deletion-task", "role"}, {"service-linked-role", "role"}};
  for_each_permission([&](Operation const& operation, Permission const& permission) {
    auto const* action = find_action(permission.action);
    if (action == nullptr) return;
    auto const& [form, kind, member, path] = permission.resource;
    bool const is_wildcard = form == Permission::Form::kEverything || form == Permission::Form::kCollection;
    EXPECT_EQ(is_wildcard || form == Permission::Form::kNothing, action->resource_types.empty()) << operation.name;
    if (kind == "entity" || action->resource_types.empty()) return;
    auto const found = type_of.find(kind);
    auto const wanted = found == type_of.end() ? kind : found->second;
    EXPECT_TRUE(std::ranges::any_of(action->resource_types, [&](auto const* type) { return type->name == wanted; }))
        << operation.name << " acts on " << wanted;
  });
}

// Keys of tags are made of the parameters Tags and TagKeys, and of nothing else.
TEST(Permissions, keys_are_the_listed_ones) {
  for_each_permission([&](Operation const& operation, Permission const& permission) {
    auto const* action = find_action(permission.action);
    // AssumeRole's handler makes its context, of which identity providers' keys are a part.
    if (action == nullptr || permission.is_decided_by_handler) return;
    Names listed;
    for (auto const* key : action->condition_keys) {
      auto const is_excused = kNeverSet.contains(key->name) ||
                              kNotSet.contains(std::string(permission.action).append(" ").append(key->name));
      if (!key->name.starts_with("aws:") && !is_excused) listed.emplace(key->name);
    }
    Names given;
    for (auto const& key : permission.keys) given.emplace(key.key);
    EXPECT_EQ(given, listed) << operation.name;
  });
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html: creating with tags takes the permission to tag, too.
TEST(Permissions, whoever_creates_with_tags_needs_to_tag) {
  for_each_permission([&](Operation const& operation, Permission const& permission) {
    if (permission.resource.form != Permission::Form::kNewEntity || operation.service != Service::kIam) return;
    auto const* action = find_action(permission.action);
    bool const takes_tags =
        std::ranges::any_of(action->condition_keys, [](auto const* key) { return key->name == "aws:TagKeys"; });
    EXPECT_EQ(takes_tags, !permission.further.empty()) << operation.name;
  });
}

}  // namespace
}  // namespace iam::service
