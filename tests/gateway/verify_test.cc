// Who a request comes from with `--auth verify`, and how it is refused: aws.md section 4.
#include "emulator.h"
#include "iam/base/encoding.h"
#include "iam/sigv4/sign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

using sigv4::Signer;

constexpr std::string_view kListUsers = "Action=ListUsers&Version=2010-05-08";
constexpr char kInvalidKey[] = "403 InvalidClientTokenId: The security token included in the request is invalid.";
constexpr char kWrongSignature[] =
    "403 SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check "
    "your AWS Secret Access Key and signing method. Consult the service documentation for details.";

Signer root(std::string_view key = "test") {
  return {.access_key_id = key, .secret = Secret("test"), .session_token = {}, .service = "sts"};
}

Signer root_of_iam(std::string_view key = "test") {
  auto signer = root(key);
  signer.service = "iam";
  return signer;
}

// The ARN that GetCallerIdentity tells, or "status code: message".
std::string summary(HttpResponse const& response) {
  if (response.status == 200) return element(response.body, "Arn");
  return std::to_string(response.status) + " " + element(response.body, "Code") + ": " +
         element(response.body, "Message");
}

class Verify : public Emulator {
 protected:
  Verify() { gateway_ = make(AuthMode::kVerify); }

  HttpResponse post(std::string_view form, Signer const& signer, std::vector<Header> headers = {}) {
    headers.push_back({"Host", "localhost:4566"});
    headers.push_back(kForm);
    auto const added = sigv4::sign({"POST", "/", headers, form}, signer, clock_.now());
    for (auto const& [name, value] : added) headers.push_back({name, value});
    return send("POST", "/", headers, form);
  }

  std::string identity(Signer const& signer) { return summary(post(kGetCallerIdentity, signer)); }

  // The target of GetCallerIdentity, signed in its query over the host and `more`.
  std::string presigned(Signer const& signer, std::vector<Header> more = {}) {
    more.push_back({"Host", "localhost:4566"});
    auto const target = "/?" + std::string(kGetCallerIdentity);
    return sigv4::presign({"GET", target, more, ""}, signer, clock_.now(), std::chrono::seconds(60));
  }

  std::string get(std::string const& target, Headers headers = {}) {
    headers.push_back({"Host", "localhost:4566"});
    return summary(send("GET", target, headers));
  }

  struct Key {
    std::string id;
    std::string secret;

    Signer signer() const {
      return {.access_key_id = id, .secret = Secret(secret), .session_token = {}, .service = "sts"};
    }
  };

  Key make_user_with_key(std::string const& name) {
    EXPECT_EQ(post("Action=CreateUser&Version=2010-05-08&UserName=" + name, root_of_iam()).status, 200);
    auto const form = "Action=CreateAccessKey&Version=2010-05-08&UserName=" + name;
    auto const body = post(form, root_of_iam()).body;
    return {element(body, "AccessKeyId"), element(body, "SecretAccessKey")};
  }
};

constexpr char kDefaultRoot[] = "arn:aws:iam::123456789012:root";

// A client that gets no code does not know that it may ask again.
TEST_F(Verify, answers_service_failure_where_the_store_cannot_say_whose_key_it_is) {
  store_->write(
      [](store::Session& session) {
        session.run("DROP TABLE access_keys");
        return store::Verdict::kCommit;
      },
      [](std::exception_ptr failure) { EXPECT_EQ(failure, nullptr); });
  store_->flush();
  testing::internal::CaptureStderr();
  EXPECT_EQ(identity(root("AKIAIOSFODNN7EXAMPLE")),
            "500 ServiceFailure: The request processing has failed because of an unknown error, exception or failure.");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr("failed: sqlite"));
}

TEST_F(Verify, knows_the_roots_by_the_secret_that_all_have) {
  EXPECT_EQ(identity(root()), kDefaultRoot);
  EXPECT_EQ(identity(root("111122223333")), "arn:aws:iam::111122223333:root");
  auto impostor = root();
  impostor.secret = Secret("Test");
  EXPECT_EQ(identity(impostor), kWrongSignature);
  impostor.access_key_id = "111122223333";
  EXPECT_EQ(identity(impostor), kWrongSignature);
}

TEST_F(Verify, knows_a_user_by_the_secret_of_the_key) {
  auto const key = make_user_with_key("Ada");
  EXPECT_EQ(identity(key.signer()), "arn:aws:iam::123456789012:user/Ada");
  EXPECT_EQ(identity({.access_key_id = key.id, .secret = Secret("test"), .session_token = {}, .service = "sts"}),
            kWrongSignature);
}

// [A, V]
TEST_F(Verify, refuses_keys_that_are_unknown_inactive_or_deleted) {
  for (auto const* unknown : {"AKIAIOSFODNN7EXAMPLE", "", "tset", "12345678901", "ASIAIOSFODNN7EXAMPLE"}) {
    EXPECT_EQ(identity(root(unknown)), kInvalidKey) << unknown;
  }
  auto const key = make_user_with_key("Ada");
  auto const about_key = "&Version=2010-05-08&UserName=Ada&AccessKeyId=" + key.id;
  EXPECT_EQ(post("Action=UpdateAccessKey&Status=Inactive" + about_key, root_of_iam()).status, 200);
  EXPECT_EQ(identity(key.signer()), kInvalidKey);
  EXPECT_EQ(post("Action=DeleteAccessKey" + about_key, root_of_iam()).status, 200);
  EXPECT_EQ(identity(key.signer()), kInvalidKey);
}

