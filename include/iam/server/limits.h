// What a client can have of the server.
#pragma once

#include <chrono>
#include <cstddef>

namespace iam::server {

// Everything a client could make large or slow has a limit.
struct Limits {
  std::size_t body_bytes = 10'000'000;                    // AWS STS: 10,000,001 bytes answer 413
  std::size_t unfinished_body_bytes = 128 * 1024 * 1024;  // of all connections together, else 503
  std::size_t drained_excess_bytes = 16 * 1024 * 1024;    // of a body too large, read and dropped before the 413
  std::size_t head_bytes = 16 * 1024;                     // AWS STS: about 16 KB, then 400 with an empty body
  std::size_t headers = 100;
  std::size_t connections = 4096;                      // fewer where the process may not open that many files
  std::size_t pipelined_requests = 64;                 // read ahead on one connection before its answers are written
  std::size_t pipelined_answer_bytes = 1024 * 1024;    // of answers not yet written; with more, no request is begun
  std::chrono::milliseconds idle_timeout{60'000};      // between requests on a kept-alive connection
  std::chrono::milliseconds request_timeout{30'000};   // from a request's first byte to its last; a TLS handshake
  std::chrono::milliseconds write_timeout{30'000};     // a client that does not read its answer
  std::chrono::milliseconds stream_heartbeat{15'000};  // the longest silence of an answer that goes on
  std::chrono::milliseconds linger_timeout{2'000};     // after the last answer, for the client to close first
  std::chrono::milliseconds drain_timeout{10'000};     // graceful stop: what is in flight may take this long
};

}  // namespace iam::server
