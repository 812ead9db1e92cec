// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
#include "iam/policy/requester.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::policy {
namespace {

TEST(RequesterNamed, is_who_an_arn_names) {
  EXPECT_EQ(requester_named("arn:aws:iam::123456789012:root")->kind, RequesterKind::kRoot);
  EXPECT_EQ(requester_named("arn:aws:iam::123456789012:user/division/Bob")->kind, RequesterKind::kUser);
  EXPECT_EQ(requester_named("arn:aws:sts::123456789012:federated-user/Guest")->kind, RequesterKind::kFederatedUser);
  auto const role = requester_named("arn:aws-cn:iam::123456789012:role/team/app");
  EXPECT_EQ(role->kind, RequesterKind::kRoleSession);
  EXPECT_EQ(role->principal_arn, role->arn);
  EXPECT_EQ(role->account, AccountId(123'456'789'012));
}

TEST(RequesterNamed, a_session_has_the_permissions_of_its_role) {
  auto const session = requester_named("arn:aws:sts::123456789012:assumed-role/app/job-7");
  ASSERT_TRUE(session.has_value());
  EXPECT_EQ(session->arn, "arn:aws:sts::123456789012:assumed-role/app/job-7");
  EXPECT_EQ(session->principal_arn, "arn:aws:iam::123456789012:role/app");
}

TEST(RequesterNamed, is_nobody_for_other_arns) {
  for (auto const* arn : {"", "Bob", "arn:aws:iam::123456789012:user/", "arn:aws:iam::123456789012:group/readers",
                          "arn:aws:iam::12:user/Bob", "arn:aws:iam:us-east-1:123456789012:user/Bob",
                          "arn:aws:sts::123456789012:assumed-role/app", "arn:aws:sts::123456789012:assumed-role/app/",
                          "arn:aws:sts::123456789012:assumed-role//job-7", "arn:aws-mars:iam::123456789012:user/Bob",
                          "arn:aws-mars:sts::123456789012:assumed-role/app/job-7", "arn:aws:s3:::bucket"}) {
    EXPECT_FALSE(requester_named(arn).has_value()) << arn;
  }
}

TEST(RequesterKeys, are_added_unless_they_are_there) {
  Context context;
  context.set("aws:PrincipalType", "Other");
  add_requester_keys(*requester_named("arn:aws:iam::123456789012:user/division/Bob"), context);
  auto const value = [&](std::string_view key) {
    auto const* entry = context.find(key);
    return entry == nullptr ? std::string() : entry->values.front();
  };
  EXPECT_EQ(value("aws:PrincipalArn"), "arn:aws:iam::123456789012:user/division/Bob");
  EXPECT_EQ(value("aws:PrincipalAccount"), "123456789012");
  EXPECT_EQ(value("aws:username"), "Bob");
  EXPECT_EQ(value("aws:PrincipalType"), "Other");

  Context of_role;
  add_requester_keys(*requester_named("arn:aws:iam::123456789012:role/app"), of_role);
  EXPECT_EQ(of_role.find("aws:username"), nullptr);
}

}  // namespace
}  // namespace iam::policy
