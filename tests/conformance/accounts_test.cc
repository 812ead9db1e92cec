// Whose account a request is for, and in which partition; what the contract of the emulator says about access keys.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kDefaultAccount = "123456789012";

std::string trust_in(std::string const& account) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":")" + account +
         R"("},"Action":"sts:AssumeRole"}})";
}

Answer caller_identity(Pairs headers) {
  headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return Answer(shared_server().exchange(
      {.method = "POST", .headers = std::move(headers), .body = "Action=GetCallerIdentity&Version=2011-06-15"}));
}

// Contract: 12 digits select that account; anything else, or nothing, is the default one.
TEST(Accounts, are_selected_by_an_access_key_of_twelve_digits) {
  EXPECT_EQ(caller_identity({{"Authorization", authorization("000000000007")}}).text("Account"), "000000000007");
  for (auto const* key : {"test", "12345678901", "1234567890123", "12345678901x", "AKIAIOSFODNN7EXAMPLE"}) {
    EXPECT_EQ(caller_identity({{"Authorization", authorization(key)}}).text("Account"), kDefaultAccount) << key;
  }
  EXPECT_EQ(caller_identity({}).text("Account"), kDefaultAccount);
  EXPECT_EQ(caller_identity({{"Authorization", "Bearer rubbish"}}).text("Account"), kDefaultAccount);
}

TEST(Accounts, are_named_by_the_flag_for_everybody_else) {
  Server const server({"--account-id", "111122223333"});
  EXPECT_EQ(Caller(server, "test").sts("GetCallerIdentity").text("Account"), "111122223333");
  EXPECT_EQ(Caller(server, "444455556666").sts("GetCallerIdentity").text("Account"), "444455556666");
}

// LocalStack's default account. Ids carry the number of their account, and this one is nothing but zeros.
TEST(Accounts, can_be_the_one_of_twelve_zeros) {
  constexpr auto kZeros = "000000000000";
  Server const server({"--account-id", kZeros});
  Caller me(server, "test");
  EXPECT_EQ(me.sts("GetCallerIdentity").text("Arn"), "arn:aws:iam::000000000000:root");
  auto const user = me.create_user("Ada");
  EXPECT_EQ(user.text("User/Arn"), "arn:aws:iam::000000000000:user/Ada");
  EXPECT_THAT(user.text("User/UserId"), testing::MatchesRegex("AIDA[A-Z2-7]{17}"));
  auto const key = me.create_access_key("Ada");
  EXPECT_EQ(me.sts("GetAccessKeyInfo", {{"AccessKeyId", key}}).text("Account"), kZeros);
  EXPECT_EQ(Caller(server, key).sts("GetCallerIdentity").text("Arn"), "arn:aws:iam::000000000000:user/Ada");
  EXPECT_EQ(Caller(server, kZeros).sts("GetCallerIdentity").text("Account"), kZeros);
  auto const role = me.iam("CreateRole", {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trust_in(kZeros)}});
  ASSERT_THAT(role, succeeds());
  auto const session =
      Caller(server, key)
          .sts("AssumeRole", {{"RoleArn", "arn:aws:iam::000000000000:role/App"}, {"RoleSessionName", "me"}});
  EXPECT_EQ(Caller::of_session(session, server).sts("GetCallerIdentity").text("Arn"),
            "arn:aws:sts::000000000000:assumed-role/App/me");
}

