// What the transform of SAM adds to a template for IAM: the roles of functions and state machines that name none.
// "Generated CloudFormation resources" in SAM's developer guide lists them.
#pragma once

#include "cloudformation/evaluator.h"
#include "cloudformation/template.h"

namespace iam::state::cloudformation {

// Adds these roles as resources. Throws a Refusal of policies that are none.
void add_implicit_roles(Template& made_from, Evaluator& evaluator);

}  // namespace iam::state::cloudformation
