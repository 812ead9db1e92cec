// Access advisor's reports.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
#include "client/caller.h"

#include <algorithm>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kGeneratedAt = "2026-03-05T10:11:12Z";
constexpr auto kServices = "ServicesLastAccessed";
constexpr auto kEntities = "EntityDetailsList";
constexpr auto kTrackedActions = "ServicesLastAccessed/member/TrackedActionsLastAccessed";
constexpr auto kTrust = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":)"
                        R"("ec2.amazonaws.com"},"Action":"sts:AssumeRole"}})";

std::string allowing_actions(std::string const& actions) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":)" + actions + R"(,"Resource":"*"}})";
}

// Time stands still at kGeneratedAt but for what a test lets pass.
class AccessReport : public testing::Test {
 protected:
  AccessReport() { me.create_user("Ada"); }

  void embed(std::string const& user, std::string const& actions) {
    me.iam("PutUserPolicy", {{"UserName", user}, {"PolicyName", "own"}, {"PolicyDocument", allowing_actions(actions)}});
  }
  std::string create_policy(std::string const& actions) {
    return me.iam("CreatePolicy", {{"PolicyName", "reader"}, {"PolicyDocument", allowing_actions(actions)}})
        .text("Policy/Arn");
  }
  Caller with_key_of(std::string const& user) { return Caller(shared_server(), me.create_access_key(user)); }

  std::string generate(std::string const& arn, std::string const& granularity = "SERVICE_LEVEL") {
    auto const answer = me.iam("GenerateServiceLastAccessedDetails", {{"Arn", arn}, {"Granularity", granularity}});
    EXPECT_THAT(answer, succeeds());
    return answer.text("JobId");
  }
  Answer get(std::string const& job, Pairs parameters = {}) {
    parameters.emplace_back("JobId", job);
    return me.iam("GetServiceLastAccessedDetails", parameters);
  }
  Answer get_entities(std::string const& job, std::string const& service, Pairs parameters = {}) {
    parameters.insert(parameters.end(), {{"JobId", job}, {"ServiceNamespace", service}});
    return me.iam("GetServiceLastAccessedDetailsWithEntities", parameters);
  }
  // A report that is complete.
  std::string report_on(std::string const& arn, std::string const& granularity = "SERVICE_LEVEL") {
    auto job = generate(arn, granularity);
    me.let_pass(1);
    return job;
  }

  FrozenClock const clock{shared_server(), kGeneratedAt};
  Caller me;
};

TEST_F(AccessReport, is_known_by_an_id_of_36_characters) { EXPECT_THAT(generate(me.arn("user/Ada")), SizeIs(36)); }

// That it takes a tenth of a second by the server's clock is this server's rule: see docs/compatibility.md. A job in
// progress has no date of completion, says the documentation.
TEST_F(AccessReport, is_in_progress_then_complete) {
  embed("Ada", R"("s3:GetObject")");
  auto const job = generate(me.arn("user/Ada"));
  auto const early = get(job);
  EXPECT_THAT(early.names(""),
              ElementsAre("IsTruncated", "JobStatus", "JobType", "JobCreationDate", "ServicesLastAccessed"));
  EXPECT_EQ(early.text("JobStatus"), "IN_PROGRESS");
  EXPECT_EQ(early.text("JobType"), "SERVICE_LEVEL");
  EXPECT_EQ(early.text("JobCreationDate"), kGeneratedAt);
  EXPECT_THAT(early.texts(kServices, "ServiceNamespace"), IsEmpty());
  EXPECT_EQ(get_entities(job, "s3").text("JobStatus"), "IN_PROGRESS");
  EXPECT_THAT(get_entities(job, "s3").texts(kEntities, "LastAuthenticated"), IsEmpty());

  me.let_pass(1);
  auto const late = get(job);
  EXPECT_EQ(late.text("JobStatus"), "COMPLETED");
  EXPECT_EQ(late.text("JobCompletionDate"), kGeneratedAt);
  EXPECT_THAT(late.texts(kServices, "ServiceNamespace"), ElementsAre("s3"));
  EXPECT_EQ(get_entities(job, "s3").text("JobStatus"), "COMPLETED");
}

