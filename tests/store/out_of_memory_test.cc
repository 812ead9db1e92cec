// Memory that runs out underneath SQLite, at every single allocation of a write.
#include "iam/store/store.h"
#include "iam/store/tags.h"
#include "scratch.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <limits>

namespace iam::store {
namespace {

constexpr int kPlenty = std::numeric_limits<int>::max();
// How many a write needs grows with the schema, which the first one reads. The test goes on a little beyond.
constexpr int kAllocationsTriedMax = 10'000;
constexpr int kWritesKept = 50;

sqlite3_mem_methods real_methods;
std::atomic<int> allocations_left = kPlenty;

bool spent() {
  if (allocations_left == kPlenty) return false;
  return allocations_left == 0 || allocations_left-- == 0;
}

// Allocates like SQLite itself until the allocations allowed are spent, then not at all.
bool const kInstalled = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_methods);
  sqlite3_mem_methods failing = real_methods;
  failing.xMalloc = [](int size) { return spent() ? nullptr : real_methods.xMalloc(size); };
  failing.xRealloc = [](void* memory, int size) { return spent() ? nullptr : real_methods.xRealloc(memory, size); };
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) == SQLITE_OK;
}();

void expect_whole_or_nothing(Options const& options) {
  ASSERT_TRUE(kInstalled);
  std::unique_ptr<Store> const store = Store::open(options);
  // A new name each time, long, so that pages have to be added in many of the rounds.
  auto const name_of = [](int round) { return std::to_string(round) + std::string(300, 'x'); };
  int refused = 0;
  int kept = 0;
  for (int round = 0; kept < kWritesKept && round < kAllocationsTriedMax; ++round) {
    std::string const name = name_of(round);
    allocations_left = round;
    auto const failure = outcome_of(*store, [&name](Session& session) {
      User user = a_user(name);
      Users(session).insert(user);
      Tags(session, KeyCase::kIgnored).put(user.id, {"team", std::string(3000, 'v')});
      return Verdict::kCommit;
    });
    allocations_left = kPlenty;
    ++(failure ? refused : kept);
    EXPECT_EQ(has_user(*store, name), !failure);
    EXPECT_EQ(number(*store, "SELECT count(*) FROM users"), kept);
    EXPECT_EQ(half_written_rows(*store), 0);
  }
  EXPECT_GT(refused, 0);
  EXPECT_EQ(kept, kWritesKept);
}

TEST(OutOfMemory, a_write_to_memory_is_whole_or_nothing_and_the_next_one_works) { expect_whole_or_nothing({}); }

TEST(OutOfMemory, a_write_to_a_file_is_whole_or_nothing_and_the_next_one_works) {
  ScratchDirectory const directory;
  expect_whole_or_nothing({.path = directory.file(), .durability = Durability::kNormal});
}

}  // namespace
}  // namespace iam::store
