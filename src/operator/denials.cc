#include "denials.h"

#include "denial_json.h"
#include "iam/face/answers.h"
#include "query_fields.h"

#include <boost/json.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kVersion = "2012-10-17";
constexpr std::string_view kAllAccounts = "*";
constexpr std::string_view kIdAlone = "`id` names one denial of any account: give it alone";
constexpr std::string_view kNoSuchDenial = "no denial of the last 24 hours that is still kept has this `id`";

// The newest first. Those of one account stay in order, whatever became of the clock meanwhile.
json::array latest_of(std::vector<AccountId> const& accounts, std::size_t most, Environment const& environment,
                      service::Authorizer const& authorizer) {
  struct Denied {
    std::vector<service::DeniedRequest> latest;
    std::size_t told = 0;
  };
  std::vector<Denied> denied;
  for (auto const account : accounts) denied.push_back({authorizer.denials().latest(account)});
  json::array list;
  while (list.size() < most) {
    Denied* newest = nullptr;
    for (auto& each : denied) {
      bool const is_over = each.told == each.latest.size();
      bool const is_newer =
          !is_over && (newest == nullptr || each.latest[each.told].at > newest->latest[newest->told].at);
      if (is_newer) newest = &each;
    }
    if (newest == nullptr) break;
    list.push_back(denial_json(newest->latest[newest->told++], environment.seal, environment.ids));
  }
  return list;
}

HttpResponse one_denial(Environment const& environment, service::Authorizer& authorizer, std::string_view id) {
  auto const found = authorizer.denials().find(id, environment.clock.now());
  if (!found.has_value()) return json_error(404, kNoSuchDenial);
  return json_response(200, explained_denial_json(found->denied, environment.seal, environment.ids));
}

}  // namespace

HttpResponse denials(Environment const& environment, service::Authorizer& authorizer, HttpRequest const& request) {
  static constexpr std::array<std::string_view, 3> kParameters{"account", "id", "limit"};
  auto const fields = QueryFields::read(request, kParameters);
  if (!fields.has_value()) return json_error(400, fields.error());
  if (auto const id = fields->text("id")) {
    if (fields->all().size() > 1) return json_error(400, kIdAlone);
    return one_denial(environment, authorizer, *id);
  }
  auto const limit = limit_of(*fields, service::DenialJournal::kLatestMax, service::DenialJournal::kLatestMax);
  if (!limit.has_value()) return json_error(400, limit.error());
  bool const is_about_all = fields->text("account") == kAllAccounts;
  auto const account = is_about_all ? environment.default_account : account_of(*fields, environment.default_account);
  if (!account.has_value()) return json_error(400, account.error());
  auto const accounts = is_about_all ? authorizer.denials().accounts() : std::vector<AccountId>{*account};
  return json_response(200, json::object{{"denials", latest_of(accounts, *limit, environment, authorizer)}});
}

HttpResponse seen_policy(service::Authorizer& authorizer, HttpRequest const& request) {
  auto const principal = query_parameter(request.target.query, "principal");
  if (!principal.has_value() || principal->empty()) return json_error(400, "`principal` is the ARN of a user or role");
  json::array statements;
  for (auto const& [actions, resources] : authorizer.seen().grants(*principal)) {
    statements.push_back(allowing(actions, resources));
  }
  return json_response(200, json::object{{"Version", kVersion}, {"Statement", std::move(statements)}});
}

}  // namespace iam::gateway
