#include "iam/authorization/denial_journal.h"

#include "iam/policy/compile.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>

namespace iam::service {
namespace {

constexpr std::size_t kTextBytes = 64;

std::size_t bytes_of(policy::NamedPolicy const& named) {
  return sizeof(named) + named.id.size() + named.arn.size() + named.attached_to.size();
}

std::size_t bytes_of(AuthorizationFailure const& failure) {
  std::size_t bytes = sizeof(failure);
  for (auto const* text : {&failure.principal_id, &failure.principal_arn, &failure.action, &failure.resource}) {
    bytes += text->size();
  }
  for (auto const& matched : failure.matched) bytes += sizeof(matched) + bytes_of(matched.policy);
  for (auto const& entry : failure.context) {
    bytes += sizeof(entry) + entry.key.size();
    for (auto const& value : entry.values) bytes += kTextBytes + value.size();
  }
  return bytes;
}

// About what a denial takes in memory. The policies' documents are counted apart: others have them, too.
std::size_t bytes_of(DeniedRequest const& denied) {
  std::size_t bytes = sizeof(DeniedRequest) + kTextBytes + bytes_of(denied.failure);
  for (auto const* text : {&denied.authorization_id, &denied.request_id, &denied.principal, &denied.resource,
                           &denied.policy_id, &denied.policy_arn, &denied.sentence, &denied.why}) {
    bytes += text->size();
  }
  auto const& requester = denied.requester;
  for (auto const* text :
       {&requester.arn, &requester.principal_arn, &requester.unique_id, &requester.provider, &requester.service}) {
    bytes += text->size();
  }
  for (auto const& evaluated : evaluated_policies(denied.sets)) bytes += sizeof(evaluated) + bytes_of(evaluated.policy);
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

void DenialJournal::Denials::add(DeniedRequest denied) {
  bytes += bytes_of(denied);
  for (auto const& evaluated : evaluated_policies(denied.sets)) {
    auto const* document = evaluated.policy.compiled.get();
    if (policies[document]++ == 0) bytes += policy::memory_estimate(*document);
  }
  latest.push_front(std::move(denied));
}

void DenialJournal::Denials::drop_oldest() {
  auto const& oldest = latest.back();
  bytes -= bytes_of(oldest);
  for (auto const& evaluated : evaluated_policies(oldest.sets)) {
    auto const used = policies.find(evaluated.policy.compiled.get());
    if (--used->second > 0) continue;
    bytes -= policy::memory_estimate(*used->first);
    policies.erase(used);
  }
  latest.pop_back();
}

void DenialJournal::record(AccountId account, DeniedRequest denied) {
  std::lock_guard const lock(mutex_);
  auto& denials = accounts_[account];
  bytes_ -= denials.bytes;
  denied.number = denials.last = ++recorded_;
  denials.add(std::move(denied));
  auto const is_full = [&] {
    return denials.latest.size() > kDenialsPerAccountMax || denials.bytes > kBytesPerAccountMax;
  };
  while (is_full() && denials.latest.size() > 1) denials.drop_oldest();
  bytes_ += denials.bytes;
  while (bytes_ > kBytesMax && accounts_.size() > 1) {
    forget(std::ranges::min_element(accounts_, {}, [](auto const& each) { return each.second.last; }));
  }
}

std::vector<DeniedRequest> DenialJournal::latest(std::optional<AccountId> account, std::size_t most) const {
  std::lock_guard const lock(mutex_);
  std::vector<DeniedRequest const*> newest;
  for (auto const& [whose, denials] : accounts_) {
    if (account.has_value() && whose != *account) continue;
    auto const count = std::min(denials.latest.size(), most);
    for (std::size_t i = 0; i < count; ++i) newest.push_back(&denials.latest[i]);
  }
  auto const last = newest.begin() + static_cast<std::ptrdiff_t>(std::min(newest.size(), most));
  std::ranges::partial_sort(newest, last, std::ranges::greater(), &DeniedRequest::number);
  std::vector<DeniedRequest> latest;
  for (auto const* denied : std::span(newest.begin(), last)) latest.push_back(*denied);
  return latest;
}

std::optional<FoundDenial> DenialJournal::find(std::string_view authorization_id, Time now) const {
  if (authorization_id.empty()) return std::nullopt;
  std::lock_guard const lock(mutex_);
  for (auto const& [account, denials] : accounts_) {
    auto const& latest = denials.latest;
    auto const found = std::ranges::find(latest, authorization_id, &DeniedRequest::authorization_id);
    if (found == latest.end()) continue;
    if (now - found->at > kFoundFor) return std::nullopt;
    return FoundDenial{account, *found};
  }
  return std::nullopt;
}

std::optional<DeniedRequest> DenialJournal::of_request(AccountId account, std::string_view request_id) const {
  std::lock_guard const lock(mutex_);
  auto const known = accounts_.find(account);
  if (known == accounts_.end()) return std::nullopt;
  auto const& latest = known->second.latest;
  auto const found = std::ranges::find(latest, request_id, &DeniedRequest::request_id);
  return found == latest.end() ? std::nullopt : std::optional(*found);
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
