#include "iam/base/header.h"

#include "iam/base/text.h"

namespace iam {

std::optional<std::string_view> find_header(std::span<Header const> headers, std::string_view name) {
  for (auto const& header : headers) {
    // Most differ in length, and every request asks for several.
    if (header.name.size() == name.size() && equals_ignoring_case(header.name, name)) return header.value;
  }
  return std::nullopt;
}

bool has_media_type(std::string_view value, std::string_view type) {
  value = trimmed(value);
  if (!equals_ignoring_case(value.substr(0, type.size()), type)) return false;
  return value.size() == type.size() || std::string_view("; \t").find(value[type.size()]) != std::string_view::npos;
}

}  // namespace iam
