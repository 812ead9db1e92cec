#include "resource_arn.h"

#include "iam/base/arn.h"
#include "iam/call/errors.h"

namespace iam::service {

// The sentence for a text that is no ARN was recorded for the ARNs of policies; that it holds for others is inferred.
Result<std::optional<std::string_view>> name_in_arn(Call const& call, std::string_view kind, std::string_view arn) {
  if (!parse_arn(arn).has_value()) return fail(errors::is_no_arn(arn));
  auto const prefix = call.arn(kind, "/", "");
  if (!arn.starts_with(prefix)) return std::nullopt;
  return arn.substr(prefix.size());
}

}  // namespace iam::service