// Whatever the signature. [A, V]
TEST_F(Verify, refuses_a_session_token_beside_a_key_that_has_none) {
  auto const ada = make_user_with_key("Ada");  // a signer only refers to its key
  for (auto signer : {ada.signer(), root(), root("111122223333")}) {
    signer.session_token = "token";
    EXPECT_EQ(identity(signer), kInvalidKey) << signer.access_key_id;
    EXPECT_EQ(get(presigned(signer)), kInvalidKey) << signer.access_key_id;
  }
}

TEST_F(Verify, refuses_requests_that_nobody_signed) {
  auto const missing = "403 MissingAuthenticationToken: Request is missing Authentication Token";
  EXPECT_EQ(summary(Emulator::post(kGetCallerIdentity)), missing);
  EXPECT_EQ(summary(Emulator::post(kListUsers)), missing);
  EXPECT_EQ(summary(send("POST", "/", {kForm, {"Authorization", "Bearer x"}}, kListUsers)), missing);
  EXPECT_EQ(get("/?" + std::string(kGetCallerIdentity)), missing);
}

TEST_F(Verify, refuses_a_body_that_was_not_signed) {
  std::vector<Header> const to_sign{{"Host", "localhost"}};
  auto const added = sigv4::sign({"POST", "/", to_sign, kListUsers}, root_of_iam(), clock_.now());
  Headers headers{kForm, {"Host", "localhost"}};
  for (auto const& [name, value] : added) headers.push_back({name, value});
  EXPECT_EQ(send("POST", "/", headers, kListUsers).status, 200);
  EXPECT_EQ(summary(send("POST", "/", headers, "Action=ListRoles&Version=2010-05-08")), kWrongSignature);
}

// [V, D]
TEST_F(Verify, refuses_what_was_signed_long_ago_or_in_the_future) {
  auto const target = presigned(root());
  clock_.advance(std::chrono::minutes(15));
  EXPECT_EQ(get(target), kDefaultRoot);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(get(target),
            "403 SignatureDoesNotMatch: Signature expired: 20260305T101112Z is now earlier than 20260305T101113Z "
            "(20260305T102613Z - 15 min.)");
  clock_.advance(std::chrono::minutes(-31));
  EXPECT_EQ(get(target),
            "403 SignatureDoesNotMatch: Signature not yet current: 20260305T101112Z is still later than "
            "20260305T101013Z (20260305T095513Z + 15 min.)");
}

// X-Amz-Expires=60 is ignored. [aws-iam-authenticator pkg/token; aws.md section 9]
TEST_F(Verify, takes_a_presigned_request_for_a_quarter_of_an_hour_whatever_it_asks_for) {
  auto const target = presigned(root());
  ASSERT_NE(target.find("X-Amz-Expires=60"), std::string::npos);
  clock_.advance(std::chrono::minutes(14));
  EXPECT_EQ(get(target), kDefaultRoot);
}

// How EKS proves who somebody is. [aws-iam-authenticator pkg/token]
TEST_F(Verify, answers_a_presigned_get_caller_identity_in_json) {
  auto const target = presigned(root("111122223333"), {{"x-k8s-aws-id", "cluster"}});
  Headers const headers{{"Host", "localhost:4566"}, {"Accept", "application/json"}, {"X-K8s-Aws-Id", "cluster"}};
  auto const response = send("GET", target, headers);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
  EXPECT_NE(response.body.find(R"("Arn":"arn:aws:iam::111122223333:root")"), std::string::npos) << response.body;
  EXPECT_EQ(get(target, {{"X-K8s-Aws-Id", "another"}}), kWrongSignature);
  EXPECT_EQ(get(target), kWrongSignature);
}

TEST_F(Verify, takes_a_presigned_post_whose_form_is_signed) {
  std::vector<Header> const to_sign{{"Host", "localhost"}};
  auto const target = sigv4::presign({"POST", "/", to_sign, kListUsers}, root_of_iam(), clock_.now(), {});
  Headers const headers{kForm, {"Host", "localhost"}};
  EXPECT_EQ(send("POST", target, headers, kListUsers).status, 200);
  EXPECT_EQ(summary(send("POST", target, headers, "Action=ListRoles&Version=2010-05-08")), kWrongSignature);
}

// [A for STS; V for IAM, which disagree on the status]
TEST_F(Verify, tells_a_wrong_scope_before_an_unknown_key) {
  auto signer = root_of_iam("AKIAIOSFODNN7EXAMPLE");
  EXPECT_EQ(identity(signer), "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'. ");
  EXPECT_EQ(summary(post(kListUsers, root())),
            "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'iam'. ");
}

