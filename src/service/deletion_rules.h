// What must be gone before an entity may be deleted: a table of conditions for each noun, asked in AWS's order.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/entities.h"

#include <span>
#include <string_view>

namespace iam::service {

// One kind of dependent, and what AWS says while there is one: `must <remedy> first`.
struct DeletionRule {
  bool (*has_dependents)(Call& call, store::EntityId entity);
  std::string_view remedy;
};

// `Cannot delete entity, must <remedy> first.` for the first rule that is broken.
Status check_deletion(Call& call, store::EntityId entity, std::span<DeletionRule const> rules);

// Rules that several nouns share.
extern DeletionRule const kNoAttachedPolicies;
extern DeletionRule const kNoInlinePolicies;

}  // namespace iam::service
