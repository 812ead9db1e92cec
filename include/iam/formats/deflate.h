// Raw DEFLATE, RFC 1951: what is carried in a token is made small first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam::formats {

std::string deflated(std::string_view text);

// Nothing when the bytes are damaged, or become more than `size_max`. Bytes behind the end are passed over.
std::optional<std::string> inflated(std::string_view bytes, std::size_t size_max);

}  // namespace iam::formats
