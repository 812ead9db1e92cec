// STS AssumeRoot: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html
// Sources in the comments: R recorded in public by radkawar/stackd (testdata/aws/iam/root_access.json), D
// documentation, O of our own.
#include "client/organization.h"
#include "client/sessions.h"

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kAudit = "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials";

Answer assume_root(Caller& caller, std::string const& target, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {{"TargetPrincipal", target}, {"TaskPolicyArn.arn", kAudit}});
  return caller.sts("AssumeRoot", parameters);
}

auto not_authorized(std::string const& caller_arn, Caller const& target) {
  return fails_with(
      403, "AccessDenied",
      "User: " + caller_arn + " is not authorized to perform: sts:AssumeRoot on resource: " + target.arn("root"));
}

// An organization of two accounts whose manager may have sessions of root.
class AssumeRoot : public testing::Test {
 protected:
  AssumeRoot() { state(R"("root_features":["RootSessions"],)"); }

  // `more`: further members of the organization, each with a comma behind it.
  void state(std::string const& more) const {
    state_organization(manager, "{" + more + root_with(quoted(member.account())) + "}");
  }
  auto refused(Caller const& target) const { return not_authorized(manager.arn("root"), target); }

  Caller manager, member;
};

// D. SourceIdentity is left out where the caller has none.
TEST_F(AssumeRoot, makes_the_management_account_root_of_a_member) {
  for (auto const& target : {member.account(), member.arn("root")}) {
    auto const answer = assume_root(manager, target);
    ASSERT_THAT(answer, succeeds());
    EXPECT_THAT(answer.names(""), ElementsAre("Credentials", "SessionTokenUtilization", "SessionTokenSize"));
    auto session = Caller::of_session(answer);
    auto const identity = session.sts("GetCallerIdentity");
    EXPECT_EQ(identity.text("Arn"), member.arn("root"));
    EXPECT_EQ(identity.text("Account"), member.account());
    EXPECT_EQ(identity.text("UserId"), member.account());
  }
}

TEST_F(AssumeRoot, works_on_the_members_account) {
  member.create_user("Ada");
  auto session = Caller::of_session(assume_root(manager, member.account()));
  EXPECT_EQ(session.get_user("Ada").text("User/Arn"), member.arn("user/Ada"));
  EXPECT_THAT(session.sts("GetSessionToken"), not_with_session_credentials("GetSessionToken"));
}

// D: fifteen minutes at most, and by default. R: no seconds are no fault.
TEST_F(AssumeRoot, lasts_fifteen_minutes_at_most) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:00:00Z");
  auto const expiration = [&](Pairs const& parameters) {
    return assume_root(manager, member.account(), parameters).text("Credentials/Expiration");
  };
  EXPECT_EQ(expiration({}), "2026-01-31T12:15:00Z");
  EXPECT_EQ(expiration({{"DurationSeconds", "60"}}), "2026-01-31T12:01:00Z");
  EXPECT_EQ(expiration({{"DurationSeconds", "0"}}), "2026-01-31T12:00:00Z");
  EXPECT_THAT(assume_root(manager, member.account(), {{"DurationSeconds", "901"}}),
              fails_with(400, "ValidationError",
                         sts_violation("901", "durationSeconds", "Member must have value less than or equal to 900")));
}

// D: the source identity of who calls.
TEST_F(AssumeRoot, hands_the_source_identity_on) {
  auto session = role_session(manager, "Ops", "session", {{"SourceIdentity", "Grace"}});
  auto const answer = assume_root(session, member.account());
  EXPECT_THAT(answer.names(""),
              ElementsAre("Credentials", "SourceIdentity", "SessionTokenUtilization", "SessionTokenSize"));
  EXPECT_EQ(answer.text("SourceIdentity"), "Grace");
}

