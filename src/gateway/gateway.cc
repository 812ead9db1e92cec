#include "iam/gateway/gateway.h"

#include "browser_rules.h"
#include "iam/alexa/api.h"
#include "iam/authorization/authorizer.h"
#include "iam/base/encoding.h"
#include "iam/base/log.h"
#include "iam/call/errors.h"
#include "iam/face/answers.h"
#include "iam/face/consistency.h"
#include "iam/face/faults.h"
#include "iam/face/metrics.h"
#include "iam/face/request_ids.h"
#include "iam/huawei/api.h"
#include "iam/operator/operator.h"
#include "iam/toolbox/api.h"
#include "other_services.h"
#include "protocols.h"
#include "query_api.h"
#include "role_credentials.h"
#include "token_issuers.h"

#include <fmt/chrono.h>

#include <ctime>
#include <exception>
#include <utility>

namespace iam::gateway {
namespace {

// What AWS answers on paths that it does not know, before it looks at anything else.
constexpr std::string_view kUnknownOperation = "<UnknownOperationException/>\n";
constexpr std::string_view kExposedHeaders =
    "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,smithy-protocol";
constexpr std::string_view kOwnHeaders = "x-iamlocal-";  // which AWS has not, and a page may read, too
constexpr std::string_view kPreflightSeconds = "172800";
constexpr std::string_view kAwsMethods = "POST";
constexpr std::string_view kOtherMethods = "DELETE, GET, POST, PUT";

// "Sun, 22 Nov 2026 13:34:00 GMT"; each thread formats a second once.
std::string const& http_date(Time now) {
  thread_local std::time_t formatted_second = 0;
  thread_local std::string text;
  // Not system_clock::to_time_t: it counts nanoseconds, which end in the year 2262.
  auto const second = std::time_t{epoch_seconds(now)};
  if (text.empty() || second != formatted_second) {
    text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(second));
    formatted_second = second;
  }
  return text;
}

HttpResponse preflight(HttpRequest const& request, std::string_view methods) {
  HttpResponse response;
  response.headers.emplace_back("access-control-allow-methods", methods);
  // A browser's SDK signs with headers that the page must be allowed to send.
  if (auto const wanted = request.header("Access-Control-Request-Headers"); !wanted.empty()) {
    response.headers.emplace_back("access-control-allow-headers", wanted);
  }
  response.headers.emplace_back("access-control-max-age", kPreflightSeconds);
  return response;
}

HttpResponse unknown_operation() {
  HttpResponse response{.status = 404, .headers = {}, .body = std::string(kUnknownOperation)};
  response.headers.emplace_back("Content-Type", "text/xml");
  return response;
}

std::string_view methods_of(std::string_view path) {
  return huawei::Api::owns(path) || OperatorApi::owns(path) ? kOtherMethods : kAwsMethods;
}

bool has_sound_escapes(std::string_view path) {
  std::string decoded;
  return percent_decode(path, PlusSign::kLiteral, decoded);
}

service::Enforcement enforcement_of(AuthMode mode) {
  switch (mode) {
    case AuthMode::kOff:
    case AuthMode::kVerify:
      break;
    case AuthMode::kSoft:
      return service::Enforcement::kSoft;
    case AuthMode::kEnforce:
      return service::Enforcement::kFull;
  }
  return service::Enforcement::kNone;
}

// Where nothing is checked, a client chooses the partition by the region that it signs for.
std::optional<Partition> only_partition(Environment const& environment) {
  return environment.auth_mode == AuthMode::kOff ? std::nullopt : std::optional(environment.partition);
}

class EmulatorGateway final : public Gateway {
 public:
  explicit EmulatorGateway(Environment environment)
      : environment_(std::move(environment)),
        authorizer_(enforcement_of(environment_.auth_mode), only_partition(environment_), environment_.denial_links),
        surroundings_{environment_.store, environment_.clock, environment_.ids, environment_.last_used,
                      code_attempts_,     environment_.seal,  authorizer_,      environment_.strictness},
        faults_(environment_.ids, environment_.faults),
        consistency_(environment_.store, environment_.clock, environment_.ids, environment_.consistency),
        browser_rules_(environment_.browsers),
        other_services_(environment_, metrics_),
        query_api_(environment_, surroundings_, metrics_, faults_, other_services_),
        alexa_api_(environment_, surroundings_, metrics_),
        huawei_api_(environment_, surroundings_, metrics_),
        toolbox_api_(environment_, surroundings_, metrics_),
        operator_api_(environment_, surroundings_, metrics_, faults_, consistency_),
        role_credentials_(environment_, surroundings_) {}

