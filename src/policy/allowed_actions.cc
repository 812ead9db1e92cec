#include "iam/policy/allowed_actions.h"

#include "iam/base/text.h"
#include "iam/policy/glob.h"

#include <algorithm>

namespace iam::policy {
namespace {

constexpr std::string_view kAny = "*";

std::vector<std::string> lowered(std::vector<std::string> const& names) {
  std::vector<std::string> list;
  for (auto const& name : names) list.push_back(to_lower_ascii(name));
  return list;
}

// The vendor of an action holds no wildcards, but may be one.
std::string_view vendor_of(std::string_view action) { return action.substr(0, action.find(':')); }

// Whether `pattern` stands for every action of the service.
bool covers(std::string_view pattern, std::string_view service) {
  if (pattern == kAny) return true;
  auto const vendor = vendor_of(pattern);
  return (vendor == kAny || vendor == service) && pattern.substr(vendor.size()) == ":*";
}

bool matches_any(std::vector<std::string> const& patterns, std::string_view action) {
  return std::ranges::any_of(patterns, [&](auto const& pattern) { return glob_matches(pattern, action); });
}

}  // namespace

void AllowedActions::add(Document const& document) {
  for (auto const& statement : document.statements) {
    if (statement.effect != Effect::kAllow) continue;
    if (statement.not_actions.has_value()) exceptions_.push_back(lowered(*statement.not_actions));
    if (!statement.actions.has_value()) continue;
    for (auto& pattern : lowered(*statement.actions)) {
      services_.emplace(vendor_of(pattern));
      patterns_.push_back(std::move(pattern));
    }
  }
}

bool AllowedActions::any_of(std::string_view service) const {
  auto const name = to_lower_ascii(service);
  if (services_.contains(kAny) || services_.contains(name)) return true;
  return std::ranges::any_of(exceptions_, [&](auto const& patterns) {
    return std::ranges::none_of(patterns, [&](auto const& pattern) { return covers(pattern, name); });
  });
}

bool AllowedActions::contains(std::string_view action) const {
  auto const name = to_lower_ascii(action);
  return matches_any(patterns_, name) ||
         std::ranges::any_of(exceptions_, [&](auto const& patterns) { return !matches_any(patterns, name); });
}

}  // namespace iam::policy
