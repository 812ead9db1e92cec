// One thread and the connections that live on it.
#pragma once

#include "asio.h"
#include "connection.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace iam::server {

class Worker {
 public:
  // `tls` is null for plain HTTP.
  Worker(Limits const& limits, gateway::Gateway& gateway, Counters& counters, BodyRoom& body_room,
         TlsIdentity const* tls);
  ~Worker();

  asio::io_context& context() { return context_; }

  // Takes over a connection that is already counted as open. Any thread; the socket is of this worker's context.
  void adopt(Socket socket);

  // Works on the calling thread until stop() was called and the connections have ended.
  void run();

  // Starts a graceful stop. Any thread, once.
  void stop();

 private:
  using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;

  void begin(Socket socket);
  void deliver_late_answers();
  void deliver(std::vector<LateAnswer> answers);
  void put_off(LateAnswer answer);
  void deliver_due_answers();
  void sweep_later();
  void sweep();
  void drain();
  void end_when_drained();
  void forget(std::uint64_t connection);
  std::vector<std::shared_ptr<Connection>> all_connections() const;

  Surroundings surroundings_;
  TlsIdentity const* const tls_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard_{context_.get_executor()};
  Timer sweep_timer_{context_};
  Timer drain_timer_{context_};
  Timer due_timer_{context_};
  std::multimap<Clock::time_point, LateAnswer> put_off_;  // by when they are due
  std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections_;
  bool sweeping_ = false;
  bool draining_ = false;
};

}  // namespace iam::server
