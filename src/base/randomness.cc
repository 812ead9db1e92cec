#include "iam/base/randomness.h"

#include "iam/base/hash.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace iam {
namespace {

std::string as_bytes(std::uint64_t number) {
  std::string bytes(sizeof(number), '\0');
  for (auto& byte : bytes) byte = static_cast<char>(number >> (8 * (&byte - bytes.data())));
  return bytes;
}

}  // namespace

// Blocks of SHA-256 over a key and a number. A drawing takes whole blocks: what one leaves over is never drawn, so that
// it does not matter how long the one before was. All members are guarded by the owner's mutex.
class Randomness::Stream final : public RandomSource {
 public:
  Stream(Randomness& owner, std::string name) : owner_(owner), name_(std::move(name)) {}

  void fill(std::span<std::uint8_t> bytes) override {
    {
      std::lock_guard const lock(owner_.mutex_);
      if (auto const seed = this->seed()) return draw(*seed, bytes);
    }
    owner_.system_->fill(bytes);
  }

  bool has_streams() const override { return owner_.has_streams(); }
  RandomSource& of(AccountId account) override { return owner_.of(account); }
  bool is_repeatable() const override {
    std::lock_guard const lock(owner_.mutex_);
    return seed().has_value();
  }

  std::optional<Seed> seed() const { return own_seed.has_value() ? own_seed : owner_.seed_; }
  Place place() const { return {seed(), drawn}; }

  std::optional<Seed> own_seed;
  std::uint64_t drawn = 0;

 private:
  void draw(Seed seed, std::span<std::uint8_t> bytes) {
    auto const key = as_bytes(seed) + name_;
    while (!bytes.empty()) {
      auto const block = sha256(key + as_bytes(drawn++));
      auto const count = std::min(bytes.size(), block.size());
      std::memcpy(bytes.data(), block.data(), count);
      bytes = bytes.subspan(count);
    }
  }

  Randomness& owner_;
  std::string name_;
};

Randomness::Randomness(std::optional<Seed> seed)
    : system_(make_system_random()), of_none_(std::make_unique<Stream>(*this, "")) {
  this->seed(seed);
}

Randomness::~Randomness() = default;

void Randomness::fill(std::span<std::uint8_t> bytes) {
  if (!has_streams()) return system_->fill(bytes);
  of_none_->fill(bytes);
}

RandomSource& Randomness::of(AccountId account) {
  if (!has_streams()) return *this;
  std::lock_guard const lock(mutex_);
  auto const found = streams_.find(account);
  if (found != streams_.end()) return *found->second;
  if (streams_.size() >= kStreamsMax) return *this;
  return *streams_.emplace(account, std::make_unique<Stream>(*this, account.text())).first->second;
}

bool Randomness::is_repeatable() const { return has_streams() && of_none_->is_repeatable(); }

void Randomness::seed(std::optional<Seed> seed) {
  std::lock_guard const lock(mutex_);
  seed_ = seed;
  of_none_->drawn = 0;
  for (auto const& [account, stream] : streams_) {
    stream->own_seed.reset();
    stream->drawn = 0;
  }
  settle();
}

void Randomness::seed(AccountId account, std::optional<Seed> seed) {
  std::lock_guard const lock(mutex_);
  auto& stream = streams_[account];
  if (stream == nullptr) stream = std::make_unique<Stream>(*this, account.text());
  stream->own_seed = seed;
  stream->drawn = 0;
  settle();
}

std::optional<Randomness::Seed> Randomness::seed() const {
  std::lock_guard const lock(mutex_);
  return seed_;
}

std::map<AccountId, Randomness::Seed> Randomness::seeds_of_accounts() const {
  std::lock_guard const lock(mutex_);
  std::map<AccountId, Seed> seeds;
  for (auto const& [account, stream] : streams_) {
    if (stream->own_seed.has_value()) seeds.emplace(account, *stream->own_seed);
  }
  return seeds;
}

void Randomness::restart(std::optional<AccountId> account) { put_back(account, {}); }

Randomness::Places Randomness::places(std::optional<AccountId> account) const {
  std::lock_guard const lock(mutex_);
  Places places{.of_none = of_none_->place(), .of_accounts = {}};
  for (auto const& [each, stream] : streams_) {
    if (!account.has_value() || each == *account) places.of_accounts.emplace(each, stream->place());
  }
  return places;
}

void Randomness::put_back(std::optional<AccountId> account, Places const& places) {
  std::lock_guard const lock(mutex_);
  auto const go_on = [](Stream& stream, Place const& place) {
    stream.drawn = place.seed == stream.seed() ? place.drawn : 0;
  };
  if (!account.has_value()) go_on(*of_none_, places.of_none);
  for (auto const& [each, stream] : streams_) {
    if (account.has_value() && each != *account) continue;
    auto const place = places.of_accounts.find(each);
    go_on(*stream, place == places.of_accounts.end() ? Place() : place->second);
  }
}

void Randomness::settle() {
  bool const some_have =
      std::ranges::any_of(streams_, [](auto const& each) { return each.second->own_seed.has_value(); });
  has_streams_.store(seed_.has_value() || some_have, std::memory_order_relaxed);
}

}  // namespace iam