TEST_F(AccessReport, lists_the_services_that_policies_allow_by_namespace) {
  embed("Ada", R"(["sqs:*","IAM:GetUser","s3:GetObject"])");
  auto const answer = get(report_on(me.arn("user/Ada")));
  EXPECT_THAT(answer.texts(kServices, "ServiceNamespace"), ElementsAre("iam", "s3", "sqs"));
  EXPECT_THAT(answer.texts(kServices, "ServiceName"),
              ElementsAre("AWS Identity and Access Management (IAM)", "Amazon S3", "Amazon SQS"));
  EXPECT_THAT(answer.texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("0", "0", "0"));
  EXPECT_FALSE(answer.has("ServicesLastAccessed/member/LastAuthenticated"));
}

TEST_F(AccessReport, of_someone_without_policies_is_empty) {
  EXPECT_THAT(get(report_on(me.arn("user/Ada"))).texts(kServices, "ServiceNamespace"), IsEmpty());
}

TEST_F(AccessReport, tells_the_last_attempt_of_a_user) {
  embed("Ada", R"(["iam:*","sts:*"])");
  auto ada = with_key_of("Ada");
  ada.iam("ListUsers");
  me.let_pass(60);
  ada.get_user("nobody");  // an attempt that fails is one
  auto const answer = get(report_on(me.arn("user/Ada")));
  EXPECT_THAT(answer.texts(kServices, "LastAuthenticated"), ElementsAre("2026-03-05T10:12:12Z", ""));
  EXPECT_THAT(answer.texts(kServices, "LastAuthenticatedEntity"), ElementsAre(me.arn("user/Ada"), ""));
  EXPECT_THAT(answer.texts(kServices, "LastAuthenticatedRegion"), ElementsAre("us-east-1", ""));
  EXPECT_THAT(answer.texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("1", "0"));
}

// A report of the service level has no actions. Which actions AWS lists beside those attempted is not confirmed.
TEST_F(AccessReport, of_the_action_level_lists_the_actions_allowed) {
  embed("Ada", R"(["iam:GetUser*","s3:GetObject"])");
  with_key_of("Ada").get_user("Ada");
  auto const answer = get(report_on(me.arn("user/Ada"), "ACTION_LEVEL"));
  EXPECT_EQ(answer.text("JobType"), "ACTION_LEVEL");
  EXPECT_THAT(answer.texts(kTrackedActions, "ActionName"), ElementsAre("GetUser", "GetUserPolicy"));
  EXPECT_THAT(answer.texts(kTrackedActions, "LastAccessedTime"), ElementsAre(kGeneratedAt, ""));
  EXPECT_THAT(answer.texts(kTrackedActions, "LastAccessedEntity"), ElementsAre(me.arn("user/Ada"), ""));
  EXPECT_THAT(answer.texts(kTrackedActions, "LastAccessedRegion"), ElementsAre("us-east-1", ""));
  EXPECT_FALSE(get(report_on(me.arn("user/Ada"))).has(kTrackedActions));
}

