// Tokens and key sets. The input is a token, or behind a line feed a key set to verify it with.
#include "iam/federation/jwt.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace iam::federation;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const token_text = text.substr(0, text.find('\n'));
  auto const token = decode_jwt(token_text);
  auto const keys = parse_key_set(text.substr(std::min(token_text.size() + 1, size)));
  if (keys.has_value()) {
    auto const again = parse_key_set(to_json(*keys));
    require(again.has_value() && to_json(*again) == to_json(*keys));
  }
  if (token.has_value()) {
    require(token_text.starts_with(token->signed_bytes));
    require(verify(*token, keys.value_or(KeySet{})) != Verification::kVerified || keys.has_value());
  }
  return 0;
}
