#include "authorize.h"

#include "authorize_question.h"
#include "iam/authorization/authorization_message.h"
#include "iam/authorization/stored_facts.h"
#include "iam/base/arn.h"
#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/call/paging.h"
#include "iam/face/answers.h"
#include "iam/face/decision_json.h"
#include "iam/face/key_holders.h"
#include "iam/policy/denial.h"
#include "iam/policy/requester.h"
#include "iam/policy/work.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kQuestionsMax = 1000;

// What a role's trust policy decides about.
constexpr std::array<std::string_view, 5> kTrustedActions{"sts:AssumeRole", "sts:AssumeRoleWithSAML",
                                                          "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
                                                          "sts:SetSourceIdentity"};

bool is_trusted_action(std::string_view action) {
  return std::ranges::any_of(kTrustedActions, [&](auto known) { return equals_ignoring_case(known, action); });
}

bool is_arn(std::string_view principal) { return principal.starts_with("arn:"); }

// Most ARNs name the account of the resource. Those of buckets do not.
std::optional<AccountId> account_of(std::string_view resource) {
  auto const arn = parse_arn(resource);
  return arn.has_value() ? AccountId::parse(arn->account) : std::nullopt;
}

// GetFederationToken tags a session that is of no role: no trust policy is asked.
bool is_federated_user(std::string_view resource) {
  auto const arn = parse_arn(resource);
  return arn.has_value() && arn->service == "sts" && arn->resource.starts_with("federated-user/");
}

std::string refusal(Error const& error) { return "`principal`: " + error.message.value_or(error.code); }

void add_time_keys(Time now, policy::Context& context) {
  context.set_unless_there("aws:CurrentTime", to_iso8601(now));
  context.set_unless_there("aws:EpochTime", std::to_string(epoch_seconds(now)));
}

// Where nobody gets in, as into a role that does not exist: the statement is about no action. AWS's simulators do not
// look.
policy::ResourcePolicy closed_door(service::PolicyCache& policies, std::string_view why) {
  constexpr std::string_view kNobody =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","NotAction":"*"}})";
  return {{.id = std::string(why), .arn = {}, .compiled = policies.compiled(kNobody)},
          policy::ResourcePolicyKind::kTrust};
}

// The account whose root a session would be of; nothing for any other question.
std::optional<AccountId> assumed_root(policy::Request const& request) {
  if (!equals_ignoring_case(request.action, "sts:AssumeRoot")) return std::nullopt;
  auto const named = parse_iam_arn(request.resource);
  return named && named->kind == "root" ? std::optional(named->account) : std::nullopt;
}

// What is asked, with all that the store knows of it.
struct Case {
  policy::Request request;
  policy::PolicySets sets;
  service::Caller caller;
};

// The questions of one request.
class Questions {
 public:
  Questions(Environment const& environment, service::PolicyCache& policies, service::StoredFacts& facts)
      : environment_(environment), policies_(policies), facts_(facts) {}

  tl::expected<std::string, std::string> answers(json::value const& asked);

 private:
  tl::expected<json::object, std::string> answer(json::value const& asked);
  tl::expected<json::object, std::string> decide(Question question);
  tl::expected<Case, std::string> case_of(Question& question);
  tl::expected<std::optional<service::StoredPrincipal>, std::string> find_principal(Question const& question);
  void add_stored_policies(Case& asked, policy::Semantics semantics);
  void entrust_root(Case& asked, policy::Semantics semantics);

  Environment const& environment_;
  service::PolicyCache& policies_;
  service::StoredFacts& facts_;
};

// Written one by one: as a text they take a fraction of what they take as values.
tl::expected<std::string, std::string> Questions::answers(json::value const& asked) {
  auto const* list = asked.if_array();
  if (list == nullptr) {
    return answer(asked).map([](json::object const& one) { return json::serialize(one) + "\n"; });
  }
  if (list->size() > kQuestionsMax) {
    return tl::unexpected(fmt::format("there are more than {} questions", kQuestionsMax));
  }
  policy::Work const work;
  std::string told = "[";
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto const one = answer((*list)[i]);
    if (!one.has_value()) return tl::unexpected(fmt::format("question {}: {}", i + 1, one.error()));
    told.append(i == 0 ? "" : ",").append(json::serialize(*one));
    bool const is_last = i + 1 == list->size();
    if (!is_last && (told.size() > service::kAnswerBytesMax || work.is_too_much())) {
      return tl::unexpected(fmt::format(
          "question {}: the answers up to here are as much as one request may get: send fewer questions at once",
          i + 1));
    }
  }
  return told.append("]\n");
}

tl::expected<json::object, std::string> Questions::answer(json::value const& asked) {
  auto const* object = asked.if_object();
  if (object == nullptr) return tl::unexpected<std::string>("a question is an object");
  return read_question(*object, policies_).and_then([&](Question question) { return decide(std::move(question)); });
}

