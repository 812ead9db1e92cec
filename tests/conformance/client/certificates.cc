#include "certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <stdexcept>
#include <string_view>

namespace conformance {
namespace {

template <class Write>
std::string written(Write write) {
  std::unique_ptr<BIO, decltype(&BIO_free)> const out(BIO_new(BIO_s_mem()), &BIO_free);
  if (write(out.get()) != 1) throw std::runtime_error("OpenSSL cannot write PEM");
  char* text = nullptr;
  auto const length = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

void set_name(X509_NAME* name, std::string const& common_name) {
  auto const* const text = reinterpret_cast<unsigned char const*>(common_name.c_str());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0);
}

}  // namespace

Identity::Identity(std::string common_name) : name(std::move(common_name)), key(EVP_EC_gen("P-256"), &EVP_PKEY_free) {}

std::string Identity::private_key() const {
  return written(
      [&](BIO* out) { return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
}

std::string Identity::encrypted_private_key() const {
  std::string pass_phrase = "correct horse";
  auto* const bytes = reinterpret_cast<unsigned char*>(pass_phrase.data());
  return written([&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, key.get(), EVP_aes_128_cbc(), bytes, static_cast<int>(pass_phrase.size()),
                                    nullptr, nullptr);
  });
}

std::string Identity::public_key() const {
  return written([&](BIO* out) { return PEM_write_bio_PUBKEY(out, key.get()); });
}

std::string certificate(Identity const& subject, Identity const& issuer, Validity validity) {
  std::unique_ptr<X509, decltype(&X509_free)> const made(X509_new(), &X509_free);
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  ASN1_TIME_set(X509_getm_notBefore(made.get()), validity.from);
  ASN1_TIME_set(X509_getm_notAfter(made.get()), validity.until);
  set_name(X509_get_subject_name(made.get()), subject.name);
  set_name(X509_get_issuer_name(made.get()), issuer.name);
  X509_set_pubkey(made.get(), subject.key.get());
  if (X509_sign(made.get(), issuer.key.get(), EVP_sha256()) == 0) throw std::runtime_error("OpenSSL cannot sign");
  return written([&](BIO* out) { return PEM_write_bio_X509(out, made.get()); });
}

std::string self_signed(Identity const& subject, Validity validity) { return certificate(subject, subject, validity); }

}  // namespace conformance
