#include "fixture.h"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace iam::server {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

void echo(gateway::HttpRequest const& request, gateway::Reply reply) {
  reply({.status = 200,
         .headers = {{"Content-Type", "text/plain"}},
         .body = fmt::format("{} {}\n{}", request.method, request.target.text, request.body)});
}

Options quick_options() { return with_limits({}); }

Options with_limits(Limits const& limits) {
  return {.hosts = {"127.0.0.1"}, .port = 0, .threads = 2, .tls_cert = "", .tls_key = "", .limits = limits};
}

RunningServer::RunningServer(Handler handler, Options const& options)
    : gateway_(std::move(handler)), server_(options, gateway_), thread_([this] { server_.run(); }) {}

RunningServer::~RunningServer() { stop(); }

void RunningServer::stop() {
  server_.stop();
  if (thread_.joinable()) thread_.join();
}

bool Answer::closes() const {
  auto const connection = headers.find("connection");
  return connection != headers.end() && connection->second == "close";
}

Client::Client(RunningServer& server) : Client(server->port()) {}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) { connect(port); }

Client::~Client() { ::close(socket_); }

void Client::connect(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
  int const on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  timeval const patience{.tv_sec = kPatience.count(), .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

Answer Client::answer(Expect expect) {
  std::size_t head_end = 0;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive()) return {};
  }
  Answer answer;
  std::string_view head = std::string_view(received_).substr(0, head_end + 2);
  answer.status = std::stoi(std::string(head.substr(head.find(' ') + 1, 3)));
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    std::string_view const line = head.substr(0, head.find("\r\n"));
    std::size_t const colon = line.find(": ");
    answer.headers[lower(std::string(line.substr(0, colon)))] = line.substr(colon + 2);
    head.remove_prefix(line.size() + 2);
  }
  received_.erase(0, head_end + 4);
  auto const length = answer.headers.find("content-length");
  if (expect == Expect::kHeadOnly || length == answer.headers.end()) return answer;
  std::size_t const size = std::stoul(length->second);
  while (received_.size() < size) {
    if (!receive()) return {};
  }
  answer.body = received_.substr(0, size);
  received_.erase(0, size);
  return answer;
}

bool Client::hears(std::string_view bytes) {
  std::size_t begin = 0;
  while ((begin = received_.find(bytes)) == std::string::npos) {
    if (!receive()) return false;
  }
  received_.erase(0, begin + bytes.size());
  return true;
}

bool Client::is_readable_within(std::chrono::milliseconds time) {
  pollfd waited{.fd = socket_, .events = POLLIN, .revents = 0};
  return !received_.empty() || ::poll(&waited, 1, static_cast<int>(time.count())) == 1;
}

bool Client::has_ended() {
  if (!received_.empty()) return false;
  char byte = 0;
  ssize_t const got = ::recv(socket_, &byte, 1, 0);
  return got == 0 || (got < 0 && errno == ECONNRESET);
}

void Client::end_sending() { ::shutdown(socket_, SHUT_WR); }

void Client::reset() {
  linger const none{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  ::close(std::exchange(socket_, -1));
}

bool Client::receive() {
  char bytes[64 * 1024];
  ssize_t const got = ::recv(socket_, bytes, sizeof bytes, 0);
  if (got <= 0) return false;
  received_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

Answer ask(RunningServer& server, std::string_view request) {
  Client client(server);
  client.send(request);
  return client.answer();
}

std::string get(std::string_view target, std::string_view more_headers) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, more_headers);
}

std::string post(std::string_view body, std::string_view more_headers) {
  return fmt::format("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n{}\r\n{}", body.size(), more_headers,
                     body);
}

bool eventually(std::function<bool()> const& condition) {
  auto const end = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace iam::server
