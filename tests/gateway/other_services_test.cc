// Clients of other services, which a variable such as AWS_ENDPOINT_URL sends here, are told so in their protocols.
// https://smithy.io/2.0/aws/protocols/index.html
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace iam::gateway {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class OtherServices : public Emulator {
 protected:
  static std::string signed_for(std::string const& service) {
    return "AWS4-HMAC-SHA256 Credential=test/20260305/us-east-1/" + service +
           "/aws4_request, SignedHeaders=host, Signature=0";
  }
};

constexpr std::string_view kWayOut = "set AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS instead of AWS_ENDPOINT_URL";

TEST_F(OtherServices, of_json_1_0_and_1_1_get_their_json) {
  for (auto const* type : {"application/x-amz-json-1.0", "application/x-amz-json-1.1"}) {
    auto const authorization = signed_for("dynamodb");
    auto const response = send(
        "POST", "/",
        {{"Content-Type", type}, {"X-Amz-Target", "DynamoDB_20120810.ListTables"}, {"Authorization", authorization}},
        "{}");
    EXPECT_EQ(response.status, 501);
    EXPECT_EQ(header(response, "Content-Type"), type);
    EXPECT_EQ(header(response, "x-amzn-ErrorType"), "NotImplemented");
    EXPECT_THAT(response.body, StartsWith(R"({"__type":"NotImplemented","message":"IAM Local speaks IAM and STS, not )"
                                          "dynamodb: "));
    EXPECT_THAT(response.body, HasSubstr(kWayOut));
  }
}

