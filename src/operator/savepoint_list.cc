#include "savepoint_list.h"

#include "iam/base/suggestion.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::gateway {

std::optional<std::string> SavepointList::obstacle(std::string_view name, std::optional<AccountId> account) const {
  std::lock_guard const lock(mutex_);
  auto const is_there = std::ranges::any_of(
      savepoints_, [&](auto const& each) { return each.second->name == name && each.second->account == account; });
  if (is_there) {
    return fmt::format("there is a savepoint `{}`{} already: restore it, or delete it first", name,
                       account ? " of account " + account->text() : "");
  }
  if (savepoints_.size() >= kSavepointsMax) {
    return fmt::format("there are {} savepoints, and no more are kept: delete some", kSavepointsMax);
  }
  return std::nullopt;
}

std::optional<std::uint64_t> SavepointList::add(SavepointPtr savepoint) {
  std::lock_guard const lock(mutex_);
  auto bytes = savepoint->image.bytes();
  for (auto const& [number, each] : savepoints_) bytes += each->image.bytes();
  if (bytes > kBytesMax) return std::nullopt;
  savepoints_.emplace(++last_, std::move(savepoint));
  return last_;
}

std::vector<SavepointPtr> SavepointList::all() const {
  std::lock_guard const lock(mutex_);
  std::vector<SavepointPtr> all;
  for (auto const& [number, each] : savepoints_) all.push_back(each);
  return all;
}

SavepointList::Numbered SavepointList::find(std::string_view name, std::optional<AccountId> account) const {
  std::lock_guard const lock(mutex_);
  Numbered found;
  std::ranges::copy_if(savepoints_, std::inserter(found, found.end()), [&](auto const& each) {
    return each.second->name == name && (!account.has_value() || each.second->account == account);
  });
  return found;
}

std::optional<std::string> SavepointList::nearest_name(std::string_view name) const {
  std::lock_guard const lock(mutex_);
  std::vector<std::string_view> names;
  for (auto const& [number, each] : savepoints_) names.push_back(each->name);
  auto const meant = nearest(name, names);
  return meant.has_value() ? std::optional<std::string>(*meant) : std::nullopt;
}

SavepointList::Numbered SavepointList::end_after(std::uint64_t number) {
  std::lock_guard const lock(mutex_);
  auto const outer = savepoints_.find(number);
  if (outer == savepoints_.end()) return {};
  auto const& account = outer->second->account;
  Numbered ended;
  std::erase_if(savepoints_, [&](auto const& each) {
    bool const is_inner = each.first > number && (!account.has_value() || each.second->account == account);
    if (is_inner) ended.insert(each);
    return is_inner;
  });
  return ended;
}

void SavepointList::put_back(Numbered const& ended) {
  std::lock_guard const lock(mutex_);
  savepoints_.insert(ended.begin(), ended.end());
}

void SavepointList::remove(std::uint64_t number) {
  std::lock_guard const lock(mutex_);
  savepoints_.erase(number);
}

void SavepointList::clear(std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  std::erase_if(savepoints_, [&](auto const& each) { return !account.has_value() || each.second->account == account; });
}

}  // namespace iam::gateway
