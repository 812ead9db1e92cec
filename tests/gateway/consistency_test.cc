// What was written is known where AWS decides some time later, by the server's clock, when the operator wants it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
#include "emulator.h"
#include "iam/base/encoding.h"
#include "iam/sigv4/sign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

constexpr int kDelayS = 10;
constexpr std::string_view kAccount = "123456789012";
constexpr char kBob[] = "arn:aws:iam::123456789012:user/Bob";
constexpr std::string_view kAllowed =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})";
constexpr std::string_view kDenied =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})";

std::string trusting(std::string const& principal) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":")" +
         principal + "\"}}}";
}

std::string form_of(std::string_view action, std::vector<std::pair<std::string, std::string>> const& parameters) {
  std::string form("Version=2010-05-08&Action=");
  form.append(action);
  for (auto const& [name, value] : parameters) form.append("&").append(name).append("=").append(percent_encode(value));
  return form;
}

struct Key {
  std::string id = "test";
  std::string secret = "test";
  std::string token = {};
};

Key key_in(HttpResponse const& response) {
  auto const token = element(response.body, "SessionToken");
  return {element(response.body, "AccessKeyId"), element(response.body, "SecretAccessKey"),
          token == "none" ? "" : token};
}

class ConsistencyTest : public Emulator {
 protected:
  ConsistencyTest() { serve(AuthMode::kEnforce); }

  // A server on which Bob is there, with a key and no permission, before changes are known late.
  void serve(AuthMode mode) {
    gateway_ = make(mode);
    iam("CreateUser", {{"UserName", "Bob"}});
    bob_ = key_in(iam("CreateAccessKey", {{"UserName", "Bob"}}));
  }

  void be_late(std::string const& more = "") {
    auto const body = R"({"mode": "aws", "delay_s": 10)" + more + "}";
    EXPECT_EQ(send("PUT", "/_iam/consistency", {}, body).status, 200);
  }

  void advance(int seconds) { clock_.advance(std::chrono::seconds(seconds)); }

  HttpResponse post_as(Key const& key, std::string_view form, std::string_view service) {
    Headers headers{{"Host", "localhost:4566"}, kForm};
    sigv4::Signer signer{
        .access_key_id = key.id, .secret = Secret(key.secret), .session_token = {}, .service = service};
    if (!key.token.empty()) signer.session_token = key.token;
    auto const added = sigv4::sign({"POST", "/", headers, form}, signer, clock_.now());
    for (auto const& [name, value] : added) headers.push_back({name, value});
    return send("POST", "/", headers, form);
  }

  // As root, who may do everything.
  HttpResponse iam(std::string_view action, std::vector<std::pair<std::string, std::string>> const& parameters) {
    auto response = post_as({}, form_of(action, parameters), "iam");
    EXPECT_EQ(response.status, 200) << action << response.body;
    return response;
  }

  // The caller's ARN, or the code of the error.
  std::string identity(Key const& key) {
    auto const response = post_as(key, kGetCallerIdentity, "sts");
    return element(response.body, response.status == 200 ? "Arn" : "Code");
  }

  std::string outcome(Key const& key, std::string const& form, std::string_view service = "iam") {
    auto const response = post_as(key, form, service);
    return response.status == 200 ? "OK" : element(response.body, "Code");
  }

  bool may_list_users(Key const& key) { return outcome(key, form_of("ListUsers", {})) == "OK"; }

  HttpResponse assume_role(Key const& key, std::string const& name) {
    return post_as(
        key, "Version=2011-06-15&Action=AssumeRole&RoleSessionName=me&RoleArn=arn:aws:iam::123456789012:role/" + name,
        "sts");
  }

  void create_role(std::string const& name) {
    iam("CreateRole", {{"RoleName", name}, {"AssumeRolePolicyDocument", trusting(kBob)}});
  }

  Key bob_;
};

TEST_F(ConsistencyTest, is_immediate_unless_asked_for) {
  EXPECT_EQ(json::parse(send("GET", "/_iam/health").body).at("consistency"), "immediate");
  EXPECT_EQ(json::parse(send("GET", "/_iam/consistency").body).at("mode"), "immediate");
  EXPECT_EQ(identity(key_in(iam("CreateAccessKey", {{"UserName", "Bob"}}))), kBob);
}

TEST_F(ConsistencyTest, a_new_access_key_is_not_known_yet) {
  for (auto const mode : {AuthMode::kOff, AuthMode::kVerify, AuthMode::kEnforce}) {
    gateway_ = make(mode);
    be_late();
    auto const key = key_in(iam("CreateAccessKey", {{"UserName", "Bob"}}));
    EXPECT_EQ(identity(key), "InvalidClientTokenId") << auth_mode_name(mode);
    advance(kDelayS - 1);
    EXPECT_EQ(identity(key), "InvalidClientTokenId");
    advance(1);
    EXPECT_EQ(identity(key), kBob);
    iam("DeleteAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", key.id}});
  }
}

