#include "iam/authorization/policy_cache.h"

#include <gtest/gtest.h>
#include <malloc.h>

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

// `one` over and over, up to about so many bytes.
std::string repeated(std::string const& one, std::size_t bytes) {
  std::string text = one;
  while (text.size() < bytes) text.append(",").append(one);
  return text;
}

std::string policy_of_short_elements(std::size_t bytes) {
  return R"({"Statement":{"Effect":"Allow","Action":[)" + repeated(R"("*")", bytes / 2) + R"(],"Resource":[)" +
         repeated(R"("*")", bytes / 2) + "]}}";
}

std::string policy_of_short_statements(std::size_t bytes) {
  return R"({"Statement":[)" + repeated(R"({"Effect":"Deny"})", bytes) + "]}";
}

std::string policy_of_short_conditions(std::size_t bytes) {
  std::string keys = R"("k":"")";
  for (std::size_t i = 0; keys.size() < bytes; ++i) keys.append(R"(,"k)").append(std::to_string(i)).append(R"(":"")");
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*",)"
         R"("Condition":{"StringLike":{)" +
         keys + "}}}}";
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

TEST(PolicyCache, never_holds_more_bytes_than_it_may) {
  constexpr std::size_t kMax = 512 * 1024;
  PolicyCache cache(kMax);
  for (std::size_t i = 0; i < 1000; ++i) cache.compiled(policy_about(i));
  EXPECT_LE(cache.bytes(), kMax);
  EXPECT_GT(cache.size(), 32U);
}

// A document that would push out all others is compiled each time it is asked for.
TEST(PolicyCache, keeps_no_policy_that_takes_the_room_of_many) {
  PolicyCache cache(512 * 1024);
  std::string const long_document = policy_of_short_elements(16 * 1024);
  EXPECT_NE(cache.compiled(long_document), nullptr);
  EXPECT_NE(cache.compiled(policy_about(1)), nullptr);
  EXPECT_EQ(cache.size(), 1U);
}

TEST(PolicyCache, forgets) {
  PolicyCache cache;
  cache.compiled(policy_about(1));
  cache.forget();
  EXPECT_EQ(cache.size(), 0U);
  EXPECT_EQ(cache.bytes(), 0U);
}

// The worst known: elements of few characters, which take many times the memory of their text.
TEST(PolicyCache, estimates_no_less_than_documents_take) {
  for (auto const& text : {policy_of_short_elements(64 * 1024), policy_of_short_statements(64 * 1024),
                           policy_of_short_conditions(64 * 1024), policy_about(1)}) {
    auto const before = mallinfo2().uordblks;
    auto const compiled = policy::compile(text);
    auto const after = mallinfo2().uordblks;
    ASSERT_TRUE(compiled.has_value()) << text.substr(0, 200);
    EXPECT_LE(after - before, policy::memory_estimate(**compiled)) << text.substr(0, 80);
  }
}

// What was dropped is still whole for whoever has it.
TEST(PolicyCache, keeps_what_is_in_use) {
  PolicyCache cache(256 * 1024);
  auto const kept = cache.compiled(policy_about(0));
  for (std::size_t i = 1; i < 200; ++i) cache.compiled(policy_about(i));
  EXPECT_EQ(policy::source_of(*kept).statements.size(), 1U);
}

TEST(PolicyCache, is_shared_by_threads) {
  PolicyCache cache(512 * 1024);
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
  EXPECT_LE(cache.bytes(), 512U * 1024U);
}

}  // namespace
}  // namespace iam::service
