#include "iam/authorization/denial_journal.h"

#include <algorithm>
#include <utility>

namespace iam::service {
namespace {

// About what a denial takes in memory. The policies that matched are not counted: others have them, too.
std::size_t bytes_of(DeniedRequest const& denied) {
  constexpr std::size_t kTextBytes = 64;
  auto const& failure = denied.failure;
  std::size_t bytes = sizeof(DeniedRequest) + kTextBytes;
  for (auto const* text :
       {&denied.request_id, &denied.principal, &denied.resource, &denied.policy_id, &denied.policy_arn,
        &denied.sentence, &failure.principal_id, &failure.principal_arn, &failure.action, &failure.resource}) {
    bytes += text->size();
  }
  for (auto const& matched : failure.matched) {
    bytes += sizeof(matched) + matched.policy.id.size() + matched.policy.arn.size();
  }
  for (auto const& entry : failure.context) {
    bytes += sizeof(entry) + entry.key.size();
    for (auto const& value : entry.values) bytes += kTextBytes + value.size();
  }
  bytes += denied.why.size();
  for (auto const& statement : denied.statements) {
    bytes += sizeof(statement) + statement.sid.size();
    for (auto const& miss : statement.misses) {
      bytes += sizeof(miss) + miss.element.size() + miss.op.size() + miss.key.size();
      for (auto const& value : miss.policy) bytes += kTextBytes + value.size();
      for (auto const& value : miss.request.value_or(std::vector<std::string>())) bytes += kTextBytes + value.size();
    }
  }
  return bytes;
}

}  // namespace

void DenialJournal::record(AccountId account, DeniedRequest denied) {
  auto const bytes = bytes_of(denied);
  std::lock_guard const lock(mutex_);
  auto& denials = accounts_[account];
  denials.latest.push_front(std::move(denied));
  denials.last = ++recorded_;
  denials.bytes += bytes;
  bytes_ += bytes;
  auto const is_full = [&] {
    return denials.latest.size() > kDenialsPerAccountMax || denials.bytes > kBytesPerAccountMax;
  };
  while (is_full() && denials.latest.size() > 1) {
    auto const oldest = bytes_of(denials.latest.back());
    denials.latest.pop_back();
    denials.bytes -= oldest;
    bytes_ -= oldest;
  }
  while (bytes_ > kBytesMax && accounts_.size() > 1) {
    forget(std::ranges::min_element(accounts_, {}, [](auto const& each) { return each.second.last; }));
  }
}

std::vector<DeniedRequest> DenialJournal::latest(AccountId account) const {
  std::lock_guard const lock(mutex_);
  auto const found = accounts_.find(account);
  if (found == accounts_.end()) return {};
  return {found->second.latest.begin(), found->second.latest.end()};
}

void DenialJournal::forget(std::optional<AccountId> account) {
  std::lock_guard const lock(mutex_);
  if (!account.has_value()) {
    accounts_.clear();
    bytes_ = 0;
  } else if (auto const found = accounts_.find(*account); found != accounts_.end()) {
    forget(found);
  }
}

std::size_t DenialJournal::bytes() const {
  std::lock_guard const lock(mutex_);
  return bytes_;
}

void DenialJournal::forget(Accounts::iterator account) {
  bytes_ -= account->second.bytes;
  accounts_.erase(account);
}

}  // namespace iam::service
