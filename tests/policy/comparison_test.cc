// How AWS tells that a role's trust policy was changed: one written otherwise was recorded to be the same
// (radkawar/stackd, testdata/aws/iam/role_acquisition.json).
#include "iam/policy/comparison.h"

#include <gtest/gtest.h>

namespace iam::policy {
namespace {

constexpr auto kTrust =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},)"
    R"("Action":["sts:AssumeRole","sts:TagSession"]}]})";

TEST(SayTheSame, however_they_are_written) {
  EXPECT_TRUE(say_the_same(kTrust, R"({ "Statement": {"Action": ["sts:TagSession", "sts:AssumeRole"],
    "Principal": {"Service": ["a.amazonaws.com"]}, "Effect": "Allow"}, "Version": "2012-10-17" })"));
}

TEST(SayTheSame, only_when_they_do) {
  for (auto const* other :
       {R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"Service":"a.amazonaws.com"},)"
        R"("Action":["sts:AssumeRole","sts:TagSession"]}]})",
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"b.amazonaws.com"},)"
        R"("Action":["sts:AssumeRole","sts:TagSession"]}]})",
        R"({"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},)"
        R"("Action":["sts:AssumeRole","sts:TagSession"]}]})",
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},)"
        R"("Action":["sts:AssumeRole"]}]})",
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},)"
        R"("Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"Bool":{"a:b":"true"}}}]})",
        "no policy"}) {
    EXPECT_FALSE(say_the_same(kTrust, other)) << other;
  }
  EXPECT_TRUE(say_the_same("no policy", "no policy"));
}

}  // namespace
}  // namespace iam::policy
