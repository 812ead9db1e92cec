// JSON from strangers, read strictly: the operator's bodies, those of other systems' faces, tokens and key sets.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam {

// Tokens nest their claims two or three deep, the deepest body that anybody takes is a policy.
inline constexpr std::size_t kJsonDepthMax = 32;

// One JSON text (RFC 8259, UTF-8), nested no deeper than kJsonDepthMax, in which no object names a member twice: of
// two, another reader might have taken the other. Nothing for anything else. Its size is bounded by whoever received
// it.
std::optional<boost::json::value> parse_strict_json(std::string_view text);

// The same, when it is an object.
std::optional<boost::json::object> parse_strict_object(std::string_view text);

// What the text does that is wrong, for whoever wrote it: "has the member `a` twice, at line 1, column 8". Nothing when
// parse_strict_json takes it.
std::optional<std::string> strict_json_fault(std::string_view text);

}  // namespace iam
