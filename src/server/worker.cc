#include "worker.h"

#include "iam/base/log.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace iam::server {
namespace {

using std::chrono::milliseconds;

// How often deadlines are looked at: often enough to keep the shortest of them to a quarter.
milliseconds sweep_interval(Limits const& limits) {
  milliseconds const shortest = std::min({limits.idle_timeout, limits.request_timeout, limits.write_timeout,
                                          limits.stream_heartbeat, limits.linger_timeout});
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(1000));
}

std::string numeric(asio::ip::address const& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

}  // namespace

Worker::Worker(Limits const& limits, gateway::Gateway& gateway, Counters& counters, BodyRoom& body_room,
               TlsIdentity const* tls)
    : surroundings_{
          .limits = limits,
          .gateway = gateway,
          .counters = counters,
          .body_room = body_room,
          .inbox = std::make_shared<Inbox>([this] { asio::post(context_, [this] { deliver_late_answers(); }); }),
          .on_closed = [this](std::uint64_t connection) { forget(connection); },
          .put_off = [this](LateAnswer answer) { put_off(std::move(answer)); },
          .are_secure = tls != nullptr},
      tls_(tls) {}

Worker::~Worker() { surroundings_.inbox->close(); }

void Worker::adopt(Socket socket) {
  asio::dispatch(context_, [this, socket = std::move(socket)]() mutable { begin(std::move(socket)); });
}

void Worker::run() {
  for (;;) {
    try {
      context_.run();
      return;
    } catch (std::exception const& error) {
      // Such as no memory for one connection: the others go on.
      log::error("a connection failed: {}", error.what());
    }
  }
}

void Worker::stop() {
  asio::post(context_, [this] { drain(); });
}

void Worker::begin(Socket socket) {
  error_code gone;
  tcp::endpoint const peer = socket.remote_endpoint(gone);
  if (!gone) socket.set_option(tcp::no_delay(true), gone);
  if (!gone) socket.non_blocking(true, gone);
  if (gone || draining_) {
    --surroundings_.counters.connections_open;
    return;
  }
  auto transport = tls_ == nullptr ? tcp_transport(std::move(socket)) : tls_->transport(std::move(socket));
  auto const connection = std::make_shared<Connection>(surroundings_, std::move(transport), numeric(peer.address()));
  connections_.emplace(connection->id(), connection);
  connection->start();
  sweep_later();
}

void Worker::deliver_late_answers() { deliver(surroundings_.inbox->take_all()); }

void Worker::deliver(std::vector<LateAnswer> answers) {
  auto const connection_of = [this](LateAnswer const& answer) -> std::shared_ptr<Connection> {
    auto const found = connections_.find(answer.connection);
    return found == connections_.end() ? nullptr : found->second;
  };
  // First all, then send: so that the answers of one connection leave in one write.
  for (LateAnswer& answer : answers) {
    if (auto const connection = connection_of(answer)) connection->answer(answer.sequence, std::move(answer.response));
  }
  for (LateAnswer const& answer : answers) {
    if (auto const connection = connection_of(answer)) connection->advance();
  }
  for (auto const id : surroundings_.inbox->take_nudged()) {
    if (auto const found = connections_.find(id); found != connections_.end()) {
      auto const connection = found->second;  // it may be forgotten meanwhile
      connection->advance();
    }
  }
}

// No thread waits meanwhile, but the answer.
void Worker::put_off(LateAnswer answer) {
  auto const latency = std::exchange(answer.response.latency, {});
  put_off_.emplace(Clock::now() + latency, std::move(answer));
  deliver_due_answers();
}

// A server that stops waits no longer.
void Worker::deliver_due_answers() {
  if (put_off_.empty()) return;
  due_timer_.expires_at(draining_ ? Clock::now() : put_off_.begin()->first);
  due_timer_.async_wait([this](error_code const& cancelled) {
    if (cancelled) return;
    std::vector<LateAnswer> due;
    auto const end = draining_ ? put_off_.end() : put_off_.upper_bound(Clock::now());
    for (auto each = put_off_.begin(); each != end; ++each) due.push_back(std::move(each->second));
    put_off_.erase(put_off_.begin(), end);
    deliver(std::move(due));
    deliver_due_answers();
  });
}

void Worker::sweep_later() {
  if (sweeping_ || connections_.empty()) return;
  sweeping_ = true;
  sweep_timer_.expires_after(sweep_interval(surroundings_.limits));
  sweep_timer_.async_wait([this](error_code const& cancelled) {
    sweeping_ = false;
    if (!cancelled) sweep();
  });
}

void Worker::sweep() {
  Clock::time_point const now = Clock::now();
  std::vector<std::shared_ptr<Connection>> overdue;
  for (auto const& [id, connection] : connections_) {
    if (connection->is_overdue(now)) overdue.push_back(connection);
  }
  for (auto const& connection : overdue) connection->expire();
  sweep_later();
}

void Worker::drain() {
  draining_ = true;
  guard_.reset();
  for (auto const& connection : all_connections()) connection->finish();
  deliver_due_answers();
  end_when_drained();
  if (connections_.empty()) return;
  drain_timer_.expires_after(surroundings_.limits.drain_timeout);
  drain_timer_.async_wait([this](error_code const& cancelled) {
    if (cancelled) return;
    for (auto const& connection : all_connections()) connection->close();
  });
}

void Worker::forget(std::uint64_t connection) {
  connections_.erase(connection);
  std::erase_if(put_off_, [connection](auto const& each) { return each.second.connection == connection; });
  --surroundings_.counters.connections_open;
  end_when_drained();
}

// Without timers there is nothing left to wait for, and run() returns.
void Worker::end_when_drained() {
  if (!draining_ || !connections_.empty()) return;
  sweep_timer_.cancel();
  drain_timer_.cancel();
  due_timer_.cancel();
}

std::vector<std::shared_ptr<Connection>> Worker::all_connections() const {
  std::vector<std::shared_ptr<Connection>> all;
  for (auto const& [id, connection] : connections_) all.push_back(connection);
  return all;
}

}  // namespace iam::server
