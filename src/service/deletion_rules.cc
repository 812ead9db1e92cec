#include "deletion_rules.h"

#include "iam/call/errors.h"
#include "iam/store/attachments.h"
#include "iam/store/inline_policies.h"

#include <string>

namespace iam::service {

Status check_deletion(Call& call, store::EntityId entity, std::span<DeletionRule const> rules) {
  for (auto const& rule : rules) {
    if (rule.has_dependents(call, entity)) {
      return fail(errors::delete_conflict("Cannot delete entity, must " + std::string(rule.remedy) + " first."));
    }
  }
  return {};
}

DeletionRule const kNoAttachedPolicies{
    [](Call& call, store::EntityId entity) { return store::Attachments(call.store).count(entity) > 0; },
    "detach all policies"};

DeletionRule const kNoInlinePolicies{
    [](Call& call, store::EntityId entity) { return store::InlinePolicies(call.store).any(entity); },
    "delete policies"};

}  // namespace iam::service
