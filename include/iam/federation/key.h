// Keys that identity providers sign with. Values in, values out; nothing of a private key in any error.
#pragma once

#include "iam/base/secret.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

using EVP_PKEY = struct evp_pkey_st;  // OpenSSL's name NOLINT(readability-identifier-naming)

namespace iam::federation {

// The signature algorithms of RFC 7518 that AWS takes from OpenID Connect providers. Neither `none` nor a keyed hash is
// among them, so that no token can choose one.
enum class Algorithm { kRs256, kRs384, kRs512, kEs256, kEs384, kEs512 };

// By the name of RFC 7518, such as "RS256".
std::optional<Algorithm> find_algorithm(std::string_view name);
std::string_view name_of(Algorithm algorithm);

enum class Curve { kP256, kP384, kP521 };

// The numbers a public key is made of, as bytes, the most significant first.
struct RsaNumbers {
  std::string modulus;
  std::string exponent;
};
struct EcPoint {
  Curve curve;
  std::string x;  // as long as the curve's field, like y
  std::string y;
};

// An RSA key of 2048 to 8192 bits, or a point on one of the curves. Copies share it.
class PublicKey {
 public:
  using Numbers = std::variant<RsaNumbers, EcPoint>;

  // Nothing when the numbers are no such key.
  static std::optional<PublicKey> of_numbers(Numbers const& numbers);
  // The key of an X.509 certificate in DER; nothing when it is no certificate or has no such key.
  static std::optional<PublicKey> of_certificate(std::string_view der);

  Numbers numbers() const;

  // Whether a signature of that algorithm can be of this key.
  bool fits(Algorithm algorithm) const;

  // False also when the key does not fit. An ECDSA signature is r and s, one behind the other, each as long as the
  // curve's order: so RFC 7518 section 3.4 has it, and XML signatures too.
  bool verifies(Algorithm algorithm, std::string_view bytes, std::string_view signature) const;

 private:
  friend class SigningKey;
  static std::optional<PublicKey> admit(std::shared_ptr<EVP_PKEY> key);
  PublicKey(std::shared_ptr<EVP_PKEY> key, std::optional<Curve> curve) : key_(std::move(key)), curve_(curve) {}

  std::shared_ptr<EVP_PKEY> key_;
  std::optional<Curve> curve_;  // nothing: RSA
};

// A private key with its public one.
class SigningKey {
 public:
  enum class Kind { kRsa, kP256, kP384 };  // RSA with 2048 bits

  static SigningKey generate(Kind kind);
  // Nothing when `pem` is no private key that PublicKey admits, or is encrypted.
  static std::optional<SigningKey> parse(Secret const& pem);

  Secret pem() const;  // PKCS #8
  PublicKey const& public_key() const { return public_key_; }

  // REQUIRES: public_key().fits(algorithm).
  std::string sign(Algorithm algorithm, std::string_view bytes) const;

  // A certificate in DER that the key signs for itself, valid at any time. With an RSA key it is the same every time.
  // REQUIRES: `common_name` has 1 to 64 characters.
  std::string certificate(std::string_view common_name) const;

 private:
  explicit SigningKey(PublicKey public_key) : public_key_(std::move(public_key)) {}

  PublicKey public_key_;  // over the key pair
};

}  // namespace iam::federation
