// Nothing that is secret is kept of a request, whatever it is called and however it was sent.
#include "iam/face/parameters.h"

#include "iam/api/secret_members.h"

#include <gmock/gmock.h>
#include <boost/json.hpp>

#include <string>

namespace iam::gateway {
namespace {

namespace json = boost::json;

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

json::value read_back(KeptParameters const& kept) { return readable_parameters(kept.form, kept.text, ""); }

TEST(Parameters, are_nested_and_decoded) {
  auto const kept = kept_parameters(
      "Action=CreateUser&UserName=B%C3%B6b+x&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Key=c", "");
  EXPECT_EQ(json::serialize(read_back(kept)),
            R"({"Action":"CreateUser","Tags":[{"Key":"a","Value":"b"},{"Key":"c"}],"UserName":"Böb x"})");
}

TEST(Parameters, do_not_repeat_what_names_a_known_operation) {
  auto const kept = kept_parameters("Action=GetUser&Version=2010-05-08&UserName=Bob", "");
  EXPECT_EQ(json::serialize(readable_parameters(kept.form, kept.text, "GetUser")), R"({"UserName":"Bob"})");
}

TEST(Parameters, come_from_body_and_url) {
  EXPECT_EQ(json::serialize(read_back(kept_parameters("A=1", "B=2&X-Amz-Date=20260101T000000Z"))),
            R"({"A":"1","B":"2"})");
}

TEST(Parameters, of_every_sensitive_member_are_hidden) {
  ASSERT_THAT(api::secret_members(), SizeIs(testing::Gt(8U)));
  for (auto const name : api::secret_members()) {
    for (auto const& written : {std::string(name), "Outer.member.1." + std::string(name), std::string(name) + ".1"}) {
      auto const kept = kept_parameters("UserName=Bob&" + written + "=can%41ry&Path=x", "");
      EXPECT_EQ(kept.text, "UserName=Bob&" + written + "=***&Path=x");
      ASSERT_THAT(kept.taken_out, SizeIs(1)) << written;
      EXPECT_EQ(kept.taken_out.front().reveal(), "canAry");
    }
  }
}

TEST(Parameters, that_prove_who_sends_are_hidden) {
  auto const kept = kept_parameters("", "X-Amz-Security-Token=token1&X-Amz-Signature=abc&UserName=Bob");
  EXPECT_EQ(kept.text, "X-Amz-Security-Token=***&X-Amz-Signature=***&UserName=Bob");
}

TEST(Parameters, that_vouch_for_whom_a_session_is_are_hidden) {
  auto const kept = kept_parameters("ProvidedContexts.member.1.ContextAssertion=canary&RoleSessionName=me", "");
  EXPECT_EQ(kept.text, "ProvidedContexts.member.1.ContextAssertion=***&RoleSessionName=me");
}

TEST(Parameters, are_hidden_however_their_names_are_written) {
  for (auto const* name : {"password", "PASSWORD", "Pass%77ord", "new_password", "old-password", "x.Password"}) {
    EXPECT_THAT(kept_parameters(std::string(name) + "=canary", "").text, Not(HasSubstr("canary"))) << name;
  }
}

TEST(Parameters, that_only_begin_like_a_secret_are_kept) {
  for (auto const* name : {"PasswordReusePrevention", "PrivateKeyId", "Pass", "UserPasswords", "TokenCodes"}) {
    EXPECT_THAT(kept_parameters(std::string(name) + "=kept", "").text, HasSubstr("kept")) << name;
  }
}

TEST(Parameters, in_json_are_hidden_at_any_depth) {
  auto const kept = kept_parameters(
      json::parse(R"({"user_id":"7","password":"canary1","more":[{"private_key":{"deep":"canary2"}}]})"));
  EXPECT_EQ(kept.text, R"({"user_id":"7","password":"***","more":[{"private_key":"***"}]})");
  EXPECT_EQ(json::serialize(read_back(kept)), kept.text);
}

TEST(Parameters, that_are_too_long_are_left_out_and_said_to_be) {
  auto const kept = kept_parameters("A=1&Long=" + std::string(kKeptParametersMax, 'x') + "&B=2", "");
  EXPECT_EQ(kept.text, "A=1&B=2");
  EXPECT_TRUE(kept.is_cut);
  auto const of_json = kept_parameters(json::value{{"long", std::string(kKeptParametersMax, 'x')}});
  EXPECT_EQ(of_json.text, "");
  EXPECT_TRUE(of_json.is_cut);
}

TEST(Parameters, that_cannot_be_read_are_null) {
  EXPECT_TRUE(read_back(kept_parameters("A=%zz", "")).is_null());
  EXPECT_TRUE(read_back(kept_parameters("A=%ff", "")).is_null());
}

TEST(CanonicalRequests, lose_tokens_and_the_secrets_of_their_query) {
  EXPECT_EQ(readable_canonical_request("GET\n/\nPassword=a&UserName=b&X-Amz-Security-Token=c\nhost:localhost\n"
                                       "x-amz-security-token:d\n\nhost;x-amz-security-token\n0123"),
            "GET\n/\nPassword=***&UserName=b&X-Amz-Security-Token=***\nhost:localhost\n"
            "x-amz-security-token:***\n\nhost;x-amz-security-token\n0123");
}

TEST(Sentences, lose_the_secrets_that_they_quote) {
  auto const kept = kept_parameters("TokenCode=123456&Password=ab", "");
  EXPECT_EQ(without_secrets("Value '123456' at 'tokenCode' failed, 123456", kept.taken_out),
            "Value '***' at 'tokenCode' failed, ***");
  EXPECT_EQ(without_secrets("a cab", kept.taken_out), "a cab");  // too short to be looked for
}

}  // namespace
}  // namespace iam::gateway
