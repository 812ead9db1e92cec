// The regular expressions of the model, as AWS prints them, matched in linear time.
#pragma once

#include <string_view>

namespace iam::api {

// True when all of `text` matches `pattern`. Patterns are compiled at first use and kept, so `pattern` must live as
// long as the program. Throws std::logic_error for a pattern that cannot be matched; a test walks all of the model's.
bool matches(std::string_view pattern, std::string_view text);

}  // namespace iam::api
