#include "iam/base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace iam {
namespace {

std::string digest(EVP_MD const* kind, std::string_view bytes) {
  std::string digest(static_cast<std::size_t>(EVP_MD_get_size(kind)), '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, kind, nullptr) !=
      1) {
    throw std::runtime_error("the digest is not available");
  }
  return digest;
}

}  // namespace

std::string sha256(std::string_view bytes) { return digest(EVP_sha256(), bytes); }

std::string sha1(std::string_view bytes) { return digest(EVP_sha1(), bytes); }

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  std::string code(static_cast<std::size_t>(EVP_MD_get_size(EVP_sha1())), '\0');
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(bytes.data()),
           bytes.size(), reinterpret_cast<unsigned char*>(code.data()), nullptr) == nullptr) {
    throw std::runtime_error("HMAC-SHA-1 is not available");
  }
  return code;
}

}  // namespace iam
