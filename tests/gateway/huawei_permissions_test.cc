// What users may do on Huawei Cloud's face, with `--auth enforce`. Root sets everything up.
#include "emulator.h"

#include "iam/base/hash.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <string>

namespace iam::gateway {
namespace {

namespace json = boost::json;

struct Key {
  std::string id;
  std::string secret;
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
    return send(method, path, {{"X-Sdk-Date", "20260305T101112Z"}, {"Authorization", authorization}}, body);
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

}  // namespace
}  // namespace iam::gateway