TEST_F(ConsistencyTest, a_key_goes_on_after_it_is_deactivated_or_deleted) {
  be_late();
  iam("UpdateAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", bob_.id}, {"Status", "Inactive"}});
  EXPECT_EQ(identity(bob_), kBob);
  advance(kDelayS);
  EXPECT_EQ(identity(bob_), "InvalidClientTokenId");
  iam("UpdateAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", bob_.id}, {"Status", "Active"}});
  EXPECT_EQ(identity(bob_), "InvalidClientTokenId");
  advance(kDelayS);
  EXPECT_EQ(identity(bob_), kBob);
  iam("DeleteAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", bob_.id}});
  iam("DeleteUser", {{"UserName", "Bob"}});
  EXPECT_EQ(identity(bob_), kBob);
  advance(kDelayS);
  EXPECT_EQ(identity(bob_), "InvalidClientTokenId");
}

// Whoever only asks who they are needs no permission, and whoever assumes a role here needs the role's trust alone.
TEST_F(ConsistencyTest, a_new_role_cannot_be_assumed_yet) {
  be_late();
  create_role("Ops");
  auto const refused = assume_role(bob_, "Ops");
  EXPECT_EQ(element(refused.body, "Code"), "AccessDenied");
  EXPECT_THAT(send("GET", "/_iam/denials").body, HasSubstr("the role is not known yet"));
  advance(kDelayS);
  EXPECT_EQ(assume_role(bob_, "Ops").status, 200);
}

TEST_F(ConsistencyTest, a_deleted_role_and_its_sessions_go_on) {
  create_role("Ops");
  be_late();
  auto const session = key_in(assume_role(bob_, "Ops"));
  iam("DeleteRole", {{"RoleName", "Ops"}});
  EXPECT_EQ(assume_role(bob_, "Ops").status, 200);
  EXPECT_EQ(identity(session), "arn:aws:sts::123456789012:assumed-role/Ops/me");
  advance(kDelayS);
  EXPECT_EQ(element(assume_role(bob_, "Ops").body, "Code"), "AccessDenied");
  EXPECT_EQ(identity(session), "InvalidClientTokenId");
}

// They are in nobody's tables: what carries them is the token.
TEST_F(ConsistencyTest, credentials_of_a_session_are_good_at_once) {
  create_role("Ops");
  be_late();
  EXPECT_EQ(identity(key_in(assume_role(bob_, "Ops"))), "arn:aws:sts::123456789012:assumed-role/Ops/me");
}

TEST_F(ConsistencyTest, a_new_principal_is_no_valid_principal_of_a_trust_policy_yet) {
  be_late();
  iam("CreateUser", {{"UserName", "Eve"}});
  create_role("Ops");
  for (auto const* principal : {"arn:aws:iam::123456789012:user/Eve", "arn:aws:iam::123456789012:role/Ops",
                                "arn:aws:sts::123456789012:assumed-role/Ops/me"}) {
    auto const form = form_of("CreateRole", {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trusting(principal)}});
    auto const refused = post_as({}, form, "iam");
    EXPECT_EQ(element(refused.body, "Code"), "MalformedPolicyDocument");
    EXPECT_THAT(element(refused.body, "Message"), HasSubstr("Invalid principal in policy")) << principal;
  }
  advance(kDelayS);
  iam("CreateRole",
      {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trusting("arn:aws:iam::123456789012:user/Eve")}});
}

// Its row is gone, so that nothing could keep it apart from a new one of its name.
TEST_F(ConsistencyTest, a_deleted_principal_may_not_be_named_any_more) {
  iam("CreateUser", {{"UserName", "Eve"}});
  be_late();
  iam("DeleteUser", {{"UserName", "Eve"}});
  auto const form =
      form_of("CreateRole",
              {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trusting("arn:aws:iam::123456789012:user/Eve")}});
  EXPECT_EQ(outcome({}, form), "MalformedPolicyDocument");
}

TEST_F(ConsistencyTest, a_changed_trust_policy_decides_as_before) {
  create_role("Ops");
  be_late();
  iam("UpdateAssumeRolePolicy", {{"RoleName", "Ops"}, {"PolicyDocument", trusting("arn:aws:iam::111122223333:root")}});
  EXPECT_EQ(assume_role(bob_, "Ops").status, 200);
  advance(kDelayS);
  EXPECT_EQ(element(assume_role(bob_, "Ops").body, "Code"), "AccessDenied");
}

std::string trusting_web_identity(std::string const& provider) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",)"
         R"("Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/)" +
         provider + "\"}}}";
}

