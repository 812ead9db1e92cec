#include "delegation_summary.h"

#include "iam/base/text.h"
#include "iam/policy/document.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kEnglish = "en";
constexpr std::size_t kSummaryLengthMax = 10'000;  // the model's

std::string joined(std::set<std::string> const& texts) {
  std::string list;
  for (auto const& text : texts) list.append(list.empty() ? "" : ", ").append(text);
  return list;
}

// "s3: GetObject, PutObject", a line for each service; actions that are excepted are told as such.
void append_actions(std::string& summary, policy::Document const& document, policy::Effect effect,
                    std::string_view heading) {
  std::map<std::string, std::set<std::string>> services;
  for (auto const& statement : document.statements) {
    if (statement.effect != effect) continue;
    for (auto const& action : statement.actions.value_or(std::vector<std::string>())) {
      auto const colon = action.find(':');
      bool const is_everything = colon == std::string::npos;
      services[is_everything ? "every service" : to_lower_ascii(action.substr(0, colon))].insert(
          is_everything ? "every action" : action.substr(colon + 1));
    }
    for (auto const& action : statement.not_actions.value_or(std::vector<std::string>())) {
      services["everything except"].insert(action);
    }
  }
  if (services.empty()) return;
  summary.append(heading).append("\n");
  for (auto const& [service, actions] : services) {
    summary.append("- ").append(service).append(": ").append(joined(actions)).append("\n");
  }
}

std::string duration(std::int64_t seconds) {
  return seconds % 3600 == 0 ? std::to_string(seconds / 3600) + " h" : std::to_string(seconds / 60) + " min";
}

std::string english(store::DelegationRequest const& request) {
  std::string summary = request.partner_name + " (account " + request.partner.text() + ") asks for access for " +
                        duration(request.session_duration_s) + ".\n";
  if (auto const document = policy::parse(request.permission_policy)) {
    append_actions(summary, *document, policy::Effect::kAllow, "It could use:");
    append_actions(summary, *document, policy::Effect::kDeny, "It could not use:");
  }
  if (summary.size() > kSummaryLengthMax) summary.resize(kSummaryLengthMax);
  return summary;
}

}  // namespace

api::GetHumanReadableSummaryResponse summary_of(store::DelegationRequest const& request,
                                                std::optional<std::string> const& locale) {
  auto const language = locale.value_or(std::string(kEnglish));
  api::GetHumanReadableSummaryResponse response{.locale = language};
  auto const lowered = to_lower_ascii(language);
  bool const is_english = lowered.substr(0, lowered.find_first_of("-_")) == kEnglish;
  if (is_english) response.summary_content = english(request);
  response.summary_state = is_english ? "AVAILABLE" : "NOT_SUPPORTED";
  return response;
}

}  // namespace iam::service
