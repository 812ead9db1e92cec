// Certificates and private keys in PEM, read with OpenSSL. Pure: values in, values out, nothing of a key in any error.
#pragma once

#include "iam/base/secret.h"
#include "iam/base/time.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

using X509 = struct x509_st;
using EVP_PKEY = struct evp_pkey_st;  // OpenSSL's name NOLINT(readability-identifier-naming)

namespace iam::formats {

class PrivateKey {
 public:
  // Nothing when `pem` holds no private key, or one that is encrypted.
  static std::optional<PrivateKey> parse(Secret const& pem);

 private:
  friend class Certificate;
  explicit PrivateKey(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)) {}

  std::shared_ptr<EVP_PKEY> key_;
};

// An X.509 certificate. Copies share it.
class Certificate {
 public:
  // Nothing when `pem` is anything but one certificate with white space around it.
  static std::optional<Certificate> parse(std::string_view pem);

  // It is valid from the one to the other, both included.
  Time not_before() const;
  Time not_after() const;

  std::string der() const;
  // The same for every writing of the same certificate.
  std::string fingerprint() const;

  bool belongs_to(PrivateKey const& key) const;
  bool is_signed_by(Certificate const& issuer) const;

 private:
  explicit Certificate(std::shared_ptr<X509> certificate) : certificate_(std::move(certificate)) {}

  std::shared_ptr<X509> certificate_;
};

// Where the chain of certificates that begins with `leaf` breaks: the index in `chain` (PEM) of the first that the next
// one did not sign, -1 for the leaf itself. Nothing when each is signed by the next; the last answers to nobody.
std::optional<int> find_chain_break(Certificate const& leaf, std::string_view chain);

}  // namespace iam::formats
