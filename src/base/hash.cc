#include "iam/base/hash.h"

#include "iam/base/openssl.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>

#include <stdexcept>

namespace iam {
namespace {

// OpenSSL looks an algorithm up by its name whenever it is not handed one it looked up before, which takes longer than
// hashing a request.
struct Fetched {
  EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD* sha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
};

Fetched const& fetched() {
  static Fetched const algorithms;
  return algorithms;
}

std::string digest(EVP_MD const* kind, std::string_view bytes) {
  thread_local openssl::Owned<EVP_MD_CTX, EVP_MD_CTX_free> const context(EVP_MD_CTX_new());
  std::string digest(static_cast<std::size_t>(EVP_MD_get_size(kind)), '\0');
  auto* const out = reinterpret_cast<unsigned char*>(digest.data());
  if (context == nullptr || EVP_DigestInit_ex2(context.get(), kind, nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), out, nullptr) != 1) {
    throw std::runtime_error("the digest is not available");
  }
  return digest;
}

EVP_MAC_CTX* new_hmac_sha256() {
  auto* const context = EVP_MAC_CTX_new(fetched().hmac);
  char name[] = "SHA256";
  OSSL_PARAM const parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  if (context != nullptr) EVP_MAC_CTX_set_params(context, parameters);
  return context;
}

}  // namespace

std::string sha256(std::string_view bytes) { return digest(fetched().sha256, bytes); }

std::string sha1(std::string_view bytes) { return digest(fetched().sha1, bytes); }

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  thread_local openssl::Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> const context(new_hmac_sha256());
  auto const octets = [](std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); };
  std::string code(32, '\0');
  std::size_t size = 0;
  // A key that is null would mean the one before it.
  if (key.data() == nullptr) key = "";
  if (context == nullptr || EVP_MAC_init(context.get(), octets(key), key.size(), nullptr) != 1 ||
      EVP_MAC_update(context.get(), octets(bytes), bytes.size()) != 1 ||
      EVP_MAC_final(context.get(), reinterpret_cast<unsigned char*>(code.data()), &size, code.size()) != 1) {
    throw std::runtime_error("HMAC-SHA-256 is not available");
  }
  return code;
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
