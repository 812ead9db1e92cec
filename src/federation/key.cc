#include "iam/federation/key.h"

#include "iam/base/openssl.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>

namespace iam::federation {
namespace {

using openssl::ErrorsCleared;
using openssl::Owned;

using BigNumber = Owned<BIGNUM, BN_free>;
using Digest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using ParameterBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using EcSignature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

// RFC 7518 section 3.3 asks for 2048 bits; the time a verification takes grows with the square of them.
constexpr int kRsaBitsMin = 2048;
constexpr int kRsaBitsMax = 8192;
// Nearly every key has 65537; a long exponent only makes verifying expensive.
constexpr std::size_t kRsaExponentBytesMax = 8;

struct AlgorithmTraits {
  Algorithm algorithm;
  std::string_view name;
  std::optional<Curve> curve;  // nothing: RSA with the padding of PKCS #1 v1.5
  EVP_MD const* (*digest)();
};

constexpr std::array kAlgorithmTraits = {
    AlgorithmTraits{Algorithm::kRs256, "RS256", std::nullopt, EVP_sha256},
    AlgorithmTraits{Algorithm::kRs384, "RS384", std::nullopt, EVP_sha384},
    AlgorithmTraits{Algorithm::kRs512, "RS512", std::nullopt, EVP_sha512},
    AlgorithmTraits{Algorithm::kEs256, "ES256", Curve::kP256, EVP_sha256},
    AlgorithmTraits{Algorithm::kEs384, "ES384", Curve::kP384, EVP_sha384},
    AlgorithmTraits{Algorithm::kEs512, "ES512", Curve::kP521, EVP_sha512},
};

AlgorithmTraits const& traits_of(Algorithm algorithm) { return kAlgorithmTraits[static_cast<std::size_t>(algorithm)]; }

struct CurveTraits {
  Curve curve;
  char const* openssl_name;
  std::size_t bytes;  // of a coordinate, and of the order too
};

constexpr std::array kCurves = {
    CurveTraits{Curve::kP256, "prime256v1", 32},
    CurveTraits{Curve::kP384, "secp384r1", 48},
    CurveTraits{Curve::kP521, "secp521r1", 66},
};

CurveTraits const& traits_of(Curve curve) { return kCurves[static_cast<std::size_t>(curve)]; }

// What only a broken OpenSSL or a full memory refuses.
template <class T>
T expect(T result, char const* what) {
  if (!result) throw std::runtime_error(what);
  return result;
}

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

BigNumber number_of(std::string_view bytes) {
  return BigNumber(expect(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr), "no memory"));
}

std::string text_of(BIGNUM const* number, std::size_t length) {
  std::string text(length, '\0');
  expect(BN_bn2binpad(number, bytes_of(text), static_cast<int>(length)) >= 0, "a number is longer than its field");
  return text;
}

BigNumber parameter_of(EVP_PKEY const* key, char const* name) {
  BIGNUM* number = nullptr;
  expect(EVP_PKEY_get_bn_param(key, name, &number) == 1, "a key lacks one of its numbers");
  return BigNumber(number);
}

std::shared_ptr<EVP_PKEY> public_key_of(char const* kind, OSSL_PARAM_BLD* builder) {
  Parameters const parameters(expect(OSSL_PARAM_BLD_to_param(builder), "no memory"));
  KeyContext const context(expect(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr), "no such kind of key"));
  EVP_PKEY* key = nullptr;
  bool const sound = EVP_PKEY_fromdata_init(context.get()) == 1 &&
                     EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
  return sound ? std::shared_ptr<EVP_PKEY>(key, &EVP_PKEY_free) : nullptr;
}

std::shared_ptr<EVP_PKEY> key_of(RsaNumbers const& rsa) {
  if (rsa.modulus.size() > kRsaBitsMax / 8 || rsa.exponent.size() > kRsaExponentBytesMax) return nullptr;
  auto const modulus = number_of(rsa.modulus), exponent = number_of(rsa.exponent);
  if (!BN_is_odd(modulus.get()) || !BN_is_odd(exponent.get()) || BN_is_one(exponent.get())) return nullptr;
  ParameterBuilder const builder(expect(OSSL_PARAM_BLD_new(), "no memory"));
  expect(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1, "no memory");
  expect(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1, "no memory");
  return public_key_of("RSA", builder.get());
}

