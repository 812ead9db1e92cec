#include "iam/mcp/session.h"

#include "iam/base/strict_json.h"
#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "json_rpc.h"
#include "tools.h"
#include "versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr std::string_view kMetaVersion = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view kMetaCapabilities = "io.modelcontextprotocol/clientCapabilities";

constexpr std::size_t kBatchMax = 100;
// Of the facts that a tool tells: a model's context is dear.
constexpr std::size_t kFactsBytesMax = std::size_t{64} * 1024;

// They ask, and change nothing.
constexpr std::string_view kAnnotations =
    R"({"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false})";

// JSON of a text.
std::string quoted(std::string_view text) { return json::serialize(json::string_view(text)); }

tl::unexpected<Fault> refused(int code, std::string message, std::string data = {}) {
  return tl::unexpected(Fault{code, std::move(message), std::move(data)});
}

Result failure(std::string_view sentence) {
  return fmt::format(R"({{"content":[{{"type":"text","text":{}}}],"isError":true}})", quoted(sentence));
}

Result list_tools(json::object const& params, std::string_view version) {
  if (params.contains("cursor")) {
    return refused(kInvalidParams, "Invalid params: there is one page only, and no `cursor` leads on");
  }
  json::array listed;
  for (auto const& tool : tools()) {
    auto told = *parse_strict_object(tool.definition);
    if (has_annotations(version)) told["annotations"] = *parse_strict_json(kAnnotations);
    if (!has_structured_content(version)) {
      told.erase("title");
      told.erase("outputSchema");
    }
    listed.push_back(std::move(told));
  }
  return fmt::format(R"({{"tools":{}}})", json::serialize(listed));
}

// The headline, and the facts: as they are, and as a text once more for clients that show models nothing else.
Result answered(Tool const& tool, json::object const& arguments, AskOperator const& ask, std::string_view version) {
  Asker asker(ask);
  ToolAnswer answer;
  try {
    answer = tool.call(arguments, asker);
  } catch (std::exception const& error) {
    return failure(error.what());
  }
  if (!asker.note().empty()) answer.facts["note"] = asker.note();
  auto const facts = json::serialize(answer.facts);
  if (facts.size() > kFactsBytesMax) {
    return failure(fmt::format("the answer has more than {} bytes: ask for less at once", kFactsBytesMax));
  }
  bool const is_structured = has_structured_content(version);
  return fmt::format(R"({{"content":[{{"type":"text","text":{}}},{{"type":"text","text":{}}}],"isError":false{}{}}})",
                     quoted(answer.headline), quoted(facts), is_structured ? ",\"structuredContent\":" : "",
                     is_structured ? facts : "");
}

Result call_tool(json::object const& params, AskOperator const& ask, std::string_view version) {
  auto const name = text_of(params, "name");
  auto const found = std::ranges::find(tools(), name, &Tool::name);
  if (found == tools().end()) {
    std::vector<std::string_view> names;
    for (auto const& tool : tools()) names.push_back(tool.name);
    auto const meant = nearest(name, names);
    return refused(kInvalidParams, fmt::format("Unknown tool: {}{}{}{}", name, meant ? "; did you mean " : "",
                                               meant.value_or(""), meant ? "?" : ""));
  }
  auto const* const arguments = params.if_contains("arguments");
  if (arguments != nullptr && !arguments->is_object()) {
    return refused(kInvalidParams, "Invalid params: `arguments` is an object");
  }
  return answered(*found, object_of(params, "arguments"), ask, version);
}

bool is_about_tools(Request const& request) { return request.method == "tools/list" || request.method == "tools/call"; }

Result about_tools(Request const& request, AskOperator const& ask, std::string_view version) {
  if (request.method == "tools/list") return list_tools(*request.params, version);
  return call_tool(*request.params, ask, version);
}

Result no_method(Request const& request) {
  return refused(kMethodNotFound, fmt::format("Method not found: {}", request.method));
}

std::string server_info(Introduction const& introduction) {
  return fmt::format(R"({{"name":"iamlocal","title":"IAM Local","version":{}}})", quoted(introduction.version));
}

