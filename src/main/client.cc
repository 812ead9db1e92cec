#include "client.h"

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
#include <charconv>
#include <csignal>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>

namespace iam::program {
namespace {

// Read by the handler of the alarm, which may do next to nothing.
std::string too_late;

// One alarm bounds connecting, the handshake, writing and reading together.
void give_up_after(std::chrono::seconds deadline) {
  too_late = fmt::format("iamlocal: no answer within {} seconds\n", deadline.count());
  std::signal(SIGALRM, [](int) {
    [[maybe_unused]] auto const written = write(STDERR_FILENO, too_late.data(), too_late.size());
    _exit(1);
  });
  alarm(static_cast<unsigned>(deadline.count()));
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

void send(BIO& stream, std::string_view text) {
  while (!text.empty()) {
    auto const part = std::min<std::size_t>(text.size(), std::numeric_limits<int>::max());
    auto const count = BIO_write(&stream, text.data(), static_cast<int>(part));
    // The answer may say why.
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

// The whole answer; the server closes the connection behind it.
std::string receive(BIO& stream, std::size_t bytes_max) {
  std::string answer;
  std::array<char, 16 * 1024> part;
  while (answer.size() < bytes_max) {
    int const count = BIO_read(&stream, part.data(), static_cast<int>(part.size()));
    if (count <= 0) break;
    answer.append(part.data(), static_cast<std::size_t>(count));
  }
  return answer;
}

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
  give_up_after(question.deadline);
  Stream const stream = open_stream(options);
  send(*stream, head_of(options, question));
  send(*stream, question.body);
  std::string const text = receive(*stream, question.answer_bytes_max);
  alarm(0);

  constexpr std::string_view kVersion = "HTTP/1.1 ";
  Answer answer{.status_line = text.substr(0, text.find('\r'))};
  if (answer.status_line.starts_with(kVersion)) {
    auto const* const begin = answer.status_line.data() + kVersion.size();
    std::from_chars(begin, answer.status_line.data() + answer.status_line.size(), answer.status);
  }
  auto const head_end = text.find("\r\n\r\n");
  if (answer.status == 0 || head_end == std::string::npos) {
    throw std::runtime_error(fmt::format("what answers at port {} is no server of ours{}", options.server.port,
                                         speaks_tls(options) ? "" : "; of one with TLS ask with --tls self-signed"));
  }
  answer.head = text.substr(0, head_end);
  answer.body = text.substr(head_end + 4);
  return answer;
}

}  // namespace iam::program
