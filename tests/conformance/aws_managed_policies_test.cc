// The policies that AWS manages, as every account sees them.
// Sources in the comments: LS recordings of AWS, D documentation; ? means that no source is known.
#include "client/policy_client.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kBatch = "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole";

// Dates and default version are AWS's. No source publishes the descriptions: GetPolicy leaves them out.
TEST(AwsManagedPolicy, looks_like_one_of_the_accounts_own) {
  Caller me;
  auto const answer = get_policy(me, kAdministrator);
  EXPECT_THAT(answer.names("Policy"),
              ElementsAre("PolicyName", "PolicyId", "Arn", "Path", "DefaultVersionId", "AttachmentCount",
                          "PermissionsBoundaryUsageCount", "IsAttachable", "CreateDate", "UpdateDate", "Tags"));
  EXPECT_EQ(answer.text("Policy/PolicyName"), "AdministratorAccess");
  EXPECT_EQ(answer.text("Policy/Arn"), kAdministrator);
  EXPECT_EQ(answer.text("Policy/Path"), "/");
  EXPECT_EQ(answer.text("Policy/DefaultVersionId"), "v1");
  EXPECT_EQ(answer.text("Policy/CreateDate"), "2015-02-06T18:39:46Z");
  EXPECT_EQ(get_policy(me, kBatch).text("Policy/Path"), "/service-role/");
}

TEST(AwsManagedPolicy, has_one_id_in_every_account) {
  Caller me;
  Caller other;
  auto const id = get_policy(me, kAdministrator).text("Policy/PolicyId");
  EXPECT_EQ(id.size(), 21U);
  EXPECT_THAT(id, StartsWith("ANPA"));
  EXPECT_EQ(get_policy(other, kAdministrator).text("Policy/PolicyId"), id);
  EXPECT_NE(get_policy(me, kBatch).text("Policy/PolicyId"), id);
}

TEST(AwsManagedPolicy, has_the_document_of_its_default_version) {
  Caller me;
  auto const answer = on_version(me, "GetPolicyVersion", kAdministrator, "v1");
  EXPECT_EQ(answer.text("PolicyVersion/Document"),
            "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Action%22%3A%22%2A%22%2C%22Effect%22%3A"
            "%22Allow%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D");
  EXPECT_EQ(answer.text("PolicyVersion/IsDefaultVersion"), "true");
  EXPECT_THAT(me.iam("ListPolicyVersions", {{"PolicyArn", kAdministrator}}).texts("Versions", "VersionId"),
              ElementsAre("v1"));
}

// Every one of them, so that none lies on the wrong place of its block.
TEST(AwsManagedPolicy, has_a_document_whichever_it_is) {
  Caller me;
  std::string marker;
  int documents = 0;
  do {
    Pairs parameters = {{"Scope", "AWS"}, {"MaxItems", "1000"}};
    if (!marker.empty()) parameters.push_back({"Marker", marker});
    auto const page = me.iam("ListPolicies", parameters);
    auto const arns = page.texts("Policies", "Arn");
    auto const versions = page.texts("Policies", "DefaultVersionId");
    for (std::size_t i = 0; i < arns.size(); ++i) {
      auto const document = on_version(me, "GetPolicyVersion", arns[i], versions[i]).text("PolicyVersion/Document");
      EXPECT_THAT(document, StartsWith("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A")) << arns[i];
      EXPECT_THAT(document, EndsWith("%7D")) << arns[i];
      ++documents;
    }
    marker = page.text("Marker");
  } while (!marker.empty());
  EXPECT_GT(documents, 1400);
}

// Only the default versions are known.
TEST(AwsManagedPolicy, has_no_other_version) {
  Caller me;
  auto const version = get_policy(me, kBatch).text("Policy/DefaultVersionId");
  EXPECT_NE(version, "v1");
  EXPECT_THAT(on_version(me, "GetPolicyVersion", kBatch, "v1"),
              fails_with(404, "NoSuchEntity",
                         std::string("Policy ") + kBatch + " version v1 does not exist or is not attachable."));
}

// LS
TEST(AwsManagedPolicy, cannot_be_changed) {
  Caller me;
  constexpr auto kUpdate = "Cannot update policies outside your own account.";
  EXPECT_THAT(delete_policy(me, kAdministrator),
              fails_with(403, "AccessDenied", "Cannot delete policies outside your own account."));
  EXPECT_THAT(on_version(me, "DeletePolicyVersion", kAdministrator, "v1"),
              fails_with(403, "AccessDenied", "Cannot delete policy versions for policies outside your own account."));
  EXPECT_THAT(on_version(me, "SetDefaultPolicyVersion", kAdministrator, "v1"),
              fails_with(403, "AccessDenied", kUpdate));
  EXPECT_THAT(create_version(me, kAdministrator), fails_with(403, "AccessDenied", kUpdate));
}

// D: every partition has them, under its own name.
TEST(AwsManagedPolicy, belongs_to_the_partition_of_the_caller) {
  Caller me(shared_server(), Caller::new_account(), "cn-north-1");
  auto const arn = std::string("arn:aws-cn:iam::aws:policy/AdministratorAccess");
  EXPECT_EQ(get_policy(me, arn).text("Policy/Arn"), arn);
  EXPECT_THAT(get_policy(me, kAdministrator), fails_with(400, "ValidationError", "Invalid ARN partition"));
  EXPECT_THAT(me.iam("ListPolicies", {{"MaxItems", "1"}}).text("Policies/member/Arn"), HasSubstr("arn:aws-cn:"));
}

// The counts are those of the caller's account.
TEST(AwsManagedPolicy, is_counted_by_account) {
  Caller me;
  Caller other;
  use_policy(me, kAdministrator);
  auto const mine = get_policy(me, kAdministrator);
  EXPECT_EQ(mine.text("Policy/AttachmentCount"), "2");
  EXPECT_EQ(mine.text("Policy/PermissionsBoundaryUsageCount"), "1");
  auto const theirs = get_policy(other, kAdministrator);
  EXPECT_EQ(theirs.text("Policy/AttachmentCount"), "0");
  EXPECT_EQ(theirs.text("Policy/PermissionsBoundaryUsageCount"), "0");
}

}  // namespace
}  // namespace conformance
