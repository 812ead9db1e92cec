// Base64 of which there is one writing only.
#pragma once

#include "iam/base/encoding.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::federation {

// As RFC 7515 writes it: without padding, white space, or bits behind the last byte that could be anything.
inline std::optional<std::string> decode_base64url(std::string_view text) {
  auto bytes = base64url_decode(text);
  if (!bytes.has_value() || base64url_encode(*bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace iam::federation
