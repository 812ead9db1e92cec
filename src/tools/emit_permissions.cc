#include "emit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace iam::modelgen {
namespace {

std::string form_constant(std::string const& form) {
  static std::map<std::string, std::string> const kForms = {
      {"none", "kNothing"},   {"*", "kEverything"},   {"entity", "kEntity"},  {"new", "kNewEntity"},
      {"all", "kCollection"}, {"user of", "kUserOf"}, {"role of", "kRoleOf"}, {"root-user of", "kRootUserOf"}};
  return kForms.at(form);
}

std::string source_constant(std::string const& source) {
  static std::map<std::string, std::string> const kSources = {{"parameter", "kParameter"},
                                                              {"words", "kWords"},
                                                              {"given", "kIsGiven"},
                                                              {"namespaces", "kNamespaces"},
                                                              {"stored boundary", "kBoundary"},
                                                              {"stored identity-center", "kIdentityCenter"},
                                                              {"stored issuers", "kIssuers"},
                                                              {"stored service", "kCredentialService"}};
  return kSources.at(source);
}

// "kIamCreateUserKeys"
std::string list_name(Service const& service, Operation const& operation, std::string const& list) {
  return service_constant(service) + operation.name + list;
}

std::string list_of(Service const& service, Operation const& operation, std::string const& list, bool is_empty) {
  return is_empty ? "{}" : list_name(service, operation, list);
}

}  // namespace

std::string permission_lists(Service const& service, Operation const& operation) {
  std::string keys;
  for (auto const& [key, source, member] : operation.permission.keys) {
    keys += fmt::format("{}{{\"{}\", Permission::Source::{}, \"{}\"}}", keys.empty() ? "" : ", ", key,
                        source_constant(source), member);
  }
  std::string also;
  for (auto const& [member, action] : operation.permission.also) {
    also += fmt::format("{}{{\"{}\", \"{}:{}\"}}", also.empty() ? "" : ", ", member, service.name, action);
  }
  std::string text;
  auto const define = [&](std::string const& type, std::string const& list, std::string const& elements) {
    if (elements.empty()) return;
    text +=
        fmt::format("constexpr Permission::{} {}[] = {{{}}};\n", type, list_name(service, operation, list), elements);
  };
  define("Key", "Keys", keys);
  define("Further", "Further", also);
  return text;
}

std::string permission_initializer(Service const& service, Operation const& operation) {
  auto const& permission = operation.permission;
  if (!permission.resource.has_value()) return "{}";
  auto const& [form, kind, member, path] = *permission.resource;
  auto const& action = permission.action.empty() ? operation.name : permission.action;
  auto const pair = [](std::vector<std::string> const& words) {
    return words.empty() ? std::string("{}") : fmt::format("{{\"{}\", \"{}\"}}", words[0], words[1]);
  };
  auto const has = [&](std::string_view name) { return std::ranges::count(operation.input, name, &Member::name) != 0; };
  return fmt::format(
      "{{.action = \"{}:{}\",\n                   .resource = {{Permission::Form::{}, \"{}\", \"{}\", \"{}\"}},\n"
      "                   .keys = {},\n                   .further = {},\n                   .moved_to = {},\n"
      "                   .passed_role = {},\n                   .sets_tags = {},\n"
      "                   .removes_tags = {},\n                   .is_decided_by_handler = {}}}",
      service.name, action, form_constant(form), kind, member, path,
      list_of(service, operation, "Keys", permission.keys.empty()),
      list_of(service, operation, "Further", permission.also.empty()), pair(permission.moves), pair(permission.passes),
      has("Tags"), has("TagKeys"), permission.decided_by_handler);
}

}  // namespace iam::modelgen
