// Carries out a plan: the calls of a state document, one after the other, in one transaction.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/state/plan.h"
#include "iam/store/session.h"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace iam::state {

// Every call is that of its account's root, whom no policy holds. The first that fails ends it: then the transaction
// must be given up. Answers with the notes of the plan, and what there was to note on the way. Where changes are known
// late, these are known at once.
tl::expected<std::vector<std::string>, Mistake> apply(Plan const& plan, Partition partition,
                                                      service::Surroundings const& surroundings,
                                                      store::Session& session);

}  // namespace iam::state
