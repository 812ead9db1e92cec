#include "iam/face/hex_ids.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/ids.h"

#include <array>
#include <cstdint>

namespace iam::gateway {
namespace {

// An id is five bytes of check and eleven that hold the 85 bits of the unique id's letters, masked by what the check
// hashes to: letters that tell the account would otherwise stand in every id of it.
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kPrefixLength = 4;
constexpr std::size_t kIdLength = 32;
constexpr std::size_t kCheckBytes = 5;
constexpr std::size_t kLetterBytes = 11;
constexpr int kBitsPerLetter = 5;

using LetterBytes = std::array<std::uint8_t, kLetterBytes>;

std::string check_of(std::string_view unique_id) { return sha256(unique_id).substr(0, kCheckBytes); }

void mask(LetterBytes& bytes, std::string_view check) {
  auto const pad = sha256(check);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] ^= static_cast<std::uint8_t>(pad[i]);
}

LetterBytes packed(std::string_view letters) {
  LetterBytes bytes{};
  std::size_t bit = 0;
  for (char const letter : letters) {
    auto const value = kLetters.find(letter);
    for (int i = kBitsPerLetter - 1; i >= 0; --i, ++bit) {
      if ((value >> i & 1) != 0) bytes[bit / 8] |= static_cast<std::uint8_t>(0x80 >> bit % 8);
    }
  }
  return bytes;
}

std::string unpacked(LetterBytes const& bytes) {
  std::string letters;
  std::size_t bit = 0;
  for (std::size_t i = kPrefixLength; i < kUniqueIdLength; ++i) {
    std::size_t value = 0;
    for (int j = 0; j < kBitsPerLetter; ++j, ++bit) value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);
    letters += kLetters[value];
  }
  return letters;
}

std::optional<std::uint8_t> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return std::nullopt;
}

std::optional<std::string> hex_decode(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    auto const high = digit(text[i]);
    auto const low = digit(text[i + 1]);
    if (!high.has_value() || !low.has_value()) return std::nullopt;
    bytes += static_cast<char>(*high << 4 | *low);
  }
  return bytes;
}

}  // namespace

std::string hex_id_of(std::string_view unique_id) {
  auto const check = check_of(unique_id);
  auto bytes = packed(unique_id.substr(kPrefixLength));
  mask(bytes, check);
  return hex_encode(check + std::string(bytes.begin(), bytes.end()));
}

std::optional<std::string> unique_id_of(std::string_view id, std::string_view prefix) {
  if (id.size() != kIdLength) return std::nullopt;
  auto const text = hex_decode(id);
  if (!text.has_value()) return std::nullopt;
  auto const check = text->substr(0, kCheckBytes);
  LetterBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>((*text)[kCheckBytes + i]);
  mask(bytes, check);
  auto unique_id = std::string(prefix) + unpacked(bytes);
  // The comparison is of the whole id: three bits of it belong to no letter.
  if (hex_id_of(unique_id) != id) return std::nullopt;
  return unique_id;
}

std::string hex_id_of(std::string_view what, AccountId account) {
  return hex_encode(sha256(std::string(what) + " " + account.text())).substr(0, kIdLength);
}

}  // namespace iam::gateway
