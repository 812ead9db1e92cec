#include "condition_program.h"

#include "iam/base/text.h"
#include "steps.h"

#include <algorithm>

namespace iam::policy {
namespace {

// "StringNotLike" is the negation of "StringLike".
bool drop_not(std::string& comparison) {
  auto const at = comparison.find("Not");
  if (at == std::string::npos) return false;
  comparison.erase(at, 3);
  return true;
}

Truth truth_of(bool holds) { return holds ? Truth::kHolds : Truth::kFails; }

}  // namespace

ConditionProgram::ConditionProgram(Condition const& condition, Variables variables)
    : key_(to_lower_ascii(condition.key)), values_(condition.values.size()) {
  auto const op = parse_operator(condition.op);
  if (!op.has_value()) return;
  qualifier_ = op->qualifier;
  if_exists_ = op->if_exists;
  if (op->comparison == "Null") {
    accepts_absence_ = std::ranges::any_of(condition.values, is_true);
    accepts_presence_ = !std::ranges::all_of(condition.values, is_true);
    return;
  }
  std::string positive(op->comparison);
  negated_ = drop_not(positive);
  comparand_ = make_comparand(positive, condition.values, variables);
}

// A key that is there with no values, and one empty text, are there.
Truth ConditionProgram::holds(Scope const& scope) const {
  ContextEntry const* const entry = scope.context.find_lowered(key_);
  if (comparand_ == nullptr) return truth_of(entry == nullptr ? accepts_absence_ : accepts_presence_);
  switch (qualifier_) {
    case SetQualifier::kForAllValues:
      return holds_for_all(entry, scope);
    case SetQualifier::kForAnyValue:
      return holds_for_any(entry, scope);
    case SetQualifier::kNone:
      break;
  }
  return holds_for_one(entry, scope);
}

Truth ConditionProgram::holds_for(std::string_view value, Scope const& scope) const {
  steps += values_;
  auto const verdict = comparand_->compare(value, scope);
  if (verdict == Verdict::kInvalid) return Truth::kUnknown;
  return truth_of(verdict == (negated_ ? Verdict::kDiffers : Verdict::kMatches));
}

Truth ConditionProgram::holds_for_all(ContextEntry const* entry, Scope const& scope) const {
  if (entry == nullptr) return Truth::kHolds;
  for (std::string const& value : entry->values) {
    if (auto const truth = holds_for(value, scope); truth != Truth::kHolds) return truth;
  }
  return Truth::kHolds;
}

// Also with IfExists: no value is none that matches.
Truth ConditionProgram::holds_for_any(ContextEntry const* entry, Scope const& scope) const {
  if (entry == nullptr) return Truth::kFails;
  for (std::string const& value : entry->values) {
    if (auto const truth = holds_for(value, scope); truth != Truth::kFails) return truth;
  }
  return Truth::kFails;
}

// A key of several values never matches without a set operator, however many values it has at the time, not even a
// negated operator or one with IfExists.
Truth ConditionProgram::holds_for_one(ContextEntry const* entry, Scope const& scope) const {
  if (entry == nullptr) return truth_of(negated_ || if_exists_);
  return entry->kind == ContextEntry::Kind::kSingle ? holds_for(entry->values.front(), scope) : Truth::kFails;
}

bool all_hold(std::vector<ConditionProgram> const& conditions, Scope const& scope, Effect effect) {
  auto const worst = effect == Effect::kDeny ? Truth::kUnknown : Truth::kHolds;
  return std::ranges::all_of(conditions, [&](ConditionProgram const& condition) {
    auto const truth = condition.holds(scope);
    return truth == Truth::kHolds || truth == worst;
  });
}

}  // namespace iam::policy
