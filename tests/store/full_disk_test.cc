// A disk that fills up, played by the limit on the size of files: with SIGXFSZ ignored, writing past it fails like
// writing to a full disk. Each case runs in a process of its own, for the limit's sake.
#include "iam/store/store.h"
#include "scratch.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <csignal>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

namespace iam::store {
namespace {

constexpr rlim_t kFullAt = 400'000;

void limit_files(rlim_t bytes) {
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  setrlimit(RLIMIT_FSIZE, &limit);
}

void require(bool holds, char const* what) {
  if (holds) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::_Exit(1);
}

bool creates(Store& store, std::string const& name) {
  auto const failure = outcome_of(store, [&name](Session& session) {
    User user = a_user(name, std::string(2000, '/'));
    Users(session).insert(user);
    return Verdict::kCommit;
  });
  if (!failure) return true;
  try {
    std::rethrow_exception(failure);
  } catch (StoreError const&) {
    return false;
  }
}

// Fills the disk from `writers` threads, frees it, and looks what is there: now, and after the next start.
[[noreturn]] void fill_and_recover(Options const& options, int writers) {
  constexpr int kUsersEach = 200;
  signal(SIGXFSZ, SIG_IGN);
  std::unique_ptr<Store> store = Store::open(options);
  std::vector<std::vector<std::string>> created(static_cast<std::size_t>(writers));
  std::atomic<int> refused = 0;
  limit_files(kFullAt);
  {
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer) {
      threads.emplace_back([&, writer] {
        for (int i = 0; i < kUsersEach; ++i) {
          std::string name = std::to_string(writer) + "-" + std::to_string(i);
          if (creates(*store, name)) {
            created[static_cast<std::size_t>(writer)].push_back(std::move(name));
          } else {
            ++refused;
          }
        }
      });
    }
  }
  require(refused > 0, "the disk was full");
  limit_files(RLIM_INFINITY);
  require(creates(*store, "after"), "writing goes on when there is space");

  std::int64_t expected = 1;
  for (auto const& names : created) expected += static_cast<std::int64_t>(names.size());
  require(expected > 1, "there was space at first");
  for (bool reopened : {false, true}) {
    if (reopened) {
      store.reset();
      store = Store::open(options);
    }
    for (auto const& names : created) {
      for (std::string const& name : names) require(has_user(*store, name), "what was acknowledged is there");
    }
    require(number(*store, "SELECT count(*) FROM users") == expected, "what was refused is not there");
    require(half_written_rows(*store) == 0, "nothing is half there");
  }
  store.reset();
  std::_Exit(0);
}

class FullDiskTest : public testing::TestWithParam<std::tuple<Durability, int>> {};

INSTANTIATE_TEST_SUITE_P(, FullDiskTest,
                         testing::Combine(testing::Values(Durability::kNormal, Durability::kFull),
                                          testing::Values(1, 16)));

TEST_P(FullDiskTest, nothing_is_half_written_and_writing_goes_on_when_space_returns) {
  ScratchDirectory const directory;
  auto const [durability, writers] = GetParam();
  Options const options{.path = directory.file(), .durability = durability};
  EXPECT_EXIT(fill_and_recover(options, writers), testing::ExitedWithCode(0), "");
}

TEST(FullDisk, a_database_cannot_be_made_and_the_reason_is_told) {
  ScratchDirectory const directory;
  EXPECT_EXIT(
      {
        signal(SIGXFSZ, SIG_IGN);
        limit_files(4096);
        try {
          Store::open({.path = directory.file()});
          std::_Exit(1);
        } catch (OpenError const& error) {
          std::fprintf(stderr, "%s\n", error.what());
        }
        limit_files(RLIM_INFINITY);
        insert(*Store::open({.path = directory.file()}), a_user("Bob"));
        std::_Exit(0);
      },
      testing::ExitedWithCode(0), "make sure that the disk has space");
}

}  // namespace
}  // namespace iam::store
