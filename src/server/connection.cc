#include "connection.h"

#include "iam/base/log.h"

#include <algorithm>
#include <utility>

namespace iam::server {
namespace {

constexpr std::size_t kWriteBytes = 256 * 1024;   // answers are coalesced into one write up to here
constexpr std::size_t kKeptOutBytes = 64 * 1024;  // memory a connection keeps from one write to the next

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::atomic<std::uint64_t> connections_made = 0;

// The connection whose request the gateway is handling on this thread. An answer to it that comes before handle()
// returns needs no lock and no detour.
thread_local Connection* dispatching = nullptr;

}  // namespace

Connection::Connection(Surroundings const& surroundings, std::unique_ptr<Transport> transport, std::string peer)
    : surroundings_(surroundings),
      id_(++connections_made),
      transport_(std::move(transport)),
      peer_(std::move(peer)),
      reader_(surroundings.limits, surroundings.body_room) {}

void Connection::start() {
  read_deadline_ = Clock::now() + surroundings_.limits.request_timeout;
  transport_->open(shared_from_this());
}

void Connection::answer(std::uint64_t sequence, gateway::HttpResponse response) {
  if (sequence < first_awaited_) return;
  if (response.latency.count() > 0) return surroundings_.put_off({id_, sequence, std::move(response)});
  Awaited& awaited = awaited_[sequence - first_awaited_];
  if (awaited.response) return;
  answered_bytes_ += response.body.size();
  awaited.response = std::move(response);
}

void Connection::advance() {
  if (closed_ || opening_) return;
  do take_requests();
  while (send_answers());
  bool const answered = awaited_.empty() && !writing_;
  if (stream_ != nullptr) {
    if (!writing_) send_stream(stream_->take());
  } else if (!accepting_ && answered) {
    linger();
  } else {
    set_read_deadline();
  }
  read_on();
}

void Connection::expire() {
  bool const may_still_write = !writing_ || Clock::now() < write_deadline_;
  if (stream_ != nullptr && may_still_write) return send_stream(writing_ ? "" : std::string(stream_->heartbeat()));
  if (opening_ || lingering_ || Clock::now() >= write_deadline_ || !in_request_) return close();
  reject(reader_.is_too_large() ? 413 : 408);
  advance();
}

void Connection::finish() {
  finishing_ = true;
  // Of a stream no end can be waited for.
  if (std::exchange(stream_, nullptr) != nullptr) return advance();
  bool const idle = awaited_.empty() && !writing_ && !reader_.has_bytes();
  if (opening_ || idle) return close();
  if (reader_.has_bytes()) return;  // the answer to what has begun to come will be the last
  accepting_ = false;
  if (!awaited_.empty()) awaited_.back().persistence = Persistence::kClose;
  advance();
}

void Connection::close() {
  if (closed_) return;
  closed_ = true;
  stream_ = nullptr;
  transport_->close();
  surroundings_.on_closed(id_);
}

void Connection::reset() {
  if (closed_) return;
  closed_ = true;
  stream_ = nullptr;
  transport_->reset();
  surroundings_.on_closed(id_);
}

void Connection::on_opened(Outcome outcome) {
  if (closed_) return;
  if (outcome != Outcome::kOk) return close();
  opening_ = false;
  advance();
}

void Connection::on_read(Outcome outcome, std::size_t bytes) {
  reading_ = false;
  if (closed_) return;
  if (outcome == Outcome::kBroken) return close();
  if (outcome == Outcome::kEnd) {
    // A client may shut down its sending side and still wait for answers.
    input_ended_ = true;
    accepting_ = false;
  }
  if (lingering_ || stream_ != nullptr) {
    lingered_bytes_ += bytes;
    if (input_ended_ || lingered_bytes_ > surroundings_.limits.drained_excess_bytes) return close();
    return read_on();
  }
  reader_.received(bytes);
  advance();
}

void Connection::on_written(Outcome outcome, std::size_t bytes) {
  if (closed_) return;
  if (outcome != Outcome::kOk) return close();
  sent_ += bytes;
  if (sent_ < out_.size()) return write_on();
  all_written();
  advance();
}

void Connection::take_requests() {
  while (accepting_ && !reading_ && has_room()) {
    switch (reader_.parse()) {
      case RequestReader::Progress::kNothing:
        return;
      case RequestReader::Progress::kPartial:
        if (reader_.take_expectation()) continue_due_ = true;
        return;
      case RequestReader::Progress::kRefused:
        return reject(reader_.refusal());
      case RequestReader::Progress::kComplete:
        dispatch();
    }
  }
}

void Connection::dispatch() {
  in_request_ = continue_due_ = false;
  bool const stays = reader_.keeps_alive() && !finishing_;
  accepting_ = stays;
  std::uint64_t const sequence = first_awaited_ + awaited_.size();
  awaited_.push_back({
      .persistence = !stays                  ? Persistence::kClose
                     : reader_.is_http_1_0() ? Persistence::kKeepAlive
                                             : Persistence::kImplied,
      .body = reader_.is_head() ? AnswerBody::kOmitted : AnswerBody::kSent,
      .response = {},
  });
  gateway::Reply reply = [inbox = surroundings_.inbox, id = id_, sequence](gateway::HttpResponse response) {
    if (dispatching != nullptr && dispatching->id_ == id) {
      dispatching->answer(sequence, std::move(response));
    } else {
      inbox->put({id, sequence, std::move(response)});
    }
  };
  dispatching = this;
  try {
    auto request = reader_.request(peer_);
    request.is_secure = surroundings_.are_secure;
    surroundings_.gateway.handle(request, std::move(reply));
  } catch (std::exception const& error) {
    log::error("the gateway failed: {}", error.what());
    answer(sequence, bare_answer(500));
  }
  dispatching = nullptr;
  reader_.next();
}

void Connection::reject(int status) {
  in_request_ = continue_due_ = accepting_ = false;
  ++surroundings_.counters.requests_rejected;
  awaited_.push_back({.persistence = Persistence::kClose, .body = AnswerBody::kSent, .response = bare_answer(status)});
}

// Answers whether everything was written at once, so that there is room for more.
bool Connection::send_answers() {
  if (writing_) return false;
  for (Awaited& next : awaited_) {
    if (!next.response || next.response->is_lost || out_.size() >= kWriteBytes) break;
    bool const goes_on = next.response->stream != nullptr;
    append_answer(out_, *next.response, goes_on ? Persistence::kClose : next.persistence, next.body);
    answered_bytes_ -= next.response->body.size();
    ++unwritten_;
    if (goes_on) {
      begin_stream(next);
      break;
    }
  }
  // Nothing can follow an answer that has no end: what was asked behind it stays unanswered.
  auto const settled = stream_ == nullptr ? unwritten_ : awaited_.size();
  awaited_.erase(awaited_.begin(), awaited_.begin() + static_cast<std::ptrdiff_t>(settled));
  first_awaited_ += settled;
  if (awaited_.empty() && std::exchange(continue_due_, false)) out_ += kContinue;
  if (out_.empty()) {
    // What was answered before it has left.
    if (is_next_lost()) reset();
    return false;
  }

  sent_ = transport_->write_now(out_);
  if (sent_ == out_.size()) {
    all_written();
    return true;
  }
  writing_ = true;
  write_on();
  return false;
}

void Connection::begin_stream(Awaited& awaited) {
  accepting_ = in_request_ = continue_due_ = false;
  if (awaited.body == AnswerBody::kOmitted || finishing_) return;
  stream_ = std::move(awaited.response->stream);
  stream_->start([inbox = surroundings_.inbox, id = id_] { inbox->nudge(id); });
}

// REQUIRES: nothing is being written, or there are no bytes.
void Connection::send_stream(std::string bytes) {
  read_deadline_ = Clock::now() + surroundings_.limits.stream_heartbeat;
  if (bytes.empty()) return;
  out_ = std::move(bytes);
  sent_ = transport_->write_now(out_);
  if (sent_ == out_.size()) return all_written();
  writing_ = true;
  write_on();
}

void Connection::write_on() {
  // From one piece of progress to the next: a large answer may take a slow client longer.
  write_deadline_ = Clock::now() + surroundings_.limits.write_timeout;
  transport_->write(std::string_view(out_).substr(sent_), shared_from_this());
}

void Connection::all_written() {
  writing_ = false;
  write_deadline_ = kNever;
  if (out_.capacity() > kKeptOutBytes) out_ = {};
  out_.clear();
  sent_ = unwritten_ = 0;
}

void Connection::read_on() {
  if (closed_ || reading_ || input_ended_) return;
  if (lingering_ || stream_ != nullptr) {
    reader_.discard();
  } else if (!accepting_ || !has_room()) {
    return;
  }
  reading_ = true;
  transport_->read(reader_.space(), shared_from_this());
}

// Closing while bytes of the client are unread would reset the connection and could take the answer away from it: so
// it is told the end, and may close first.
void Connection::linger() {
  if (input_ended_) return close();
  if (lingering_) return;
  lingering_ = true;
  read_deadline_ = Clock::now() + surroundings_.limits.linger_timeout;
  transport_->shut_down_sending(shared_from_this());
}

bool Connection::has_room() const {
  auto const& limits = surroundings_.limits;
  return awaited_.size() + unwritten_ < limits.pipelined_requests &&
         answered_bytes_ + out_.size() < limits.pipelined_answer_bytes;
}

void Connection::set_read_deadline() {
  if (!accepting_ || !has_room()) {
    in_request_ = false;
    read_deadline_ = kNever;
  } else if (reader_.has_bytes()) {
    if (!std::exchange(in_request_, true)) read_deadline_ = Clock::now() + surroundings_.limits.request_timeout;
  } else {
    in_request_ = false;
    bool const idle = awaited_.empty() && !writing_;
    read_deadline_ = idle ? Clock::now() + surroundings_.limits.idle_timeout : kNever;
  }
}

}  // namespace iam::server
