// The Asio types of this floor. The executor is named, since Asio's default is a type-erased one.
#pragma once

#include "iam/server/tls_pem.h"
#include "transport.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>

namespace iam::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;

inline Outcome outcome(error_code const& error) {
  if (!error) return Outcome::kOk;
  return error == asio::error::eof ? Outcome::kEnd : Outcome::kBroken;
}

// Closes so that the peer is told of a reset: with no time to linger, the kernel ends the connection by RST.
inline void reset_socket(Socket& socket) {
  error_code gone;
  socket.set_option(asio::socket_base::linger(true, 0), gone);
  socket.close(gone);
}

// REQUIRES: the socket is in non-blocking mode.
std::unique_ptr<Transport> tcp_transport(Socket socket);

// A certificate and its key, read once.
class TlsIdentity {
 public:
  // Throws std::runtime_error with a sentence a user can act on.
  TlsIdentity(std::string const& certificate_file, std::string const& key_file);
  explicit TlsIdentity(TlsPem const& pem);
  ~TlsIdentity();

  std::unique_ptr<Transport> transport(Socket socket) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace iam::server
