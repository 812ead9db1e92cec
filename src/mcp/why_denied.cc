#include "nearest.h"
#include "tools.h"

#include <stdexcept>
#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr std::string_view kDenials = "/_iam/denials";
constexpr int kDenialsDefault = 5;

constexpr char const* kAllAccounts = "*";
constexpr std::string_view kLatest = "The latest denials, newest first.";
constexpr std::string_view kNoneOfAccount =
    "Nothing was denied to this account. Leave out account to see those of all.";
constexpr std::string_view kNone =
    "The server has denied nothing. It denies with --auth enforce, and with --auth soft tells what it would; trust "
    "policies of roles count in every mode.";

// All but what says the same again, and the message for sts:DecodeAuthorizationMessage.
json::array shortened(json::array const& denials) {
  return picked_each(denials, {"at", "authorization_id", "request_id", "principal", "action", "resource", "decision",
                               "decided_by", "denied_by", "enforced", "message", "why", "statement"});
}

ToolAnswer latest(json::object query, Asker& asker) {
  default_to(query, "account", kAllAccounts);
  default_to(query, "limit", kDenialsDefault);
  auto const told = asker.get(kDenials, query);
  auto denials = shortened(list_of(told, "denials"));
  auto const none = text_of(query, "account") == kAllAccounts ? kNone : kNoneOfAccount;
  ToolAnswer answer{.headline = std::string(denials.empty() ? none : kLatest), .facts = {}};
  answer.facts["denials"] = std::move(denials);
  return answer;
}

ToolAnswer one_denial(std::string_view authorization_id, Asker& asker) {
  json::object query;
  query["id"] = authorization_id;
  auto const denial = asker.get(kDenials, query);
  ToolAnswer answer{.headline = std::string(text_of(denial, "message")), .facts = {}};
  auto denials = shortened(json::array(1, denial));
  auto& told = denials.front().as_object();
  for (auto& [name, value] : picked(denial, {"context", "layers", "matched_statements"})) told[name] = value;
  told["near_statements"] = nearest_statements(list_of(denial, "policies"));
  answer.facts["denials"] = std::move(denials);
  return answer;
}

// It may have failed for another reason; the journal of requests knows what would help with many of these.
ToolAnswer one_request(std::string_view request_id, Asker& asker) {
  json::object query;
  query["request_id"] = request_id;
  auto const found = asker.get("/_iam/requests", query);
  auto const& requests = list_of(found, "requests");
  if (requests.empty()) throw std::runtime_error("the server knows no request with this `request_id`");
  auto const& request = requests.front().as_object();
  auto const& denial = object_of(object_of(request, "help"), "denial");
  if (!denial.empty()) return one_denial(text_of(denial, "authorization_id"), asker);
  ToolAnswer answer{.headline = "No policy denied this request.", .facts = {}};
  answer.facts["denials"] = json::array();
  answer.facts["request"] = request;
  return answer;
}

ToolAnswer why_denied(json::object const& arguments, Asker& asker) {
  if (arguments.contains("authorization_id")) return one_denial(text_of(arguments, "authorization_id"), asker);
  if (arguments.contains("request_id")) return one_request(text_of(arguments, "request_id"), asker);
  return latest(arguments, asker);
}

}  // namespace

Tool const kWhyDeniedTool{
    "why_denied",
    R"({"name":"why_denied","title":"Why was it denied?",
"description":"Why the local server denied requests: what decided, and the smallest statement that would )"
    R"(allow each (null: no policy of the principal could). Without arguments the latest denials of all )"
    R"(accounts; with the request id of an error, or an authorization_id from that list, one of them with its )"
    R"(context and the statements that nearly applied. Call it when a test or a program fails with AccessDenied.",
"inputSchema":{"type":"object","properties":{
"request_id":{"type":"string","description":"The RequestId of AWS's error"},
"authorization_id":{"type":"string","description":"Of a denial in the list"},
"account":{"type":"string","description":"Twelve digits: only its denials"},
"limit":{"type":"integer","minimum":1,"maximum":100,"description":"How many of the latest; 5 by default"}},
"additionalProperties":false},
"outputSchema":{"type":"object","properties":{"denials":{"type":"array"},"request":{"type":"object"}},)"
    R"("required":["denials"]}})",
    why_denied};

}  // namespace iam::mcp
