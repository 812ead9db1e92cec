// Bodies of requests to the faces that speak JSON, read strictly.
#pragma once

#include <boost/json.hpp>

#include <optional>
#include <string_view>

namespace iam::gateway {

// One JSON text (RFC 8259, UTF-8) of bounded depth in which no object names a member twice; nothing for anything else.
// Its size is bounded by that of a request's body.
std::optional<boost::json::value> parse_strict_json(std::string_view text);

}  // namespace iam::gateway
