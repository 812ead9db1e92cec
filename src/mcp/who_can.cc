#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr int kHoldersDefault = 50;
constexpr std::size_t kTrustedMax = 50;

bool has_role(json::object const& graph, std::string_view role) {
  return is_true(graph, "truncated") || std::ranges::any_of(list_of(graph, "nodes"), [&](json::value const& each) {
           return text_of(each.as_object(), "id") == role && is_true(each.as_object(), "stored");
         });
}

// Whom a role's trust policy lets in: principals that are stored here, and services, providers and other accounts.
void tell_trusted(std::string_view role, Asker& asker, ToolAnswer& answer) {
  auto& trusted = answer.facts["trusted"].emplace_array();
  auto const named = parse_iam_arn(role);
  if (!named.has_value()) return;
  json::object query;
  query["account"] = named->account.text();
  auto const graph = asker.get("/_iam/trust", query);
  answer.headline +=
      has_role(graph, role) ? " The trust policy lets in whom trusted names." : " The server has no such role.";
  for (auto const& each : list_of(graph, "edges")) {
    auto const& edge = each.as_object();
    if (text_of(edge, "to") != role || trusted.size() == kTrustedMax) continue;
    trusted.push_back(picked(edge, {"from", "action", "through", "conditional", "keys"}));
  }
}

ToolAnswer who_can(json::object const& arguments, Asker& asker) {
  auto question = arguments;
  default_to(question, "limit", kHoldersDefault);
  auto const told = asker.post("/_iam/who-can", question, About::kState);
  auto const& principals = list_of(told, "principals");
  bool const is_cut = is_true(told, "truncated");
  ToolAnswer answer{
      .headline = fmt::format("Principals of the server that may: {}{}.", is_cut ? "at least " : "", principals.size()),
      .facts = picked(told, {"checked", "truncated"})};
  if (is_cut) answer.headline += " Raise limit to see more.";
  answer.facts["principals"] =
      picked_each(principals, {"arn", "kind", "decided_by", "cross_account", "missing_context_keys"});
  if (to_lower_ascii(text_of(arguments, "action")).starts_with("sts:assumerole")) {
    tell_trusted(text_of(arguments, "resource"), asker, answer);
  }
  return answer;
}

}  // namespace

Tool const kWhoCanTool{
    "who_can",
    R"({"name":"who_can","title":"Who can?",
"description":"Which users, roles and roots of the local server may do an action on a resource. For )"
    R"(sts:AssumeRole and the ARN of a role also whom its trust policy lets in: services, identity providers, )"
    R"(other accounts, and under which conditions.",
"inputSchema":{"type":"object","properties":{
"action":{"type":"string","description":"s3:GetObject"},
"resource":{"type":"string","description":"ARN; * by default"},
"context":{"type":"object","description":"Condition keys and their values"},
"account":{"type":"string","description":"Twelve digits: whose principals; by default that of the resource, )"
    R"(else the server's"},
"limit":{"type":"integer","minimum":1,"maximum":200,"description":"How many are told; 50 by default"}},
"required":["action"],"additionalProperties":false},
"outputSchema":{"type":"object","properties":{"principals":{"type":"array"},"checked":{"type":"integer"},)"
    R"("truncated":{"type":"boolean"},"trusted":{"type":"array"}},"required":["principals","checked",)"
    R"("truncated"]}})",
    who_can};

}  // namespace iam::mcp
