// Typed values of a request, as AWS's simulators take them. What is compared is text again, in one spelling for each
// value: what they were seen to make of `01.00` is `1.00`, of `2035-01-02` it is `2035-01-02T00:00:00.000Z`.
//
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iam::policy {

enum class ValueType { kText, kNumber, kTruth, kAddress, kBytes, kDate };

// The text that conditions compare; nothing when `text` is no value of the type. Anything but `true` is `false`.
std::optional<std::string> canonical_value(ValueType type, std::string_view text);

}  // namespace iam::policy
