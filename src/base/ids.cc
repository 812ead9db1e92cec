#include "iam/base/ids.h"

#include "iam/base/encoding.h"

#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <mutex>
#include <random>
#include <stdexcept>
#include <vector>

namespace iam {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// Characters 5–12 of an id are the base-32 digits of account / 2 + 2^39 (so the first is Q or later), and the
// parity of the account is told by the half of the alphabet the next character comes from.
// Source: the encoding that public decoders of access key ids agree on.
constexpr std::size_t kPrefixLength = 4;
constexpr std::size_t kAccountDigits = 8;
constexpr std::uint64_t kAccountBias = std::uint64_t{1} << 39;

class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    // A system call for every id would cost more than the id: each thread draws from a block of its own.
    thread_local std::array<std::uint8_t, 1024> block;
    thread_local std::size_t used = block.size();
    while (!bytes.empty()) {
      if (used == block.size()) {
        if (RAND_bytes(block.data(), static_cast<int>(block.size())) != 1) {
          throw std::runtime_error("the operating system gives no random bytes");
        }
        used = 0;
      }
      auto const count = std::min(bytes.size(), block.size() - used);
      std::memcpy(bytes.data(), block.data() + used, count);
      // What was handed out must not be found in memory or handed out again.
      std::memset(block.data() + used, 0, count);
      used += count;
      bytes = bytes.subspan(count);
    }
  }
};

class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override {
    std::lock_guard lock(mutex_);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace

std::string IdSource::unique_id(std::string_view prefix, AccountId account, std::size_t length) {
  std::string id(prefix);
  auto const encoded = account.number() / 2 + kAccountBias;
  for (std::size_t digit = kAccountDigits; digit-- > 0;) id += kBase32[(encoded >> (5 * digit)) & 31];

  std::array<std::uint8_t, kUniqueIdLength> random;
  auto const rest = std::span(random).first(length - id.size());
  random_.fill(rest);
  bool const odd = account.number() % 2 != 0;
  id += kBase32[(rest[0] & 15) + (odd ? 16 : 0)];
  for (auto byte : rest.subspan(1)) id += kBase32[byte & 31];
  return id;
}

std::string IdSource::base32(std::size_t length) {
  std::vector<std::uint8_t> bytes(length);
  random_.fill(bytes);
  std::string text;
  text.reserve(length);
  for (auto byte : bytes) text += kBase32[byte & 31];
  return text;
}

std::string IdSource::request_id() {
  std::array<std::uint8_t, 16> bytes;
  random_.fill(bytes);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);  // version 4
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);  // RFC 4122 variant

  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<char, 36> text;
  auto* next = text.begin();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *next++ = '-';
    *next++ = kHex[bytes[i] >> 4];
    *next++ = kHex[bytes[i] & 15];
  }
  return {text.begin(), text.end()};
}

std::string IdSource::secret(std::size_t length) {
  std::vector<std::uint8_t> bytes(length);
  random_.fill(bytes);
  std::string text;
  text.reserve(length);
  for (auto byte : bytes) text += kBase64Alphabet[byte & 63];
  return text;
}

double IdSource::fraction() {
  constexpr int kBits = 53;  // as many as a double has
  std::array<std::uint8_t, sizeof(std::uint64_t)> bytes;
  random_.fill(bytes);
  std::uint64_t number = 0;
  for (auto byte : bytes) number = number << 8 | byte;
  return static_cast<double>(number >> (64 - kBits)) / static_cast<double>(std::uint64_t{1} << kBits);
}

std::optional<AccountId> account_of_id(std::string_view id) {
  if (id.size() < kPrefixLength + kAccountDigits + 1) return std::nullopt;
  std::uint64_t encoded = 0;
  for (char c : id.substr(kPrefixLength, kAccountDigits)) {
    auto const digit = kBase32.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    encoded = encoded * 32 + digit;
  }
  auto const parity = kBase32.find(id[kPrefixLength + kAccountDigits]);
  if (encoded < kAccountBias || parity == std::string_view::npos) return std::nullopt;
  auto const number = (encoded - kAccountBias) * 2 + (parity >= 16 ? 1 : 0);
  constexpr std::uint64_t kAccountsEnd = 1'000'000'000'000;
  if (number >= kAccountsEnd) return std::nullopt;
  return AccountId(number);
}

std::unique_ptr<RandomSource> make_system_random() { return std::make_unique<SystemRandom>(); }

std::unique_ptr<RandomSource> make_seeded_random(std::uint64_t seed) { return std::make_unique<SeededRandom>(seed); }

}  // namespace iam