// D: the five of AWS. R for the sentence.
TEST_F(AssumeRoot, is_for_one_of_awss_tasks) {
  auto const with_task = [&](std::string const& arn) {
    return manager.sts("AssumeRoot", {{"TargetPrincipal", member.account()}, {"TaskPolicyArn.arn", arn}});
  };
  for (auto const* task : {"IAMAuditRootUserCredentials", "IAMCreateRootUserPassword", "IAMDeleteRootUserCredentials",
                           "S3UnlockBucketPolicy", "SQSUnlockQueuePolicy"}) {
    EXPECT_THAT(with_task(std::string("arn:aws:iam::aws:policy/root-task/") + task), succeeds()) << task;
  }
  auto const invalid = fails_with(400, "ValidationError", "Request must contain valid AWS managed task policy ARN");
  auto const own =
      manager.iam("CreatePolicy", {{"PolicyName", "S3UnlockBucketPolicy"},
                                   {"Path", "/root-task/"},
                                   {"PolicyDocument", R"({"Version":"2012-10-17","Statement":)"
                                                      R"({"Effect":"Deny","Action":"*","Resource":"*"}})"}});
  for (auto const& arn : {std::string("arn:aws:iam::aws:policy/ReadOnlyAccess"), own.text("Policy/Arn"),
                          std::string("arn:aws:iam::aws:policy/root-task/Other"),
                          std::string("arn:aws:iam::aws:policy/S3UnlockBucketPolicy")}) {
    EXPECT_THAT(with_task(arn), invalid) << arn;
  }
}

// R.
TEST_F(AssumeRoot, needs_a_task) {
  EXPECT_THAT(manager.sts("AssumeRoot", {{"TargetPrincipal", member.account()}}),
              fails_with(400, "ValidationError",
                         "1 validation error detected: Value null at 'taskPolicyArn' failed to satisfy constraint: "
                         "Member must not be null"));
}

// R for the user; D: an account or the ARN of its root.
TEST_F(AssumeRoot, needs_an_account_for_target) {
  auto const invalid = fails_with(400, "ValidationError", "Request must contain a valid target principal");
  for (auto const& target :
       {member.arn("user/Ada"), member.arn("role/Ops"), std::string("somebody@example.com"), member.account() + "0",
        "arn:aws-cn:iam::" + member.account() + ":root", "arn:aws:sts::" + member.account() + ":root"}) {
    EXPECT_THAT(assume_root(manager, target), invalid) << target;
  }
}

// R: what the target and the task are is told before whether the caller may.
TEST_F(AssumeRoot, is_refused_to_members) {
  EXPECT_THAT(assume_root(member, manager.account()), not_authorized(member.arn("root"), manager));
  EXPECT_THAT(assume_root(member, "somebody@example.com"),
              fails_with(400, "ValidationError", "Request must contain a valid target principal"));
}

// R: whoever is not an administrator of an organization hears the same.
TEST_F(AssumeRoot, is_refused_outside_of_organizations) {
  Caller alone;
  EXPECT_THAT(assume_root(alone, member.account()), not_authorized(alone.arn("root"), member));
  EXPECT_THAT(assume_root(manager, alone.account()), refused(alone));
}

// R.
TEST_F(AssumeRoot, is_refused_about_the_management_account) {
  EXPECT_THAT(assume_root(manager, manager.account()), refused(manager));
  EXPECT_THAT(assume_root(manager, manager.arn("root")), refused(manager));
}

// D: a delegated administrator for IAM.
TEST_F(AssumeRoot, is_for_delegated_administrators_too) {
  Caller third;
  state_organization(manager, R"({"root_features":["RootSessions"],"delegated_administrators":[)" +
                                  quoted(member.account()) + "]," +
                                  root_with(quoted(member.account()) + "," + quoted(third.account())) + "}");
  EXPECT_THAT(assume_root(member, third.account()), succeeds());
  EXPECT_THAT(assume_root(member, manager.account()), not_authorized(member.arn("root"), manager));
  EXPECT_THAT(assume_root(third, member.account()), not_authorized(third.arn("root"), member));
}

// D: root sessions have to be enabled, which takes trusted access (R) and all features of Organizations.
TEST_F(AssumeRoot, needs_the_feature) {
  for (auto const* more : {"", R"("root_features":["RootCredentialsManagement"],)",
                           R"("root_features":["RootSessions"],"trusted_services":[],)",
                           R"("root_features":["RootSessions"],"features":"CONSOLIDATED_BILLING",)"}) {
    state(more);
    EXPECT_THAT(assume_root(manager, member.account()), refused(member)) << more;
  }
  state("");
  manager.iam("EnableOrganizationsRootSessions");
  EXPECT_THAT(assume_root(manager, member.account()), succeeds());
}

// R: the caller is named as it is.
TEST_F(AssumeRoot, names_the_caller_it_refuses) {
  member.create_user("Ada");
  Caller ada(shared_server(), member.create_access_key("Ada"));
  EXPECT_THAT(assume_root(ada, manager.account()), not_authorized(member.arn("user/Ada"), manager));
}

}  // namespace
}  // namespace conformance
