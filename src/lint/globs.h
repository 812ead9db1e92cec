// Patterns against patterns. In all of them `*` is any text and `?` one character.
#pragma once

#include <string>
#include <string_view>

namespace iam::lint {

// Stands for any text without `:` and `/`.
inline constexpr char kAnySegment = '\x01';

// How a variable of a policy begins.
inline constexpr std::string_view kVariable = "${";

// Whether whatever `inner` matches is matched by `outer`. Cautious: there are pairs for which it is not found out.
bool covers(std::string_view outer, std::string_view inner);

// Whether there is a text that both match.
bool overlaps(std::string_view left, std::string_view right);

bool has_wildcard(std::string_view pattern);

// `text` with every `${…}` replaced: what a policy's variable or a template's place may become.
std::string without_variables(std::string_view text);

}  // namespace iam::lint
