// A header of an HTTP message.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace iam {

struct Header {
  std::string_view name;   // as sent; compared ignoring case
  std::string_view value;  // as sent; a server's reader takes the white space around it away
};

// The value of the first header of that name.
std::optional<std::string_view> find_header(std::span<Header const> headers, std::string_view name);

// Whether `value`, a Content-Type, is of that media type, whatever its case and its parameters.
bool has_media_type(std::string_view value, std::string_view type);

}  // namespace iam
