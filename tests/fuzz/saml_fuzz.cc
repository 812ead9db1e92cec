// The reader of XML, canonicalization, and the verifier of SAML responses. No input is signed with the key that is
// trusted here, so none may be believed.
#include "canonical_xml.h"
#include "iam/federation/saml.h"
#include "xml.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace iam::federation;

void require(bool holds) {
  if (!holds) std::abort();
}

// A document and its canonical form are the same to whoever reads them.
void check_canonical_form(std::string_view text) {
  auto const document = xml::Document::parse(text);
  if (!document.has_value()) return;
  auto const once = xml::canonicalize(document->root());
  if (!once.has_value()) return;
  auto const again = xml::Document::parse(*once);
  require(again.has_value() && xml::canonicalize(again->root()) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static std::array const keys = {SigningKey::generate(SigningKey::Kind::kRsa).public_key(),
                                  SigningKey::generate(SigningKey::Kind::kP256).public_key()};
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  check_canonical_form(text);
  require(!verify_saml_response(text, keys).has_value());
  return 0;
}
