#include "http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace conformance {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

[[noreturn]] void fail(std::string const& what) { throw std::runtime_error(what + ": " + std::strerror(errno)); }

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() && strncasecmp(left.data(), right.data(), left.size()) == 0;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (unsigned char const c : text) {
    if (std::isalnum(c) != 0 || std::strchr("-._~", c) != nullptr) {
      encoded += static_cast<char>(c);
    } else {
      encoded.append("%").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
    }
  }
  return encoded;
}

Response parse_head(std::string_view head) {
  Response response;
  response.status = std::stoi(std::string(head.substr(head.find(' '))));
  for (auto line_end = head.find("\r\n"); line_end != std::string_view::npos;) {
    head.remove_prefix(line_end + 2);
    line_end = head.find("\r\n");
    auto const line = head.substr(0, line_end);
    auto const colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return response;
}

}  // namespace

std::string_view Response::header(std::string_view name) const {
  for (auto const& [each, value] : headers) {
    if (equal_ignoring_case(each, name)) return value;
  }
  return {};
}

std::string form_encoded(Pairs const& pairs) {
  std::string form;
  for (auto const& [name, value] : pairs) {
    if (!form.empty()) form += '&';
    form.append(percent_encoded(name)).append("=").append(percent_encoded(value));
  }
  return form;
}

Connection::Connection(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0) fail("cannot open a socket");
  timeval const patience{.tv_sec = kPatience.count(), .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  int const on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    auto const error = errno;
    close(socket_);
    errno = error;
    fail("cannot connect");
  }
}

Connection::~Connection() { close(socket_); }

Response Connection::exchange(Request const& request) {
  std::string head = request.method + " " + request.target + " HTTP/1.1\r\n";
  bool const has_host = std::ranges::any_of(request.headers, [](auto const& header) { return header.first == "Host"; });
  if (!has_host) head += "Host: localhost\r\n";
  for (auto const& [name, value] : request.headers) head.append(name).append(": ").append(value).append("\r\n");
  if (!request.body.empty() || request.method == "POST") {
    head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  send(head + "\r\n");
  send(request.body);

  std::size_t head_size = 0;
  while ((head_size = received_.find(kHeadEnd)) == std::string::npos) receive_more();
  auto response = parse_head(take(head_size + kHeadEnd.size()));
  auto const length = response.header("Content-Length");
  if (length.empty() || request.method == "HEAD") return response;
  response.body = take(std::stoul(std::string(length)));
  return response;
}

void Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) fail("cannot send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Connection::receive_more() {
  std::array<char, 16384> part;
  auto const count = recv(socket_, part.data(), part.size(), 0);
  if (count < 0) fail("cannot receive");
  if (count == 0) throw std::runtime_error("the server hung up");
  received_.append(part.data(), static_cast<std::size_t>(count));
}

std::string Connection::take(std::size_t bytes) {
  while (received_.size() < bytes) receive_more();
  auto taken = received_.substr(0, bytes);
  received_.erase(0, bytes);
  return taken;
}

}  // namespace conformance
