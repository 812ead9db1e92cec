#include "resource_pattern.h"

#include <algorithm>

namespace iam::policy {

// "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
// boundaries." (the page above). Wildcards of later fields then do so, too. Variables are read in the sixth field only.
ResourcePattern::ResourcePattern(std::string_view text, Variables variables)
    : prefix_(text.substr(0, text.find_first_of("*?$"))),
      has_wildcard_(text.find_first_of("*?") != std::string_view::npos),
      ends_with_star_(text.ends_with('*')) {
  if (!text.empty() && text.find_first_not_of('*') == std::string_view::npos) return;
  fields_in_prefix_ = static_cast<std::size_t>(std::ranges::count(prefix_, ':'));
  std::string_view rest = text;
  while (head_.size() + 1 < kArnFields) {
    auto const colon = rest.find(':');
    std::string_view const field = rest.substr(0, colon);
    if (colon == std::string_view::npos) {
      is_short_ = true;
      tail_.emplace_back(std::string(rest) + ":*", Wildcards::kActive, Variables::kNone);
      return;
    }
    if (field.ends_with('*')) break;
    head_.emplace_back(field, Wildcards::kActive, Variables::kNone);
    rest.remove_prefix(colon + 1);
  }
  auto const colons = head_.size() + static_cast<std::size_t>(std::ranges::count(rest, ':'));
  is_short_ = colons + 1 < kArnFields;
  tail_.emplace_back(is_short_ ? std::string(rest) + ":*" : std::string(rest), Wildcards::kActive, variables);
}

bool ResourcePattern::is_padded(ShortArns short_arns) const {
  switch (short_arns) {
    case ShortArns::kPadded:
      return true;
    case ShortArns::kPaddedWithWildcard:
      return has_wildcard_;
    case ShortArns::kPaddedAfterStar:
      return ends_with_star_;
    case ShortArns::kRefused:
      break;
  }
  return false;
}

bool ResourcePattern::matches(RequestResource const& resource, Context const& context, ShortArns short_arns) const {
  if (tail_.empty()) return true;
  if (!resource.text.starts_with(prefix_)) return false;
  if (!resource.fields.has_value() || (is_short_ && !is_padded(short_arns))) return false;
  auto const& fields = *resource.fields;
  for (std::size_t i = fields_in_prefix_; i < head_.size(); ++i) {
    if (!head_[i].matches(fields[i], context)) return false;
  }
  auto const behind_head = static_cast<std::size_t>(fields[head_.size()].data() - resource.text.data());
  return tail_.front().matches(resource.text.substr(behind_head), context);
}

}  // namespace iam::policy
