#include "iam/base/arn.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

constexpr AccountId kAccount(123456789012);

TEST(Arn, of_a_user_has_its_path_before_its_name) {
  EXPECT_EQ(iam_arn(Partition::kAws, kAccount, "user", "/division_abc/", "Bob"),
            "arn:aws:iam::123456789012:user/division_abc/Bob");
  EXPECT_EQ(iam_arn(Partition::kAwsChina, kAccount, "user", "/", "Bob"), "arn:aws-cn:iam::123456789012:user/Bob");
}

TEST(Arn, of_root_keeps_the_zeros_of_its_account) {
  EXPECT_EQ(root_arn(Partition::kAwsUsGov, AccountId(7)), "arn:aws-us-gov:iam::000000000007:root");
}

TEST(Arn, is_taken_apart_at_its_first_five_colons) {
  auto const parts = parse_arn("arn:aws:logs:eu-west-1:123456789012:log-group:/a:*");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->partition, "aws");
  EXPECT_EQ(parts->service, "logs");
  EXPECT_EQ(parts->region, "eu-west-1");
  EXPECT_EQ(parts->account, "123456789012");
  EXPECT_EQ(parts->resource, "log-group:/a:*");
}

TEST(Arn, may_have_empty_parts) {
  auto const parts = parse_arn("arn:::::");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->partition, "");
  EXPECT_EQ(parts->resource, "");
}

TEST(Arn, needs_six_parts_that_begin_with_arn) {
  for (auto const* text : {"", "arn", "arn:aws:iam::123456789012", "ARN:aws:iam::123456789012:root",
                           "xarn:aws:iam::123456789012:root", ":arn:aws:iam::root"}) {
    EXPECT_FALSE(parse_arn(text).has_value()) << text;
  }
}

// The partition of every ARN follows the credential scope's region. [M; aws.md section 9]
TEST(Partition, follows_the_region) {
  struct Case {
    char const* region;
    char const* partition;
  };
  for (auto const& [region, partition] : {
           Case{"us-east-1", "aws"},
           Case{"eu-central-1", "aws"},
           Case{"cn-north-1", "aws-cn"},
           Case{"cn-northwest-1", "aws-cn"},
           Case{"us-gov-west-1", "aws-us-gov"},
           Case{"us-iso-east-1", "aws-iso"},
           Case{"us-isob-east-1", "aws-iso-b"},
           Case{"", "aws"},
           Case{"mars-north-1", "aws"},
           Case{"us-cn-1", "aws"},
       }) {
    EXPECT_EQ(partition_name(partition_of_region(region)), partition) << region;
  }
}

}  // namespace
}  // namespace iam
