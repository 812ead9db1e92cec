#include "iam/face/request_journal.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace iam::gateway {
namespace {

// Memory that a place keeps for its next request, however small that is.
constexpr std::size_t kKeptBytes = 1024;

std::atomic<std::size_t> threads_seen = 0;

template <class To>
To clamped(std::int64_t number) {
  return static_cast<To>(std::clamp<std::int64_t>(number, 0, std::numeric_limits<To>::max()));
}

// A ring's places are long out of the caches when their turn comes. To wait for one was most of what the journal cost;
// until the next request it has come.
void fetch_ahead(RecordedRequest const& place) {
  constexpr std::size_t kCacheLine = 64;
  auto const* bytes = reinterpret_cast<char const*>(&place);
  for (std::size_t at = 0; at < sizeof(place); at += kCacheLine) __builtin_prefetch(bytes + at, 1);
}

}  // namespace

void RecordedRequest::assign(AnsweredRequest const& answered) {
  account_ = answered.account;
  at_ = answered.at;
  ended_ = answered.ended;
  duration_us_ = clamped<std::uint32_t>(answered.duration.count());
  status_ = clamped<std::uint16_t>(answered.status);
  form_ = answered.parameters.form;
  is_cut_ = answered.parameters.is_cut;
  source_ = answered.source;
  service_ = answered.service;
  operation_ = answered.operation;
  std::array<std::string_view, kTexts> const texts{answered.request_id, answered.caller,   answered.parameters.text,
                                                   answered.code,       answered.sentence, answered.decision,
                                                   answered.fault};
  std::size_t size = 0;
  for (auto const text : texts) size += text.size();
  if (texts_.capacity() > std::max(kKeptBytes, 4 * size)) give_memory_back();
  texts_.clear();
  texts_.reserve(size);
  for (std::size_t i = 0; i < kTexts; ++i) {
    texts_.append(texts[i]);
    ends_[i] = static_cast<std::uint32_t>(texts_.size());
  }
  notes_ = nullptr;
  note_bytes_ = 0;
  if (answered.notes.empty()) return;
  notes_ = std::make_shared<Notes const>(answered.notes);
  for (auto const& note : *notes_) note_bytes_ += static_cast<std::uint32_t>(sizeof(note) + note.text.capacity());
}

// To assign an empty text would keep the memory.
void RecordedRequest::give_memory_back() {
  std::string().swap(texts_);
  ends_ = {};
  notes_ = nullptr;
  note_bytes_ = 0;
}

std::string_view RecordedRequest::text(Text which) const {
  std::size_t const begin = which == 0 ? 0 : ends_[which - 1];
  return std::string_view(texts_).substr(begin, ends_[which] - begin);
}

RecordedRequest const& RequestJournal::Account::add(AnsweredRequest const& answered, std::size_t capacity) {
  std::size_t place = 0;
  if (count < places.size()) {
    place = (oldest + count++) % places.size();
  } else if (count < capacity) {
    if (oldest != 0) std::rotate(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(oldest), places.end());
    oldest = 0;
    auto const before = places.capacity();
    places.emplace_back();
    bytes += (places.capacity() - before) * sizeof(RecordedRequest) + places.back().bytes();
    place = count++;
  } else {
    place = std::exchange(oldest, (oldest + 1) % places.size());
  }
  auto& recorded = places[place];
  bytes -= recorded.bytes();
  recorded.assign(answered);
  bytes += recorded.bytes();
  fetch_ahead(places[(place + 1) % places.size()]);
  return recorded;
}

void RequestJournal::Account::drop_oldest() {
  bytes -= places[oldest].bytes();
  places[oldest].give_memory_back();
  bytes += places[oldest].bytes();
  oldest = (oldest + 1) % places.size();
  --count;
}

