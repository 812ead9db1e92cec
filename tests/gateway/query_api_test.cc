// Answers of the AWS face: aws.md sections 1 and 3, facades.md part C.
#include "emulator.h"

#include "iam/base/encoding.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <string>

namespace iam::gateway {
namespace {

class QueryApi : public Emulator {};

// [A]
TEST_F(QueryApi, answers_get_caller_identity_byte_for_byte) {
  auto const response = post(kGetCallerIdentity);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "text/xml");
  EXPECT_EQ(response.body,
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n"
            "  <GetCallerIdentityResult>\n"
            "    <Arn>arn:aws:iam::123456789012:root</Arn>\n"
            "    <UserId>123456789012</UserId>\n"
            "    <Account>123456789012</Account>\n"
            "  </GetCallerIdentityResult>\n"
            "  <ResponseMetadata>\n"
            "    <RequestId>" +
                header(response, "x-amzn-RequestId") +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</GetCallerIdentityResponse>\n");
}

// GET with the parameters in the query string. [A]
TEST_F(QueryApi, answers_gets_as_it_answers_posts) {
  auto const response = send("GET", "/?Action=GetCallerIdentity&Version=2011-06-15");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(element(response.body, "Account"), "123456789012");
}

// The seed of the JSON facade sends this with a GET without a body. [facades.md C.3]
TEST_F(QueryApi, does_not_mind_the_content_type_of_a_get) {
  EXPECT_EQ(send("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", {{"Content-Type", "application/json"}}).status,
            200);
}

TEST_F(QueryApi, does_not_read_the_body_of_a_get) {
  EXPECT_EQ(send("GET", "/", {kForm}, kGetCallerIdentity).status, 302);
}

TEST_F(QueryApi, reads_the_query_of_a_post_after_its_body) {
  EXPECT_EQ(send("POST", "/?Action=GetCallerIdentity&Version=2000-01-01", {kForm}, "Version=2011-06-15").status, 200);
}

// x-amzn-RequestId, a UUID, equals <RequestId>. [A]
TEST_F(QueryApi, tells_one_request_id_in_header_and_body) {
  for (auto const* form : {"Action=GetCallerIdentity&Version=2011-06-15", "Action=X",
                           "Action=GetUser&Version=2010-05-08&UserName=nobody"}) {
    auto const response = post(form);
    EXPECT_EQ(header(response, "x-amzn-RequestId"), element(response.body, "RequestId")) << form;
    EXPECT_EQ(element(response.body, "RequestId").size(), 36u);
  }
  EXPECT_NE(header(post(kGetCallerIdentity), "x-amzn-RequestId"), header(post(kGetCallerIdentity), "x-amzn-RequestId"));
}

// base64 of e.g. `1:us-east-1:S:<ms>:R:<8 chars>`. [A]
TEST_F(QueryApi, gives_sts_a_second_request_id) {
  auto const extended = base64_decode(header(post(kGetCallerIdentity), "x-amz-sts-extended-request-id"));
  ASSERT_TRUE(extended.has_value());
  EXPECT_TRUE(extended->starts_with("1:us-east-1:S:1772705472000:R:")) << *extended;
  EXPECT_EQ(extended->size(), std::string("1:us-east-1:S:1772705472000:R:").size() + 8);
  EXPECT_EQ(header(post("Action=ListUsers&Version=2010-05-08"), "x-amz-sts-extended-request-id"), "none");
}

TEST_F(QueryApi, carries_a_user_through_its_life) {
  EXPECT_EQ(element(post("Action=CreateUser&Version=2010-05-08&UserName=Bob&Path=/a/").body, "Arn"),
            "arn:aws:iam::123456789012:user/a/Bob");
  EXPECT_EQ(element(post("Action=GetUser&Version=2010-05-08&UserName=bob").body, "UserName"), "Bob");
  auto const deleted = post("Action=DeleteUser&Version=2010-05-08&UserName=Bob");
  EXPECT_EQ(deleted.status, 200);
  EXPECT_EQ(element(deleted.body, "DeleteUserResult"), "none");
  auto const missing = post("Action=GetUser&Version=2010-05-08&UserName=Bob");
  EXPECT_EQ(missing.status, 404);
  EXPECT_TRUE(missing.body.starts_with("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"));
  EXPECT_EQ(element(missing.body, "Message"), "The user with name Bob cannot be found.");
}

// No message. [A for numbers; for escapes ?]
TEST_F(QueryApi, refuses_malformed_forms_without_a_message) {
  auto const response = post("Action=GetUser&Version=2010-05-08&UserName=%zz");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(element(response.body, "Code"), "MalformedInput");
  EXPECT_EQ(element(response.body, "Message"), "none");
}

// [LSm, comment "tested against AWS"; aws-iam-authenticator]
TEST_F(QueryApi, answers_json_when_it_is_accepted) {
  auto const response = send("POST", "/", {kForm, {"Accept", "application/json"}}, kGetCallerIdentity);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
  EXPECT_EQ(response.body, R"({"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",)"
                           R"("Arn":"arn:aws:iam::123456789012:root","UserId":"123456789012"},)"
                           R"("ResponseMetadata":{"RequestId":")" +
                               header(response, "x-amzn-RequestId") + R"("}}})");
}

