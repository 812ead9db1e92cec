#include "ssh_keys.h"

#include <openssl/evp.h>

#include <string_view>

namespace conformance {
namespace {

// RFC 4251: a string of bytes behind its length.
std::string with_length(std::string_view bytes) {
  auto const size = bytes.size();
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift);
  return out.append(bytes);
}

std::string base64(std::string const& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  auto const length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace

std::string numbered_ssh_key(int number, int bits) {
  int const highest = (bits - 1) % 8;
  std::string modulus(static_cast<std::size_t>((bits + 7) / 8), '\x5A');
  modulus.front() = static_cast<char>(1 << highest);
  modulus.back() = static_cast<char>(2 * number + 1);
  if (highest == 7) modulus.insert(modulus.begin(), '\0');
  return "ssh-rsa " + base64(with_length("ssh-rsa") + with_length({"\x01\x00\x01", 3}) + with_length(modulus));
}

}  // namespace conformance
