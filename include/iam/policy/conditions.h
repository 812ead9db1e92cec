// The names of the condition operators, taken apart.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace iam::policy {

enum class SetQualifier { kNone, kForAllValues, kForAnyValue };

// The comparisons there are, as AWS documents them: "StringLike", …, "Null".
std::span<std::string_view const> comparisons();

struct Operator {
  SetQualifier qualifier = SetQualifier::kNone;
  std::string_view comparison;  // as AWS documents it: "StringLike"
  bool if_exists = false;
};

// `ForAnyValue:StringLikeIfExists` in whatever case; nothing for names that AWS does not know.
std::optional<Operator> parse_operator(std::string_view name);

// Whether the literal can be compared by `comparison` at all: dates must be dates, addresses addresses, numbers
// numbers, bytes base 64. Where an ARN must be, so may whatever has a variable.
bool is_literal_of(std::string_view comparison, std::string_view value);

}  // namespace iam::policy
