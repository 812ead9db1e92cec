// The memory for bodies that come in pieces, of all connections together: one client may open many, and send none to
// its end.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace iam::server {

// Thread-safe. Outlives its shares.
class BodyRoom {
 public:
  explicit BodyRoom(std::size_t bytes) : free_(bytes) {}

  // What one body takes of it.
  class Share {
   public:
    explicit Share(BodyRoom& room) : room_(room) {}
    Share(Share const&) = delete;
    Share& operator=(Share const&) = delete;
    ~Share() { give_back(); }

    // False, and nothing taken, when there is not so much left.
    bool take(std::size_t bytes) {
      auto free = room_.free_.load(std::memory_order_relaxed);
      do {
        if (free < bytes) return false;
      } while (!room_.free_.compare_exchange_weak(free, free - bytes, std::memory_order_relaxed));
      taken_ += bytes;
      return true;
    }
    void give_back() {
      if (taken_ != 0) room_.free_.fetch_add(std::exchange(taken_, 0), std::memory_order_relaxed);
    }

   private:
    BodyRoom& room_;
    std::size_t taken_ = 0;
  };

 private:
  std::atomic<std::size_t> free_;
};

}  // namespace iam::server
