#include "iam/authorization/permission_request.h"

#include "iam/authorization/caller_context.h"

#include <algorithm>
#include <utility>

namespace iam::service {
namespace {

// The parameter called `name`, or the member of one: `Permissions.PolicyTemplateArn`.
api::Value const* find(api::Value const& parameters, std::string_view name) {
  if (name.empty()) return nullptr;
  auto const dot = name.find('.');
  auto const* value = parameters.find(name.substr(0, dot));
  return value == nullptr || dot == std::string_view::npos ? value : value->find(name.substr(dot + 1));
}

std::string text_of(api::Value const* value) { return value == nullptr ? std::string() : std::string(value->text); }

std::optional<std::string> text(api::Value const& parameters, std::string_view name) {
  auto const* value = find(parameters, name);
  if (value == nullptr || value->kind != api::Value::Kind::kText) return std::nullopt;
  return std::string(value->text);
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    auto const word = text.substr(0, text.find(' '));
    if (!word.empty()) found.emplace_back(word);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return found;
}

// A map of properties, whose names begin with their namespaces, stands for these.
std::vector<std::string> namespaces(api::Value const& map) {
  std::vector<std::string> names;
  for (auto const& entry : map.items) {
    auto const name = text_of(entry.find("key"));
    names.push_back(name.substr(0, name.find('/')));
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void add_texts(std::string_view key, api::Value const& value, policy::Context& context) {
  if (value.kind == api::Value::Kind::kText) return context.set(key, std::string(value.text));
  std::vector<std::string> texts;
  for (auto const& item : value.items) texts.emplace_back(item.text);
  context.set_list(key, std::move(texts));
}

void add_key(Permission::Key const& key, api::Value const& value, PermissionRequest& request) {
  switch (key.source) {
    case Permission::Source::kParameter:
      return add_texts(key.key, value, request.keys);
    case Permission::Source::kWords:
      return request.keys.set_list(key.key, words(value.text));
    case Permission::Source::kNamespaces:
      return request.keys.set_list(key.key, namespaces(value));
    case Permission::Source::kCredentialService:
      request.credential_id = text_of(&value);
      return;
    case Permission::Source::kIsGiven:
    case Permission::Source::kBoundary:
    case Permission::Source::kIdentityCenter:
    case Permission::Source::kIssuers:
      return;
  }
}

// Only of operations that have the parameters: others pass over them, so that they must not have a say.
void add_tag_keys(Permission const& permission, api::Value const& parameters, policy::Context& context) {
  std::vector<store::Tag> tags;
  std::vector<std::string> removed;
  if (auto const* set = permission.sets_tags ? parameters.find("Tags") : nullptr) {
    for (auto const& tag : set->items) tags.push_back({text_of(tag.find("Key")), text_of(tag.find("Value"))});
  }
  if (auto const* untagged = permission.removes_tags ? parameters.find("TagKeys") : nullptr) {
    for (auto const& key : untagged->items) removed.emplace_back(key.text);
  }
  add_request_tags(context, tags, removed);
}

bool is_given(api::Value const& parameters, std::string_view name) {
  auto const* value = parameters.find(name);
  return value != nullptr && (value->kind != api::Value::Kind::kList || !value->items.empty());
}

}  // namespace

PermissionRequest permission_request(Permission const& permission, api::Value const& parameters) {
  PermissionRequest request{.name = text(parameters, permission.resource.member),
                            .path = text(parameters, permission.resource.path),
                            .new_name = text(parameters, permission.moved_to.name_member),
                            .new_path = text(parameters, permission.moved_to.path_member),
                            .passed_role = text(parameters, permission.passed_role.member)};
  for (auto const& [member, action] : permission.further) {
    if (is_given(parameters, member)) request.further_actions.push_back(action);
  }
  for (auto const& key : permission.keys) {
    auto const* value = find(parameters, key.member);
    if (key.source == Permission::Source::kIsGiven) request.keys.set(key.key, value != nullptr ? "true" : "false");
    if (value != nullptr) add_key(key, *value, request);
  }
  add_tag_keys(permission, parameters, request.keys);
  return request;
}

}  // namespace iam::service