  void handle(HttpRequest const& request, Reply reply) override {
    auto request_id = ids_for(environment_, request).request_id();
    if (auto const refusal = browser_rules_.refusal(request)) return reply(refused(*refusal, request, request_id));
    Reply const finished = [this, request_id, reader = browser_rules_.readable_by(request),
                            reply = std::move(reply)](HttpResponse response) {
      add_common_headers(response, request_id);
      if (!reader.empty()) let_read(response, reader);
      reply(std::move(response));
    };
    try {
      route(request, request_id, finished);
    } catch (std::exception const& exception) {
      log::error("{} failed: {}", request_id, exception.what());
      metrics_.record({}, 500, {});
      finished(error_answer(service::errors::service_failure(), request, request_id));
    }
  }

 private:
  void route(HttpRequest const& request, std::string const& request_id, Reply const& reply) {
    auto const path = request.target.path;
    bool const is_root = path == "/";  // where clients of AWS send everything
    if (!has_sound_escapes(path)) return reply(HttpResponse{.status = 400, .headers = {}, .body = {}});
    if (request.method == "OPTIONS" && !request.header("Origin").empty()) {
      return reply(preflight(request, methods_of(path)));
    }
    if (role_credentials_.owns(request)) return role_credentials_.handle(request, request_id, reply);
    if (is_for_token_issuer(request)) return reply(token_issuer_answer(environment_, request));
    if (!is_root && OperatorApi::owns(path)) return operator_api_.handle(request, reply);
    auto const& faces = environment_.faces;
    if (!is_root && faces.huawei && huawei::Api::owns(path)) return huawei_api_.handle(request, request_id, reply);
    if (faces.alexa && is_root && alexa::Api::owns(request)) return alexa_api_.handle(request, request_id, reply);
    if (!is_root && faces.aws && toolbox::Api::owns(request)) return toolbox_api_.handle(request, request_id, reply);
    if (faces.aws && is_root && (request.method == "GET" || request.method == "POST")) {
      return query_api_.handle(request, request_id, reply);
    }
    if (auto told = other_services_.answer(request, request_id)) return reply(*std::move(told));
    metrics_.record({}, 404, {});
    reply(unknown_operation());
  }

  void add_common_headers(HttpResponse& response, std::string const& request_id) const {
    response.headers.emplace_back("x-amzn-RequestId", request_id);
    response.headers.emplace_back("Date", http_date(environment_.clock.now()));
  }

  static void let_read(HttpResponse& response, std::string const& origin) {
    std::string exposed(kExposedHeaders);
    for (auto const& header : response.headers) {
      if (header.first.starts_with(kOwnHeaders)) exposed.append(",").append(header.first);
    }
    response.headers.emplace_back("access-control-allow-origin", origin);
    response.headers.emplace_back("access-control-expose-headers", std::move(exposed));
    if (origin != "*") response.headers.emplace_back("Vary", "Origin");
  }

  // Nothing was done, and no page may read this: it is for whoever looks why.
  HttpResponse refused(Error const& error, HttpRequest const& request, std::string const& request_id) {
    log::warning("{} refused: {}", request_id, *error.message);
    metrics_.record({}, error.http_status, {});
    auto response = error_answer(error, request, request_id);
    add_common_headers(response, request_id);
    return response;
  }

  // To whoever is not known yet.
  static HttpResponse error_answer(Error const& error, HttpRequest const& request, std::string const& request_id) {
    if (OperatorApi::owns(request.target.path)) return json_error(error.http_status, *error.message);
    return error_in(protocol_of(request, ""), request, error, request_id);
  }

  Environment environment_;
  Metrics metrics_;
  service::Authorizer authorizer_;
  service::CodeAttempts code_attempts_;
  service::Surroundings surroundings_;
  Faults faults_;
  ConsistencyControl consistency_;
  BrowserRules browser_rules_;
  OtherServices other_services_;
  QueryApi query_api_;
  alexa::Api alexa_api_;
  huawei::Api huawei_api_;
  toolbox::Api toolbox_api_;
  OperatorApi operator_api_;
  RoleCredentialsApi role_credentials_;
};

}  // namespace

std::unique_ptr<Gateway> make_gateway(Environment environment) {
  return std::make_unique<EmulatorGateway>(std::move(environment));
}

}  // namespace iam::gateway
