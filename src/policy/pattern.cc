#include "pattern.h"

#include "glob.h"
#include "text.h"

#include <algorithm>

namespace iam::policy {
namespace {

// The lower case of É in UTF-8 differs from É in its second byte, as that of E does in its first. A document has no
// character beyond Latin-1, so this is all the lower-casing there is.
bool equal_lowered(std::string_view left, std::string_view right) {
  auto const lowered = [](std::string_view text, std::size_t at) {
    constexpr char kLatin = '\xC3';
    auto const byte = static_cast<unsigned char>(text[at]);
    bool const is_upper_latin = at > 0 && text[at - 1] == kLatin && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    return is_upper_latin ? static_cast<char>(byte + 0x20) : to_lower(text[at]);
  };
  if (left.size() != right.size()) return false;
  for (std::size_t at = 0; at < left.size(); ++at) {
    if (lowered(left, at) != lowered(right, at)) return false;
  }
  return true;
}

// The next field, up to a colon that stands in no variable; takes the colon away, too.
std::string_view take_field(std::string_view& rest) {
  std::size_t at = 0;
  while (at < rest.size() && rest[at] != ':') {
    auto const close = rest.substr(at).starts_with("${") ? rest.find('}', at) : std::string_view::npos;
    at = close == std::string_view::npos ? at + 1 : close;
  }
  std::string_view const field = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return field;
}

}  // namespace

Pattern::Pattern(std::string_view text, Wildcards wildcards, Variables variables)
    : text_(parse_variable_text(text, wildcards, variables)), wildcards_(wildcards) {
  if (text_.has_variables()) {
    shape_ = Shape::kVariable;
  } else if (!is_plain(text_.text())) {
    bool const is_any = text_.text().find_first_not_of(kAnyText) == std::string::npos;
    shape_ = is_any ? Shape::kAny : Shape::kGlob;
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
  return expanded.has_value() && equal_lowered(*expanded, text);
}

ArnPattern::ArnPattern(std::string_view text, Variables variables) {
  if (!text.empty() && text.find_first_not_of('*') == std::string_view::npos) {
    fields_.emplace_back(text, Wildcards::kActive, Variables::kNone);
    return;
  }
  std::string_view rest = text;
  for (std::size_t i = 0; i + 1 < kArnFields && !rest.empty(); ++i) {
    fields_.emplace_back(take_field(rest), Wildcards::kActive, variables);
  }
  fields_.emplace_back(rest, Wildcards::kActive, variables);
  if (fields_.size() < kArnFields) fields_.clear();
}

bool ArnPattern::matches(std::string_view arn, Context const& context) const {
  if (fields_.size() == 1) return true;
  auto const fields = arn_fields(arn);
  if (fields_.empty() || !fields.has_value()) return false;
  for (std::size_t i = 0; i < kArnFields; ++i) {
    if (!fields_[i].matches((*fields)[i], context)) return false;
  }
  return true;
}

std::optional<std::array<std::string_view, kArnFields>> arn_fields(std::string_view text) {
  if (!text.starts_with("arn:")) return std::nullopt;
  std::array<std::string_view, kArnFields> fields;
  for (std::size_t i = 0; i + 1 < kArnFields; ++i) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    fields[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  fields.back() = text;
  return fields;
}

}  // namespace iam::policy
