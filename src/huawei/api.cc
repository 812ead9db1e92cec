#include "iam/huawei/api.h"

#include "authn.h"
#include "errors.h"
#include "iam/base/arn.h"
#include "iam/base/encoding.h"
#include "iam/base/log.h"
#include "iam/face/exchange.h"
#include "iam/face/face.h"
#include "operation.h"
#include "permissions.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace iam::gateway::huawei {
namespace {

constexpr std::string_view kService = "iam";
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

// Of a request that may be refused before it is read: sentences quote what was sent.
KeptParameters parameters_of(HttpRequest const& request) {
  if (auto const body = parse_strict_json(request.body)) return kept_parameters(*body);
  return kept_parameters("", request.target.query);
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

// What is known of a request that may be carried out.
struct Api::Admitted {
  Operation const* operation = nullptr;
  service::Caller caller;
  service::Origin origin;
  Parameters in;

  Result<json::value> run(service::Call& call) const {
    if (auto allowed = check_permission(call, *operation, in); !allowed) return fail(std::move(allowed.error()));
    return operation->handler(call, in);
  }
};

bool Api::owns(std::string_view path) { return path.starts_with(kVersionPrefix) || path == kDomainsPath; }

// Huawei's gateway looks for the API first, then at who calls; IAM itself reads the request.
Result<Api::Admitted> Api::admit(HttpRequest const& request) const {
  auto const route = find_route(request.method, request.target.path);
  if (!route.has_value()) return fail(errors::no_such_api());
  auto caller = caller_of(request, environment_);
  if (!caller.has_value()) return fail(std::move(caller.error()));
  auto in = Parameters::read(route->operation->members, route->path, request.target.query, request.body);
  if (!in.has_value()) return fail(std::move(in.error()));
  return Admitted{.operation = route->operation,
                  .caller = *std::move(caller),
                  .origin = {.source_ip = std::string(request.peer),
                             .user_agent = std::string(request.header("User-Agent")),
                             .region = std::string(iam_region(environment_.partition)),
                             .is_secure = request.is_secure},
                  .in = *std::move(in)};
}

void Api::handle(HttpRequest const& request, std::string_view request_id, Reply reply) {
  Exchange exchange{environment_, metrics_, request_id_of(request_id), std::move(reply)};
  exchange.source = "huawei";
  exchange.service = kService;
  auto const refuse = [&exchange](Error const& error) {
    auto const& id = exchange.request_id;
    exchange.finish(response(error.http_status, body_of(error, id), id), &error);
  };
  if (exchange.wants_parameters()) exchange.parameters = parameters_of(request);
  Result<Admitted> admitted;
  try {
    admitted = admit(request);
  } catch (std::exception const& exception) {
    log::error("{} failed: {}", exchange.request_id, exception.what());
    return refuse(errors::internal_error());
  }
  if (!admitted.has_value()) return refuse(admitted.error());

  auto const& operation = *admitted->operation;
  exchange.subject = Metrics::Face::kHuawei;
  exchange.operation = operation.name;
  exchange.sent_by(admitted->caller);
  if (exchange.wants_parameters()) exchange.parameters = kept_parameters(admitted->in.all());
  auto caller = admitted->caller;
  auto origin = admitted->origin;
  auto id = exchange.request_id;
  carry_out(surroundings_,
            {operation.name, operation.access, std::move(caller), std::move(origin), std::move(id),
             [admitted = *std::move(admitted)](service::Call& call) { return admitted.run(call); }},
            errors::internal_error(),
            [&operation, exchange = std::move(exchange)](FaceOutcome const& outcome, std::string const& decision) {
              auto const& own_id = exchange.request_id;
              if (outcome.has_value()) {
                return exchange.finish(response(operation.status, *outcome, own_id), nullptr, decision);
              }
              auto const& error = outcome.error();
              exchange.finish(response(error.http_status, body_of(error, own_id), own_id), &error, decision);
            });
}

}  // namespace iam::gateway::huawei
