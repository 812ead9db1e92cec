// What a database file remembers after the process has ended, well or badly.
#include "client/caller.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace conformance {
namespace {

using testing::ElementsAre;

class Durability : public testing::TestWithParam<char const*> {
 protected:
  std::vector<std::string> flags() const { return {"--db", directory_.file("iam.db"), "--durability", GetParam()}; }

 private:
  TemporaryDirectory directory_;
};

INSTANTIATE_TEST_SUITE_P(Modes, Durability, testing::Values("normal", "full"),
                         [](auto const& mode) { return std::string(mode.param); });

TEST_P(Durability, a_stopped_server_ends_with_status_0_and_its_file_is_read_again) {
  auto const account = Caller::new_account();
  std::string id;
  {
    Server server(flags());
    Caller me(server, account);
    id = me.iam("CreateUser", with_tags({{"UserName", "Ada"}, {"Path", "/a/"}}, {{"colour", "blue"}}))
             .text("User/UserId");
    me.create_user("Grace");
    me.iam("DeleteUser", {{"UserName", "Grace"}});
    EXPECT_EQ(server.terminate(), 0);
  }
  Server server(flags());
  Caller me(server, account);
  auto const found = me.get_user("Ada");
  EXPECT_EQ(found.text("User/UserId"), id);
  EXPECT_EQ(found.text("User/Arn"), me.arn("user/a/Ada"));
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("colour=blue"));
  EXPECT_EQ(me.get_user("Grace").code(), "NoSuchEntity");
}

// Writers go on until the server is killed under them. Each remembers what was acknowledged to it.
TEST_P(Durability, a_killed_server_forgets_nothing_acknowledged_and_keeps_nothing_half) {
  constexpr int kWriters = 4;
  constexpr std::size_t kAcknowledgedBeforeKill = 100;
  auto const account = Caller::new_account();
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> acknowledged;
  {
    Server server(flags());
    auto const write = [&](int writer) {
      try {
        Caller me(server, account);
        for (int i = 0;; ++i) {
          auto const name = "user" + std::to_string(writer) + "-" + std::to_string(i);
          if (me.iam("CreateUser", with_tags({{"UserName", name}}, numbered_tags(1, 3))).status() != 200) return;
          std::lock_guard const lock(mutex);
          acknowledged.push_back(name);
          changed.notify_one();
        }
      } catch (std::runtime_error const&) {
        // The server is gone, as it should be.
      }
    };
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer) writers.emplace_back(write, writer);
    bool enough = false;
    {
      std::unique_lock lock(mutex);
      enough = changed.wait_for(lock, kPatience, [&] { return acknowledged.size() >= kAcknowledgedBeforeKill; });
    }
    server.kill();
    ASSERT_TRUE(enough);
  }

  Server server(flags());
  Caller me(server, account);
  for (auto const& name : acknowledged) EXPECT_THAT(me.get_user(name), succeeds()) << name;
  auto const all = me.iam("ListUsers", {{"MaxItems", "1000"}}).texts("Users", "UserName");
  EXPECT_GE(all.size(), std::min<std::size_t>(acknowledged.size(), 1000));
  for (auto const& name : all) {
    EXPECT_THAT(me.tags_of(name), ElementsAre("key1=value1", "key2=value2", "key3=value3")) << name;
  }
}

}  // namespace
}  // namespace conformance