// A request that says its version, and needs no other before it: since 2026-07-28.
Result answer_stateless(Request const& request, json::object const& meta, Introduction const& introduction,
                        AskOperator const& ask) {
  auto const version = text_of(meta, kMetaVersion);
  if (version != kStatelessVersion) {
    return refused(kUnsupportedProtocolVersion, "Unsupported protocol version",
                   fmt::format(R"({{"supported":{},"requested":{}}})", kVersionsJson, quoted(version)));
  }
  auto const* const can = meta.if_contains(kMetaCapabilities);
  if (can == nullptr || !can->is_object()) {
    return refused(kInvalidParams, fmt::format("Invalid params: `{}` is an object", kMetaCapabilities));
  }
  Result result;
  if (is_about_tools(request)) {
    result = about_tools(request, ask, version);
  } else if (request.method == "server/discover") {
    result = fmt::format(R"({{"supportedVersions":{},"capabilities":{{"tools":{{}}}},"instructions":{}}})",
                         kVersionsJson, quoted(introduction.instructions));
  } else {
    result = no_method(request);
  }
  if (!result.has_value()) return result;
  result->pop_back();
  // The list of tools is the same for the life of the program.
  if (request.method != "tools/call") result->append(R"(,"ttlMs":3600000,"cacheScope":"private")");
  return *result + fmt::format(R"(,"resultType":"complete","_meta":{{"io.modelcontextprotocol/serverInfo":{}}}}})",
                               server_info(introduction));
}

std::string refusal(int code, std::string message) { return response("null", refused(code, std::move(message))); }

}  // namespace

Session::Session(Introduction introduction, AskOperator ask)
    : introduction_(std::move(introduction)), ask_(std::move(ask)) {}

std::string Session::refusal_of_too_long() { return refusal(kInvalidRequest, "Invalid Request: the line is too long"); }

std::optional<std::string> Session::answer(std::string_view line) {
  if (trimmed(line, kBlanksAndLineEnds).empty()) return std::nullopt;
  auto const message = parse_strict_json(line);
  if (!message.has_value()) {
    return refusal(kParseError, fmt::format("Parse error: the line {}", strict_json_fault(line).value_or("")));
  }
  if (auto const* const batch = message->if_array()) return answer_to_batch(*batch);
  return answer_to(*message, /*is_in_batch=*/false);
}

std::optional<std::string> Session::answer_to_batch(json::array const& batch) {
  bool const is_welcome = has_batches(version_) && !batch.empty() && batch.size() <= kBatchMax;
  if (!is_welcome) {
    return refusal(kInvalidRequest,
                   fmt::format("Invalid Request: there are batches of 1 to {} messages, in versions before 2025-06-18",
                               kBatchMax));
  }
  std::string answers;
  for (auto const& message : batch) {
    auto const told = answer_to(message, /*is_in_batch=*/true);
    if (told.has_value()) answers.append(answers.empty() ? "[" : ",").append(*told);
  }
  return answers.empty() ? std::nullopt : std::optional(answers + "]");
}

std::optional<std::string> Session::answer_to(json::value const& message, bool is_in_batch) {
  auto const request = read_request(message);
  if (request.fault.has_value()) return response(request.id, tl::unexpected(*request.fault));
  // Notifications change nothing: what a client cancels has been answered by the time that its wish is read.
  if (!request.wants_answer) return std::nullopt;
  auto const result = [&]() -> Result {
    auto const& meta = object_of(*request.params, "_meta");
    if (meta.contains(kMetaVersion)) return answer_stateless(request, meta, introduction_, ask_);
    if (request.method == "ping") return "{}";
    if (request.method == "initialize") {
      auto const wanted = text_of(*request.params, "protocolVersion");
      if (is_in_batch || !version_.empty()) {
        return refused(kInvalidRequest, "Invalid Request: `initialize` comes first, alone, and once");
      }
      if (wanted.empty()) return refused(kInvalidParams, "Invalid params: `protocolVersion` is a text");
      auto const* const found = std::ranges::find(kHandshakeVersions, wanted);
      version_ = found == kHandshakeVersions.end() ? kHandshakeVersions.front() : *found;
      return fmt::format(
          R"({{"protocolVersion":"{}","capabilities":{{"tools":{{}}}},"serverInfo":{},"instructions":{}}})", version_,
          server_info(introduction_), quoted(introduction_.instructions));
    }
    if (!is_about_tools(request)) return no_method(request);
    if (version_.empty()) return refused(kInvalidRequest, "Invalid Request: `initialize` comes first");
    return about_tools(request, ask_, version_);
  }();
  return response(request.id, result);
}

}  // namespace iam::mcp
