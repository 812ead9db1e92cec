#include "request_reader.h"

#include "iam/base/text.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iam::server {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kBodyWindowBytes = 16 * 1024;  // read at once of a body that comes in pieces
constexpr std::size_t kKeptBodyBytes = 64 * 1024;    // memory a connection keeps from one body to the next

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// The target as servers see it. Proxies are sent `http://host/path`, and a server has to take that, too (RFC 9112,
// 3.2.2); the path is as it was signed.
std::string_view origin_form(std::string_view target) {
  for (std::string_view const scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    auto const authority_end = target.find_first_of("/?", scheme.size());
    if (authority_end == std::string_view::npos) return "/";
    // An empty path before a query has no place for the slash; nothing here is asked so.
    if (target[authority_end] == '/') return target.substr(authority_end);
  }
  return target;
}

}  // namespace

class RequestReader::Message {
 public:
  Message(Limits const& the_limits, BodyRoom& room) : limits(the_limits), share_(room) {}

  // The bytes of the head stay where they are until the next call.
  void begin(std::string_view buffer) {
    source_buffer = buffer;
    headers.clear();
    release_body();
    method = target = body = {};
    dropped = 0;
    hosts = 0;
    too_large = has_no_room = expects_continue = has_transfer_encoding = has_foreign_coding = is_1_0 = false;
    parser_.emplace(*this);
  }

  // Invalidates the body.
  void release_body() {
    if (gathered.capacity() > kKeptBodyBytes) gathered = {};
    gathered.clear();
    share_.give_back();
  }

  std::size_t parse(std::string_view bytes, error_code& error) {
    return parser_->put({bytes.data(), bytes.size()}, error);
  }

  bool has_head() const { return parser_->is_header_done(); }
  bool is_complete() const { return parser_->is_done(); }
  bool keeps_alive() const { return parser_->keep_alive(); }

  // RFC 9112, 3.2: a request of 1.1 names one host, and none names two.
  bool names_its_host() const { return hosts == 1 || (hosts == 0 && is_1_0); }

  // A coding that is not "chunked" leaves the length of the body unknown (RFC 9112, 6.3).
  bool has_unknown_length() const { return has_transfer_encoding && !parser_->chunked(); }

  Limits const& limits;
  std::string_view source_buffer;
  std::string_view method;
  std::string_view target;
  std::vector<Header> headers;
  std::string_view body;
  std::string gathered;     // a body that came in pieces
  std::size_t dropped = 0;  // bytes of a body that is too large
  bool too_large = false;
  bool has_no_room = false;  // for the body, beside those of the other connections
  bool expects_continue = false;
  bool has_transfer_encoding = false;
  bool has_foreign_coding = false;  // besides "chunked"
  std::size_t hosts = 0;
  bool is_1_0 = false;

 private:
  // Parses one request and cannot be used for a second.
  class Parser final : public http::basic_parser<true> {
   public:
    explicit Parser(Message& message) : message_(message) {
      // The reader and this class check both limits themselves: the head as a whole, and a body that is too large is
      // read on to its end.
      header_limit(UINT32_MAX);
      body_limit(boost::none);
    }

   private:
    void on_request_impl(http::verb, beast::string_view method_text, beast::string_view target_text, int version,
                         error_code&) override {
      message_.method = view(method_text);
      message_.target = view(target_text);
      message_.is_1_0 = version == 10;
    }

    void on_field_impl(http::field field, beast::string_view name, beast::string_view value,
                       error_code& error) override {
      if (is_header_done()) return;  // a trailer
      if (message_.headers.size() == message_.limits.headers) {
        error = http::error::header_limit;
        return;
      }
      // A folded value is unfolded by the parser into memory of its own; RFC 9112, 5.2 lets us refuse it.
      char const* const source = message_.source_buffer.data();
      if (!value.empty()) {
        bool const is_unfolded = value.data() < source || value.data() >= source + message_.source_buffer.size();
        if (is_unfolded || has_line_end(name.data() + name.size(), value.data())) {
          error = http::error::bad_value;
          return;
        }
      }
      if (field == http::field::host) ++message_.hosts;
      if (field == http::field::expect) message_.expects_continue = beast::iequals(value, "100-continue");
      if (field == http::field::transfer_encoding) {
        if (message_.has_transfer_encoding || !beast::iequals(value, "chunked")) message_.has_foreign_coding = true;
        message_.has_transfer_encoding = true;
      }
      message_.headers.push_back({view(name), view(value)});
    }

    void on_header_impl(error_code&) override {
      message_.too_large = content_length().value_or(0) > message_.limits.body_bytes;
      if (message_.is_1_0) message_.expects_continue = false;
    }

    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}

    std::size_t on_body_impl(beast::string_view piece, error_code&) override {
      if (piece.size() == content_length()) {
        message_.body = view(piece);
      } else {
        gather(piece);
      }
      return piece.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view piece, error_code&) override {
      gather(piece);
      return piece.size();
    }

    void on_finish_impl(error_code&) override {
      if (!message_.gathered.empty()) message_.body = message_.gathered;
    }

