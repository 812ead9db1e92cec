// A connected stream of bytes, plain or TLS, as a connection sees it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace iam::server {

class Connection;

enum class Outcome { kOk, kEnd, kBroken };  // end: the client will send no more, but may still read

// Used on its worker's thread only. What is started here ends in one call of the connection's on_opened, on_read or
// on_written, never before the function returns; the pointer passed keeps the connection alive until then. Buffers
// stay where they are until then, too.
class Transport {
 public:
  virtual ~Transport() = default;

  virtual void open(std::shared_ptr<Connection> connection) = 0;
  virtual void read(std::span<char> space, std::shared_ptr<Connection> connection) = 0;
  virtual void write(std::string_view bytes, std::shared_ptr<Connection> connection) = 0;

  // Writes what goes out without waiting, and says how much. Nearly every answer does.
  virtual std::size_t write_now(std::string_view bytes) = 0;

  virtual void shut_down_sending(std::shared_ptr<Connection> connection) = 0;
  virtual void close() = 0;
  virtual void reset() = 0;  // closes so that the client sees its connection reset
};

}  // namespace iam::server
