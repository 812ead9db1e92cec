#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>

namespace iam::bench {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kGoodStatus = "HTTP/1.1 200 ";
constexpr std::size_t kFirstBytes = 64 * 1024;

[[noreturn]] void fail(char const* what) { throw std::system_error(errno, std::generic_category(), what); }

bool begins_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && strncasecmp(text.data(), prefix.data(), prefix.size()) == 0;
}

std::size_t content_length(std::string_view head) {
  constexpr std::string_view kName = "\r\nContent-Length: ";
  for (auto at = head.find(kLineEnd); at != head.npos; at = head.find(kLineEnd, at + 1)) {
    if (!begins_ignoring_case(head.substr(at), kName)) continue;
    std::size_t length = 0;
    std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
    return length;
  }
  throw std::runtime_error("an answer without Content-Length");
}

}  // namespace

Socket::Socket(std::uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (descriptor_ < 0) fail("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(descriptor_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
    int const reason = errno;
    close(descriptor_);
    errno = reason;
    fail("connect");
  }
  int const on = 1;
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Socket::~Socket() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Socket::send(std::string_view request) const {
  ssize_t const sent = ::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(request.size())) fail("send");
}

bool AnswerReader::read_from(Socket const& socket) {
  if (bytes_.size() < kFirstBytes) bytes_.resize(kFirstBytes);
  ssize_t const got = recv(socket.descriptor(), bytes_.data() + received_, bytes_.size() - received_, 0);
  if (got < 0) fail("recv");
  if (got == 0) throw std::runtime_error("the server closed a connection");
  received_ += static_cast<std::size_t>(got);
  if (expected_ == 0) measure();
  return expected_ != 0 && received_ >= expected_;
}

void AnswerReader::measure() {
  std::string_view const bytes(bytes_.data(), received_);
  auto const end = bytes.find(kHeadEnd);
  if (end == bytes.npos) return;
  if (!bytes.starts_with(kGoodStatus)) throw std::runtime_error("an answer that is not 200:\n" + std::string(bytes));
  head_size_ = end + kHeadEnd.size();
  expected_ = head_size_ + content_length(bytes.substr(0, head_size_));
  if (bytes_.size() < expected_) bytes_.resize(expected_);
}

Answer ask(std::uint16_t port, std::string_view request) {
  Socket const socket(port);
  socket.send(request);
  AnswerReader reader;
  while (!reader.read_from(socket)) continue;

  Answer answer{.headers = {}, .body = std::string(reader.body())};
  auto const head = reader.head();
  for (auto line = head.find(kLineEnd) + 2; line + 2 < head.size();) {
    auto const end = head.find(kLineEnd, line);
    auto const colon = head.find(": ", line);
    answer.headers.emplace_back(head.substr(line, colon - line), head.substr(colon + 2, end - colon - 2));
    line = end + 2;
  }
  return answer;
}

}  // namespace iam::bench
