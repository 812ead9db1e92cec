// CreatePolicy, GetPolicy, DeletePolicy.
// Sources in the comments: LS recordings of AWS, I answers quoted in public issues, D documentation, B the service
// model; ? means that no source is known.
#include "client/policy_client.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// LS for what is there: neither Description nor Document. B for the order of the members.
TEST(CreatePolicy, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const answer = create_policy(
      me, "Readers", with_tags({{"Path", "/a/b/"}, {"Description", "who reads"}}, {{"z", "1"}, {"a", ""}}));
  EXPECT_EQ(answer.body(),
            "<CreatePolicyResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <CreatePolicyResult>\n"
            "    <Policy>\n"
            "      <PolicyName>Readers</PolicyName>\n"
            "      <PolicyId>" +
                answer.text("Policy/PolicyId") +
                "</PolicyId>\n"
                "      <Arn>arn:aws:iam::" +
                me.account() +
                ":policy/a/b/Readers</Arn>\n"
                "      <Path>/a/b/</Path>\n"
                "      <DefaultVersionId>v1</DefaultVersionId>\n"
                "      <AttachmentCount>0</AttachmentCount>\n"
                "      <PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>\n"
                "      <IsAttachable>true</IsAttachable>\n"
                "      <CreateDate>2026-01-31T12:34:56Z</CreateDate>\n"
                "      <UpdateDate>2026-01-31T12:34:56Z</UpdateDate>\n"
                "      <Tags>\n"
                "        <member>\n"
                "          <Key>z</Key>\n"
                "          <Value>1</Value>\n"
                "        </member>\n"
                "        <member>\n"
                "          <Key>a</Key>\n"
                "          <Value></Value>\n"
                "        </member>\n"
                "      </Tags>\n"
                "    </Policy>\n"
                "  </CreatePolicyResult>\n"
                "  <ResponseMetadata>\n"
                "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</CreatePolicyResponse>\n");
}

// LS: Tags only when there are any.
TEST(CreatePolicy, omits_tags_when_there_are_none) {
  Caller me;
  EXPECT_FALSE(create_policy(me, "Readers").has("Policy/Tags"));
}

// D:reference_identifiers
TEST(CreatePolicy, makes_an_id_of_its_own_kind) {
  Caller me;
  auto const id = create_policy(me, "Readers").text("Policy/PolicyId");
  EXPECT_EQ(id.size(), 21U) << id;
  EXPECT_EQ(id.substr(0, 4), "ANPA");
}

// LS: whatever the path; D: names are not distinguished by case.
TEST(CreatePolicy, rejects_a_name_that_exists_under_another_path_and_in_another_case) {
  Caller me;
  create_policy(me, "Readers", {{"Path", "/a/"}});
  EXPECT_THAT(create_policy(me, "READERS", {{"Path", "/b/"}}),
              fails_with(409, "EntityAlreadyExists",
                         "A policy called READERS already exists. Duplicate names are not allowed."));
}

// AWS's own names are free: the owner is part of the ARN.
TEST(CreatePolicy, accepts_the_name_of_one_of_awss_policies) {
  Caller me;
  EXPECT_EQ(create_policy(me, "AdministratorAccess").text("Policy/Arn"), me.arn("policy/AdministratorAccess"));
  EXPECT_EQ(get_policy(me, kAdministrator).text("Policy/Arn"), kAdministrator);
}

// LS; the vectors in tests/vectors/policy hold the rest of the grammar.
TEST(CreatePolicy, rejects_a_malformed_document) {
  Caller me;
  EXPECT_THAT(me.iam("CreatePolicy", {{"PolicyName", "Readers"}, {"PolicyDocument", "{}"}}),
              fails_with(400, "MalformedPolicyDocument", "Policy document must be version 2012-10-17 or greater."));
  EXPECT_THAT(me.iam("CreatePolicy", {{"PolicyName", "Readers"}, {"PolicyDocument", "not json"}}),
              fails_with(400, "MalformedPolicyDocument", "Syntax errors in policy."));
}

// V for the sentence about documents.
TEST(CreatePolicy, rejects_a_name_and_a_document_of_foreign_characters) {
  Caller me;
  EXPECT_THAT(create_policy(me, "R&D"),
              fails_with(400, "ValidationError",
                         "The specified value for policyName is invalid. It must contain only alphanumeric characters "
                         "and/or the following: +=,.@_-"));
  EXPECT_THAT(me.iam("CreatePolicy", {{"PolicyName", "Readers"}, {"PolicyDocument", "{\"Id\":\"1€\"}"}}),
              fails_with(400, "ValidationError",
                         "The specified value for policyDocument is invalid. It must contain only printable ASCII "
                         "characters."));
}

