// Groups and the users in them: https://support.huaweicloud.com/intl/en-us/api-iam5/CreateGroupV5.html and its
// neighbours.
#include "iam/service/handlers/groups.h"
#include "errors.h"
#include "iam/base/arn.h"
#include "iam/service/groups.h"
#include "iam/store/faces/descriptions.h"
#include "ids.h"
#include "names.h"
#include "operation.h"
#include "page.h"

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

json::object to_json(Call& call, store::Group const& group) {
  return {{"group_id", hex_id_of(group.unique_id)},
          {"group_name", group.name},
          {"created_at", to_iso8601(group.created_at)},
          {"urn", urn(call, "group", group.name)},
          {"description", store::Descriptions(call.store).of(group.id)}};
}

std::string position(store::Group const& group) { return group.name; }

Result<json::value> create_group(Call& call, Parameters const& in) {
  auto const group = service::add_group(call, {.group_name = in.text("group_name")}).map_error(errors::about("group"));
  if (!group) return fail(group.error());
  if (auto const description = in.optional_text("description")) {
    store::Descriptions(call.store).put(group->id, *description);
  }
  return json::object{{"group", to_json(call, *group)}};
}

Result<json::value> list_groups(Call& call, Parameters const& in) {
  auto const page = Page::make("ListGroupsV5", call, in);
  if (!page) return fail(page.error());
  store::Groups groups(call.store);
  std::vector<store::Group> listed;
  if (auto const user_id = in.optional_text("user_id")) {
    auto const person = find_person(call, *user_id);
    if (!person) return fail(person.error());
    if (person->has_value()) {
      listed = groups.page_of_user(call.account(), (*person)->id, (*page)->after(), (*page)->fetch_limit());
    }
  } else {
    listed = groups.page(call.account(), kRootPath, (*page)->after(), (*page)->fetch_limit());
  }
  return page->answer("groups", std::move(listed), position,
                      [&call](store::Group const& group) { return to_json(call, group); });
}

Result<json::value> summarize_groups(Call& call, Parameters const& in) {
  auto const page = Page::make("ShowGroupSummary", call, in);
  if (!page) return fail(page.error());
  auto groups = store::Groups(call.store).page(call.account(), kRootPath, (*page)->after(), (*page)->fetch_limit());
  return page->answer("groups", std::move(groups), position, [&call](store::Group const& group) {
    auto shown = to_json(call, group);
    shown["user_count"] = store::Memberships(call.store).count_of_group(group.id);
    return shown;
  });
}

Result<json::value> show_group(Call& call, Parameters const& in) {
  auto const group = find_group(call, in.text("group_id"));
  if (!group) return fail(group.error());
  return json::object{{"group", to_json(call, *group)}};
}

Result<json::value> update_group(Call& call, Parameters const& in) {
  auto group = find_group(call, in.text("group_id"));
  if (!group) return fail(group.error());
  if (auto const name = in.optional_text("new_group_name")) {
    auto const renamed = service::update_group(call, {.group_name = group->name, .new_group_name = name});
    if (!renamed) return fail(errors::translated(renamed.error(), "group"));
    group->name = *name;
  }
  if (auto const description = in.optional_text("new_group_description")) {
    store::Descriptions(call.store).put(group->id, *description);
  }
  return json::object{{"group", to_json(call, *group)}};
}

Result<json::value> delete_group(Call& call, Parameters const& in) {
  auto const group = find_group(call, in.text("group_id"));
  if (!group) return fail(group.error());
  auto const deleted = service::delete_group(call, {.group_name = group->name});
  if (!deleted) return fail(errors::translated(deleted.error(), "group"));
  return nullptr;
}

// What AddUserToGroupV5 and RemoveUserFromGroupV5 have in common.
template <auto change, class Request>
Result<json::value> change_membership(Call& call, Parameters const& in) {
  auto const group = find_group(call, in.text("group_id"));
  if (!group) return fail(group.error());
  auto const user = find_user(call, in.text("user_id"));
  if (!user) return fail(user.error());
  auto const changed = change(call, Request{.group_name = group->name, .user_name = user->name});
  if (!changed) return fail(errors::translated(changed.error(), "membership"));
  return nullptr;
}

// Functions, each of them. NOLINTBEGIN(readability-identifier-naming)
constexpr auto add_user = change_membership<service::add_user_to_group, api::AddUserToGroupRequest>;
constexpr auto remove_user = change_membership<service::remove_user_from_group, api::RemoveUserFromGroupRequest>;
// NOLINTEND(readability-identifier-naming)

constexpr Member kCreateGroup[] = {
    {"group_name", Place::kBody, Presence::kRequired, &rules::kGroupName},
    {"description", Place::kBody, Presence::kOptional, &rules::kGroupDescription},
};

constexpr Member kListGroups[] = {
    kLimit,
    kMarker,
    {"user_id", Place::kQuery, Presence::kOptional, &rules::kIdText},
};

constexpr Member kUpdateGroup[] = {
    {"new_group_name", Place::kBody, Presence::kOptional, &rules::kGroupName},
    {"new_group_description", Place::kBody, Presence::kOptional, &rules::kGroupDescription},
};

constexpr Member kMembership[] = {{"user_id", Place::kBody, Presence::kRequired, &rules::kId}};

constexpr Operation kGroupOperations[] = {
    {"CreateGroupV5", "POST", "/v5/groups", "iam:groups:createGroupV5", Access::kWrite, 201, kCreateGroup,
     create_group},
    {"ListGroupsV5", "GET", "/v5/groups", "iam:groups:listGroupsV5", Access::kRead, 200, kListGroups, list_groups},
    {"ShowGroupSummary", "GET", "/v5/groups-summary", "iam:groups:listGroupsV5", Access::kRead, 200, kPageMembers,
     summarize_groups},
    {"ShowGroupV5", "GET", "/v5/groups/{group_id}", "iam:groups:getGroupV5", Access::kRead, 200, {}, show_group},
    {"UpdateGroupV5", "PUT", "/v5/groups/{group_id}", "iam:groups:updateGroupV5", Access::kWrite, 200, kUpdateGroup,
     update_group},
    {"DeleteGroupV5",
     "DELETE",
     "/v5/groups/{group_id}",
     "iam:groups:deleteGroupV5",
     Access::kWrite,
     204,
     {},
     delete_group},
    {"AddUserToGroupV5", "POST", "/v5/groups/{group_id}/add-user", "iam:permissions:addUserToGroupV5", Access::kWrite,
     200, kMembership, add_user},
    {"RemoveUserFromGroupV5", "POST", "/v5/groups/{group_id}/remove-user", "iam:permissions:removeUserFromGroupV5",
     Access::kWrite, 200, kMembership, remove_user},
};

}  // namespace

std::span<Operation const> group_operations() { return kGroupOperations; }

}  // namespace iam::gateway::huawei
