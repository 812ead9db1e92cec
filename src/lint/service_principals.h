// The names under which AWS's services call: ec2.amazonaws.com.
#pragma once

#include <string>
#include <string_view>

namespace iam::lint {

// "; did you mean X?" for a name that nobody knows and that is near to a known one. No list is complete for long: what
// is near to none is taken for good.
std::string suggestion_for_service(std::string_view principal);

}  // namespace iam::lint
