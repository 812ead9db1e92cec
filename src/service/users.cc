// Users: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html and its neighbours.
#include "users.h"

#include "boundary.h"
#include "iam/base/arn.h"
#include "iam/call/errors.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/service/handlers/users.h"
#include "iam/service/users.h"
#include "tagging.h"
#include "trust.h"
#include "user_deletion.h"

#include <chrono>

namespace iam::service {
namespace {

constexpr std::string_view kUserKind = "user";

api::User root_user(Caller const& caller) {
  api::User shown;
  shown.user_id = caller.unique_id;
  shown.arn = caller.arn;
  shown.create_date = kAccountCreatedAt;
  return shown;
}

}  // namespace

Result<store::User> find_user(Call& call, std::string_view name) {
  auto user = store::Users(call.store).find(call.account(), name);
  if (!user.has_value()) return fail(errors::no_such_user(name));
  return *std::move(user);
}

Result<store::User> find_user_or_caller(Call& call, std::optional<std::string> const& name) {
  if (name.has_value()) return find_user(call, *name);
  if (call.caller.kind != Caller::Kind::kUser) return fail(errors::user_name_needed());
  return find_user(call, call.caller.user_name);
}

api::User user_base_fields(Call const& call, store::User const& user) {
  api::User shown;
  shown.path = user.path;
  shown.user_name = user.name;
  shown.user_id = user.unique_id;
  shown.arn = call.arn(kUserKind, user.path, user.name);
  shown.create_date = user.created_at;
  return shown;
}

Result<store::User> add_user(Call& call, api::CreateUserRequest const& request) {
  Tagging tagging(call, kUserKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());
  if (request.permissions_boundary) {
    if (auto sound = check_boundary(call, *request.permissions_boundary); !sound) return fail(sound.error());
  }

  store::Users users(call.store);
  if (auto room = check_quota(call, quotas::kUsersPerAccount, users.count(call.account()) + 1); !room) {
    return fail(room.error());
  }

  store::User user{.account = call.account(),
                   .name = request.user_name,
                   .path = request.path.value_or(std::string(kRootPath)),
                   .unique_id = call.ids.unique_id(id_prefix::kUser, call.account()),
                   .created_at = call.now,
                   .permissions_boundary = request.permissions_boundary};
  if (!users.insert(user)) return fail(errors::user_exists(request.user_name));
  if (auto added = tagging.add(user.id, request.tags); !added) return fail(added.error());
  return user;
}

Result<api::CreateUserResponse> create_user(Call& call, api::CreateUserRequest const& request) {
  auto const user = add_user(call, request);
  if (!user) return fail(user.error());
  auto shown = user_base_fields(call, *user);
  shown.permissions_boundary = to_api_boundary(user->permissions_boundary);
  shown.tags = Tagging(call, kUserKind).all(user->id);
  return api::CreateUserResponse{.user = std::move(shown)};
}

Result<api::GetUserResponse> get_user(Call& call, api::GetUserRequest const& request) {
  if (!request.user_name && call.caller.kind == Caller::Kind::kRoot) {
    return api::GetUserResponse{.user = root_user(call.caller)};
  }
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());

  auto shown = user_base_fields(call, *user);
  shown.password_last_used = user->password_last_used_at;
  shown.permissions_boundary = to_api_boundary(user->permissions_boundary);
  shown.tags = Tagging(call, kUserKind).all(user->id);
  return api::GetUserResponse{.user = std::move(shown)};
}

// The API reference's sample response shows these four: its model knows of no answer.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
Result<api::UpdateUserResponse> update_user(Call& call, api::UpdateUserRequest const& request) {
  auto user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  if (request.new_path) user->path = *request.new_path;
  if (request.new_user_name) user->name = *request.new_user_name;
  if (!store::Users(call.store).rename(*user)) return fail(errors::user_exists(user->name));
  api::User shown;
  shown.path = user->path;
  shown.user_name = user->name;
  shown.user_id = user->unique_id;
  shown.arn = call.arn(kUserKind, user->path, user->name);
  respell_principal(call, user->id, shown.arn);
  return api::UpdateUserResponse{.user = std::move(shown)};
}

Status delete_user(Call& call, api::DeleteUserRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  if (auto deletable = check_user_deletion(call, user->id); !deletable) return deletable;
  respell_principal(call, user->id, user->unique_id);
  store::Users(call.store).remove(user->id);
  return {};
}

Result<api::ListUsersResponse> list_users(Call& call, api::ListUsersRequest const& request) {
  auto const page = PageRequest::make("ListUsers", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto const prefix = request.path_prefix.value_or(std::string(kRootPath));
  auto users = store::Users(call.store).page(call.account(), prefix, page->after(), page->fetch_limit());

  api::ListUsersResponse response;
  page->finish(users, response, [](store::User const& user) { return user.name; });
  response.users.reserve(users.size());
  for (auto const& user : users) {
    auto& shown = response.users.emplace_back(user_base_fields(call, user));
    shown.password_last_used = user.password_last_used_at;
  }
  return response;
}

Status tag_user(Call& call, api::TagUserRequest const& request) {
  return Tagging(call, kUserKind).tag(find_user(call, request.user_name), request);
}

Status untag_user(Call& call, api::UntagUserRequest const& request) {
  return Tagging(call, kUserKind).untag(find_user(call, request.user_name), request);
}

Result<api::ListUserTagsResponse> list_user_tags(Call& call, api::ListUserTagsRequest const& request) {
  return Tagging(call, kUserKind)
      .list<api::ListUserTagsResponse>("ListUserTags", find_user(call, request.user_name), request);
}

}  // namespace iam::service
