#include "iam/base/header.h"

#include "iam/base/text.h"

namespace iam {

std::optional<std::string_view> find_header(std::span<Header const> headers, std::string_view name) {
  for (auto const& header : headers) {
    if (equals_ignoring_case(header.name, name)) return header.value;
  }
  return std::nullopt;
}

bool has_media_type(std::string_view value, std::string_view type) {
  value = trimmed(value);
  return equals_ignoring_case(value.substr(0, value.find_first_of("; \t")), type);
}

}  // namespace iam
