#include "iam/operator/operator.h"

#include "accounts.h"
#include "authorize.h"
#include "clock.h"
#include "completions.h"
#include "consistency.h"
#include "console.h"
#include "delegation.h"
#include "denials.h"
#include "enrollments.h"
#include "faults.h"
#include "fixtures.h"
#include "iam/base/hash.h"
#include "iam/base/log.h"
#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "iam/call/transact.h"
#include "iam/face/answers.h"
#include "iam/face/request_journal.h"
#include "iam/store/reset.h"
#include "identity_provider.h"
#include "lint_policy.h"
#include "oidc_keys.h"
#include "organization.h"
#include "permissions.h"
#include "quotas.h"
#include "random.h"
#include "requests.h"
#include "role_templates.h"
#include "savepoints.h"
#include "state.h"
#include "trust.h"
#include "who_can.h"

#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kIsOff = "the operator's endpoints are off: start the server without --operator off";
constexpr std::string_view kNeedsToken =
    "the operator's endpoints need a token: send Authorization: Bearer and the server's --operator-token";
constexpr std::string_view kProviderIsOff = "the test identity provider is off: start the server with --test-idp on";

// Whether a list such as "GET, PUT" has the method. HEAD is answered where GET is.
bool allows(std::string_view methods, std::string_view method) {
  if (method == "HEAD") method = "GET";
  for (auto rest = methods; !rest.empty();) {
    auto const name = rest.substr(0, rest.find(','));
    if (name == method) return true;
    rest.remove_prefix(std::min(rest.size(), name.size() + 2));
  }
  return false;
}

// Whether the header Authorization shows the operator's token. Schemes are compared ignoring case (RFC 9110, 11.1).
bool shows_token(HttpRequest const& request, Secret const& token) {
  auto shown = request.header("Authorization");
  auto const scheme = take_until(shown, ' ');
  return equals_ignoring_case(scheme, "Bearer") && is_same_secret(trimmed(shown), token);
}

// Whether a path is what a route says, where `{name}` stands for one segment, whatever it is, and `{path...}` at the
// end for all that follows, which may be nothing.
bool leads(std::string_view path, std::string_view route) {
  constexpr std::string_view kRest = "{path...}";
  if (route.ends_with(kRest)) return path.starts_with(route.substr(0, route.size() - kRest.size()));
  if (path.ends_with('/')) return false;
  while (!path.empty() && !route.empty()) {
    auto const segment = take_until(path, '/');
    auto const wanted = take_until(route, '/');
    bool const is_any = wanted.starts_with('{') && !segment.empty();
    if (!is_any && segment != wanted) return false;
  }
  return path.empty() && route.empty();
}

}  // namespace

// What is answered where. Handlers are asked only with a method of theirs.
struct OperatorApi::Route {
  // Whom it answers.
  enum class Asker {
    kOperator,         // as the environment's rules say
    kAnybody,          // what probes and relying parties ask
    kAnybodyUnlessOff  // what is no secret, but of no use where there is no operator
  };

  std::string_view path;
  std::string_view methods;  // as the header Allow lists them
  void (*handle)(OperatorApi& api, HttpRequest const& request, Reply reply);
  bool is_of_test_provider = false;  // which may be off
  Asker asker = Asker::kOperator;

  // Of handlers that need nothing but the environment.
  template <auto handler>
  static void with_environment(OperatorApi& api, HttpRequest const& request, Reply reply) {
    handler(api.environment_, request, std::move(reply));
  }

  // Of those that answer at once.
  template <auto handler>
  static void answered_by(OperatorApi& api, HttpRequest const& request, Reply reply) {
    reply(handler(api.environment_, request));
  }
  template <auto handler>
  static void with_savepoints(OperatorApi& api, HttpRequest const& request, Reply reply) {
    (*api.savepoints_.*handler)(request, std::move(reply));
  }

  // Of those that decide.
  template <auto handler>
  static void with_surroundings(OperatorApi& api, HttpRequest const& request, Reply reply) {
    reply(handler(api.environment_, api.surroundings_, request));
  }

  // Of handlers that answer at once, and want to know why callers were denied.
  template <auto handler>
  static void with_authorizer(OperatorApi& api, HttpRequest const& request, Reply reply) {
    reply(handler(api.environment_, api.surroundings_.authorizer, request));
  }

  static std::span<Route const> all();
  static Route const* find(std::string_view path);
};

