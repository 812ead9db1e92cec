// Certificates, their chains and private keys: PEM as it is, anything else as the bytes that PEM would carry, so that
// changes reach what OpenSSL reads.
#include "iam/base/encoding.h"
#include "iam/formats/x509.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace iam;
using formats::Certificate;
using formats::PrivateKey;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string pem(std::string_view label, std::string_view bytes) {
  constexpr std::size_t kLineLength = 64;
  auto const text = base64_encode(bytes);
  auto out = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t begin = 0; begin < text.size(); begin += kLineLength) {
    out.append(text, begin, kLineLength).push_back('\n');
  }
  return out + "-----END " + std::string(label) + "-----";
}

// The writing of a certificate that it gives of itself is stable, and is the same certificate to whoever reads it.
void check(Certificate const& certificate) {
  auto const again = Certificate::parse(pem("CERTIFICATE", certificate.der()));
  require(again.has_value());
  require(again->fingerprint() == certificate.fingerprint());
  require(again->not_before() == certificate.not_before() && again->not_after() == certificate.not_after());
  require(again->is_signed_by(*again) == certificate.is_signed_by(certificate));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  bool const is_pem = input.starts_with("-----");
  auto const certificate_text = is_pem ? std::string(input) : pem("CERTIFICATE", input);
  auto const certificate = Certificate::parse(certificate_text);
  if (certificate.has_value()) check(*certificate);

  if (is_pem) {
    // The first of a chain is a leaf to the rest.
    constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
    auto const end = input.find(kEnd);
    if (end != std::string_view::npos) {
      auto const length = end + kEnd.size();
      auto const leaf = Certificate::parse(input.substr(0, length));
      if (leaf.has_value()) (void)find_chain_break(*leaf, input.substr(length));
    }
  }

  auto const key = PrivateKey::parse(Secret(is_pem ? std::string(input) : pem("PRIVATE KEY", input)));
  if (certificate.has_value() && key.has_value()) (void)certificate->belongs_to(*key);
  return 0;
}
