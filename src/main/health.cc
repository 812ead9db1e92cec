#include "health.h"

#include "usage_error.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace iam::program {
namespace {

constexpr unsigned kDeadlineSeconds = 2;
constexpr std::size_t kAnswerBytesMax = 64 * 1024;

// One alarm bounds connecting, the handshake and reading together.
void give_up_in_time() {
  std::signal(SIGALRM, [](int) {
    constexpr std::string_view kMessage = "iamlocal: no answer within 2 seconds\n";
    [[maybe_unused]] auto const written = write(STDERR_FILENO, kMessage.data(), kMessage.size());
    _exit(1);
  });
  alarm(kDeadlineSeconds);
}

int connected_socket_at(std::string const& address, std::uint16_t port) {
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
  int const file = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (file >= 0 && connect(file, reinterpret_cast<sockaddr*>(&storage), size) == 0) return file;
  int const reason = errno;
  if (file >= 0) close(file);
  throw std::runtime_error(fmt::format("nothing answers at {} port {}: {}", address, port, std::strerror(reason)));
}

// To the first of the addresses where something answers. REQUIRES: there is one.
int connected_socket(std::span<std::string const> addresses, std::uint16_t port) {
  while (addresses.size() > 1) {
    try {
      return connected_socket_at(addresses.front(), port);
    } catch (std::runtime_error const&) {
      addresses = addresses.subspan(1);
    }
  }
  return connected_socket_at(addresses.front(), port);
}

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Stream = std::unique_ptr<BIO, FreeBio>;

Stream open_stream(Options const& options) {
  Stream stream(BIO_new_socket(connected_socket(reachable_addresses(options), options.server.port), BIO_CLOSE));
  if (!speaks_tls(options)) return stream;
  // Not verified: the question stays on this machine, and the certificate is for the name that clients use.
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> const context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  return Stream(BIO_push(BIO_new_ssl(context.get(), 1), stream.release()));
}

// The whole answer; the server closes the connection behind it.
std::string ask(BIO& stream) {
  constexpr std::string_view kQuestion = "GET /_iam/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  if (BIO_write(&stream, kQuestion.data(), static_cast<int>(kQuestion.size())) <= 0) {
    throw std::runtime_error("the server hung up before the question");
  }
  std::string answer;
  std::array<char, 4096> part;
  while (answer.size() < kAnswerBytesMax) {
    int const count = BIO_read(&stream, part.data(), static_cast<int>(part.size()));
    if (count <= 0) break;
    answer.append(part.data(), static_cast<std::size_t>(count));
  }
  return answer;
}

}  // namespace

int health(Options const& options) {
  if (options.server.port == 0) throw UsageError("health needs the port of the server: --port N");
  std::signal(SIGPIPE, SIG_IGN);
  give_up_in_time();
  Stream const stream = open_stream(options);
  std::string const answer = ask(*stream);
  if (!answer.starts_with("HTTP/1.1 200")) {
    throw std::runtime_error(fmt::format("the server is not well: '{}'", answer.substr(0, answer.find('\r'))));
  }
  std::size_t const head_end = std::min(answer.find("\r\n\r\n"), answer.size());
  std::string_view const body = std::string_view(answer).substr(std::min(head_end + 4, answer.size()));
  fmt::print("{}\n", body.substr(0, body.find('\n')));
  return 0;
}

}  // namespace iam::program
