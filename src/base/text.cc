#include "iam/base/text.h"

namespace iam {

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), to_lower);
  return lower;
}

std::string to_upper_ascii(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), to_upper);
  return upper;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, to_lower, to_lower);
}

bool precedes_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::lexicographical_compare(left, right, {}, to_lower, to_lower);
}

}  // namespace iam
