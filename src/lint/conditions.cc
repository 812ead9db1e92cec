// The element Condition: its keys, and whether their operators can compare them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#include "iam/policy/conditions.h"
#include "condition_check.h"

#include "globs.h"
#include "iam/base/text.h"
#include "refusals.h"
#include "rules.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace iam::lint {
namespace {

constexpr std::string_view kOldArnKey = "aws:ARN";
constexpr std::string_view kTagKeys[] = {"aws:PrincipalTag", "aws:RequestTag", "aws:ResourceTag"};

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

bool lacks_tag(std::string_view key) {
  if (key.ends_with('/')) key.remove_suffix(1);
  return std::ranges::any_of(kTagKeys, [&](std::string_view tag_key) { return equals_ignoring_case(key, tag_key); });
}

Rule const& unknown_key(std::string_view key) {
  auto const prefix = key.substr(0, key.find(':'));
  if (equals_ignoring_case(prefix, "aws")) return rules::kUnknownGlobalKey;
  return catalogue::find_name(prefix) == nullptr ? rules::kKeyOfUnknownService : rules::kUnknownServiceKey;
}

class KeyCheck : private ConditionCheck {
 public:
  using ConditionCheck::ConditionCheck;

  void run() {
    check_key();
    check_values();
  }

 private:
  bool is_of_resource() const {
    return subject_.use == PolicyUse::kResource || subject_.use == PolicyUse::kTrust ||
           subject_.use == PolicyUse::kResourceControl;
  }

  void check_key() {
    auto const& key = condition_.key;
    if (key.find(':') == std::string::npos) {
      return tell(rules::kKeyFormat, fmt::format("'{}' is no condition key: those are service:name", key));
    }
    if (equals_ignoring_case(key, kOldArnKey)) {
      return tell(is_of_resource() ? rules::kUnsupportedKey : rules::kDeprecatedKey,
                  fmt::format("'{}' has been replaced by aws:PrincipalArn and aws:SourceArn", key));
    }
    if (lacks_tag(key))
      return tell(rules::kKeyWithoutTag, fmt::format("'{}' needs the key of a tag: {}/Team", key, key));
    auto const known = look_up_key(key, examined_);
    if (known.family == KeyFamily::kUnknown) {
      return tell(unknown_key(key), fmt::format("there is no condition key '{}'{}", key, known.suggestion));
    }
    if (known.family == KeyFamily::kSomeones) return;
    bool const is_never_there =
        known.is_of_one_service && examined_.knows_all_actions() && !some_action_has(examined_, key);
    if (is_never_there) {
      tell(rules::kKeyOfOtherAction, fmt::format("requests for the actions of the statement have no '{}'", key));
    }
    if (!can_compare(operator_.comparison, known.type, condition_)) {
      return tell(rules::kOperatorOfOtherType,
                  fmt::format("{} does not compare '{}', which is of type {}", condition_.op, key, known.type));
    }
    check_number_of_values(known.type.starts_with("ArrayOf"));
  }

  void check_number_of_values(bool is_list) {
    bool const has_qualifier = operator_.qualifier != policy::SetQualifier::kNone;
    if (operator_.comparison == "Null") {
      if (has_qualifier) tell(rules::kNullOfSet, fmt::format("{} holds always or never: leave Null", condition_.op));
      return;
    }
    if (is_list && !has_qualifier) {
      tell(rules::kNoSetOperator, fmt::format("'{}' may have several values, and {} matches one only: put "
                                              "ForAnyValue: or ForAllValues: before it",
                                              condition_.key, condition_.op));
    } else if (!is_list && operator_.qualifier == policy::SetQualifier::kForAllValues) {
      tell(rules::kNeedlessSetOperator,
           fmt::format("'{}' has one value, and {} holds also for requests without it", condition_.key, condition_.op));
    }
  }

  // Seconds are dates for AWS, but not what people mean by one.
  bool is_epoch(std::string_view value) const {
    return operator_.comparison.starts_with("Date") && !equals_ignoring_case(condition_.key, "aws:EpochTime") &&
           !value.empty() && std::ranges::all_of(value, is_digit);
  }

  void check_values() {
    for (auto const& value : condition_.values) {
      if (is_epoch(value)) tell(rules::kEpoch, fmt::format("'{}' is a number: write the date", value));
      if (!is_value_for(operator_.comparison, value)) {
        tell(rule_of_literal(operator_.comparison, value),
             fmt::format("'{}' is no value that {} can compare", value, condition_.op));
      }
      bool const has_star = has_wildcard(without_literals(value));
      if (compares_plainly(operator_.comparison) && has_star) {
        auto const better = operator_.comparison.find("Not") == std::string_view::npos ? "StringLike" : "StringNotLike";
        tell(rules::kWildcardIsText, fmt::format("in '{}' {} takes the wildcard for a plain character; {} does not",
                                                 value, condition_.op, better));
      }
    }
  }

  static std::string without_literals(std::string_view value) {
    std::string kept = without_variables(value);
    // What replaced a variable is no wildcard of the value.
    return value.find(kVariable) == std::string_view::npos ? kept : std::string();
  }
};

}  // namespace

void check_conditions(Subject const& subject, Examined const& examined, Findings& findings) {
  // Of one operator, in small letters.
  std::set<std::pair<std::string_view, std::string>> seen;
  for (auto const& condition : examined.statement.conditions) {
    if (!seen.emplace(condition.op, to_lower_ascii(condition.key)).second) {
      findings.tell(rules::kRepeatedKey, subject.places.of(examined.index, condition),
                    fmt::format("'{}' is there twice: keys have no case", condition.key));
    }
    auto const op = policy::parse_operator(condition.op);
    if (op.has_value()) KeyCheck(subject, examined, condition, *op, findings).run();
    check_values(subject, examined, condition, findings);
  }
}

}  // namespace iam::lint
