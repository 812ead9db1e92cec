// CreatePolicyVersion, GetPolicyVersion, SetDefaultPolicyVersion, DeletePolicyVersion, ListPolicyVersions.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model; ? means that no source is known.
#include "client/policy_client.h"

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kEarly = "2026-01-31T12:00:00Z";
constexpr auto kLate = "2026-02-01T12:00:00Z";

// Root of an account that has one policy.
struct Owner : Caller {
  Owner() { create_policy(*this, "Readers"); }

  std::string policy = arn("policy/Readers");

  std::vector<std::string> versions() {
    return iam("ListPolicyVersions", {{"PolicyArn", policy}}).texts("Versions", "VersionId");
  }
  std::string default_version() { return get_policy(*this, policy).text("Policy/DefaultVersionId"); }
};

std::string missing_version(std::string const& arn, std::string const& version) {
  return "Policy " + arn + " version " + version + " does not exist or is not attachable.";
}

// LS: without Document.
TEST(CreatePolicyVersion, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), kEarly);
  Owner me;
  auto const answer = create_version(me, me.policy);
  EXPECT_EQ(answer.body(),
            "<CreatePolicyVersionResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <CreatePolicyVersionResult>\n"
            "    <PolicyVersion>\n"
            "      <VersionId>v2</VersionId>\n"
            "      <IsDefaultVersion>false</IsDefaultVersion>\n"
            "      <CreateDate>2026-01-31T12:00:00Z</CreateDate>\n"
            "    </PolicyVersion>\n"
            "  </CreatePolicyVersionResult>\n"
            "  <ResponseMetadata>\n"
            "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</CreatePolicyVersionResponse>\n");
}

TEST(CreatePolicyVersion, becomes_the_default_when_asked_to) {
  Owner me;
  EXPECT_EQ(create_version(me, me.policy, {{"SetAsDefault", "true"}}).text("PolicyVersion/IsDefaultVersion"), "true");
  EXPECT_EQ(me.default_version(), "v2");
  create_version(me, me.policy, {{"SetAsDefault", "false"}});
  EXPECT_EQ(me.default_version(), "v2");
}

// B: UpdateDate is when the most recent version was created.
TEST(CreatePolicyVersion, updates_the_policy) {
  Owner me;
  FrozenClock const clock(shared_server(), kLate);
  create_version(me, me.policy);
  EXPECT_EQ(get_policy(me, me.policy).text("Policy/UpdateDate"), kLate);
}

// LS
TEST(CreatePolicyVersion, rejects_the_sixth_version) {
  Owner me;
  for (int i = 2; i <= 5; ++i) ASSERT_THAT(create_version(me, me.policy), succeeds());
  EXPECT_THAT(create_version(me, me.policy),
              fails_with(409, "LimitExceeded",
                         "A managed policy can have up to 5 versions. Before you create a new version, you must delete "
                         "an existing version."));
}

// LS: after v5 and a delete comes v6.
TEST(CreatePolicyVersion, never_gives_a_number_twice) {
  Owner me;
  create_version(me, me.policy);
  on_version(me, "DeletePolicyVersion", me.policy, "v2");
  EXPECT_EQ(create_version(me, me.policy).text("PolicyVersion/VersionId"), "v3");
}

// V: what is missing is told before what is malformed. The sentence is that of GetPolicy. ?
TEST(CreatePolicyVersion, looks_for_the_policy_before_it_reads_the_document) {
  Caller me;
  auto const arn = me.arn("policy/Nobody");
  EXPECT_THAT(me.iam("CreatePolicyVersion", {{"PolicyArn", arn}, {"PolicyDocument", "{"}}),
              fails_with(404, "NoSuchEntity", "Policy " + arn + " was not found."));
}

