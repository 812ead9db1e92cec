// Statements that change nothing, because of another one.
#include "globs.h"
#include "iam/base/text.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace iam::lint {
namespace {

// An element or its Not…; neither stands for everything, as Resource does in trust policies.
struct Element {
  bool is_complement = false;
  std::vector<std::string> patterns;
};

struct Reach {
  Element actions;
  Element resources;
  Element principals;
  std::vector<policy::Condition> const& conditions;
};

enum class Letters { kKept, kLowered };

Element element_of(std::optional<std::vector<std::string>> const& plain,
                   std::optional<std::vector<std::string>> const& complement, Letters letters) {
  Element element{.is_complement = complement.has_value(), .patterns = {"*"}};
  if (plain.has_value()) element.patterns = *plain;
  if (complement.has_value()) element.patterns = *complement;
  if (letters == Letters::kLowered) {
    for (auto& pattern : element.patterns) pattern = to_lower_ascii(pattern);
  }
  return element;
}

std::optional<std::vector<std::string>> texts_of(std::optional<std::vector<policy::Principal>> const& principals) {
  if (!principals.has_value()) return std::nullopt;
  std::vector<std::string> texts;
  for (auto const& principal : *principals) {
    bool const is_everyone = principal.value == "*";
    texts.push_back(is_everyone ? "*" : std::string(principal_kind_name(principal.kind)).append(":" + principal.value));
  }
  return texts;
}

Reach reach_of(policy::Statement const& statement) {
  return {.actions = element_of(statement.actions, statement.not_actions, Letters::kLowered),
          .resources = element_of(statement.resources, statement.not_resources, Letters::kKept),
          .principals = element_of(texts_of(statement.principals), texts_of(statement.not_principals), Letters::kKept),
          .conditions = statement.conditions};
}

bool each_covered(std::vector<std::string> const& inner, std::vector<std::string> const& outer) {
  return std::ranges::all_of(inner, [&](std::string const& narrow) {
    return std::ranges::any_of(outer, [&](std::string const& wide) { return covers(wide, narrow); });
  });
}

bool any_overlap(std::vector<std::string> const& left, std::vector<std::string> const& right) {
  return std::ranges::any_of(left, [&](std::string const& one) {
    return std::ranges::any_of(
        right, [&](std::string const& other) { return overlaps(without_variables(one), without_variables(other)); });
  });
}

bool spans(Element const& outer, Element const& inner) {
  if (!outer.is_complement && !inner.is_complement) return each_covered(inner.patterns, outer.patterns);
  if (!outer.is_complement) return std::ranges::find(outer.patterns, "*") != outer.patterns.end();
  // What the outer one leaves out must not be in the inner one.
  if (inner.is_complement) return each_covered(outer.patterns, inner.patterns);
  return !any_overlap(outer.patterns, inner.patterns);
}

bool is_same(policy::Condition const& left, policy::Condition const& right) {
  return equals_ignoring_case(left.op, right.op) && equals_ignoring_case(left.key, right.key) &&
         left.values == right.values;
}

// Whatever the outer one asks for, the inner one asks for too.
bool asks_no_more(std::vector<policy::Condition> const& outer, std::vector<policy::Condition> const& inner) {
  return std::ranges::all_of(outer, [&](policy::Condition const& asked) {
    return std::ranges::any_of(inner, [&](policy::Condition const& other) { return is_same(asked, other); });
  });
}

bool spans(Reach const& outer, Reach const& inner) {
  return asks_no_more(outer.conditions, inner.conditions) && spans(outer.actions, inner.actions) &&
         spans(outer.resources, inner.resources) && spans(outer.principals, inner.principals);
}

std::string called(Subject const& subject, std::size_t index) {
  auto const& sid = subject.document.statements[index].sid;
  auto const place = subject.places.of(index);
  return sid.empty() ? fmt::format("the statement in line {}", place.line) : fmt::format("'{}'", sid);
}

}  // namespace

void check_statements(Subject const& subject, Findings& findings) {
  auto const& statements = subject.document.statements;
  if (statements.size() > kStatementsMax) return;
  std::vector<Reach> reaches;
  for (auto const& statement : statements) reaches.push_back(reach_of(statement));

  for (std::size_t inner = 0; inner < statements.size(); ++inner) {
    for (std::size_t outer = 0; outer < statements.size(); ++outer) {
      if (outer == inner || !spans(reaches[outer], reaches[inner])) continue;
      bool const is_same_effect = statements[outer].effect == statements[inner].effect;
      bool const is_denied = !is_same_effect && statements[outer].effect == policy::Effect::kDeny;
      // Of two that say the same the second one is needless.
      bool const is_needless = is_same_effect && (outer < inner || !spans(reaches[inner], reaches[outer]));
      if (!is_denied && !is_needless) continue;
      auto const place = subject.places.of(inner);
      if (is_denied) {
        findings.tell(rules::kShadowedStatement, place,
                      called(subject, outer) + " denies all that this statement allows");
      } else {
        findings.tell(rules::kNeedlessStatement, place, called(subject, outer) + " says all that this statement says");
      }
      break;
    }
  }
}

}  // namespace iam::lint
