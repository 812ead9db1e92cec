// What every check of one condition has at hand.
#pragma once

#include "iam/policy/conditions.h"
#include "rules.h"

#include <string>
#include <utility>

namespace iam::lint {

// What it is made of outlives it.
class ConditionCheck {
 public:
  ConditionCheck(Subject const& subject, Examined const& examined, policy::Condition const& condition,
                 policy::Operator const& op, Findings& findings)
      : subject_(subject), examined_(examined), condition_(condition), operator_(op), findings_(findings) {}

 protected:
  void tell(Rule const& rule, std::string message) {
    findings_.tell(rule, subject_.places.of(examined_.index, condition_), std::move(message));
  }

  Subject const& subject_;
  Examined const& examined_;
  policy::Condition const& condition_;
  policy::Operator operator_;

 private:
  Findings& findings_;
};

}  // namespace iam::lint