TEST(Accounts, see_nothing_of_each_other) {
  Caller mine, other;
  ASSERT_THAT(mine.iam("CreateUser", with_tags({{"UserName", "Ada"}}, {{"of", "mine"}})), succeeds());
  auto const missing = fails_with(404, "NoSuchEntity", "The user with name Ada cannot be found.");
  EXPECT_THAT(other.get_user("Ada"), missing);
  EXPECT_THAT(other.iam("DeleteUser", {{"UserName", "Ada"}}), missing);
  EXPECT_THAT(other.iam("TagUser", with_tags({{"UserName", "Ada"}}, {{"of", "other"}})), missing);
  EXPECT_THAT(other.iam("ListUserTags", {{"UserName", "Ada"}}), missing);
  EXPECT_THAT(other.iam("ListUsers").texts("Users", "UserName"), IsEmpty());

  ASSERT_THAT(other.create_user("ada"), succeeds());
  ASSERT_THAT(other.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
  EXPECT_THAT(mine.iam("ListUsers").texts("Users", "UserName"), ElementsAre("Ada"));
  EXPECT_THAT(mine.tags_of("Ada"), ElementsAre("of=mine"));
}

// M: the region of the credential scope decides.
TEST(Partition, is_that_of_the_region_in_the_scope) {
  struct Case {
    char const* region;
    char const* partition;
  };
  for (auto const& [region, partition] :
       {Case{"us-east-1", "aws"}, Case{"eu-central-1", "aws"}, Case{"cn-north-1", "aws-cn"},
        Case{"us-gov-west-1", "aws-us-gov"}, Case{"us-iso-east-1", "aws-iso"}, Case{"us-isob-east-1", "aws-iso-b"},
        Case{"eu-isoe-west-1", "aws-iso-e"}, Case{"us-isof-east-1", "aws-iso-f"}, Case{"us-isof-south-1", "aws-iso-f"},
        Case{"eusc-de-east-1", "aws-eusc"}}) {
    Caller me(shared_server(), Caller::new_account(), region);
    auto const prefix = std::string("arn:") + partition + ":iam::" + me.account() + ":";
    EXPECT_EQ(me.create_user("Ada").text("User/Arn"), prefix + "user/Ada");
    EXPECT_EQ(me.sts("GetCallerIdentity").text("Arn"), prefix + "root");
    EXPECT_THAT(me.iam("ListUsers").texts("Users", "Arn"), ElementsAre(prefix + "user/Ada"));
  }
}

// The policies AWS manages are in every partition, under its name.
TEST(Partition, of_a_permissions_boundary_is_the_callers) {
  Caller me(shared_server(), Caller::new_account(), "cn-north-1");
  EXPECT_THAT(me.iam("CreateUser",
                     {{"UserName", "Ada"}, {"PermissionsBoundary", "arn:aws-cn:iam::aws:policy/AdministratorAccess"}}),
              succeeds());
  EXPECT_THAT(me.iam("CreateUser",
                     {{"UserName", "Bob"}, {"PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"}}),
              fails_with(400, "ValidationError", "Invalid ARN partition"));
}

// Seen by users in China who attached arn:aws:iam::aws:policy/ReadOnlyAccess.
TEST(Partition, of_an_arn_in_a_request_is_the_callers) {
  Caller me(shared_server(), Caller::new_account(), "cn-north-1");
  me.create_user("Ada");
  std::string const policy = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  auto const own = [&](std::string const& resource) { return "arn:aws:iam::" + me.account() + ":" + resource; };
  auto const refused = fails_with(400, "ValidationError", "Invalid ARN partition");
  EXPECT_THAT(me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", policy}}), refused);
  EXPECT_THAT(me.iam("DetachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", policy}}), refused);
  EXPECT_THAT(me.iam("PutUserPermissionsBoundary", {{"UserName", "Ada"}, {"PermissionsBoundary", policy}}), refused);
  EXPECT_THAT(me.iam("GetPolicy", {{"PolicyArn", policy}}), refused);
  EXPECT_THAT(me.iam("GetPolicyVersion", {{"PolicyArn", policy}, {"VersionId", "v1"}}), refused);
  EXPECT_THAT(me.iam("DeletePolicy", {{"PolicyArn", own("policy/P")}}), refused);
  EXPECT_THAT(me.iam("ListEntitiesForPolicy", {{"PolicyArn", policy}}), refused);
  EXPECT_THAT(me.iam("GenerateServiceLastAccessedDetails", {{"Arn", own("user/Ada")}}), refused);
  EXPECT_THAT(me.iam("GetSAMLProvider", {{"SAMLProviderArn", own("saml-provider/P")}}), refused);
  EXPECT_THAT(me.iam("GetOpenIDConnectProvider", {{"OpenIDConnectProviderArn", own("oidc-provider/idp.example.com")}}),
              refused);
}

}  // namespace
}  // namespace conformance
