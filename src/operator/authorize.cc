#include "authorize.h"

#include "iam/authorization/authorization_message.h"
#include "iam/base/arn.h"
#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/face/answers.h"
#include "iam/face/decision_json.h"
#include "iam/face/key_holders.h"
#include "iam/policy/denial.h"
#include "iam/policy/requester.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
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

void set_unless_there(policy::Context& context, std::string_view key, std::string value) {
  if (context.find(key) == nullptr) context.set(key, std::move(value));
}

// Whatever the question says itself wins.
void add_keys(policy::Context const& keys, policy::Context& context) {
  for (auto const& entry : keys.entries()) {
    if (context.find_lowered(entry.key) != nullptr) continue;
    if (entry.kind == policy::ContextEntry::Kind::kList) {
      context.set_list(entry.key, entry.values);
    } else {
      context.set(entry.key, entry.values.front());
    }
  }
}

std::string refusal(Error const& error) { return "`principal`: " + error.message.value_or(error.code); }

void add_time_keys(Time now, policy::Context& context) {
  set_unless_there(context, "aws:CurrentTime", to_iso8601(now));
  set_unless_there(context, "aws:EpochTime", std::to_string(epoch_seconds(now)));
}

}  // namespace

struct AuthorizeApi::Case {
  policy::Request request;
  std::shared_ptr<service::StoredPrincipal const> principal;  // null: the question describes it
  // Of the principal, unless `own_sets` has more to say.
  std::optional<policy::PolicySets> own_sets;

  policy::PolicySets const& sets() const { return own_sets.has_value() ? *own_sets : principal->sets; }

  service::Caller caller() const {
    if (principal != nullptr) return principal->caller;
    service::Caller described;
    described.arn = request.requester.arn;
    described.unique_id = request.requester.unique_id;
    return described;
  }
};

AuthorizeApi::AuthorizeApi(Environment const& environment, service::Surroundings const& surroundings)
    : environment_(environment), policies_(surroundings.authorizer.policies()), facts_(surroundings) {}

HttpResponse AuthorizeApi::handle(HttpRequest const& request) {
  auto const asked = parse_strict_json(request.body);
  if (!asked.has_value()) return json_error(400, "send a question as a JSON object, or a list of them");
  auto const told = answers(*asked);
  return told.has_value() ? json_response(200, *told) : json_error(400, told.error());
}

tl::expected<json::value, std::string> AuthorizeApi::answers(json::value const& asked) {
  auto const* list = asked.if_array();
  if (list == nullptr) return answer(asked);
  if (list->size() > kQuestionsMax) {
    return tl::unexpected(fmt::format("there are more than {} questions", kQuestionsMax));
  }
  json::array told;
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto one = answer((*list)[i]);
    if (!one.has_value()) return tl::unexpected(fmt::format("question {}: {}", i + 1, one.error()));
    told.push_back(*std::move(one));
  }
  return told;
}

tl::expected<json::object, std::string> AuthorizeApi::answer(json::value const& asked) {
  auto const* object = asked.if_object();
  if (object == nullptr) return tl::unexpected<std::string>("a question is an object");
  return read_question(*object, policies_).and_then([&](Question question) { return decide(std::move(question)); });
}

tl::expected<json::object, std::string> AuthorizeApi::decide(Question question) {
  auto const asked = case_of(question);
  if (!asked.has_value()) return tl::unexpected(asked.error());
  auto const& request = asked->request;

  policy::Explanation explanation;
  bool const is_explained = question.wants_explanation || question.wants_message;
  auto const decision = is_explained ? policy::explain(request, asked->sets(), explanation, question.semantics)
                                     : policy::evaluate(request, asked->sets(), question.semantics);
  auto told = question.wants_explanation ? decision_json(decision, explanation) : decision_json(decision);
  if (decision.allowed()) return told;
  told["sentence"] = policy::denial_sentence({request.requester.arn, request.action, request.resource}, decision);
  if (!question.wants_message) return told;
  auto const caller = asked->caller();
  auto const message =
      service::authorization_message({.principal_id = caller.unique_id,
                                      .principal_arn = caller.arn,
                                      .action = request.action,
                                      .resource = request.resource,
                                      .outcome = decision.outcome,
                                      .matched = policy::deciding_statements(decision, explanation),
                                      .context = request.context.entries()});
  if (auto encoded = service::encoded_message(environment_.seal, message)) told["encoded_message"] = *encoded;
  return told;
}

