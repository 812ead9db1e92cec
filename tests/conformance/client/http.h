// HTTP over a POSIX socket, as small as a test can use. It shares no code with the server.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

// Any wait of this suite: far longer than an answer takes under a sanitizer, so that a fault shows as a failure.
inline constexpr std::chrono::seconds kPatience{60};

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Response {
  int status = 0;
  Pairs headers;
  std::string body;

  // Empty when there is none; `name` in any case.
  std::string_view header(std::string_view name) const;
};

// Percent-encoded `name=value` pairs, joined by &.
std::string form_encoded(Pairs const& pairs);

struct Request {
  std::string method = "GET";
  std::string target = "/";
  Pairs headers = {};
  std::string body = {};
};

// One connection, kept alive from request to request. Throws std::runtime_error when the other side breaks off.
class Connection {
 public:
  explicit Connection(std::uint16_t port);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  Response exchange(Request const& request);

 private:
  void send(std::string_view bytes);
  void receive_more();
  std::string take(std::size_t bytes);

  int socket_;
  std::string received_;
};

}  // namespace conformance
