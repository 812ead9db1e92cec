#include "denials.h"

#include "denial_json.h"
#include "iam/face/answers.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kVersion = "2012-10-17";
constexpr std::string_view kIdOrAccount = "`id` names one denial of any account: give it or `account`, not both";
constexpr std::string_view kNoSuchDenial = "no denial of the last 24 hours that is still kept has this `id`";

HttpResponse one_denial(Environment const& environment, service::Authorizer& authorizer, std::string_view id) {
  auto const found = authorizer.denials().find(id, environment.clock.now());
  if (!found.has_value()) return json_error(404, kNoSuchDenial);
  return json_response(200, explained_denial_json(found->denied, environment.seal, environment.ids));
}

}  // namespace

HttpResponse denials(Environment const& environment, service::Authorizer& authorizer, HttpRequest const& request) {
  auto const account = account_parameter(request);
  if (!account.has_value()) return json_error(400, kBadAccount);
  if (auto const id = query_parameter(request.target.query, "id")) {
    if (account->has_value()) return json_error(400, kIdOrAccount);
    return one_denial(environment, authorizer, *id);
  }
  json::array list;
  for (auto const& denied : authorizer.denials().latest(account->value_or(environment.default_account))) {
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