tl::expected<AuthorizeApi::Case, std::string> AuthorizeApi::case_of(Question& question) {
  Case asked;
  auto& request = asked.request;
  request.action = question.action;
  request.resource = question.resource;
  request.resource_account = question.resource_account ? question.resource_account : account_of(question.resource);
  request.context = std::move(question.context);
  if (question.requester.has_value()) {
    request.requester = *std::move(question.requester);
    asked.own_sets = question.policies.over({});
    return asked;
  }

  auto principal = find_principal(question);
  if (!principal.has_value()) return tl::unexpected(principal.error());
  asked.principal = *std::move(principal);
  if (asked.principal != nullptr) {
    request.requester = asked.principal->requester;
    add_keys(asked.principal->keys, request.context);
  } else {
    request.requester = *policy::requester_named(question.principal);
    policy::add_requester_keys(request.requester, request.context);
    asked.own_sets.emplace();
  }
  if (!request.resource_account) request.resource_account = request.requester.account;
  add_time_keys(environment_.clock.now(), request.context);
  add_stored_policies(question, asked);
  return asked;
}

// Null for a principal that is not stored, and need not be: the question has its policies.
tl::expected<std::shared_ptr<service::StoredPrincipal const>, std::string> AuthorizeApi::find_principal(
    Question const& question) {
  auto const now = environment_.clock.now();
  if (!is_arn(question.principal)) {
    auto holder = facts_.key_holder(question.principal, question.session_token, now);
    if (!holder.has_value()) return tl::unexpected(refusal(holder.error()));
    if (*holder != nullptr) return *std::move(holder);
    auto const root = bootstrap_key_holder({.access_key_id = question.principal}, environment_.default_account);
    if (!root.has_value()) return tl::unexpected(refusal(service::errors::invalid_client_token()));
    return facts_.principal(root->caller.arn, now);
  }
  if (!question.session_token.empty())
    return tl::unexpected<std::string>("`session_token` belongs to an access key id");
  auto principal = facts_.principal(question.principal, now);
  if (principal != nullptr) return principal;
  if (!policy::requester_named(question.principal).has_value()) {
    return tl::unexpected<std::string>(
        "`principal` is the ARN of a user, a role, a session or a root, or an access key id");
  }
  if (!question.policies.identity.has_value()) {
    return tl::unexpected<std::string>("there is no " + question.principal +
                                       ": give its policies as `policies.identity`");
  }
  return nullptr;
}

void AuthorizeApi::add_stored_policies(Question const& question, Case& asked) {
  auto& request = asked.request;
  auto const owner = request.resource_account ? facts_.organization_of(*request.resource_account) : nullptr;
  if (owner != nullptr) {
    policy::Context keys;
    service::add_owner_keys(*request.resource_account, owner->place, keys);
    add_keys(keys, request.context);
  }
  auto const trust = is_trusted_action(request.action) ? facts_.trust_policy(request.resource) : nullptr;
  bool const has_controls = owner != nullptr && !owner->resource_control.empty();
  if (question.policies.empty() && !has_controls && trust == nullptr) return;

  auto sets = asked.sets();
  if (has_controls) sets.resource_control = owner->resource_control;
  if (trust != nullptr) sets.resource = *trust;
  asked.own_sets = question.policies.over(std::move(sets));
}

}  // namespace iam::gateway
