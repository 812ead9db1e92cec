// Asking again when the server was away for a moment.
#pragma once

#include "postgres/postgres_error.h"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

namespace iam::store {

// Does `begin`, which connects where there is no connection and asks for what may be asked twice, until it answers;
// gives up after about a second, and at once when nobody answered in time. While the server is known to be away it is
// asked twice without a pause: the first time may be on a connection of before, which says nothing of it. Thread-safe.
class Reconnect {
 public:
  template <class Begin>
  auto operator()(Begin begin) {
    for (auto const pause : kPauses) {
      try {
        auto result = begin();
        is_away_ = false;
        return result;
      } catch (AnswerOverdue const&) {
        is_away_ = true;
        throw;
      } catch (ConnectionLost const&) {
        if (is_away_ && pause != kPauses.front()) throw;
        std::this_thread::sleep_for(pause);
      }
    }
    is_away_ = true;
    return begin();
  }

 private:
  // A server that was restarted answers again within some hundred milliseconds.
  static constexpr std::array<std::chrono::milliseconds, 5> kPauses = {
      std::chrono::milliseconds(0), std::chrono::milliseconds(50), std::chrono::milliseconds(100),
      std::chrono::milliseconds(250), std::chrono::milliseconds(500)};

  std::atomic<bool> is_away_ = false;
};

}  // namespace iam::store