TEST(CreatePolicyVersion, checks_documents_as_create_policy_does) {
  Owner me;
  EXPECT_THAT(me.iam("CreatePolicyVersion", {{"PolicyArn", me.policy}, {"PolicyDocument", "not json"}}),
              fails_with(400, "MalformedPolicyDocument", "Syntax errors in policy."));
  set_quota(me, "PolicySize", 10);
  EXPECT_THAT(create_version(me, me.policy),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 10"));
}

// LS: percent-encoded, byte for byte, white space included; what was encoded before survives.
TEST(GetPolicyVersion, returns_the_document_as_it_was_sent) {
  Caller me;
  me.iam("CreatePolicy", {{"PolicyName", "Readers"},
                          {"PolicyDocument",
                           " {\"Version\": \"2012-10-17\",\r\n\t\"Statement\": [{\"Effect\": \"Allow\","
                           "\"Action\": \"s3:Get+*\", \"Resource\": \"arn:aws:s3:::a%3Ab/~_.-\"}]}\n"}});
  auto const answer = on_version(me, "GetPolicyVersion", me.arn("policy/Readers"), "v1");
  EXPECT_THAT(answer.names("PolicyVersion"), ElementsAre("Document", "VersionId", "IsDefaultVersion", "CreateDate"));
  EXPECT_EQ(answer.text("PolicyVersion/Document"),
            "%20%7B%22Version%22%3A%20%222012-10-17%22%2C%0D%0A%09%22Statement%22%3A%20%5B%7B%22Effect%22%3A%20"
            "%22Allow%22%2C%22Action%22%3A%20%22s3%3AGet%2B%2A%22%2C%20%22Resource%22%3A%20"
            "%22arn%3Aaws%3As3%3A%3A%3Aa%253Ab%2F~_.-%22%7D%5D%7D%0A");
}

// LS: one sentence for a missing policy and a missing version.
TEST(GetPolicyVersion, tells_a_missing_policy_and_a_missing_version_alike) {
  Owner me;
  auto const nobody = me.arn("policy/Nobody");
  for (auto const* action : {"GetPolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion"}) {
    EXPECT_THAT(on_version(me, action, nobody, "v1"), fails_with(404, "NoSuchEntity", missing_version(nobody, "v1")));
    for (auto const* version : {"v2", "v1.a", "v99999999999999999999"}) {
      EXPECT_THAT(on_version(me, action, me.policy, version),
                  fails_with(404, "NoSuchEntity", missing_version(me.policy, version)));
    }
  }
}

// LS for the pattern.
TEST(GetPolicyVersion, rejects_what_is_no_version) {
  Owner me;
  for (auto const* version : {"1", "v0", "v01", "V1", "v", "v1 "}) {
    EXPECT_THAT(on_version(me, "GetPolicyVersion", me.policy, version),
                fails_with(400, "ValidationError",
                           violation("versionId",
                                     "Member must satisfy regular expression pattern: "
                                     "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?")))
        << version;
  }
}

// LS: the flag moves, the list keeps its order, UpdateDate changes.
TEST(SetDefaultPolicyVersion, moves_the_flag) {
  Owner me;
  create_version(me, me.policy);
  FrozenClock const clock(shared_server(), kLate);
  EXPECT_THAT(on_version(me, "SetDefaultPolicyVersion", me.policy, "v2"), succeeds());
  EXPECT_EQ(me.default_version(), "v2");
  EXPECT_EQ(get_policy(me, me.policy).text("Policy/UpdateDate"), kLate);
  auto const list = me.iam("ListPolicyVersions", {{"PolicyArn", me.policy}});
  EXPECT_THAT(list.texts("Versions", "VersionId"), ElementsAre("v2", "v1"));
  EXPECT_THAT(list.texts("Versions", "IsDefaultVersion"), ElementsAre("true", "false"));
}

// LS
TEST(DeletePolicyVersion, rejects_the_default_version) {
  Owner me;
  create_version(me, me.policy);
  EXPECT_THAT(on_version(me, "DeletePolicyVersion", me.policy, "v1"),
              fails_with(409, "DeleteConflict", "Cannot delete the default version of a policy."));
  on_version(me, "SetDefaultPolicyVersion", me.policy, "v2");
  EXPECT_THAT(on_version(me, "DeletePolicyVersion", me.policy, "v1"), succeeds());
  EXPECT_THAT(me.versions(), ElementsAre("v2"));
}

// LS: by number, v12 before v11 before v9; without Document.
TEST(ListPolicyVersions, begins_with_the_newest) {
  Owner me;
  for (int i = 2; i <= 12; ++i) {
    create_version(me, me.policy);
    if (i < 9 || i == 10) on_version(me, "DeletePolicyVersion", me.policy, "v" + std::to_string(i));
  }
  EXPECT_THAT(me.versions(), ElementsAre("v12", "v11", "v9", "v1"));
  auto const first = me.iam("ListPolicyVersions", {{"PolicyArn", me.policy}, {"MaxItems", "3"}});
  EXPECT_THAT(first.texts("Versions", "VersionId"), ElementsAre("v12", "v11", "v9"));
  EXPECT_THAT(first.names("Versions/member"), ElementsAre("VersionId", "IsDefaultVersion", "CreateDate"));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto const rest = me.iam("ListPolicyVersions", {{"PolicyArn", me.policy}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("Versions", "VersionId"), ElementsAre("v1"));
  EXPECT_EQ(rest.text("IsTruncated"), "false");
  EXPECT_FALSE(rest.has("Marker"));
}

// The sentence is that of GetPolicy. ?
TEST(ListPolicyVersions, rejects_a_missing_policy) {
  Caller me;
  auto const arn = me.arn("policy/Nobody");
  EXPECT_THAT(me.iam("ListPolicyVersions", {{"PolicyArn", arn}}),
              fails_with(404, "NoSuchEntity", "Policy " + arn + " was not found."));
}

}  // namespace
}  // namespace conformance
