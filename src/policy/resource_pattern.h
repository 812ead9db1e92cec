// The elements Resource and NotResource.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#pragma once

#include "iam/policy/context.h"
#include "pattern.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// The resource of a request, taken apart once for all patterns that it is held against.
struct RequestResource {
  explicit RequestResource(std::string_view resource) : text(resource), fields(arn_fields(resource)) {}

  std::string_view text;
  std::optional<ArnFields> fields;  // nothing for what is no ARN, such as `*`
};

// When a pattern of fewer than six fields is read as if `:*` followed.
enum class ShortArns { kPadded, kPaddedWithWildcard, kPaddedAfterStar, kRefused };

class ResourcePattern {
 public:
  ResourcePattern(std::string_view text, Variables variables);

  bool matches(RequestResource const& resource, Context const& context, ShortArns short_arns) const;

 private:
  bool is_padded(ShortArns short_arns) const;
  bool matches_when_whole(RequestResource const& resource, Context const& context) const;

  // What every match begins with: most patterns are about something else, and told so at once.
  std::string prefix_;
  std::size_t fields_in_prefix_ = 0;
  // Fields compared one by one, then everything behind them at once: the sixth field, or all from the first that ends
  // with a star, because such a star goes beyond the colon.
  std::vector<Pattern> head_;
  std::vector<Pattern> tail_;  // none for a lone star, else one
  // With a variable before the fifth colon there are no fields before the variables are replaced.
  std::optional<VariableText> whole_;
  bool is_short_ = false;
  bool has_wildcard_ = false;
  bool ends_with_star_ = false;
};

}  // namespace iam::policy
