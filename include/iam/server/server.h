// Sockets: accepts connections, reads HTTP within limits, hands requests to a Gateway, writes the answers.
#pragma once

#include "iam/gateway/gateway.h"
#include "iam/server/limits.h"
#include "iam/server/tls_pem.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace iam::server {

struct Options {
  // Numeric addresses, or "localhost": both loopback addresses, as when it is empty. Where IPv6 is missing, ::1 is left
  // out, and :: is 0.0.0.0.
  std::vector<std::string> hosts = {};
  std::uint16_t port = 4566;  // 0: any free port
  std::size_t threads = 0;    // 0: one per core
  std::string tls_cert;       // file of a PEM chain; with tls_key, the server speaks TLS
  std::string tls_key;
  std::optional<TlsPem> tls_pem = {};  // in place of the files
  Limits limits;
};

// Counters for /metrics; read from any thread.
struct Stats {
  std::uint64_t connections_open = 0;
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_refused = 0;  // over the limit
  std::uint64_t requests_rejected = 0;    // answered by the server itself: 400, 408, 413
  std::uint64_t accepts_failed = 0;       // such as for want of file descriptors
};

class Server {
 public:
  // Binds and listens. Throws std::runtime_error with a sentence a user can act on.
  Server(Options const& options, gateway::Gateway& gateway);
  ~Server();

  std::uint16_t port() const;   // the real one
  std::string address() const;  // the first, numeric
  std::string url() const;      // of the first address: "http://127.0.0.1:4566", "https://…" with TLS

  // Serves until stop() is called, then finishes what is in flight and returns.
  void run();

  // Starts a graceful stop. Safe from a signal-handling thread and from any other; idempotent.
  void stop();

  Stats stats() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace iam::server