TEST_F(AccessReport, of_a_group_is_about_its_members) {
  me.create_user("Bob");
  me.iam("CreateGroup", {{"GroupName", "team"}});
  for (auto const* user : {"Ada", "Bob"}) me.iam("AddUserToGroup", {{"GroupName", "team"}, {"UserName", user}});
  me.iam("PutGroupPolicy",
         {{"GroupName", "team"}, {"PolicyName", "own"}, {"PolicyDocument", allowing_actions(R"("iam:*")")}});
  with_key_of("Ada").get_user("Ada");
  me.let_pass(60);
  with_key_of("Bob").get_user("Ada");

  auto const job = report_on(me.arn("group/team"));
  auto const answer = get(job);
  EXPECT_THAT(answer.texts(kServices, "LastAuthenticatedEntity"), ElementsAre(me.arn("user/Bob")));
  EXPECT_THAT(answer.texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("2"));
  // The most recent first.
  auto const entities = get_entities(job, "iam");
  EXPECT_THAT(entities.texts(kEntities, "LastAuthenticated"), ElementsAre("2026-03-05T10:12:12Z", kGeneratedAt));
  EXPECT_EQ(entities.text("EntityDetailsList/member/EntityInfo/Arn"), me.arn("user/Bob"));
}

// The user's own policies and those of its groups.
TEST_F(AccessReport, of_a_user_includes_what_groups_allow) {
  embed("Ada", R"("s3:*")");
  me.iam("CreateGroup", {{"GroupName", "team"}});
  me.iam("AddUserToGroup", {{"GroupName", "team"}, {"UserName", "Ada"}});
  me.iam("PutGroupPolicy",
         {{"GroupName", "team"}, {"PolicyName", "own"}, {"PolicyDocument", allowing_actions(R"("sqs:*")")}});
  EXPECT_THAT(get(report_on(me.arn("user/Ada"))).texts(kServices, "ServiceNamespace"), ElementsAre("s3", "sqs"));
}

// The shape of the documentation's example: who did not use the service comes last, without a date.
TEST_F(AccessReport, of_a_policy_is_about_whom_it_is_attached_to) {
  me.iam("CreateRole", {{"RoleName", "worker"}, {"Path", "/jobs/"}, {"AssumeRolePolicyDocument", kTrust}});
  auto const policy = create_policy(R"("iam:ListUsers")");
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", policy}});
  me.iam("AttachRolePolicy", {{"RoleName", "worker"}, {"PolicyArn", policy}});
  me.create_user("Eve");
  with_key_of("Eve").iam("ListUsers");
  with_key_of("Ada").iam("ListUsers");

  auto const job = report_on(policy);
  EXPECT_EQ(get(job).text("ServicesLastAccessed/member/LastAuthenticatedEntity"), me.arn("user/Ada"));
  EXPECT_THAT(get(job).texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("1"));
  auto const first = get_entities(job, "iam", {{"MaxItems", "1"}});
  EXPECT_THAT(first.names(""), ElementsAre("IsTruncated", "Marker", "JobStatus", "JobCreationDate", "JobCompletionDate",
                                           "EntityDetailsList"));
  EXPECT_EQ(first.text("EntityDetailsList/member/EntityInfo/Type"), "USER");
  EXPECT_EQ(first.text("EntityDetailsList/member/EntityInfo/Name"), "Ada");
  EXPECT_EQ(first.text("EntityDetailsList/member/EntityInfo/Id"), me.get_user("Ada").text("User/UserId"));
  EXPECT_EQ(first.text("EntityDetailsList/member/LastAuthenticated"), kGeneratedAt);
  auto const second = get_entities(job, "iam", {{"MaxItems", "1"}, {"Marker", first.text("Marker")}});
  EXPECT_EQ(second.text("IsTruncated"), "false");
  EXPECT_EQ(second.text("EntityDetailsList/member/EntityInfo/Arn"), me.arn("role/jobs/worker"));
  EXPECT_EQ(second.text("EntityDetailsList/member/EntityInfo/Type"), "ROLE");
  EXPECT_EQ(second.text("EntityDetailsList/member/EntityInfo/Path"), "/jobs/");
  EXPECT_FALSE(second.has("EntityDetailsList/member/LastAuthenticated"));
}

// Nobody could have used a service that the policy does not allow.
TEST_F(AccessReport, has_nobody_for_a_service_it_does_not_list) {
  embed("Ada", R"("s3:*")");
  EXPECT_THAT(get_entities(report_on(me.arn("user/Ada")), "iam").names(kEntities), IsEmpty());
}

