// The report on the access of accounts in an organization.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateOrganizationsAccessReport.html
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOrganizationsAccessReport.html
// Errors, states and what is absent: recordings of AWS that radkawar/stackd keeps in public
// (testdata/aws/iam/organizations_access.json).
#include "client/organization.h"

namespace conformance {
namespace {

using testing::Contains;
using testing::ElementsAre;

constexpr auto kDetails = "AccessDetails";

// An organization of `manager`, in which `worker` is in a unit that allows IAM, S3 and SQS only.
class OrganizationReport : public testing::Test {
 protected:
  OrganizationReport() {
    state_organization(
        manager,
        R"({"id":")" + id +
            R"(","scps":{"Few":{"id":"p-fewservices","document":{"Version":"2012-10-17","Statement":)"
            R"([{"Effect":"Allow","Action":["s3:GetObject","iam:*","sqs:SendMessage"],"Resource":"*"}]}},)"
            R"("One":{"id":"p-oneservice","document":{"Version":"2012-10-17","Statement":)"
            R"([{"Effect":"Allow","Action":"sns:*","Resource":"*"}]}}},"rcps":{"Tls":{"id":"p-rcpofmine","document":)"
            R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*",)"
            R"("Resource":"*"}}}},)"
            R"("root":{"id":"r-exam","units":[{"id":"ou-exam-12345678","scps":["Few"],"accounts":[")" +
            worker.account() + R"("]}]}})");
  }

  std::string generate(std::string const& path, Pairs more = {}) {
    more.emplace_back("EntityPath", path);
    auto const answer = manager.iam("GenerateOrganizationsAccessReport", more);
    EXPECT_THAT(answer, succeeds());
    return answer.text("JobId");
  }
  Answer get(std::string const& job, Pairs more = {}) {
    more.emplace_back("JobId", job);
    return manager.iam("GetOrganizationsAccessReport", more);
  }
  Answer report(std::string const& path, Pairs more = {}) {
    auto const job = generate(path, std::move(more));
    clock_forward();
    return get(job);
  }
  void clock_forward() {
    shared_server().exchange({.method = "PUT", .target = "/_iam/clock", .body = R"({"advance_s": 1})"});
  }

  Caller manager, worker;
  std::string id = "o-report" + manager.account();
  std::string root = id + "/r-exam";
  std::string unit = root + "/ou-exam-12345678";
  FrozenClock clock{shared_server(), "2026-03-05T10:11:12Z"};
};

TEST_F(OrganizationReport, is_in_progress_for_a_moment) {
  auto const job = generate(unit);
  auto const pending = get(job);
  EXPECT_EQ(pending.text("JobStatus"), "IN_PROGRESS");
  EXPECT_THAT(pending.names(""), ElementsAre("IsTruncated", "JobStatus", "JobCreationDate"));
  clock_forward();
  EXPECT_EQ(get(job).text("JobStatus"), "COMPLETED");
}

TEST_F(OrganizationReport, lists_the_services_that_every_level_allows) {
  auto const done = report(unit);
  EXPECT_THAT(done.texts(kDetails, "ServiceNamespace"), ElementsAre("iam", "s3", "sqs"));
  EXPECT_THAT(done.texts(kDetails, "ServiceName"), Contains("Amazon S3"));
  EXPECT_EQ(done.text("NumberOfServicesAccessible"), "3");
  EXPECT_EQ(done.text("NumberOfServicesNotAccessed"), "3");
  EXPECT_THAT(done.texts(kDetails, "TotalAuthenticatedEntities"), ElementsAre("0", "0", "0"));
  EXPECT_EQ(done.text("AccessDetails/member/Region"), "us-east-1");
  EXPECT_GT(std::stoi(report(root).text("NumberOfServicesAccessible")), 300);
}

TEST_F(OrganizationReport, tells_which_account_used_a_service_last) {
  worker.create_user("Ann");
  Caller ann(shared_server(), worker.create_access_key("Ann"));
  ann.get_user("Ann");
  for (auto const& path : {unit, unit + "/" + worker.account()}) {
    auto const done = report(path);
    EXPECT_EQ(done.text("NumberOfServicesNotAccessed"), "2");
    EXPECT_EQ(done.text("AccessDetails/member/ServiceNamespace"), "iam");
    EXPECT_EQ(done.text("AccessDetails/member/EntityPath"), unit + "/" + worker.account());
    EXPECT_EQ(done.text("AccessDetails/member/TotalAuthenticatedEntities"), "1");
    EXPECT_EQ(done.text("AccessDetails/member/Region"), "us-east-1");
    EXPECT_TRUE(done.has("AccessDetails/member/LastAuthenticatedTime"));
  }
  EXPECT_EQ(report(root + "/" + manager.account()).text("NumberOfServicesAccessible"),
            report(root + "/" + manager.account()).text("NumberOfServicesNotAccessed"));
}

