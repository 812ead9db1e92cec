// What the program's own test (tests/main/mcp_test.py, mcp_tools_test.py) cannot make a server say.
#include "iam/mcp/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace iam::mcp {
namespace {

namespace json = boost::json;
using testing::EndsWith;

constexpr char const* kInitialize =
    R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})";

// The result of a tool, when the operator answers so.
json::object result_of(std::string const& call, AskOperator ask) {
  Session session({.version = "1", .instructions = ""}, std::move(ask));
  session.answer(kInitialize);
  auto const answer =
      session.answer(R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":)" + call + "}").value_or("{}");
  return json::parse(answer).at("result").as_object();
}

std::string text_of(json::object const& result) {
  return std::string(result.at("content").at(0).at("text").as_string());
}

AskOperator answering(std::string body, int status = 200) {
  return [body = std::move(body), status](OperatorQuestion const&) {
    return OperatorAnswer{.status = status, .body = body};
  };
}

constexpr char const* kWhoCan = R"({"name":"who_can","arguments":{"action":"s3:GetObject"}})";

TEST(Session, tells_what_the_operator_refuses_as_the_failure_of_the_tool) {
  auto const refused = result_of(kWhoCan, answering(R"({"error":"no such thing"})", 400));
  EXPECT_TRUE(refused.at("isError").as_bool());
  EXPECT_EQ(text_of(refused), "no such thing");
  EXPECT_EQ(text_of(result_of(kWhoCan, answering("{}", 503))), "the server answers with status 503");
  auto const unreachable = [](OperatorQuestion const&) -> OperatorAnswer { throw std::runtime_error("nobody"); };
  EXPECT_EQ(text_of(result_of(kWhoCan, unreachable)), "nobody");
}

TEST(Session, outlives_answers_that_are_not_as_the_operator_gives_them) {
  for (std::string const answer : {R"({"findings":[1]})", R"({"findings":"none"})", "[]", "no JSON", ""}) {
    auto const result = result_of(R"({"name":"lint","arguments":{"document":"{}"}})", answering(answer));
    EXPECT_TRUE(result.contains("content")) << answer;
  }
}

TEST(Session, asks_the_operator_with_what_the_model_gave) {
  std::vector<OperatorQuestion> asked;
  auto const ask = [&](OperatorQuestion const& question) {
    asked.push_back(question);
    return OperatorAnswer{.status = 200, .body = R"({"principals":[],"checked":1,"truncated":false,"denials":[]})"};
  };
  result_of(kWhoCan, ask);
  result_of(R"({"name":"why_denied","arguments":{"authorization_id":"a&b"}})", ask);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].target, "/_iam/who-can");
  EXPECT_EQ(asked[0].body, R"({"action":"s3:GetObject","limit":50})");
  EXPECT_TRUE(asked[0].is_about_state);
  EXPECT_EQ(asked[1].target, "/_iam/denials?id=a%26b");
}

TEST(Session, refuses_to_tell_more_than_a_model_can_read) {
  std::string const arn(200'000, 'a');
  auto const result = result_of(
      kWhoCan,
      answering(R"({"checked":1,"truncated":false,"principals":[{"kind":"user","decided_by":"identity","arn":")" + arn +
                "\"}]}"));
  EXPECT_TRUE(result.at("isError").as_bool());
  EXPECT_THAT(text_of(result), EndsWith("ask for less at once"));
}

TEST(Session, tells_the_note_of_an_answer) {
  auto const ask = [](OperatorQuestion const& question) {
    EXPECT_FALSE(question.is_about_state);
    return OperatorAnswer{.status = 200, .body = R"({"findings":[]})", .note = "without a server"};
  };
  auto const result = result_of(R"({"name":"lint","arguments":{"document":"{}"}})", ask);
  EXPECT_EQ(result.at("structuredContent").at("note").as_string(), "without a server");
}

}  // namespace
}  // namespace iam::mcp
