// Looking into a request's headers.
#pragma once

#include "iam/base/text.h"
#include "iam/sigv4/request.h"

#include <optional>
#include <string_view>

namespace iam::sigv4 {

// The first header of that name.
inline std::optional<std::string_view> find_header(Request const& request, std::string_view name) {
  for (auto const& header : request.headers) {
    if (equals_ignoring_case(header.name, name)) return header.value;
  }
  return std::nullopt;
}

}  // namespace iam::sigv4
