// What a simulation of a principal leaves out of its policies.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html
#pragma once

#include "iam/api/simulation.h"
#include "iam/authorization/held_policies.h"
#include "iam/base/result.h"

#include <optional>
#include <string_view>
#include <vector>

namespace iam::service {

class PolicyExclusions {
 public:
  // InvalidInput when an identifier is none, or more than one.
  static Result<PolicyExclusions> make(std::optional<std::vector<api::PolicyIdentifier>> const& identifiers);

  // What a client adds to a principal's policies is never left out; nor is a boundary, but by its type.
  bool exclude(HeldPolicy const& policy) const;
  bool exclude_boundary() const { return excludes_type("permission-boundary"); }
  bool exclude_service_control() const { return excludes_type("scp"); }

 private:
  bool excludes_type(std::string_view type) const;

  std::vector<api::PolicyIdentifier> identifiers_;
};

}  // namespace iam::service
