// What a signature is made over: a request as it went over the wire.
#pragma once

#include "iam/base/header.h"
#include "iam/base/target.h"

#include <span>
#include <string_view>

namespace iam::sigv4 {

// The views must outlive whatever is done with the request.
struct Request {
  std::string_view method;
  Target target;
  std::span<Header const> headers;
  std::string_view body;
};

}  // namespace iam::sigv4
