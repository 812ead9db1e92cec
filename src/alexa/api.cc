#include "iam/alexa/api.h"

#include "errors.h"
#include "iam/base/log.h"
#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/face/face.h"
#include "iam/wire/query.h"
#include "operation.h"
#include "permissions.h"

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace iam::gateway::alexa {
namespace {

constexpr std::string_view kTargetPrefix = "AlexaForBusiness.";
constexpr std::string_view kContentType = "application/x-amz-json-1.1";
constexpr std::string_view kService = "a4b";

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

// A request on its way to its answer; kept alive until the reply, which may come from another thread.
struct Api::Exchange {
  Operation const* operation = nullptr;
  service::Caller caller;
  service::Origin origin;
  std::optional<json::object> body;
  Work work;
  std::string request_id;
  Reply reply;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

  FaceOutcome run(Call& call) const {
    if (auto allowed = check_permission(call, *operation, *body); !allowed) return fail(std::move(allowed.error()));
    return work(call);
  }
};

bool Api::owns(HttpRequest const& request) {
  return request.method == "POST" && request.header("X-Amz-Target").starts_with(kTargetPrefix);
}

Status Api::admit(HttpRequest const& request, Exchange& exchange) {
  exchange.operation = find_operation(request.header("X-Amz-Target").substr(kTargetPrefix.size()));
  if (exchange.operation == nullptr || !request.has_type(kContentType)) return fail(errors::unknown_operation());

  auto const query = query_of(request);
  if (!query.has_value()) return fail(errors::translated(query.error()));
  auto sender = authentication_.sender_of(request, *query, Addressee{kService});
  if (!sender.has_value()) return fail(errors::translated(std::move(sender.error())));
  exchange.caller = std::move(sender->caller);
  exchange.origin = std::move(sender->origin);

  auto body = parse_strict_json(request.body);
  if (!body.has_value() || !body->is_object()) return fail(errors::malformed_body());
  exchange.body = std::move(body->get_object());
  auto work = exchange.operation->read(*exchange.body);
  if (!work.has_value()) return fail(std::move(work.error()));
  exchange.work = *std::move(work);
  return {};
}

void Api::handle(HttpRequest const& request, std::string const& request_id, Reply reply) {
  auto const exchange = std::make_shared<Exchange>();
  exchange->request_id = request_id;
  exchange->reply = std::move(reply);
  Status admitted;
  try {
    admitted = admit(request, *exchange);
  } catch (std::exception const& exception) {
    log::error("{} failed: {}", request_id, exception.what());
    admitted = fail(errors::internal_failure());
  }
  if (!admitted.has_value()) return finish(*exchange, fail(admitted.error()));
  carry_out(environment_, authorizer_,
            {exchange->operation->name, exchange->operation->access, exchange->caller, exchange->origin, request_id,
             [exchange](Call& call) { return exchange->run(call); }},
            errors::internal_failure(), [this, exchange](FaceOutcome const& outcome) { finish(*exchange, outcome); });
}

void Api::finish(Exchange const& exchange, Result<json::value> const& outcome) const {
  auto const* body = exchange.body.has_value() ? &*exchange.body : nullptr;
  auto answer = outcome.has_value() ? response(200, *outcome) : error_response(outcome.error(), body);
  using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;
  auto const duration = duration_cast<microseconds>(steady_clock::now() - exchange.started);
  metrics_.record(Metrics::Face::kAlexa, answer.status);
  log::info("{} {} by {}: {} {} in {} us", exchange.request_id,
            exchange.operation != nullptr ? exchange.operation->name : "?", exchange.caller.arn, answer.status,
            outcome.has_value() ? "OK" : outcome.error().code, duration.count());
  exchange.reply(std::move(answer));
}

}  // namespace iam::gateway::alexa
