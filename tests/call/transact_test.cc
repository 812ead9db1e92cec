// A disk that fills up is played by the limit on the size of files, with SIGXFSZ ignored.
#include "iam/call/transact.h"
#include "../store/scratch.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <csignal>

#include <cstdlib>
#include <future>
#include <string>

namespace iam::service {
namespace {

// Writes users until the disk is full. Exits with 0 when that broke the last transaction.
[[noreturn]] void fill_the_disk(std::string const& database) {
  constexpr rlim_t kFullAt = 400'000;
  constexpr int kUsersMax = 1000;
  signal(SIGXFSZ, SIG_IGN);
  auto const store = store::Store::open({.path = database});
  rlimit const limit{.rlim_cur = kFullAt, .rlim_max = RLIM_INFINITY};
  setrlimit(RLIMIT_FSIZE, &limit);
  auto ending = Ending::kDone;
  for (int i = 0; i < kUsersMax && ending == Ending::kDone; ++i) {
    std::promise<Ending> told;
    transact(
        *store, Access::kWrite, "request 17 CreateUser failed",
        [i](store::Session& session) {
          auto user = store::a_user(std::to_string(i), std::string(2000, '/'));
          store::Users(session).insert(user);
          return store::Verdict::kCommit;
        },
        [&told](Ending each) { told.set_value(each); });
    ending = told.get_future().get();
  }
  std::_Exit(ending == Ending::kBroken ? 0 : 1);
}

TEST(Transact, tells_the_log_why_the_store_refused) {
  store::ScratchDirectory const directory;
  EXPECT_EXIT(fill_the_disk(directory.file()), testing::ExitedWithCode(0),
              "request 17 CreateUser failed: .*(full|disk)");
}

}  // namespace
}  // namespace iam::service
