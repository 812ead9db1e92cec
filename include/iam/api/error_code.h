// A code of the model's errors: what the wire calls it, and the status it travels with.
#pragma once

#include <string_view>

namespace iam::api {

struct ErrorCode {
  std::string_view name;
  int http_status;
};

}  // namespace iam::api
