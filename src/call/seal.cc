#include "iam/call/seal.h"

#include "iam/base/encoding.h"
#include "iam/base/openssl.h"
#include "iam/formats/deflate.h"
#include "iam/store/server_keys.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <future>
#include <stdexcept>

namespace iam::service {
namespace {

constexpr std::string_view kKeyName = "seal";
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kAroundBytes = 1 + kNonceBytes + kTagBytes;
// How it is sealed; another way would be another number, so that what is out there keeps opening.
constexpr char kVersion = 1;
// What a program before 4,096 bytes were a token's limit let a session carry is some 80,000 bytes of tags.
constexpr std::size_t kOpenedBytesMax = 128 * 1024;
constexpr std::size_t kSealedBytesMax = 64 * 1024;

using CipherContext = openssl::Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

template <class Source>
std::string random_bytes(Source& source, std::size_t count) {
  std::string bytes(count, '\0');
  source.fill({bytes_of(bytes), bytes.size()});
  return bytes;
}

// What is authenticated besides the text.
std::array<unsigned char, 2> context_of(Sealed kind) {
  return {static_cast<unsigned char>(kVersion), static_cast<unsigned char>(kind)};
}

void check(int outcome) {
  if (outcome != 1) throw std::runtime_error("AES-256-GCM is not available");
}

Secret stored_key(store::Store& store, RandomSource& random) {
  std::optional<Secret> key;
  store.read([&](store::Session& session) { key = store::ServerKeys(session).find(kKeyName); });
  if (!key.has_value()) {
    key = Secret(base64_encode(random_bytes(random, kKeyBytes)));
    std::promise<void> written;
    store.write(
        [&](store::Session& session) {
          store::ServerKeys keys(session);
          // Another server on the same database may have been first.
          if (auto theirs = keys.find(kKeyName)) {
            key = *std::move(theirs);
          } else {
            keys.insert(kKeyName, *key);
          }
          return store::Verdict::kCommit;
        },
        [&](std::exception_ptr failure) {
          if (failure != nullptr) return written.set_exception(failure);
          written.set_value();
        });
    written.get_future().get();
  }
  auto bytes = base64_decode(key->reveal());
  if (!bytes.has_value() || bytes->size() != kKeyBytes) throw std::runtime_error("the server's key is damaged");
  return Secret(*std::move(bytes));
}

}  // namespace

Seal::Seal(store::Store& store, RandomSource& random) : key_(stored_key(store, random)) {}

std::string Seal::close(Sealed kind, std::string_view text, IdSource& ids, std::size_t size_min) const {
  auto const nonce = random_bytes(ids, kNonceBytes);
  auto packed = formats::deflated(text);
  // What is compressed tells where it ends: zeros behind it do no harm.
  packed.resize(std::max(packed.size() + kAroundBytes, size_min) - kAroundBytes);
  std::string body(packed.size(), '\0');
  std::string tag(kTagBytes, '\0');
  auto const context = context_of(kind);
  CipherContext const cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  check(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_.reveal()), bytes_of(nonce)));
  check(EVP_EncryptUpdate(cipher.get(), nullptr, &length, context.data(), context.size()));
  check(EVP_EncryptUpdate(cipher.get(), bytes_of(body), &length, bytes_of(packed), static_cast<int>(packed.size())));
  check(EVP_EncryptFinal_ex(cipher.get(), bytes_of(body) + length, &length));
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()));
  return kVersion + nonce + body + tag;
}

std::optional<std::string> Seal::open(Sealed kind, std::string_view bytes) const {
  if (bytes.size() < kAroundBytes || bytes.size() > kSealedBytesMax) return std::nullopt;
  if (bytes.front() != kVersion) return std::nullopt;
  auto const nonce = bytes.substr(1, kNonceBytes);
  auto const body = bytes.substr(1 + kNonceBytes, bytes.size() - kAroundBytes);
  std::string tag(bytes.substr(bytes.size() - kTagBytes));
  std::string packed(body.size(), '\0');
  auto const context = context_of(kind);
  openssl::ErrorsCleared const cleared;
  CipherContext const cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  check(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_.reveal()), bytes_of(nonce)));
  check(EVP_DecryptUpdate(cipher.get(), nullptr, &length, context.data(), context.size()));
  check(EVP_DecryptUpdate(cipher.get(), bytes_of(packed), &length, bytes_of(body), static_cast<int>(body.size())));
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), bytes_of(packed) + length, &length) != 1) return std::nullopt;
  return formats::inflated(packed, kOpenedBytesMax);
}

}  // namespace iam::service
