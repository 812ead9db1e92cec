#include "random.h"

#include "iam/base/log.h"
#include "iam/base/strict_json.h"
#include "iam/base/whole_number.h"
#include "iam/face/answers.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

using Seed = Randomness::Seed;

// What a number in JSON can be.
constexpr Seed kSeedMax = std::numeric_limits<std::int64_t>::max();
constexpr std::string_view kWrongSeed = "`seed` is a whole number that is not negative, or null";

json::value shown(std::optional<Seed> seed) { return seed.has_value() ? json::value(*seed) : json::value(nullptr); }

// Whoever knows the seed can foretell secrets: said whenever one is set.
HttpResponse seeded(Environment const& environment, std::optional<AccountId> account, std::optional<Seed> seed) {
  if (account.has_value()) {
    environment.randomness.seed(*account, seed);
  } else {
    environment.randomness.seed(seed);
  }
  auto const whose = account.has_value() ? "account " + account->text() : "all accounts";
  if (seed.has_value()) {
    log::warning("ids and secrets of {} come from seed {}: whoever knows it can foretell them", whose, *seed);
  } else {
    log::info("{} have no seed of their own any more", whose);
  }
  return json_response(200, random_state(environment));
}

HttpResponse put(Environment const& environment, HttpRequest const& request) {
  auto const body = parse_strict_object(request.body);
  auto const wanted = R"(send {"seed": 42}, or {"seed": 42, "account": "…"})";
  if (!body.has_value()) return json_error(400, wrong_body(wanted, request.body));
  JsonFields fields;
  fields.expect_members("randomness", *body, {"seed", "account"});
  std::optional<AccountId> account;
  if (auto const text = fields.text(*body, "account")) {
    account = AccountId::parse(*text);
    if (!account.has_value()) fields.refuse(std::string(kBadAccount));
  }
  auto const* seed = body->if_contains("seed");
  bool const is_fit = seed != nullptr && (seed->is_null() || (seed->is_int64() && seed->as_int64() >= 0));
  if (!is_fit) fields.refuse(std::string(kWrongSeed));
  if (!fields.fault().empty()) return json_error(400, fields.fault());
  return seeded(environment, account,
                seed->is_null() ? std::nullopt : std::optional(static_cast<Seed>(seed->as_int64())));
}

}  // namespace

json::object random_state(Environment const& environment) {
  json::array accounts;
  for (auto const& [account, seed] : environment.randomness.seeds_of_accounts()) {
    accounts.push_back(json::object{{"account", account.text()}, {"seed", seed}});
  }
  return {{"seed", shown(environment.randomness.seed())}, {"accounts", std::move(accounts)}};
}

HttpResponse handle_random(Environment const& environment, HttpRequest const& request) {
  if (request.method == "PUT") {
    if (!request.target.query.empty()) return json_error(400, "the account of a seed is said in the body");
    return put(environment, request);
  }
  if (is_reading(request)) return json_response(200, random_state(environment));
  auto const account = account_parameter(request);
  if (!account.has_value()) return json_error(400, kBadAccount);
  // A misspelt `account` must not change every account.
  if (!account->has_value() && !request.target.query.empty()) {
    return json_error(400, "randomness has no parameter but `account`");
  }
  return seeded(environment, *account, std::nullopt);
}

HttpResponse handle_moto_seed(Environment const& environment, HttpRequest const& request) {
  auto const text = url_parameter(request, "a");
  auto const seed = text.has_value() ? whole_number<Seed>(*text, 0, kSeedMax) : std::nullopt;
  if (!seed.has_value()) return json_error(400, "`a` is the seed, a whole number: /moto-api/seed?a=42");
  return seeded(environment, std::nullopt, seed);
}

}  // namespace iam::gateway
