#include "glob.h"

#include <algorithm>
#include <cstddef>

namespace iam::policy {
namespace {

// The bytes of one UTF-16 unit at `at`. Four bytes are two units, which meet in their middle: no character of a pattern
// begins there, but a second `?` may.
std::size_t unit_length(std::string_view text, std::size_t at) {
  auto const lead = static_cast<unsigned char>(text[at]);
  std::size_t const length = lead < 0x80 ? 1 : (lead >= 0xE0 && lead < 0xF0) ? 3 : 2;
  return std::min(length, text.size() - at);
}

// Only the last star may have to take more: what an earlier one took is as good as any other choice.
template <char any_text, char any_unit>
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t in_pattern = 0;
  std::size_t in_text = 0;
  std::size_t after_star = std::string_view::npos;
  std::size_t star_taken = 0;
  while (in_text < text.size()) {
    char const wanted = in_pattern < pattern.size() ? pattern[in_pattern] : '\0';
    bool const has_pattern = in_pattern < pattern.size();
    if (has_pattern && wanted == any_text) {
      after_star = ++in_pattern;
      star_taken = in_text;
      if (after_star == pattern.size()) return true;
    } else if (has_pattern && wanted == any_unit) {
      ++in_pattern;
      in_text += unit_length(text, in_text);
    } else if (has_pattern && wanted == text[in_text]) {
      ++in_pattern;
      ++in_text;
    } else if (after_star != std::string_view::npos) {
      in_pattern = after_star;
      star_taken += unit_length(text, star_taken);
      // What cannot begin here is looked for, not tried byte by byte.
      if (pattern[after_star] != any_unit) star_taken = text.find(pattern[after_star], star_taken);
      if (star_taken == std::string_view::npos) return false;
      in_text = star_taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of(any_text, in_pattern) == std::string_view::npos;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) { return matches<'*', '?'>(pattern, text); }

std::string compiled_glob(std::string_view pattern) {
  std::string glob(pattern);
  std::ranges::replace(glob, '*', kAnyText);
  std::ranges::replace(glob, '?', kAnyUnit);
  return glob;
}

bool compiled_glob_matches(std::string_view glob, std::string_view text) {
  return matches<kAnyText, kAnyUnit>(glob, text);
}

bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == kAnyText || c == kAnyUnit; });
}

}  // namespace iam::policy
