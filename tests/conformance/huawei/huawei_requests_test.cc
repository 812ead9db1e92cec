// What every request to Huawei Cloud's face has in common: paths, bodies, parameters, signatures, errors.
// Codes: https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html; which one a case gets is an inference
// from its sentence unless a comment says otherwise.
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::MatchesRegex;

auto is_invalid_body() { return refuses_with(400, "IAM.0011", "Request body is invalid."); }

TEST(HuaweiRequests, to_unknown_paths_and_methods_find_no_api) {
  HuaweiCaller caller;
  auto const no_api =
      refuses_with(404, "APIGW.0101", "The API does not exist or has not been published in the environment");
  for (auto const* target : {"/v5/", "/v5/nope", "/v5/users/", "/v5/users/x/y", "/v5/users//login-profile",
                             "/v5/users/x/access-keys/y/z/a/b/c/d", "/v5/agencies", "/v5/USERS", "/v5/users/%FF"}) {
    EXPECT_THAT(caller.get(target), no_api) << target;
  }
  EXPECT_THAT(caller.send("PATCH", "/v5/users"), no_api);
  EXPECT_THAT(caller.remove("/v5/users"), no_api);
  EXPECT_THAT(caller.post("/v3/auth/domains"), no_api);
}

// The Node client takes the id from the header, other SDKs from the body.
TEST(HuaweiRequests, have_an_id_in_header_and_errors) {
  HuaweiCaller caller;
  EXPECT_THAT(std::string(caller.get("/v5/users").header("X-Request-Id")), MatchesRegex("[0-9a-f]{32}"));
  auto const refused = caller.get("/v5/users/x");
  EXPECT_EQ(refused.header("X-Request-Id"), refused.text("/request_id"));
  EXPECT_THAT(std::string(refused.header("Content-Type")), ::testing::StartsWith("application/json"));
  std::vector<std::string> names;
  auto const body = refused.at("");
  for (auto const& member : body.as_object()) names.emplace_back(member.key());
  EXPECT_THAT(names, ElementsAre("error_code", "error_msg", "request_id"));
}

TEST(HuaweiRequests, have_bodies_of_strict_json) {
  HuaweiCaller caller;
  for (std::string const& body :
       {std::string(), std::string("{"), std::string("null"), std::string("[]"), std::string("\"x\""),
        std::string("name=bob"), std::string(R"({"name":"bob","enabled":true,})"),
        std::string(R"({"name":"bob","enabled":true} x)"), std::string(R"({"name":"bob","name":"bob","enabled":true})"),
        std::string(R"({"name":"bob","enabled":true,"x":{"y":1,"y":1}})"),
        std::string(R"({"name":"bob","enabled":true,"n\u0061me":"x"})"),
        std::string("{\"name\":\"\xff\",\"enabled\":true}"), std::string(R"({"name":"\ud800","enabled":true})"),
        std::string(R"({"name":"bob","enabled":true,"x":)") + std::string(40, '[') + std::string(40, ']') + "}"}) {
    EXPECT_THAT(caller.post("/v5/users", body), is_invalid_body()) << body;
  }
  EXPECT_EQ(caller.get("/v5/account-summary").at("/users"), 1);
}

TEST(HuaweiRequests, may_say_more_than_they_need) {
  HuaweiCaller caller;
  EXPECT_THAT(caller.post("/v5/users", R"({"name":"bob","enabled":true,"other":{"a":[1]}})"), answers(201));
  EXPECT_THAT(caller.send("GET", "/v5/users?other=1", "not json"), answers(200));
}

// IAM.1101 speaks of 32 KB.
TEST(HuaweiRequests, have_bodies_of_a_certain_size) {
  HuaweiCaller caller;
  std::string const body = R"({"name":"bob","enabled":true,"x":")" + std::string(32 * 1024, 'x') + "\"}";
  EXPECT_THAT(caller.post("/v5/users", body),
              refuses_with(400, "IAM.1101", "The request body size " + std::to_string(body.size()) + " is invalid."));
}

