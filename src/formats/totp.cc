#include "iam/formats/totp.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <chrono>

namespace iam::formats::totp {
namespace {

constexpr std::chrono::seconds kPeriod(30);
constexpr std::uint32_t kCodes = 1'000'000;
constexpr std::size_t kDigits = 6;

}  // namespace

Step step_at(Time time) { return epoch_seconds(time) / kPeriod.count(); }

std::string code(Secret const& seed, Step step) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < counter.size(); ++i) counter[7 - i] = static_cast<char>(step >> (8 * i));
  auto const digest = hmac_sha1(base32_decode(seed.reveal()).value_or(""), counter);

  // RFC 4226 section 5.3: the last four bits say where the 31 bits of the code begin.
  auto const byte = [&digest](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(digest[i]));
  };
  auto const offset = byte(digest.size() - 1) & 15;
  auto const bits = (byte(offset) & 127) << 24 | byte(offset + 1) << 16 | byte(offset + 2) << 8 | byte(offset + 3);
  auto const digits = std::to_string(bits % kCodes);
  return std::string(kDigits - digits.size(), '0') + digits;
}

std::optional<Step> find(Secret const& seed, std::string_view wanted, Step around, Step distance) {
  for (Step step = around - distance; step <= around + distance; ++step) {
    if (code(seed, step) == wanted) return step;
  }
  return std::nullopt;
}

std::optional<Step> find_pair(Secret const& seed, std::string_view first, std::string_view second, Step around,
                              Step distance) {
  for (Step step = around - distance; step <= around + distance; ++step) {
    if (code(seed, step) == second && code(seed, step - 1) == first) return step;
  }
  return std::nullopt;
}

}  // namespace iam::formats::totp