std::span<OperatorApi::Route const> OperatorApi::Route::all() {
  using enum Asker;
  using Api = OperatorApi;
  using Request = HttpRequest const;
  static constexpr auto kHealth = [](Api& api, Request&, Reply reply) { reply(api.health()); };
  static constexpr auto kReset = [](Api& api, Request& request, Reply reply) { api.reset(request, std::move(reply)); };
  static constexpr auto kInit = [](Api&, Request& request, Reply reply) { reply(init_stages(request)); };
  static constexpr Route kRoutes[] = {
      {"/_iam/health", "GET", kHealth, false, kAnybody},
      {"/_iam/reset", "POST", kReset},
      {"/_iam/clock", "GET, PUT, DELETE",
       [](Api& api, Request& request, Reply reply) { reply(handle_clock(api.environment_.clock, request)); }},
      {"/_iam/consistency", "GET, PUT, DELETE",
       [](Api& api, Request& request, Reply reply) { reply(handle_consistency(api.consistency_, request)); }},
      {"/_iam/faults", "GET, PUT, DELETE",
       [](Api& api, Request& request, Reply reply) { reply(handle_faults(api.faults_, request)); }},
      {"/_iam/quotas", "GET, PUT, DELETE", with_environment<handle_quotas>},
      {"/_iam/random", "GET, PUT, DELETE", answered_by<handle_random>},
      {"/_iam/savepoints", "GET, POST", with_savepoints<&Savepoints::handle_all>},
      {"/_iam/savepoints/{name}", "GET, DELETE", with_savepoints<&Savepoints::handle_one>},
      {"/_iam/savepoints/{name}/restore", "POST", with_savepoints<&Savepoints::handle_restore>},
      {"/_iam/authorize", "POST", with_surroundings<authorize>},
      {"/_iam/who-can", "POST", with_surroundings<who_can>},
      {"/_iam/trust", "GET", with_surroundings<trust>},
      {"/_iam/permissions", "GET", with_surroundings<permissions>},
      {"/_iam/accounts", "GET", answered_by<accounts>},
      {"/_iam/completions", "GET", answered_by<completions>},
      {"/_iam/denials", "GET", with_authorizer<denials>},
      {"/_iam/lint", "POST", [](Api&, Request& request, Reply reply) { reply(lint_policy(request)); }},
      {"/_iam/policy", "GET",
       [](Api& api, Request& request, Reply reply) { reply(seen_policy(api.surroundings_.authorizer, request)); }},
      {"/_iam/requests", "GET, DELETE", with_authorizer<handle_requests>},
      {"/_iam/requests/verify", "POST", with_authorizer<verify_requests>},
      {"/_iam/state", "GET",
       [](Api& api, Request& request, Reply reply) { reply(exported_state(api.environment_, request)); }},
      {"/_iam/seed", "POST",
       [](Api& api, Request& request, Reply reply) {
         handle_seed(api.environment_, api.surroundings_, request, std::move(reply));
       }},
      {"/_iam/organization", "GET, PUT, DELETE", with_environment<handle_organization>},
      {"/_iam/delegation-templates", "GET, PUT, DELETE", with_environment<handle_delegation_templates>},
      {"/_iam/delegation-requests", "GET", with_environment<handle_delegation_requests>},
      {"/_iam/role-templates", "GET, PUT, DELETE", with_environment<handle_role_templates>},
      {"/_iam/enrollments", "POST", with_environment<handle_enrollments>},
      {"/_iam/oidc/keys", "GET, PUT, DELETE", with_environment<handle_provider_keys>},
      {"/_iam/oidc/.well-known/openid-configuration", "GET", with_environment<handle_oidc_discovery>, true, kAnybody},
      {"/_iam/oidc/jwks", "GET", with_environment<handle_oidc_key_set>, true, kAnybody},
      {"/_iam/oidc/token", "GET, POST", with_environment<handle_oidc_token>, true},
      {"/_iam/saml/metadata", "GET", with_environment<handle_saml_metadata>, true, kAnybody},
      {"/_iam/saml/assertion", "POST", with_environment<handle_saml_assertion>, true},
      {"/metrics", "GET", [](Api& api, Request&, Reply reply) { reply(api.metrics()); }, false, kAnybody},
      {"/_iam/tls/certificate.pem", "GET", [](Api& api, Request&, Reply reply) { reply(api.tls_authority()); }, false,
       kAnybody},
      {"/_iam/console", "GET", answered_by<console_entry>, false, kAnybodyUnlessOff},
      {"/_iam/console/{path...}", "GET", answered_by<console_file>, false, kAnybodyUnlessOff},
      // What fixtures written for LocalStack and for moto ask.
      {"/_localstack/health", "GET", [](Api& api, Request&, Reply reply) { reply(as_python_writes(api.health())); },
       false, kAnybody},
      {"/_localstack/init", "GET", kInit, false, kAnybody},
      {"/_localstack/init/{stage}", "GET", kInit, false, kAnybody},
      {"/_localstack/state/reset", "POST", kReset},
      {"/moto-api/", "GET", kHealth, false, kAnybody},
      {"/moto-api/reset", "POST", kReset},
      {"/moto-api/seed", "GET, POST", answered_by<handle_moto_seed>},
  };
  return kRoutes;
}

OperatorApi::Route const* OperatorApi::Route::find(std::string_view path) {
  // Most requests name a path as it stands, so that is tried before the paths with segments of any name.
  auto found = std::ranges::find(all(), path, &Route::path);
  if (found == all().end()) {
    found = std::ranges::find_if(all(), [&](Route const& route) { return leads(path, route.path); });
  }
  return found == all().end() ? nullptr : &*found;
}

