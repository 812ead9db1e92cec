// A code of the model's errors: what the wire calls it, and the status it travels with.
#pragma once

#include "iam/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::api {

struct ErrorCode {
  std::string_view name;
  int http_status;
};

// Some of AWS's errors have no message at all. From status 500 on the fault is the server's.
inline Error make_error(ErrorCode code, std::optional<std::string> message = std::nullopt) {
  return {.code = std::string(code.name),
          .http_status = code.http_status,
          .message = std::move(message),
          .fault = code.http_status < 500 ? Fault::kSender : Fault::kReceiver};
}

inline bool has_code(Error const& error, ErrorCode code) { return error.code == code.name; }

}  // namespace iam::api
