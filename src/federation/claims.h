// From a token's JSON to what it says.
#pragma once

#include "iam/federation/jwt.h"

#include <boost/json/object.hpp>

#include <optional>

namespace iam::federation {

// Nothing when a claim that AWS reads has not its type.
std::optional<Claims> read_claims(boost::json::object const& body);

}  // namespace iam::federation
