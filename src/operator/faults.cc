#include "faults.h"

#include "iam/base/log.h"
#include "iam/face/answers.h"
#include "iam/operator/fault_rules.h"

#include <boost/json.hpp>

#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

json::object shown(Error const& error) {
  json::object object{{"code", error.code}, {"status", error.http_status}};
  if (error.message) object["message"] = *error.message;
  return object;
}

// As it was asked for, and how often it struck.
json::object shown(Faults::Rule const& rule) {
  auto const& asked = rule.asked;
  json::object object;
  if (asked.service) object["service"] = service::service_prefix(*asked.service);
  if (!asked.operation.empty()) object["operation"] = asked.operation;
  if (!asked.account.empty()) object["account"] = asked.account;
  if (!asked.principal.empty()) object["principal"] = asked.principal;
  if (asked.probability < 1) object["probability"] = asked.probability;
  if (asked.times) object["times"] = *asked.times;
  if (!asked.preset.empty()) {
    object["preset"] = asked.preset;
  } else {
    if (asked.error) object["error"] = shown(*asked.error);
    if (asked.latency_max.count() > 0) {
      object["latency_ms"] = json::array{asked.latency_min.count(), asked.latency_max.count()};
    }
    if (asked.drop != Drop::kNever) object["drop"] = asked.drop == Drop::kBefore ? "before" : "after";
  }
  object["struck"] = rule.struck;
  if (auto const remaining = rule.remaining()) object["remaining"] = *remaining;
  return object;
}

}  // namespace

HttpResponse handle_faults(Faults& faults, HttpRequest const& request) {
  if (request.method == "PUT") {
    auto rules = read_fault_rules(request.body);
    if (!rules.has_value()) return json_error(400, rules.error());
    auto const count = rules->size();
    faults.replace(*std::move(rules));
    count > 0 ? log::warning("{}", faults_told(count)) : log::info("there are no faults any more");
  } else if (request.method == "DELETE") {
    faults.replace({});
    log::info("there are no faults any more");
  }
  json::array list;
  for (auto const& rule : faults.rules()) list.push_back(shown(rule));
  return json_response(200, json::object{{"faults", std::move(list)}});
}

}  // namespace iam::gateway
