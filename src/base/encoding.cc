#include "iam/base/encoding.h"

#include "iam/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace iam {
namespace {

constexpr std::string_view kHexUpper = "0123456789ABCDEF";
constexpr std::string_view kHexLower = "0123456789abcdef";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr bool is_unreserved(char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~'; }

// Looked up for every character of every document.
constexpr auto kIsUnreserved = [] {
  std::array<bool, 256> unreserved{};
  for (std::size_t c = 0; c < unreserved.size(); ++c) unreserved[c] = is_unreserved(static_cast<char>(c));
  return unreserved;
}();

constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string encode_base64(std::string_view bytes, std::string_view alphabet, bool padded) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    auto const group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0);
    for (std::size_t k = 0; k < 4; ++k) {
      if (k <= group.size()) {
        text += alphabet[(bits >> (18 - 6 * k)) & 63];
      } else if (padded) {
        text += '=';
      }
    }
  }
  return text;
}

constexpr std::array<std::int8_t, 256> reverse_of(std::string_view alphabet) {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return table;
}

constexpr auto kReverseBase64 = reverse_of(kBase64Alphabet);
constexpr auto kReverseBase64Url = reverse_of(kBase64Url);

enum class Blanks { kRefused, kSkipped };

std::optional<std::string> decode_base64(std::string_view text, std::array<std::int8_t, 256> const& table,
                                         Blanks blanks) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  std::size_t digits = 0, padding = 0;
  for (char c : text) {
    if (blanks == Blanks::kSkipped && is_space(c)) continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    auto const digit = table[static_cast<unsigned char>(c)];
    if (digit < 0 || padding > 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if (++digits % 4 == 0) {
      bytes += static_cast<char>(bits >> 16);
      bytes += static_cast<char>(bits >> 8);
      bytes += static_cast<char>(bits);
    }
  }
  if (padding > 2 || (padding > 0 && (digits + padding) % 4 != 0)) return std::nullopt;
  switch (digits % 4) {
    case 1:
      return std::nullopt;
    case 2:
      bytes += static_cast<char>(bits >> 4);
      break;
    case 3:
      bytes += static_cast<char>(bits >> 10);
      bytes += static_cast<char>(bits >> 2);
      break;
    default:
      break;
  }
  return bytes;
}

// The length of the well-formed UTF-8 sequence `text` begins with; 0 when it begins with none.
// The ranges are those of table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text) {
  auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto continues = [&](std::size_t i) { return at(i) >= 0x80 && at(i) <= 0xBF; };
  auto const lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    auto const low = lead == 0xE0 ? 0xA0u : 0x80u, high = lead == 0xED ? 0x9Fu : 0xBFu;
    return at(1) >= low && at(1) <= high && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    auto const low = lead == 0xF0 ? 0x90u : 0x80u, high = lead == 0xF4 ? 0x8Fu : 0xBFu;
    return at(1) >= low && at(1) <= high && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

void percent_encode(std::string_view text, std::string& out) {
  auto const begin = out.size();
  out.resize(begin + 3 * text.size());
  char* at = out.data() + begin;
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (kIsUnreserved[byte]) {
      *at++ = c;
    } else {
      *at++ = '%';
      *at++ = kHexUpper[byte >> 4];
      *at++ = kHexUpper[byte & 15];
    }
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  percent_encode(text, encoded);
  return encoded;
}

bool percent_decode(std::string_view text, PlusSign plus, std::string& out) {
  // Most text has nothing to decode: it is copied in runs.
  auto const is_special = [&](char c) { return c == '%' || (c == '+' && plus == PlusSign::kSpace); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const run = i;
    while (i < text.size() && !is_special(text[i])) ++i;
    out.append(text, run, i - run);
    if (i == text.size()) break;
    char c = text[i];
    if (c == '%') {
      int const high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
      int const low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      c = ' ';
    }
    out += c;
  }
  return true;
}

std::string base64_encode(std::string_view bytes) { return encode_base64(bytes, kBase64Alphabet, true); }

std::optional<std::string> base64_decode(std::string_view text) {
  return decode_base64(text, kReverseBase64, Blanks::kSkipped);
}

std::string base64url_encode(std::string_view bytes) { return encode_base64(bytes, kBase64Url, false); }

std::optional<std::string> base64url_decode(std::string_view text) {
  return decode_base64(text, kReverseBase64Url, Blanks::kRefused);
}

std::optional<std::string> base32_decode(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (char const c : to_lower_ascii(text)) {
    auto const digit = std::string_view("abcdefghijklmnopqrstuvwxyz234567").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint32_t>(digit);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count);
  }
  return bytes;
}

std::string hex_encode(std::string_view bytes) {
  std::string text(bytes.size() * 2, '\0');
  auto* out = text.data();
  for (char c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    *out++ = kHexLower[byte >> 4];
    *out++ = kHexLower[byte & 15];
  }
  return text;
}

bool is_utf8(std::string_view text) {
  auto const is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  text.remove_prefix(static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_ascii) - text.begin()));
  while (!text.empty()) {
    auto const length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(std::max<std::size_t>(sequence_length(text), 1));
    ++count;
  }
  return count;
}

}  // namespace iam
