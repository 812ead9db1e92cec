#include "client.h"

#include "usage_error.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>

namespace iam::program {
namespace {

// Bounds connecting, the handshake, writing and reading together.
class Deadline {
 public:
  explicit Deadline(std::chrono::seconds span) : span_(span), end_(Clock::now() + span) {}

  // Until the socket is ready for that. Throws when it is too late.
  void wait(int socket, short events) const {
    pollfd waited{.fd = socket, .events = events, .revents = 0};
    for (;;) {
      auto const left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Clock::now());
      int const ready = left.count() <= 0 ? 0 : poll(&waited, 1, static_cast<int>(left.count()));
      if (ready > 0) return;
      if (ready == 0) throw std::runtime_error(fmt::format("no answer within {} seconds", span_.count()));
      if (errno != EINTR) throw std::runtime_error(fmt::format("cannot wait for an answer: {}", std::strerror(errno)));
    }
  }

 private:
  using Clock = std::chrono::steady_clock;

  std::chrono::seconds span_;
  Clock::time_point end_;
};

// Of a connection that was begun: 0, or why it was refused.
int error_of(int socket) {
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

int connected_socket_at(std::string const& address, std::uint16_t port, Deadline const& deadline) {
  sockaddr_storage storage{};
  socklen_t size = 0;
  auto* const v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* const v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, address.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    size = sizeof(sockaddr_in);
  } else if (inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    size = sizeof(sockaddr_in6);
  }
  int const file = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int reason = file < 0 || connect(file, reinterpret_cast<sockaddr*>(&storage), size) != 0 ? errno : 0;
  try {
    if (reason == EINPROGRESS) {
      deadline.wait(file, POLLOUT);
      reason = error_of(file);
    }
  } catch (...) {
    close(file);
    throw;
  }
  if (reason == 0) return file;
  if (file >= 0) close(file);
  throw NoServerError(fmt::format("nothing answers at {} port {}: {}", address, port, std::strerror(reason)));
}

// To the first of the addresses where something answers. REQUIRES: there is one.
int connected_socket(std::span<std::string const> addresses, std::uint16_t port, Deadline const& deadline) {
  while (addresses.size() > 1) {
    try {
      return connected_socket_at(addresses.front(), port, deadline);
    } catch (NoServerError const&) {
      addresses = addresses.subspan(1);
    }
  }
  return connected_socket_at(addresses.front(), port, deadline);
}

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};

class Stream {
 public:
  Stream(Options const& options, Deadline const& deadline)
      : deadline_(deadline),
        socket_(connected_socket(reachable_addresses(options), options.server.port, deadline)),
        bio_(BIO_new_socket(socket_, BIO_CLOSE)) {
    if (!speaks_tls(options)) return;
    // Not verified: the question stays on this machine, and the certificate is for the name that clients use.
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> const context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    bio_.reset(BIO_push(BIO_new_ssl(context.get(), 1), bio_.release()));
  }

  void send(std::string_view text) {
    while (!text.empty()) {
      auto const part = std::min<std::size_t>(text.size(), std::numeric_limits<int>::max());
      auto const count = BIO_write(bio_.get(), text.data(), static_cast<int>(part));
      if (count > 0) {
        text.remove_prefix(static_cast<std::size_t>(count));
      } else if (!waits_to_go_on()) {
        return;  // the answer may say why
      }
    }
  }

  // The whole answer; the server closes the connection behind it.
  std::string receive(std::size_t bytes_max) {
    std::string answer;
    std::array<char, 16 * 1024> part;
    while (answer.size() < bytes_max) {
      int const count = BIO_read(bio_.get(), part.data(), static_cast<int>(part.size()));
      if (count > 0) {
        answer.append(part.data(), static_cast<std::size_t>(count));
      } else if (!waits_to_go_on()) {
        break;
      }
    }
    return answer;
  }

 private:
  // False: there is no going on.
  bool waits_to_go_on() const {
    if (!BIO_should_retry(bio_.get())) return false;
    deadline_.wait(socket_, BIO_should_write(bio_.get()) ? POLLOUT : POLLIN);
    return true;
  }

  Deadline const& deadline_;
  int socket_;
  std::unique_ptr<BIO, FreeBio> bio_;
};

std::string head_of(Options const& options, Question const& question) {
  auto head =
      fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", question.method, question.target);
  auto const& token = options.operator_rules.token.reveal();
  if (!token.empty()) head += fmt::format("Authorization: Bearer {}\r\n", token);
  if (question.method != "GET") head += fmt::format("Content-Length: {}\r\n", question.body.size());
  return head + "\r\n";
}

}  // namespace

Answer ask_server(Options const& options, Question const& question) {
  if (options.server.port == 0) throw UsageError("the port of the server is needed: --port N");
  std::signal(SIGPIPE, SIG_IGN);
  Deadline const deadline(question.deadline);
  Stream stream(options, deadline);
  stream.send(head_of(options, question));
  stream.send(question.body);
  std::string const text = stream.receive(question.answer_bytes_max);

  constexpr std::string_view kVersion = "HTTP/1.1 ";
  Answer answer{.status_line = text.substr(0, text.find('\r'))};
  if (answer.status_line.starts_with(kVersion)) {
    auto const* const begin = answer.status_line.data() + kVersion.size();
    std::from_chars(begin, answer.status_line.data() + answer.status_line.size(), answer.status);
  }
  auto const head_end = text.find("\r\n\r\n");
  if (answer.status == 0 || head_end == std::string::npos) {
    throw NoServerError(fmt::format("what answers at port {} is no server of ours{}", options.server.port,
                                    speaks_tls(options) ? "" : "; of one with TLS ask with --tls self-signed"));
  }
  answer.head = text.substr(0, head_end);
  answer.body = text.substr(head_end + 4);
  return answer;
}

}  // namespace iam::program
