#include "cloudformation/template.h"

#include "refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

namespace iam::state::cloudformation {
namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t kResourcesMax = 500;
constexpr std::size_t kParametersMax = 200;
constexpr std::size_t kMappingsMax = 200;

// CloudFormation reads YAML as its version 1.1 does, in which these are truth values, "y" and "n" excepted.
std::optional<std::string_view> truth(Node const& node) {
  if (!node.is_plain || !node.is_text) return std::nullopt;
  constexpr std::array<std::string_view, 6> kYes = {"yes", "Yes", "YES", "on", "On", "ON"};
  constexpr std::array<std::string_view, 6> kNo = {"no", "No", "NO", "off", "Off", "OFF"};
  if (std::ranges::find(kYes, node.text) != kYes.end()) return "true";
  if (std::ranges::find(kNo, node.text) != kNo.end()) return "false";
  return std::nullopt;
}

// Tags as the functions that they abbreviate: !Ref, !Condition and !Sub are Ref, Condition and Fn::Sub.
Node spelled_out(Node const& node) {
  Node plain;
  plain.kind = node.kind;
  plain.text = node.text;
  plain.is_text = node.is_text;
  plain.line = node.line;
  plain.items.reserve(node.items.size());
  for (auto const& item : node.items) plain.items.push_back(spelled_out(item));
  plain.members.reserve(node.members.size());
  for (auto const& [name, value] : node.members) plain.members.push_back({name, spelled_out(value)});
  if (node.tag.empty()) {
    if (auto const said = truth(node)) {
      plain.text = *said;
      plain.is_text = false;
    }
    return plain;
  }
  auto name = node.tag.substr(1);
  if (name != "Ref" && name != "Condition") name.insert(0, kFunctionPrefix);
  Node call;
  call.kind = Node::Kind::kMap;
  call.line = node.line;
  call.members.push_back({std::move(name), std::move(plain)});
  return call;
}

}  // namespace

Template::Template(Node const& document) : root_(spelled_out(document)) {
  parameters_ = section("Parameters", kParametersMax);
  mappings_ = section("Mappings", kMappingsMax);
  conditions_ = section("Conditions", std::numeric_limits<std::size_t>::max());
  auto const* const resources = root_.find("Resources");
  if (resources == nullptr || resources->kind != Node::Kind::kMap) {
    refuse(root_.line, "Template format error: At least one Resources member must be defined.");
  }
  if (resources->members.size() > kResourcesMax) {
    refuse(resources->line, fmt::format("a template has at most {} resources", kResourcesMax));
  }
  for (auto const& [id, node] : resources->members) declare(id, node);
  check_dependencies();
}

Resource const* Template::resource(std::string_view id) const {
  auto const found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

void Template::add(std::string id, Node resource) {
  if (by_id_.contains(id)) {
    refuse(resource.line, fmt::format("the template has a resource {}, which its transform would make", id));
  }
  auto const& kept = added_.emplace_back(Node::Member{std::move(id), std::move(resource)});
  declare(kept.name, kept.value);
}

Template::Section Template::section(std::string_view name, std::size_t count_max) const {
  Section found;
  auto const* const said = root_.find(name);
  if (said == nullptr) return found;
  if (said->kind != Node::Kind::kMap) refuse(said->line, fmt::format("`{}` is an object", name));
  if (said->members.size() > count_max) {
    refuse(said->line, fmt::format("a template has at most {} of its {}", count_max, name));
  }
  for (auto const& [id, node] : said->members) found.emplace(id, &node);
  return found;
}

void Template::declare(std::string_view id, Node const& node) {
  if (id.starts_with(kFunctionPrefix)) {
    refuse(node.line, fmt::format("`{}` is a macro, which CloudFormation alone can run", id));
  }
  auto const* const type = node.find("Type");
  if (type == nullptr || type->kind != Node::Kind::kScalar) {
    refuse(node.line, fmt::format("Template format error: [/Resources/{}] Every Resources object must contain a Type "
                                  "member.",
                                  id));
  }
  Resource resource{.id = id, .type = type->text, .line = node.line, .node = &node};
  resource.properties = node.find("Properties");
  if (resource.properties != nullptr && resource.properties->kind != Node::Kind::kMap) {
    refuse(resource.properties->line, fmt::format("the properties of {} are an object", id));
  }
  if (auto const* condition = node.find("Condition")) resource.condition = condition->text;
  by_id_.emplace(id, &resources_.emplace_back(resource));
}

// The order of calls follows from what our own form says; that what is named is there has to be looked at.
void Template::check_dependencies() const {
  auto const check = [&](Node const& named) {
    if (by_id_.contains(named.text)) return;
    refuse(named.line,
           fmt::format("Template format error: Unresolved resource dependencies [{}] in the Resources block "
                       "of the template",
                       named.text));
  };
  for (auto const& resource : resources_) {
    auto const* const needed = resource.node->find("DependsOn");
    if (needed == nullptr) continue;
    if (needed->kind == Node::Kind::kScalar) check(*needed);
    for (auto const& item : needed->items) check(item);
  }
}

}  // namespace iam::state::cloudformation