// The parameter of old boto. [facades.md C.1]
TEST_F(QueryApi, answers_json_when_the_parameter_says_so) {
  auto const response = post(std::string(kGetCallerIdentity) + "&ContentType=JSON");
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
  EXPECT_TRUE(response.body.starts_with("{"));
}

TEST_F(QueryApi, writes_users_to_json_with_nulls_and_seconds) {
  post("Action=CreateUser&Version=2010-05-08&UserName=Bob");
  auto const response = post("Action=GetUser&Version=2010-05-08&UserName=Bob&ContentType=JSON");
  auto const user = boost::json::parse(response.body).at_pointer("/GetUserResponse/GetUserResult/User").as_object();
  EXPECT_EQ(user.at("UserName").as_string(), "Bob");
  EXPECT_EQ(user.at("CreateDate").to_number<double>(), 1772705472);
  EXPECT_TRUE(user.at("Tags").is_null());
  EXPECT_TRUE(user.at("PermissionsBoundary").is_null());
  EXPECT_TRUE(user.at("PasswordLastUsed").is_null());
}

// RequestId at top level, no ErrorResponse around. [aws-iam-authenticator]
TEST_F(QueryApi, writes_errors_to_json) {
  for (auto const& response :
       {send("POST", "/", {kForm, {"Accept", "application/json"}}, "Action=GetUser&Version=2010-05-08&UserName=Bob"),
        post("Action=GetUser&Version=2010-05-08&UserName=Bob&ContentType=JSON")}) {
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(header(response, "Content-Type"), "application/json");
    EXPECT_EQ(response.body, R"({"Error":{"Code":"NoSuchEntity","Message":"The user with name Bob cannot be found.",)"
                             R"("Type":"Sender"},"RequestId":")" +
                                 header(response, "x-amzn-RequestId") + R"("})");
  }
  auto const unknown = send("POST", "/", {kForm, {"Accept", "application/json"}}, "Action=X");
  EXPECT_EQ(boost::json::parse(unknown.body).at_pointer("/Error/Code").as_string(), "InvalidAction");
  auto const malformed = send("POST", "/", {kForm, {"Accept", "application/json"}}, "Action=%zz");
  EXPECT_EQ(boost::json::parse(malformed.body).at_pointer("/Error/Code").as_string(), "MalformedInput");
}

// IAM does not print the value. [LS]
TEST_F(QueryApi, words_violations_as_iam_does) {
  EXPECT_EQ(element(post("Action=GetUser&Version=2010-05-08&UserName=").body, "Message"),
            "1 validation error detected: Value at 'userName' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1");
}

}  // namespace
}  // namespace iam::gateway
