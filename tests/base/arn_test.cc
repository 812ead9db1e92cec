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
           Case{"eu-isoe-west-1", "aws-iso-e"},
           Case{"us-isof-east-1", "aws-iso-f"},
           Case{"us-isof-south-1", "aws-iso-f"},
           Case{"eusc-de-east-1", "aws-eusc"},
           Case{"", "aws"},
           Case{"mars-north-1", "aws"},
           Case{"us-cn-1", "aws"},
       }) {
    EXPECT_EQ(partition_name(partition_of_region(region)), partition) << region;
  }
}

TEST(Partition, is_found_by_its_name_and_has_its_iam_in_one_of_its_regions) {
  for (auto const* name :
       {"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"}) {
    auto const partition = partition_named(name);
    ASSERT_TRUE(partition.has_value()) << name;
    EXPECT_EQ(partition_name(*partition), name);
    EXPECT_EQ(partition_of_region(iam_region(*partition)), *partition) << name;
  }
  for (auto const* name : {"", "AWS", "aws-", "aws-mars", "s3"})
    EXPECT_FALSE(partition_named(name).has_value()) << name;
}

TEST(IamArn, names_an_entity_of_an_account) {
  auto const bob = parse_iam_arn("arn:aws-cn:iam::123456789012:user/division_abc/team/Bob");
  ASSERT_TRUE(bob.has_value());
  EXPECT_EQ(bob->partition, Partition::kAwsChina);
  EXPECT_EQ(bob->account, kAccount);
  EXPECT_EQ(bob->kind, "user");
  EXPECT_EQ(bob->path, "/division_abc/team/");
  EXPECT_EQ(bob->name, "Bob");
}

TEST(IamArn, is_written_as_it_was_read) {
  for (auto const* text :
       {"arn:aws:iam::123456789012:user/Bob", "arn:aws-eusc:iam::000000000007:instance-profile/a//b/c",
        "arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:oidc-provider/idp.example.com:8443/x"}) {
    auto const named = parse_iam_arn(text);
    ASSERT_TRUE(named.has_value()) << text;
    EXPECT_EQ(iam_arn(named->partition, named->account, named->kind, named->path, named->name), text);
  }
}

TEST(IamArn, is_of_iam_and_of_a_known_partition_and_has_a_name) {
  for (auto const* text :
       {"", "arn:aws:sts::123456789012:assumed-role/R/s", "arn:aws:iam:us-east-1:123456789012:user/Bob",
        "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:mars:iam::123456789012:user/Bob",
        "arn:aws:iam::12345678901:user/Bob", "arn:aws:iam::123456789012:user", "arn:aws:iam::123456789012:user/",
        "arn:aws:iam::123456789012:user/a/", "arn:aws:iam::123456789012:/Bob", "arn:aws:iam::123456789012:roots"}) {
    EXPECT_FALSE(parse_iam_arn(text).has_value()) << text;
  }
}

TEST(IamArn, of_what_aws_owns_has_no_number) {
  EXPECT_EQ(aws_owned_arn(Partition::kAwsUsGov, "policy", "/job-function/", "Billing"),
            "arn:aws-us-gov:iam::aws:policy/job-function/Billing");
}

}  // namespace
}  // namespace iam
