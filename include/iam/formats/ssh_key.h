// RSA public keys as SSH and PEM write them, read with OpenSSL. Pure: values in, values out.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace iam::formats {

class SshPublicKey {
 public:
  enum class Flaw {
    kUnrecognizedEncoding,  // neither `ssh-rsa …` nor a PEM public key
    kInvalid,               // one of the two, and not an RSA key that AWS takes
  };

  static tl::expected<SshPublicKey, Flaw> parse(std::string_view text);

  // `ssh-rsa <base64>`, without a comment.
  std::string ssh() const;
  // A SubjectPublicKeyInfo.
  std::string pem() const;
  // Whether it was parsed from PEM.
  bool was_pem() const { return was_pem_; }
  // `aa:bb:…`: MD5 of what SSH sends, as `ssh-keygen -l -E md5` shows it. The same for both encodings.
  std::string fingerprint() const;

 private:
  SshPublicKey(std::string exponent, std::string modulus)
      : exponent_(std::move(exponent)), modulus_(std::move(modulus)) {}

  static tl::expected<SshPublicKey, Flaw> parse_ssh(std::string_view text);
  static tl::expected<SshPublicKey, Flaw> parse_pem(std::string_view text);
  static tl::expected<SshPublicKey, Flaw> check(std::string exponent, std::string modulus);

  // What SSH sends: RFC 4253 section 6.6.
  std::string blob() const;

  // Big-endian, without leading zeros.
  std::string exponent_;
  std::string modulus_;
  bool was_pem_ = false;
};

// `aa:bb:…`: the MD5 of any bytes.
std::string md5_fingerprint(std::string_view bytes);

}  // namespace iam::formats
