#include "asio.h"
#include "connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace iam::server {
namespace {

class TcpTransport final : public Transport {
 public:
  explicit TcpTransport(Socket socket) : socket_(std::move(socket)) {}

  void open(std::shared_ptr<Connection> connection) override {
    asio::post(socket_.get_executor(), [connection = std::move(connection)] { connection->on_opened(Outcome::kOk); });
  }

  // Not at once, but after the other connections that have something: by then the client has often sent its next
  // request. A read right after an answer nearly always finds nothing, and costs a system call.
  void read(std::span<char> space, std::shared_ptr<Connection> connection) override {
    asio::post(socket_.get_executor(), [this, space, connection = std::move(connection)]() mutable {
      socket_.async_read_some(asio::buffer(space.data(), space.size()),
                              [connection = std::move(connection)](error_code const& error, std::size_t bytes) {
                                connection->on_read(outcome(error), bytes);
                              });
    });
  }

  void write(std::string_view bytes, std::shared_ptr<Connection> connection) override {
    socket_.async_write_some(asio::buffer(bytes.data(), bytes.size()),
                             [connection = std::move(connection)](error_code const& error, std::size_t sent) {
                               connection->on_written(outcome(error), sent);
                             });
  }

  std::size_t write_now(std::string_view bytes) override {
    error_code error;  // comes again from the write that follows
    return socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
  }

  void shut_down_sending(std::shared_ptr<Connection>) override {
    error_code gone;
    socket_.shutdown(Socket::shutdown_send, gone);
  }

  void close() override {
    error_code gone;
    socket_.close(gone);
  }

  void reset() override { reset_socket(socket_); }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Transport> tcp_transport(Socket socket) { return std::make_unique<TcpTransport>(std::move(socket)); }

}  // namespace iam::server
