#include "iam/authorization/seen_actions.h"

namespace iam::service {
namespace {

// What an entry takes beside its text, about.
constexpr std::size_t kEntryBytes = 128;

// `arn:aws:iam::123456789012:user/*` for any user.
std::string every_one_like(std::string_view resource) {
  return std::string(resource.substr(0, resource.find('/'))).append("/*");
}

}  // namespace

void SeenActions::record(AccountId account, std::string_view principal, std::string_view action,
                         std::string_view resource) {
  std::lock_guard const lock(mutex_);
  if (bytes_ > kBytesMax) clear();
  auto known = principals_.find(principal);
  if (known == principals_.end()) {
    if (principals_.size() >= kPrincipalsMax) clear();
    known = principals_.emplace(principal, Principal{account, {}}).first;
    bytes_ += kEntryBytes + principal.size();
  }
  auto& actions = known->second.actions;
  auto seen = actions.find(action);
  if (seen == actions.end()) {
    seen = actions.emplace(action, Resources()).first;
    bytes_ += kEntryBytes + action.size();
  }
  auto& resources = seen->second;
  if (resources.contains(resource)) return;
  if (resources.size() >= kResourcesPerActionMax) {
    auto every = every_one_like(resource);
    std::erase_if(resources, [&](auto const& one) { return every_one_like(one) == every; });
    bytes_ += kEntryBytes + every.size();
    resources.insert(std::move(every));
    return;
  }
  if (resources.contains(every_one_like(resource))) return;
  bytes_ += kEntryBytes + resource.size();
  resources.emplace(resource);
}

bool SeenActions::covers(std::string_view principal, std::string_view action, std::string_view resource) const {
  std::lock_guard const lock(mutex_);
  auto const known = principals_.find(principal);
  if (known == principals_.end()) return false;
  auto const seen = known->second.actions.find(action);
  if (seen == known->second.actions.end()) return false;
  return seen->second.contains(resource) || seen->second.contains(every_one_like(resource));
}

std::vector<SeenActions::Grant> SeenActions::grants(std::string_view principal) const {
  std::map<Resources, std::vector<std::string>> by_resources;
  {
    std::lock_guard const lock(mutex_);
    auto const known = principals_.find(principal);
    if (known == principals_.end()) return {};
    for (auto const& [action, resources] : known->second.actions) by_resources[resources].push_back(action);
  }
  std::vector<Grant> grants;
  for (auto& [resources, actions] : by_resources) {
    grants.push_back({std::move(actions), {resources.begin(), resources.end()}});
  }
  return grants;
}

void SeenActions::forget(std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  if (account.has_value()) {
    std::erase_if(principals_, [&](auto const& entry) { return entry.second.account == *account; });
  } else {
    clear();
  }
}

void SeenActions::clear() {
  principals_.clear();
  bytes_ = 0;
}

}  // namespace iam::service
