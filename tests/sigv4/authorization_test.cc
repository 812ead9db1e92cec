// What a request says about its signature. Sentences are those of aws.md, section 4.
#include "iam/sigv4/authorization.h"

#include "example.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace iam::sigv4 {
namespace {

constexpr char kComplete[] =
    "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/iam/aws4_request, SignedHeaders=host;x-amz-date, Signature=ab";

Example with_header(std::string authorization, std::string date = "20260101T000000Z") {
  Example example;
  if (!date.empty()) example.field("X-Amz-Date") = std::move(date);
  example.field("Authorization") = std::move(authorization);
  return example;
}

constexpr char kQuery[] =
    "/?Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256"
    "&X-Amz-Credential=AKID%2F20260101%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20260101T000000Z"
    "&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature=ab";

Example with_query(std::string target) {
  Example example;
  example.target = std::move(target);
  return example;
}

std::string without(std::string text, std::string const& part) {
  auto const at = text.find(part);
  return at == std::string::npos ? "no " + part : text.erase(at, part.size());
}

// "code status: message", or "accepted".
std::string refusal_of(Example example) {
  auto const authorization = authorization_of(example.request());
  if (authorization.has_value()) return "accepted";
  auto const& error = authorization.error();
  return error.code + " " + std::to_string(error.http_status) + ": " + error.message.value_or("no message");
}

std::string hashed(std::string const& authorization) {
  return "(Hashed with SHA-256 and encoded with Base64) Authorization=" + base64_encode(sha256(authorization));
}

TEST(Authorization, is_read_from_the_header) {
  auto example = with_header(kComplete);
  example.field("x-amz-security-token") = "token";
  auto const authorization = authorization_of(example.request());
  ASSERT_TRUE(authorization.has_value()) << authorization.error().message.value_or("");
  EXPECT_EQ(authorization->place, Authorization::Place::kHeader);
  EXPECT_EQ(authorization->credential().access_key_id, "AKID");
  EXPECT_EQ(authorization->timestamp, "20260101T000000Z");
  EXPECT_EQ(authorization->time, parse_iso8601("2026-01-01T00:00:00Z"));
  EXPECT_EQ(authorization->signed_headers, "host;x-amz-date");
  EXPECT_EQ(authorization->signature, "ab");
  EXPECT_EQ(authorization->session_token, "token");
}

TEST(Authorization, may_have_its_parts_in_any_order_and_without_blanks) {
  for (auto const* header :
       {"AWS4-HMAC-SHA256 Signature=ab,SignedHeaders=host,Credential=AKID/20260101/us-east-1/iam/aws4_request",
        "AWS4-HMAC-SHA256   SignedHeaders=x-amz-date;Host , "
        "Credential=AKID/20260101/us-east-1/iam/aws4_request,Signature=ab",
        "AWS4-HMAC-SHA256\tExtra=1, Credential=AKID/20260101/us-east-1/iam/aws4_request, SignedHeaders=:authority, "
        "Signature=ab"}) {
    EXPECT_EQ(refusal_of(with_header(header)), "accepted") << header;
  }
}

TEST(Authorization, is_read_from_the_query) {
  auto example = with_query(std::string(kQuery) + "&X-Amz-Security-Token=a%2Fb%2B");
  auto const authorization = authorization_of(example.request());
  ASSERT_TRUE(authorization.has_value()) << authorization.error().message.value_or("");
  EXPECT_EQ(authorization->place, Authorization::Place::kQuery);
  EXPECT_EQ(authorization->credential().service, "sts");
  EXPECT_EQ(authorization->signed_headers, "host;x-k8s-aws-id");
  EXPECT_EQ(authorization->session_token, "a/b+");
}

TEST(Authorization, of_the_header_wins_over_that_of_the_query) {
  auto example = with_header(kComplete);
  example.target = kQuery;
  EXPECT_EQ(authorization_of(example.request())->place, Authorization::Place::kHeader);
}

TEST(Authorization, is_missing_when_the_header_is_empty_or_not_of_aws) {
  auto const missing = "MissingAuthenticationToken 403: Request is missing Authentication Token";
  for (auto const* rubbish : {"", "Bearer x", "Basic dGVzdDp0ZXN0", "AWS4", "hello", ",=,=", "aws4-hmac-sha256"}) {
    EXPECT_EQ(refusal_of(with_header(rubbish)), missing) << rubbish;
  }
  EXPECT_EQ(refusal_of(with_query("/?Action=GetCallerIdentity&X-Amz-Credential=AKID")), missing);
}

TEST(Authorization, of_another_algorithm_is_refused) {
  auto const other = without(kQuery, "-SHA256");
  EXPECT_EQ(refusal_of(with_query(other)), "MissingAuthenticationToken 403: Missing Authentication Token");
  // The sentence is that of another server written against AWS's answers.
  for (std::string const algorithm : {"AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA512", "AWS3-HMAC-SHA256"}) {
    EXPECT_EQ(refusal_of(with_header(algorithm + " Credential=a")),
              "IncompleteSignature 400: Unsupported AWS 'algorithm': '" + algorithm + "'.");
  }
}

TEST(Authorization, of_version_2_is_refused) {
  auto const refused = "IncompleteSignature 400: AWS Signature Version 2 is not supported.";
  EXPECT_EQ(refusal_of(with_header("AWS AKID:c2ln")), refused);
  EXPECT_EQ(refusal_of(with_query("/?Action=ListUsers&AWSAccessKeyId=AKID&SignatureVersion=2&Signature=x")), refused);
  Example posted{.method = "POST", .body = "Action=ListUsers&AWSAccessKeyId=AKID&SignatureVersion=2&Signature=x"};
  EXPECT_EQ(refusal_of(posted), refused);
}

TEST(Authorization, tells_each_part_that_the_header_lacks) {
  auto const lacks = [](std::string const& part, std::string const& name) {
    auto const header = without(kComplete, part);
    EXPECT_EQ(refusal_of(with_header(header)),
              "IncompleteSignature 400: Authorization header requires '" + name + "' parameter. " + hashed(header));
  };
  lacks(", Signature=ab", "Signature");
  lacks(", SignedHeaders=host;x-amz-date", "SignedHeaders");
  lacks("Credential=AKID/20260101/us-east-1/iam/aws4_request, ", "Credential");
  EXPECT_EQ(refusal_of(with_header("AWS4-HMAC-SHA256", "")),
            "IncompleteSignature 400: Authorization header requires 'Credential' parameter. Authorization header "
            "requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization "
            "header requires existence of either a 'X-Amz-Date' or a 'Date' header. " +
                hashed("AWS4-HMAC-SHA256"));
}

TEST(Authorization, tells_each_parameter_that_the_query_lacks) {
  EXPECT_EQ(refusal_of(with_query(without(kQuery, "&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"))),
            "IncompleteSignature 400: AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the "
            "query-string parameters.");
  EXPECT_EQ(refusal_of(with_query("/?X-Amz-Algorithm=AWS4-HMAC-SHA256")),
            "IncompleteSignature 400: AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string "
            "parameters must include 'X-Amz-Signature'. AWS query-string parameters must include "
            "'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string "
            "parameters.");
  EXPECT_EQ(refusal_of(with_query(without(kQuery, "&X-Amz-Expires=60"))), "accepted");
}

TEST(Authorization, needs_a_date_in_basic_format) {
  EXPECT_EQ(refusal_of(with_header(kComplete, "")),
            "IncompleteSignature 400: Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' "
            "header. " +
                hashed(kComplete));
  for (std::string const date : {"2026-01-01T00:00:00Z", "20260101", "20261301T000000Z", "20260101T000000",
                                 "20260101t000000z", "Thu, 01 Jan 2026 00:00:00 GMT", "2026010 T000000Z"}) {
    EXPECT_EQ(refusal_of(with_header(kComplete, date)),
              "IncompleteSignature 400: Date must be in ISO-8601 'basic format'. Got '" + date +
                  "'. See http://en.wikipedia.org/wiki/ISO_8601");
  }
  auto dated = with_header(kComplete, "");
  dated.field("Date") = "20260101T000000Z";
  EXPECT_EQ(refusal_of(dated), "accepted");
}

TEST(Authorization, needs_a_credential_of_five_parts) {
  EXPECT_EQ(refusal_of(with_header(without(kComplete, "/us-east-1"))),
            "IncompleteSignature 400: Credential must have exactly 5 slash-delimited elements, e.g. "
            "keyid/date/region/service/term, got 'AKID/20260101/iam/aws4_request'");
}

// An answer in XML or JSON could not carry them.
TEST(Authorization, is_told_wrong_without_bytes_that_are_no_text) {
  EXPECT_EQ(refusal_of(with_header("AWS4-\xff")), "IncompleteSignature 400: Unsupported AWS 'algorithm': 'AWS4-%FF'.");
}

TEST(Authorization, covers_the_host) {
  EXPECT_EQ(refusal_of(with_header(without(kComplete, "host;"))),
            "SignatureDoesNotMatch 403: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
}

std::string message(Status const& status) { return status.has_value() ? "fine" : *status.error().message; }

TEST(SignatureTime, may_be_a_quarter_of_an_hour_off) {
  auto const authorization = *authorization_of(with_header(kComplete).request());
  auto const at = [&](std::string_view time) { return message(check_time(authorization, *parse_iso8601(time))); };
  EXPECT_EQ(at("2026-01-01T00:15:00Z"), "fine");
  EXPECT_EQ(at("2025-12-31T23:45:00Z"), "fine");
  EXPECT_EQ(at("2026-01-01T00:20:00Z"),
            "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z (20260101T002000Z - 15 min.)");
  EXPECT_EQ(at("2025-12-31T23:44:59Z"),
            "Signature not yet current: 20260101T000000Z is still later than 20251231T235959Z (20251231T234459Z + 15 "
            "min.)");
}

TEST(SignatureScope, is_told_wrong_in_sentences_one_after_the_other) {
  auto const told = [](std::string const& scope, Scope const& expected) {
    auto header = std::string("AWS4-HMAC-SHA256 Credential=AKID/" + scope + ", SignedHeaders=host, Signature=ab");
    return message(check_scope(*authorization_of(with_header(header).request()), expected));
  };
  EXPECT_EQ(told("20260101/eu-west-1/sts/aws4_request", {"sts", ""}), "fine");
  EXPECT_EQ(told("20260101/eu-west-1/sts/aws4_request", {"sts", "eu-west-1"}), "fine");
  EXPECT_EQ(told("20260101/eu-west-1/sts/aws4_request", {"sts", "us-east-1"}),
            "Credential should be scoped to a valid region. ");
  EXPECT_EQ(told("20260101/eu-west-1/iam/aws4_request", {"sts", ""}),
            "Credential should be scoped to correct service: 'sts'. ");
  EXPECT_EQ(told("20260101/eu-west-1/iam/aws4_request", {"sts", "us-east-1"}),
            "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'sts'. ");
  EXPECT_EQ(told("20260101/us-east-1/iam/aws5", {"iam", ""}),
            "Credential should be scoped with a valid terminator: 'aws4_request'.");
  EXPECT_EQ(told("20260102/us-east-1/iam/aws4_request", {"iam", ""}),
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.");
}

RC_GTEST_PROP(AuthorizationProperty, reading_anything_does_no_harm,
              (std::string const& header, std::string const& date, std::string const& query)) {
  authorization_of(with_header("AWS4-HMAC-SHA256 " + header, date).request());
  authorization_of(with_query("/?X-Amz-Algorithm=AWS4-HMAC-SHA256&" + query).request());
}

}  // namespace
}  // namespace iam::sigv4
