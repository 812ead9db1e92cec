// The regular expressions of the model, as AWS prints them, matched in linear time.
#pragma once

#include <string_view>

namespace iam::api {

// RE2 has no look-ahead, which keeps it linear. The one pattern of the model that has one forbids a hyphen after a
// hyphen; it is matched by hand.
inline constexpr std::string_view kAccountAliasPattern = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";

// True when all of `text` matches `pattern`. Patterns are compiled at first use and kept, so `pattern` must live as
// long as the program. Throws std::logic_error for a pattern that cannot be matched; a test walks all of the model's.
bool matches(std::string_view pattern, std::string_view text);

}  // namespace iam::api
