// What users may do on Huawei Cloud's face, with `--auth enforce`. Root sets everything up.
#include "emulator.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <memory>
#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

struct Key {
  std::string id;
  std::string secret;
  std::string token = {};
};

class HuaweiPermissions : public Emulator {
 protected:
  HuaweiPermissions() {
    gateway_ = make(AuthMode::kEnforce);
    user_id_ = text(as_root("POST", "/v5/users", R"({"name":"bob","enabled":true})"), "/user/user_id");
    auto const made = as_root("POST", "/v5/users/" + user_id_ + "/access-keys");
    bob_ = {text(made, "/access_key/access_key_id"), text(made, "/access_key/secret_access_key")};
  }

  // Signed as the Node client does, the clock of the fixture standing still.
  HttpResponse send_as(Key const& key, std::string_view method, std::string const& path, std::string_view body = "") {
    std::string const canonical = std::string(method) + "\n" + path +
                                  "/\n\nx-sdk-date:20260305T101112Z\n\nx-sdk-date\n" + hex_encode(sha256(body));
    auto const signature =
        hex_encode(hmac_sha256(key.secret, "SDK-HMAC-SHA256\n20260305T101112Z\n" + hex_encode(sha256(canonical))));
    std::string const authorization =
        "SDK-HMAC-SHA256 Access=" + key.id + ", SignedHeaders=x-sdk-date, Signature=" + signature;
    Headers headers{{"X-Sdk-Date", "20260305T101112Z"}, {"Authorization", authorization}};
    if (!key.token.empty()) headers.push_back({"X-Security-Token", key.token});
    return send(method, path, headers, body);
  }

  HttpResponse as_root(std::string_view method, std::string const& path, std::string_view body = "") {
    return send_as({"test", "test"}, method, path, body);
  }
  HttpResponse as_bob(std::string_view method, std::string const& path, std::string_view body = "") {
    return send_as(bob_, method, path, body);
  }

  static std::string text(HttpResponse const& response, std::string_view pointer) {
    return std::string(json::parse(response.body).at_pointer(pointer).get_string());
  }

  // Lets bob, or the group, do what the statement says.
  void allow(std::string_view statement, std::string const& kind = "user", std::string const& id = "") {
    std::string const document = R"({"Version":"5.0","Statement":[)" + std::string(statement) + "]}";
    json::object const policy{{"policy_name", "p" + std::to_string(++policies_)}, {"policy_document", document}};
    auto const policy_id = text(as_root("POST", "/v5/policies", json::serialize(policy)), "/policy/policy_id");
    json::object const target{{kind + "_id", id.empty() ? user_id_ : id}};
    EXPECT_EQ(as_root("POST", "/v5/policies/" + policy_id + "/attach-" + kind, json::serialize(target)).status, 200);
  }

  // AWS's face, where nothing is checked: the operator sets the scene.
  HttpResponse set_up(std::string const& form, std::string const& account = "123456789012") {
    std::swap(gateway_, unchecked_);
    auto const authorization = "AWS4-HMAC-SHA256 Credential=" + account +
                               "/20260305/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0";
    auto answer = send("POST", "/", {kForm, {"Authorization", authorization}}, form);
    std::swap(gateway_, unchecked_);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer;
  }
  HttpResponse iam(std::string const& form) { return set_up("Version=2010-05-08&" + form); }

  void attach(std::string const& name) {
    iam("Action=AttachUserPolicy&UserName=bob&PolicyArn=arn:aws:iam::aws:policy/" + name);
  }
  void put_inline(std::string const& statement) {
    iam(R"(Action=PutUserPolicy&UserName=bob&PolicyName=inline&PolicyDocument={"Version":"2012-10-17","Statement":)" +
        statement + "}");
  }
  void govern(std::string const& members) {
    auto const body = "{" + members + R"("root":{"accounts":[{"id":"123456789012","scps":["Only"]}]}})";
    EXPECT_EQ(send("PUT", "/_iam/organization?account=222222222222", {}, body).status, 200);
  }

  HttpResponse bob_creates(std::string const& name) {
    return as_bob("POST", "/v5/users", R"({"name":")" + name + R"(","enabled":true})");
  }

  std::unique_ptr<Gateway> unchecked_ = make(AuthMode::kOff);
  std::string user_id_;
  Key bob_;
  int policies_ = 0;
};

