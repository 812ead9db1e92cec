#include "iam/toolbox/api.h"

#include "details.h"
#include "errors.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/control_policies.h"
#include "iam/base/log.h"
#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "iam/face/exchange.h"
#include "iam/face/face.h"
#include "iam/policy/compile.h"
#include "iam/wire/query.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace iam::gateway::toolbox {
namespace {

namespace json = boost::json;

constexpr std::string_view kPathBeginning = "/authorization-details/";
constexpr std::string_view kPolicyEnding = "/policy";
// The signing name of the API's model: its permissions are IAM's.
constexpr std::string_view kService = "iam";
constexpr std::string_view kDetails = "GetRequestAuthorizationDetails";
constexpr std::string_view kPolicy = "GetRequestAuthorizationPolicy";
constexpr std::string_view kOrganizationKey = "aws:principalorgid";
constexpr std::size_t kIdLengthMax = 256;

bool is_authorization_id(std::string_view text) {
  return !text.empty() && text.size() <= kIdLengthMax &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

HttpResponse response_of(FaceOutcome const& outcome) {
  if (outcome.has_value()) return json_response(200, *outcome);
  auto const& error = outcome.error();
  auto response = json_response(error.http_status, json::object{{"message", error.message.value_or("")}});
  response.headers.emplace_back("x-amzn-ErrorType", error.code);
  return response;
}

// That of the moment, which the request's keys tell.
std::string_view organization_of(service::DeniedRequest const& denied) {
  for (auto const& entry : denied.failure.context) {
    if (entry.key == kOrganizationKey && !entry.values.empty()) return entry.values.front();
  }
  return {};
}

// "If an organization was recorded, the calling principal must belong to that organization. Otherwise, the calling
// principal must belong to the recorded account."
bool may_know(service::Call& call, service::FoundDenial const& found) {
  auto const recorded = organization_of(found.denied);
  if (recorded.empty()) return call.account() == found.account;
  auto const place = service::organization_place(call.store, call.account());
  return place.has_value() && place->id == recorded;
}

FaceOutcome policy_answer(service::DeniedRequest const& denied, std::string_view uri) {
  auto const policy = policy_of_uri(denied, uri);
  if (policy == nullptr) return fail(errors::resource_not_found());
  auto document = parse_strict_json(policy::text_of(*policy));
  if (!document.has_value()) return fail(errors::internal_server());
  return json::object{{"policyDocument", *std::move(document)}};
}

}  // namespace

// What a request asks, as far as it could be read.
struct Api::Question {
  std::string_view operation = kDetails;
  service::Caller caller;
  service::Origin origin;
  std::string authorization_id;
  std::string policy_uri;
  std::optional<std::string> next_token;
  Notes notes;  // of a refusal, for the operator

  json::object parameters() const {
    json::object told{{"authorizationId", authorization_id}};
    if (operation == kPolicy) told["policyUri"] = policy_uri;
    if (next_token.has_value()) told["nextToken"] = *next_token;
    return told;
  }

  FaceOutcome answer(service::Call& call, service::Authorizer& authorizer) const {
    service::Need need{.action = std::string(kService).append(":").append(operation),
                       .resource = {.arn = "*", .shown = "*", .account = call.account()}};
    if (auto allowed = call.authorization.check_action(call, std::move(need)); !allowed) {
      return fail(errors::translated(std::move(allowed.error())));
    }
    auto const found = authorizer.denials().find(authorization_id, call.now);
    if (!found.has_value() || !may_know(call, *found)) return fail(errors::resource_not_found());
    if (operation == kPolicy) return policy_answer(found->denied, policy_uri);
    // A token is good for the one denial.
    auto const page = service::PageRequest::make(std::string(operation).append(1, '/').append(authorization_id),
                                                 call.account(), std::nullopt, next_token);
    if (!page.has_value()) return fail(errors::validation("nextToken is not one that this operation returned."));
    return details(found->denied, *page);
  }
};

bool Api::owns(HttpRequest const& request) {
  return request.method == "GET" && request.target.path.starts_with(kPathBeginning);
}

Status Api::admit(HttpRequest const& request, Question& question) {
  auto id = request.target.path.substr(kPathBeginning.size());
  if (id.ends_with(kPolicyEnding)) {
    id.remove_suffix(kPolicyEnding.size());
    question.operation = kPolicy;
  }
  auto const query = wire::QueryRequest::parse("", request.target.query);
  if (!query.has_value()) return fail(errors::validation("The query cannot be read."));
  auto sender = authentication_.sender_of(request, *query, Addressee{.service = kService}, question.notes);
  if (!sender.has_value()) return fail(errors::translated(std::move(sender.error())));
  question.caller = std::move(sender->caller);
  question.origin = std::move(sender->origin);

  if (!is_authorization_id(id)) {
    return fail(errors::validation("The authorization ID must match [0-9a-z]+ and have at most 256 characters."));
  }
  question.authorization_id = id;
  if (question.operation == kPolicy) {
    question.policy_uri = query->text("policyUri").value_or("");
    if (question.policy_uri.empty()) return fail(errors::validation("policyUri is required."));
  } else if (auto const token = query->text("nextToken"); token.has_value() && !token->empty()) {
    question.next_token = std::string(*token);
  }
  return {};
}

void Api::handle(HttpRequest const& request, std::string const& request_id, Reply reply) {
  Exchange exchange{environment_, metrics_, request_id, std::move(reply)};
  exchange.source = "toolbox";
  exchange.service = kService;
  exchange.subject = Metrics::Face::kToolbox;
  auto const question = std::make_shared<Question>();
  Status admitted;
  try {
    admitted = admit(request, *question);
  } catch (std::exception const& exception) {
    log::error("{} failed: {}", request_id, exception.what());
    admitted = fail(errors::internal_server());
  }
  exchange.operation = question->operation;
  exchange.notes = std::move(question->notes);
  if (!question->caller.arn.empty()) exchange.sent_by(question->caller);
  if (exchange.wants_parameters()) exchange.parameters = kept_parameters(question->parameters());
  if (!admitted.has_value()) return exchange.finish(response_of(fail(admitted.error())), &admitted.error());

  carry_out(surroundings_,
            {question->operation, service::Access::kRead, question->caller, question->origin, request_id,
             [question, &authorizer = surroundings_.authorizer](service::Call& call) {
               return question->answer(call, authorizer);
             }},
            errors::internal_server(),
            [exchange = std::move(exchange)](FaceOutcome const& outcome, std::string const& decision) {
              exchange.finish(response_of(outcome), outcome.has_value() ? nullptr : &outcome.error(), decision);
            });
}

}  // namespace iam::gateway::toolbox
