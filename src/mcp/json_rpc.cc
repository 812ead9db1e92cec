#include "json_rpc.h"

#include "asker.h"

#include <fmt/format.h>

#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr std::string_view kVersion = "2.0";

// JSON-RPC knows null and fractions, too; MCP does not.
bool is_id(json::value const* id) { return id != nullptr && (id->is_string() || id->is_int64() || id->is_uint64()); }

// Empty: it is a request, a notification or an answer.
std::string_view fault_of(json::object const* message) {
  if (message == nullptr) return "a message is an object";
  if (text_of(*message, "jsonrpc") != kVersion) return "`jsonrpc` is \"2.0\"";
  auto const* const id = message->if_contains("id");
  if (id != nullptr && !is_id(id)) return "`id` is a text or a whole number";
  bool const is_answer = message->contains("result") || message->contains("error");
  if (!is_answer && text_of(*message, "method").empty()) return "`method` is the name of one";
  auto const* const params = message->if_contains("params");
  return params != nullptr && !params->is_object() ? "`params` is an object" : "";
}

}  // namespace

Request read_request(json::value const& message) {
  static json::object const kNoParams;
  Request request{.method = {}, .params = &kNoParams};
  auto const* const object = message.if_object();
  auto const* const id = object == nullptr ? nullptr : object->if_contains("id");
  if (is_id(id)) request.id = json::serialize(*id);
  if (auto const fault = fault_of(object); !fault.empty()) {
    request.fault = Fault{kInvalidRequest, fmt::format("Invalid Request: {}", fault)};
    return request;
  }
  request.method = text_of(*object, "method");
  request.wants_answer = id != nullptr && !request.method.empty();
  if (auto const* const params = object->if_contains("params")) request.params = &params->get_object();
  return request;
}

std::string response(std::string_view id, Result const& result) {
  if (result.has_value()) return fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, *result);
  auto const& fault = result.error();
  return fmt::format(R"({{"jsonrpc":"2.0","id":{},"error":{{"code":{},"message":{}{}{}}}}})", id, fault.code,
                     json::serialize(json::string_view(fault.message)),
                     fault.data.empty() ? "" : ",\"data\":", fault.data);
}

}  // namespace iam::mcp
