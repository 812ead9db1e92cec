#include "denials.h"

#include "denial_json.h"
#include "iam/face/answers.h"
#include "query_fields.h"

#include <boost/json.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kVersion = "2012-10-17";
constexpr std::string_view kAllAccounts = "*";
constexpr std::string_view kIdAlone = "`id` names one denial of any account: give it alone";
constexpr std::string_view kNoSuchDenial = "no denial of the last 24 hours that is still kept has this `id`";

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
  auto const whose = is_about_all ? std::nullopt : std::optional(*account);
  json::array list;
  for (auto const& denied : authorizer.denials().latest(whose, *limit)) {
    list.push_back(denial_json(denied, environment.seal, environment.ids));
  }
  return json_response(200, json::object{{"denials", std::move(list)}});
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