TEST_F(OrganizationReport, is_of_one_policy_when_that_is_named) {
  EXPECT_THAT(report(unit, {{"OrganizationsPolicyId", "p-oneservice"}}).texts(kDetails, "ServiceNamespace"),
              ElementsAre("sns"));
}

TEST_F(OrganizationReport, fails_when_entity_or_policy_are_not_there) {
  auto const failed = [&](std::string const& path, Pairs const& more = {}) {
    auto const done = report(path, more);
    EXPECT_EQ(done.text("JobStatus"), "FAILED");
    EXPECT_FALSE(done.has("AccessDetails"));
    return done.text("ErrorDetails/Code");
  };
  EXPECT_EQ(failed(unit + "/"), "INVALID_ORGANIZATIONS_ENTITY_PATH");
  EXPECT_EQ(failed(root + "/ou-exam-00000000"), "INVALID_ORGANIZATIONS_ENTITY_PATH");
  EXPECT_EQ(failed(unit, {{"OrganizationsPolicyId", "p-00000000"}}), "INVALID_ORGANIZATIONS_POLICY");
  EXPECT_EQ(failed(unit, {{"OrganizationsPolicyId", "p-rcpofmine"}}), "INVALID_ORGANIZATIONS_POLICY");
}

TEST_F(OrganizationReport, is_for_the_management_account) {
  for (auto* caller : {&worker, &manager}) {
    auto const path = caller == &worker ? unit : std::string("o-aaaaaaaaaa/r-exam");
    auto const answer = caller->iam("GenerateOrganizationsAccessReport", {{"EntityPath", path}});
    EXPECT_EQ(answer.status(), 403);
    EXPECT_EQ(answer.code(), "AccessDenied");
  }
  EXPECT_EQ(manager.iam("GenerateOrganizationsAccessReport", {{"EntityPath", "nowhere"}}).code(), "ValidationError");
}

TEST_F(OrganizationReport, belongs_to_who_asked_for_it) {
  auto const job = generate(unit);
  manager.create_user("Ann");
  Caller ann(shared_server(), manager.create_access_key("Ann"));
  for (auto* other : {&ann, &worker}) {
    EXPECT_THAT(other->iam("GetOrganizationsAccessReport", {{"JobId", job}}),
                fails_with(404, "NoSuchEntity", "The job with id " + job + " cannot be found."));
  }
}

TEST_F(OrganizationReport, is_sorted_and_paged) {
  auto const job = generate(unit);
  clock_forward();
  Pairs const descending{{"SortKey", "SERVICE_NAMESPACE_DESCENDING"}, {"MaxItems", "2"}};
  auto const first = get(job, descending);
  EXPECT_THAT(first.texts(kDetails, "ServiceNamespace"), ElementsAre("sqs", "s3"));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto with_marker = descending;
  with_marker.emplace_back("Marker", first.text("Marker"));
  auto const second = get(job, with_marker);
  EXPECT_THAT(second.texts(kDetails, "ServiceNamespace"), ElementsAre("iam"));
  EXPECT_EQ(second.text("IsTruncated"), "false");
  EXPECT_EQ(get(job, {{"Marker", first.text("Marker")}}).message(), "Invalid Marker.");
}

TEST_F(OrganizationReport, is_sorted_by_time) {
  worker.create_user("Ann");
  Caller(shared_server(), worker.create_access_key("Ann")).get_user("Ann");
  auto const job = generate(unit);
  clock_forward();
  EXPECT_EQ(get(job, {{"SortKey", "LAST_AUTHENTICATED_TIME_DESCENDING"}}).text("AccessDetails/member/ServiceNamespace"),
            "iam");
  EXPECT_THAT(get(job, {{"SortKey", "LAST_AUTHENTICATED_TIME_ASCENDING"}}).texts(kDetails, "ServiceNamespace"),
              ElementsAre("s3", "sqs", "iam"));
}

TEST_F(OrganizationReport, is_not_asked_for_too_often_at_once) {
  for (int i = 0; i < 100; ++i) generate(unit);
  auto const answer = manager.iam("GenerateOrganizationsAccessReport", {{"EntityPath", unit}});
  EXPECT_EQ(answer.status(), 409);
  EXPECT_EQ(answer.code(), "ReportGenerationLimitExceeded");
  clock_forward();
  generate(unit);
}

}  // namespace
}  // namespace conformance
