#include "pattern.h"

#include "iam/policy/glob.h"
#include "lower_case.h"

#include <algorithm>

namespace iam::policy {
namespace {

bool is_any(std::string_view glob) {
  return !glob.empty() && glob.find_first_not_of(kAnyText) == std::string_view::npos;
}

// The first five fields, and the sixth with all colons that follow; nothing when there are fewer.
std::optional<ArnFields> fields_of(std::string_view text) {
  ArnFields fields;
  for (std::size_t i = 0; i + 1 < kArnFields; ++i) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    fields[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  fields.back() = text;
  return fields;
}

std::optional<ArnFields> fields_of_pattern(std::string_view glob) {
  auto fields = fields_of(glob);
  return fields.has_value() && compiled_glob_matches(fields->front(), "arn") ? fields : std::nullopt;
}

}  // namespace

Pattern::Pattern(std::string_view text, Wildcards wildcards, Variables variables)
    : text_(parse_variable_text(text, wildcards, variables)), wildcards_(wildcards) {
  if (text_.has_variables()) {
    shape_ = Shape::kVariable;
  } else if (!is_plain(text_.text())) {
    shape_ = policy::is_any(text_.text()) ? Shape::kAny : Shape::kGlob;
  }
}

bool Pattern::matches(std::string_view text, Context const& context) const {
  switch (shape_) {
    case Shape::kPlain:
      return text == text_.text();
    case Shape::kAny:
      return true;
    case Shape::kGlob:
      return compiled_glob_matches(text_.text(), text);
    case Shape::kVariable:
      break;
  }
  Scratch scratch;
  auto const expanded = text_.expand(context, scratch.buffer());
  if (!expanded.has_value()) return false;
  return wildcards_ == Wildcards::kActive ? compiled_glob_matches(*expanded, text) : *expanded == text;
}

bool Pattern::equals_ignoring_case(std::string_view text, Context const& context) const {
  Scratch scratch;
  auto const expanded = text_.expand(context, scratch.buffer());
  return expanded.has_value() && equal_in_lower_case(*expanded, text);
}

ArnPattern::ArnPattern(std::string_view text, Variables variables)
    : text_(parse_variable_text(text, Wildcards::kActive, variables)) {}

ArnMatch ArnPattern::compare(ArnFields const& arn, Context const& context) const {
  Scratch scratch;
  auto const glob = text_.expand(context, scratch.buffer());
  if (!glob.has_value()) return ArnMatch::kDiffers;
  if (is_any(*glob)) return ArnMatch::kMatches;
  auto const fields = fields_of_pattern(*glob);
  if (!fields.has_value()) return ArnMatch::kNoArn;
  for (std::size_t i = 0; i < kArnFields; ++i) {
    if (!compiled_glob_matches((*fields)[i], arn[i])) return ArnMatch::kDiffers;
  }
  return ArnMatch::kMatches;
}

bool ArnPattern::may_be_arn() const {
  return text_.has_variables() || is_any(text_.text()) || fields_of_pattern(text_.text()).has_value();
}

std::optional<ArnFields> arn_fields(std::string_view text) {
  return text.starts_with("arn:") ? fields_of(text) : std::nullopt;
}

}  // namespace iam::policy
