// Who a request comes from with `--auth off`: the default credentials of architecture.md's contract.
#include "emulator.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::gateway {
namespace {

class Callers : public Emulator {
 protected:
  // The ARN that GetCallerIdentity tells whoever sends this Authorization header.
  std::string arn(std::string const& authorization) {
    return element(send("POST", "/", {kForm, {"Authorization", authorization}}, kGetCallerIdentity).body, "Arn");
  }

  static std::string signed_by(std::string const& key, std::string const& region = "us-east-1") {
    return "AWS4-HMAC-SHA256 Credential=" + key + "/20260305/" + region +
           "/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=00";
  }
};

constexpr char kDefaultRoot[] = "arn:aws:iam::123456789012:root";

TEST_F(Callers, without_credentials_are_root_of_the_default_account) {
  EXPECT_EQ(element(post(kGetCallerIdentity).body, "Arn"), kDefaultRoot);
}

TEST_F(Callers, with_any_key_are_root_of_the_default_account) {
  for (auto const* key : {"test", "AKIAIOSFODNN7EXAMPLE", "", "12345678901", "1234567890123", "12345678901a"}) {
    EXPECT_EQ(arn(signed_by(key)), kDefaultRoot) << key;
  }
}

TEST_F(Callers, with_rubbish_for_credentials_are_root_of_the_default_account) {
  for (auto const* rubbish : {"", "Bearer x", "Basic dGVzdDp0ZXN0", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=",
                              "AWS4-HMAC-SHA256 Credential=111122223333", "AWS 111122223333:sig"}) {
    EXPECT_EQ(arn(rubbish), kDefaultRoot) << rubbish;
  }
}

TEST_F(Callers, with_twelve_digits_for_a_key_are_root_of_that_account) {
  EXPECT_EQ(arn(signed_by("111122223333")), "arn:aws:iam::111122223333:root");
  EXPECT_EQ(arn(signed_by("000000000000")), "arn:aws:iam::000000000000:root");
}

TEST_F(Callers, see_only_their_own_account) {
  auto const as = [&](std::string const& key, std::string_view form) {
    return send("POST", "/", {kForm, {"Authorization", signed_by(key)}}, form);
  };
  EXPECT_EQ(as("111111111111", "Action=CreateUser&Version=2010-05-08&UserName=Bob").status, 200);
  EXPECT_EQ(as("111111111111", "Action=GetUser&Version=2010-05-08&UserName=Bob").status, 200);
  EXPECT_EQ(as("222222222222", "Action=GetUser&Version=2010-05-08&UserName=Bob").status, 404);
  EXPECT_EQ(as("222222222222", "Action=CreateUser&Version=2010-05-08&UserName=Bob").status, 200);
}

// A presigned request carries its credential as a parameter.
TEST_F(Callers, of_presigned_requests_are_told_by_their_parameter) {
  auto const response = send("GET",
                             "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                             "&X-Amz-Credential=111122223333%2F20260305%2Fcn-north-1%2Fsts%2Faws4_request");
  EXPECT_EQ(element(response.body, "Arn"), "arn:aws-cn:iam::111122223333:root");
}

// [M; aws.md section 9]
TEST_F(Callers, have_the_partition_of_the_region_they_sign_for) {
  EXPECT_EQ(arn(signed_by("111122223333", "cn-northwest-1")), "arn:aws-cn:iam::111122223333:root");
  EXPECT_EQ(arn(signed_by("test", "us-gov-west-1")), "arn:aws-us-gov:iam::123456789012:root");
  EXPECT_EQ(arn(signed_by("test", "eu-west-1")), kDefaultRoot);
  auto const created = send("POST", "/", {kForm, {"authorization", signed_by("test", "us-iso-east-1")}},
                            "Action=CreateUser&Version=2010-05-08&UserName=Bob");
  EXPECT_EQ(element(created.body, "Arn"), "arn:aws-iso:iam::123456789012:user/Bob");
}

// GetUser without a name as root: the account id, no UserName, no Path. [C; aws.md section 9]
TEST_F(Callers, who_are_root_see_themselves_without_a_name) {
  auto const body = post("Action=GetUser&Version=2010-05-08").body;
  EXPECT_EQ(element(body, "UserId"), "123456789012");
  EXPECT_EQ(element(body, "Arn"), kDefaultRoot);
  EXPECT_EQ(element(body, "UserName"), "none");
  EXPECT_EQ(element(body, "Path"), "none");
}

}  // namespace
}  // namespace iam::gateway