TEST_F(HuaweiPermissions, begin_with_none) {
  auto const refused = as_bob("GET", "/v5/users/" + user_id_);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(text(refused, "/error_code"), "PAP5.0001");
  EXPECT_TRUE(text(refused, "/error_msg").starts_with("access denied: "));
  EXPECT_EQ(text(refused, "/request_id").size(), 32U);
  EXPECT_FALSE(text(refused, "/encoded_authorization_message").empty());
  // Documented to need none.
  EXPECT_EQ(as_bob("GET", "/v5/features/v5_console").status, 200);
}

TEST_F(HuaweiPermissions, are_given_by_attached_policies) {
  allow(R"({"Effect":"Allow","Action":["iam:users:get*"]})");
  EXPECT_EQ(as_bob("GET", "/v5/users/" + user_id_).status, 200);
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 403);
  EXPECT_EQ(as_bob("DELETE", "/v5/users/" + user_id_).status, 403);
}

TEST_F(HuaweiPermissions, are_given_by_the_policies_of_groups) {
  auto const group = text(as_root("POST", "/v5/groups", R"({"group_name":"g"})"), "/group/group_id");
  as_root("POST", "/v5/groups/" + group + "/add-user", json::serialize(json::object{{"user_id", user_id_}}));
  allow(R"({"Effect":"Allow","Action":["iam:users:listUsersV5"]})", "group", group);
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 200);
}

TEST_F(HuaweiPermissions, are_taken_by_a_denial) {
  allow(R"({"Effect":"Allow","Action":["*"]})");
  EXPECT_EQ(as_bob("GET", "/v5/groups").status, 200);
  allow(R"({"Effect":"Deny","Action":["iam:groups:*"]})");
  EXPECT_EQ(as_bob("GET", "/v5/groups").status, 403);
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 200);
}

TEST_F(HuaweiPermissions, are_limited_to_resources) {
  allow(R"({"Effect":"Allow","Action":["iam:users:getUserV5"],"Resource":["iam::*:user:al*"]})");
  EXPECT_EQ(as_bob("GET", "/v5/users/" + user_id_).status, 403);
  auto const alice = text(as_root("POST", "/v5/users", R"({"name":"alice","enabled":true})"), "/user/user_id");
  EXPECT_EQ(as_bob("GET", "/v5/users/" + alice).status, 200);
}

TEST_F(HuaweiPermissions, are_limited_by_conditions) {
  allow(R"({"Effect":"Allow","Action":["iam:users:getUserV5"],)"
        R"("Condition":{"StringEquals":{"g:ResourceTag/team":["blue"]},"StringMatch":{"g:UserName":"b*"}}})");
  EXPECT_EQ(as_bob("GET", "/v5/users/" + user_id_).status, 403);
  as_root("POST", "/v5/user/" + user_id_ + "/tags/create", R"({"tags":[{"tag_key":"team","tag_value":"blue"}]})");
  EXPECT_EQ(as_bob("GET", "/v5/users/" + user_id_).status, 200);
}

// What follows is AWS's law, which holds whichever face is asked.

TEST_F(HuaweiPermissions, are_limited_by_a_boundary) {
  attach("AdministratorAccess");
  EXPECT_EQ(bob_creates("eve").status, 201);
  iam("Action=PutUserPermissionsBoundary&UserName=bob&PermissionsBoundary=arn:aws:iam::aws:policy/AmazonS3FullAccess");
  EXPECT_EQ(bob_creates("dan").status, 403);
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 403);
}

TEST_F(HuaweiPermissions, are_taken_by_an_inline_policy) {
  attach("IAMFullAccess");
  auto const alice = text(as_root("POST", "/v5/users", R"({"name":"alice","enabled":true})"), "/user/user_id");
  put_inline(R"({"Effect":"Deny","Action":"*","Resource":"*"})");
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 403);
  EXPECT_EQ(as_bob("POST", "/v5/users/" + alice + "/access-keys").status, 403);
}

TEST_F(HuaweiPermissions, are_taken_by_a_denial_of_what_aws_calls_the_same) {
  attach("IAMFullAccess");
  put_inline(R"({"Effect":"Deny","Action":["iam:CreateAccessKey","iam:AttachUserPolicy"],"Resource":"*"})");
  auto const alice = text(bob_creates("alice"), "/user/user_id");
  EXPECT_EQ(as_bob("POST", "/v5/users/" + alice + "/access-keys").status, 403);
  allow(R"({"Effect":"Allow","Action":["*"]})");
  EXPECT_EQ(as_bob("POST", "/v5/users/" + alice + "/access-keys").status, 403);
  auto const body = R"({"policy_name":"own","policy_document":"{\"Version\":\"5.0\",)"
                    R"(\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"*\"]}]}"})";
  auto const policy = text(as_root("POST", "/v5/policies", body), "/policy/policy_id");
  EXPECT_EQ(as_bob("POST", "/v5/policies/" + policy + "/attach-user", R"({"user_id":")" + alice + "\"}").status, 403);
}

