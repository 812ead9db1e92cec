#include "iam/operator/operator.h"

#include "authorize.h"
#include "delegation.h"
#include "denials.h"
#include "enrollments.h"
#include "iam/base/strict_json.h"
#include "iam/call/quotas.h"
#include "iam/call/transact.h"
#include "iam/face/answers.h"
#include "iam/store/quotas.h"
#include "iam/store/reset.h"
#include "identity_provider.h"
#include "organization.h"
#include "role_templates.h"

#include <boost/json.hpp>

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// The clock stays where timestamps have four digits for the year and epoch seconds no sign.
constexpr Time kClockMin{};
constexpr Time kClockMax = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1) - std::chrono::milliseconds(1);
constexpr std::string_view kClockRange = "the clock goes from 1970 to 9999";
// More than the whole range, and little enough that no sum overflows.
constexpr double kAdvanceSecondsMax = 1e12;

std::string_view mode_name(EmulatorClock::Mode mode) {
  switch (mode) {
    case EmulatorClock::Mode::kReal:
      return "real";
    case EmulatorClock::Mode::kShifted:
      return "shifted";
    case EmulatorClock::Mode::kFrozen:
      return "frozen";
  }
  return "";
}

HttpResponse clock_state(EmulatorClock const& clock) {
  return json_response(200, json::object{{"now", to_iso8601(clock.now())}, {"mode", mode_name(clock.mode())}});
}

bool is_in_range(Time time) { return time >= kClockMin && time <= kClockMax; }

