// The wildcards of policies: `*` is any text, also none, and `?` one UTF-16 unit, so that what lies outside the basic
// plane takes two of them.
#pragma once

#include <string>
#include <string_view>

namespace iam::policy {

// Linear in both lengths, but for a `?` between two stars with more than 64 units around it: then there is a step for
// each unit of the text and each 64 of those units (wildcard_search.h).
bool glob_matches(std::string_view pattern, std::string_view text);

// In a compiled glob these two bytes are the wildcards, and `*` and `?` are plain characters: what replaces a variable
// cannot become a wildcard. Neither byte occurs in UTF-8.
inline constexpr char kAnyText = '\xFF';
inline constexpr char kAnyUnit = '\xFE';

std::string compiled_glob(std::string_view pattern);
bool compiled_glob_matches(std::string_view glob, std::string_view text);

// Whether `text` has no byte that a compiled glob would take for a wildcard.
bool is_plain(std::string_view text);

}  // namespace iam::policy
