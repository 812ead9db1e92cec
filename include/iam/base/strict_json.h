// JSON from strangers, read strictly: the operator's bodies, those of other systems' faces, tokens and key sets.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
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
// it. `storage`: where the value lives, which outlives it.
std::optional<boost::json::value> parse_strict_json(std::string_view text, boost::json::storage_ptr storage = {});

// The same, when it is an object.
std::optional<boost::json::object> parse_strict_object(std::string_view text);

// What a text does that is wrong, for whoever wrote it, and where. Lines and columns are counted from 1.
struct JsonFault {
  std::string what;  // "has the member `a` twice"
  std::size_t line = 1;
  std::size_t column = 1;
};

// Nothing when parse_strict_json takes the text.
std::optional<JsonFault> find_json_fault(std::string_view text);

// The same as one phrase: "has the member `a` twice, at line 1, column 8".
std::optional<std::string> strict_json_fault(std::string_view text);

}  // namespace iam
