#include "iam/base/suggestion.h"

#include <algorithm>
#include <utility>

namespace iam {
namespace {

// The comparison is quadratic, and nobody mistypes a flag this long.
constexpr std::size_t kComparedLengthMax = 64;

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      std::size_t const changed = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + changed});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[right.size()];
}

std::vector<std::string_view> nearest_few(std::string_view word, std::span<std::string_view const> known,
                                          std::size_t most) {
  if (word.size() > kComparedLengthMax) return {};
  // A third of the letters may be wrong; beyond that a suggestion is a guess.
  std::size_t const farthest = std::max<std::size_t>(1, word.size() / 3);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (std::string_view const candidate : known) {
    // It is no less than what one is longer than the other, and that costs nothing to know.
    if (std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size()) > farthest) continue;
    std::size_t const distance = edit_distance(word, candidate);
    if (distance <= farthest) found.emplace_back(distance, candidate);
  }
  std::ranges::stable_sort(found, {}, &std::pair<std::size_t, std::string_view>::first);
  // Beside what is near, what is more than twice as far away was not meant.
  auto const is_far = [&](auto const& each) { return each.first > 2 * found.front().first; };
  found.erase(std::ranges::find_if(found, is_far), found.end());
  if (found.size() > most) found.resize(most);
  std::vector<std::string_view> words;
  for (auto const& [distance, candidate] : found) words.push_back(candidate);
  return words;
}

std::optional<std::string_view> nearest(std::string_view word, std::span<std::string_view const> known) {
  auto const found = nearest_few(word, known, 1);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace iam
