// The worst known input of each kind: what comes back is bounded in bytes, and so is the memory of the server. Security
// findings of 2026-11; the limits are our own.
#include "client/simulation.h"

#include <algorithm>

namespace conformance {
namespace {

using testing::HasSubstr;

constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;
// A page ends with the item that reaches 8 MiB.
constexpr std::size_t kPageBytesMax = 16 * kMebibyte;
// Answers, their texts and what is sent of them. Unbounded they took 650 to 3,000 MiB; a sanitizer takes its own.
constexpr std::size_t kMemoryBytesMax = 250 * kMebibyte;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kSanitizerFactor = 4;
#else
constexpr std::size_t kSanitizerFactor = 1;
#endif

class Bounds : public testing::Test {
 protected:
  void TearDown() override { EXPECT_LT(server_.peak_memory_bytes(), kSanitizerFactor * kMemoryBytesMax); }

  Response authorize(std::string const& body) {
    return server_.exchange({.method = "POST", .target = "/_iam/authorize", .body = body});
  }

  Server const server_;
  Caller me_{server_};
};

std::vector<std::string> numbered(std::string const& name, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(name + std::to_string(i));
  return names;
}

std::string policy_of_statements(std::size_t count) {
  std::string statements;
  for (std::size_t i = 0; i < count; ++i) {
    statements += std::string(i == 0 ? "" : ",") + R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"*"})";
  }
  return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

// 100 actions and 4,000 resources in 181 KB made an answer of 288 MB.
TEST_F(Bounds, a_simulation_of_many_resources_comes_in_pages_that_continue_exactly) {
  auto const actions = numbered("s3:GetObject", 9);
  auto const asked = with_policies({kAllowAll}, with_resources(numbered("arn:aws:s3:::bucket/", 4000)));
  std::vector<std::string> told;
  std::string marker;
  std::size_t pages = 0;
  do {
    auto more = asked;
    if (!marker.empty()) more.emplace_back("Marker", marker);
    auto const answer = simulate_custom(me_, more, actions);
    ASSERT_THAT(answer, succeeds());
    for (auto& name : answer.texts("EvaluationResults", "EvalActionName")) told.push_back(std::move(name));
    EXPECT_EQ(answer.text("IsTruncated"), told.size() < actions.size() ? "true" : "false");
    marker = answer.has("Marker") ? answer.text("Marker") : "";
    ++pages;
  } while (!marker.empty() && pages < 100);
  EXPECT_EQ(told, actions);
  EXPECT_GT(pages, 1U);
}

// 30 actions, 40 resources and 1,500 statements in 147 KB made an answer of 832 MB.
TEST_F(Bounds, the_result_of_one_action_is_bounded) {
  auto const asked = with_policies({policy_of_statements(1500)}, with_resources(numbered("arn:aws:s3:::bucket/", 40)));
  auto const answer = simulate_custom(me_, asked, numbered("s3:GetObject", 30));
  EXPECT_THAT(answer, succeeds());  // no statement is about these actions
  auto const refused = simulate_custom(me_, asked, {"s3:GetObject"});
  EXPECT_THAT(refused, fails_with(400, "InvalidInput",
                                  "The result of action s3:GetObject is too large. Ask about fewer resources at once, "
                                  "or with fewer policies."));
}

// Keys that are missing are told with every result.
TEST_F(Bounds, missing_keys_count_too) {
  std::string keys;
  for (auto const& key : numbered("aws:a", 6000)) keys += (keys.empty() ? "\"" : ",\"") + key + R"(":"x")";
  auto const policy =
      policy_allowing(R"("Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{)" + keys + "}}");
  auto const asked = with_policies({policy}, with_resources(numbered("arn:aws:s3:::bucket/", 400)));
  EXPECT_EQ(simulate_custom(me_, asked).code(), "InvalidInput");
  EXPECT_EQ(me_.iam("GetContextKeysForCustomPolicy", with_policies({policy})).texts("ContextKeyNames").size(), 6000U);
}

