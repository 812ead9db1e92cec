// Access advisor: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kS3ReadOnly = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

std::string statement(std::string const& effect, std::string const& element, std::string const& action) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":")" + effect + R"(",")" + element + R"(":")" + action +
         R"(","Resource":"*"}})";
}

class PoliciesGrantingServiceAccess : public testing::Test {
 protected:
  PoliciesGrantingServiceAccess() { me.create_user("Ada"); }

  void embed(std::string const& name, std::string const& document) {
    me.iam("PutUserPolicy", {{"UserName", "Ada"}, {"PolicyName", name}, {"PolicyDocument", document}});
  }
  Answer list(std::string const& resource, std::string const& service) {
    return me.iam("ListPoliciesGrantingServiceAccess",
                  {{"Arn", me.arn(resource)}, {"ServiceNamespaces.member.1", service}});
  }
  std::vector<std::string> granting(std::string const& service) {
    return list("user/Ada", service).texts("PoliciesGrantingServiceAccess/member/Policies", "PolicyName");
  }

  Caller me;
};

TEST_F(PoliciesGrantingServiceAccess, are_those_that_allow_some_action_of_the_service) {
  embed("objects", statement("Allow", "Action", "S3:GetObject"));
  embed("queues", statement("Allow", "Action", "sqs:*"));
  embed("everything", statement("Allow", "Action", "*"));
  embed("never", statement("Deny", "Action", "s3:*"));
  EXPECT_THAT(granting("s3"), ElementsAre("objects", "everything"));
  EXPECT_THAT(granting("sqs"), ElementsAre("queues", "everything"));
}

TEST_F(PoliciesGrantingServiceAccess, allow_what_not_action_leaves) {
  embed("but-objects", statement("Allow", "NotAction", "s3:*"));
  embed("but-reading", statement("Allow", "NotAction", "s3:Get*"));
  EXPECT_THAT(granting("s3"), ElementsAre("but-reading"));
  EXPECT_THAT(granting("sqs"), ElementsAre("but-objects", "but-reading"));
}

// An inline policy is shown with its entity, a managed one with its ARN.
TEST_F(PoliciesGrantingServiceAccess, are_shown_by_kind) {
  embed("own", statement("Allow", "Action", "s3:*"));
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kS3ReadOnly}});
  auto const answer = list("user/Ada", "s3");
  constexpr auto kPolicies = "PoliciesGrantingServiceAccess/member/Policies";
  EXPECT_THAT(answer.texts(kPolicies, "PolicyName"), ElementsAre("own", "AmazonS3ReadOnlyAccess"));
  EXPECT_THAT(answer.texts(kPolicies, "PolicyType"), ElementsAre("INLINE", "MANAGED"));
  EXPECT_THAT(answer.texts(kPolicies, "PolicyArn"), ElementsAre("", kS3ReadOnly));
  EXPECT_THAT(answer.texts(kPolicies, "EntityType"), ElementsAre("USER", ""));
  EXPECT_THAT(answer.texts(kPolicies, "EntityName"), ElementsAre("Ada", ""));
}

TEST_F(PoliciesGrantingServiceAccess, of_a_user_include_those_of_its_groups) {
  me.iam("CreateGroup", {{"GroupName", "team"}});
  me.iam("AddUserToGroup", {{"GroupName", "team"}, {"UserName", "Ada"}});
  me.iam("AttachGroupPolicy", {{"GroupName", "team"}, {"PolicyArn", kS3ReadOnly}});
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kS3ReadOnly}});
  EXPECT_THAT(granting("s3"), ElementsAre("AmazonS3ReadOnlyAccess"));
  EXPECT_THAT(list("group/team", "s3").texts("PoliciesGrantingServiceAccess/member/Policies", "PolicyName"),
              ElementsAre("AmazonS3ReadOnlyAccess"));
}

TEST_F(PoliciesGrantingServiceAccess, are_listed_for_each_service_even_when_there_are_none) {
  auto const answer = me.iam(
      "ListPoliciesGrantingServiceAccess",
      {{"Arn", me.arn("user/Ada")}, {"ServiceNamespaces.member.1", "sqs"}, {"ServiceNamespaces.member.2", "ec2"}});
  EXPECT_EQ(answer.text("IsTruncated"), "false");
  EXPECT_THAT(answer.texts("PoliciesGrantingServiceAccess", "ServiceNamespace"), ElementsAre("sqs", "ec2"));
  EXPECT_THAT(answer.texts("PoliciesGrantingServiceAccess/member/Policies", "PolicyName"), IsEmpty());
}

TEST_F(PoliciesGrantingServiceAccess, are_paged_by_services) {
  Pairs parameters = {{"Arn", me.arn("user/Ada")}};
  for (int i = 1; i <= 150; ++i) {
    parameters.emplace_back("ServiceNamespaces.member." + std::to_string(i), "service" + std::to_string(i));
  }
  auto const first = me.iam("ListPoliciesGrantingServiceAccess", parameters);
  EXPECT_EQ(first.text("IsTruncated"), "true");
  parameters.emplace_back("Marker", first.text("Marker"));
  auto const rest = me.iam("ListPoliciesGrantingServiceAccess", parameters);
  EXPECT_EQ(rest.text("IsTruncated"), "false");
  EXPECT_EQ(rest.text("PoliciesGrantingServiceAccess/member/ServiceNamespace"), "service101");
}

// The codes are documented; the wording is not confirmed.
TEST_F(PoliciesGrantingServiceAccess, need_a_principal_that_exists) {
  EXPECT_EQ(list("user/nobody", "s3").code(), "NoSuchEntity");
  EXPECT_EQ(list("user/elsewhere/Ada", "s3").code(), "NoSuchEntity");
  EXPECT_EQ(list("mfa/device", "s3").code(), "InvalidInput");
}

}  // namespace
}  // namespace conformance
