// Huawei Cloud's signature, held to what the official Node client signs.
#include "iam/sigv4/sdk_hmac.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam::sigv4 {
namespace {

constexpr Time kSigned = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

// The vectors were produced by the signer of @huaweicloud/huaweicloud-sdk-core 3.1.211.
class SdkHmac : public ::testing::Test {
 protected:
  Request request(std::string_view method, std::string_view target, std::string_view body) const {
    return {method, target, headers_, body};
  }
  SdkAuthorization authorization(std::string_view signature) const {
    return {"EXAMPLEAK00000000001", "content-type;host;x-domain-id;x-sdk-date", signature};
  }
  std::string canonical_hash(Request const& request) const {
    return hex_encode(
        sha256(*sdk_canonical_request(request, authorization("").signed_headers, SegmentEncoding::kOnce)));
  }

  std::vector<Header> headers_{{"Host", "127.0.0.1:8080"},
                               {"Content-Type", "application/json"},
                               {"X-Sdk-Date", "20260101T000000Z"},
                               {"X-Domain-Id", "0123456789abcdef0123456789abcdef"}};
  Secret secret_{"EXAMPLESK0000000000000000000000000000001"};
  Request get_ = request("GET", "/v5/users?marker=a%2Bb%2Fc%3D%3D&limit=2", "");
  Request post_ = request("POST", "/v5/users", R"({"name":"bob","enabled":true})");
  SdkAuthorization of_get_ = authorization("086c467a4d57e0b4b40cd6b923eb3ec63c070541b620c4726464129b68d4f32b");
  SdkAuthorization of_post_ = authorization("f0c90b7e628f564982ae7e9aac5772be7d3182330259f29f71dc665dfb1cee3d");
};

TEST_F(SdkHmac, canonicalizes_as_the_client_does) {
  EXPECT_EQ(canonical_hash(get_), "038a036582bc7c9c01ece1d3442a85915deeb84511052dacbc22de175900e68e");
  EXPECT_EQ(canonical_hash(post_), "82b275b2f592f866ecde762b3ac6a367bd8c02a4e36c73c902eccb1feca985cc");
}

TEST_F(SdkHmac, knows_what_its_holder_signed) {
  EXPECT_TRUE(is_signed(get_, of_get_, secret_, kSigned));
  EXPECT_TRUE(is_signed(post_, of_post_, secret_, kSigned));
}

TEST_F(SdkHmac, refuses_what_differs_in_anything_signed) {
  EXPECT_FALSE(is_signed(get_, of_post_, secret_, kSigned));
  EXPECT_FALSE(is_signed(get_, of_get_, Secret("another"), kSigned));
  EXPECT_FALSE(is_signed(get_, authorization(""), secret_, kSigned));
  EXPECT_FALSE(is_signed(request("GET", "/v5/users?limit=2", ""), of_get_, secret_, kSigned));
  EXPECT_FALSE(is_signed(request("PUT", "/v5/users", post_.body), of_post_, secret_, kSigned));
  EXPECT_FALSE(is_signed(request("POST", "/v5/groups", post_.body), of_post_, secret_, kSigned));
  EXPECT_FALSE(is_signed(request("POST", "/v5/users", "{}"), of_post_, secret_, kSigned));
  headers_[3].value = "another";
  EXPECT_FALSE(is_signed(get_, of_get_, secret_, kSigned));
  headers_.pop_back();
  EXPECT_FALSE(is_signed(request("GET", get_.target.text, ""), of_get_, secret_, kSigned));
}

TEST_F(SdkHmac, refuses_what_was_signed_long_ago_or_not_yet) {
  EXPECT_TRUE(is_signed(get_, of_get_, secret_, kSigned + std::chrono::minutes(15)));
  EXPECT_TRUE(is_signed(get_, of_get_, secret_, kSigned - std::chrono::minutes(15)));
  EXPECT_FALSE(is_signed(get_, of_get_, secret_, kSigned + std::chrono::seconds(901)));
  EXPECT_FALSE(is_signed(get_, of_get_, secret_, kSigned - std::chrono::seconds(901)));
}

// Otherwise a recorded signature would be good for ever.
TEST_F(SdkHmac, must_cover_its_date) {
  SdkAuthorization const without_date{"AK", "content-type;host", "00"};
  auto const canonical = *sdk_canonical_request(get_, without_date.signed_headers, SegmentEncoding::kOnce);
  auto const signature =
      hex_encode(hmac_sha256(secret_.reveal(), "SDK-HMAC-SHA256\n20260101T000000Z\n" + hex_encode(sha256(canonical))));
  EXPECT_FALSE(is_signed(get_, {"AK", without_date.signed_headers, signature}, secret_, kSigned));
}

// The Node client encodes a path that is encoded already, the Python client decodes it first.
TEST_F(SdkHmac, encodes_a_path_once_or_twice) {
  auto const spaced = request("GET", "/v5/users/a%20b", "");
  auto const path = [&](SegmentEncoding encoding) {
    auto const text = *sdk_canonical_request(spaced, "host", encoding);
    return text.substr(4, text.find('\n', 4) - 4);
  };
  EXPECT_EQ(path(SegmentEncoding::kOnce), "/v5/users/a%20b/");
  EXPECT_EQ(path(SegmentEncoding::kTwice), "/v5/users/a%2520b/");
}

TEST_F(SdkHmac, hashes_no_payload_that_is_said_to_be_unsigned) {
  headers_.push_back({"X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD"});
  auto const unsigned_request = request("POST", "/v5/users", "{}");
  auto const ends_with = [&](std::string_view signed_headers, std::string_view end) {
    return sdk_canonical_request(unsigned_request, signed_headers, SegmentEncoding::kOnce)->ends_with(end);
  };
  EXPECT_TRUE(ends_with("host;x-sdk-content-sha256", "\nUNSIGNED-PAYLOAD"));
  EXPECT_FALSE(ends_with("host", "\nUNSIGNED-PAYLOAD"));
}

TEST(SdkAuthorization, is_taken_apart) {
  auto const parsed = parse_sdk_authorization("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=0a");
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->access_key_id, "AK");
  EXPECT_EQ(parsed->signed_headers, "host;x-sdk-date");
  EXPECT_EQ(parsed->signature, "0a");
}

TEST(SdkAuthorization, is_nothing_else) {
  for (auto const* text :
       {"", "SDK-HMAC-SHA256", "SDK-HMAC-SHA256 ", "SDK-HMAC-SHA256, Access=AK, SignedHeaders=h, Signature=0",
        "SDK-HMAC-SHA256 Access=AK", "SDK-HMAC-SHA256 Access=AK, SignedHeaders=h",
        "SDK-HMAC-SHA256 Access=, SignedHeaders=h, Signature=0",
        "SDK-HMAC-SHA256 SignedHeaders=h, Access=AK, Signature=0",
        "V11-HMAC-SHA256 Access=AK, SignedHeaders=h, Signature=0",
        "SDK-HMAC-SHA256 Access=AK, SignedHeaders=h, Signature=0, More=1", "AWS4-HMAC-SHA256 Credential=AK/d/r/s/t"}) {
    EXPECT_FALSE(parse_sdk_authorization(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace iam::sigv4
