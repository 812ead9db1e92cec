// Other forms in which an exported account is written: for Terraform and for CloudFormation.
#pragma once

#include "iam/base/arn.h"
#include "iam/state/node.h"

#include <string>

namespace iam::state {

// A configuration with a block of `import` for each resource, so that the first plan changes nothing (Terraform 1.5 or
// newer, the AWS provider). What Terraform cannot say is listed at its head.
std::string to_terraform(Node const& exported, Partition partition);

// A template in JSON. What CloudFormation cannot say is listed in its metadata.
std::string to_cloudformation(Node const& exported, Partition partition);

}  // namespace iam::state
