#include "postgres/reconnect.h"

#include <gtest/gtest.h>

#include <functional>

namespace iam::store {
namespace {

// Loses its connection as often as told, then answers.
class Server {
 public:
  explicit Server(int losses) : losses_(losses) {}

  int operator()() {
    ++asked_;
    if (losses_ > 0) {
      --losses_;
      throw ConnectionLost("lost");
    }
    return 7;
  }

  int asked() const { return asked_; }

 private:
  int losses_;
  int asked_ = 0;
};

void take_away(Reconnect& reconnect) {
  EXPECT_THROW(reconnect([]() -> int { throw AnswerOverdue("overdue"); }), AnswerOverdue);
}

TEST(Reconnect, asks_until_a_server_that_was_restarted_answers) {
  Reconnect reconnect;
  Server server(3);
  EXPECT_EQ(reconnect(std::ref(server)), 7);
  EXPECT_EQ(server.asked(), 4);
}

TEST(Reconnect, takes_a_connection_of_before_for_no_sign_that_the_server_is_still_away) {
  Reconnect reconnect;
  take_away(reconnect);
  Server server(1);
  EXPECT_EQ(reconnect(std::ref(server)), 7);
}

TEST(Reconnect, gives_up_at_once_while_the_server_is_away) {
  Reconnect reconnect;
  take_away(reconnect);
  Server server(3);
  EXPECT_THROW(reconnect(std::ref(server)), ConnectionLost);
  EXPECT_EQ(server.asked(), 2);
}

}  // namespace
}  // namespace iam::store
