#include "iam/formats/ssh_key.h"

#include "iam/base/encoding.h"
#include "iam/base/openssl.h"
#include "iam/base/text.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <bit>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace iam::formats {
namespace {

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html: at least 2048 bits. The upper bound
// is OpenSSL's.
constexpr std::size_t kModulusBitsMin = 2048;
constexpr std::size_t kModulusBitsMax = 16384;

constexpr std::string_view kAlgorithm = "ssh-rsa";
constexpr std::string_view kPemBegin = "-----BEGIN ";

using BigNumber = openssl::Owned<BIGNUM, BN_free>;
using Key = openssl::Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = openssl::Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Parameters = openssl::Owned<OSSL_PARAM, OSSL_PARAM_free>;
using ParametersBuilder = openssl::Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

std::string_view take_word(std::string_view& text) {
  auto const end = std::min(text.find_first_of(" \t"), text.size());
  auto const word = text.substr(0, end);
  text = trimmed(text.substr(end), kBlanksAndLineEnds);
  return word;
}

void append_length(std::string& out, std::size_t length) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(length >> shift);
}

void append_string(std::string& out, std::string_view text) {
  append_length(out, text.size());
  out += text;
}

// A positive number that begins with a set bit needs a zero in front.
void append_number(std::string& out, std::string_view number) {
  bool const looks_negative = (static_cast<unsigned char>(number.front()) & 0x80U) != 0;
  append_string(out, looks_negative ? std::string(1, '\0').append(number) : std::string(number));
}

std::optional<std::string_view> take_string(std::string_view& blob) {
  if (blob.size() < 4) return std::nullopt;
  std::size_t length = 0;
  for (int i = 0; i < 4; ++i) length = length << 8U | static_cast<unsigned char>(blob[static_cast<std::size_t>(i)]);
  blob.remove_prefix(4);
  if (length > blob.size()) return std::nullopt;
  auto const text = blob.substr(0, length);
  blob.remove_prefix(length);
  return text;
}

// A positive number without its leading zeros.
std::optional<std::string> take_number(std::string_view& blob) {
  auto const number = take_string(blob);
  if (!number || number->empty() || (static_cast<unsigned char>(number->front()) & 0x80U) != 0) return std::nullopt;
  auto const first = number->find_first_not_of('\0');
  return std::string(first == std::string_view::npos ? std::string_view() : number->substr(first));
}

std::size_t bits(std::string_view number) {
  if (number.empty()) return 0;
  return (number.size() - 1) * 8 + static_cast<std::size_t>(std::bit_width(static_cast<unsigned char>(number.front())));
}

bool is_odd(std::string_view number) {
  return !number.empty() && (static_cast<unsigned char>(number.back()) & 1U) != 0;
}

std::string number_of(EVP_PKEY const* key, char const* name) {
  BIGNUM* read = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &read) != 1) return {};
  BigNumber const number(read);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

BigNumber to_big_number(std::string_view number) {
  return BigNumber(BN_bin2bn(bytes_of(number), static_cast<int>(number.size()), nullptr));
}

Key to_key(std::string_view exponent, std::string_view modulus) {
  auto const e = to_big_number(exponent);
  auto const n = to_big_number(modulus);
  ParametersBuilder const builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  Parameters const parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  KeyContext const context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    throw std::runtime_error("OpenSSL cannot make an RSA key of its numbers");
  }
  return Key(key);
}

}  // namespace

tl::expected<SshPublicKey, SshPublicKey::Flaw> SshPublicKey::parse(std::string_view text) {
  text = trimmed(text, kBlanksAndLineEnds);
  bool const is_pem = text.starts_with(kPemBegin);
  auto key = is_pem ? parse_pem(text) : parse_ssh(text);
  if (key) key->was_pem_ = is_pem;
  return key;
}

tl::expected<SshPublicKey, SshPublicKey::Flaw> SshPublicKey::parse_ssh(std::string_view text) {
  if (take_word(text) != kAlgorithm) return tl::unexpected(Flaw::kUnrecognizedEncoding);
  auto const decoded = base64_decode(take_word(text));
  if (!decoded) return tl::unexpected(Flaw::kInvalid);
  std::string_view blob = *decoded;
  if (take_string(blob) != kAlgorithm) return tl::unexpected(Flaw::kInvalid);
  auto exponent = take_number(blob);
  auto modulus = take_number(blob);
  if (!exponent || !modulus || !blob.empty()) return tl::unexpected(Flaw::kInvalid);
  return check(*std::move(exponent), *std::move(modulus));
}

tl::expected<SshPublicKey, SshPublicKey::Flaw> SshPublicKey::parse_pem(std::string_view text) {
  openssl::ErrorsCleared const cleared;
  auto const source = openssl::reader(text);
  Key const key(PEM_read_bio_PUBKEY(source.get(), nullptr, openssl::refuse_pass_phrase, nullptr));
  if (key == nullptr || EVP_PKEY_is_a(key.get(), "RSA") != 1) return tl::unexpected(Flaw::kInvalid);
  return check(number_of(key.get(), OSSL_PKEY_PARAM_RSA_E), number_of(key.get(), OSSL_PKEY_PARAM_RSA_N));
}

tl::expected<SshPublicKey, SshPublicKey::Flaw> SshPublicKey::check(std::string exponent, std::string modulus) {
  bool const sound = bits(modulus) >= kModulusBitsMin && bits(modulus) <= kModulusBitsMax && is_odd(modulus) &&
                     bits(exponent) >= 2 && bits(exponent) < bits(modulus) && is_odd(exponent);
  if (!sound) return tl::unexpected(Flaw::kInvalid);
  return SshPublicKey(std::move(exponent), std::move(modulus));
}

std::string SshPublicKey::blob() const {
  std::string blob;
  append_string(blob, kAlgorithm);
  append_number(blob, exponent_);
  append_number(blob, modulus_);
  return blob;
}

std::string SshPublicKey::ssh() const { return std::string(kAlgorithm) + " " + base64_encode(blob()); }

std::string SshPublicKey::pem() const {
  auto const key = to_key(exponent_, modulus_);
  openssl::Bio const out(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PUBKEY(out.get(), key.get()) != 1) throw std::runtime_error("OpenSSL cannot write a public key");
  char* text = nullptr;
  auto const length = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

std::string SshPublicKey::fingerprint() const { return md5_fingerprint(blob()); }

std::string md5_fingerprint(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_md5(), nullptr) != 1) {
    throw std::runtime_error("MD5 is not available");
  }
  std::string shown;
  for (unsigned i = 0; i < length; ++i) {
    if (i > 0) shown += ':';
    shown += hex_encode({reinterpret_cast<char const*>(digest + i), 1});
  }
  return shown;
}

}  // namespace iam::formats