// AWS's `iam:*` names Huawei's actions, too, by accident; all but one of AWS's is not all but one of them.
TEST_F(HuaweiPermissions, are_those_that_aws_policies_give_in_aws_words) {
  put_inline(R"({"Effect":"Allow","NotAction":"iam:CreateUser","Resource":"*"})");
  EXPECT_EQ(bob_creates("eve").status, 403);
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 200);
  put_inline(R"({"Effect":"Allow","Action":"iam:*","Resource":"*"})");
  EXPECT_EQ(bob_creates("eve").status, 201);
}

// Who writes in Huawei's language need not know AWS's words.
TEST_F(HuaweiPermissions, are_given_in_huaweis_words_alone) {
  allow(R"({"Effect":"Allow","Action":["iam:users:createUserV5"]})");
  EXPECT_EQ(bob_creates("eve").status, 201);
}

TEST_F(HuaweiPermissions, are_limited_by_the_organization_root_included) {
  attach("AdministratorAccess");
  govern(R"("scps":{"Only":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}},)");
  EXPECT_EQ(bob_creates("eve").status, 403);
  EXPECT_EQ(as_root("POST", "/v5/users", R"({"name":"eve","enabled":true})").status, 403);
}

TEST_F(HuaweiPermissions, are_limited_by_the_task_of_a_session_of_root) {
  auto const root_id = text(as_root("GET", "/v5/users"), "/users/0/user_id");
  govern(R"("root_features":["RootSessions"],)"
         R"("scps":{"Only":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}},)");
  auto const session = set_up(
      "Version=2011-06-15&Action=AssumeRoot&TargetPrincipal=123456789012&TaskPolicyArn.arn="
      "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials",
      "222222222222");
  Key const key{element(session.body, "AccessKeyId"), element(session.body, "SecretAccessKey"),
                element(session.body, "SessionToken")};
  EXPECT_EQ(send_as(key, "POST", "/v5/users/" + root_id + "/access-keys").status, 403);
}

// IAM takes no notice of such a session, whichever face is asked.
TEST_F(HuaweiPermissions, are_none_for_a_session_without_mfa) {
  attach("AdministratorAccess");
  std::swap(gateway_, unchecked_);
  auto const authorization = "AWS4-HMAC-SHA256 Credential=" + bob_.id +
                             "/20260305/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0";
  auto const session =
      send("POST", "/", {kForm, {"Authorization", authorization}}, "Version=2011-06-15&Action=GetSessionToken");
  std::swap(gateway_, unchecked_);
  Key const key{element(session.body, "AccessKeyId"), element(session.body, "SecretAccessKey"),
                element(session.body, "SessionToken")};
  EXPECT_EQ(as_bob("GET", "/v5/users").status, 200);
  EXPECT_EQ(send_as(key, "GET", "/v5/users").status, 401);
}

TEST_F(HuaweiPermissions, are_told_and_not_carried_out_in_soft_mode) {
  EXPECT_EQ(header(as_bob("GET", "/v5/users"), "x-iamlocal-decision"), "none");
  gateway_ = make(AuthMode::kSoft);
  auto const missing = as_bob("GET", "/v5/users");
  EXPECT_EQ(missing.status, 200);
  EXPECT_EQ(header(missing, "x-iamlocal-decision"),
            "implicitDeny; User: arn:aws:iam::123456789012:user/bob is not authorized to perform: "
            "iam:users:listUsersV5 on resource: * because no identity-based policy allows the iam:users:listUsersV5 "
            "action");
  allow(R"({"Effect":"Allow","Action":["iam:users:listUsersV5"]})");
  EXPECT_EQ(header(as_bob("GET", "/v5/users"), "x-iamlocal-decision"), "allowed");
}

TEST_F(HuaweiPermissions, that_were_missing_are_in_the_journal) {
  EXPECT_EQ(as_bob("GET", "/v5/users/" + user_id_).status, 403);
  auto const listed = send("GET", "/_iam/denials").body;
  EXPECT_NE(listed.find(R"("action":"iam:users:getUserV5","resource":"iam::)"), std::string::npos) << listed;
  auto const seen = send("GET", "/_iam/policy?principal=arn:aws:iam::123456789012:user/bob").body;
  EXPECT_NE(seen.find("iam:users:getUserV5"), std::string::npos) << seen;
}

}  // namespace
}  // namespace iam::gateway
