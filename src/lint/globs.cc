#include "globs.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace iam::lint {
namespace {

// What is longer is taken to match: both tables below cost the product of the lengths.
constexpr std::size_t kComparedLengthMax = 2048;

bool is_too_long(std::string_view left, std::string_view right) {
  return left.size() > kComparedLengthMax || right.size() > kComparedLengthMax;
}

bool is_any(char c) { return c == '*' || c == kAnySegment; }

// Whether a wildcard may take the character that the other pattern has.
bool may_take(char wildcard, char c) { return wildcard == '*' || (c != ':' && c != '/'); }

}  // namespace

// row[j]: whether what is left of `outer` covers inner.substr(j), from the ends to the beginnings.
bool covers(std::string_view outer, std::string_view inner) {
  if (outer == "*" || outer == inner) return true;
  if (!has_wildcard(outer)) return false;
  if (is_too_long(outer, inner)) return false;
  std::vector<char> below(inner.size() + 1);
  std::vector<char> row(inner.size() + 1);
  row.back() = 1;
  for (std::size_t i = outer.size(); i-- > 0;) {
    std::swap(row, below);
    for (std::size_t j = inner.size() + 1; j-- > 0;) {
      bool const has_more = j < inner.size();
      if (outer[i] == '*') {
        row[j] = below[j] != 0 || (has_more && row[j + 1] != 0) ? 1 : 0;
      } else {
        bool const is_one = has_more && inner[j] != '*' && (outer[i] == inner[j] || outer[i] == '?');
        row[j] = is_one && below[j + 1] != 0 ? 1 : 0;
      }
    }
  }
  return row.front() != 0;
}

// row[j]: whether what is left of `left` has a text in common with right.substr(j).
bool overlaps(std::string_view left, std::string_view right) {
  if (is_too_long(left, right)) return true;
  std::vector<char> below(right.size() + 1);
  std::vector<char> row(right.size() + 1);
  for (std::size_t i = left.size() + 1; i-- > 0;) {
    std::swap(row, below);
    bool const left_has_more = i < left.size();
    for (std::size_t j = right.size() + 1; j-- > 0;) {
      bool const right_has_more = j < right.size();
      bool found = !left_has_more && !right_has_more;
      if (left_has_more && is_any(left[i])) {
        found = found || below[j] || (right_has_more && may_take(left[i], right[j]) && row[j + 1]);
      }
      if (right_has_more && is_any(right[j])) {
        found = found || row[j + 1] || (left_has_more && may_take(right[j], left[i]) && below[j]);
      }
      if (!found && left_has_more && right_has_more) {
        bool const is_same = left[i] == right[j] || left[i] == '?' || right[j] == '?';
        found = is_same && below[j + 1];
      }
      row[j] = found ? 1 : 0;
    }
  }
  return row.front() != 0;
}

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?") != std::string_view::npos; }

std::string without_variables(std::string_view text) {
  std::string replaced;
  for (;;) {
    auto const begin = text.find(kVariable);
    auto const end = begin == std::string_view::npos ? begin : text.find('}', begin);
    if (end == std::string_view::npos) return replaced.append(text);
    replaced.append(text.substr(0, begin)).append("*");
    text.remove_prefix(end + 1);
  }
}

}  // namespace iam::lint
