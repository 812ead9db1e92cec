// The functions of templates.
#include "cloudformation/evaluator.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace iam::state::cloudformation {
namespace {

constexpr std::size_t kOperandsMax = 10;  // of Fn::And and Fn::Or, as CloudFormation documents

bool is_name_letter(char c) { return is_alphanumeric(c) || c == '_' || c == '.' || c == ':'; }

}  // namespace

Evaluator::Named const Evaluator::kFunctions[] = {
    {"Ref", &Evaluator::ref},
    {"Fn::GetAtt", &Evaluator::get_att},
    {"Fn::Sub", &Evaluator::sub},
    {"Fn::Join", &Evaluator::join},
    {"Fn::Select", &Evaluator::select},
    {"Fn::Split", &Evaluator::split},
    {"Fn::FindInMap", &Evaluator::find_in_map},
    {"Fn::Base64", &Evaluator::base64},
    {"Fn::GetAZs", &Evaluator::get_azs},
    {"Fn::Length", &Evaluator::length},
    {"Fn::ToJsonString", &Evaluator::to_json_string},
    {"Fn::If", &Evaluator::choice},
    {"Fn::Equals", &Evaluator::equals},
    {"Fn::And", &Evaluator::all_hold},
    {"Fn::Or", &Evaluator::any_holds},
    {"Fn::Not", &Evaluator::negation},
    {"Fn::ImportValue", &Evaluator::import_value},
};

Evaluator::Named const* Evaluator::find_function(std::string_view name) {
  auto const* const found = std::ranges::find(kFunctions, name, &Named::name);
  return found == std::end(kFunctions) ? nullptr : found;
}

std::optional<Node> Evaluator::ref(Node const& argument) {
  if (argument.kind != Node::Kind::kScalar) refuse(argument.line, "Ref takes a name");
  return named(argument.text, argument.line);
}

// ["Queue", "Arn"], whose second may be a Ref, or "Queue.Arn".
std::optional<Node> Evaluator::get_att(Node const& argument) {
  if (argument.kind == Node::Kind::kScalar) return made(attribute_named(argument.text, argument.line), argument.line);
  auto const id = text(item(argument, 0, 2, 2, "GetAtt"), "the resource of Fn::GetAtt");
  auto const name = text(item(argument, 1, 2, 2, "GetAtt"), "the attribute of Fn::GetAtt");
  return made(attribute(needed(id, argument.line, "GetAtt"), name, argument.line), argument.line);
}

