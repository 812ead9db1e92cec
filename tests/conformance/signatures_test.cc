// Requests as clients signed them, byte for byte, against a server that verifies.
#include "client/caller.h"
#include "client/signed_caller.h"

namespace conformance {
namespace {

constexpr auto kIdentity = "Action=GetCallerIdentity&Version=2011-06-15";
constexpr auto kRoot = "arn:aws:iam::000000000007:root";
constexpr auto kWrong =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details.";

// Account 000000000007, secret `test`, host `localhost`.
constexpr auto kSignedAt = "2026-01-31T10:11:12Z";

Server const& verifying_server() {
  static Server const server({"--auth", "verify"});
  return server;
}

// botocore 1.29.27.
Request signed_by_botocore() {
  return {.method = "POST",
          .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                      {"User-Agent", "Boto3"},
                      {"X-Amz-Date", "20260131T101112Z"},
                      {"Authorization",
                       "AWS4-HMAC-SHA256 Credential=000000000007/20260131/us-east-1/sts/aws4_request, "
                       "SignedHeaders=content-type;host;x-amz-date, "
                       "Signature=c8a4d6fe451760678da1eae61d82e947a81878c41b58415520502e5f5a4aaf07"}},
          .body = kIdentity};
}

// The same, as `aws eks get-token` does it.
Request presigned_by_botocore() {
  return {.target =
              "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
              "&X-Amz-Credential=000000000007%2F20260131%2Fus-east-1%2Fsts%2Faws4_request"
              "&X-Amz-Date=20260131T101112Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"
              "&X-Amz-Signature=3bdf44f4049929202e5108666e1cd84bbfff5e281092031bf61c6b76e285e64e",
          .headers = {{"x-k8s-aws-id", "blue"}}};
}

// The signer of the AWS SDK for JavaScript 3.965.0.
Request signed_by_javascript() {
  return {.method = "POST",
          .headers = {{"content-type", "application/x-www-form-urlencoded"},
                      {"amz-sdk-request", "attempt=1; max=3"},
                      {"x-amz-date", "20260131T101112Z"},
                      {"x-amz-content-sha256", "ab821ae955788b0e33ebd34c208442ccfc2d406e2edc5e7a39bd6458fbb4f843"},
                      {"authorization",
                       "AWS4-HMAC-SHA256 Credential=000000000007/20260131/eu-west-1/sts/aws4_request, "
                       "SignedHeaders=amz-sdk-request;content-length;content-type;host;x-amz-content-sha256;x-amz-date,"
                       " Signature=07d76db5609fd3100d444889ab0a621e1a59702e35ee2bfe9013b0a5b60183f2"}},
          .body = kIdentity};
}

Answer answer_to(Request const& request) { return Answer(verifying_server().exchange(request)); }

TEST(Signature, of_a_client_is_verified) {
  FrozenClock const clock(verifying_server(), kSignedAt);
  for (auto const& request : {signed_by_botocore(), presigned_by_botocore(), signed_by_javascript()}) {
    auto const answer = answer_to(request);
    EXPECT_THAT(answer, succeeds());
    EXPECT_EQ(answer.text("Arn"), kRoot);
  }
}

TEST(Signature, does_not_cover_another_body) {
  FrozenClock const clock(verifying_server(), kSignedAt);
  for (auto request : {signed_by_botocore(), signed_by_javascript()}) {
    request.body = "Version=2011-06-15&Action=GetCallerIdentity";
    EXPECT_THAT(answer_to(request), fails_with(403, "SignatureDoesNotMatch", kWrong));
  }
}

TEST(Signature, does_not_cover_another_query_or_header) {
  FrozenClock const clock(verifying_server(), kSignedAt);
  auto other_header = presigned_by_botocore();
  other_header.headers[0].second = "green";
  EXPECT_THAT(answer_to(other_header), fails_with(403, "SignatureDoesNotMatch", kWrong));
  auto other_query = presigned_by_botocore();
  other_query.target += "&Note=x";
  EXPECT_THAT(answer_to(other_query), fails_with(403, "SignatureDoesNotMatch", kWrong));
}

TEST(Signature, expires) {
  FrozenClock const clock(verifying_server(), "2026-01-31T10:31:12Z");
  EXPECT_THAT(answer_to(signed_by_botocore()),
              fails_with(403, "SignatureDoesNotMatch",
                         "Signature expired: 20260131T101112Z is now earlier than 20260131T101612Z (20260131T103112Z - "
                         "15 min.)"));
}

TEST(Signature, is_missed) {
  Request const unsigned_request{.target = std::string("/?") + kIdentity};
  EXPECT_THAT(answer_to(unsigned_request),
              fails_with(403, "MissingAuthenticationToken", "Request is missing Authentication Token"));
}

// Header values may be any bytes; the answer is a document all the same.
TEST(Signature, of_bytes_that_are_no_text_is_refused_in_text) {
  auto request = signed_by_botocore();
  request.headers[2].second = "\xff\xfe";
  EXPECT_THAT(answer_to(request), fails_with(400, "IncompleteSignature",
                                             "Date must be in ISO-8601 'basic format'. Got '%FF%FE'. See "
                                             "http://en.wikipedia.org/wiki/ISO_8601"));
}

// Partitions share no credentials:
// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
TEST(Partition, is_the_only_one_where_credentials_are_checked) {
  for (auto const* mode : {"verify", "soft", "enforce"}) {
    Server const server({"--auth", mode});
    for (auto const* region : {"cn-north-1", "us-gov-west-1", "eusc-de-east-1"}) {
      SignedCaller const elsewhere(server, {.access_key_id = "test", .secret = "test", .region = region});
      EXPECT_THAT(elsewhere.iam("ListUsers"),
                  fails_with(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region. "))
          << mode << " " << region;
    }
    SignedCaller const here(server, {.access_key_id = "test", .secret = "test", .region = "eu-west-1"});
    EXPECT_THAT(here.iam("ListUsers"), succeeds()) << mode;
  }
}

TEST(Partition, is_the_one_that_the_server_was_started_for) {
  Server const server({"--auth", "verify", "--partition", "aws-cn"});
  SignedCaller const caller(server, {.access_key_id = "test", .secret = "test", .region = "cn-northwest-1"});
  EXPECT_EQ(caller.sts("GetCallerIdentity").text("Arn"), "arn:aws-cn:iam::123456789012:root");
}

// Nobody signs these requests: the ARN of the role would choose the partition.
TEST(Partition, of_a_role_that_is_assumed_without_signature_is_the_servers) {
  Server const server({"--auth", "verify"});
  Caller nobody(server);
  EXPECT_THAT(nobody.sts("AssumeRoleWithWebIdentity", {{"RoleArn", "arn:aws-cn:iam::123456789012:role/Ops"},
                                                       {"RoleSessionName", "session"},
                                                       {"WebIdentityToken", "a.b.c"}}),
              fails_with(400, "ValidationError", "Request ARN is invalid"));
}

TEST(ScopeRegion, is_the_only_one_when_it_is_set) {
  Server const strict({"--auth", "verify", "--scope-region", "us-east-1"});
  FrozenClock const clock(strict, kSignedAt);
  EXPECT_THAT(Answer(strict.exchange(signed_by_botocore())), succeeds());
  EXPECT_THAT(Answer(strict.exchange(signed_by_javascript())),
              fails_with(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region. "));
}

}  // namespace
}  // namespace conformance
