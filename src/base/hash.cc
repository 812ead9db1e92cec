#include "iam/base/hash.h"

// Beginning and ending with OpenSSL's newer interface took a third of the time of a signature.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <stdexcept>

namespace iam {
namespace {

using Sha256 = std::array<unsigned char, SHA256_DIGEST_LENGTH>;
using Sha256Block = std::array<unsigned char, SHA256_CBLOCK>;

std::string_view text_of(auto const& bytes) { return {reinterpret_cast<char const*>(bytes.data()), bytes.size()}; }

Sha256 sha256_of(std::initializer_list<std::string_view> parts) {
  SHA256_CTX context;
  Sha256 digest;
  bool is_done = SHA256_Init(&context) == 1;
  for (auto const part : parts) is_done = is_done && SHA256_Update(&context, part.data(), part.size()) == 1;
  if (!is_done || SHA256_Final(digest.data(), &context) != 1) throw std::runtime_error("SHA-256 is not available");
  return digest;
}

}  // namespace

std::string sha256(std::string_view bytes) { return std::string(text_of(sha256_of({bytes}))); }

std::string sha1(std::string_view bytes) {
  std::string digest(SHA_DIGEST_LENGTH, '\0');
  auto const* const octets = reinterpret_cast<unsigned char const*>(bytes.data());
  if (SHA1(octets, bytes.size(), reinterpret_cast<unsigned char*>(digest.data())) == nullptr) {
    throw std::runtime_error("SHA-1 is not available");
  }
  return digest;
}

// RFC 2104.
std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  constexpr unsigned char kInner = 0x36;
  constexpr unsigned char kOuter = 0x5c;
  Sha256Block block{};
  if (key.size() > block.size()) {
    std::ranges::copy(sha256_of({key}), block.begin());
  } else {
    std::ranges::copy(key, block.begin());
  }
  for (auto& byte : block) byte ^= kInner;
  auto const inner = sha256_of({text_of(block), bytes});
  for (auto& byte : block) byte ^= kInner ^ kOuter;
  auto const code = sha256_of({text_of(block), text_of(inner)});
  OPENSSL_cleanse(block.data(), block.size());
  return std::string(text_of(code));
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  std::string code(static_cast<std::size_t>(EVP_MD_get_size(EVP_sha1())), '\0');
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(bytes.data()),
           bytes.size(), reinterpret_cast<unsigned char*>(code.data()), nullptr) == nullptr) {
    throw std::runtime_error("HMAC-SHA-1 is not available");
  }
  return code;
}

// Equal texts have equal digests, whatever their lengths.
bool is_same_secret(std::string_view shown, Secret const& secret) {
  auto const left = sha256(shown);
  auto const right = sha256(secret.reveal());
  return CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace iam
