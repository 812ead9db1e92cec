#include "permissions.h"

#include "errors.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/authorization/permission_request.h"
#include "iam/call/session_rules.h"
#include "iam/face/user_tags.h"
#include "names.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway::alexa {
namespace {

using service::Need;
using service::Resource;

constexpr std::string_view kEverything = "*";
constexpr std::string_view kCreateUser = "CreateUser";

// What an operation here does to the users of IAM, who are the same: IAM's policies have to let it, too.
struct OwnOperation {
  std::string_view operation;
  std::string_view of_iam;
};
constexpr OwnOperation kOwnOperations[] = {{kCreateUser, "CreateUser"},
                                           {"DeleteUser", "DeleteUser"},
                                           {"TagResource", "TagUser"},
                                           {"UntagResource", "UntagUser"}};

std::optional<std::string> text_of(json::object const& body, std::string_view name) {
  auto const* value = body.if_contains(name);
  auto const* text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? std::optional<std::string>(*text) : std::nullopt;
}

// The user that the request is about. CreateUser is decided on all users, since the new one has no ARN yet; that AWS
// does so is unconfirmed. A user that does not exist keeps the ARN of the request, so that a denial does not tell
// whether it exists.
Resource resource_of(Call& call, Operation const& operation, json::object const& body) {
  Resource resource{.account = call.account()};
  auto arn = text_of(body, "Arn");
  if (!arn.has_value()) arn = text_of(body, "UserArn");
  resource.arn =
      operation.name == kCreateUser ? every_user_arn(call.account()) : arn.value_or(std::string(kEverything));
  if (auto const found = find_enrolled(call, arn, text_of(body, "EnrollmentId").value_or(""))) {
    resource.arn = user_arn(call.account(), found->user.unique_id);
    resource.tags = user_tags(call, found->user.id);
  }
  resource.shown = resource.arn;
  return resource;
}

void add_tag_keys(json::object const& body, policy::Context& keys) {
  std::vector<store::Tag> tags;
  std::vector<std::string> removed;
  if (auto const* set = body.if_contains("Tags"); set != nullptr) {
    for (auto const& tag : set->get_array()) {
      tags.push_back({std::string(tag.at("Key").get_string()), std::string(tag.at("Value").get_string())});
    }
  }
  if (auto const* untagged = body.if_contains("TagKeys"); untagged != nullptr) {
    for (auto const& name : untagged->get_array()) removed.emplace_back(name.get_string());
  }
  service::add_request_tags(keys, tags, removed);
}

// The name that IAM has for the user; nothing when there is none, whom nothing can happen to.
std::optional<std::string> name_of_user(Call& call, Operation const& operation, json::object const& body) {
  if (operation.name == kCreateUser) return text_of(body, "UserId");
  auto arn = text_of(body, "Arn");
  if (!arn.has_value()) arn = text_of(body, "UserArn");
  auto const found = find_enrolled(call, arn, text_of(body, "EnrollmentId").value_or(""));
  return found.has_value() ? std::optional(found->user.name) : std::nullopt;
}

Status check_own_operation(Call& call, Operation const& operation, json::object const& body,
                           policy::Context const& keys) {
  auto const* own = std::ranges::find(kOwnOperations, operation.name, &OwnOperation::operation);
  if (own == std::end(kOwnOperations)) return {};
  auto const name = name_of_user(call, operation, body);
  if (!name.has_value()) return {};
  if (auto known = service::check_session_for_iam(call.caller); !known) return known;
  service::PermissionRequest request{.name = name, .keys = keys};
  bool const has_tags = keys.find("aws:TagKeys") != nullptr;
  if (operation.name == kCreateUser && has_tags) request.further_actions.emplace_back("iam:TagUser");
  return call.authorization.check_operation(call, *service::find_operation(service::Service::kIam, own->of_iam),
                                            request);
}

}  // namespace

Status check_permission(Call& call, Operation const& operation, json::object const& body) {
  Need need{.action = "a4b:" + std::string(operation.name), .resource = resource_of(call, operation, body)};
  add_tag_keys(body, need.keys);
  auto const keys = need.keys;
  auto allowed = call.authorization.check_action(call, std::move(need));
  if (allowed.has_value()) allowed = check_own_operation(call, operation, body, keys);
  return allowed.map_error(errors::translated);
}

}  // namespace iam::gateway::alexa
