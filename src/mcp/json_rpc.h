// JSON-RPC 2.0 (https://www.jsonrpc.org/specification), as the Model Context Protocol narrows it. What is answered is
// JSON as text from the start: nobody looks into it again.
#pragma once

#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace iam::mcp {

inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kUnsupportedProtocolVersion = -32022;  // of MCP, since 2026-07-28

struct Fault {
  int code = 0;
  std::string message;
  std::string data = {};  // JSON; empty: none
};

using Result = tl::expected<std::string, Fault>;

// The views point into the message.
struct Request {
  std::string id = "null";  // JSON; null where a message has none that can be told
  std::string_view method;
  boost::json::object const* params = nullptr;  // never null
  std::optional<Fault> fault = {};              // why it is no request
  bool wants_answer = true;                     // false of notifications, and of answers: nothing was asked here
};

Request read_request(boost::json::value const& message);

// The message that answers a request.
std::string response(std::string_view id, Result const& result);

}  // namespace iam::mcp
