// STS GetCallerIdentity, which every client asks first.
// Sources in the comments: A probes of live AWS STS, B the service model.
#include "client/caller.h"

namespace conformance {
namespace {

// A: Arn, UserId, Account, in this order.
TEST(GetCallerIdentity, answers_in_the_bytes_aws_writes) {
  Caller me;
  auto const answer = me.sts("GetCallerIdentity");
  EXPECT_EQ(answer.status(), 200);
  EXPECT_EQ(answer.header("Content-Type"), "text/xml");
  EXPECT_EQ(answer.body(),
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n"
            "  <GetCallerIdentityResult>\n"
            "    <Arn>" +
                me.arn("root") +
                "</Arn>\n"
                "    <UserId>" +
                me.account() +
                "</UserId>\n"
                "    <Account>" +
                me.account() +
                "</Account>\n"
                "  </GetCallerIdentityResult>\n"
                "  <ResponseMetadata>\n"
                "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</GetCallerIdentityResponse>\n");
}

// A: a second id, which IAM does not send.
TEST(GetCallerIdentity, carries_the_extended_request_id_of_sts) {
  Caller me;
  EXPECT_FALSE(me.sts("GetCallerIdentity").header("x-amz-sts-extended-request-id").empty());
  EXPECT_TRUE(me.iam("ListUsers").header("x-amz-sts-extended-request-id").empty());
}

// A: a GET does as well. The JSON is what kubernetes-sigs/aws-iam-authenticator decodes at every login to EKS.
TEST(GetCallerIdentity, answers_json_to_a_get_that_accepts_it) {
  auto const response = shared_server().exchange(
      {.target = "/?Action=GetCallerIdentity&Version=2011-06-15",
       .headers = {{"Accept", "application/json"}, {"Authorization", authorization("000000000007")}}});
  EXPECT_EQ(response.body,
            R"({"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"000000000007",)"
            R"("Arn":"arn:aws:iam::000000000007:root","UserId":"000000000007"},"ResponseMetadata":{"RequestId":")" +
                std::string(response.header("x-amzn-RequestId")) + R"("}}})");
}

// B for the code; the sentence is not confirmed.
TEST(DecodeAuthorizationMessage, refuses_what_this_server_has_not_encoded) {
  Caller me;
  for (auto const* message : {"x", "rHU-pVHMSckD0OAc5l3r9-gKN1XZjZ2X9J3w0fZ31lic", "not base64!"}) {
    EXPECT_THAT(me.sts("DecodeAuthorizationMessage", {{"EncodedMessage", message}}),
                fails_with(400, "InvalidAuthorizationMessageException", "Message is not valid"));
  }
  EXPECT_EQ(me.sts("DecodeAuthorizationMessage", {{"EncodedMessage", std::string(10'241, 'x')}}).code(),
            "ValidationError");
}

}  // namespace
}  // namespace conformance