// AWS names no exception among the changes that take their time.
TEST_F(ConsistencyTest, a_changed_identity_provider_is_known_late) {
  auto with = environment(AuthMode::kEnforce);
  with.test_identity_provider = true;
  gateway_ = make_gateway(std::move(with));
  std::string const provider = "arn:aws:iam::123456789012:oidc-provider/idp.example";
  iam("CreateRole", {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trusting_web_identity("idp.example")}});
  auto const minted =
      send("POST", "/_iam/oidc/token", {{"Host", "localhost:4566"}}, R"({"iss":"https://idp.example","aud":"app"})");
  auto const token = std::string(json::parse(minted.body).at("token").as_string());
  auto const outcome = [&] {
    auto const response = post(
        "Version=2011-06-15&Action=AssumeRoleWithWebIdentity&RoleSessionName=me&RoleArn=arn:aws:iam::123456789012:"
        "role/App&WebIdentityToken=" +
        token);
    return response.status == 200 ? "OK" : element(response.body, "Message");
  };
  be_late();
  iam("CreateOpenIDConnectProvider", {{"Url", "https://idp.example"}});
  EXPECT_EQ(outcome(), "No OpenIDConnect provider found in your account for https://idp.example");
  advance(kDelayS);
  EXPECT_EQ(outcome(), "Incorrect token audience");
  iam("AddClientIDToOpenIDConnectProvider", {{"OpenIDConnectProviderArn", provider}, {"ClientID", "app"}});
  EXPECT_EQ(outcome(), "Incorrect token audience");
  advance(kDelayS);
  EXPECT_EQ(outcome(), "OK");
  iam("DeleteOpenIDConnectProvider", {{"OpenIDConnectProviderArn", provider}});
  EXPECT_EQ(outcome(), "OK");
  advance(kDelayS);
  EXPECT_EQ(outcome(), "No OpenIDConnect provider found in your account for https://idp.example");
}

struct Change {
  char const* action;
  std::vector<std::pair<std::string, std::string>> parameters;
  bool allows;  // or forbids, for Bob
};

TEST_F(ConsistencyTest, a_changed_policy_decides_as_before) {
  std::string const allowed(kAllowed);
  std::string const denied(kDenied);
  std::string const policy = "arn:aws:iam::123456789012:policy/All";
  iam("CreatePolicy", {{"PolicyName", "All"}, {"PolicyDocument", allowed}});
  iam("CreateGroup", {{"GroupName", "Team"}});
  iam("PutGroupPolicy", {{"GroupName", "Team"}, {"PolicyName", "inline"}, {"PolicyDocument", allowed}});
  be_late();
  for (auto const& [action, parameters, allows] : {
           Change{"PutUserPolicy", {{"UserName", "Bob"}, {"PolicyName", "p"}, {"PolicyDocument", allowed}}, true},
           Change{"DeleteUserPolicy", {{"UserName", "Bob"}, {"PolicyName", "p"}}, false},
           Change{"AddUserToGroup", {{"UserName", "Bob"}, {"GroupName", "Team"}}, true},
           Change{"RemoveUserFromGroup", {{"UserName", "Bob"}, {"GroupName", "Team"}}, false},
           Change{"AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", policy}}, true},
           Change{"PutUserPermissionsBoundary",
                  {{"UserName", "Bob"}, {"PermissionsBoundary", "arn:aws:iam::aws:policy/AmazonS3FullAccess"}},
                  false},
           Change{"DeleteUserPermissionsBoundary", {{"UserName", "Bob"}}, true},
           Change{"CreatePolicyVersion",
                  {{"PolicyArn", policy}, {"PolicyDocument", denied}, {"SetAsDefault", "true"}},
                  false},
           Change{"SetDefaultPolicyVersion", {{"PolicyArn", policy}, {"VersionId", "v1"}}, true},
           Change{"DetachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", policy}}, false},
       }) {
    iam(action, parameters);
    EXPECT_EQ(may_list_users(bob_), !allows) << action;
    advance(kDelayS - 1);
    EXPECT_EQ(may_list_users(bob_), !allows) << action;
    advance(1);
    EXPECT_EQ(may_list_users(bob_), allows) << action;
  }
}

TEST_F(ConsistencyTest, iams_own_reads_are_up_to_date) {
  be_late();
  iam("CreateUser", {{"UserName", "Eve"}});
  EXPECT_EQ(outcome({}, form_of("GetUser", {{"UserName", "Eve"}})), "OK");
}

TEST_F(ConsistencyTest, iams_own_reads_may_lag_too) {
  be_late(R"(, "reads": "lagging")");
  iam("CreateUser", {{"UserName", "Eve"}});
  EXPECT_EQ(outcome({}, form_of("GetUser", {{"UserName", "Eve"}})), "NoSuchEntity");
  EXPECT_EQ(outcome({}, form_of("CreateUser", {{"UserName", "Eve"}})), "EntityAlreadyExists");
  advance(kDelayS);
  EXPECT_EQ(outcome({}, form_of("GetUser", {{"UserName", "Eve"}})), "OK");
}

