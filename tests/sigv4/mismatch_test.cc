// Of a signature that does not match it can often be told what the client signed instead.
#include "iam/sigv4/mismatch.h"

#include "example.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <gmock/gmock.h>

#include <string>

namespace iam::sigv4 {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Secret const kSecret("test");
constexpr auto kSignedHeaders = "content-type;host;x-amz-date";

Example list_users() {
  return {.method = "POST",
          .fields = {{"Host", "127.0.0.1:4566"},
                     {"Content-Type", "application/x-www-form-urlencoded"},
                     {"X-Amz-Date", "20260131T101112Z"}},
          .body = "Action=ListUsers"};
}

// Puts the signature of `canonical` into the request.
void sign(Example& came, std::string const& canonical) {
  auto const credential = parse_credential("AKIA/20260131/us-east-1/iam/aws4_request");
  auto const key = derive_signing_key(kSecret, *credential);
  came.field("Authorization") =
      std::string("AWS4-HMAC-SHA256 Credential=AKIA/20260131/us-east-1/iam/aws4_request, SignedHeaders=") +
      kSignedHeaders + ", Signature=" + signature_of(canonical, "20260131T101112Z", *credential, key);
}

std::string canonical_of(Example& sent) {
  return canonical_request(sent.request(), Authorization::Place::kHeader, kSignedHeaders);
}

Mismatch mismatch(Example& came, Secret const& secret = kSecret) {
  auto const request = came.request();
  auto const authorization = authorization_of(request);
  EXPECT_TRUE(authorization.has_value());
  auto const key = derive_signing_key(secret, authorization->credential());
  EXPECT_FALSE(check_signature(request, *authorization, key).has_value());
  return mismatch_of(request, *authorization, key);
}

// What differs when `sent` was signed and `came` came.
std::string differs(Example sent, Example came) {
  sign(came, canonical_of(sent));
  return mismatch(came).differs;
}

TEST(Mismatch, of_the_payload_is_told) {
  auto sent = list_users();
  sent.body = "";
  EXPECT_EQ(differs(sent, list_users()), "the payload: the client signed an empty body");

  auto came = list_users();
  came.field("X-Amz-Content-SHA256") = hex_encode(sha256("Action=ListRoles"));
  sent.body = "Action=ListRoles";
  EXPECT_THAT(differs(sent, came), StartsWith("the payload: the client signed what x-amz-content-sha256 says"));
}

TEST(Mismatch, of_a_payload_that_is_not_signed_is_told) {
  auto came = list_users();
  auto canonical = canonical_of(came);
  canonical.resize(canonical.rfind('\n') + 1);
  sign(came, canonical + "UNSIGNED-PAYLOAD");
  EXPECT_EQ(mismatch(came).differs, "the payload: the client signed UNSIGNED-PAYLOAD");
}

TEST(Mismatch, of_the_host_is_told_with_the_one_that_was_signed) {
  for (auto const* host : {"127.0.0.1", "localhost:4566", "iam.amazonaws.com", "sts.us-east-1.amazonaws.com"}) {
    auto sent = list_users();
    sent.field("Host") = host;
    EXPECT_EQ(differs(sent, list_users()),
              std::string("the header host: the client signed ") + host + ", and 127.0.0.1:4566 came");
  }
}

TEST(Mismatch, of_the_method_is_told) {
  auto sent = list_users();
  sent.method = "GET";
  EXPECT_EQ(differs(sent, list_users()), "the method: the client signed GET, and POST came");
}

TEST(Mismatch, of_the_query_is_told) {
  auto came = list_users();
  came.target = "/?b=1&a=2";
  EXPECT_EQ(differs(list_users(), came), "the query: the client signed none");

  auto canonical = canonical_of(came);
  canonical.replace(canonical.find("a=2&b=1"), 7, "b=1&a=2");
  sign(came, canonical);
  EXPECT_THAT(mismatch(came).differs, StartsWith("the query: the client signed it as it sent it"));
}

TEST(Mismatch, of_nothing_that_is_tried_leaves_the_secret) {
  auto came = list_users();
  sign(came, canonical_of(came));
  EXPECT_THAT(mismatch(came, Secret("another")).differs, StartsWith("the secret key, or a header"));
}

TEST(Mismatch, has_what_the_server_would_have_signed) {
  auto came = list_users();
  sign(came, canonical_of(came));
  auto const told = mismatch(came, Secret("another"));
  EXPECT_EQ(told.canonical_request, canonical_of(came));
  EXPECT_THAT(told.string_to_sign,
              HasSubstr("20260131/us-east-1/iam/aws4_request\n" + hex_encode(sha256(told.canonical_request))));
}

}  // namespace
}  // namespace iam::sigv4
