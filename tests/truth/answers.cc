#include "answers.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace iam::truth {
namespace {

namespace json = boost::json;
using Kind = Asker::Kind;
using Face = Message::Face;

// Sentences differ in how they call the resource only.
std::string end_of(std::string_view sentence) {
  for (std::string_view const mark : {" because no ", " with an explicit deny "}) {
    if (auto const found = sentence.find(mark); found != std::string_view::npos)
      return std::string(sentence.substr(found));
  }
  return {};
}

std::string text_of(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

// What the journal says of the request.
std::optional<Verdict> journalled(Servers& servers, Servers::Which which, Scene const& scene,
                                  gateway::HttpResponse const& answer) {
  auto id = header(answer, "X-Request-Id");
  if (id.empty()) id = header(answer, "x-amzn-RequestId");
  auto const listed =
      json::parse(servers.operate(which, "GET", "/_iam/denials?account=" + scene.asker.account, "").body);
  std::optional<Verdict> first;
  for (auto const& each : listed.at("denials").as_array()) {
    auto const& denied = each.as_object();
    if (text_of(denied, "request_id") != id) continue;
    // The newest stands first, and the request's first denial counts.
    first = Verdict{text_of(denied, "decision"), text_of(denied, "decided_by"), end_of(text_of(denied, "message"))};
  }
  return first;
}

// What an operation refuses by its own rules, before or without asking policies.
bool is_refused_by_rules(gateway::HttpResponse const& answer) {
  return answer.body.find("InvalidClientTokenId") != std::string::npos ||
         answer.body.find("with session credentials") != std::string::npos ||
         answer.body.find("Roles may not be assumed by root") != std::string::npos;
}

bool is_access_denied(gateway::HttpResponse const& answer) {
  return answer.body.find("AccessDenied") != std::string::npos || answer.body.find("PAP5.0001") != std::string::npos;
}

json::object context_of(Scene const& scene, Need const& need) {
  auto context = need.context;
  context["aws:SourceIp"] = "127.0.0.1";
  context["aws:SecureTransport"] = "false";
  context["aws:RequestedRegion"] = "us-east-1";
  bool const is_named_session = scene.asker.is_session();
  if (is_named_session) {
    context["aws:TokenIssueTime"] = "2026-03-05T10:11:12Z";
    context["aws:MultiFactorAuthPresent"] = scene.asker.has_mfa ? "true" : "false";
    if (scene.asker.has_mfa) context["aws:MultiFactorAuthAge"] = "0";
  }
  return context;
}

std::string account_of(Scene const& scene, Need const& need) {
  if (!need.resource_account.empty()) return need.resource_account;
  // AWS's own policies are of an account that many observed: radkawar/stackd, condition_sets.json, 2026-09-12.
  if (need.resource.starts_with("arn:aws:iam::aws:")) return "639982225848";
  return need.resource.find(kOther) != std::string::npos ? std::string(kOther) : scene.asker.account;
}

Form simulation_of(Scene const& scene, Need const& need) {
  auto const& asker = scene.asker;
  auto context = context_of(scene, need);
  context.insert(asker.keys.begin(), asker.keys.end());
  context["aws:PrincipalIsAWSService"] = "false";
  context["aws:ViaAWSService"] = "false";
  context["aws:CurrentTime"] = "2026-03-05T10:11:12Z";
  context["aws:EpochTime"] = "1772705472";
  context["aws:ResourceAccount"] = account_of(scene, need);
  scene.add_organization_keys(context, "aws:Principal", asker.account);
  scene.add_organization_keys(context, "aws:Resource", account_of(scene, need));

  auto const source =
      asker.kind == Kind::kUser ? asker.arn : std::string(asker.keys.at("aws:PrincipalArn").as_string());
  Form form{{"Action", "SimulatePrincipalPolicy"}, {"PolicySourceArn", source}, {"ActionNames.member.1", need.action}};
  if (need.resource != "*") form.emplace_back("ResourceArns.member.1", need.resource);
  int number = 0;
  for (auto const& entry : context) {
    auto const member = "ContextEntries.member." + std::to_string(++number);
    form.emplace_back(member + ".ContextKeyName", entry.key());
    auto const add = [&](std::size_t i, json::value const& value) {
      form.emplace_back(member + ".ContextKeyValues.member." + std::to_string(i), value.as_string());
    };
    form.emplace_back(member + ".ContextKeyType", entry.value().is_array() ? "stringList" : "string");
    if (!entry.value().is_array()) {
      add(1, entry.value());
      continue;
    }
    std::size_t i = 0;
    for (auto const& value : entry.value().as_array()) add(++i, value);
  }
  return form;
}

// AWS's simulators answer another question than AWS does
// - of sessions with policies of their own, which are no input,
// - of AssumeRole and its kin: a trust policy is no input (https://github.com/aws/aws-cli/issues/10314), nor is a
//   resource control policy,
// - of what needs no permission, which they do not know,
// - of actions on what the service authorization reference does not let them act on: implicitDeny. GetUser of a role is
//   such a question, as is ListUsers, whose live denials name a path, and what another system's face calls an action,
// - where a level of service control policies allows nothing: that is told, and an explicit denial elsewhere is not
//   (agree_as_simulators_do, in truth.cc).
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
bool is_simulated_alike(Scene const& scene, Question const& question) {
  auto const kind = scene.asker.kind;
  bool const is_known = kind == Kind::kUser || (kind == Kind::kRoleSession && !scene.asker.is_narrowed);
  bool const is_iam = question.message.face == Face::kIam;
  bool const fits = std::ranges::none_of(question.needs, [](Need const& need) {
    bool const is_of_no_user =
        need.resource.find(":assumed-role/") != std::string::npos || need.resource.ends_with('/');
    return is_of_no_user || need.is_about_trust;
  });
  return is_known && is_iam && fits;
}

}  // namespace

std::string Verdict::text() const {
  return decision + (by.empty() ? "" : " by " + by) + (reason.empty() ? "" : ":" + reason);
}

std::optional<Verdict> live(Servers& servers, Servers::Which which, Scene const& scene, Question const& question) {
  auto const answer = servers.send(which, scene.asker.key, question.message);
  if (is_refused_by_rules(answer)) return std::nullopt;
  auto journal = journalled(servers, which, scene, answer);
  if (which == Servers::kEnforcing) {
    if (!is_access_denied(answer)) return Verdict{"allowed"};
    return journal.value_or(Verdict{"denied"});
  }
  auto const told = header(answer, "x-iamlocal-decision");
  auto const decision = told.substr(0, told.find(';'));
  // A role's trust policy counts in every mode.
  bool const is_let_in = decision.empty() || decision == "allowed";
  if (is_let_in && is_access_denied(answer)) return journal.value_or(Verdict{"denied"});
  if (is_let_in) return Verdict{"allowed"};
  if (!journal.has_value() || journal->decision != decision) return Verdict{decision, "what the journal does not say"};
  return journal;
}

Verdict authorized(Servers& servers, Scene const& scene, Question const& question, bool by_arn) {
  for (auto const& need : question.needs) {
    json::object asked{{"principal", by_arn ? scene.asker.arn : scene.asker.key.id},
                       {"action", need.action},
                       {"resource", need.resource},
                       {"context", context_of(scene, need)}};
    if (!by_arn && !scene.asker.key.token.empty()) asked["session_token"] = scene.asker.key.token;
    if (!need.resource_account.empty()) asked["resource_account"] = need.resource_account;
    auto const body = json::serialize(asked);
    auto const answer = servers.operate(Servers::kTrusting, "POST", "/_iam/authorize", body);
    if (answer.status != 200) misuse(body + " is refused: " + answer.body);
    auto const told = json::parse(answer.body).as_object();
    Verdict verdict{text_of(told, "decision")};
    if (!verdict.denies()) continue;
    return {verdict.decision, text_of(told, "decided_by"), end_of(text_of(told, "sentence"))};
  }
  return {"allowed"};
}

std::optional<Verdict> simulated(Servers& servers, Scene const& scene, Question const& question) {
  if (!is_simulated_alike(scene, question)) return std::nullopt;
  for (auto const& need : question.needs) {
    Message const message{.face = Face::kIam, .form = simulation_of(scene, need)};
    auto const answer = servers.send(Servers::kTrusting, root_of(scene.asker.account), message);
    if (answer.status != 200) misuse(described(message) + " is refused: " + answer.body);
    auto const decision = element(answer.body, "EvalDecision");
    if (decision == "allowed") continue;
    bool const by_organization = element(answer.body, "AllowedByOrganizations") == "false";
    return by_organization ? Verdict{decision, "service_control"} : Verdict{decision};
  }
  return Verdict{"allowed"};
}

}  // namespace iam::truth
