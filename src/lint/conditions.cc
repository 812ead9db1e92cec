// The element Condition, and the variables that may stand in it and in Resource.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#include "iam/policy/conditions.h"

#include "globs.h"
#include "iam/base/text.h"
#include "rules.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace iam::lint {
namespace {

constexpr std::string_view kVariable = "${";
constexpr std::string_view kLiterals = "*?$";  // ${*} is a star

// The type of keys that an operator compares, as the catalogue names types. Nothing for Null, which compares none.
std::string_view compared_type(std::string_view comparison) {
  if (comparison.starts_with("String")) return "String";
  if (comparison.starts_with("Numeric")) return "Numeric";
  if (comparison.starts_with("Date")) return "Date";
  if (comparison.starts_with("Arn")) return "ARN";
  if (comparison.starts_with("Binary")) return "Binary";
  if (comparison == "Bool") return "Bool";
  return comparison.ends_with("IpAddress") ? "IPAddress" : "";
}

bool is_arn(std::string const& value) { return value.starts_with("arn:") || value == "*"; }

// ARNs are text, and comparing one as the other is common. What is in tags is anybody's business.
bool can_compare(std::string_view comparison, std::string_view key_type, policy::Condition const& condition) {
  auto const compared = compared_type(comparison);
  if (compared.empty() || key_type.find(compared) != std::string_view::npos) return true;
  bool const is_tag = condition.key.find("Tag/") != std::string::npos;
  bool const is_arn_as_text = compared == "String" && key_type.find("ARN") != std::string_view::npos;
  bool const is_text_as_arn = compared == "ARN" && std::ranges::all_of(condition.values, is_arn);
  return is_tag || is_arn_as_text || is_text_as_arn;
}

bool is_value_for(std::string_view comparison, std::string_view value) {
  if (value.find(kVariable) != std::string_view::npos) return true;
  if (comparison == "Bool" || comparison == "Null") {
    return equals_ignoring_case(value, "true") || equals_ignoring_case(value, "false");
  }
  return policy::is_literal_of(comparison, value);
}

bool compares_plainly(std::string_view comparison) {
  return comparison.starts_with("String") && !comparison.ends_with("Like");
}

class ConditionCheck {
 public:
  ConditionCheck(Subject const& subject, Examined const& examined, policy::Condition const& condition,
                 policy::Operator const& op, Findings& findings)
      : subject_(subject), examined_(examined), condition_(condition), operator_(op), findings_(findings) {}

  void run() {
    check_key();
    check_values();
  }

 private:
  void warn(std::string_view code, std::string message) {
    findings_.warn(code, subject_.places.of(examined_.index, condition_), std::move(message));
  }

  void check_key() {
    auto const& key = condition_.key;
    auto const known = look_up_key(key, examined_);
    if (known.family == KeyFamily::kUnknown) {
      return warn("unknown-key", fmt::format("there is no condition key '{}'{}", key, known.suggestion));
    }
    if (known.family == KeyFamily::kSomeones) return;
    bool const is_never_there =
        known.is_of_one_service && examined_.knows_all_actions() && !some_action_has(examined_, key);
    if (is_never_there) {
      warn("key-of-other-action", fmt::format("requests for the actions of the statement have no '{}'", key));
    }
    if (!can_compare(operator_.comparison, known.type, condition_)) {
      return warn("operator-of-other-type",
                  fmt::format("{} does not compare '{}', which is of type {}", condition_.op, key, known.type));
    }
    check_number_of_values(known.type.starts_with("ArrayOf"));
  }

  void check_number_of_values(bool is_list) {
    if (operator_.comparison == "Null") return;
    bool const has_qualifier = operator_.qualifier != policy::SetQualifier::kNone;
    if (is_list && !has_qualifier) {
      warn("no-set-operator", fmt::format("'{}' may have several values, and {} matches one only: put "
                                          "ForAnyValue: or ForAllValues: before it",
                                          condition_.key, condition_.op));
    } else if (!is_list && operator_.qualifier == policy::SetQualifier::kForAllValues) {
      warn("needless-set-operator",
           fmt::format("'{}' has one value, and {} holds also for requests without it", condition_.key, condition_.op));
    }
  }

  void check_values() {
    for (auto const& value : condition_.values) {
      if (!is_value_for(operator_.comparison, value)) {
        warn("value-of-other-type", fmt::format("'{}' is no value that {} can compare", value, condition_.op));
      }
      bool const has_star = has_wildcard(without_literals(value));
      if (compares_plainly(operator_.comparison) && has_star) {
        auto const better = operator_.comparison.find("Not") == std::string_view::npos ? "StringLike" : "StringNotLike";
        warn("wildcard-is-text", fmt::format("in '{}' {} takes the wildcard for a plain character; {} does not", value,
                                             condition_.op, better));
      }
    }
  }

  static std::string without_literals(std::string_view value) {
    std::string kept = without_variables(value);
    // What replaced a variable is no wildcard of the value.
    return value.find(kVariable) == std::string_view::npos ? kept : std::string();
  }

  Subject const& subject_;
  Examined const& examined_;
  policy::Condition const& condition_;
  policy::Operator operator_;
  Findings& findings_;
};

// Calls visit(key) for each variable of the text.
template <class Visit>
void visit_variables(std::string_view text, Visit visit) {
  for (;;) {
    auto const begin = text.find(kVariable);
    auto const end = begin == std::string_view::npos ? begin : text.find('}', begin);
    if (end == std::string_view::npos) return;
    auto key = text.substr(begin + kVariable.size(), end - begin - kVariable.size());
    visit(trimmed(take_until(key, ',')));
    text.remove_prefix(end + 1);
  }
}

void check_variables(Subject const& subject, Examined const& examined, std::string_view text, policy::Position place,
                     Findings& findings) {
  visit_variables(text, [&](std::string_view key) {
    bool const is_literal = key.size() == 1 && kLiterals.find(key) != std::string_view::npos;
    if (is_literal) return;
    if (subject.document.version == policy::Version::kOf2008) {
      return findings.warn("variable-is-text", place,
                           fmt::format("'${{{}}}' is plain text in a policy without Version 2012-10-17", key));
    }
    auto const known = look_up_key(key, examined);
    bool const is_unknown = known.family == KeyFamily::kUnknown || key.find(':') == std::string_view::npos;
    if (is_unknown) {
      findings.warn("unknown-variable", place, fmt::format("there is no variable '{}'{}", key, known.suggestion));
    } else if (known.type.starts_with("ArrayOf")) {
      findings.warn("unknown-variable", place, fmt::format("'{}' has several values and can be no variable", key));
    }
  });
}

}  // namespace

void check_conditions(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  for (auto const& condition : statement.conditions) {
    auto const op = policy::parse_operator(condition.op);
    if (op.has_value()) ConditionCheck(subject, examined, condition, *op, findings).run();
    auto const place = subject.places.of(examined.index, condition);
    for (auto const& value : condition.values) check_variables(subject, examined, value, place, findings);
  }
  for (std::string_view const element : {"Resource", "NotResource"}) {
    auto const& resources = element == "Resource" ? statement.resources : statement.not_resources;
    for (std::size_t item = 0; resources.has_value() && item < resources->size(); ++item) {
      auto const place = subject.places.of(examined.index, element, item);
      check_variables(subject, examined, (*resources)[item], place, findings);
    }
  }
}

}  // namespace iam::lint
