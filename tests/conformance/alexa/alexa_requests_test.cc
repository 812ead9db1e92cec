// Alexa for Business: what is refused before an operation runs, and who calls. Codes are those of AWS's JSON protocols;
// D: sentences in public reports of DynamoDB's answers, which is of the same framework.
#include "alexa.h"

namespace conformance {
namespace {

Pairs headers(std::string_view target, std::string_view type = kJson11) {
  return {{"X-Amz-Target", std::string(target)}, {"Content-Type", std::string(type)}};
}

Server& verifying_server() {
  static Server server({"--auth", "verify"});
  return server;
}

TEST(AlexaRequest, of_an_unknown_operation_is_refused) {
  AlexaCaller me;
  for (auto const* name : {"", "createUser", "CreateRoom", "CreateUser2", "GetUser"}) {
    EXPECT_THAT(me.send(name), refuses_without_message("UnknownOperationException")) << name;
  }
}

TEST(AlexaRequest, of_another_content_type_is_refused) {
  AlexaCaller me;
  for (auto const* type : {"application/json", "application/x-amz-json-1.0", "application/x-www-form-urlencoded", ""}) {
    EXPECT_THAT(me.post(headers("AlexaForBusiness.SearchUsers", type), "{}"),
                refuses_without_message("UnknownOperationException"));
  }
  EXPECT_EQ(
      me.post(headers("AlexaForBusiness.SearchUsers", "Application/X-Amz-JSON-1.1; charset=utf-8"), "{}").status(),
      200);
}

TEST(AlexaRequest, without_its_target_is_for_others) {
  AlexaCaller me;
  EXPECT_EQ(me.post(headers("DynamoDB_20120810.ListTables"), "{}").status(), 302);
}

TEST(AlexaRequest, that_is_no_object_is_refused) {
  AlexaCaller me;
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += R"({"a":)";
  deep += "1" + std::string(40, '}');
  for (std::string const& body :
       {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string("\"x\""),
        std::string("{} {}"), std::string("{'UserId':'ada'}"), std::string(R"({"UserId":"ada",})"),
        std::string("{\"UserId\":\"\xff\"}"), std::string(R"({"UserId":"ada","UserId":"bob"})"), deep}) {
    EXPECT_THAT(me.send("CreateUser", body), refuses_without_message("SerializationException")) << body;
  }
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "0");
}

// D.
TEST(AlexaRequest, with_a_member_of_another_type_is_refused) {
  AlexaCaller me;
  auto const refused = [](std::string const& sentence) {
    return refuses_with_framework("SerializationException", sentence);
  };
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":5})"), refused("NUMBER_VALUE can not be converted to a String"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":true})"), refused("TRUE_VALUE can not be converted to a String"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":1.5})"), refused("DECIMAL_VALUE can not be converted to a String"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":{}})"), refused("Start of structure or map found where not expected"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":[]})"), refused("Start of list found where not expected"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","Tags":{}})"), refused("Expected list or null"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","Tags":["x"]})"), refused("Expected null"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","Tags":[{"Key":1,"Value":""}]})"),
              refused("NUMBER_VALUE can not be converted to a String"));
  EXPECT_THAT(me.send("SearchUsers", R"({"MaxResults":"5"})"),
              refused("STRING_VALUE can not be converted to an Integer"));
  EXPECT_THAT(me.send("SearchUsers", R"({"MaxResults":1.5})"),
              refused("DECIMAL_VALUE can not be converted to an Integer"));
  EXPECT_THAT(me.send("SearchUsers", R"({"MaxResults":4294967296})"),
              refused("NUMBER_VALUE can not be converted to an Integer"));
  EXPECT_THAT(me.send("UntagResource", R"({"Arn":"x","TagKeys":[null]})"),
              refused("NULL_VALUE can not be converted to a String"));
}

// The protocol's rule, for the sake of newer clients.
TEST(AlexaRequest, may_have_members_that_nobody_knows) {
  AlexaCaller me;
  EXPECT_EQ(me.send("SearchUsers", R"({"NextToken":null,"Colour":{"a":[1]}})").status(), 200);
}

