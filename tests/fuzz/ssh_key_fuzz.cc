// SSH public keys: text as it is, and behind a zero byte the bytes that `ssh-rsa` or, behind a second one, a PEM public
// key would carry.
#include "iam/base/encoding.h"
#include "iam/formats/ssh_key.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace iam;
using formats::SshPublicKey;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string text_of(std::string_view input) {
  if (!input.starts_with('\0')) return std::string(input);
  input.remove_prefix(1);
  if (!input.starts_with('\0')) return "ssh-rsa " + base64_encode(input);
  input.remove_prefix(1);
  constexpr std::size_t kLineLength = 64;
  auto const body = base64_encode(input);
  std::string pem = "-----BEGIN PUBLIC KEY-----\n";
  for (std::size_t begin = 0; begin < body.size(); begin += kLineLength) {
    pem.append(body, begin, kLineLength).push_back('\n');
  }
  return pem + "-----END PUBLIC KEY-----";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const key = SshPublicKey::parse(text_of({reinterpret_cast<char const*>(data), size}));
  if (!key.has_value()) return 0;
  // Both writings are the same key.
  for (auto const& writing : {key->ssh(), key->pem()}) {
    auto const again = SshPublicKey::parse(writing);
    require(again.has_value());
    require(again->ssh() == key->ssh() && again->pem() == key->pem() && again->fingerprint() == key->fingerprint());
  }
  return 0;
}
