#include "iam/formats/x509.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/openssl.h"
#include "iam/base/text.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <chrono>
#include <ctime>
#include <stdexcept>

namespace iam::formats {
namespace {

using openssl::ErrorsCleared;
using openssl::refuse_pass_phrase;

constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view kEnd = "-----END CERTIFICATE-----";

// The model lets a chain have two megabytes. Real ones have up to five certificates, and each costs a signature.
constexpr int kChainLengthMax = 64;

// Takes the first certificate off `text`, which must begin with it; nothing, and the text as it was, when it does not.
std::string_view take_block(std::string_view& text) {
  if (!text.starts_with(kBegin)) return {};
  auto const end = text.find(kEnd);
  if (end == std::string_view::npos) return {};
  auto const block = text.substr(0, end + kEnd.size());
  text = trimmed(text.substr(block.size()), kBlanksAndLineEnds);
  return block;
}

Time to_time(ASN1_TIME const* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) throw std::runtime_error("a parsed certificate has no readable date");
  using namespace std::chrono;
  auto const day = year(parts.tm_year + 1900) / (parts.tm_mon + 1) / parts.tm_mday;
  return sys_days(day) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

bool has_readable_dates(X509 const* certificate) {
  std::tm parts{};
  return ASN1_TIME_to_tm(X509_get0_notBefore(certificate), &parts) == 1 &&
         ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) == 1;
}

}  // namespace

std::optional<PrivateKey> PrivateKey::parse(Secret const& pem) {
  ErrorsCleared const cleared;
  auto const source = openssl::reader(pem.reveal());
  std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(source.get(), nullptr, refuse_pass_phrase, nullptr),
                                &EVP_PKEY_free);
  if (key == nullptr) return std::nullopt;
  return PrivateKey(std::move(key));
}

std::optional<Certificate> Certificate::parse(std::string_view pem) {
  ErrorsCleared const cleared;
  auto rest = trimmed(pem, kBlanksAndLineEnds);
  auto const block = take_block(rest);
  if (block.empty() || !rest.empty()) return std::nullopt;
  auto const source = openssl::reader(block);
  std::shared_ptr<X509> certificate(PEM_read_bio_X509(source.get(), nullptr, refuse_pass_phrase, nullptr), &X509_free);
  if (certificate == nullptr || !has_readable_dates(certificate.get())) return std::nullopt;
  return Certificate(std::move(certificate));
}

Time Certificate::not_before() const { return to_time(X509_get0_notBefore(certificate_.get())); }
Time Certificate::not_after() const { return to_time(X509_get0_notAfter(certificate_.get())); }

std::string Certificate::der() const {
  unsigned char* bytes = nullptr;
  int const length = i2d_X509(certificate_.get(), &bytes);
  if (length < 0) throw std::runtime_error("a parsed certificate cannot be written");
  openssl::Owned<unsigned char, [](unsigned char* each) { OPENSSL_free(each); }> const owned(bytes);
  return std::string(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(length));
}

std::string Certificate::fingerprint() const { return hex_encode(sha256(der())); }

bool Certificate::belongs_to(PrivateKey const& key) const {
  ErrorsCleared const cleared;
  return X509_check_private_key(certificate_.get(), key.key_.get()) == 1;
}

bool Certificate::is_signed_by(Certificate const& issuer) const {
  ErrorsCleared const cleared;
  auto* const certificate = certificate_.get();
  if (X509_NAME_cmp(X509_get_issuer_name(certificate), X509_get_subject_name(issuer.certificate_.get())) != 0) {
    return false;
  }
  EVP_PKEY* const key = X509_get0_pubkey(issuer.certificate_.get());
  return key != nullptr && X509_verify(certificate, key) == 1;
}

std::optional<int> find_chain_break(Certificate const& leaf, std::string_view chain) {
  auto rest = trimmed(chain, kBlanksAndLineEnds);
  Certificate last = leaf;
  int index = -1;
  do {
    auto const next = Certificate::parse(take_block(rest));
    if (!next.has_value() || !last.is_signed_by(*next) || index == kChainLengthMax) return index;
    last = *next;
    ++index;
  } while (!rest.empty());
  return std::nullopt;
}

}  // namespace iam::formats
