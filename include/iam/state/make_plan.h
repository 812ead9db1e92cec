// Makes the plan of a state document.
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/state/cloudformation.h"
#include "iam/state/node.h"
#include "iam/state/plan.h"

#include <tl/expected.hpp>

#include <map>
#include <optional>
#include <string>

namespace iam::state {

struct Target {
  Partition partition = Partition::kAws;
  AccountId default_account;         // whose a document is that names none
  std::optional<AccountId> account;  // the only one that it may be about
  // Of a template of CloudFormation, as a Stack has them.
  std::string stack_name = std::string(kStackNameDefault);
  std::string region = {};
  std::map<std::string, std::string, std::less<>> parameters = {};
};

// The plan of a document: of our own form, or of an answer of GetAccountAuthorizationDetails as clients print it.
tl::expected<Plan, Mistake> plan_of(Node const& document, Target const& target);

}  // namespace iam::state
