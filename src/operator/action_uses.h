// What a principal was seen to do, and when.
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/time.h"
#include "iam/store/session.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway {

// By action, in lower case: "iam:getuser". What policies were asked about, in every auth mode, and what access advisor
// knows the time of.
using UsesByAction = std::map<std::string, std::optional<Time>, std::less<>>;

UsesByAction uses_of(service::Surroundings const& surroundings, store::Session& session,
                     std::string_view principal_arn);

}  // namespace iam::gateway
