// Which principals may do something: of our own.
#include "client/enforcing.h"
#include "client/operator_client.h"
#include "client/sessions.h"

namespace conformance {
namespace {

namespace json = boost::json;

using testing::ElementsAre;
using testing::IsEmpty;

JsonAnswer who_can(json::object const& asked) { return operator_post("/_iam/who-can", asked); }

std::vector<std::string> arns(JsonAnswer const& answer) { return answer.texts("/principals", "arn"); }

void create_user_with(Caller& me, std::string const& name, std::string const& statements) {
  EXPECT_THAT(me.create_user(name), succeeds());
  EXPECT_THAT(
      me.iam("PutUserPolicy", {{"UserName", name}, {"PolicyName", "p"}, {"PolicyDocument", policy_of(statements)}}),
      succeeds());
}

TEST(WhoCan, are_those_of_an_account_whose_policies_allow_it) {
  Caller me;
  create_user_with(me, "Reader", allowing("s3:Get*", "arn:aws:s3:::logs/*"));
  create_user_with(me, "Other", allowing("s3:PutObject"));
  create_user_with(me, "Denied", allowing("s3:*") + "," + denying("s3:GetObject"));
  create_role(me, "App");
  on_role(me, "PutRolePolicy", "App", {{"PolicyName", "p"}, {"PolicyDocument", policy_of(allowing("s3:*"))}});
  auto const answer =
      who_can({{"action", "s3:GetObject"}, {"resource", "arn:aws:s3:::logs/1"}, {"account", me.account()}});
  EXPECT_THAT(arns(answer), ElementsAre(me.arn("root"), me.arn("user/Reader"), me.arn("role/App")));
  EXPECT_THAT(answer.texts("/principals", "kind"), ElementsAre("root", "user", "role"));
  EXPECT_THAT(answer.texts("/principals", "name"), ElementsAre("root", "Reader", "App"));
  EXPECT_EQ(answer.text("/principals/1/decided_by"), "identity");
  EXPECT_EQ(answer.text("/principals/1/matched_statements/0/policy"), "user_Reader_p");
  EXPECT_EQ(answer.text("/checked"), "5");
  EXPECT_EQ(answer.text("/truncated"), "false");
}

// What is asked of each is what /_iam/authorize is asked: the answers are the same, member by member.
TEST(WhoCan, decides_as_authorize_does) {
  Caller me;
  create_user_with(me, "Bob", allowing("sts:AssumeRole", "*", R"({"StringEquals":{"aws:username":"Bob"}})"));
  create_user_with(me, "Eve", denying("sts:*"));
  create_role(me, "App", {{"AssumeRolePolicyDocument", trusting(aws_principal(me.account()))}});
  create_role(me, "Other", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("user/Eve"))}});
  for (auto const& [action, resource] :
       std::vector<std::pair<std::string, std::string>>{{"sts:AssumeRole", me.arn("role/App")},
                                                        {"sts:AssumeRole", me.arn("role/Other")},
                                                        {"sts:AssumeRole", me.arn("role/Nobody")},
                                                        {"iam:GetUser", me.arn("user/Bob")}}) {
    auto const all = who_can({{"action", action}, {"resource", resource}, {"all", true}});
    auto const principals = all.at("/principals");
    ASSERT_EQ(principals.as_array().size(), 5U) << all;
    for (auto const& each : principals.as_array()) {
      auto told = each.as_object();
      auto const one =
          operator_post("/_iam/authorize", {{"principal", told.at("arn")}, {"action", action}, {"resource", resource}});
      for (auto const* member : {"arn", "kind", "name", "account"}) told.erase(member);
      auto expected = one.at("").as_object();
      for (auto const* member : {"sentence", "statement"}) expected.erase(member);
      EXPECT_EQ(told, expected);
    }
  }
}

TEST(WhoCan, asks_other_accounts_where_a_role_trusts_them) {
  Caller me;
  Caller partner;
  Caller stranger;
  create_user_with(partner, "Ann", allowing("sts:AssumeRole"));
  create_user_with(stranger, "Sam", allowing("sts:AssumeRole"));
  create_role(me, "Shared", {{"AssumeRolePolicyDocument", trusting(aws_principal(partner.account()))}});
  auto const answer = who_can({{"action", "sts:AssumeRole"}, {"resource", me.arn("role/Shared")}});
  EXPECT_THAT(arns(answer), ElementsAre(partner.arn("root"), partner.arn("user/Ann")));
  // Nobody else's principals are asked: root and role of this account, root and user of the partner's.
  EXPECT_EQ(answer.text("/checked"), "4");
}

TEST(WhoCan, takes_a_context_and_a_policy_of_the_resource) {
  Caller me;
  create_user_with(me, "Bob", allowing("s3:GetObject", "*", R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})"));
  json::object asked{{"action", "s3:GetObject"}, {"account", me.account()}};
  EXPECT_THAT(arns(who_can(asked)), ElementsAre(me.arn("root")));
  asked["context"] = {{"aws:SourceIp", "10.0.0.7"}};
  EXPECT_THAT(arns(who_can(asked)), ElementsAre(me.arn("root"), me.arn("user/Bob")));
  asked["policies"] = {{"resource", json::parse(R"({"Version":"2012-10-17","Statement":{"Effect":"Deny",)"
                                                R"("Principal":"*","Action":"*","Resource":"*"}})")}};
  EXPECT_THAT(arns(who_can(asked)), IsEmpty());
}

TEST(WhoCan, stops_at_its_limit) {
  Caller me;
  for (int i = 0; i < 5; ++i) create_user_with(me, "user" + std::to_string(i), allowing("s3:*"));
  json::object asked{{"action", "s3:GetObject"}, {"account", me.account()}, {"limit", 3}};
  auto const some = who_can(asked);
  EXPECT_THAT(arns(some), ElementsAre(me.arn("root"), me.arn("user/user0"), me.arn("user/user1")));
  EXPECT_EQ(some.text("/truncated"), "true");
  asked["limit"] = 6;
  EXPECT_EQ(who_can(asked).text("/truncated"), "false");
}

TEST(WhoCan, refuses_what_is_no_question) {
  EXPECT_THAT(who_can({}), is_refused_with("`action` has 1 to 128 characters"));
  EXPECT_THAT(who_can({{"action", "s3:GetObject"}, {"principal", "x"}}),
              is_refused_with("the request has an unknown member `principal`"));
  EXPECT_THAT(who_can({{"action", "s3:GetObject"}, {"limit", 0}}),
              is_refused_with("`limit` is a number from 1 to 10000"));
  EXPECT_THAT(who_can({{"action", "s3:GetObject"}, {"account", "1"}}),
              is_refused_with("`account` is an account id of twelve digits"));
  EXPECT_THAT(who_can({{"action", "s3:GetObject"}, {"all", "yes"}}), is_refused_with("`all` is true or false"));
  EXPECT_EQ(operator_post("/_iam/who-can", json::array()).status(), 400);
}

}  // namespace
}  // namespace conformance
