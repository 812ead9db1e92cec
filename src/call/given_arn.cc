#include "iam/call/given_arn.h"

#include "iam/call/errors.h"

namespace iam::service {

// Recorded of the ARNs of policies: the first sentence of AttachRolePolicy, the second of AttachUserPolicy in China
// given arn:aws:iam::aws:policy/ReadOnlyAccess. That they hold for others, too, is inferred.
Result<ArnParts> given_arn(Call const& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts.has_value()) return fail(errors::is_no_arn(arn));
  if (parts->partition != partition_name(call.caller.partition)) return fail(errors::invalid_arn_partition());
  return *parts;
}

}  // namespace iam::service
