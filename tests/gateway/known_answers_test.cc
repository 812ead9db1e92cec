// That what was answered before is answered again, to whoever may have it, until anything is stored.
#include "known_answers.h"

#include "emulator.h"
#include "iam/base/encoding.h"
#include "iam/call/operation.h"
#include "iam/sigv4/sign.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {
namespace {

constexpr std::string_view kBody = "<User>Bob</User><RequestId>one</RequestId>";

std::string told(std::shared_ptr<KnownAnswer const> const& answer) {
  return answer == nullptr ? "unknown" : answer->with("two");
}

TEST(KnownAnswers, are_told_with_the_id_of_the_new_request) {
  KnownAnswers answers;
  answers.put(7, "Bob?", kBody, "one");
  EXPECT_EQ(told(answers.find(7, "Bob?")), "<User>Bob</User><RequestId>two</RequestId>");
  EXPECT_EQ(told(answers.find(7, "Ada?")), "unknown");
}

// A name may be the id of a request; the id itself comes last.
TEST(KnownAnswers, keep_names_that_look_like_the_id) {
  KnownAnswers answers;
  answers.put(7, "one?", "<User>one</User><RequestId>one</RequestId>", "one");
  EXPECT_EQ(told(answers.find(7, "one?")), "<User>one</User><RequestId>two</RequestId>");
}

TEST(KnownAnswers, are_of_one_state) {
  KnownAnswers answers;
  answers.put(7, "Bob?", kBody, "one");
  EXPECT_EQ(told(answers.find(8, "Bob?")), "unknown");
  EXPECT_EQ(told(answers.find(6, "Bob?")), "unknown");
  answers.put(8, "Bob?", "<RequestId>one</RequestId>", "one");
  answers.put(7, "Bob?", kBody, "one");
  EXPECT_EQ(told(answers.find(8, "Bob?")), "<RequestId>two</RequestId>");
  EXPECT_EQ(told(answers.find(7, "Bob?")), "unknown");
}

TEST(KnownAnswers, take_no_more_room_than_they_have) {
  constexpr std::size_t kRoom = 64 * 1024;
  KnownAnswers answers(kRoom);
  auto const body = std::string(1024, 'x') + "one";
  std::vector<std::string> questions;
  for (int i = 0; i < 1000; ++i) answers.put(7, questions.emplace_back(std::to_string(i)), body, "one");
  std::size_t bytes = 0;
  for (auto const& question : questions) bytes += answers.find(7, question) == nullptr ? 0 : body.size();
  EXPECT_GT(bytes, 0U);
  EXPECT_LE(bytes, kRoom);
  answers.put(7, "large?", std::string(kRoom, 'x') + "one", "one");
  EXPECT_EQ(told(answers.find(7, "large?")), "unknown");
}

// A server whose requests are the test's.
class Server final : public Emulator {
 public:
  void TestBody() override {}
  using Emulator::send;