TEST_F(Bounds, the_policies_and_the_context_of_a_request_are_bounded) {
  std::vector<std::string> const many(10, std::string(130'000, ' ') + kAllowAll);
  constexpr auto kTooMany = "The policies of a request cannot exceed 1048576 bytes together.";
  EXPECT_THAT(simulate_custom(me_, with_policies(many)), fails_with(400, "InvalidInput", kTooMany));
  EXPECT_THAT(me_.iam("GetContextKeysForCustomPolicy", with_policies(many)), fails_with(400, "InvalidInput", kTooMany));
  auto const large = with_entry(1, "aws:a", "string", {std::string(70'000, 'a')});
  EXPECT_THAT(simulate_custom(me_, with_policies({kAllowAll}, large)),
              fails_with(400, "InvalidInput", "The context entries of a request cannot exceed 65536 bytes together."));
}

// A glob with `?` between two stars, and the longest value that passes.
TEST_F(Bounds, the_worst_glob_meets_the_longest_value) {
  auto const policy = allowing_get_if(R"({"StringLike":{"aws:a":"*?)" + std::string(60'000, 'a') + R"(b*"}})");
  auto const entry = with_entry(1, "aws:a", "string", {std::string(65'000, 'a')});
  EXPECT_EQ(decision(simulate_custom(me_, with_policies({policy}, entry))), "implicitDeny");
}

// 17 requests with 100 policies each took 3 GB, for good.
TEST_F(Bounds, questions_do_not_fill_the_memory_with_policies) {
  std::size_t number = 0;
  for (int request = 0; request < 4; ++request) {
    std::string questions;
    for (int i = 0; i < 60; ++i) {
      std::string actions = R"("*")";
      while (actions.size() < 9000) actions += ",\"a:" + std::to_string(number++) + "\"";
      questions +=
          (questions.empty() ? "[" : ",") + std::string(R"({"principal":"test","action":"a:b","explain":false,)") +
          R"("policies":{"identity":{"Statement":{"Effect":"Allow","Action":[)" + actions + R"(],"Resource":"*"}}}})";
    }
    EXPECT_EQ(authorize(questions + "]").status, 200);
  }
}

// Every statement of a stored policy that matches is told in every answer.
TEST_F(Bounds, answers_to_questions_are_bounded) {
  ASSERT_THAT(me_.create_user("Bob"), succeeds());
  ASSERT_THAT(me_.iam("PutUserPolicy",
                      {{"UserName", "Bob"}, {"PolicyName", "one"}, {"PolicyDocument", policy_of_statements(30)}}),
              succeeds());
  auto const question = R"({"principal":")" + me_.arn("user/Bob") + R"(","action":"s3:GetObject"})";
  auto const asked = [&](std::size_t questions) {
    std::string list = question;
    for (std::size_t i = 1; i < questions; ++i) list += "," + question;
    return authorize("[" + list + "]");
  };
  auto const few = asked(10);
  EXPECT_EQ(few.status, 200);
  ASSERT_GT(few.body.size(), 10 * 30 * std::size_t{32});
  auto const many = asked(1000);
  EXPECT_EQ(many.status, 100 * few.body.size() > kPageBytesMax / 2 ? 400 : 200) << few.body.size();
  EXPECT_LT(many.body.size(), kPageBytesMax);
}

TEST_F(Bounds, a_question_is_bounded) {
  std::string const beginning = R"({"principal":"test","action":"a:b",)";
  EXPECT_THAT(authorize(beginning + R"("context":{"aws:a":")" + std::string(2049, 'a') + "\"}}").body,
              HasSubstr("the value of aws:a is a text of at most 2048 bytes"));
  std::string values;
  for (int i = 0; i < 40; ++i) values += (i == 0 ? "\"" : ",\"") + std::string(2000, 'a') + "\"";
  EXPECT_THAT(authorize(beginning + R"("context":{"aws:a":[)" + values + "]}}").body,
              HasSubstr("`context` has more than 65536 bytes"));
  std::string documents;
  for (int i = 0; i < 9; ++i) documents += (i == 0 ? "" : ",") + policy_of_statements(2200);
  EXPECT_THAT(authorize(beginning + R"("policies":{"identity":[)" + documents + "]}}").body,
              HasSubstr("`policies` has documents of more than 1048576 bytes together"));
}

// White space does not count against the size of a policy, and an answer has it percent-encoded.
TEST_F(Bounds, account_details_come_in_pages_that_continue_exactly) {
  std::string document = kAllowAll;
  document.insert(1, std::string(130'000, ' '));
  auto const names = numbered("policy", 50);
  for (auto const& name : names) {
    ASSERT_THAT(me_.iam("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", document}}), succeeds());
  }
  std::vector<std::string> told;
  std::string marker;
  std::size_t pages = 0;
  do {
    Pairs asked{{"MaxItems", "1000"}};
    if (!marker.empty()) asked.emplace_back("Marker", marker);
    auto const answer = me_.iam("GetAccountAuthorizationDetails", asked);
    ASSERT_THAT(answer, succeeds());
    for (auto& name : answer.texts("Policies", "PolicyName")) told.push_back(std::move(name));
    marker = answer.text("IsTruncated") == "true" ? answer.text("Marker") : "";
    ++pages;
  } while (!marker.empty() && pages < 100);
  auto expected = names;
  std::ranges::sort(expected);
  EXPECT_EQ(told, expected);
  EXPECT_EQ(pages, 3U);
}

}  // namespace
}  // namespace conformance