// A text with ${names}, or a list of it and of an object with values that only it knows. "${!x}" says "${x}".
std::optional<Node> Evaluator::sub(Node const& argument) {
  bool const has_own = argument.kind == Node::Kind::kList;
  auto const& said = has_own ? item(argument, 0, 2, 2, "Sub") : argument;
  if (said.kind != Node::Kind::kScalar) refuse(said.line, "Fn::Sub takes a text");
  auto const* const own = has_own ? &item(argument, 1, 2, 2, "Sub") : nullptr;
  std::string out;
  auto rest = std::string_view(said.text);
  for (auto at = rest.find("${"); at != rest.npos; at = rest.find("${")) {
    out += rest.substr(0, at);
    rest.remove_prefix(at + 2);
    auto const end = rest.find('}');
    auto const name = rest.substr(0, std::min(end, rest.size()));
    if (name.starts_with('!')) {
      out += "${";
      out += name.substr(1);
      out += '}';
    } else if (end == rest.npos || name.empty() || !std::ranges::all_of(name, is_name_letter)) {
      refuse(said.line,
             "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, "
             "underscores, periods, and colons");
    } else if (auto const* value = own == nullptr ? nullptr : own->find(name)) {
      out += text(*value, fmt::format("`{}` of Fn::Sub", name));
    } else if (name.find('.') != name.npos) {
      out += attribute_named(name, said.line);
    } else {
      auto const found = named(name, said.line);
      if (!found || found->kind != Node::Kind::kScalar)
        refuse(said.line, fmt::format("`{}` in Fn::Sub is no text", name));
      out += found->text;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  out += rest;
  return made(std::move(out), argument.line);
}

std::optional<Node> Evaluator::join(Node const& argument) {
  auto const separator = text(item(argument, 0, 2, 2, "Join"), "the separator of Fn::Join");
  std::string out;
  bool is_first = true;
  for (auto const& each : list(item(argument, 1, 2, 2, "Join"), "Join")) {
    if (each.kind != Node::Kind::kScalar) refuse(each.line, "Fn::Join joins texts");
    if (!std::exchange(is_first, false)) out += separator;
    out += each.text;
  }
  return made(std::move(out), argument.line);
}

std::optional<Node> Evaluator::select(Node const& argument) {
  auto const said = text(item(argument, 0, 2, 2, "Select"), "the index of Fn::Select");
  auto items = list(item(argument, 1, 2, 2, "Select"), "Select");
  auto const index = whole_number<std::size_t>(said, 0, kNodesMax);
  if (!index.has_value() || *index >= items.size()) {
    refuse(argument.line, fmt::format("Template error: Fn::Select cannot select nonexistent value at index {}", said));
  }
  return std::move(items[*index]);
}

std::optional<Node> Evaluator::split(Node const& argument) {
  auto const separator = text(item(argument, 0, 2, 2, "Split"), "the separator of Fn::Split");
  auto const whole = text(item(argument, 1, 2, 2, "Split"), "what Fn::Split splits");
  if (separator.empty()) refuse(argument.line, "Fn::Split has no separator");
  Node parts;
  parts.kind = Node::Kind::kList;
  parts.line = argument.line;
  auto rest = std::string_view(whole);
  for (auto at = rest.find(separator); at != rest.npos; at = rest.find(separator)) {
    parts.items.push_back(made(std::string(rest.substr(0, at)), argument.line));
    rest.remove_prefix(at + separator.size());
  }
  parts.items.push_back(made(std::string(rest), argument.line));
  return parts;
}

// With the fourth, an object with a DefaultValue, as AWS::LanguageExtensions has it.
std::optional<Node> Evaluator::find_in_map(Node const& argument) {
  std::array<std::string, 3> keys;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = text(item(argument, i, 3, 4, "FindInMap"), "a key of Fn::FindInMap");
  }
  auto const* found = template_.mapping(keys[0]);
  if (found != nullptr) found = found->find(keys[1]);
  if (found != nullptr) found = found->find(keys[2]);
  if (found == nullptr && argument.items.size() == 4) found = argument.items[3].find("DefaultValue");
  if (found == nullptr) {
    refuse(argument.line,
           fmt::format("Template error: Unable to get mapping for {}::{}::{}", keys[0], keys[1], keys[2]));
  }
  return value(*found);
}

std::optional<Node> Evaluator::base64(Node const& argument) {
  return made(base64_encode(text(argument, "what Fn::Base64 takes")), argument.line);
}

// Which zones an account sees, and by which letters, is its own; these stand for them.
std::optional<Node> Evaluator::get_azs(Node const& argument) {
  auto region = text(argument, "the region of Fn::GetAZs");
  if (region.empty()) region = stack_.region;
  Node zones;
  zones.kind = Node::Kind::kList;
  zones.line = argument.line;
  for (char const letter : {'a', 'b', 'c'}) zones.items.push_back(made(region + letter, argument.line));
  return zones;
}

std::optional<Node> Evaluator::length(Node const& argument) {
  auto count = made(std::to_string(list(argument, "Length").size()), argument.line);
  count.is_text = false;
  return count;
}

std::optional<Node> Evaluator::to_json_string(Node const& argument) {
  auto const found = value(argument);
  return made(found ? to_json(*found) : std::string(), argument.line);
}

std::optional<Node> Evaluator::choice(Node const& argument) {
  auto const& name = item(argument, 0, 3, 3, "If");
  return value(argument.items[holds(name.text, name.line) ? 1 : 2]);
}

std::optional<Node> Evaluator::equals(Node const& argument) {
  auto const left = value(item(argument, 0, 2, 2, "Equals"));
  auto const right = value(item(argument, 1, 2, 2, "Equals"));
  auto const said = [](std::optional<Node> const& node) {
    if (!node.has_value()) return std::string();
    return node->kind == Node::Kind::kScalar ? node->text : to_json(*node);
  };
  return Node::truth(said(left) == said(right), argument.line);
}

std::optional<Node> Evaluator::all_hold(Node const& argument) {
  item(argument, 0, 2, kOperandsMax, "And");
  bool const answer = std::ranges::all_of(argument.items, [&](Node const& each) { return holds(each); });
  return Node::truth(answer, argument.line);
}

std::optional<Node> Evaluator::any_holds(Node const& argument) {
  item(argument, 0, 2, kOperandsMax, "Or");
  bool const answer = std::ranges::any_of(argument.items, [&](Node const& each) { return holds(each); });
  return Node::truth(answer, argument.line);
}

std::optional<Node> Evaluator::negation(Node const& argument) {
  return Node::truth(!holds(item(argument, 0, 1, 1, "Not")), argument.line);
}

std::optional<Node> Evaluator::import_value(Node const& argument) {
  refuse(argument.line,
         "Fn::ImportValue takes what another stack exports, and there is none: say the value itself, or "
         "make it a parameter");
}

}  // namespace iam::state::cloudformation