  // With the same clock, the same random numbers and the same requests before, another one answers the same bytes.
  std::string answer(std::string_view key, std::string const& form) {
    auto const credential = "AWS4-HMAC-SHA256 Credential=" + std::string(key) +
                            "/20260305/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=00";
    auto const response = send("POST", "/", {kForm, {"Authorization", credential}}, form);
    return std::to_string(response.status) + "\n" + response.body;
  }
};

// Parameters for any operation: each takes those that it knows.
std::string parameters(std::size_t name, std::size_t new_name) {
  constexpr std::string_view kNames[] = {"Ada", "Bob"};
  constexpr std::string_view kPolicy = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*",)"
                                       R"("Resource":"*"}})";
  constexpr std::string_view kTrust = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":)"
                                      R"("sts:AssumeRole","Principal":{"AWS":"*"}}})";
  std::string const it(kNames[name]);
  std::string form;
  for (auto const* parameter : {"UserName", "RoleName", "GroupName", "PolicyName", "InstanceProfileName",
                                "AccountAlias", "VirtualMFADeviceName"}) {
    form += std::string("&") + parameter + "=" + (parameter == std::string_view("AccountAlias") ? "alias" : it);
  }
  form += "&PolicyArn=arn:aws:iam::123456789012:policy/" + it + "&SerialNumber=arn:aws:iam::123456789012:mfa/" + it;
  form += "&NewUserName=" + std::string(kNames[new_name]) + "&NewGroupName=" + std::string(kNames[new_name]);
  form += "&PolicyDocument=" + percent_encode(kPolicy) + "&AssumeRolePolicyDocument=" + percent_encode(kTrust);
  form += "&Password=Secret-1&VersionId=v1&Tags.member.1.Key=" + it + "&Tags.member.1.Value=" + it;
  return form + "&TagKeys.member.1=" + it;
}

constexpr std::string_view kWrites[] = {"CreateUser",
                                        "CreateUser",
                                        "CreateUser",
                                        "DeleteUser",
                                        "UpdateUser",
                                        "TagUser",
                                        "UntagUser",
                                        "PutUserPolicy",
                                        "DeleteUserPolicy",
                                        "CreatePolicy",
                                        "AttachUserPolicy",
                                        "DetachUserPolicy",
                                        "CreateGroup",
                                        "AddUserToGroup",
                                        "RemoveUserFromGroup",
                                        "UpdateGroup",
                                        "PutGroupPolicy",
                                        "CreateRole",
                                        "AttachRolePolicy",
                                        "PutRolePolicy",
                                        "TagRole",
                                        "DeleteRole",
                                        "CreatePolicyVersion",
                                        "TagPolicy",
                                        "CreateInstanceProfile",
                                        "AddRoleToInstanceProfile",
                                        "CreateLoginProfile",
                                        "DeleteLoginProfile",
                                        "CreateVirtualMFADevice",
                                        "CreateAccessKey",
                                        "CreateAccountAlias",
                                        "DeleteAccountAlias",
                                        "UpdateAccountPasswordPolicy"};

std::vector<std::string_view> stable_operations() {
  std::vector<std::string_view> names;
  for (auto const* operation : service::operations()) {
    if (operation->is_stable) names.push_back(operation->name);
  }
  return names;
}

// The same requests to two servers, but that one is never asked the same question again.
RC_GTEST_PROP(KnownAnswersProperty, are_those_of_a_server_that_remembers_none, ()) {
  static auto const kReads = stable_operations();
  Server remembering;
  Server forgetful;
  auto const any_of = [](std::size_t count) { return *rc::gen::inRange<std::size_t>(0, count); };
  auto const send_both = [&](std::string_view method, std::string_view target, std::string_view body) {
    auto const here = remembering.send(method, target, {}, body);
    RC_ASSERT(here.body == forgetful.send(method, target, {}, body).body);
  };
  for (int step = 0; step < 120; ++step) {
    auto const key = any_of(4) == 0 ? "111111111111" : "test";
    auto const about = "&Version=2010-05-08" + parameters(any_of(2), any_of(2));
    switch (any_of(12)) {
      case 0:
        send_both("PUT", "/_iam/quotas", any_of(2) == 0 ? R"({"UsersPerAccount": 1})" : R"({"UsersPerAccount": 9})");
        break;
      case 1:
        send_both("PUT", "/_iam/clock", R"({"advance_s": 86400})");
        break;
      case 2:
        if (any_of(4) == 0) send_both("POST", "/_iam/reset?account=123456789012", "");
        break;
      case 3:
        send_both("POST", "/v5/users", R"({"enabled":true,"name":"Ada"})");
        break;
      case 4:
      case 5:
      case 6: {
        auto const form = "Action=" + std::string(kWrites[any_of(std::size(kWrites))]) + about;
        RC_ASSERT(remembering.answer(key, form) == forgetful.answer(key, form));
        break;
      }
      default: {
        auto const form = "Action=" + std::string(kReads[any_of(kReads.size())]) + about;
        for (int time = 0; time < 2; ++time) {
          auto const unknown_before = "&Ignored=" + std::to_string(2 * step + time);
          RC_ASSERT(remembering.answer(key, form) == forgetful.answer(key, form + unknown_before));
        }
      }
    }
  }
}

// What a policy says may depend on the time, and then on nothing that is stored.
TEST(KnownAnswersUnderEnforcement, are_for_whoever_may_have_them_now) {
  class Enforcing final : public Emulator {
   public:
    Enforcing() { gateway_ = make(AuthMode::kEnforce); }
    void TestBody() override {}
    HttpResponse post(std::string_view form, sigv4::Signer const& signer) {
      Headers headers{{"Host", "localhost:4566"}, kForm};
      auto const added = sigv4::sign({"POST", "/", headers, form}, signer, clock_.now());
      for (auto const& [name, value] : added) headers.push_back({name, value});
      return send("POST", "/", headers, form);
    }
    void advance(std::chrono::milliseconds amount) { clock_.advance(amount); }
  };
  Enforcing server;
  sigv4::Signer const root{.access_key_id = "test", .secret = Secret("test"), .session_token = {}, .service = "iam"};
  std::string const in = "&Version=2010-05-08&UserName=Ada";
  auto const policy =
      percent_encode(R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetUser","Resource":"*",)"
                     R"("Condition":{"DateLessThan":{"aws:CurrentTime":"2026-03-05T11:00:00Z"}}}})");
  server.post("Action=CreateUser" + in, root);
  server.post("Action=PutUserPolicy&PolicyName=p&PolicyDocument=" + policy + in, root);
  auto const key = server.post("Action=CreateAccessKey" + in, root).body;
  auto const id = element(key, "AccessKeyId");
  sigv4::Signer const ada{
      .access_key_id = id, .secret = Secret(element(key, "SecretAccessKey")), .session_token = {}, .service = "iam"};

  EXPECT_EQ(server.post("Action=GetUser" + in, ada).status, 200);
  EXPECT_EQ(server.post("Action=GetUser" + in, ada).status, 200);
  server.advance(std::chrono::hours(1));
  EXPECT_EQ(server.post("Action=GetUser" + in, ada).status, 403);
  EXPECT_EQ(server.post("Action=GetUser" + in, root).status, 200);
}

}  // namespace
}  // namespace iam::gateway
