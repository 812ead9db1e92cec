// DEFLATE, RFC 1951: raw, for what is carried in a token, and as HTTP carries it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam::formats {

std::string deflated(std::string_view text);

// The same in the format of zlib, RFC 1950, as PNG has its pixels.
std::string zlib_deflated(std::string_view text);

// The same in the format of gzip, RFC 1952: a content coding of HTTP.
std::string gzipped(std::string_view text);

// Nothing when the bytes are damaged, or become more than `size_max`. Bytes behind the end are passed over.
std::optional<std::string> inflated(std::string_view bytes, std::size_t size_max);

}  // namespace iam::formats
