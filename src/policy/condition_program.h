// The element Condition, ready to be held against requests.
//
// The User Guide's pages reference_policies_condition-logic-multiple-context-keys-or-values and
// reference_policies_condition-single-vs-multi-valued-context-keys say how operators, keys and values combine.
#pragma once

#include "comparand.h"
#include "iam/policy/conditions.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace iam::policy {

// kUnknown: a value of the policy cannot be compared.
enum class Truth { kHolds, kFails, kUnknown };

// One key of one operator.
class ConditionProgram {
 public:
  // REQUIRES: `condition` outlives the program.
  ConditionProgram(Condition const& condition, Variables variables);

  Truth holds(Scope const& scope) const;

 private:
  Truth holds_for(std::string_view value, Scope const& scope) const;
  Truth holds_for_all(ContextEntry const* entry, Scope const& scope) const;
  Truth holds_for_any(ContextEntry const* entry, Scope const& scope) const;
  Truth holds_for_one(ContextEntry const* entry, Scope const& scope) const;

  std::string key_;  // in lower case
  std::size_t values_;
  SetQualifier qualifier_ = SetQualifier::kNone;
  bool if_exists_ = false;
  bool negated_ = false;
  // Of Null: whether it accepts that the key is absent, and that it is present.
  bool accepts_absence_ = false;
  bool accepts_presence_ = false;
  std::unique_ptr<Comparand> comparand_;  // none for Null, and for an operator that nobody knows
};

// Whether a statement of this effect applies. A condition of which nobody can say whether it holds is taken to hold by
// a statement that denies, and not by one that allows.
bool all_hold(std::vector<ConditionProgram> const& conditions, Scope const& scope, Effect effect);

}  // namespace iam::policy
