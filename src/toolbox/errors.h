// The four errors of the API, and how those of signatures are told in its protocol.
// https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
#pragma once

#include "iam/base/result.h"

namespace iam::gateway::toolbox::errors {

// Of an id that nobody has, that is older than a day, or of somebody else's denial: nobody learns which.
Error resource_not_found();
Error validation(std::string message);
Error internal_server();

// An error of signatures, keys or policies, as this protocol names it.
Error translated(Error error);

}  // namespace iam::gateway::toolbox::errors
