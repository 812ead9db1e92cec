#include "errors/policies.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error policy_exists(std::string_view name) {
  return entity_already_exists(
      fmt::format("A policy called {} already exists. Duplicate names are not allowed.", name));
}

Error no_such_policy(std::string_view arn) { return no_such_entity(fmt::format("Policy {} was not found.", arn)); }

Error no_such_policy_version(std::string_view arn, std::string_view version) {
  return no_such_entity(fmt::format("Policy {} version {} does not exist or is not attachable.", arn, version));
}

Error too_many_policy_versions(std::int64_t allowed) {
  return limit_exceeded(
      fmt::format("A managed policy can have up to {} versions. Before you create a new version, you must delete an "
                  "existing version.",
                  allowed));
}

Error default_version_is_in_use() { return delete_conflict("Cannot delete the default version of a policy."); }

Error policy_is_attached() { return delete_conflict("Cannot delete a policy attached to entities."); }

Error policy_has_versions() {
  return delete_conflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The "
      "default version is deleted with the policy.");
}

Error foreign_policy_deleted() { return access_denied("Cannot delete policies outside your own account."); }

Error foreign_policy_version_deleted() {
  return access_denied("Cannot delete policy versions for policies outside your own account.");
}

Error foreign_policy_updated() { return access_denied("Cannot update policies outside your own account."); }

}  // namespace iam::service::errors
