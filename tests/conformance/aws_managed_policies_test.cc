// The policies that AWS manages, as every account sees them.
// Sources in the comments: LS recordings of AWS, D documentation; ? means that no source is known.
#include "client/policy_client.h"

namespace conformance {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto kBatch = "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole";

// D: every member is AWS's.
TEST(AwsManagedPolicy, looks_like_one_of_the_accounts_own) {
  Caller me;
  auto const answer = get_policy(me, kAdministrator);
  EXPECT_THAT(answer.names("Policy"), ElementsAre("PolicyName", "PolicyId", "Arn", "Path", "DefaultVersionId",
                                                  "AttachmentCount", "PermissionsBoundaryUsageCount", "IsAttachable",
                                                  "Description", "CreateDate", "UpdateDate", "Tags"));
  EXPECT_EQ(answer.text("Policy/PolicyName"), "AdministratorAccess");
  EXPECT_EQ(answer.text("Policy/Arn"), kAdministrator);
  EXPECT_EQ(answer.text("Policy/Path"), "/");
  EXPECT_EQ(answer.text("Policy/DefaultVersionId"), "v1");
  EXPECT_EQ(answer.text("Policy/Description"), "Provides full access to AWS services and resources.");
  EXPECT_EQ(answer.text("Policy/CreateDate"), "2015-02-06T18:39:46Z");
  EXPECT_EQ(get_policy(me, kBatch).text("Policy/Path"), "/service-role/");
}

// D: API_Policy, "included in the response to the GetPolicy operation", and not to ListPolicies.
TEST(AwsManagedPolicy, has_no_description_in_a_list) {
  Caller me;
  EXPECT_THAT(me.iam("ListPolicies", {{"Scope", "AWS"}, {"MaxItems", "1"}}).names("Policies/member"),
              Not(testing::Contains("Description")));
}

// LS, and many listings of accounts.
TEST(AwsManagedPolicy, has_the_id_that_aws_gave_it_in_every_account) {
  Caller me;
  EXPECT_EQ(get_policy(me, kAdministrator).text("Policy/PolicyId"), "ANPAIWMBCKSKIEE64ZLYK");
  EXPECT_EQ(get_policy(me, "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess").text("Policy/PolicyId"),
            "ANPAIZTJ4DXE7G6AGAE6M");
}

// Ours where AWS's is not public.
TEST(AwsManagedPolicy, has_one_id_in_every_account) {
  Caller me;
  Caller other;
  constexpr auto kUnknown = "arn:aws:iam::aws:policy/aws-service-role/AWSHealth_EventProcessorServiceRolePolicy";
  auto const id = get_policy(me, kUnknown).text("Policy/PolicyId");
  EXPECT_EQ(id.size(), 21U);
  EXPECT_THAT(id, StartsWith("ANPA"));
  EXPECT_EQ(get_policy(other, kUnknown).text("Policy/PolicyId"), id);
  EXPECT_NE(get_policy(me, kBatch).text("Policy/PolicyId"), id);
}

TEST(AwsManagedPolicy, has_the_document_of_its_default_version) {
  Caller me;
  auto const answer = on_version(me, "GetPolicyVersion", kAdministrator, "v1");
  EXPECT_EQ(answer.text("PolicyVersion/Document"),
            "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A"
            "%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D");
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
      EXPECT_THAT(document, AnyOf(StartsWith("%7B%22Version%22%3A%22"), StartsWith("%7B%22Statement%22%3A")))
          << arns[i];
      EXPECT_THAT(document, EndsWith("%7D")) << arns[i];
      ++documents;
    }
    marker = page.text("Marker");
  } while (!marker.empty());
  EXPECT_GT(documents, 1400);
}

// D: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBatchServiceRole.html
TEST(AwsManagedPolicy, has_its_older_versions) {
  Caller me;
  auto const versions = me.iam("ListPolicyVersions", {{"PolicyArn", kBatch}, {"MaxItems", "2"}});
  EXPECT_THAT(versions.texts("Versions", "VersionId"), ElementsAre("v14", "v13"));
  EXPECT_THAT(versions.texts("Versions", "IsDefaultVersion"), ElementsAre("true", "false"));
  EXPECT_THAT(versions.texts("Versions", "CreateDate"), ElementsAre("2026-08-25T22:27:28Z", "2023-12-05T18:49:44Z"));
  EXPECT_EQ(versions.text("Versions/member/Document"), "");

  auto const older = on_version(me, "GetPolicyVersion", kBatch, "v13");
  EXPECT_EQ(older.text("PolicyVersion/IsDefaultVersion"), "false");
  EXPECT_EQ(older.text("PolicyVersion/CreateDate"), "2023-12-05T18:49:44Z");
  EXPECT_THAT(older.text("PolicyVersion/Document"), HasSubstr("AWSBatchPolicyStatement1"));
}

// Of v1 to v188 nobody collected v141.
TEST(AwsManagedPolicy, has_no_version_that_is_not_public) {
  Caller me;
  EXPECT_THAT(on_version(me, "GetPolicyVersion", kReadOnly, "v141"),
              fails_with(404, "NoSuchEntity",
                         std::string("Policy ") + kReadOnly + " version v141 does not exist or is not attachable."));
}

// ?
TEST(AwsManagedPolicy, has_one_version_among_the_account_details) {
  Caller me;
  use_policy(me, kBatch);
  auto const details = me.iam("GetAccountAuthorizationDetails", {{"Filter.member.1", "AWSManagedPolicy"}});
  EXPECT_THAT(details.texts("Policies/member/PolicyVersionList", "VersionId"), ElementsAre("v14"));
}

// LS: the order of ListPolicies
TEST(AwsManagedPolicy, is_listed_by_its_date) {
  Caller me;
  EXPECT_THAT(me.iam("ListPolicies", {{"Scope", "AWS"}, {"MaxItems", "3"}}).texts("Policies", "PolicyName"),
              ElementsAre("AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess"));
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
