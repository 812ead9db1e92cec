#include "condition_program.h"

#include "text.h"

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

}  // namespace

ConditionProgram::ConditionProgram(Condition const& condition, Variables variables) : key_(lower(condition.key)) {
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
bool ConditionProgram::holds(Scope const& scope) const {
  ContextEntry const* const entry = scope.context.find_lowered(key_);
  if (comparand_ == nullptr) return entry == nullptr ? accepts_absence_ : accepts_presence_;
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

bool ConditionProgram::holds_for(std::string_view value, Scope const& scope) const {
  return comparand_->compare(value, scope) == (negated_ ? Verdict::kDiffers : Verdict::kMatches);
}

bool ConditionProgram::holds_for_all(ContextEntry const* entry, Scope const& scope) const {
  return entry == nullptr ||
         std::ranges::all_of(entry->values, [&](std::string const& value) { return holds_for(value, scope); });
}

// Also with IfExists: no value is none that matches.
bool ConditionProgram::holds_for_any(ContextEntry const* entry, Scope const& scope) const {
  return entry != nullptr &&
         std::ranges::any_of(entry->values, [&](std::string const& value) { return holds_for(value, scope); });
}

// Several values never match without a set operator, not even a negated one or one with IfExists. In the simulators one
// value does neither when it was sent as a list.
bool ConditionProgram::holds_for_one(ContextEntry const* entry, Scope const& scope) const {
  if (entry == nullptr) return negated_ || if_exists_;
  if (entry->values.empty()) return negated_;
  bool const is_list = scope.semantics == Semantics::kSimulator && entry->kind == ContextEntry::Kind::kList;
  return !is_list && entry->values.size() == 1 && holds_for(entry->values.front(), scope);
}

bool all_hold(std::vector<ConditionProgram> const& conditions, Scope const& scope) {
  return std::ranges::all_of(conditions, [&](ConditionProgram const& condition) { return condition.holds(scope); });
}

}  // namespace iam::policy
