// HTTP as the gateway sees it: no sockets, no library types.
#pragma once

#include "iam/base/header.h"
#include "iam/base/target.h"

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {

// One request. Every view is valid only until Gateway::handle returns.
struct HttpRequest {
  std::string_view method;
  Target target;
  std::span<Header const> headers;
  std::string_view body;
  std::string_view peer;   // the client's numeric address
  bool is_secure = false;  // it came over TLS

  // The first header of that name, ignoring case; empty when there is none.
  std::string_view header(std::string_view name) const;
  // Whether its body is of that media type, as its Content-Type says.
  bool has_type(std::string_view media_type) const;
};

// What follows the body of an answer that has no end, as there is something to tell.
class BodyStream {
 public:
  virtual ~BodyStream() = default;

  // Called once, before all else. `wake` is to be called when there are bytes to take, once until take() was called; on
  // any thread.
  virtual void start(std::function<void()> wake) = 0;
  // The next bytes; empty: there are none now. Never called on two threads at a time.
  virtual std::string take() = 0;
  // What says nothing but that the connection lives.
  virtual std::string_view heartbeat() const = 0;
};

// One answer. The server adds Content-Length and Connection, nothing else.
struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string_view, std::string>> headers;  // names are string literals
  std::string body;
  std::shared_ptr<BodyStream> stream = nullptr;  // the client hears of its end when the connection does
  // What an operator may want of the way that it takes.
  std::chrono::milliseconds latency{0};  // it is sent so much later
  bool is_lost = false;                  // the connection is reset instead of sending it
};

// Called exactly once, on the thread that called handle or on another.
using Reply = std::function<void(HttpResponse)>;

}  // namespace iam::gateway