RequestJournal::Account& RequestJournal::Stripe::account(AccountId id) {
  if (!accounts.empty() && accounts.front().id == id) return accounts.front();
  auto const [known, is_new] = by_id.try_emplace(id.number());
  if (is_new) {
    accounts.push_front({.id = id, .places = {}});
    known->second = accounts.begin();
    bytes += accounts.front().bytes;
  } else {
    accounts.splice(accounts.begin(), accounts, known->second);
  }
  return accounts.front();
}

void RequestJournal::Stripe::forget(std::list<Account>::iterator account) {
  bytes -= account->bytes;
  by_id.erase(account->id.number());
  accounts.erase(account);
}

RequestJournal::Stripe& RequestJournal::own_stripe() {
  thread_local std::size_t const kOwn = threads_seen++ % kStripes;
  return stripes_[kOwn];
}

void RequestJournal::record(AnsweredRequest const& answered) {
  std::optional<RecordedRequest> told;
  {
    auto& stripe = own_stripe();
    std::lock_guard const lock(stripe.mutex);
    auto& account = stripe.account(answered.account);
    stripe.bytes -= account.bytes;
    auto const& recorded = account.add(answered, capacity_);
    if (has_listeners_.load(std::memory_order_relaxed)) told = recorded;
    while (account.bytes > kBytesPerAccountMax / kStripes && account.count > 1) account.drop_oldest();
    stripe.bytes += account.bytes;
    while (stripe.bytes > kBytesMax / kStripes && stripe.accounts.size() > 1) {
      stripe.forget(std::prev(stripe.accounts.end()));
    }
  }
  if (told.has_value()) tell(*told);
}

std::vector<RecordedRequest> RequestJournal::latest(std::optional<AccountId> account) const {
  std::vector<RecordedRequest> all;
  for (auto const& stripe : stripes_) {
    std::lock_guard const lock(stripe.mutex);
    for (auto const& each : stripe.accounts) {
      if (account.has_value() && each.id != *account) continue;
      for (std::size_t i = 0; i < each.count; ++i) all.push_back(each.places[(each.oldest + i) % each.places.size()]);
    }
  }
  std::ranges::stable_sort(all, std::ranges::greater(), &RecordedRequest::ended);
  // A stripe may have some that the others' newer ones push out.
  std::unordered_map<std::uint64_t, std::size_t> seen;
  std::erase_if(all, [&](auto const& recorded) { return ++seen[recorded.account().number()] > capacity_; });
  return all;
}

void RequestJournal::forget(std::optional<AccountId> account) {
  for (auto& stripe : stripes_) {
    std::lock_guard const lock(stripe.mutex);
    if (!account.has_value()) {
      stripe.by_id.clear();
      stripe.accounts.clear();
      stripe.bytes = 0;
    } else if (auto const known = stripe.by_id.find(account->number()); known != stripe.by_id.end()) {
      stripe.forget(known->second);
    }
  }
}

std::size_t RequestJournal::bytes() const {
  std::size_t bytes = 0;
  for (auto const& stripe : stripes_) {
    std::lock_guard const lock(stripe.mutex);
    bytes += stripe.bytes;
  }
  return bytes;
}

bool RequestJournal::add_listener(std::shared_ptr<Listener> const& listener) {
  std::lock_guard const lock(listeners_mutex_);
  std::erase_if(listeners_, [](auto const& each) { return each.expired(); });
  if (listeners_.size() >= kListenersMax) return false;
  listeners_.push_back(listener);
  has_listeners_ = true;
  return true;
}

void RequestJournal::tell(RecordedRequest const& recorded) {
  std::vector<std::shared_ptr<Listener>> listening;
  {
    std::lock_guard const lock(listeners_mutex_);
    std::erase_if(listeners_, [](auto const& each) { return each.expired(); });
    for (auto const& each : listeners_) {
      if (auto listener = each.lock()) listening.push_back(std::move(listener));
    }
    if (listening.empty()) has_listeners_ = false;
  }
  for (auto const& listener : listening) listener->hear(recorded);
}

}  // namespace iam::gateway
