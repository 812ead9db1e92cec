#include "iam/policy/address.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>

namespace iam::policy {
namespace {

constexpr std::size_t kIpv4Bytes = 4;
constexpr int kIpv4Bits = 32;
constexpr int kIpv6Bits = 128;

// AWS was seen to take 192.000.002.1, whose zeros make it octal, or nothing, to others.
bool is_leading_zero(std::string_view ipv4, std::size_t at) {
  auto const octet = ipv4.substr(0, at).rfind('.') + 1;
  bool const begins = ipv4.find_first_not_of('0', octet) > at;
  return begins && at + 1 < ipv4.size() && ipv4[at + 1] != '.';
}

std::optional<Address> parse_as_written(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
  bool const is_ipv6 = text.find(':') != std::string_view::npos;
  auto* end = terminated.data();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_ipv6 || !is_leading_zero(text, i)) *end++ = text[i];
  }
  Address address;
  if (inet_pton(AF_INET, terminated.data(), address.bytes.data()) == 1) return address;
  address.family = Address::Family::kIpv6;
  if (inet_pton(AF_INET6, terminated.data(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

bool same_from_bit(std::array<unsigned char, 16> const& left, std::array<unsigned char, 16> const& right, int from,
                   int to) {
  for (int bit = from; bit < to; ++bit) {
    auto const byte = static_cast<std::size_t>(bit) / 8;
    int const mask = 0x80 >> (bit % 8);
    if (((left[byte] ^ right[byte]) & mask) != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  auto address = parse_as_written(text);
  if (address.has_value() && address->family == Address::Family::kIpv6 &&
      std::equal(kMapped.begin(), kMapped.end(), address->bytes.begin())) {
    Address inner;
    std::copy_n(address->bytes.begin() + kMapped.size(), kIpv4Bytes, inner.bytes.begin());
    return inner;
  }
  return address;
}

std::optional<AddressRange> parse_address_range(std::string_view text) {
  auto const slash = text.find('/');
  auto const address = parse_as_written(text.substr(0, slash));
  if (!address.has_value()) return std::nullopt;
  int const bits_max = address->family == Address::Family::kIpv4 ? kIpv4Bits : kIpv6Bits;
  if (slash == std::string_view::npos) return AddressRange{*address, bits_max};
  std::string_view length = text.substr(slash + 1);
  if (length.size() > 1 && length.front() == '+' && is_digit(length[1])) length.remove_prefix(1);
  auto const bits = whole_number(length, 0, bits_max);
  return bits.has_value() ? std::optional(AddressRange{*address, *bits}) : std::nullopt;
}

bool contains(AddressRange const& range, Address const& address) {
  if (range.address.family != address.family) return false;
  if (range.address.family == Address::Family::kIpv6 &&
      !same_from_bit(range.address.bytes, {}, range.prefix_bits, kIpv6Bits)) {
    return false;
  }
  return same_from_bit(range.address.bytes, address.bytes, 0, range.prefix_bits);
}

}  // namespace iam::policy