OperatorApi::OperatorApi(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics,
                         Faults& faults, ConsistencyControl& consistency)
    : environment_(environment),
      surroundings_(surroundings),
      metrics_(metrics),
      faults_(faults),
      consistency_(consistency),
      savepoints_(std::make_unique<Savepoints>(environment, surroundings)) {}

OperatorApi::~OperatorApi() = default;

bool OperatorApi::is_page(std::string_view path) { return path == kConsole || path.starts_with(kConsoleFiles); }

bool OperatorApi::owns(std::string_view path) { return path.starts_with("/_iam/") || Route::find(path) != nullptr; }

void OperatorApi::handle(HttpRequest const& request, Reply reply) {
  auto const path = request.target.path;
  auto const* route = Route::find(path);
  if (auto refused = refusal(request, route)) return reply(*std::move(refused));
  if (route == nullptr) return reply(no_endpoint(path));
  if (route->is_of_test_provider && !environment_.test_identity_provider) return reply(json_error(404, kProviderIsOff));
  if (!allows(route->methods, request.method)) return reply(method_not_allowed(route->methods));
  route->handle(*this, request, std::move(reply));
}

std::optional<HttpResponse> OperatorApi::refusal(HttpRequest const& request, Route const* route) const {
  auto const asker = route == nullptr ? Route::Asker::kOperator : route->asker;
  if (asker == Route::Asker::kAnybody) return std::nullopt;
  using Access = OperatorRules::Access;
  auto const& rules = environment_.operator_rules;
  switch (rules.access) {
    case Access::kOpen:
      return std::nullopt;
    case Access::kOff:
      return json_error(404, kIsOff);
    case Access::kToken:
      break;
  }
  if (asker == Route::Asker::kAnybodyUnlessOff || shows_token(request, rules.token)) return std::nullopt;
  log::warning("{} {} refused: it does not show the operator's token", request.method, request.target.path);
  auto response = json_error(401, kNeedsToken);
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

HttpResponse OperatorApi::no_endpoint(std::string_view path) {
  std::vector<std::string_view> paths;
  for (auto const& route : Route::all()) paths.push_back(route.path);
  std::string message("there is no endpoint ");
  message.append(path);
  if (auto const meant = nearest(path, paths)) message.append("; did you mean ").append(*meant).append("?");
  return json_error(404, message);
}

HttpResponse OperatorApi::health() const {
  auto const& description = environment_.description;
  bool is_ready = true;
  try {
    environment_.store.check();
  } catch (std::exception const& failure) {
    log::error("{}", failure.what());
    is_ready = false;
  }
  json::object const state{
      {"status", is_ready ? "running" : "the database cannot be reached"},
      {"version", description.version},
      {"auth", auth_mode_name(environment_.auth_mode)},
      {"store", description.store},
      {"durability", description.durability},
      {"account", environment_.default_account.text()},
      {"faults", faults_.count()},
      {"strictness", service::strictness_name(environment_.strictness)},
      {"consistency", consistency_mode_name(consistency_.current().mode)},
      {"random", random_state(environment_)},
      // What fixtures written for LocalStack wait for.
      {"services", json::object{{"iam", "running"}, {"sts", "running"}}},
  };
  return json_response(is_ready ? 200 : 503, state);
}

HttpResponse OperatorApi::tls_authority() const {
  auto const& authority = environment_.description.tls_authority;
  if (authority.empty()) return json_error(404, "this server made no certificate: start it with --tls self-signed");
  return text_response(200, "application/x-pem-file", authority);
}

HttpResponse OperatorApi::metrics() const {
  auto text = metrics_.to_prometheus();
  if (environment_.more_metrics) text += environment_.more_metrics();
  return text_response(200, "text/plain; version=0.0.4", std::move(text));
}

void OperatorApi::reset(HttpRequest const& request, Reply reply) const {
  auto const parameter = account_parameter(request);
  if (!parameter.has_value()) return reply(json_error(400, kBadAccount));
  std::optional<AccountId> const account = *parameter;
  // A misspelt `account` must not forget every account.
  if (!account.has_value() && !request.target.query.empty()) {
    return reply(json_error(400, "a reset has no parameter but `account`"));
  }
  constexpr auto kFailure = "the store could not be reset";
  service::transact_at_length(
      environment_.store, kFailure,
      [this, account](store::Session& session) {
        store::reset(session, account);
        environment_.last_used.forget(session, account);
        return store::Verdict::kCommit;
      },
      [this, account, reply = std::move(reply)](service::Ending ending) {
        if (ending == service::Ending::kBroken) return reply(json_error(500, kFailure));
        if (!account.has_value()) {
          metrics_.reset();
          faults_.restart();
          consistency_.restart();
        }
        surroundings_.authorizer.forget(account);
        if (environment_.requests != nullptr) environment_.requests->forget(account);
        surroundings_.code_attempts.forget(account);
        savepoints_->forget(account);
        environment_.randomness.restart(account);
        reply(json_response(200, json::object{{"status", "ok"}}));
      });
}

}  // namespace iam::gateway
