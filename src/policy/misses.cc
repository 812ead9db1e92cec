#include "iam/policy/misses.h"

#include "compiled.h"
#include "iam/policy/conditions.h"
#include "layers.h"
#include "steps.h"

#include <algorithm>
#include <set>
#include <utility>

namespace iam::policy {
namespace {

using Texts = std::vector<std::string>;

// Every name by which a policy could name the requester.
Texts names_of(Requester const& requester) {
  Texts names;
  auto const add = [&](std::string name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  };
  add(requester.arn);
  add(requester.principal_arn);
  add(requester.unique_id);
  add(requester.provider);
  add(requester.service);
  if (requester.account) add(requester.account->text());
  return names;
}

Texts written(std::vector<Principal> const& principals) {
  Texts texts;
  for (Principal const& principal : principals) {
    std::string text(principal.kind == PrincipalKind::kEveryone ? "" : principal_kind_name(principal.kind));
    texts.push_back(text.empty() ? principal.value : text.append(": ").append(principal.value));
  }
  return texts;
}

Miss principal_miss(Statement const& statement, Requester const& requester) {
  bool const names_who_not = statement.not_principals.has_value();
  Miss miss{.element = names_who_not ? "NotPrincipal" : "Principal", .request = names_of(requester)};
  if (names_who_not) miss.policy = written(*statement.not_principals);
  if (!names_who_not && statement.principals) miss.policy = written(*statement.principals);
  return miss;
}

Miss action_miss(Statement const& statement, std::string const& action) {
  bool const names_what_not = statement.not_actions.has_value();
  auto const& actions = names_what_not ? statement.not_actions : statement.actions;
  return {.element = names_what_not ? "NotAction" : "Action",
          .policy = actions.value_or(Texts()),
          .request = Texts{action}};
}

Miss resource_miss(Statement const& statement, std::string const& resource) {
  bool const names_what_not = statement.not_resources.has_value();
  auto const& resources = names_what_not ? statement.not_resources : statement.resources;
  return {.element = names_what_not ? "NotResource" : "Resource",
          .policy = resources.value_or(Texts()),
          .request = Texts{resource}};
}

Miss condition_miss(Condition const& condition, Context const& context) {
  Miss miss{.element = "Condition", .op = condition.op, .key = condition.key, .policy = condition.values};
  auto const* entry = context.find(condition.key);
  if (entry == nullptr) return miss;
  miss.request = entry->values;
  auto const op = parse_operator(condition.op);
  miss.needs_set_operator = entry->kind == ContextEntry::Kind::kList && op.has_value() &&
                            op->qualifier == SetQualifier::kNone && op->comparison != "Null";
  return miss;
}

std::string listed(Texts const& values) {
  constexpr std::size_t kValuesMax = 5;
  constexpr std::size_t kLengthMax = 200;
  if (values.empty()) return "nothing";
  std::string list;
  for (std::size_t i = 0; i < std::min(values.size(), kValuesMax); ++i) {
    if (i > 0) list.append(", ");
    list.append("\"").append(values[i], 0, kLengthMax).append(values[i].size() > kLengthMax ? "…" : "").append("\"");
  }
  return values.size() > kValuesMax ? list.append(" …") : list;
}

}  // namespace

std::vector<StatementMisses> misses(Request const& request, PolicySets const& sets, NamedPolicy const& policy,
                                    PolicyType type, Semantics semantics) {
  Question const question(request, sets, semantics);
  CompiledPolicy const& compiled = *policy.compiled;
  std::set<std::uint32_t> about_action;
  compiled.actions().find(question.action.text(), question.action.service(), [&](std::uint32_t index) {
    about_action.insert(index);
    return true;
  });
  constexpr std::uint64_t kStepsOfStatement = 300;
  std::vector<StatementMisses> all;
  steps += kStepsOfStatement * compiled.source().statements.size();
  for (std::uint32_t index = 0; index < compiled.source().statements.size(); ++index) {
    CompiledStatement const& statement = compiled.statement(index);
    Statement const& source = *statement.source;
    StatementMisses found{.index = index, .sid = source.sid, .effect = source.effect, .misses = {}};
    bool const is_named = grant_by(statement, type, question) != Grant::kNone;
    if (!is_named) found.misses.push_back(principal_miss(source, request.requester));
    if (!about_action.contains(index)) found.misses.push_back(action_miss(source, request.action));
    if (!is_about_resource(statement, type, question)) found.misses.push_back(resource_miss(source, request.resource));
    for (std::size_t i = 0; i < statement.conditions.size(); ++i) {
      auto const truth = statement.conditions[i].holds(question.scope);
      bool const holds = truth == Truth::kHolds || (truth == Truth::kUnknown && !statement.allows());
      if (!holds) found.misses.push_back(condition_miss(source.conditions[i], request.context));
    }
    all.push_back(std::move(found));
  }
  return all;
}

std::string told(Miss const& miss) {
  std::string text = miss.element;
  if (!miss.op.empty()) text.append(" ").append(miss.op).append(" ").append(miss.key);
  text.append(": the policy has ").append(listed(miss.policy)).append(", the request ");
  if (!miss.request.has_value()) return text.append("has no such key");
  text.append(listed(*miss.request));
  if (miss.needs_set_operator) text.append(" (a key of several values needs ForAnyValue or ForAllValues)");
  return text;
}

}  // namespace iam::policy
