// The metadata documents that describe identity providers.
#include "iam/federation/saml_metadata.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const metadata = iam::service::parse_saml_metadata(text);
  if (!metadata.has_value()) return 0;
  require(!metadata->entity_id.empty());
  require(!metadata->certificates.empty());
  for (auto const& certificate : metadata->certificates) require(!certificate.der().empty());
  return 0;
}
