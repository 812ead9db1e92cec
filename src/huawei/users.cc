// Users: https://support.huaweicloud.com/intl/en-us/api-iam5/CreateUserV5.html and its neighbours.
#include "iam/service/handlers/users.h"
#include "errors.h"
#include "iam/base/arn.h"
#include "iam/service/users.h"
#include "iam/store/faces/descriptions.h"
#include "iam/store/faces/disabled_users.h"
#include "ids.h"
#include "names.h"
#include "operation.h"
#include "page.h"
#include "tags.h"

#include <chrono>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

// Stands first in the list of users. No name has a slash.
constexpr std::string_view kRootPosition = "/";

json::object to_json(Call& call, store::User const& user) {
  return {{"description", store::Descriptions(call.store).of(user.id)},
          {"user_name", user.name},
          {"is_root_user", false},
          {"created_at", to_iso8601(user.created_at)},
          {"user_id", hex_id_of(user.unique_id)},
          {"urn", urn(call, "user", user.name)},
          {"enabled", !store::DisabledUsers(call.store).contains(user.id)}};
}

json::object to_json(Call& call, Person const& person) {
  if (person.has_value()) return to_json(call, *person);
  auto const name = root_name(call);
  return {{"description", ""},
          {"user_name", name},
          {"is_root_user", true},
          {"created_at", to_iso8601(kAccountCreatedAt)},
          {"user_id", root_user_id_of(call.account())},
          {"urn", urn(call, "user", name)},
          {"enabled", true}};
}

void set_enabled(Call& call, store::User const& user, bool enabled) {
  store::DisabledUsers disabled(call.store);
  enabled ? disabled.remove(user.id) : disabled.add(user.id);
}

Result<json::value> create_user(Call& call, Parameters const& in) {
  auto const user = service::add_user(call, {.user_name = in.text("name")}).map_error(errors::about("user"));
  if (!user) return fail(user.error());
  if (auto const description = in.optional_text("description")) {
    store::Descriptions(call.store).put(user->id, *description);
  }
  set_enabled(call, *user, in.flag("enabled"));
  return json::object{{"user", to_json(call, *user)}};
}

Result<json::value> list_users(Call& call, Parameters const& in) {
  auto const page = Page::make("ListUsersV5", call, in);
  if (!page) return fail(page.error());
  auto const group_id = in.optional_text("group_id");
  bool const after_root = (*page)->after() == kRootPosition;
  std::string_view const after = after_root ? std::string_view() : (*page)->after();

  std::vector<Person> people;
  std::vector<store::User> users;
  if (group_id.has_value()) {
    auto const group = find_group(call, *group_id);
    if (!group) return fail(group.error());
    users = store::Users(call.store).page_of_group(call.account(), group->id, after, (*page)->fetch_limit());
  } else {
    if ((*page)->after().empty()) people.emplace_back();
    users = store::Users(call.store).page(call.account(), kRootPath, after, (*page)->fetch_limit());
  }
  people.insert(people.end(), users.begin(), users.end());
  return page->answer(
      "users", std::move(people),
      [](Person const& person) { return person.has_value() ? person->name : std::string(kRootPosition); },
      [&call](Person const& person) { return to_json(call, person); });
}

Result<json::value> show_user(Call& call, Parameters const& in) {
  auto const person = find_person(call, in.text("user_id"));
  if (!person) return fail(person.error());
  auto shown = to_json(call, *person);
  shown["tags"] = person->has_value() ? tags_of(call, **person) : json::array();
  return json::object{{"user", std::move(shown)}};
}

Result<json::value> update_user(Call& call, Parameters const& in) {
  auto user = find_user(call, in.text("user_id"));
  if (!user) return fail(user.error());
  if (auto const name = in.optional_text("new_user_name")) {
    auto const renamed =
        service::update_user(call, {.user_name = user->name, .new_user_name = name}).map_error(errors::about("user"));
    if (!renamed) return fail(renamed.error());
    user->name = *name;
  }
  if (auto const description = in.optional_text("new_description")) {
    store::Descriptions(call.store).put(user->id, *description);
  }
  if (auto const enabled = in.optional_flag("enabled")) set_enabled(call, *user, *enabled);
  return json::object{{"user", to_json(call, *user)}};
}

Result<json::value> delete_user(Call& call, Parameters const& in) {
  auto const person = find_person(call, in.text("user_id"));
  if (!person) return fail(person.error());
  if (!person->has_value()) return fail(errors::root_cannot_be_deleted());
  auto const deleted = service::delete_user(call, {.user_name = (*person)->name}).map_error(errors::about("user"));
  if (!deleted) return fail(deleted.error());
  return nullptr;
}

Result<json::value> show_last_login(Call& call, Parameters const& in) {
  auto const person = find_person(call, in.text("user_id"));
  if (!person) return fail(person.error());
  auto const last = person->has_value() ? (*person)->password_last_used_at : std::nullopt;
  json::value shown;
  if (last.has_value()) shown = to_iso8601(*last);
  return json::object{{"user_last_login", json::object{{"last_login_at", std::move(shown)}}}};
}

constexpr Member kCreateUser[] = {
    {"name", Place::kBody, Presence::kRequired, &rules::kUserName},
    {"description", Place::kBody, Presence::kOptional, &rules::kUserDescription},
    {"enabled", Place::kBody, Presence::kRequired, &rules::kFlag},
};

constexpr Member kListUsers[] = {
    kLimit,
    kMarker,
    {"group_id", Place::kQuery, Presence::kOptional, &rules::kIdText},
};

constexpr Member kUpdateUser[] = {
    {"new_user_name", Place::kBody, Presence::kOptional, &rules::kUserName},
    {"new_description", Place::kBody, Presence::kOptional, &rules::kUserDescription},
    {"enabled", Place::kBody, Presence::kOptional, &rules::kFlag},
};

constexpr Operation kUserOperations[] = {
    {"CreateUserV5", "POST", "/v5/users", "iam:users:createUserV5", Access::kWrite, 201, kCreateUser, create_user},
    {"ListUsersV5", "GET", "/v5/users", "iam:users:listUsersV5", Access::kRead, 200, kListUsers, list_users},
    {"ShowUserV5", "GET", "/v5/users/{user_id}", "iam:users:getUserV5", Access::kRead, 200, {}, show_user},
    {"UpdateUserV5", "PUT", "/v5/users/{user_id}", "iam:users:updateUserV5", Access::kWrite, 200, kUpdateUser,
     update_user},
    {"DeleteUserV5", "DELETE", "/v5/users/{user_id}", "iam:users:deleteUserV5", Access::kWrite, 204, {}, delete_user},
    {"ShowUserLastLoginV5",
     "GET",
     "/v5/users/{user_id}/last-login",
     "iam:users:showUserLastLoginV5",
     Access::kRead,
     200,
     {},
     show_last_login},
};

}  // namespace

std::span<Operation const> user_operations() { return kUserOperations; }

}  // namespace iam::gateway::huawei
