// The process is killed in the middle of everything.
#include "iam/store/store.h"
#include "iam/store/tags.h"
#include "scratch.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <array>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace iam::store {
namespace {

constexpr int kThreads = 64;
constexpr std::size_t kAcknowledgementsMin = 1500;
using Acknowledgement = std::array<char, 16>;  // a name, padded; shorter than PIPE_BUF, so never torn

std::string storm_name(int thread, int i) {
  Acknowledgement name{};
  std::snprintf(name.data(), name.size(), "u%02d-%08d", thread, i);
  return name.data();
}

// Creates users with three tags each from many threads, and says on `acknowledgements` which are done, until killed.
[[noreturn]] void storm(Options const& options, int acknowledgements) {
  std::unique_ptr<Store> const store = Store::open(options);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&store, acknowledgements, thread] {
      for (int i = 0;; ++i) {
        std::string const name = storm_name(thread, i);
        auto const failure = outcome_of(*store, [&name](Session& session) {
          User user = a_user(name);
          Users(session).insert(user);
          Tags tags(session, KeyCase::kIgnored);
          for (char const* key : {"a", "b", "c"}) tags.put(user.id, {key, "value"});
          return Verdict::kCommit;
        });
        if (failure) _exit(1);
        Acknowledgement record{};
        name.copy(record.data(), record.size());
        if (write(acknowledgements, record.data(), record.size()) != ssize_t{record.size()}) _exit(2);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(3);
}

class CrashTest : public testing::TestWithParam<Durability> {};

INSTANTIATE_TEST_SUITE_P(, CrashTest, testing::Values(Durability::kNormal, Durability::kFull));

TEST_P(CrashTest, every_acknowledged_write_survives_a_kill_and_none_is_half_there) {
  ScratchDirectory const directory;
  Options const options{.path = directory.file(), .durability = GetParam()};
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t const child = fork();
  if (child == 0) storm(options, ends[1]);
  close(ends[1]);

  std::vector<std::string> acknowledged;
  Acknowledgement record{};
  while (read(ends[0], record.data(), record.size()) == ssize_t{record.size()}) {
    acknowledged.emplace_back(record.data());
    if (acknowledged.size() == kAcknowledgementsMin) kill(child, SIGKILL);
  }
  close(ends[0]);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the storm ended by itself";
  ASSERT_GE(acknowledged.size(), kAcknowledgementsMin);

  std::unique_ptr<Store> const store = Store::open(options);
  store->read([&](Session& session) {
    for (std::string const& name : acknowledged) {
      ASSERT_TRUE(Users(session).find(kAccount, name).has_value()) << name;
    }
  });
  EXPECT_EQ(half_written_rows(*store), 0);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM users WHERE (SELECT count(*) FROM tags WHERE entity = users.id) <> 3"),
            0);
}

}  // namespace
}  // namespace iam::store
