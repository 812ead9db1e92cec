#include "iam/face/http.h"

namespace iam::gateway {

std::string_view HttpRequest::header(std::string_view name) const { return find_header(headers, name).value_or(""); }

bool HttpRequest::has_type(std::string_view media_type) const {
  return has_media_type(header("Content-Type"), media_type);
}

}  // namespace iam::gateway