TEST_F(OtherServices, that_sign_nothing_are_known_by_their_target) {
  auto const response =
      send("POST", "/",
           {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", "Logs_20140328.GetLogEvents"}}, "{}");
  EXPECT_EQ(response.status, 501);
  EXPECT_THAT(response.body, HasSubstr("not Logs:"));
}

TEST_F(OtherServices, of_rest_and_json_get_json_on_any_path_and_method) {
  auto const authorization = signed_for("lambda");
  for (auto const* method : {"GET", "POST", "PUT", "DELETE"}) {
    auto const response = send(method, "/2015-03-31/functions/", {{"Authorization", authorization}});
    EXPECT_EQ(response.status, 501) << method;
    EXPECT_EQ(header(response, "Content-Type"), "application/json");
    EXPECT_THAT(response.body, HasSubstr("not lambda:"));
  }
}

TEST_F(OtherServices, of_s3_get_its_error) {
  auto const authorization = signed_for("s3");
  for (auto const* target : {"/", "/bucket/key", "/bucket?delete"}) {
    auto const response = send("GET", target, {{"Authorization", authorization}});
    EXPECT_EQ(response.status, 501) << target;
    EXPECT_THAT(response.body, StartsWith("<Error><Code>NotImplemented</Code><Message>IAM Local speaks")) << target;
  }
}

TEST_F(OtherServices, of_presigned_urls_are_known_by_their_credential) {
  auto const response =
      send("GET",
           "/bucket/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260305%2Fus-east-1%2Fs3%2F"
           "aws4_request&X-Amz-Signature=0");
  EXPECT_EQ(response.status, 501);
  EXPECT_THAT(response.body, HasSubstr("not s3:"));
}

TEST_F(OtherServices, of_rest_and_xml_get_xml) {
  auto const authorization = signed_for("route53");
  auto const response = send("GET", "/2013-04-01/hostedzone", {{"Authorization", authorization}});
  EXPECT_EQ(element(response.body, "Code"), "NotImplemented");
  EXPECT_THAT(response.body, StartsWith("<ErrorResponse"));
}

TEST_F(OtherServices, of_the_query_protocol_get_its_error) {
  auto const authorization = signed_for("sqs");
  auto const response =
      send("POST", "/", {kForm, {"Authorization", authorization}}, "Action=ListQueues&Version=2012-11-05");
  EXPECT_EQ(response.status, 501);
  EXPECT_EQ(element(response.body, "Code"), "NotImplemented");
  EXPECT_EQ(element(response.body, "RequestId"), header(response, "x-amzn-RequestId"));
  EXPECT_THAT(element(response.body, "Message"), HasSubstr(kWayOut));
}

TEST_F(OtherServices, of_ec2_get_its_error) {
  auto const authorization = signed_for("ec2");
  auto const response =
      send("POST", "/", {kForm, {"Authorization", authorization}}, "Action=DescribeInstances&Version=2016-11-15");
  EXPECT_THAT(response.body, StartsWith("<Response><Errors><Error><Code>NotImplemented</Code>"));
}

// RFC 8949: a map of two texts.
TEST_F(OtherServices, of_rpc_v2_get_cbor) {
  auto const response = send("POST", "/service/GraniteServiceVersion20100801/operation/ListMetrics",
                             {{"smithy-protocol", "rpc-v2-cbor"}, {"Content-Type", "application/cbor"}}, "\xa0");
  EXPECT_EQ(response.status, 501);
  EXPECT_EQ(header(response, "smithy-protocol"), "rpc-v2-cbor");
  EXPECT_EQ(header(response, "Content-Type"), "application/cbor");
  EXPECT_THAT(response.body, StartsWith("\xa2\x66__type\x6eNotImplemented\x67message\x79"));
  auto const message = response.body.substr(response.body.find("message\x79") + 8);
  EXPECT_EQ((static_cast<unsigned char>(message[0]) << 8) + static_cast<unsigned char>(message[1]), message.size() - 2);
  EXPECT_THAT(message, HasSubstr("not GraniteServiceVersion20100801:"));
}

TEST_F(OtherServices, are_told_in_every_auth_mode) {
  auto const authorization = signed_for("lambda");
  for (auto const mode : {AuthMode::kVerify, AuthMode::kSoft, AuthMode::kEnforce}) {
    gateway_ = make(mode);
    EXPECT_EQ(send("GET", "/2015-03-31/functions/", {{"Authorization", authorization}}).status, 501);
  }
}

// What speaks for IAM or STS, or for nobody, is answered as AWS answers it.
TEST_F(OtherServices, are_not_iam_and_sts_whatever_is_wrong_with_the_request) {
  for (auto const* service : {"iam", "sts"}) {
    auto const authorization = signed_for(service);
    Header const header{"Authorization", authorization};
    EXPECT_EQ(send("GET", "/", {header}).status, 302) << service;
    EXPECT_EQ(send("GET", "/x", {header}).status, 404) << service;
    EXPECT_EQ(send("POST", "/", {header, {"Content-Type", "application/json"}}, "{}").status, 302) << service;
    EXPECT_EQ(element(send("POST", "/", {kForm, header}, "Action=X&Version=1").body, "Code"), "InvalidAction");
  }
}

// The version of the API counts for more than the scope.
TEST_F(OtherServices, are_not_meant_by_a_wrong_scope_of_an_operation_of_iam) {
  auto const authorization = signed_for("s3");
  EXPECT_EQ(send("POST", "/", {kForm, {"Authorization", authorization}}, kGetCallerIdentity).status, 200);
  gateway_ = make(AuthMode::kVerify);
  EXPECT_EQ(element(send("POST", "/", {kForm, {"Authorization", authorization}}, kGetCallerIdentity).body, "Code"),
            "IncompleteSignature");
}

TEST_F(OtherServices, are_not_made_up_from_what_is_no_name) {
  for (auto const* service :
       {"", "a b", "<s3>", "s3\"", "averyveryveryveryveryveryveryveryveryveryveryveryverylongservicename1234"}) {
    auto const authorization = signed_for(service);
    EXPECT_EQ(send("GET", "/x", {{"Authorization", authorization}}).status, 404) << service;
  }
}

}  // namespace
}  // namespace iam::gateway
