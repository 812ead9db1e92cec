// Groups and the users in them: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html and its
// neighbours.
#include "groups.h"

#include "deletion_rules.h"
#include "errors/groups.h"
#include "iam/base/arn.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/service/groups.h"
#include "iam/service/handlers/groups.h"
#include "users.h"

namespace iam::service {
namespace {

api::Group to_api(Call const& call, store::Group const& group) {
  return {.path = group.path,
          .group_name = group.name,
          .group_id = group.unique_id,
          .arn = call.arn("group", group.path, group.name),
          .create_date = group.created_at};
}

bool has_users(Call& call, store::EntityId group) { return store::Memberships(call.store).group_has_users(group); }

// What AddUserToGroup and RemoveUserFromGroup name.
struct Membership {
  store::EntityId group;
  store::EntityId user;
};

// AWS reports the user when both are missing.
template <class Request>
Result<Membership> find_membership(Call& call, Request const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto const group = find_group(call, request.group_name);
  if (!group) return fail(group.error());
  return Membership{.group = group->id, .user = user->id};
}

// Fills Groups, IsTruncated and Marker of a response.
template <class Response>
Response list_response(Call const& call, PageRequest const& page, std::vector<store::Group> groups) {
  Response response;
  page.finish(groups, response, [](store::Group const& group) { return group.name; });
  response.groups.reserve(groups.size());
  for (auto const& group : groups) response.groups.push_back(to_api(call, group));
  return response;
}

}  // namespace

Result<store::Group> find_group(Call& call, std::string_view name) {
  auto group = store::Groups(call.store).find(call.account(), name);
  if (!group.has_value()) return fail(errors::no_such_group(name));
  return *std::move(group);
}

Result<store::Group> add_group(Call& call, api::CreateGroupRequest const& request) {
  store::Groups groups(call.store);
  if (auto room = check_quota(call, quotas::kGroupsPerAccount, groups.count(call.account()) + 1); !room) {
    return fail(room.error());
  }
  store::Group group{.account = call.account(),
                     .name = request.group_name,
                     .path = request.path.value_or(std::string(kRootPath)),
                     .unique_id = call.ids.unique_id(id_prefix::kGroup, call.account()),
                     .created_at = call.now};
  if (!groups.insert(group)) return fail(errors::group_exists(request.group_name));
  return group;
}

Result<api::CreateGroupResponse> create_group(Call& call, api::CreateGroupRequest const& request) {
  auto const group = add_group(call, request);
  if (!group) return fail(group.error());
  return api::CreateGroupResponse{.group = to_api(call, *group)};
}

Result<api::GetGroupResponse> get_group(Call& call, api::GetGroupRequest const& request) {
  auto const group = find_group(call, request.group_name);
  if (!group) return fail(group.error());
  auto const page = PageRequest::make("GetGroup", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto users = store::Users(call.store).page_of_group(call.account(), group->id, page->after(), page->fetch_limit());

  api::GetGroupResponse response;
  response.group = to_api(call, *group);
  page->finish(users, response, [](store::User const& user) { return user.name; });
  response.users.reserve(users.size());
  for (auto const& user : users) response.users.push_back(user_base_fields(call, user));
  return response;
}

Status update_group(Call& call, api::UpdateGroupRequest const& request) {
  auto group = find_group(call, request.group_name);
  if (!group) return fail(group.error());
  if (request.new_path) group->path = *request.new_path;
  if (request.new_group_name) group->name = *request.new_group_name;
  if (!store::Groups(call.store).rename(*group)) return fail(errors::group_exists(group->name));
  return {};
}

Status delete_group(Call& call, api::DeleteGroupRequest const& request) {
  auto const group = find_group(call, request.group_name);
  if (!group) return fail(group.error());
  DeletionRule const rules[] = {{has_users, "remove users from group"}, kNoAttachedPolicies, kNoInlinePolicies};
  if (auto deletable = check_deletion(call, group->id, rules); !deletable) return deletable;
  store::Groups(call.store).remove(group->id);
  return {};
}

Result<api::ListGroupsResponse> list_groups(Call& call, api::ListGroupsRequest const& request) {
  auto const page = PageRequest::make("ListGroups", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto const prefix = request.path_prefix.value_or(std::string(kRootPath));
  auto groups = store::Groups(call.store).page(call.account(), prefix, page->after(), page->fetch_limit());
  return list_response<api::ListGroupsResponse>(call, *page, std::move(groups));
}

Result<api::ListGroupsForUserResponse> list_groups_for_user(Call& call, api::ListGroupsForUserRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto const page = PageRequest::make("ListGroupsForUser", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto groups = store::Groups(call.store).page_of_user(call.account(), user->id, page->after(), page->fetch_limit());
  return list_response<api::ListGroupsForUserResponse>(call, *page, std::move(groups));
}

Status add_user_to_group(Call& call, api::AddUserToGroupRequest const& request) {
  auto const named = find_membership(call, request);
  if (!named) return fail(named.error());
  store::Memberships memberships(call.store);
  if (memberships.contains(named->group, named->user)) return {};
  auto room = check_quota(call, quotas::kGroupsPerUser, memberships.count_of_user(named->user) + 1);
  if (!room) return room;
  memberships.add(named->group, named->user);
  return {};
}

Status remove_user_from_group(Call& call, api::RemoveUserFromGroupRequest const& request) {
  auto const named = find_membership(call, request);
  if (!named) return fail(named.error());
  store::Memberships(call.store).remove(named->group, named->user);
  return {};
}

}  // namespace iam::service
