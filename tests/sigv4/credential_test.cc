#include "iam/sigv4/credential.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace iam::sigv4 {
namespace {

TEST(Credential, is_five_parts) {
  auto const credential = parse_credential("AKIDEXAMPLE/20260101/us-east-1/iam/aws4_request");
  ASSERT_TRUE(credential.has_value());
  EXPECT_EQ(credential->access_key_id, "AKIDEXAMPLE");
  EXPECT_EQ(credential->date, "20260101");
  EXPECT_EQ(credential->region, "us-east-1");
  EXPECT_EQ(credential->service, "iam");
  EXPECT_EQ(credential->terminator, "aws4_request");
}

TEST(Credential, is_not_four_or_six) {
  for (auto const* text : {"", "/", "a/b/c/d", "a/b/c/d/e/f", "a/b/c/d/e/", "AKIDEXAMPLE"}) {
    EXPECT_FALSE(parse_credential(text).has_value()) << text;
  }
}

TEST(Credential, may_have_empty_parts) {
  auto const credential = parse_credential("////");
  ASSERT_TRUE(credential.has_value());
  EXPECT_EQ(credential->access_key_id, "");
  EXPECT_EQ(credential->terminator, "");
}

TEST(Credential, is_found_in_the_header_whatever_its_place) {
  for (auto const* header : {"AWS4-HMAC-SHA256 Credential=K/D/R/S/T, SignedHeaders=host, Signature=00",
                             "AWS4-HMAC-SHA256 Credential=K/D/R/S/T,SignedHeaders=host,Signature=00",
                             "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00, Credential=K/D/R/S/T"}) {
    auto const credential = credential_of_header(header);
    ASSERT_TRUE(credential.has_value()) << header;
    EXPECT_EQ(credential->access_key_id, "K");
    EXPECT_EQ(credential->terminator, "T");
  }
}

TEST(Credential, is_absent_from_other_headers) {
  for (auto const* header :
       {"", "Bearer token", "Basic dXNlcjpwYXNz", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=K/D/R", "AWS AKID:signature", "Credential=K/D/R/S/T"}) {
    EXPECT_FALSE(credential_of_header(header).has_value()) << header;
  }
}

RC_GTEST_PROP(CredentialProperty, is_what_its_parts_were_joined_from, ()) {
  auto const part = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcXYZ019-_%+=. ")));
  auto const parts = *rc::gen::container<std::vector<std::string>>(5, part);
  auto const text = parts[0] + "/" + parts[1] + "/" + parts[2] + "/" + parts[3] + "/" + parts[4];
  auto const credential = parse_credential(text);
  RC_ASSERT(credential.has_value());
  RC_ASSERT(credential->access_key_id == parts[0]);
  RC_ASSERT(credential->date == parts[1]);
  RC_ASSERT(credential->region == parts[2]);
  RC_ASSERT(credential->service == parts[3]);
  RC_ASSERT(credential->terminator == parts[4]);
}

RC_GTEST_PROP(CredentialProperty, reading_anything_does_no_harm, (std::string const& text)) {
  parse_credential(text);
  credential_of_header("AWS4-HMAC-SHA256 Credential=" + text);
}

}  // namespace
}  // namespace iam::sigv4
