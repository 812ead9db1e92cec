// Why the statements of a policy do not apply to a request: for people who look for the one condition that failed.
#pragma once

#include "iam/policy/evaluate.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace iam::policy {

// One element of a statement that the request does not match, or one key of one operator of its conditions.
struct Miss {
  std::string element;  // "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"
  std::string op;       // of a condition, as written
  std::string key;      // of a condition, as written
  std::vector<std::string> policy;  // the policy's values, as written
  // The request's. Nothing: the request does not have the key.
  std::optional<std::vector<std::string>> request;
  // The values are not compared: a key of several values takes ForAnyValue or ForAllValues.
  bool needs_set_operator = false;
};

// Without any miss the statement applies.
struct StatementMisses {
  std::size_t index = 0;  // in its document, from 0
  std::string sid;
  Effect effect = Effect::kAllow;
  std::vector<Miss> misses;
};

// In the order of the document. `sets`: all that takes part in the decision, of which the policy is one of that type.
std::vector<StatementMisses> misses(Request const& request, PolicySets const& sets, NamedPolicy const& policy,
                                    PolicyType type, Semantics semantics = Semantics::kLive);

// In one line: `Condition StringEquals sts:ExternalId: the policy has "blue", the request "red"`. Long lists and values
// are cut.
std::string told(Miss const& miss);

}  // namespace iam::policy
