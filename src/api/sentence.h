// The rules of names and paths that AWS tells in sentences instead of patterns.
#pragma once

#include "iam/api/shape.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::api {

// What AWS says of `text` as the value of the parameter `label`; nothing when it obeys the rule.
std::optional<std::string> broken_sentence(Sentence rule, std::string_view label, std::string_view text);

}  // namespace iam::api
