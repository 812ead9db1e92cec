// Which services and actions policies name in what they allow.
#include "iam/policy/allowed_actions.h"

#include <gtest/gtest.h>

namespace iam::policy {
namespace {

AllowedActions allowed(std::string_view effect, std::string_view element, std::string_view actions) {
  std::string text = R"({"Version":"2012-10-17","Statement":{"Effect":")";
  text.append(effect).append(R"(",")").append(element).append(R"(":)").append(actions).append(R"(,"Resource":"*"}})");
  AllowedActions actions_of;
  actions_of.add(parse(text).value());
  return actions_of;
}

TEST(AllowedActions, are_those_named_ignoring_case) {
  auto const actions = allowed("Allow", "Action", R"(["S3:Get*","sqs:SendMessage"])");
  EXPECT_TRUE(actions.any_of("s3"));
  EXPECT_TRUE(actions.any_of("SQS"));
  EXPECT_FALSE(actions.any_of("ec2"));
  EXPECT_TRUE(actions.contains("s3:getobject"));
  EXPECT_FALSE(actions.contains("s3:PutObject"));
  EXPECT_FALSE(actions.contains("sqs:SendMessageBatch"));
}

TEST(AllowedActions, are_all_for_a_star) {
  for (auto const* star : {R"("*")", R"("*:*")"}) {
    auto const actions = allowed("Allow", "Action", star);
    EXPECT_TRUE(actions.any_of("anything")) << star;
    EXPECT_TRUE(actions.contains("iam:GetUser")) << star;
  }
}

TEST(AllowedActions, are_all_but_those_of_not_action) {
  auto const actions = allowed("Allow", "NotAction", R"(["iam:*","s3:Get*"])");
  EXPECT_FALSE(actions.any_of("iam"));
  EXPECT_FALSE(actions.contains("iam:GetUser"));
  EXPECT_TRUE(actions.any_of("s3"));
  EXPECT_FALSE(actions.contains("s3:GetObject"));
  EXPECT_TRUE(actions.contains("s3:PutObject"));
  EXPECT_TRUE(actions.any_of("ec2"));
  EXPECT_FALSE(allowed("Allow", "NotAction", R"("*")").any_of("s3"));
}

TEST(AllowedActions, are_none_of_a_denial) {
  auto const actions = allowed("Deny", "Action", R"("s3:*")");
  EXPECT_FALSE(actions.any_of("s3"));
  EXPECT_FALSE(actions.contains("s3:GetObject"));
}

}  // namespace
}  // namespace iam::policy
