// The element Condition, ready to be held against requests.
//
// The User Guide's pages reference_policies_condition-logic-multiple-context-keys-or-values and
// reference_policies_condition-single-vs-multi-valued-context-keys say how operators, keys and values combine.
#pragma once

#include "comparand.h"
#include "iam/policy/conditions.h"

#include <memory>
#include <string>
#include <vector>

namespace iam::policy {

// One key of one operator.
class ConditionProgram {
 public:
  // REQUIRES: `condition` outlives the program.
  ConditionProgram(Condition const& condition, Variables variables);

  bool holds(Scope const& scope) const;

 private:
  bool holds_for(std::string_view value, Scope const& scope) const;
  bool holds_for_all(ContextEntry const* entry, Scope const& scope) const;
  bool holds_for_any(ContextEntry const* entry, Scope const& scope) const;
  bool holds_for_one(ContextEntry const* entry, Scope const& scope) const;

  std::string key_;  // in lower case
  SetQualifier qualifier_ = SetQualifier::kNone;
  bool if_exists_ = false;
  bool negated_ = false;
  // Of Null: whether it accepts that the key is absent, and that it is present.
  bool accepts_absence_ = false;
  bool accepts_presence_ = false;
  std::unique_ptr<Comparand> comparand_;  // none for Null, and for an operator that nobody knows
};

bool all_hold(std::vector<ConditionProgram> const& conditions, Scope const& scope);

}  // namespace iam::policy
