#include "glob.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace iam::policy {
namespace {

// The bytes of one UTF-16 unit at `at`. Four bytes are two units, which meet in their middle: no character of a pattern
// begins there, but a second `?` may.
std::size_t unit_length(std::string_view text, std::size_t at) {
  auto const lead = static_cast<unsigned char>(text[at]);
  std::size_t const length = lead < 0x80 ? 1 : (lead >= 0xE0 && lead < 0xF0) ? 3 : 2;
  return std::min(length, text.size() - at);
}

// memmem() is linear whatever it looks for, std::string_view::find() is not.
std::size_t find(std::string_view text, std::string_view wanted, std::size_t from) {
  auto const* const found = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<char const*>(found) - text.data());
}

// Only the last star may have to take more: what an earlier one took is as good as any other choice.
template <char any_text, char any_unit>
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t in_pattern = 0;
  std::size_t in_text = 0;
  std::size_t after_star = std::string_view::npos;
  std::size_t star_taken = 0;
  while (in_text < text.size()) {
    bool const has_pattern = in_pattern < pattern.size();
    if (has_pattern && pattern[in_pattern] == any_text) {
      after_star = ++in_pattern;
      star_taken = in_text;
      auto const behind = std::min(pattern.find(any_text, after_star), pattern.size());
      auto const between = pattern.substr(after_star, behind - after_star);
      if (between.find(any_unit) != std::string_view::npos) continue;
      if (behind == pattern.size()) return text.substr(in_text).ends_with(between);
      auto const found = find(text, between, in_text);
      if (found == std::string_view::npos) return false;
      in_pattern = behind;
      in_text = found + between.size();
    } else if (has_pattern && pattern[in_pattern] == any_unit) {
      ++in_pattern;
      in_text += unit_length(text, in_text);
    } else if (has_pattern && pattern[in_pattern] == text[in_text]) {
      ++in_pattern;
      ++in_text;
    } else if (after_star != std::string_view::npos) {
      star_taken += unit_length(text, star_taken);
      in_pattern = after_star;
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
