// The addresses of policy conditions.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace iam::policy {

struct Address {
  enum class Family { kIpv4, kIpv6 };

  Family family = Family::kIpv4;
  std::array<unsigned char, 16> bytes{};  // the first four of an IPv4 address
};

// 203.0.113.0/24, 2001:db8::/32, or one address without a mask.
struct AddressRange {
  Address address;
  int prefix_bits = 0;
};

// An IPv4-mapped IPv6 address is an IPv4 address.
std::optional<Address> parse_address(std::string_view text);
std::optional<AddressRange> parse_address_range(std::string_view text);

// The host bits of an IPv4 range are ignored, an IPv6 range with host bits has no address in it.
bool contains(AddressRange const& range, Address const& address);

}  // namespace iam::policy
