// The latest requests of each account: what was asked, by whom, and what came of it. Tests ask it what a program did,
// and people why something failed.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/face/parameters.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace iam::gateway {

// What only the operator is told of an answer: found when the error was made, when all was there that it is about.
struct Note {
  std::string_view name;  // a string literal, a member of the request's JSON
  std::string text;       // without secrets
};
using Notes = std::vector<Note>;

// A request that is answered. Views are valid while it is recorded.
struct AnsweredRequest {
  AccountId account;  // the caller's; of nobody in particular, the server's own
  Time at;
  std::chrono::steady_clock::time_point ended;
  std::chrono::microseconds duration{0};
  int status = 200;
  // String literals: the face ("aws"), the service ("iam"; empty: not known) and the operation (empty: none was named).
  std::string_view source;
  std::string_view service;
  std::string_view operation;
  std::string_view request_id;
  std::string_view caller;  // an ARN
  KeptParameters const& parameters;
  std::string_view code;      // of the error; empty: success
  std::string_view sentence;  // of the error, without secrets
  std::string_view decision;  // as Authorization::decision() has it
  std::string_view fault;     // that the operator had put in the way
  Notes const& notes;
};

// The same as it is kept: small, its texts one behind the other.
class RecordedRequest {
 public:
  RecordedRequest() = default;

  AccountId account() const { return account_; }
  Time at() const { return at_; }
  std::chrono::steady_clock::time_point ended() const { return ended_; }
  std::chrono::microseconds duration() const { return std::chrono::microseconds(duration_us_); }
  int status() const { return status_; }
  std::string_view source() const { return source_; }
  std::string_view service() const { return service_; }
  std::string_view operation() const { return operation_; }
  std::string_view request_id() const { return text(kRequestId); }
  std::string_view caller() const { return text(kCaller); }
  std::string_view parameters() const { return text(kParameters); }
  KeptParameters::Form form() const { return form_; }
  bool is_cut() const { return is_cut_; }
  std::string_view code() const { return text(kCode); }
  std::string_view sentence() const { return text(kSentence); }
  std::string_view decision() const { return text(kDecision); }
  std::string_view fault() const { return text(kFault); }
  std::span<Note const> notes() const { return notes_ == nullptr ? std::span<Note const>() : *notes_; }

  // Takes the place of what was kept here before, and its memory.
  void assign(AnsweredRequest const& answered);
  // Leaves no texts.
  void give_memory_back();
  // What it takes besides itself.
  std::size_t bytes() const { return texts_.capacity() + note_bytes_; }

 private:
  enum Text : std::uint8_t { kRequestId, kCaller, kParameters, kCode, kSentence, kDecision, kFault, kTexts };

  std::string_view text(Text which) const;

  AccountId account_;
  Time at_;
  std::chrono::steady_clock::time_point ended_;
  std::uint32_t duration_us_ = 0;
  std::uint16_t status_ = 0;
  KeptParameters::Form form_ = KeptParameters::Form::kQuery;
  bool is_cut_ = false;
  std::string_view source_;
  std::string_view service_;
  std::string_view operation_;
  std::array<std::uint32_t, kTexts> ends_{};
  std::string texts_;
  std::shared_ptr<Notes const> notes_;
  std::uint32_t note_bytes_ = 0;
};

// Thread-safe, in memory only.
class RequestJournal {
 public:
  static constexpr std::size_t kRequestsDefault = 1000;
  static constexpr std::size_t kRequestsMax = 100'000;
  // Of all accounts together. Past it, those accounts are forgotten that sent nothing for the longest time.
  static constexpr std::size_t kBytesMax = std::size_t{64} * 1024 * 1024;
  // An account that sends large requests has fewer of them.
  static constexpr std::size_t kBytesPerAccountMax = std::size_t{8} * 1024 * 1024;
  static constexpr std::size_t kListenersMax = 16;

  // Keeps so many requests of each account.
  explicit RequestJournal(std::size_t requests_per_account) : capacity_(requests_per_account) {}
  RequestJournal(RequestJournal const&) = delete;
  RequestJournal& operator=(RequestJournal const&) = delete;

  void record(AnsweredRequest const& answered);

  // Of one account, or of all; the newest first.
  std::vector<RecordedRequest> latest(std::optional<AccountId> account) const;

  // Of one account, or of all.
  void forget(std::optional<AccountId> account);

  std::size_t bytes() const;

  // Somebody who is told of every request from now on.
  class Listener {
   public:
    virtual ~Listener() = default;
    // Called on the thread that answers the request, before the answer is sent: does next to nothing.
    virtual void hear(RecordedRequest const& recorded) = 0;
  };
  // False when there are kListenersMax already. A listener that nobody holds any more is forgotten.
  bool add_listener(std::shared_ptr<Listener> const& listener);

 private:
  // The requests of one account: a ring, whose places are used again.
  struct Account {
    AccountId id;
    std::vector<RecordedRequest> places;
    std::size_t oldest = 0;
    std::size_t count = 0;
    std::size_t bytes = sizeof(Account);

    RecordedRequest const& add(AnsweredRequest const& answered, std::size_t capacity);
    void drop_oldest();
  };

  // Threads that answer at the same time do so on stripes of their own, and no thread waits for another. Each stripe
  // has its part of the bytes, and as many requests of an account as the journal: all might come by one thread.
  static constexpr std::size_t kStripes = 4;
  struct alignas(64) Stripe {
    mutable std::mutex mutex;
    std::list<Account> accounts;  // who sent something last comes first
    std::unordered_map<std::uint64_t, std::list<Account>::iterator> by_id;
    std::size_t bytes = 0;

    Account& account(AccountId id);
    void forget(std::list<Account>::iterator account);
  };

  Stripe& own_stripe();
  void tell(RecordedRequest const& recorded);

  std::array<Stripe, kStripes> stripes_;
  std::size_t const capacity_;
  std::vector<std::weak_ptr<Listener>> listeners_;
  std::mutex listeners_mutex_;
  std::atomic<bool> has_listeners_ = false;
};

}  // namespace iam::gateway
