#include "tools.h"

#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

// Names of actions that one answer tells.
constexpr std::size_t kActionsMax = 100;

// Which actions of a service were used though they are denied, and which are allowed and were not used.
json::object summary_of(json::object const& service, std::size_t& names_left) {
  json::array unused;
  json::array denied;
  for (auto const& each : list_of(service, "actions")) {
    auto const& action = each.as_object();
    bool const is_used = is_true(action, "used");
    bool const is_allowed = text_of(action, "decision") == "allowed";
    if (is_used == is_allowed || names_left == 0) continue;
    --names_left;
    (is_used ? denied : unused).push_back(action.at("action"));
  }
  auto told = picked(service, {"service", "allowed", "used"});
  told["unused_actions"] = std::move(unused);
  told["tried_but_denied"] = std::move(denied);
  return told;
}

ToolAnswer least_privilege(json::object const& arguments, Asker& asker) {
  auto const permissions = asker.get("/_iam/permissions", arguments);
  auto policy = asker.get("/_iam/policy", picked(arguments, {"principal"}));

  bool const was_seen = !list_of(policy, "Statement").empty();
  ToolAnswer answer{.headline = was_seen ? "The policy allows what it has done, and nothing else."
                                         : "It was not seen to do anything: run the program or its tests against the "
                                           "server as this principal, then call again.",
                    .facts = {}};
  std::size_t names_left = kActionsMax;
  json::array services;
  for (auto const& each : list_of(permissions, "services")) {
    services.push_back(summary_of(each.as_object(), names_left));
  }
  answer.facts["policy"] = std::move(policy);
  answer.facts["services"] = std::move(services);
  answer.facts["truncated"] = names_left == 0 || is_true(permissions, "truncated");
  return answer;
}

}  // namespace

Tool const kLeastPrivilegeTool{
    "least_privilege",
    R"({"name":"least_privilege","title":"Least privilege",
"description":"The smallest policy that allows what a user, role or session was seen to do on the local )"
    R"(server, and per service what it is allowed but never used, or tried and was denied. Run the program or )"
    R"(its tests against the server first, with the principal's own credentials. Seen are IAM, STS and the )"
    R"(server's other services.",
"inputSchema":{"type":"object","properties":{
"principal":{"type":"string","description":"ARN of a user, a role, a session or a root"},
"service":{"type":"string","description":"s3: only this service, with all its actions"}},
"required":["principal"],"additionalProperties":false},
"outputSchema":{"type":"object","properties":{"policy":{"type":"object"},"services":{"type":"array"},)"
    R"("truncated":{"type":"boolean"}},"required":["policy","services","truncated"]}})",
    least_privilege};

}  // namespace iam::mcp