TEST_F(AccessReport, of_a_policy_of_aws_is_of_this_account) {
  constexpr auto kPolicy = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kPolicy}});
  auto const job = report_on(kPolicy);
  EXPECT_THAT(get_entities(job, "iam").names(kEntities), ElementsAre("member"));
}

TEST_F(AccessReport, of_a_role_nobody_used_lists_its_services) {
  me.iam("CreateRole", {{"RoleName", "worker"}, {"AssumeRolePolicyDocument", kTrust}});
  me.iam("PutRolePolicy",
         {{"RoleName", "worker"}, {"PolicyName", "own"}, {"PolicyDocument", allowing_actions(R"("s3:*")")}});
  EXPECT_THAT(get(report_on(me.arn("role/worker"))).texts(kServices, "ServiceNamespace"), ElementsAre("s3"));
}

// Services are 456, pages 100 where the request does not say.
TEST_F(AccessReport, is_paged) {
  embed("Ada", R"("*")");
  auto const job = report_on(me.arn("user/Ada"));
  EXPECT_THAT(get(job).texts(kServices, "ServiceNamespace"), SizeIs(100));
  std::vector<std::string> services;
  Pairs parameters = {{"MaxItems", "300"}};
  for (int pages = 1; pages <= 2; ++pages) {
    auto const page = get(job, parameters);
    for (auto& service : page.texts(kServices, "ServiceNamespace")) services.push_back(service);
    EXPECT_EQ(page.text("IsTruncated"), pages == 1 ? "true" : "false");
    parameters = {{"MaxItems", "300"}, {"Marker", page.text("Marker")}};
  }
  EXPECT_THAT(services, SizeIs(456));
  EXPECT_TRUE(std::ranges::is_sorted(services));
  EXPECT_THAT(get(job, {{"Marker", "nonsense"}}), fails_with(400, "ValidationError", "Invalid Marker."));
}

TEST_F(AccessReport, is_of_the_moment_it_was_generated) {
  embed("Ada", R"("iam:*")");
  auto const job = report_on(me.arn("user/Ada"));
  with_key_of("Ada").iam("ListUsers");
  embed("Ada", R"("s3:*")");
  EXPECT_THAT(get(job).texts(kServices, "ServiceNamespace"), ElementsAre("iam"));
  EXPECT_THAT(get(job).texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("0"));
}

TEST_F(AccessReport, forgets_what_is_longer_ago_than_400_days) {
  embed("Ada", R"("iam:*")");
  with_key_of("Ada").iam("ListUsers");
  me.let_pass(400 * 86400);
  EXPECT_THAT(get(report_on(me.arn("user/Ada"))).texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("1"));
  EXPECT_THAT(get(report_on(me.arn("user/Ada"))).texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("0"));
}

TEST_F(AccessReport, is_kept_for_168_hours) {
  auto const job = generate(me.arn("user/Ada"));
  me.let_pass(168 * 3600);
  EXPECT_THAT(get(job), succeeds());
  me.let_pass(1);
  EXPECT_EQ(get(job).code(), "NoSuchEntity");
}

// "must be used by the same role within a session, or by the same user". The wording is not confirmed.
TEST_F(AccessReport, is_of_who_asked_for_it_only) {
  auto const job = report_on(me.arn("user/Ada"));
  auto const sentence = "The job with id " + job + " cannot be found.";
  auto ada = with_key_of("Ada");
  Caller other;
  for (auto* caller : {&ada, &other}) {
    EXPECT_THAT(caller->iam("GetServiceLastAccessedDetails", {{"JobId", job}}),
                fails_with(404, "NoSuchEntity", sentence));
    EXPECT_THAT(caller->iam("GetServiceLastAccessedDetailsWithEntities", {{"JobId", job}, {"ServiceNamespace", "s3"}}),
                fails_with(404, "NoSuchEntity", sentence));
  }
}

