#include "resource_arn.h"

#include "iam/call/errors.h"
#include "iam/call/given_arn.h"

namespace iam::service {

Result<std::optional<std::string_view>> name_in_arn(Call const& call, std::string_view kind, std::string_view arn) {
  if (auto const given = given_arn(call, arn); !given) return fail(given.error());
  auto const prefix = call.arn(kind, "/", "");
  if (!arn.starts_with(prefix)) return std::nullopt;
  return arn.substr(prefix.size());
}

}  // namespace iam::service
