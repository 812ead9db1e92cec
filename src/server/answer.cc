#include "answer.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>

namespace iam::server {
namespace {

constexpr std::string_view status_line(int status) {
  switch (status) {
    case 200:
      return "HTTP/1.1 200 OK\r\n";
    case 204:
      return "HTTP/1.1 204 No Content\r\n";
    case 302:
      return "HTTP/1.1 302 Found\r\n";
    case 304:
      return "HTTP/1.1 304 Not Modified\r\n";
    case 400:
      return "HTTP/1.1 400 Bad Request\r\n";
    case 403:
      return "HTTP/1.1 403 Forbidden\r\n";
    case 404:
      return "HTTP/1.1 404 Not Found\r\n";
    case 405:
      return "HTTP/1.1 405 Method Not Allowed\r\n";
    case 408:
      return "HTTP/1.1 408 Request Timeout\r\n";
    case 409:
      return "HTTP/1.1 409 Conflict\r\n";
    case 410:
      return "HTTP/1.1 410 Gone\r\n";
    case 413:
      return "HTTP/1.1 413 Request Entity Too Large\r\n";
    case 500:
      return "HTTP/1.1 500 Internal Server Error\r\n";
    case 501:
      return "HTTP/1.1 501 Not Implemented\r\n";
    case 503:
      return "HTTP/1.1 503 Service Unavailable\r\n";
    default:
      return {};
  }
}

void append_number(std::string& out, std::size_t number) {
  char digits[20];  // as many as 2^64 has
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// Values may quote what a client sent. None may end its line and begin a field or a body of its own: RFC 9110 section
// 5.5 has a control character replaced by a space.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  auto const begin = out.size();
  out.append(value);
  auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_control, ' ');
  out.append("\r\n");
}

}  // namespace

void append_answer(std::string& out, gateway::HttpResponse const& response, Persistence persistence, AnswerBody body) {
  if (std::string_view const line = status_line(response.status); !line.empty()) {
    out += line;
  } else {
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(response.status));
    out += " \r\n";
  }
  for (auto const& [name, value] : response.headers) append_field(out, name, value);
  // RFC 9110, 8.6: neither of the two has content, and 204 must not tell a length.
  bool const bodiless = response.status == 204 || response.status == 304;
  bool const has_length = !bodiless && response.stream == nullptr;
  if (has_length) {
    out += "Content-Length: ";
    append_number(out, response.body.size());
    out += "\r\n";
  }
  if (persistence == Persistence::kKeepAlive) append_field(out, "Connection", "keep-alive");
  if (persistence == Persistence::kClose) append_field(out, "Connection", "close");
  out += "\r\n";
  if (body == AnswerBody::kSent && !bodiless) out += response.body;
}

gateway::HttpResponse bare_answer(int status) { return {.status = status, .headers = {}, .body = {}}; }

}  // namespace iam::server
