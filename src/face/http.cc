#include "iam/face/http.h"

#include "iam/base/text.h"

namespace iam::gateway {

std::string_view HttpRequest::header(std::string_view name) const {
  for (auto const& header : headers) {
    if (equals_ignoring_case(header.name, name)) return header.value;
  }
  return {};
}

}  // namespace iam::gateway
