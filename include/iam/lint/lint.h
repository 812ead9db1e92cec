// What is wrong with a policy: what AWS refuses to save, and what it saves although it surely does not do what was
// meant. Pure: a text in, findings out.
//
// Many of the warnings are also AWS's:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#pragma once

#include "iam/policy/document.h"

#include <cstddef>
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

// A suggestion is about what is right and could be said better.
enum class Severity { kSuggestion, kWarning, kError };

std::string_view severity_name(Severity severity);  // "suggestion", "warning", "error"

// What AWS's own validation calls a finding, and how it ranks it.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicyFinding.html
enum class AwsType { kError, kSecurityWarning, kWarning, kSuggestion };

std::string_view aws_type_name(AwsType type);  // "ERROR", "SECURITY_WARNING", …

// The check of AWS's that finds the same.
struct AwsCheck {
  std::string_view issue_code;  // "MISSING_EFFECT"; empty: AWS has no such check
  AwsType type = AwsType::kWarning;

  bool exists() const { return !issue_code.empty(); }
};

// Where AWS explains the check.
std::string learn_more_link(AwsCheck const& check);

// No document has more to tell.
inline constexpr std::size_t kFindingsMax = 1000;

struct Finding {
  Severity severity = Severity::kWarning;
  std::string_view code;  // "unknown-action": the same in every version of this program
  AwsCheck aws;
  policy::Position position;
  std::string message;
};

// In the order of the text. A text that AWS refuses has errors only: what it would mean nobody knows.
std::vector<Finding> lint(std::string_view text, PolicyUse use);

}  // namespace iam::lint
