// Keys and certificates made up for a test, with OpenSSL.
#pragma once

#include <ctime>
#include <memory>
#include <string>

using EVP_PKEY = struct evp_pkey_st;

namespace conformance {

inline constexpr std::time_t k2020 = 1577836800;
inline constexpr std::time_t k2040 = 2208988800;

// Somebody with a key of their own: an elliptic curve one, which costs nothing to make.
struct Identity {
  explicit Identity(std::string common_name);

  std::string private_key() const;  // PEM, PKCS #8
  std::string encrypted_private_key() const;
  std::string public_key() const;  // PEM, SubjectPublicKeyInfo

  std::string name;
  std::shared_ptr<EVP_PKEY> key;
};

struct Validity {
  std::time_t from = k2020;
  std::time_t until = k2040;
};

// A certificate in PEM about `subject`, signed by `issuer`.
std::string certificate(Identity const& subject, Identity const& issuer, Validity validity = {});
std::string self_signed(Identity const& subject, Validity validity = {});

}  // namespace conformance