// The codes are documented; the wording is not confirmed.
TEST_F(AccessReport, needs_an_entity_or_a_policy_that_exists) {
  auto const code = [this](std::string const& arn) {
    return me.iam("GenerateServiceLastAccessedDetails", {{"Arn", arn}}).code();
  };
  EXPECT_EQ(code(me.arn("user/nobody")), "NoSuchEntity");
  EXPECT_EQ(code(me.arn("policy/nothing")), "NoSuchEntity");
  EXPECT_EQ(code("arn:aws:iam::210987654321:user/Ada"), "NoSuchEntity");
  EXPECT_EQ(code(me.arn("mfa/device")), "InvalidInput");
  EXPECT_EQ(code("arn:aws:s3:::bucket-of-mine"), "InvalidInput");
}

TEST_F(AccessReport, needs_sound_parameters) {
  EXPECT_EQ(me.iam("GenerateServiceLastAccessedDetails", {{"Arn", "short"}}).code(), "ValidationError");
  EXPECT_EQ(me.iam("GenerateServiceLastAccessedDetails").code(), "ValidationError");
  EXPECT_EQ(me.iam("GenerateServiceLastAccessedDetails", {{"Arn", me.arn("user/Ada")}, {"Granularity", "FINE"}}).code(),
            "ValidationError");
  EXPECT_EQ(get("short").code(), "ValidationError");
  auto const job = generate(me.arn("user/Ada"));
  EXPECT_EQ(get_entities(job, "no.dots").code(), "ValidationError");
  EXPECT_EQ(get(job, {{"MaxItems", "1001"}}).code(), "ValidationError");
}

TEST_F(AccessReport, forgets_a_user_that_is_made_again) {
  embed("Ada", R"("iam:*")");
  auto const key = me.create_access_key("Ada");
  Caller(shared_server(), key).iam("ListUsers");
  me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  me.iam("DeleteUserPolicy", {{"UserName", "Ada"}, {"PolicyName", "own"}});
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
  me.create_user("Ada");
  embed("Ada", R"("iam:*")");
  EXPECT_THAT(get(report_on(me.arn("user/Ada"))).texts(kServices, "TotalAuthenticatedEntities"), ElementsAre("0"));
}

// What is only observed is written down at the latest when the server stops; reports are, when they are asked for.
TEST(AccessReports, survive_a_stop_with_what_was_observed) {
  TemporaryDirectory const directory;
  std::vector<std::string> const flags = {"--db", directory.file("iam.db")};
  auto const account = Caller::new_account();
  Pairs ada;
  std::string job;
  {
    Server server(flags);
    Caller me(server, account);
    ada = {{"Arn", me.arn("user/Ada")}};
    me.create_user("Ada");
    me.iam("PutUserPolicy",
           {{"UserName", "Ada"}, {"PolicyName", "own"}, {"PolicyDocument", allowing_actions(R"("sts:*")")}});
    job = me.iam("GenerateServiceLastAccessedDetails", ada).text("JobId");
    Caller(server, me.create_access_key("Ada"), "eu-west-1").sts("GetCallerIdentity");
    EXPECT_EQ(server.terminate(), 0);
  }
  Server server(flags);
  Caller me(server, account);
  auto const later = me.iam("GenerateServiceLastAccessedDetails", ada).text("JobId");
  me.let_pass(1);
  auto const before = me.iam("GetServiceLastAccessedDetails", {{"JobId", job}});
  EXPECT_EQ(before.text("ServicesLastAccessed/member/ServiceNamespace"), "sts");
  EXPECT_FALSE(before.has("ServicesLastAccessed/member/LastAuthenticatedRegion"));
  auto const after = me.iam("GetServiceLastAccessedDetails", {{"JobId", later}});
  EXPECT_EQ(after.text("ServicesLastAccessed/member/LastAuthenticatedRegion"), "eu-west-1");
}

}  // namespace
}  // namespace conformance
