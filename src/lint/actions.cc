#include "globs.h"
#include "iam/base/text.h"
#include "rules.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace iam::lint {
namespace {

std::string_view prefix_of(std::string_view pattern) { return pattern.substr(0, pattern.find(':')); }

std::string_view name_of(std::string_view pattern) {
  auto const colon = pattern.find(':');
  return colon == std::string_view::npos ? std::string_view() : pattern.substr(colon + 1);
}

NamedActions look_up(std::string_view pattern, std::size_t item) {
  NamedActions named{.pattern = pattern, .item = item, .service = nullptr, .actions = {}};
  if (has_wildcard(prefix_of(pattern))) return named;
  named.service = catalogue::find(prefix_of(pattern));
  if (named.service == nullptr) return named;
  if (!has_wildcard(pattern)) {
    if (auto const* action = named.service->action(name_of(pattern))) named.actions.push_back(action);
    return named;
  }
  auto const wanted = to_lower_ascii(name_of(pattern));
  for (auto const& action : named.service->actions) {
    if (covers(wanted, to_lower_ascii(action.name))) named.actions.push_back(&action);
  }
  return named;
}

void check_name(Subject const& subject, Examined const& examined, NamedActions const& named, Findings& findings) {
  if (has_wildcard(prefix_of(named.pattern)) || !named.actions.empty()) return;
  auto const place = subject.places.of(examined.index, examined.action_element, named.item);
  if (named.service == nullptr) {
    auto const suggestion = suggestion_for(prefix_of(named.pattern), names_of_services());
    return findings.tell(rules::kUnknownService, place,
                         fmt::format("there is no service '{}'{}", prefix_of(named.pattern), suggestion));
  }
  if (has_wildcard(named.pattern)) {
    return findings.tell(rules::kNoSuchActions, place, fmt::format("no action is called like '{}'", named.pattern));
  }
  std::vector<std::string_view> names;
  for (auto const& action : named.service->actions) names.push_back(action.name);
  findings.tell(rules::kUnknownAction, place,
                fmt::format("{} has no action '{}'{}", named.service->name.name, name_of(named.pattern),
                            suggestion_for(name_of(named.pattern), names)));
}

// The other entry that makes this one needless: a wider one, or the first of equals.
std::optional<std::size_t> wider_entry(std::vector<std::string> const& entries, std::size_t at) {
  for (std::size_t other = 0; other < entries.size(); ++other) {
    if (other == at) continue;
    bool const is_same = entries[other] == entries[at];
    bool const is_wider = !is_same && has_wildcard(entries[other]) && covers(entries[other], entries[at]);
    if (is_wider || (is_same && other < at)) return other;
  }
  return std::nullopt;
}

void check_repetitions(Subject const& subject, Examined const& examined, std::string_view element,
                       std::vector<std::string> const& written, std::vector<std::string> const& compared,
                       Rule const& rule, Findings& findings) {
  for (std::size_t item = 0; item < compared.size(); ++item) {
    auto const wider = wider_entry(compared, item);
    if (!wider.has_value()) continue;
    auto const place = subject.places.of(examined.index, element, item);
    findings.tell(rule, place,
                  compared[item] == compared[*wider]
                      ? fmt::format("'{}' is there twice", written[item])
                      : fmt::format("'{}' is already in '{}'", written[item], written[*wider]));
  }
}

std::vector<std::string> some_of(std::vector<std::string> const& entries) {
  return {entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(std::min(entries.size(), kItemsMax))};
}

}  // namespace

Examined examine(policy::Statement const& statement, std::size_t index) {
  Examined examined{statement, index, statement.not_actions.has_value() ? "NotAction" : "Action", {}};
  auto const& written = statement.not_actions.has_value() ? statement.not_actions : statement.actions;
  if (!written.has_value()) return examined;
  for (std::size_t item = 0; item < std::min(written->size(), kItemsMax); ++item) {
    examined.actions.push_back(look_up((*written)[item], item));
  }
  return examined;
}

bool Examined::knows_all_actions() const {
  return statement.actions.has_value() && statement.actions->size() <= kItemsMax &&
         std::ranges::none_of(actions, [](NamedActions const& named) { return named.actions.empty(); });
}

void check_actions(Subject const& subject, Examined const& examined, Findings& findings) {
  for (auto const& named : examined.actions) check_name(subject, examined, named, findings);

  std::vector<std::string> written;
  std::vector<std::string> compared;
  for (auto const& named : examined.actions) {
    written.emplace_back(named.pattern);
    compared.push_back(to_lower_ascii(named.pattern));
  }
  check_repetitions(subject, examined, examined.action_element, written, compared, rules::kRepeatedAction, findings);

  for (std::string_view const element : {"Resource", "NotResource"}) {
    auto const& resources = element == "Resource" ? examined.statement.resources : examined.statement.not_resources;
    if (!resources.has_value()) continue;
    auto const entries = some_of(*resources);
    check_repetitions(subject, examined, element, entries, entries, rules::kRepeatedResource, findings);
  }
}

}  // namespace iam::lint