tl::expected<json::object, std::string> Questions::decide(Question question) {
  auto const asked = case_of(question);
  if (!asked.has_value()) return tl::unexpected(asked.error());
  auto const& request = asked->request;

  policy::Explanation explanation;
  bool const is_explained = question.wants_explanation || question.wants_message;
  auto const decision = is_explained ? policy::explain(request, asked->sets, explanation, question.semantics)
                                     : policy::evaluate(request, asked->sets, question.semantics);
  auto told = question.wants_explanation ? decision_json(decision, explanation) : decision_json(decision);
  if (decision.allowed()) return told;
  told["sentence"] = policy::denial_sentence({request.requester.arn, request.action, request.resource}, decision);
  if (!question.wants_message) return told;
  auto const message = service::authorization_message({.principal_id = asked->caller.unique_id,
                                                       .principal_arn = asked->caller.arn,
                                                       .action = request.action,
                                                       .resource = request.resource,
                                                       .outcome = decision.outcome,
                                                       .matched = policy::deciding_statements(decision, explanation),
                                                       .context = request.context.entries()});
  if (auto encoded = service::encoded_message(environment_.seal, environment_.ids, asked->caller.arn, message))
    told["encoded_message"] = *encoded;
  return told;
}

tl::expected<Case, std::string> Questions::case_of(Question& question) {
  Case asked;
  auto& request = asked.request;
  request.action = question.action;
  request.resource = question.resource;
  request.resource_account = question.resource_account ? question.resource_account : account_of(question.resource);
  request.context = std::move(question.context);
  if (question.requester.has_value()) {
    request.requester = *std::move(question.requester);
    asked.caller.arn = request.requester.arn;
    asked.caller.unique_id = request.requester.unique_id;
    asked.sets = question.policies.over({});
    return asked;
  }

  auto principal = find_principal(question);
  if (!principal.has_value()) return tl::unexpected(principal.error());
  if (principal->has_value()) {
    auto& found = **principal;
    request.requester = std::move(found.requester);
    request.context.add_unless_there(found.keys);
    asked.caller = std::move(found.caller);
    asked.sets = std::move(found.sets);
  } else {
    request.requester = *policy::requester_named(question.principal);
    policy::add_requester_keys(request.requester, request.context);
    asked.caller.arn = request.requester.arn;
    asked.caller.unique_id = request.requester.unique_id;
  }
  if (!request.resource_account) request.resource_account = request.requester.account;
  add_time_keys(facts_.now(), request.context);
  add_stored_policies(asked, question.semantics);
  asked.sets = question.policies.over(std::move(asked.sets));
  entrust_root(asked, question.semantics);
  return asked;
}

// Nothing for a principal that is not stored, and need not be: the question has its policies.
tl::expected<std::optional<service::StoredPrincipal>, std::string> Questions::find_principal(Question const& question) {
  if (!is_arn(question.principal)) {
    auto holder = facts_.key_holder(question.principal, question.session_token);
    if (!holder.has_value()) return tl::unexpected(refusal(holder.error()));
    if (holder->has_value()) return *std::move(holder);
    auto const root = bootstrap_key_holder({.access_key_id = question.principal}, environment_.default_account);
    if (!root.has_value()) return tl::unexpected(refusal(service::errors::invalid_client_token()));
    return facts_.principal(root->caller.arn);
  }
  if (!question.session_token.empty())
    return tl::unexpected<std::string>("`session_token` belongs to an access key id");
  auto principal = facts_.principal(question.principal);
  if (principal.has_value()) return principal;
  if (!policy::requester_named(question.principal).has_value()) {
    return tl::unexpected<std::string>(
        "`principal` is the ARN of a user, a role, a session or a root, or an access key id");
  }
  if (!question.policies.identity.has_value()) {
    return tl::unexpected<std::string>("there is no " + question.principal +
                                       ": give its policies as `policies.identity`");
  }
  return std::nullopt;
}

void Questions::add_stored_policies(Case& asked, policy::Semantics semantics) {
  auto& request = asked.request;
  if (request.resource_account) {
    auto const account = service::owner_of(request.resource, *request.resource_account);
    policy::Context keys;
    service::add_owner_keys(account, facts_.organization_of(account).place, keys);
    request.context.add_unless_there(keys);
    asked.sets.resource_control = facts_.organization_of(*request.resource_account).resource_control;
  }
  if (!is_trusted_action(request.action)) return;
  if (auto trust = facts_.trust_policy(request.resource)) {
    asked.sets.resource = *std::move(trust);
  } else if (semantics == policy::Semantics::kLive && !is_federated_user(request.resource)) {
    asked.sets.resource = closed_door(policies_, "there is no such role");
  }
}

// Nothing in a member's account has to allow sessions of its root: that is the organization's to say. Who may not begin
// them is told so when policies have allowed it, as AssumeRoot does.
void Questions::entrust_root(Case& asked, policy::Semantics semantics) {
  auto& request = asked.request;
  auto const member = assumed_root(request);
  auto const account = request.requester.account;
  bool const is_open = semantics != policy::Semantics::kLive || asked.sets.resource.has_value();
  if (!member || !account || is_open) return;
  request.resource_account = account;
  if (facts_.manages_root_of(*account, *member) || !policy::evaluate(request, asked.sets).allowed()) return;
  asked.sets.resource = closed_door(policies_, "the account does not manage root sessions of that one");
}

}  // namespace

HttpResponse authorize(Environment const& environment, service::Surroundings const& surroundings,
                       HttpRequest const& request) {
  auto const asked = parse_strict_json(request.body);
  if (!asked.has_value())
    return json_error(400, wrong_body("send a question as a JSON object, or a list of them", request.body));
  tl::expected<std::string, std::string> told;
  surroundings.store.read([&](store::Session& session) {
    service::StoredFacts facts(surroundings, session, environment.clock.now());
    told = Questions(environment, surroundings.authorizer.policies(), facts).answers(*asked);
  });
  return told.has_value() ? text_response(200, "application/json", *std::move(told)) : json_error(400, told.error());
}

}  // namespace iam::gateway
