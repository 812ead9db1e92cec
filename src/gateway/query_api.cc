#include "query_api.h"

#include "iam/base/encoding.h"
#include "iam/base/log.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/wire/query.h"
#include "iam/wire/render.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace iam::gateway {
namespace {

using service::Service;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
// What policies would have said, when they are not enforced.
constexpr std::string_view kDecisionHeader = "x-iamlocal-decision";
constexpr std::string_view kProductPage = "https://aws.amazon.com/iam";

struct Api {
  Service service;
  std::string_view version;
  std::string_view xml_namespace;
};

constexpr Api kApis[] = {
    {Service::kIam, "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"},
    {Service::kSts, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"},
};

Api const* api_of_version(std::string_view version) {
  for (auto const& api : kApis) {
    if (api.version == version) return &api;
  }
  return nullptr;
}

// Where AWS sends whoever is not speaking the API: the product's page, a GET with its query.
HttpResponse redirect(HttpRequest const& request) {
  HttpResponse response{.status = 302};
  std::string location(kProductPage);
  if (request.method == "GET" && request.target.text.find('?') != std::string_view::npos) {
    location.append("?").append(request.target.query);
  }
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

// STS's second id: base64 of region, kind and milliseconds.
std::string extended_request_id(Clock const& clock, IdSource& ids) {
  auto const ms = std::to_string(clock.now().time_since_epoch().count());
  return base64_encode("1:us-east-1:S:" + ms + ":R:" + ids.request_id().substr(0, 8));
}

// A request on its way to its answer; kept alive until the reply, which may come from another thread.
struct Exchange {
  wire::Format format;
  Api const* api;
  service::Operation const* operation = nullptr;
  std::string caller_arn = "nobody";
  std::string request_id;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  Reply reply;

  HttpResponse response(int status, std::string body) const {
    HttpResponse answer{.status = status, .headers = {}, .body = std::move(body)};
    answer.headers.emplace_back("Content-Type", wire::content_type(format));
    return answer;
  }

  HttpResponse error_response(Error const& error) const {
    auto const xml_namespace = api != nullptr ? api->xml_namespace : kApis[0].xml_namespace;
    return response(error.http_status, wire::render_error(format, error, xml_namespace, request_id));
  }
};

Metrics::Outcome outcome_of(Error const& error) {
  return error.http_status < 500 ? Metrics::Outcome::kClientError : Metrics::Outcome::kServerError;
}

void finish(Exchange const& exchange, Metrics& metrics, service::Dispatcher::Outcome const& outcome,
            std::string const& decision = {}) {
  auto const& operation = *exchange.operation;
  HttpResponse response;
  if (outcome.has_value()) {
    wire::Envelope const envelope{operation.name, exchange.api->xml_namespace, exchange.request_id,
                                  operation.has_output};
    response = exchange.response(200, wire::render_response(exchange.format, envelope, [&](api::ShapeWriter& writer) {
                                   (*outcome)->emit(writer);
                                 }));
  } else {
    response = exchange.error_response(outcome.error());
  }
  using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;
  auto const duration = duration_cast<microseconds>(steady_clock::now() - exchange.started);
  metrics.record(operation, outcome.has_value() ? Metrics::Outcome::kSuccess : outcome_of(outcome.error()), duration);
  log::info("{} {} by {}: {} {} in {} us", exchange.request_id, operation.name, exchange.caller_arn, response.status,
            outcome.has_value() ? "OK" : outcome.error().code, duration.count());
  if (!decision.empty()) response.headers.emplace_back(kDecisionHeader, decision);
  exchange.reply(std::move(response));
}

}  // namespace

void QueryApi::handle(HttpRequest const& request, std::string request_id, Reply reply) {
  bool const is_post = request.method == "POST";
  if (is_post && !request.has_type(kFormType)) return reply(redirect(request));

  auto exchange = std::make_shared<Exchange>();
  exchange->request_id = std::move(request_id);
  auto const accept = request.header("Accept");
  auto const refuse = [&](Error const& error) {
    metrics_.record_unrouted();
    log::info("{} refused: {} {}", exchange->request_id, error.http_status, error.code);
    reply(exchange->error_response(error));
  };

  exchange->format = wire::negotiated_format(accept, "");
  auto const query = wire::QueryRequest::parse(is_post ? request.body : std::string_view(), request.target.query);
  if (!query.has_value()) return refuse(query.error());
  exchange->format = wire::negotiated_format(accept, query->text("ContentType").value_or(""));

  auto const action = query->text("Action");
  if (!action.has_value()) return reply(redirect(request));
  auto const version = query->text("Version").value_or("NO_VERSION_SPECIFIED");
  exchange->api = api_of_version(version);
  if (exchange->api != nullptr) exchange->operation = service::find_operation(exchange->api->service, *action);
  if (exchange->operation == nullptr) return refuse(service::errors::invalid_action(*action, version));

  exchange->reply = std::move(reply);
  if (exchange->api->service == Service::kSts) {
    exchange->reply = [reply = std::move(exchange->reply),
                       id = extended_request_id(environment_.clock, environment_.ids)](HttpResponse response) {
      response.headers.emplace_back("x-amz-sts-extended-request-id", id);
      reply(std::move(response));
    };
  }
  auto sender = authentication_.sender_of(request, *query, *exchange->operation);
  if (!sender.has_value()) return finish(*exchange, metrics_, fail(sender.error()));
  exchange->caller_arn = sender->caller.arn;
  auto id = exchange->request_id;
  dispatcher_.dispatch(*exchange->operation, query->parameters(), std::move(sender->caller), std::move(sender->origin),
                       std::move(id),
                       [this, exchange](service::Dispatcher::Outcome const& outcome, std::string const& decision) {
                         bool const is_told = environment_.auth_mode == AuthMode::kSoft;
                         finish(*exchange, metrics_, outcome, is_told ? decision : std::string());
                       });
}

}  // namespace iam::gateway
