#include "iam/base/arn.h"
#include "nearest.h"
#include "tools.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr std::string_view kAuthorize = "/_iam/authorize";
// Who asks when nobody is named: somebody of the account of the resource, if that has one.
constexpr std::string_view kSomeAccount = "123456789012";

constexpr char const* kNobody =
    "say who asks: `principal`, or `policies` with `identity` for somebody who has only these, or the "
    "`authorization_id` of a denial";

std::string somebody(std::string_view resource) {
  auto const arn = parse_arn(resource);
  bool const has_account = arn.has_value() && AccountId::parse(arn->account).has_value();
  return fmt::format("arn:aws:iam::{}:user/somebody", has_account ? arn->account : kSomeAccount);
}

// The question once more, of somebody who has this statement, too.
json::object with_statement(json::object question, json::value const& statement) {
  auto& policies = question["policies"];
  if (!policies.is_object()) policies.emplace_object();
  auto& extra = policies.as_object()["extra_identity"];
  if (extra.is_null()) extra.emplace_array();
  if (!extra.is_array()) extra = json::array(1, extra);
  json::object document;
  document["Version"] = "2012-10-17";
  document["Statement"] = statement;
  extra.get_array().push_back(std::move(document));
  return question;
}

// What would help is asked, not guessed.
void add_remedy(json::object const& question, json::value const& statement, About about, Asker& asker,
                ToolAnswer& answer) {
  if (statement.is_null()) {
    answer.headline += " No policy that the principal could be given would allow it.";
    return;
  }
  auto const then = asker.post(kAuthorize, with_statement(question, statement), about);
  bool const is_allowed = text_of(then, "decision") == "allowed";
  answer.headline += is_allowed ? " The statement in would_allow, added to its policies, allows it."
                                : " The statement in would_allow is needed, and is not enough: see then.";
  json::object remedy;
  remedy["statement"] = statement;
  remedy["is_enough"] = is_allowed;
  remedy["then"] = picked(then, {"decision", "decided_by", "sentence"});
  answer.facts["would_allow"] = std::move(remedy);
}

ToolAnswer simulate(json::object const& arguments, Asker& asker) {
  auto question = arguments;
  bool const is_anonymous = !question.contains("authorization_id") && !question.contains("principal");
  if (is_anonymous) {
    auto* const policies = question.if_contains("policies");
    if (policies == nullptr || !policies->is_object()) throw std::runtime_error(kNobody);
    default_to(policies->as_object(), "identity", json::array());
    question["principal"] = somebody(text_of(question, "resource"));
  }
  auto const about = is_anonymous ? About::kQuestion : About::kState;
  question["statements"] = true;
  auto const told = asker.post(kAuthorize, question, about);

  ToolAnswer answer{.headline = fmt::format("{}, by {}.", text_of(told, "decision"), text_of(told, "decided_by")),
                    .facts = picked(told, {"decision", "decided_by", "sentence", "principal", "action", "resource",
                                           "layers", "matched_statements", "missing_context_keys"})};
  if (auto nearest = nearest_statements(list_of(told, "policies")); answer.facts.contains("sentence")) {
    answer.facts["near_statements"] = std::move(nearest);
  }
  // Told of denials alone.
  if (auto const* const statement = told.if_contains("statement")) {
    question.erase("statements");
    add_remedy(question, *statement, about, asker, answer);
  }
  return answer;
}

}  // namespace

Tool const kSimulateTool{
    "simulate",
    R"({"name":"simulate","title":"Would AWS allow this?",
"description":"Decides whether AWS IAM would allow an action, and says why: which layer and statement )"
    R"(decided, which statements nearly applied and what they miss, and the smallest statement that would allow )"
    R"(it. Conditions, boundaries, sessions, trust, resource and organization policies count as on AWS. Use it )"
    R"(to check a policy before it is deployed, or a fix of a denial.",
"inputSchema":{"type":"object","properties":{
"action":{"type":"string","description":"s3:GetObject"},
"resource":{"type":"string","description":"ARN; * by default"},
"principal":{"type":"string","description":"ARN of a user, role, session or root of the server, or an )"
    R"(access key id. Leave out for somebody who has just policies"},
"context":{"type":"object","description":"Condition keys: {\"aws:SourceIp\": \"10.0.0.7\", \"aws:TagKeys\": )"
    R"([\"a\", \"b\"]}"},
"policies":{"type":"object","description":"Documents in place of what is stored","properties":{
"identity":{"description":"A policy or a list of them"},
"extra_identity":{"description":"The same, beside what there is: to try a change"},
"boundary":{"description":"A policy; null is none"},
"session":{"description":"A list of levels, each a list of policies"},
"resource":{"description":"The resource's policy, or the trust policy of a role"},
"resource_kind":{"enum":["resource","trust","kms_key"]},
"service_control":{"description":"SCPs: a list of levels from the root, each a list of policies"},
"resource_control":{"description":"RCPs, likewise"}}},
"authorization_id":{"type":"string","description":"Of a denial of why_denied, in place of principal, action )"
    R"(and resource: ask it again"}},
"additionalProperties":false},
"outputSchema":{"type":"object","properties":{"decision":{"enum":["allowed","implicitDeny","explicitDeny"]},)"
    R"("decided_by":{"type":"string"},"would_allow":{"type":"object"}},"required":["decision","decided_by"]}})",
    simulate};

}  // namespace iam::mcp
