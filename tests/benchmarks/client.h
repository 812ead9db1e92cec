// HTTP for a client that knows what it asked: one exchange at a time on one connection, Content-Length only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::bench {

// An open socket.
class Socket {
 public:
  // Connects to the loopback. Throws std::system_error.
  explicit Socket(std::uint16_t port);
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&&) = delete;
  ~Socket();

  int descriptor() const { return descriptor_; }

  // A whole request: small enough that the socket's buffer always takes it.
  void send(std::string_view request) const;

 private:
  int descriptor_;
};

// Collects the bytes of one answer.
class AnswerReader {
 public:
  // Reads once from the socket, which blocks when the socket does; true when the answer is complete.
  // Throws std::runtime_error when the connection ends or the answer is not a 200.
  bool read_from(Socket const& socket);
  // Ready for the next answer.
  void reset() { received_ = expected_ = 0; }

  // REQUIRES: the answer is complete.
  std::string_view head() const { return std::string_view(bytes_.data(), head_size_); }
  std::string_view body() const { return std::string_view(bytes_.data() + head_size_, expected_ - head_size_); }

 private:
  void measure();

  std::string bytes_;
  std::size_t received_ = 0;
  std::size_t head_size_ = 0;
  std::size_t expected_ = 0;  // head and body; 0 until the head is complete
};

struct Answer {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// One exchange on a connection of its own.
Answer ask(std::uint16_t port, std::string_view request);

}  // namespace iam::bench