TEST(CreatePolicy, rejects_a_path_that_does_not_begin_and_end_with_a_slash) {
  Caller me;
  for (auto const* const path : {"/foo", "foo/", "/a//b/"}) {
    EXPECT_THAT(create_policy(me, "Readers", {{"Path", path}}),
                fails_with(400, "ValidationError",
                           "The specified value for path is invalid. It must begin and end with / and contain only "
                           "alphanumeric characters and/or / characters."))
        << path;
  }
}

// aws/aws-sdk#36
TEST(ListPolicies, rejects_a_prefix_that_does_not_end_with_a_slash) {
  Caller me;
  EXPECT_THAT(me.iam("ListPolicies", {{"PathPrefix", "/foo"}}),
              fails_with(400, "ValidationError",
                         "The specified value for pathPrefix is invalid. It must begin with the / character and "
                         "contain only alphanumeric characters and/or / characters."));
}

// The pattern is that of other descriptions of AWS. What XML cannot carry is refused rather than changed.
TEST(CreatePolicy, rejects_a_description_with_control_characters) {
  Caller me;
  for (auto const* const description : {"two\nlines", "a\ttab", "\x01"}) {
    EXPECT_THAT(create_policy(me, "Readers", {{"Description", description}}),
                fails_with(400, "ValidationError",
                           violation("description",
                                     "Member must satisfy regular expression pattern: "
                                     "[\\p{L}\\p{M}\\p{Z}\\p{S}\\p{N}\\p{P}]*")));
  }
  EXPECT_THAT(create_policy(me, "Readers", {{"Description", "wer liest, 読む – 1 €"}}), succeeds());
}

std::string document_of_size(std::size_t size) {
  std::string const head =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::)";
  std::string const tail = "\"}}";
  return head + std::string(size - head.size() - tail.size(), 'x') + tail;
}

// LS for the sentence; D:reference_iam-quotas: white space is not counted.
TEST(CreatePolicy, accepts_6144_characters_besides_white_space) {
  Caller me;
  auto const create = [&me](std::string const& name, std::string const& document) {
    return me.iam("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", document}});
  };
  EXPECT_THAT(create("Full", std::string(5000, ' ') + document_of_size(6144) + "\n"), succeeds());
  EXPECT_THAT(create("Over", document_of_size(6145)),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144"));
}

