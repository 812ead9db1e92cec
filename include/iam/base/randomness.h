// The randomness of a running emulator: the system's, until somebody wants a test to meet the same ids again.
#pragma once

#include "iam/base/account.h"
#include "iam/base/ids.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

namespace iam {

// With a seed, what is drawn for an account comes from a stream that the seed and the account alone determine, so that
// tests in other accounts do not disturb it; what belongs to no account has a stream, too. Whoever knows the seed knows
// every secret. Thread-safe.
class Randomness final : public RandomSource {
 public:
  using Seed = std::uint64_t;

  // Accounts beyond them share the stream of those that draw for no account.
  static constexpr std::size_t kStreamsMax = 10'000;

  explicit Randomness(std::optional<Seed> seed = std::nullopt);
  ~Randomness() override;

  // Of what belongs to no account.
  void fill(std::span<std::uint8_t> bytes) override;
  bool has_streams() const override { return has_streams_.load(std::memory_order_relaxed); }
  RandomSource& of(AccountId account) override;
  bool is_repeatable() const override;

  // Every stream begins anew, with that seed and no other; nothing: bytes are the system's.
  void seed(std::optional<Seed> seed);
  // The account's stream begins anew, with a seed of its own; nothing: with that of all.
  void seed(AccountId account, std::optional<Seed> seed);

  // What holds for all, and the accounts' own.
  std::optional<Seed> seed() const;
  std::map<AccountId, Seed> seeds_of_accounts() const;

  // The account's stream, or all of them, begin anew.
  void restart(std::optional<AccountId> account);

  // How far a stream was drawn from, and under which seed.
  struct Place {
    std::optional<Seed> seed;
    std::uint64_t drawn = 0;
  };
  // Of an account, or of all of them and of none.
  struct Places {
    Place of_none;
    std::map<AccountId, Place> of_accounts;
  };
  Places places(std::optional<AccountId> account) const;
  // Goes on from there where the seed is the same. Streams that were begun since, or with another seed, begin anew.
  void put_back(std::optional<AccountId> account, Places const& places);

 private:
  class Stream;

  void settle();

  mutable std::mutex mutex_;
  std::atomic<bool> has_streams_ = false;
  std::unique_ptr<RandomSource> system_;
  std::optional<Seed> seed_;
  std::unique_ptr<Stream> of_none_;
  std::map<AccountId, std::unique_ptr<Stream>> streams_;  // once made they stay: somebody may be drawing
};

}  // namespace iam