std::shared_ptr<EVP_PKEY> key_of(EcPoint const& point) {
  auto const& curve = traits_of(point.curve);
  if (point.x.size() != curve.bytes || point.y.size() != curve.bytes) return nullptr;
  auto const encoded = '\x04' + point.x + point.y;  // uncompressed
  ParameterBuilder const builder(expect(OSSL_PARAM_BLD_new(), "no memory"));
  expect(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.openssl_name, 0) == 1,
         "no memory");
  expect(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size()) == 1,
         "no memory");
  return public_key_of("EC", builder.get());
}

std::optional<Curve> curve_of(EVP_PKEY const* key) {
  std::array<char, 64> name{};
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size(), nullptr) != 1) {
    return std::nullopt;
  }
  for (auto const& curve : kCurves) {
    if (std::string_view(name.data()) == curve.openssl_name) return curve.curve;
  }
  return std::nullopt;
}

// From r and s, one behind the other, to the DER that OpenSSL works with. Empty when the length is wrong.
std::string to_der(std::string_view signature, Curve curve) {
  auto const length = traits_of(curve).bytes;
  if (signature.size() != 2 * length) return {};
  EcSignature const pair(expect(ECDSA_SIG_new(), "no memory"));
  expect(ECDSA_SIG_set0(pair.get(), number_of(signature.substr(0, length)).release(),
                        number_of(signature.substr(length)).release()) == 1,
         "no memory");
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)), '\0');
  auto* end = bytes_of(der);
  i2d_ECDSA_SIG(pair.get(), &end);
  return der;
}

std::string from_der(std::string_view der, Curve curve) {
  auto const* begin = bytes_of(der);
  EcSignature const pair(
      expect(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())), "OpenSSL wrote no ECDSA signature"));
  auto const length = traits_of(curve).bytes;
  return text_of(ECDSA_SIG_get0_r(pair.get()), length) + text_of(ECDSA_SIG_get0_s(pair.get()), length);
}

}  // namespace

std::optional<Algorithm> find_algorithm(std::string_view name) {
  for (auto const& each : kAlgorithmTraits) {
    if (each.name == name) return each.algorithm;
  }
  return std::nullopt;
}

std::string_view name_of(Algorithm algorithm) { return traits_of(algorithm).name; }

std::optional<PublicKey> PublicKey::admit(std::shared_ptr<EVP_PKEY> key) {
  if (key == nullptr) return std::nullopt;
  if (EVP_PKEY_is_a(key.get(), "EC") == 1) {
    auto const curve = curve_of(key.get());
    if (!curve.has_value()) return std::nullopt;
    return PublicKey(std::move(key), curve);
  }
  bool const is_rsa = EVP_PKEY_is_a(key.get(), "RSA") == 1;
  auto const bits = EVP_PKEY_get_bits(key.get());
  if (!is_rsa || bits < kRsaBitsMin || bits > kRsaBitsMax) return std::nullopt;
  auto const exponent = parameter_of(key.get(), OSSL_PKEY_PARAM_RSA_E);
  if (static_cast<std::size_t>(BN_num_bytes(exponent.get())) > kRsaExponentBytesMax) return std::nullopt;
  return PublicKey(std::move(key), std::nullopt);
}

std::optional<PublicKey> PublicKey::of_numbers(Numbers const& numbers) {
  ErrorsCleared const cleared;
  return admit(std::visit([](auto const& each) { return key_of(each); }, numbers));
}

std::optional<PublicKey> PublicKey::of_certificate(std::string_view der) {
  ErrorsCleared const cleared;
  auto const* begin = bytes_of(der);
  Owned<X509, X509_free> const certificate(d2i_X509(nullptr, &begin, static_cast<long>(der.size())));
  if (certificate == nullptr || begin != bytes_of(der) + der.size()) return std::nullopt;
  return admit(std::shared_ptr<EVP_PKEY>(X509_get_pubkey(certificate.get()), &EVP_PKEY_free));
}

PublicKey::Numbers PublicKey::numbers() const {
  if (curve_.has_value()) {
    auto const length = traits_of(*curve_).bytes;
    return EcPoint{*curve_, text_of(parameter_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X).get(), length),
                   text_of(parameter_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y).get(), length)};
  }
  auto const modulus = parameter_of(key_.get(), OSSL_PKEY_PARAM_RSA_N);
  auto const exponent = parameter_of(key_.get(), OSSL_PKEY_PARAM_RSA_E);
  return RsaNumbers{text_of(modulus.get(), static_cast<std::size_t>(BN_num_bytes(modulus.get()))),
                    text_of(exponent.get(), static_cast<std::size_t>(BN_num_bytes(exponent.get())))};
}

