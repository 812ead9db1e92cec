// Finds the requests in the bytes of one connection.
#pragma once

#include "body_room.h"

#include "iam/face/http.h"
#include "iam/server/limits.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace iam::server {

// Requests are parsed in place, in a buffer of fixed size: the views of a request point into it. Only a body that
// comes in pieces is copied, so that it may be larger than the buffer.
class RequestReader {
 public:
  // Both outlive the reader.
  RequestReader(Limits const& limits, BodyRoom& room);
  ~RequestReader();

  // Where the next bytes go. Not empty after parse() answered kNothing or kPartial.
  std::span<char> space();
  void received(std::size_t bytes);

  enum class Progress {
    kNothing,   // no byte of a request is here
    kPartial,   // more bytes are needed
    kComplete,  // request() is valid until next()
    kRefused,   // refusal() is to be answered, and nothing more can be read
  };
  Progress parse();

  // Whether bytes are here that belong to no complete request seen so far.
  bool has_bytes() const;

  gateway::HttpRequest request(std::string_view peer) const;
  bool is_head() const;
  bool is_http_1_0() const;
  bool keeps_alive() const;
  void next();

  int refusal() const { return refusal_; }
  bool is_too_large() const;  // of a partial request: its answer will be 413

  // Of a partial request: whether its client waits for "100 Continue" before it sends the body. Tells it once.
  bool take_expectation();

  // Forgets all bytes.
  void discard();

 private:
  class Message;

  Progress parse_on();
  Progress wait_for_more();
  Progress refuse(int status);
  void begin_message();
  void move_to_front();

  Limits const& limits_;
  std::size_t const capacity_;
  std::unique_ptr<char[]> const buffer_;
  // INVARIANT: begin_ <= parsed_ <= end_ <= capacity_; the message, if there is one, starts at begin_.
  std::size_t begin_ = 0;
  std::size_t parsed_ = 0;
  std::size_t end_ = 0;
  std::size_t head_end_ = 0;
  std::unique_ptr<Message> const message_;
  bool in_message_ = false;
  int refusal_ = 0;
};

}  // namespace iam::server
