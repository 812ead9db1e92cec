// One client's connection: which bytes are read when, in which order answers leave, and when it ends.
#pragma once

#include "answer.h"
#include "body_room.h"
#include "inbox.h"
#include "request_reader.h"
#include "transport.h"

#include "iam/gateway/gateway.h"
#include "iam/server/limits.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace iam::server {

using Clock = std::chrono::steady_clock;

struct Counters {
  std::atomic<std::uint64_t> connections_open = 0;
  std::atomic<std::uint64_t> connections_accepted = 0;
  std::atomic<std::uint64_t> connections_refused = 0;
  std::atomic<std::uint64_t> requests_rejected = 0;
  std::atomic<std::uint64_t> accepts_failed = 0;
};

// What the connections of one worker share. Outlives them.
struct Surroundings {
  Limits const& limits;
  gateway::Gateway& gateway;
  Counters& counters;
  BodyRoom& body_room;
  std::shared_ptr<Inbox> inbox;
  std::function<void(std::uint64_t connection)> on_closed;
  std::function<void(LateAnswer answer)> put_off;  // an answer whose latency has not passed yet
  bool are_secure;                                 // TLS
};

// Lives on one worker's thread; nothing here is called from another. Timeouts are points in time that the worker
// compares with the clock now and then, so that a request costs no timer.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Surroundings const& surroundings, std::unique_ptr<Transport> transport, std::string peer);

  std::uint64_t id() const { return id_; }  // unique in the process

  void start();

  // Keeps the answer until its turn comes; advance() sends it. One with a latency comes again when that has passed.
  void answer(std::uint64_t sequence, gateway::HttpResponse response);
  void advance();

  bool is_overdue(Clock::time_point now) const { return now >= std::min(read_deadline_, write_deadline_); }
  void expire();  // REQUIRES: is_overdue

  // Graceful stop: an idle connection is closed, any other after the requests it has begun.
  void finish();
  void close();
  void reset();

  void on_opened(Outcome outcome);
  void on_read(Outcome outcome, std::size_t bytes);
  void on_written(Outcome outcome, std::size_t bytes);

 private:
  // A request whose answer has not been written into out_ yet.
  struct Awaited {
    Persistence persistence;
    AnswerBody body;
    std::optional<gateway::HttpResponse> response;
  };

  static constexpr Clock::time_point kNever = Clock::time_point::max();

  void take_requests();
  void dispatch();
  void reject(int status);
  bool send_answers();
  bool is_next_lost() const {
    return !awaited_.empty() && awaited_.front().response && awaited_.front().response->is_lost;
  }
  void begin_stream(Awaited& awaited);
  void send_stream(std::string bytes);
  void write_on();
  void all_written();
  void read_on();
  void linger();
  // Whether another request may be begun before the answers that are due are written.
  bool has_room() const;
  void set_read_deadline();

  Surroundings const& surroundings_;
  std::uint64_t const id_;
  std::unique_ptr<Transport> const transport_;
  std::string const peer_;
  RequestReader reader_;

  std::vector<Awaited> awaited_;
  std::uint64_t first_awaited_ = 0;  // the sequence number of the first of them
  std::size_t answered_bytes_ = 0;   // of the bodies among them

  std::string out_;
  std::size_t sent_ = 0;       // bytes of out_
  std::size_t unwritten_ = 0;  // answers in out_

  std::shared_ptr<gateway::BodyStream> stream_;  // of an answer that goes on: it is the last

  Clock::time_point read_deadline_ = kNever;
  Clock::time_point write_deadline_ = kNever;

  bool opening_ = true;
  bool accepting_ = true;  // more requests, that is
  bool reading_ = false;   // a read is under way, so the reader's bytes must stay where they are
  bool writing_ = false;
  bool in_request_ = false;    // its time is running
  bool continue_due_ = false;  // "100 Continue" is to follow the answers before it
  bool input_ended_ = false;
  bool finishing_ = false;
  bool lingering_ = false;
  bool closed_ = false;
  std::size_t lingered_bytes_ = 0;
};

}  // namespace iam::server