bool PublicKey::fits(Algorithm algorithm) const { return traits_of(algorithm).curve == curve_; }

bool PublicKey::verifies(Algorithm algorithm, std::string_view bytes, std::string_view signature) const {
  if (!fits(algorithm)) return false;
  ErrorsCleared const cleared;
  auto const encoded = curve_.has_value() ? to_der(signature, *curve_) : std::string(signature);
  if (encoded.empty()) return false;
  Digest const digest(expect(EVP_MD_CTX_new(), "no memory"));
  expect(EVP_DigestVerifyInit(digest.get(), nullptr, traits_of(algorithm).digest(), nullptr, key_.get()) == 1,
         "a key cannot verify");
  return EVP_DigestVerify(digest.get(), bytes_of(encoded), encoded.size(), bytes_of(bytes), bytes.size()) == 1;
}

SigningKey SigningKey::generate(Kind kind) {
  ErrorsCleared const cleared;
  EVP_PKEY* made = nullptr;
  switch (kind) {
    case Kind::kRsa:
      made = EVP_RSA_gen(kRsaBitsMin);
      break;
    case Kind::kP256:
      made = EVP_EC_gen(traits_of(Curve::kP256).openssl_name);
      break;
    case Kind::kP384:
      made = EVP_EC_gen(traits_of(Curve::kP384).openssl_name);
      break;
  }
  std::shared_ptr<EVP_PKEY> key(expect(made, "a key cannot be generated"), &EVP_PKEY_free);
  return SigningKey(*PublicKey::admit(std::move(key)));
}

std::optional<SigningKey> SigningKey::parse(Secret const& pem) {
  ErrorsCleared const cleared;
  auto const source = openssl::reader(pem.reveal());
  auto key = PublicKey::admit(std::shared_ptr<EVP_PKEY>(
      PEM_read_bio_PrivateKey(source.get(), nullptr, openssl::refuse_pass_phrase, nullptr), &EVP_PKEY_free));
  if (!key.has_value()) return std::nullopt;
  return SigningKey(*std::move(key));
}

Secret SigningKey::pem() const {
  openssl::Bio const sink(expect(BIO_new(BIO_s_secmem()), "no memory"));
  expect(PEM_write_bio_PKCS8PrivateKey(sink.get(), public_key_.key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
         "a private key cannot be written");
  char* data = nullptr;
  auto const size = BIO_get_mem_data(sink.get(), &data);
  return Secret(std::string(data, static_cast<std::size_t>(size)));
}

std::string SigningKey::sign(Algorithm algorithm, std::string_view bytes) const {
  expect(public_key_.fits(algorithm), "a key was asked to sign with an algorithm of another");
  Digest const digest(expect(EVP_MD_CTX_new(), "no memory"));
  auto* key = public_key_.key_.get();
  expect(EVP_DigestSignInit(digest.get(), nullptr, traits_of(algorithm).digest(), nullptr, key) == 1,
         "a key cannot sign");
  std::size_t size = 0;
  expect(EVP_DigestSign(digest.get(), nullptr, &size, bytes_of(bytes), bytes.size()) == 1, "a key cannot sign");
  std::string signature(size, '\0');
  expect(EVP_DigestSign(digest.get(), bytes_of(signature), &size, bytes_of(bytes), bytes.size()) == 1,
         "a key cannot sign");
  signature.resize(size);
  return public_key_.curve_.has_value() ? from_der(signature, *public_key_.curve_) : signature;
}

std::string SigningKey::certificate(std::string_view common_name) const {
  Owned<X509, X509_free> const certificate(expect(X509_new(), "no memory"));
  auto* const key = public_key_.key_.get();
  auto* const name = X509_get_subject_name(certificate.get());
  bool const written = X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                       ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1) == 1 &&
                       // Whatever time the emulator's clock was set to, the certificate is valid then.
                       ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate.get()), "19700101000000Z") == 1 &&
                       ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), "99991231235959Z") == 1 &&
                       X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, bytes_of(common_name),
                                                  static_cast<int>(common_name.size()), -1, 0) == 1 &&
                       X509_set_issuer_name(certificate.get(), name) == 1 &&
                       X509_set_pubkey(certificate.get(), key) == 1 &&
                       X509_sign(certificate.get(), key, EVP_sha256()) > 0;
  expect(written, "a certificate cannot be written");
  std::string der(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)), '\0');
  auto* end = bytes_of(der);
  i2d_X509(certificate.get(), &end);
  return der;
}

}  // namespace iam::federation