// A time as ISO 8601 text or as epoch seconds.
std::optional<Time> time_of(json::value const& value) {
  if (auto const* text = value.if_string()) return parse_iso8601(*text);
  json::error_code error;
  auto const seconds = value.to_number<double>(error);
  if (error || !(std::abs(seconds) <= kAdvanceSecondsMax)) return std::nullopt;
  return Time(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

// `{"UsersPerAccount": 3}` as quotas and values; the sentence to refuse it with when it is anything else.
tl::expected<std::vector<std::pair<service::Quota const*, std::int64_t>>, std::string> parse_quotas(
    std::string_view text) {
  auto const body = parse_strict_object(text);
  if (!body.has_value()) return tl::unexpected<std::string>(R"(send an object such as {"UsersPerAccount": 3})");
  std::vector<std::pair<service::Quota const*, std::int64_t>> wanted;
  for (auto const& [name, value] : *body) {
    auto const* quota = service::find_quota(name);
    if (quota == nullptr) return tl::unexpected("there is no quota " + std::string(name));
    if (!value.is_int64() || value.as_int64() < 0) {
      return tl::unexpected(std::string(name) + " is a number that is not negative");
    }
    wanted.emplace_back(quota, value.as_int64());
  }
  return wanted;
}

}  // namespace

OperatorApi::OperatorApi(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics)
    : environment_(environment),
      surroundings_(surroundings),
      metrics_(metrics),
      authorize_(std::make_unique<AuthorizeApi>(environment, surroundings)) {}

OperatorApi::~OperatorApi() = default;

bool OperatorApi::owns(std::string_view path) {
  return path.starts_with("/_iam/") || path == "/metrics" || path == "/_localstack/health" || path == "/moto-api/reset";
}

void OperatorApi::handle(HttpRequest const& request, Reply reply) {
  auto const path = request.target.path;
  bool const is_get = is_reading(request);
  if (path == "/_iam/health" || path == "/_localstack/health") {
    return reply(is_get ? health() : method_not_allowed("GET"));
  }
  if (path == "/_iam/reset" || path == "/moto-api/reset") {
    return request.method == "POST" ? reset(request, std::move(reply)) : reply(method_not_allowed("POST"));
  }
  if (path == "/_iam/clock") return reply(clock(request));
  if (path == "/_iam/authorize") return reply(authorize_->handle(request));
  if (path == "/_iam/quotas") return quotas(request, std::move(reply));
  if (path == "/_iam/delegation-requests") return handle_delegation_requests(environment_, request, std::move(reply));
  if (path == "/_iam/delegation-templates") return handle_delegation_templates(environment_, request, std::move(reply));
  if (path == "/_iam/enrollments") return handle_enrollments(environment_, request, std::move(reply));
  if (path == "/_iam/organization") return handle_organization(environment_, request, std::move(reply));
  if (path == "/_iam/role-templates") return handle_role_templates(environment_, request, std::move(reply));
  if (is_identity_provider_path(path)) return handle_identity_provider(environment_, request, std::move(reply));
  if (path == "/_iam/denials") return reply(denials(environment_, surroundings_.authorizer, request));
  if (path == "/_iam/policy") return reply(seen_policy(surroundings_.authorizer, request));
  if (path == "/metrics") {
    if (!is_get) return reply(method_not_allowed("GET"));
    HttpResponse response;
    response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4");
    response.body = metrics_.to_prometheus();
    if (environment_.more_metrics) response.body += environment_.more_metrics();
    return reply(std::move(response));
  }
  reply(json_error(404, "there is no endpoint " + std::string(path)));
}

HttpResponse OperatorApi::health() const {
  auto const& description = environment_.description;
  return json_response(200, json::object{
                                {"status", "running"},
                                {"version", description.version},
                                {"auth", auth_mode_name(environment_.auth_mode)},
                                {"store", description.store},
                                {"durability", description.durability},
                                {"account", environment_.default_account.text()},
                                // What fixtures written for LocalStack wait for.
                                {"services", json::object{{"iam", "running"}, {"sts", "running"}}},
                            });
}

HttpResponse OperatorApi::clock(HttpRequest const& request) const {
  auto& clock = environment_.clock;
  if (request.method == "DELETE") {
    clock.reset();
  } else if (request.method == "PUT") {
    auto const body = parse_strict_object(request.body);
    if (!body.has_value() || body->size() != 1) return json_error(400, R"(send {"now": …} or {"advance_s": n})");
    if (auto const* now = body->if_contains("now")) {
      auto const time = time_of(*now);
      if (!time.has_value()) return json_error(400, "`now` is a time such as 2026-01-31T00:00:00Z, or epoch seconds");
      if (!is_in_range(*time)) return json_error(400, kClockRange);
      clock.set(*time);
    } else if (auto const* advance = body->if_contains("advance_s")) {
      json::error_code error;
      auto const seconds = advance->to_number<double>(error);
      if (error || !(std::abs(seconds) <= kAdvanceSecondsMax)) {
        return json_error(400, "`advance_s` is a number of seconds");
      }
      std::chrono::milliseconds const amount(std::llround(seconds * 1000));
      if (!is_in_range(clock.now() + amount)) return json_error(400, kClockRange);
      clock.advance(amount);
    } else {
      return json_error(400, R"(send {"now": …} or {"advance_s": n})");
    }
  } else if (!is_reading(request)) {
    return method_not_allowed("GET, PUT, DELETE");
  }
  return clock_state(clock);
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
  service::transact(
      environment_.store, service::Access::kWrite, kFailure,
      [account](store::Session& session) {
        store::reset(session, account);
        return store::Verdict::kCommit;
      },
      [this, account, reply = std::move(reply)](service::Ending ending) {
        if (ending == service::Ending::kBroken) return reply(json_error(500, kFailure));
        if (!account.has_value()) metrics_.reset();
        surroundings_.authorizer.denials().forget(account);
        surroundings_.authorizer.seen().forget(account);
        reply(json_response(200, json::object{{"status", "ok"}}));
      });
}

void OperatorApi::quotas(HttpRequest const& request, Reply reply) const {
  auto const parameter = account_parameter(request);
  if (!parameter.has_value()) return reply(json_error(400, kBadAccount));
  auto const account = parameter->value_or(environment_.default_account);
  auto const show = [account](store::Session& session) {
    json::object values;
    for (auto const& quota : service::all_quotas()) {
      values[quota.name] = service::quota_value(session, account, quota);
    }
    return json_response(200, values);
  };

  if (is_reading(request)) return reply(read_answer(environment_.store, show));
  std::vector<std::pair<service::Quota const*, std::int64_t>> wanted;
  if (request.method == "PUT") {
    auto parsed = parse_quotas(request.body);
    if (!parsed.has_value()) return reply(json_error(400, parsed.error()));
    wanted = *std::move(parsed);
  } else if (request.method != "DELETE") {
    return reply(method_not_allowed("GET, PUT, DELETE"));
  }
  bool const back_to_standard = request.method == "DELETE";
  auto const set = [=](store::Session& session) {
    store::Quotas stored(session);
    if (back_to_standard) stored.remove_all(account);
    for (auto const& [quota, value] : wanted) stored.put(account, quota->name, value);
    return show(session);
  };
  write_and_reply(environment_.store, set, "the quotas could not be written", std::move(reply));
}

}  // namespace iam::gateway
