#include "iam/huawei/api.h"

#include "authn.h"
#include "errors.h"
#include "iam/base/arn.h"
#include "iam/base/encoding.h"
#include "iam/base/log.h"
#include "iam/face/face.h"
#include "operation.h"
#include "permissions.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>

namespace iam::gateway::huawei {
namespace {

constexpr std::string_view kVersionPrefix = "/v5/";
constexpr std::string_view kDomainsPath = "/v3/auth/domains";

// 32 hexadecimal digits, of the gateway's UUID.
std::string request_id_of(std::string_view uuid) {
  std::string id(uuid);
  std::erase(id, '-');
  return id;
}

// Opaque to clients: what was refused and to whom.
std::string encoded_message(Error const& error, std::string_view request_id) {
  return base64_encode(json::serialize(json::object{{"request_id", request_id}, {"reason", *error.message}}));
}

json::value body_of(Error const& error, std::string_view request_id) {
  json::object body{{"error_code", error.code}, {"error_msg", error.message.value_or("")}, {"request_id", request_id}};
  if (errors::is_access_denied(error)) body["encoded_authorization_message"] = encoded_message(error, request_id);
  return body;
}

HttpResponse response(int status, json::value const& body, std::string const& request_id) {
  HttpResponse answer{.status = status};
  answer.headers.emplace_back("X-Request-Id", request_id);
  if (!body.is_null()) {
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.body = json::serialize(body);
  }
  return answer;
}

}  // namespace

// A request on its way to its answer; kept alive until the reply, which may come from another thread.
struct Api::Exchange {
  Operation const* operation = nullptr;
  service::Caller caller;
  service::Origin origin;
  Parameters in;
  std::string request_id;
  Reply reply;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

  Result<json::value> run(service::Call& call) const {
    if (auto allowed = check_permission(call, *operation, in); !allowed) return fail(std::move(allowed.error()));
    return operation->handler(call, in);
  }
};

bool Api::owns(std::string_view path) { return path.starts_with(kVersionPrefix) || path == kDomainsPath; }

// Huawei's gateway looks for the API first, then at who calls; IAM itself reads the request.
Result<Api::Exchange> Api::admitted(HttpRequest const& request) {
  auto route = find_route(request.method, request.target.path);
  if (!route.has_value()) return fail(errors::no_such_api());
  auto caller = caller_of(request, environment_);
  if (!caller.has_value()) return fail(std::move(caller.error()));
  auto in = Parameters::read(route->operation->members, std::move(route->path), request.target.query, request.body);
  if (!in.has_value()) return fail(std::move(in.error()));
  return Exchange{.operation = route->operation,
                  .caller = *std::move(caller),
                  .origin = {.source_ip = std::string(request.peer),
                             .user_agent = std::string(request.header("User-Agent")),
                             .region = std::string(iam_region(Partition::kAws)),
                             .is_secure = request.is_secure},
                  .in = *std::move(in)};
}

void Api::handle(HttpRequest const& request, std::string_view request_id, Reply reply) {
  auto const id = request_id_of(request_id);
  auto admitted_exchange = [&]() -> Result<Exchange> {
    try {
      return admitted(request);
    } catch (std::exception const& exception) {
      log::error("{} failed: {}", id, exception.what());
      return fail(errors::internal_error());
    }
  }();
  if (!admitted_exchange.has_value()) {
    auto const& error = admitted_exchange.error();
    metrics_.record_unrouted();
    log::info("{} refused: {} {}", id, error.http_status, error.code);
    return reply(response(error.http_status, body_of(error, id), id));
  }
  auto exchange = std::make_shared<Exchange>(*std::move(admitted_exchange));
  exchange->request_id = id;
  exchange->reply = std::move(reply);
  carry_out(environment_, authorizer_,
            {exchange->operation->name, exchange->operation->access, exchange->caller, exchange->origin, id,
             [exchange](service::Call& call) { return exchange->run(call); }},
            errors::internal_error(), [this, exchange](FaceOutcome const& outcome) { finish(*exchange, outcome); });
}

void Api::finish(Exchange const& exchange, Result<json::value> const& outcome) const {
  auto answer = outcome.has_value() ? response(exchange.operation->status, *outcome, exchange.request_id)
                                    : response(outcome.error().http_status,
                                               body_of(outcome.error(), exchange.request_id), exchange.request_id);
  using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;
  auto const duration = duration_cast<microseconds>(steady_clock::now() - exchange.started);
  metrics_.record(Metrics::Face::kHuawei, answer.status);
  log::info("{} {} by {}: {} {} in {} us", exchange.request_id, exchange.operation->name, exchange.caller.arn,
            answer.status, outcome.has_value() ? "OK" : outcome.error().code, duration.count());
  exchange.reply(std::move(answer));
}

}  // namespace iam::gateway::huawei