TEST_F(ConsistencyTest, everything_is_known_once_it_is_immediate_again) {
  be_late();
  auto const key = key_in(iam("CreateAccessKey", {{"UserName", "Bob"}}));
  EXPECT_EQ(json::parse(send("GET", "/_iam/consistency").body).at("pending"), 1);
  EXPECT_EQ(json::parse(send("GET", "/_iam/health").body).at("consistency"), "aws");
  EXPECT_EQ(identity(key), "InvalidClientTokenId");
  EXPECT_EQ(send("DELETE", "/_iam/consistency").body, "{\"mode\":\"immediate\"}\n");
  EXPECT_EQ(identity(key), kBob);
}

TEST_F(ConsistencyTest, what_an_operator_resets_is_gone_at_once) {
  be_late();
  iam("CreateUser", {{"UserName", "Eve"}});
  send("POST", "/_iam/reset?account=" + std::string(kAccount));
  EXPECT_EQ(identity(bob_), "InvalidClientTokenId");
  EXPECT_EQ(json::parse(send("GET", "/_iam/consistency").body).at("pending"), 0);
}

TEST_F(ConsistencyTest, a_reset_of_everything_goes_back_to_that_of_the_start) {
  auto with = environment(AuthMode::kEnforce);
  with.consistency = {.mode = Consistency::Mode::kAws};
  gateway_ = make_gateway(std::move(with));
  send("DELETE", "/_iam/consistency");
  send("POST", "/_iam/reset");
  EXPECT_EQ(send("GET", "/_iam/consistency").body,
            "{\"mode\":\"aws\",\"delay_s\":[1,10],\"reads\":\"immediate\",\"pending\":0}\n");
}

// A clock that somebody turns back may never reach the time again.
TEST_F(ConsistencyTest, a_clock_turned_back_makes_nobody_wait) {
  be_late();
  auto const key = key_in(iam("CreateAccessKey", {{"UserName", "Bob"}}));
  advance(-60);
  EXPECT_EQ(identity(key), kBob);
}

TEST_F(ConsistencyTest, a_drawn_delay_is_between_its_bounds_and_keeps_the_order) {
  EXPECT_EQ(send("PUT", "/_iam/consistency", {}, R"({"mode": "aws", "delay_s": [5, 50]})").status, 200);
  std::vector<std::string> const names{"A", "B", "C", "D", "E", "F"};
  for (auto const& name : names) create_role(name);
  std::size_t known = 0;
  for (int second = 0; second <= 50; ++second) {
    std::string seen;
    for (auto const& name : names) seen += assume_role(bob_, name).status == 200 ? '+' : '-';
    EXPECT_EQ(seen.find("-+"), std::string::npos) << "one is known before its elder: " << seen;
    auto const now_known = static_cast<std::size_t>(std::ranges::count(seen, '+'));
    EXPECT_GE(now_known, known);
    EXPECT_TRUE(second >= 5 || now_known == 0) << seen;
    known = now_known;
    advance(1);
  }
  EXPECT_EQ(known, names.size());
}

TEST_F(ConsistencyTest, that_makes_no_sense_is_refused) {
  for (auto const& [body, sentence] : {
           std::pair("", "send an object"),
           std::pair("[]", "send an object"),
           std::pair("{}", "`mode` is immediate or aws"),
           std::pair(R"({"mode": "eventual"})", "`mode` is immediate or aws"),
           std::pair(R"({"mode": "aws", "delays_s": 3})", "unknown member `delays_s`; did you mean `delay_s`?"),
           std::pair(R"({"mode": "aws", "delay_s": -1})", "`delay_s` is a number of seconds from 0 to 3600"),
           std::pair(R"({"mode": "aws", "delay_s": 3601})", "`delay_s`"),
           std::pair(R"({"mode": "aws", "delay_s": [2, 1]})", "`delay_s`"),
           std::pair(R"({"mode": "aws", "delay_s": [1]})", "`delay_s`"),
           std::pair(R"({"mode": "aws", "delay_s": "1"})", "`delay_s`"),
           std::pair(R"({"mode": "aws", "reads": "late"})", "`reads` is immediate or lagging"),
           std::pair(R"({"mode": "immediate", "delay_s": 1})", "go with the mode aws"),
       }) {
    auto const response = send("PUT", "/_iam/consistency", {}, body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(response.body, HasSubstr(sentence)) << body;
  }
  EXPECT_EQ(json::parse(send("GET", "/_iam/consistency").body).at("mode"), "immediate");
}

}  // namespace
}  // namespace iam::gateway