// [V]
TEST_F(Verify, tells_a_stale_clock_before_a_wrong_scope_and_an_unknown_key) {
  auto const target = presigned(root_of_iam("AKIAIOSFODNN7EXAMPLE"));
  clock_.advance(std::chrono::minutes(16));
  EXPECT_TRUE(get(target).starts_with("403 SignatureDoesNotMatch: Signature expired: ")) << get(target);
}

// Of a real endpoint AWS knows the region; here a client signs for whatever its user has set.
TEST_F(Verify, takes_any_region_unless_one_is_demanded) {
  auto elsewhere = root();
  elsewhere.region = "eu-central-1";
  EXPECT_EQ(identity(elsewhere), kDefaultRoot);
  gateway_ = make(AuthMode::kVerify, "us-east-1");
  EXPECT_EQ(identity(elsewhere), "403 SignatureDoesNotMatch: Credential should be scoped to a valid region. ");
  EXPECT_EQ(identity(root()), kDefaultRoot);
  elsewhere.service = "iam";
  EXPECT_EQ(identity(elsewhere),
            "403 SignatureDoesNotMatch: Credential should be scoped to a valid region. Credential should be scoped to "
            "correct service: 'sts'. ");
}

// What a request asks for is looked at only once its sender is known. [A]
TEST_F(Verify, tells_a_wrong_signature_before_wrong_parameters) {
  auto impostor = root_of_iam();
  impostor.secret = Secret("x");
  EXPECT_EQ(summary(post("Action=CreateUser&Version=2010-05-08", impostor)), kWrongSignature);
  EXPECT_EQ(element(post("Action=CreateUser&Version=2010-05-08", root_of_iam()).body, "Code"), "ValidationError");
}

TEST_F(Verify, tells_an_unknown_action_before_a_missing_signature) {
  EXPECT_EQ(element(Emulator::post("Action=Nonsense&Version=2010-05-08").body, "Code"), "InvalidAction");
}

// The model has `auth: none` for two operations; whether they are written does not matter here.
TEST_F(Verify, needs_no_signature_where_the_credential_is_a_parameter) {
  for (std::string const action : {"AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"}) {
    auto const code = element(Emulator::post("Action=" + action + "&Version=2011-06-15").body, "Code");
    EXPECT_TRUE(code == "ValidationError" || code == "NotImplemented") << action << " " << code;
  }
}

TEST_F(Verify, is_part_of_the_modes_in_which_policies_decide) {
  for (auto const mode : {AuthMode::kSoft, AuthMode::kEnforce}) {
    gateway_ = make(mode);
    EXPECT_EQ(element(Emulator::post(kGetCallerIdentity).body, "Code"), "MissingAuthenticationToken");
    EXPECT_EQ(identity(root()), kDefaultRoot);
  }
}

TEST_F(Verify, leaves_the_operators_endpoints_alone) {
  auto const health = send("GET", "/_iam/health");
  EXPECT_EQ(health.status, 200);
  EXPECT_NE(health.body.find(R"("auth":"verify")"), std::string::npos) << health.body;
}

// A key is used once its holder has proved it, and not by who only names it.
TEST_F(Verify, remembers_the_use_of_a_key_that_signed) {
  auto const key = make_user_with_key("Ada");
  EXPECT_EQ(identity({.access_key_id = key.id, .secret = Secret("x"), .session_token = {}, .service = "sts"}),
            kWrongSignature);
  EXPECT_FALSE(last_used_.find(key.id).has_value());
  identity(key.signer());
  ASSERT_TRUE(last_used_.find(key.id).has_value());
  EXPECT_EQ(last_used_.find(key.id)->service, "sts");
}

// A header of another scheme does not take the place of the credential that signed: it once made `aws:RequestedRegion`
// the region of nobody.
TEST_F(Verify, decides_by_the_region_of_the_credential_that_signed) {
  gateway_ = make(AuthMode::kEnforce);
  auto const bob = make_user_with_key("Bob");
  std::string const policy = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},)"
                             R"({"Effect":"Deny","Action":"*","Resource":"*",)"
                             R"("Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}}]})";
  ASSERT_EQ(
      post("Action=PutUserPolicy&Version=2010-05-08&UserName=Bob&PolicyName=p&PolicyDocument=" + percent_encode(policy),
           root_of_iam())
          .status,
      200);
  auto signer = bob.signer();
  auto const answer = [&](std::string_view region, Headers headers) {
    headers.push_back({"Host", "localhost:4566"});
    std::string const query = "/?Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage=x";
    std::vector<Header> const to_sign{{"Host", "localhost:4566"}};
    signer.region = region;
    auto const target = sigv4::presign({"GET", query, to_sign, ""}, signer, clock_.now(), std::chrono::seconds(60));
    return element(send("GET", target, headers).body, "Code");
  };
  EXPECT_EQ(answer("us-east-1", {}), "InvalidAuthorizationMessageException");
  EXPECT_EQ(answer("eu-west-1", {}), "AccessDenied");
  EXPECT_EQ(answer("eu-west-1", {{"Authorization", "Bearer x"}}), "AccessDenied");
}

}  // namespace
}  // namespace iam::gateway
