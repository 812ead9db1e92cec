#include "iam/formats/self_signed.h"

#include "iam/base/openssl.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace iam::formats {
namespace {

using openssl::Owned;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using X509Certificate = Owned<X509, X509_free>;
using Extension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using Names = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using BigNumber = Owned<BIGNUM, BN_free>;

constexpr std::chrono::days kBefore(1);
constexpr std::chrono::days kValidity(365);
// RFC 5280, 4.1.2.2: at most 20 bytes, and positive.
constexpr int kSerialBits = 159;

template <class T>
T expect(T result, char const* what) {
  if (!result) throw std::runtime_error(what);
  return result;
}

constexpr char const* kNotMade = "OpenSSL cannot make a certificate";

Key new_key() { return Key(expect(EVP_EC_gen("P-256"), "OpenSSL cannot make a key")); }

// Each authority has a name of its own, so that one of an earlier start, still trusted, is not taken for it.
void name_at_random(X509_NAME* name, X509* certificate) {
  BigNumber const serial(BN_new());
  expect(BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, kNotMade);
  expect(BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)), kNotMade);
  Owned<char, [](char* text) { OPENSSL_free(text); }> const digits(BN_bn2hex(serial.get()));
  auto const common_name = "IAM Local " + std::string(digits.get()).substr(0, 8);
  expect(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                    reinterpret_cast<unsigned char const*>(common_name.c_str()), -1, -1, 0) == 1,
         kNotMade);
}

void add_extensions(X509* certificate, X509* issuer, std::initializer_list<std::pair<int, char const*>> extensions) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  for (auto const& [nid, value] : extensions) {
    Extension const extension(expect(X509V3_EXT_conf_nid(nullptr, &context, nid, value), kNotMade));
    expect(X509_add_ext(certificate, extension.get(), -1) == 1, kNotMade);
  }
}

X509Certificate begin(EVP_PKEY* key, X509* issuer, Time now) {
  X509Certificate certificate(expect(X509_new(), kNotMade));
  X509_set_version(certificate.get(), X509_VERSION_3);
  X509_set_pubkey(certificate.get(), key);
  name_at_random(X509_get_subject_name(certificate.get()), certificate.get());
  auto* const signer = issuer == nullptr ? certificate.get() : issuer;
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), epoch_seconds(now - kBefore));
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), epoch_seconds(now + kValidity));
  return certificate;
}

void add_name(GENERAL_NAMES* names, std::string const& text) {
  GENERAL_NAME* const name = expect(GENERAL_NAME_new(), kNotMade);
  expect(sk_GENERAL_NAME_push(names, name) > 0, kNotMade);
  if (ASN1_OCTET_STRING* const address = a2i_IPADDRESS(text.c_str())) {
    GENERAL_NAME_set0_value(name, GEN_IPADD, address);
    return;
  }
  ASN1_IA5STRING* const host = expect(ASN1_IA5STRING_new(), kNotMade);
  GENERAL_NAME_set0_value(name, GEN_DNS, host);
  expect(ASN1_STRING_set(host, text.data(), static_cast<int>(text.size())) == 1, kNotMade);
}

std::string pem_of(X509* certificate) {
  openssl::Bio const sink(BIO_new(BIO_s_mem()));
  expect(PEM_write_bio_X509(sink.get(), certificate) == 1, kNotMade);
  char* text = nullptr;
  auto const length = BIO_get_mem_data(sink.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

Secret pem_of(EVP_PKEY* key) {
  openssl::Bio const sink(BIO_new(BIO_s_mem()));
  expect(PEM_write_bio_PrivateKey(sink.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1, kNotMade);
  char* text = nullptr;
  auto const length = BIO_get_mem_data(sink.get(), &text);
  return Secret(std::string(text, static_cast<std::size_t>(length)));
}

}  // namespace

SelfSigned self_signed(std::vector<std::string> const& names, Time now) {
  openssl::ErrorsCleared const cleared;
  auto const authority_key = new_key();
  auto const authority = begin(authority_key.get(), nullptr, now);
  add_extensions(authority.get(), authority.get(),
                 {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                  {NID_key_usage, "critical,keyCertSign"},
                  {NID_subject_key_identifier, "hash"}});
  expect(X509_sign(authority.get(), authority_key.get(), EVP_sha256()) > 0, kNotMade);

  auto const key = new_key();
  auto const certificate = begin(key.get(), authority.get(), now);
  add_extensions(certificate.get(), authority.get(),
                 {{NID_basic_constraints, "critical,CA:FALSE"},
                  {NID_key_usage, "critical,digitalSignature"},
                  {NID_ext_key_usage, "serverAuth"},
                  {NID_subject_key_identifier, "hash"},
                  {NID_authority_key_identifier, "keyid"}});
  Names const alternatives(expect(GENERAL_NAMES_new(), kNotMade));
  for (auto const& name : names) add_name(alternatives.get(), name);
  expect(X509_add1_ext_i2d(certificate.get(), NID_subject_alt_name, alternatives.get(), 0, 0) == 1, kNotMade);
  expect(X509_sign(certificate.get(), authority_key.get(), EVP_sha256()) > 0, kNotMade);

  return {.authority = pem_of(authority.get()), .certificate = pem_of(certificate.get()), .key = pem_of(key.get())};
}

}  // namespace iam::formats
