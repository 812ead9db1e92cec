// The names that CloudFormation gives to what a template does not name, and their random parts: here the same each
// time.
#pragma once

#include "iam/state/cloudformation.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace iam::state::cloudformation {

enum class Letters { kMixed, kLower, kHexadecimal, kUpper };

// `count` letters and digits that look drawn, and follow from the stack, the logical id and `purpose` alone.
std::string drawn_letters(Stack const& stack, std::string_view logical_id, std::string_view purpose, Letters letters,
                          std::size_t count);

// "Stack-LogicalId-Wz3kYq0aPnT2". What would be longer is cut in its first two parts.
std::string physical_name(Stack const& stack, std::string_view logical_id, std::size_t length_max);

// "AROA…", or with another prefix of AWS's, of the stack's account.
std::string unique_id(Stack const& stack, std::string_view logical_id, std::string_view prefix);

}  // namespace iam::state::cloudformation
