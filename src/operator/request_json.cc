#include "request_json.h"

#include "denial_json.h"
#include "iam/api/error_codes.h"
#include "iam/base/text.h"
#include "nearest_names.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kAllowed = "allowed";

json::value text_or_null(std::string_view text) { return text.empty() ? json::value() : json::value(text); }

// Its first word: the sentence behind it is the error's, or the denial's.
std::string_view outcome_of(std::string_view decision) { return take_until(decision, ';'); }

// A role that is not there is a denial to whoever wanted to assume it.
bool may_name_nothing(RecordedRequest const& recorded) {
  return recorded.code() == api::kNoSuchEntity.name || recorded.code() == api::kAccessDenied.name;
}

bool was_denied(RecordedRequest const& recorded) {
  auto const outcome = outcome_of(recorded.decision());
  return recorded.code() == api::kAccessDenied.name || (!outcome.empty() && outcome != kAllowed);
}

json::object help_for(RecordedRequest const& recorded, json::value const& parameters,
                      service::Authorizer const& authorizer, NearestNames& names) {
  json::object help;
  auto const* sent = parameters.if_object();
  if (sent != nullptr && may_name_nothing(recorded)) {
    auto meant = names.meant(recorded.account(), *sent, recorded.sentence());
    if (!meant.empty()) help["did_you_mean"] = std::move(meant);
  }
  if (was_denied(recorded)) {
    auto const denied = authorizer.denials().of_request(recorded.account(), recorded.request_id());
    if (denied.has_value()) {
      auto way = way_out_of(*denied);
      way["authorization_id"] = denied->authorization_id;
      help["denial"] = std::move(way);
    }
  }
  for (auto const& note : recorded.notes()) help[note.name] = note.text;
  return help;
}

json::object request_json(RecordedRequest const& recorded, service::Authorizer const& authorizer, NearestNames& names) {
  auto parameters = readable_parameters(recorded.form(), recorded.parameters(), recorded.operation());
  auto help = help_for(recorded, parameters, authorizer, names);
  json::object told{{"at", to_iso8601(recorded.at())},
                    {"request_id", recorded.request_id()},
                    {"source", recorded.source()},
                    {"service", text_or_null(recorded.service())},
                    {"operation", text_or_null(recorded.operation())},
                    {"parameters", std::move(parameters)},
                    {"account", recorded.account().text()},
                    {"principal", recorded.caller()},
                    {"status", recorded.status()},
                    {"duration_us", recorded.duration().count()}};
  if (recorded.is_cut()) told["parameters_cut"] = true;
  if (!recorded.code().empty()) told["error"] = {{"code", recorded.code()}, {"message", recorded.sentence()}};
  if (!recorded.decision().empty()) told["decision"] = outcome_of(recorded.decision());
  if (!recorded.fault().empty()) told["fault"] = recorded.fault();
  if (!help.empty()) told["help"] = std::move(help);
  return told;
}

}  // namespace

json::array requests_json(Environment const& environment, service::Authorizer const& authorizer,
                          std::span<RecordedRequest const> requests) {
  json::array list;
  environment.store.read([&](store::Session& session) {
    NearestNames names(session);
    for (auto const& recorded : requests) list.push_back(request_json(recorded, authorizer, names));
  });
  return list;
}

}  // namespace iam::gateway
