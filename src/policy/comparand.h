// The values of a condition, ready to be compared with those of a request.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"
#include "variables.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// What conditions are held against.
struct Scope {
  Context const& context;
  Semantics semantics = Semantics::kLive;
};

// kNever: whatever the operator asks for, negated or not, does not hold. kInvalid: a value of the policy cannot be
// compared, and so nobody can say; AWS was seen to let such a statement deny and not allow.
enum class Verdict { kMatches, kDiffers, kNever, kInvalid };

class Comparand {
 public:
  virtual ~Comparand() = default;

  // Whether one of the policy's values is as the operator wants it, before negation.
  virtual Verdict compare(std::string_view value, Scope const& scope) const = 0;
};

// `positive` is the name of an operator that is not negated and not Null, as conditions.h spells it: "NumericLessThan".
// REQUIRES: `values` outlives the result.
std::unique_ptr<Comparand> make_comparand(std::string_view positive, std::vector<std::string> const& values,
                                          Variables variables);

// Only `true`, in any case, is true.
bool is_true(std::string_view text);

}  // namespace iam::policy
