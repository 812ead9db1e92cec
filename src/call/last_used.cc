#include "iam/call/last_used.h"

#include "iam/base/ids.h"
#include "iam/base/log.h"
#include "iam/store/access_keys.h"
#include "iam/store/action_uses.h"

#include <exception>
#include <memory>

namespace iam::service {
namespace {

// A use recorded meanwhile is still to be written.
template <class Uses>
void remove_equal(Uses& uses, Uses const& written) {
  for (auto const& [key, use] : written) {
    if (auto const known = uses.find(key); known != uses.end() && known->second == use) uses.erase(known);
  }
}

}  // namespace

void LastUsed::record(std::string_view access_key_id, store::LastUse use) {
  std::lock_guard const lock(mutex_);
  if (auto const known = uses_.keys.find(access_key_id); known != uses_.keys.end()) {
    known->second = std::move(use);
  } else {
    uses_.keys.emplace(access_key_id, std::move(use));
  }
}

void LastUsed::record(store::EntityId entity, Operation const& operation, store::LastUse use) {
  std::lock_guard const lock(mutex_);
  uses_.actions.insert_or_assign({entity, &operation}, std::move(use));
}

std::optional<store::LastUse> LastUsed::find(std::string_view access_key_id) const {
  std::lock_guard const lock(mutex_);
  auto const known = uses_.keys.find(access_key_id);
  if (known == uses_.keys.end()) return std::nullopt;
  return known->second;
}

std::optional<store::LastUse> LastUsed::find(store::EntityId entity) const {
  std::lock_guard const lock(mutex_);
  std::optional<store::LastUse> last;
  for (auto i = uses_.actions.lower_bound({entity, nullptr}); i != uses_.actions.end() && i->first.first == entity;
       ++i) {
    if (!last.has_value() || last->at < i->second.at) last = i->second;
  }
  return last;
}

std::vector<store::ActionUse> LastUsed::actions_of(store::EntityId entity) const {
  std::lock_guard const lock(mutex_);
  std::vector<store::ActionUse> uses;
  for (auto i = uses_.actions.lower_bound({entity, nullptr}); i != uses_.actions.end() && i->first.first == entity;
       ++i) {
    uses.push_back({std::string(i->first.second->name), i->second});
  }
  return uses;
}

void LastUsed::write(store::Session& session) const { recorded().write(session); }

void LastUsed::forget(store::Session& session, std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  if (!account.has_value()) {
    uses_ = {};
    return;
  }
  std::erase_if(uses_.keys, [&](auto const& use) { return account_of_id(use.first) == account; });
  std::erase_if(uses_.actions, [&](auto const& use) {
    return store::account_of(session, use.first.first).value_or(*account) == *account;
  });
}

// What is recorded is looked up in the transaction: what another one before it has forgotten must not be written.
void LastUsed::flush(store::Store& store) {
  if (recorded().empty()) return;
  auto const uses = std::make_shared<Uses>();
  store.write(
      [this, uses](store::Session& session) {
        *uses = recorded();
        uses->write(session);
        return store::Verdict::kCommit;
      },
      [this, uses](std::exception_ptr const& failure) {
        if (failure == nullptr) return forget(*uses);
        auto const left = recorded();
        log::warning("the last uses of {} access keys and {} actions could not be written", left.keys.size(),
                     left.actions.size());
      });
}

void LastUsed::Uses::write(store::Session& session) const {
  store::AccessKeys access_keys(session);
  for (auto const& [id, use] : keys) access_keys.set_last_use(id, use);
  store::ActionUses action_uses(session);
  for (auto const& [action, use] : actions) action_uses.put(action.first, action.second->name, use);
}

LastUsed::Uses LastUsed::recorded() const {
  std::lock_guard const lock(mutex_);
  return uses_;
}

void LastUsed::forget(Uses const& written) {
  std::lock_guard const lock(mutex_);
  remove_equal(uses_.keys, written.keys);
  remove_equal(uses_.actions, written.actions);
}

}  // namespace iam::service
