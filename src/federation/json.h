// JSON from strangers.
#pragma once

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace iam::federation::json {

// The one object that `text` is. Nothing when it is malformed, is something else, is nested deeper than any honest one,
// or names a member twice: of two, another reader might have taken the other.
std::optional<boost::json::object> parse_object(std::string_view text);

}  // namespace iam::federation::json