TEST(HuaweiRequests, have_limits_from_one_to_two_hundred) {
  HuaweiCaller caller;
  for (auto const* limit : {"0", "201", "-1", "1.5", "x", "", "99999999999999999999", "1%20"}) {
    EXPECT_THAT(caller.get("/v5/users?limit=" + std::string(limit)),
                refuses_with(400, "IAM.0007", "Request parameter limit is invalid."))
        << limit;
  }
  EXPECT_THAT(caller.get("/v5/users?limit=1"), answers(200));
  EXPECT_THAT(caller.get("/v5/users?limit=200"), answers(200));
}

TEST(HuaweiRequests, get_a_hundred_items_unless_they_say_otherwise) {
  HuaweiCaller caller;
  for (int i = 0; i < 101; ++i) caller.aws().create_user("user" + std::to_string(i));
  auto const page = caller.get("/v5/users");
  EXPECT_EQ(page.at("/page_info/current_count"), 100);
  EXPECT_TRUE(page.has("/page_info/next_marker"));
}

// The code is documented for v5.
TEST(HuaweiRequests, have_markers_that_were_handed_out_for_that_list) {
  HuaweiCaller caller;
  caller.create_group("a");
  caller.create_group("b");
  auto const of_groups = caller.get("/v5/groups?limit=1").text("/page_info/next_marker");
  for (std::string const& marker : {std::string("abc"), std::string("abcd"), std::string(401, 'a'),
                                    std::string("a%20bc"), of_groups, std::string()}) {
    EXPECT_THAT(caller.get("/v5/users?marker=" + marker), refuses_with(400, "PAP5.0010", "invalid marker")) << marker;
  }
  EXPECT_THAT(HuaweiCaller().get("/v5/groups?marker=" + of_groups), refuses_with(400, "PAP5.0010", "invalid marker"));
  EXPECT_THAT(caller.get("/v5/policies?marker=abcd"), refuses_with(400, "PAP5.0010", "invalid marker"));
}

TEST(HuaweiRequests, have_queries_that_can_be_read) {
  HuaweiCaller caller;
  EXPECT_THAT(caller.get("/v5/users?limit=%zz"), refuses_with(400, "IAM.0007", "Request parameter query is invalid."));
  EXPECT_THAT(caller.get("/v5/users?x=%ff"), refuses_with(400, "IAM.0007", "Request parameter query is invalid."));
}

TEST(HuaweiRequests, that_failed_leave_nothing_behind) {
  HuaweiCaller caller;
  auto const id = caller.create_user("bob");
  caller.create_user("alice");
  EXPECT_EQ(
      caller.put("/v5/users/" + id, R"({"new_user_name":"alice","new_description":"x","enabled":false})").status(),
      409);
  auto const shown = caller.get("/v5/users/" + id);
  EXPECT_EQ(shown.text("/user/description"), "");
  EXPECT_EQ(shown.at("/user/enabled"), true);
}

// With `--auth verify`; the Node client's tests hold that what it signs is accepted.
TEST(HuaweiRequests, are_refused_when_nobody_proves_to_have_sent_them) {
  Server const server({"--auth", "verify"});
  auto const bad_signature =
      refuses_with(401, "APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail");
  for (auto const* key : {"test", "200000000000", "UNKNOWN"}) {
    EXPECT_THAT(HuaweiCaller(server, key).get("/v5/users"), bad_signature) << key;
  }
  auto const send = [&server](Pairs headers) {
    return JsonAnswer(server.exchange({.target = "/v5/users", .headers = std::move(headers)}));
  };
  EXPECT_THAT(send({}), refuses_with(401, "IAM.0001", "The request you have made requires authentication."));
  EXPECT_THAT(send({{"Authorization", "SDK-HMAC-SHA256 Access=test"}}),
              refuses_with(401, "IAM.0001", "The request you have made requires authentication."));
  EXPECT_THAT(send({{"X-Auth-Token", "x"}}),
              refuses_with(401, "APIGW.0301", "Incorrect IAM authentication information: x-auth-token not found"));
}

}  // namespace
}  // namespace conformance
