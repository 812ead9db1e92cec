#include "authenticator.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdio>

namespace conformance {
namespace {

std::string from_base32(std::string const& text) {
  std::string bits, bytes;
  for (char const c : text) {
    auto const digit = c >= 'A' ? c - 'A' : c - '2' + 26;
    for (int bit = 4; bit >= 0; --bit) bits += (digit >> bit & 1) != 0 ? '1' : '0';
  }
  for (std::size_t i = 0; i + 8 <= bits.size(); i += 8) {
    bytes += static_cast<char>(std::stoi(bits.substr(i, 8), nullptr, 2));
  }
  return bytes;
}

}  // namespace

std::string one_time_code(std::string const& base32_seed, std::int64_t step) {
  auto const key = from_base32(base32_seed);
  std::array<unsigned char, 8> counter;
  for (int i = 7; i >= 0; --i, step >>= 8) counter[static_cast<std::size_t>(i)] = static_cast<unsigned char>(step);
  std::array<unsigned char, 20> digest;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), digest.data(), nullptr);
  std::size_t const offset = digest[19] & 15;
  std::uint32_t number = digest[offset] & 127;
  for (std::size_t i = 1; i < 4; ++i) number = number << 8 | digest[offset + i];
  std::array<char, 16> text;
  std::snprintf(text.data(), text.size(), "%06u", number % 1000000);
  return text.data();
}

}  // namespace conformance
