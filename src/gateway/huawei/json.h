// Bodies of requests, read strictly.
#pragma once

#include <boost/json.hpp>

#include <optional>
#include <string_view>

namespace iam::gateway::huawei {

namespace json = boost::json;

// One JSON text (RFC 8259, UTF-8) of bounded depth in which no object names a member twice; nothing for anything else.
std::optional<json::value> parse_json(std::string_view text);

}  // namespace iam::gateway::huawei
