#include "iam/alexa/api.h"

#include "errors.h"
#include "iam/base/log.h"
#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/face/exchange.h"
#include "iam/face/face.h"
#include "iam/wire/query.h"
#include "operation.h"
#include "permissions.h"

#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace iam::gateway::alexa {
namespace {

constexpr std::string_view kTargetPrefix = "AlexaForBusiness.";
constexpr std::string_view kContentType = "application/x-amz-json-1.1";
constexpr std::string_view kService = "a4b";
constexpr std::string_view kTarget = "X-Amz-Target";

// Only the credential of a presigned request is in it.
Result<wire::QueryRequest> query_of(HttpRequest const& request) {
  return wire::QueryRequest::parse("", request.target.query);
}

HttpResponse response(int status, json::value const& body) {
  HttpResponse answer{.status = status, .headers = {}, .body = json::serialize(body)};
  answer.headers.emplace_back("Content-Type", kContentType);
  return answer;
}

HttpResponse error_response(Error const& error, json::object const* request) {
  auto answer = response(error.http_status, errors::body_of(error, request));
  answer.headers.emplace_back("x-amzn-ErrorType", error.code);
  return answer;
}

}  // namespace

// What is known of a request, as far as it could be read.
struct Api::Admission {
  Operation const* operation = nullptr;
  service::Caller caller;
  service::Origin origin;
  std::optional<json::object> body;
  Reading reading;
  Notes notes;  // of a refusal, for the operator

  FaceOutcome run(Call& call) const {
    if (auto allowed = check_permission(call, *operation, reading.known); !allowed)
      return fail(std::move(allowed.error()));
    return reading.work(call);
  }

  HttpResponse answer(FaceOutcome const& outcome) const {
    if (outcome.has_value()) return response(200, *outcome);
    return error_response(outcome.error(), body.has_value() ? &*body : nullptr);
  }
};

bool Api::owns(HttpRequest const& request) {
  return request.method == "POST" && request.header(kTarget).starts_with(kTargetPrefix);
}

Status Api::admit(HttpRequest const& request, Admission& admission) {
  admission.operation = find_operation(request.header(kTarget).substr(kTargetPrefix.size()));
  if (admission.operation == nullptr || !request.has_type(kContentType)) return fail(errors::unknown_operation());

  auto const query = query_of(request);
  if (!query.has_value()) return fail(errors::translated(query.error()));
  auto sender = authentication_.sender_of(request, *query, Addressee{.service = kService, .naming_header = kTarget},
                                          admission.notes);
  if (!sender.has_value()) return fail(errors::translated(std::move(sender.error())));
  admission.caller = std::move(sender->caller);
  admission.origin = std::move(sender->origin);

  auto body = parse_strict_json(request.body);
  if (!body.has_value() || !body->is_object()) return fail(errors::malformed_body());
  admission.body = std::move(body->get_object());
  auto reading = admission.operation->read(*admission.body);
  if (!reading.has_value()) return fail(std::move(reading.error()));
  admission.reading = *std::move(reading);
  return {};
}

void Api::handle(HttpRequest const& request, std::string const& request_id, Reply reply) {
  Exchange exchange{environment_, metrics_, request_id, std::move(reply)};
  exchange.source = "alexa";
  exchange.service = kService;
  exchange.subject = Metrics::Face::kAlexa;
  auto const admission = std::make_shared<Admission>();
  Status admitted;
  try {
    admitted = admit(request, *admission);
  } catch (std::exception const& exception) {
    log::error("{} failed: {}", request_id, exception.what());
    admitted = fail(errors::internal_failure());
  }
  exchange.notes = std::move(admission->notes);
  if (admission->operation != nullptr) exchange.operation = admission->operation->name;
  if (!admission->caller.arn.empty()) exchange.sent_by(admission->caller);
  if (admission->body.has_value() && exchange.wants_parameters()) {
    exchange.parameters = kept_parameters(*admission->body);
  }
  if (!admitted.has_value()) return exchange.finish(admission->answer(fail(admitted.error())), &admitted.error());

  carry_out(surroundings_,
            {admission->operation->name, admission->operation->access, admission->caller, admission->origin, request_id,
             [admission](Call& call) { return admission->run(call); }},
            errors::internal_failure(),
            [admission, exchange = std::move(exchange)](FaceOutcome const& outcome, std::string const& decision) {
              exchange.finish(admission->answer(outcome), outcome.has_value() ? nullptr : &outcome.error(), decision);
            });
}

}  // namespace iam::gateway::alexa
