// The wildcards of policies: `*` is any text, also none, and `?` one character.
#pragma once

#include <string_view>

namespace iam::policy {

// Never worse than the product of both lengths, whatever the pattern, and linear for nearly all of them.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace iam::policy
