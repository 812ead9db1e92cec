#include "iam/authorization/policy_cache.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace iam::service {
namespace {

std::string policy_about(std::size_t number) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get)" + std::to_string(number) +
         R"(","Resource":"*"}})";
}

TEST(PolicyCache, compiles_a_text_once) {
  PolicyCache cache;
  auto const first = cache.compiled(policy_about(1));
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(cache.compiled(policy_about(1)), first);
  EXPECT_NE(cache.compiled(policy_about(2)), first);
  EXPECT_EQ(cache.size(), 2U);
}

TEST(PolicyCache, has_nothing_for_what_is_no_document) {
  PolicyCache cache;
  EXPECT_EQ(cache.compiled("{}"), nullptr);
  EXPECT_EQ(cache.size(), 0U);
}

TEST(PolicyCache, never_holds_more_than_it_may) {
  constexpr std::size_t kMax = 64;
  PolicyCache cache(kMax);
  for (std::size_t i = 0; i < 20 * kMax; ++i) cache.compiled(policy_about(i));
  EXPECT_LE(cache.size(), kMax);
  EXPECT_GT(cache.size(), 0U);
}

// What was dropped is still whole for whoever has it.
TEST(PolicyCache, keeps_what_is_in_use) {
  PolicyCache cache(1);
  auto const kept = cache.compiled(policy_about(0));
  for (std::size_t i = 1; i < 200; ++i) cache.compiled(policy_about(i));
  EXPECT_EQ(policy::source_of(*kept).statements.size(), 1U);
}

TEST(PolicyCache, is_shared_by_threads) {
  PolicyCache cache(64);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache] {
      for (std::size_t i = 0; i < 2000; ++i) {
        auto const compiled = cache.compiled(policy_about(i % 100));
        ASSERT_EQ(policy::source_of(*compiled).statements.front().actions->front(), "s3:Get" + std::to_string(i % 100));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(cache.size(), 64U);
}

}  // namespace
}  // namespace iam::service
