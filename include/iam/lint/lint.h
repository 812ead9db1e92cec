// What is wrong with a policy: what AWS refuses to save, and what it saves although it surely does not do what was
// meant. Pure: a text in, findings out.
//
// Many of the warnings are also AWS's:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#pragma once

#include "iam/policy/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::lint {

// What the policy is saved as.
enum class PolicyUse { kIdentity, kInline, kSession, kTrust, kResource, kServiceControl, kResourceControl };

// "identity", "inline", "session", "trust", "resource", "scp", "rcp"
std::string_view use_name(PolicyUse use);
std::optional<PolicyUse> use_named(std::string_view name);

enum class Severity { kWarning, kError };

struct Finding {
  Severity severity = Severity::kWarning;
  std::string_view code;  // "unknown-action": the same in every version of this program
  policy::Position position;
  std::string message;
};

// In the order of the text. A text that AWS refuses has errors only: what it would mean nobody knows.
std::vector<Finding> lint(std::string_view text, PolicyUse use);

}  // namespace iam::lint
