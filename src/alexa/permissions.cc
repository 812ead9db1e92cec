#include "permissions.h"

#include "errors.h"
#include "iam/authorization/authorizer.h"
#include "iam/face/user_tags.h"
#include "names.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway::alexa {
namespace {

using Need = service::Authorization::ForeignNeed;

constexpr std::string_view kEverything = "*";
constexpr std::string_view kCreateUser = "a4b:CreateUser";

std::optional<std::string> text_of(json::object const& body, std::string_view name) {
  auto const* value = body.if_contains(name);
  auto const* text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? std::optional<std::string>(*text) : std::nullopt;
}

// The user that the request is about. CreateUser is decided on all users, since the new one has no ARN yet; that AWS
// does so is unconfirmed. A user that does not exist keeps the ARN of the request, so that a denial does not tell
// whether it exists.
void add_resource(Call& call, json::object const& body, Need& need) {
  auto arn = text_of(body, "Arn");
  if (!arn.has_value()) arn = text_of(body, "UserArn");
  need.resource = need.action == kCreateUser ? every_user_arn(call.account()) : arn.value_or(std::string(kEverything));
  auto const found = find_enrolled(call, arn, text_of(body, "EnrollmentId").value_or(""));
  if (!found.has_value()) return;
  need.resource = user_arn(call.account(), found->user.unique_id);
  need.resource_tags = user_tags(call, found->user.id);
}

void add_tag_keys(json::object const& body, policy::Context& keys) {
  std::vector<std::string> names;
  if (auto const* tags = body.if_contains("Tags"); tags != nullptr && tags->is_array()) {
    for (auto const& tag : tags->get_array()) {
      names.emplace_back(tag.at("Key").get_string());
      keys.set("aws:RequestTag/" + names.back(), std::string(tag.at("Value").get_string()));
    }
  }
  if (auto const* removed = body.if_contains("TagKeys"); removed != nullptr && removed->is_array()) {
    for (auto const& name : removed->get_array()) names.emplace_back(name.get_string());
  }
  if (!names.empty()) keys.set_list("aws:TagKeys", std::move(names));
}

}  // namespace

Status check_permission(Call& call, Operation const& operation, json::object const& body) {
  Need need{.action = "a4b:" + std::string(operation.name)};
  add_resource(call, body, need);
  add_tag_keys(body, need.keys);
  return call.authorization.check(call, need).map_error(errors::translated);
}

}  // namespace iam::gateway::alexa
