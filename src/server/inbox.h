// Answers on their way from any thread to the worker that owns the connection.
#pragma once

#include "iam/face/http.h"

#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

namespace iam::server {

struct LateAnswer {
  std::uint64_t connection;
  std::uint64_t sequence;
  gateway::HttpResponse response;
};

// Thread-safe. Outlives its worker: replies hold it, and what arrives after close() is dropped.
class Inbox {
 public:
  // `wake` must make the worker call take_all() and take_nudged() soon. It is called under the lock, once for all
  // answers that come before the worker looks: a group commit that releases many answers wakes each worker once.
  explicit Inbox(std::function<void()> wake);

  void put(LateAnswer answer);
  std::vector<LateAnswer> take_all();

  // Has a connection look whether there is more to send.
  void nudge(std::uint64_t connection);
  std::vector<std::uint64_t> take_nudged();
  void close();

 private:
  void wake_once();  // REQUIRES: the lock

  std::mutex mutex_;
  std::function<void()> wake_;
  std::vector<LateAnswer> answers_;
  std::vector<std::uint64_t> nudged_;
  bool woken_ = false;
};

}  // namespace iam::server
