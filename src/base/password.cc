#include "iam/base/password.h"

#include "iam/base/encoding.h"

#include <openssl/evp.h>

#include <cstdint>
#include <stdexcept>

namespace iam {
namespace {

// Some 10 ms and 4 MiB for each guess: dear enough for a file that was stolen from a developer's machine, and cheap
// enough for a test suite that makes users. Stored hashes depend on these.
constexpr std::uint64_t kCost = 4096;
constexpr std::uint64_t kBlockSize = 8;
constexpr std::uint64_t kParallelism = 1;
constexpr std::uint64_t kMemoryMax = 32 * 1024 * 1024;
constexpr std::size_t kHashBytes = 32;

}  // namespace

std::string hash_password(Secret const& password, std::string_view salt) {
  std::string hash(kHashBytes, '\0');
  auto const& text = password.reveal();
  if (EVP_PBE_scrypt(text.data(), text.size(), reinterpret_cast<unsigned char const*>(salt.data()), salt.size(), kCost,
                     kBlockSize, kParallelism, kMemoryMax, reinterpret_cast<unsigned char*>(hash.data()),
                     hash.size()) != 1) {
    throw std::runtime_error("scrypt is not available");
  }
  return base64_encode(hash);
}

}  // namespace iam
