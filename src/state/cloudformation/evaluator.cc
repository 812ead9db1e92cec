#include "cloudformation/evaluator.h"

#include "cloudformation/template.h"
#include "refusal.h"

#include <fmt/format.h>

#include <utility>

namespace iam::state::cloudformation {
namespace {

// What references lead to counts, too: a chain of a thousand names is no template.
constexpr std::size_t kDepthMax = 200;

// What happens on the way down ends on the way back.
class Deeper {
 public:
  Deeper(std::size_t& depth, std::size_t line) : depth_(depth) {
    if (depth_ == kDepthMax) refuse(line, "what the template refers to leads too deep");
    ++depth_;
  }
  Deeper(Deeper const&) = delete;
  Deeper& operator=(Deeper const&) = delete;
  ~Deeper() { --depth_; }

 private:
  std::size_t& depth_;
};

void refuse_dynamic_reference(Node const& node) {
  if (node.text.find("{{resolve:") == std::string::npos) return;
  refuse(node.line,
         "a dynamic reference ({{resolve:…}}) names what is kept in another service: say the value itself, or "
         "make it a parameter");
}

}  // namespace

std::optional<Node> Evaluator::value(Node const& node) {
  Deeper const deeper(depth_, node.line);
  switch (node.kind) {
    case Node::Kind::kNull:
      refuse(node.line, "'null' values are not allowed in templates");
    case Node::Kind::kScalar: {
      refuse_dynamic_reference(node);
      auto copy = made(node.text, node.line);
      copy.is_text = node.is_text;
      return copy;
    }
    case Node::Kind::kList:
      return list_value(node);
    case Node::Kind::kMap:
      return map_value(node);
  }
  return std::nullopt;
}

std::optional<Node> Evaluator::list_value(Node const& node) {
  Node list;
  list.kind = Node::Kind::kList;
  list.line = node.line;
  for (auto const& item : node.items) {
    if (auto found = value(item)) list.items.push_back(*std::move(found));
  }
  return list;
}

std::optional<Node> Evaluator::map_value(Node const& node) {
  if (node.members.size() == 1) {
    auto const& [name, argument] = node.members.front();
    if (auto const* found = find_function(name)) return (this->*found->function)(argument);
  }
  Node map;
  map.kind = Node::Kind::kMap;
  map.line = node.line;
  for (auto const& [name, member] : node.members) {
    if (name.starts_with(kFunctionPrefix)) {
      auto const* const known = find_function(name);
      refuse(member.line, known == nullptr ? fmt::format("`{}` is no function that is known here", name)
                                           : fmt::format("`{}` stands beside other members of its object", name));
    }
    if (auto found = value(member)) {
      found->line = member.line;
      map.members.push_back({made(name, member.line).text, *std::move(found)});
    }
  }
  return map;
}

std::optional<Node> Evaluator::property(Resource const& resource, std::string_view name) {
  auto const* const said = resource.property(name);
  return said == nullptr ? std::nullopt : value(*said);
}

std::optional<std::string> Evaluator::text_property(Resource const& resource, std::string_view name) {
  auto found = property(resource, name);
  if (!found.has_value()) return std::nullopt;
  if (found->kind != Node::Kind::kScalar) refuse(found->line, fmt::format("`{}` of {} is a text", name, resource.id));
  return std::move(found->text);
}

std::string Evaluator::text(Node const& node, std::string_view what) {
  auto found = value(node);
  if (!found.has_value() || found->kind != Node::Kind::kScalar) refuse(node.line, fmt::format("{} is a text", what));
  return std::move(found->text);
}

bool Evaluator::is_made(Resource const& resource) {
  return !resource.condition.has_value() || holds(*resource.condition, resource.line);
}

bool Evaluator::holds(std::string_view condition, std::size_t line) {
  if (auto const found = conditions_.find(condition); found != conditions_.end()) return found->second;
  auto const* const declared = template_.condition(condition);
  if (declared == nullptr) {
    refuse(line, fmt::format("Template format error: Unresolved condition dependency {} in the Conditions block of the "
                             "template",
                             condition));
  }
  auto const name = fmt::format("condition {}", condition);
  if (!open_.insert(name).second) refuse(line, fmt::format("the {} depends on itself", name));
  bool const answer = holds(*declared);
  open_.erase(name);
  conditions_.emplace(condition, answer);
  return answer;
}

// A truth value, a function of such, or {Condition: name}.
bool Evaluator::holds(Node const& condition) {
  if (condition.members.size() == 1 && condition.members.front().name == "Condition") {
    auto const& named = condition.members.front().value;
    return holds(named.text, named.line);
  }
  auto const found = value(condition);
  bool const is_truth = found && (found->text == "true" || found->text == "false");
  if (!is_truth) refuse(condition.line, "a condition is neither true nor false");
  return found->text == "true";
}

Node const* Evaluator::chosen(Node const& node) {
  auto const* at = &node;
  while (at->members.size() == 1 && at->members.front().name == "Fn::If") {
    auto const& argument = at->members.front().value;
    auto const& name = item(argument, 0, 3, 3, "If");
    at = &argument.items[holds(name.text, name.line) ? 1 : 2];
  }
  bool const is_ref = at->members.size() == 1 && at->members.front().name == "Ref";
  return is_ref && at->members.front().value.text == "AWS::NoValue" ? nullptr : at;
}

std::vector<Node> Evaluator::list(Node const& argument, std::string_view function) {
  auto found = value(argument);
  if (!found.has_value() || found->kind != Node::Kind::kList) {
    refuse(argument.line, fmt::format("Template error: every Fn::{} object requires a list", function));
  }
  return std::move(found->items);
}

Node const& Evaluator::item(Node const& argument, std::size_t index, std::size_t count_min, std::size_t count_max,
                            std::string_view function) {
  auto const count = argument.items.size();
  if (argument.kind != Node::Kind::kList || count < count_min || count > count_max) {
    auto const wanted =
        count_min == count_max ? std::to_string(count_min) : fmt::format("{} or {}", count_min, count_max);
    refuse(argument.line, fmt::format("Fn::{} takes a list of {}", function, wanted));
  }
  return argument.items[index];
}

// Texts could be repeated until nothing holds them.
Node Evaluator::made(std::string text, std::size_t line) {
  bytes_ += text.size() + sizeof(Node);
  if (bytes_ > kTextBytesMax) refuse(line, "what the template says comes to more than 64 MiB");
  return Node::scalar(std::move(text), line);
}

}  // namespace iam::state::cloudformation
