// What a signature is made over: a request as it went over the wire.
#pragma once

#include <span>
#include <string_view>

namespace iam::sigv4 {

struct Header {
  std::string_view name;   // as sent; compared ignoring case
  std::string_view value;  // as sent
};

// The views must outlive whatever is done with the request.
struct Request {
  std::string_view method;
  std::string_view target;  // path and query, raw bytes
  std::span<Header const> headers;
  std::string_view body;
};

}  // namespace iam::sigv4
