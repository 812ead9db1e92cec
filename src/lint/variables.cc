// ${aws:username}: in Resource, and in the values of conditions that compare text.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#include "globs.h"
#include "iam/base/text.h"
#include "iam/policy/conditions.h"
#include "rules.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <optional>

namespace iam::lint {
namespace {

constexpr std::string_view kLiterals = "*?$";  // ${*} is a star
constexpr std::string_view kNeverInKeys = "\"'`<>()[]{}|;!\\^~#";

bool is_literal(std::string_view key) { return key.size() == 1 && kLiterals.find(key) != std::string_view::npos; }

bool takes_variables(std::string_view comparison) {
  return comparison.starts_with("String") || comparison.starts_with("Arn");
}

class VariableCheck {
 public:
  VariableCheck(Subject const& subject, Examined const& examined, policy::Position place, Findings& findings)
      : subject_(subject), examined_(examined), place_(place), findings_(findings) {}

  void check(std::string_view text) {
    for (;;) {
      auto const begin = text.find(kVariable);
      if (begin == std::string_view::npos) return;
      text.remove_prefix(begin + kVariable.size());
      auto const end = text.find('}');
      if (end == std::string_view::npos || text.substr(0, end).find(kVariable) != std::string_view::npos) {
        return tell(rules::kNoBrace, fmt::format("'${{{}' is never closed: a brace is missing", text.substr(0, end)));
      }
      check_variable(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
  }

 private:
  void tell(Rule const& rule, std::string message) { findings_.tell(rule, place_, std::move(message)); }

  void check_variable(std::string_view variable) {
    auto rest = variable;
    auto const key = take_until(rest, ',');
    if (is_literal(key)) return;
    if (subject_.document.version == policy::Version::kOf2008) {
      return tell(rules::kVariableIsText,
                  fmt::format("'${{{}}}' is plain text in a policy without Version 2012-10-17", key));
    }
    if (trimmed(key).empty()) return tell(rules::kEmptyVariable, "a variable without a name");
    if (key.find(' ') != std::string_view::npos) {
      return tell(rules::kSpaceInVariable, fmt::format("the name '{}' has a blank", key));
    }
    if (key.find_first_of(kNeverInKeys) != std::string_view::npos) {
      return tell(rules::kSymbolInVariable, fmt::format("the name '{}' has a character that no key has", key));
    }
    if (variable.size() > key.size()) check_default(trimmed(rest));
    check_key(key);
  }

  void check_default(std::string_view value) {
    bool const is_quoted = value.size() > 1 && value.front() == '\'' && value.back() == '\'';
    if (!is_quoted) tell(rules::kNoQuote, fmt::format("the default {} needs single quotes around it", value));
  }

  void check_key(std::string_view key) {
    auto const known = look_up_key(key, examined_);
    bool const is_unknown = known.family == KeyFamily::kUnknown || key.find(':') == std::string_view::npos;
    if (is_unknown) {
      tell(rules::kUnknownVariable, fmt::format("there is no variable '{}'{}", key, known.suggestion));
    } else if (known.type.starts_with("ArrayOf")) {
      tell(rules::kUnknownVariable, fmt::format("'{}' has several values and can be no variable", key));
    }
  }

  Subject const& subject_;
  Examined const& examined_;
  policy::Position place_;
  Findings& findings_;
};

void check_condition(Subject const& subject, Examined const& examined, policy::Condition const& condition,
                     Findings& findings) {
  auto const place = subject.places.of(examined.index, condition);
  auto const op = policy::parse_operator(condition.op);
  for (auto const& value : condition.values) {
    bool const is_misplaced = op.has_value() && !takes_variables(op->comparison) &&
                              value.find(kVariable) != std::string::npos &&
                              subject.document.version == policy::Version::kOf2012;
    if (is_misplaced) {
      findings.tell(rules::kMisplacedVariable, place,
                    fmt::format("{} takes '{}' as it is written: only String and Arn operators know variables",
                                condition.op, value));
    } else {
      VariableCheck(subject, examined, place, findings).check(value);
    }
  }
}

}  // namespace

void check_variables(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  for (auto const& condition : statement.conditions) check_condition(subject, examined, condition, findings);
  for (std::string_view const element : {"Resource", "NotResource"}) {
    auto const& resources = element == "Resource" ? statement.resources : statement.not_resources;
    for (std::size_t item = 0; resources.has_value() && item < resources->size(); ++item) {
      auto const place = subject.places.of(examined.index, element, item);
      VariableCheck(subject, examined, place, findings).check((*resources)[item]);
    }
  }
}

}  // namespace iam::lint
