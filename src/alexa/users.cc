// CreateUser, DeleteUser. A UserId is the name of IAM's user.
#include "iam/service/handlers/users.h"
#include "errors.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/service/users.h"
#include "names.h"
#include "operation.h"

#include <algorithm>
#include <utility>

namespace iam::gateway::alexa {
namespace {

json::value text_or_null(std::optional<std::string> const& text) {
  return text.has_value() ? json::value(*text) : json::value();
}

// What the request asks for, whatever its token and the order of its tags.
std::string hash_of(CreateUserRequest const& request) {
  auto tags = request.tags.value_or(std::vector<Tag>());
  std::ranges::sort(tags, {}, &Tag::key);
  json::array shown_tags;
  for (auto const& tag : tags) shown_tags.push_back({tag.key, tag.value});
  json::array const asked{request.user_id, text_or_null(request.first_name), text_or_null(request.last_name),
                          text_or_null(request.email), std::move(shown_tags)};
  return hex_encode(sha256(json::serialize(asked)));
}

json::value answer_of(Call const& call, store::User const& user) {
  return json::object{{"UserArn", user_arn(call.account(), user.unique_id)}};
}

// The answer that the request got when it was sent before; nothing when it was not.
Result<std::optional<json::value>> answer_before(Call& call, CreateUserRequest const& request) {
  if (!request.client_request_token.has_value()) return std::nullopt;
  auto const creation = store::AlexaUsers(call.store).find_creation(call.account(), *request.client_request_token);
  if (!creation.has_value()) return std::nullopt;
  if (creation->request_hash != hash_of(request)) {
    return fail(errors::resource_in_use("The client request token was used for another request."));
  }
  auto const user = store::Users(call.store).find_by_id(call.account(), creation->user);
  return answer_of(call, user.value());
}

api::CreateUserRequest iam_request(CreateUserRequest const& request) {
  api::CreateUserRequest translated{.user_name = request.user_id};
  if (request.tags.has_value()) {
    auto& tags = translated.tags.emplace();
    for (auto const& [key, value] : *request.tags) tags.push_back({.key = key, .value = value});
  }
  return translated;
}

Result<json::value> create_user(Call& call, CreateUserRequest const& request) {
  auto before = answer_before(call, request);
  if (!before.has_value()) return fail(std::move(before.error()));
  if (before->has_value()) return **std::move(before);

  auto const user = service::add_user(call, iam_request(request)).map_error(errors::translated);
  if (!user.has_value()) return fail(user.error());
  store::AlexaUsers all_kept(call.store);
  all_kept.put({.user = user->id,
                .first_name = request.first_name,
                .last_name = request.last_name,
                .email = request.email,
                .enrollment_id = call.ids.request_id()});
  if (auto const& token = request.client_request_token) {
    all_kept.remember_creation(call.account(), *token, {user->id, hash_of(request)});
  }
  return answer_of(call, *user);
}

// What IAM wants removed before, which this system does not know, is told in IAM's sentence.
Result<json::value> delete_user(Call& call, DeleteUserRequest const& request) {
  auto const found = find_enrolled(call, request.user_arn, request.enrollment_id);
  if (!found.has_value()) return fail(found.error());
  auto const deleted =
      service::delete_user(call, {.user_name = found->user.name}).map_error(errors::translated_without_limits);
  if (!deleted.has_value()) return fail(deleted.error());
  return nothing();
}

constexpr Operation kUserOperations[] = {
    {"CreateUser", Access::kWrite, read_for<CreateUserRequest, create_user>},
    {"DeleteUser", Access::kWrite, read_for<DeleteUserRequest, delete_user>},
};

}  // namespace

std::span<Operation const> user_operations() { return kUserOperations; }

}  // namespace iam::gateway::alexa