// Found by fuzzing: what other operations call so may be of any type here.
TEST(AlexaRequest, may_have_members_of_another_operation_whatever_they_are) {
  AlexaCaller me;
  for (auto const* members : {R"("Tags":[{"Key":"a"}])", R"("Tags":[{"Key":"a","Value":7}])", R"("Tags":[7])",
                              R"("TagKeys":[{}])", R"("TagKeys":[null],"Tags":"x")", R"("UserArn":7,"Arn":[])"}) {
    EXPECT_EQ(me.send("SearchUsers", "{" + std::string(members) + "}").status(), 200) << members;
  }
}

TEST(AlexaRequest, is_of_the_account_of_its_key) {
  AlexaCaller me;
  EXPECT_THAT(me.aws().create_user("ada"), succeeds());
  AlexaCaller ada(shared_server(), me.aws().create_access_key("ada"));
  EXPECT_EQ(ada.create_user("bob").substr(0, 40), me.create_user("cleo").substr(0, 40));
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "3");
}

TEST(AlexaRequest, is_the_last_use_of_its_key) {
  AlexaCaller me;
  EXPECT_THAT(me.aws().create_user("ada"), succeeds());
  auto const key = me.aws().create_access_key("ada");
  AlexaCaller(shared_server(), key).send("SearchUsers");
  auto const last = me.aws().iam("GetAccessKeyLastUsed", {{"AccessKeyId", key}});
  EXPECT_EQ(last.text("AccessKeyLastUsed/ServiceName"), "a4b");
  EXPECT_EQ(last.text("AccessKeyLastUsed/Region"), "us-east-1");
}

TEST(AlexaRequest, with_an_inactive_key_is_refused) {
  AlexaCaller me;
  EXPECT_THAT(me.aws().create_user("ada"), succeeds());
  auto const key = me.aws().create_access_key("ada");
  me.aws().iam("UpdateAccessKey", {{"UserName", "ada"}, {"AccessKeyId", key}, {"Status", "Inactive"}});
  EXPECT_THAT(
      AlexaCaller(shared_server(), key).send("SearchUsers"),
      refuses_with_framework("UnrecognizedClientException", "The security token included in the request is invalid."));
}

TEST(AlexaRequest, proves_its_signature_where_they_are_verified) {
  FrozenClock const clock(verifying_server(), "2026-01-31T00:00:00Z");
  auto forged = headers("AlexaForBusiness.SearchUsers");
  forged.emplace_back("X-Amz-Date", "20260131T000000Z");
  EXPECT_THAT(AlexaCaller(verifying_server()).post(forged, "{}").text("/__type"), "InvalidSignatureException");
  auto const unsigned_request = JsonAnswer(verifying_server().exchange(
      {.method = "POST", .headers = headers("AlexaForBusiness.SearchUsers"), .body = "{}"}));
  EXPECT_THAT(unsigned_request,
              refuses_with_framework("MissingAuthenticationTokenException", "Request is missing Authentication Token"));
  auto incomplete = headers("AlexaForBusiness.SearchUsers");
  incomplete.emplace_back("Authorization", "AWS4-HMAC-SHA256 Credential=test");
  EXPECT_EQ(
      JsonAnswer(verifying_server().exchange({.method = "POST", .headers = incomplete, .body = "{}"})).text("/__type"),
      "IncompleteSignatureException");
}

TEST(AlexaRequest, is_counted) {
  AlexaCaller().send("SearchUsers");
  AlexaCaller().send("CreateUser", "[]");
  auto const metrics = shared_server().exchange({.target = "/metrics"}).body;
  EXPECT_THAT(metrics,
              testing::ContainsRegex("iamlocal_face_requests_total.face=\"alexa\",outcome=\"success\". [1-9]"));
  EXPECT_THAT(metrics,
              testing::ContainsRegex("iamlocal_face_requests_total.face=\"alexa\",outcome=\"client_error\". [1-9]"));
}

}  // namespace
}  // namespace conformance
