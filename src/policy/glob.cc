#include "iam/policy/glob.h"

#include "steps.h"
#include "unit.h"
#include "wildcard_search.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace iam::policy {
namespace {

// memmem() is linear whatever it looks for, std::string_view::find() is not.
std::size_t find(std::string_view text, std::string_view wanted, std::size_t from) {
  auto const* const found = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  std::size_t const at = found == nullptr ? text.size() : static_cast<char const*>(found) - text.data();
  steps += at - from;
  return found == nullptr ? std::string_view::npos : at;
}

// The bytes of the unit that ends at `end`.
std::size_t length_before(std::string_view text, std::size_t end) {
  constexpr std::size_t kContinuationsMax = 3;
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t lead = end - 1;
  while (lead > 0 && end - lead <= kContinuationsMax && (byte(lead) & 0xC0) == 0x80) --lead;
  std::size_t const length = end - lead;
  return byte(lead) >= 0xF0 ? 2 - length % 2 : length;
}

// Whether `text` begins with what `pattern` says, and where that ends.
template <char any_unit>
std::size_t end_of_head(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  for (char const c : pattern) {
    if (at == text.size() || (c != any_unit && c != text[at])) return std::string_view::npos;
    at += c == any_unit ? unit_length(text, at) : 1;
  }
  return at;
}

template <char any_unit>
bool is_tail(std::string_view pattern, std::string_view text) {
  std::size_t end = text.size();
  for (auto c = pattern.rbegin(); c != pattern.rend(); ++c) {
    if (end == 0 || (*c != any_unit && *c != text[end - 1])) return false;
    end -= *c == any_unit ? length_before(text, end) : 1;
  }
  return true;
}

template <char any_unit>
std::size_t find_part(std::string_view pattern, std::string_view text, std::size_t from) {
  if (pattern.find(any_unit) != std::string_view::npos) return find_end(pattern, text, from, any_unit);
  auto const found = find(text, pattern, from);
  return found == std::string_view::npos ? found : found + pattern.size();
}

// The parts between the stars, each at the first place behind the one before it: what an earlier star took is as good
// as any other choice. Each byte of the text is looked at by one part.
template <char any_text, char any_unit>
bool matches(std::string_view pattern, std::string_view text) {
  ++steps;
  auto star = pattern.find(any_text);
  auto at = end_of_head<any_unit>(pattern.substr(0, star), text);
  if (star == std::string_view::npos) return at == text.size();
  while (at != std::string_view::npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find(any_text);
    if (star == std::string_view::npos) return is_tail<any_unit>(pattern, text.substr(at));
    if (star > 0) at = find_part<any_unit>(pattern.substr(0, star), text, at);
  }
  return false;
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