TEST(CreatePolicy, keeps_to_the_quota_of_policies) {
  Caller me;
  set_quota(me, "PoliciesPerAccount", 1);
  ASSERT_THAT(create_policy(me, "One"), succeeds());
  EXPECT_THAT(create_policy(me, "Two"),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerAccount: 1"));
  delete_policy(me, me.arn("policy/One"));
  EXPECT_THAT(create_policy(me, "Two"), succeeds());
}

// The quota exists (GetAccountSummary tells it); its sentence is that of every quota. ?
TEST(CreatePolicy, keeps_to_the_quota_of_versions) {
  Caller me;
  set_quota(me, "PolicyVersionsInUse", 2);
  create_policy(me, "One");
  ASSERT_THAT(create_version(me, me.arn("policy/One")), succeeds());
  auto const full = fails_with(409, "LimitExceeded", "Cannot exceed quota for PolicyVersionsInUse: 2");
  EXPECT_THAT(create_version(me, me.arn("policy/One")), full);
  EXPECT_THAT(create_policy(me, "Two"), full);
  on_version(me, "DeletePolicyVersion", me.arn("policy/One"), "v2");
  EXPECT_THAT(create_policy(me, "Two"), succeeds());
}

// LS: Tags always; the description comes back only here.
TEST(GetPolicy, adds_description_and_tags) {
  Caller me;
  create_policy(me, "Plain");
  create_policy(me, "Described", {{"Description", "who reads"}});
  auto const plain = get_policy(me, me.arn("policy/Plain"));
  EXPECT_THAT(plain.names("Policy"),
              ElementsAre("PolicyName", "PolicyId", "Arn", "Path", "DefaultVersionId", "AttachmentCount",
                          "PermissionsBoundaryUsageCount", "IsAttachable", "CreateDate", "UpdateDate", "Tags"));
  EXPECT_EQ(get_policy(me, me.arn("policy/Described")).text("Policy/Description"), "who reads");
}

// LS for the sentences. ARNs have a case, though names are unique without it (D, ?).
TEST(GetPolicy, does_not_find_another_path_case_or_account) {
  Caller me;
  Caller other;
  create_policy(me, "Readers", {{"Path", "/a/"}});
  create_policy(other, "Theirs");
  for (auto const& arn : {me.arn("policy/Readers"), me.arn("policy/a/readers"), other.arn("policy/Theirs"),
                          std::string("arn:aws:iam::aws:policy/administratoraccess"),
                          std::string("arn:aws:iam::aws:policy/x/AdministratorAccess")}) {
    EXPECT_THAT(get_policy(me, arn), fails_with(404, "NoSuchEntity", "Policy " + arn + " was not found."));
  }
}

// LS for what is no ARN (seen on AttachRolePolicy) and for one of something else (seen on boundaries).
TEST(GetPolicy, rejects_what_is_no_arn_of_a_policy) {
  Caller me;
  EXPECT_THAT(get_policy(me, "longer-than-twenty-characters"),
              fails_with(400, "ValidationError", "ARN longer-than-twenty-characters is not valid."));
  auto const user = me.arn("user/Ada");
  EXPECT_THAT(get_policy(me, user), fails_with(400, "InvalidInput", "ARN " + user + " is not valid."));
}

// LS: the two counts are separate.
TEST(GetPolicy, counts_attachments_and_permissions_boundaries) {
  Caller me;
  create_policy(me, "Limits");
  auto const limits = me.arn("policy/Limits");
  use_policy(me, limits);
  me.iam("CreateUser", {{"UserName", "Ada"}, {"PermissionsBoundary", limits}});
  me.iam("CreateUser", {{"UserName", "Bob"}, {"PermissionsBoundary", limits}});
  auto const answer = get_policy(me, limits);
  EXPECT_EQ(answer.text("Policy/AttachmentCount"), "2");
  EXPECT_EQ(answer.text("Policy/PermissionsBoundaryUsageCount"), "3");
}

// LS
TEST(DeletePolicy, rejects_an_attached_policy) {
  Caller me;
  create_policy(me, "Readers");
  auto const readers = me.arn("policy/Readers");
  me.create_user("Ada");
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", readers}});
  EXPECT_THAT(delete_policy(me, readers),
              fails_with(409, "DeleteConflict", "Cannot delete a policy attached to entities."));
  me.iam("DetachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", readers}});
  EXPECT_THAT(delete_policy(me, readers), succeeds());
}

// I:cloud-nuke#972: a boundary counts as an attachment here.
TEST(DeletePolicy, rejects_a_permissions_boundary) {
  Caller me;
  create_policy(me, "Limits");
  auto const limits = me.arn("policy/Limits");
  me.iam("CreateUser", {{"UserName", "Ada"}, {"PermissionsBoundary", limits}});
  EXPECT_THAT(delete_policy(me, limits),
              fails_with(409, "DeleteConflict", "Cannot delete a policy attached to entities."));
  me.iam("DeleteUser", {{"UserName", "Ada"}});
  EXPECT_THAT(delete_policy(me, limits), succeeds());
}

// I:aws-nuke#1
TEST(DeletePolicy, rejects_a_policy_with_several_versions) {
  Caller me;
  create_policy(me, "Readers");
  auto const arn = me.arn("policy/Readers");
  create_version(me, arn);
  EXPECT_THAT(delete_policy(me, arn),
              fails_with(409, "DeleteConflict",
                         "This policy has more than one version. Before you delete a policy, you must delete the "
                         "policy's versions. The default version is deleted with the policy."));
  on_version(me, "DeletePolicyVersion", arn, "v2");
  EXPECT_THAT(delete_policy(me, arn), succeeds());
  EXPECT_THAT(delete_policy(me, arn), fails_with(404, "NoSuchEntity", "Policy " + arn + " was not found."));
}

// A successor of the same name begins anew.
TEST(DeletePolicy, takes_versions_and_tags_along) {
  Caller me;
  auto const first = create_policy(me, "Readers", with_tags({}, {{"a", "1"}}));
  auto const arn = me.arn("policy/Readers");
  delete_policy(me, arn);
  auto const second = create_policy(me, "Readers");
  EXPECT_NE(first.text("Policy/PolicyId"), second.text("Policy/PolicyId"));
  EXPECT_EQ(second.text("Policy/DefaultVersionId"), "v1");
  EXPECT_THAT(get_policy(me, arn).texts("Policy/Tags", "Key"), IsEmpty());
}

}  // namespace
}  // namespace conformance
