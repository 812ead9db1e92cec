#include "errors/attachments.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error policy_not_attachable(std::string_view arn) {
  return no_such_entity(fmt::format("Policy {} does not exist or is not attachable.", arn));
}

// https://github.com/aws/aws-cdk/issues/6131 quotes it for a role. For users, groups and boundaries the code is
// documented and the sentence taken from there (unconfirmed).
Error service_role_policy() {
  return make_error(api::kPolicyNotAttachable, "Cannot attach a Service Role Policy to a Customer Role.");
}

}  // namespace iam::service::errors