    void on_response_impl(int, beast::string_view, int, error_code&) override {}

    // The parser skips a fold that follows the colon without a copy.
    static bool has_line_end(char const* begin, char const* end) {
      return std::any_of(begin, end, [](char c) { return c == '\r' || c == '\n'; });
    }

    void gather(beast::string_view piece) {
      if (message_.gathered.size() + piece.size() > message_.limits.body_bytes) message_.too_large = true;
      if (!message_.too_large && !message_.share_.take(piece.size())) message_.has_no_room = true;
      if (message_.too_large || message_.has_no_room) {
        message_.gathered = {};
        message_.share_.give_back();
        message_.dropped += piece.size();
      } else {
        message_.gathered.append(piece.data(), piece.size());
      }
    }

    Message& message_;
  };

  BodyRoom::Share share_;  // what `gathered` takes
  std::optional<Parser> parser_;
};

RequestReader::RequestReader(Limits const& limits, BodyRoom& room)
    : limits_(limits),
      capacity_(limits.head_bytes + kBodyWindowBytes),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)),
      message_(std::make_unique<Message>(limits, room)) {}

RequestReader::~RequestReader() = default;

std::span<char> RequestReader::space() { return {buffer_.get() + end_, capacity_ - end_}; }

void RequestReader::received(std::size_t bytes) { end_ += bytes; }

RequestReader::Progress RequestReader::parse() {
  if (!in_message_) {
    // RFC 9112, 2.2: empty lines before a request are to be ignored; old clients end a form with one.
    while (begin_ < end_ && (buffer_[begin_] == '\r' || buffer_[begin_] == '\n')) ++begin_;
    if (begin_ == end_) {
      begin_ = end_ = 0;
      return Progress::kNothing;
    }
    begin_message();
  }
  Progress const progress = parse_on();
  if (progress != Progress::kPartial || begin_ == 0) return progress;
  // Make room behind it. The head moves, so it is parsed again; that happens once, since now it is at the front.
  move_to_front();
  begin_message();
  return parse_on();
}

bool RequestReader::has_bytes() const { return in_message_ || begin_ != end_; }

gateway::HttpRequest RequestReader::request(std::string_view peer) const {
  return {.method = message_->method,
          .target = origin_form(message_->target),
          .headers = message_->headers,
          .body = message_->body,
          .peer = peer};
}

bool RequestReader::is_head() const { return message_->method == "HEAD"; }

bool RequestReader::is_http_1_0() const { return message_->is_1_0; }

bool RequestReader::keeps_alive() const { return message_->keeps_alive(); }

void RequestReader::next() {
  in_message_ = false;
  message_->release_body();
  begin_ = parsed_;
}

bool RequestReader::is_too_large() const { return in_message_ && message_->too_large; }

bool RequestReader::take_expectation() {
  return in_message_ && message_->has_head() && std::exchange(message_->expects_continue, false);
}

void RequestReader::discard() {
  in_message_ = false;
  message_->release_body();
  begin_ = parsed_ = end_ = 0;
}

RequestReader::Progress RequestReader::parse_on() {
  while (!message_->is_complete()) {
    if (parsed_ == end_) return wait_for_more();
    bool const had_head = message_->has_head();
    error_code error;
    parsed_ += message_->parse({buffer_.get() + parsed_, end_ - parsed_}, error);
    if (message_->has_no_room) return refuse(503);
    if (error == http::error::need_more) return wait_for_more();
    if (error) return refuse(400);
    if (!had_head) {
      head_end_ = parsed_;
      if (head_end_ - begin_ > limits_.head_bytes || message_->has_unknown_length()) return refuse(400);
      if (!message_->names_its_host()) return refuse(400);
      // RFC 9112, 6.1.
      if (message_->has_foreign_coding) return refuse(501);
      // It asked before sending, so the answer need not wait for the body.
      if (message_->too_large && message_->expects_continue) return refuse(413);
    }
    if (message_->dropped > limits_.drained_excess_bytes) return refuse(413);
  }
  return message_->too_large ? refuse(413) : Progress::kComplete;
}

RequestReader::Progress RequestReader::wait_for_more() {
  if (!message_->has_head()) {
    if (end_ - begin_ >= limits_.head_bytes) return refuse(400);
    return Progress::kPartial;
  }
  if (begin_ > 0) return Progress::kPartial;
  // What was parsed of the body has been copied; only the head must stay.
  std::memmove(buffer_.get() + head_end_, buffer_.get() + parsed_, end_ - parsed_);
  end_ -= parsed_ - head_end_;
  parsed_ = head_end_;
  // A chunk's head or the trailer, without an end.
  if (end_ == capacity_) return refuse(400);
  return Progress::kPartial;
}

RequestReader::Progress RequestReader::refuse(int status) {
  refusal_ = status;
  return Progress::kRefused;
}

void RequestReader::begin_message() {
  in_message_ = true;
  parsed_ = begin_;
  message_->begin({buffer_.get(), capacity_});
}

void RequestReader::move_to_front() {
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
}

}  // namespace iam::server
