#include "resource_pattern.h"

#include "iam/policy/glob.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace iam::policy {
namespace {

bool is_behind_fifth_colon(std::string_view text, std::size_t at) {
  return std::ranges::count(text.substr(0, at), ':') + 1 >= static_cast<std::ptrdiff_t>(kArnFields);
}

// `glob` is the compiled pattern of a whole ARN.
bool matches_by_fields(std::string_view glob, RequestResource const& resource, ArnFields const& fields) {
  if (std::ranges::count(glob, ':') + 1 < static_cast<std::ptrdiff_t>(kArnFields)) return false;
  std::size_t next = 0;
  while (next + 1 < kArnFields) {
    auto const colon = glob.find(':');
    auto const field = glob.substr(0, colon);
    if (field.ends_with(kAnyText)) break;
    if (!compiled_glob_matches(field, fields[next++])) return false;
    glob.remove_prefix(colon + 1);
  }
  auto const behind = static_cast<std::size_t>(fields[next].data() - resource.text.data());
  return compiled_glob_matches(glob, resource.text.substr(behind));
}

}  // namespace

// "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
// boundaries." (the page above). Wildcards of later fields then do so, too.
ResourcePattern::ResourcePattern(std::string_view text, Variables variables)
    : prefix_(text.substr(0, text.find_first_of("*?$"))),
      has_wildcard_(text.find_first_of("*?") != std::string_view::npos),
      ends_with_star_(text.ends_with('*')) {
  if (!text.empty() && text.find_first_not_of('*') == std::string_view::npos) return;
  auto parsed = parse_variable_text(text, Wildcards::kActive, variables);
  if (parsed.has_variables() && !is_behind_fifth_colon(text, text.find("${"))) {
    whole_ = std::move(parsed);
    return;
  }
  fields_in_prefix_ = static_cast<std::size_t>(std::ranges::count(prefix_, ':'));
  std::string_view rest = text;
  while (head_.size() + 1 < kArnFields) {
    auto const colon = rest.find(':');
    std::string_view const field = rest.substr(0, colon);
    if (colon == std::string_view::npos) {
      is_short_ = true;
      tail_.emplace_back(std::string(rest) + ":*", Wildcards::kActive, variables);
      return;
    }
    if (field.ends_with('*')) break;
    head_.emplace_back(field, Wildcards::kActive, variables);
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

// AWS was seen not to pad what is short then.
bool ResourcePattern::matches_when_whole(RequestResource const& resource, Context const& context) const {
  if (!resource.fields.has_value() || !resource.text.starts_with(prefix_)) return false;
  Scratch scratch;
  auto const glob = whole_->expand(context, scratch.buffer());
  return glob.has_value() && matches_by_fields(*glob, resource, *resource.fields);
}

bool ResourcePattern::matches(RequestResource const& resource, Context const& context, ShortArns short_arns) const {
  if (whole_.has_value()) return matches_when_whole(resource, context);
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
