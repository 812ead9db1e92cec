// What lint finds, and where. Names of findings are promised to users: they do not change.
//
// Neighbours of AWS's own checks:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#include "iam/lint/lint.h"

#include "iam/catalogue/aws_managed_policies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace iam::lint {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> places(std::string_view text, PolicyUse use = PolicyUse::kIdentity) {
  std::vector<std::string> found;
  for (auto const& finding : lint(text, use)) {
    found.push_back(std::to_string(finding.position.line) + ":" + std::to_string(finding.position.column) + " " +
                    std::string(finding.code));
  }
  return found;
}

std::string document(std::string const& statements) {
  return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

std::vector<std::string> codes(std::string const& statements, PolicyUse use = PolicyUse::kIdentity) {
  std::vector<std::string> found;
  for (auto const& finding : lint(document(statements), use)) found.emplace_back(finding.code);
  return found;
}

std::string allow(std::string const& rest) { return R"({"Effect":"Allow",)" + rest + "}"; }
std::string allow_on_all(std::string const& actions) { return allow(R"("Action":)" + actions + R"(,"Resource":"*")"); }
std::string with_condition(std::string const& actions, std::string const& condition) {
  return allow(R"("Action":)" + actions + R"(,"Resource":"*","Condition":)" + condition);
}

std::string only_message(std::string const& statements) {
  auto const findings = lint(document(statements), PolicyUse::kIdentity);
  return findings.size() == 1 ? findings.front().message : std::to_string(findings.size()) + " findings";
}

TEST(Lint, is_silent_about_a_sound_policy) {
  EXPECT_THAT(codes(allow(R"("Action":["s3:ListBucket","s3:GetObject"],)"
                          R"("Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/${aws:username}/*"],)"
                          R"("Condition":{"Bool":{"aws:SecureTransport":"true"}})")),
              IsEmpty());
}

TEST(Lint, tells_line_and_column_of_what_it_means) {
  EXPECT_THAT(places("{\n"
                     "  \"Version\": \"2012-10-17\",\n"
                     "  \"Statement\": [\n"
                     "    {\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\",\n"
                     "      \"s3:GetObjects\"], \"Resource\": \"*\"}\n"
                     "  ]\n"
                     "}\n"),
              ElementsAre("5:7 unknown-action"));
}

// Columns are counted in UTF-16, as AWS counts them.
TEST(Lint, a_character_outside_the_basic_plane_is_two_columns) {
  EXPECT_THAT(places("{\"Version\":\"2012-10-17\",\"Id\":\"\xF0\x9F\x98\x80\",\"Statement\":"
                     "{\"Effect\":\"Allow\",\"Action\":\"s3:Nope\",\"Resource\":\"*\"}}"),
              ElementsAre("1:74 unknown-action"));
}

TEST(Grammar, is_that_of_aws_for_the_use_of_the_policy) {
  auto const trust =
      document(R"({"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"})");
  EXPECT_THAT(places(trust, PolicyUse::kTrust), IsEmpty());
  EXPECT_THAT(places(trust, PolicyUse::kResource), ElementsAre("1:68 confused-deputy"));
  auto const findings = lint(trust, PolicyUse::kIdentity);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::kError);
  EXPECT_EQ(findings.front().code, "malformed-policy");
  EXPECT_THAT(codes(allow_on_all(R"("s3:GetObject")"), PolicyUse::kTrust), ElementsAre("malformed-policy"));
  EXPECT_THAT(codes(allow_on_all(R"("s3:GetObject")"), PolicyUse::kResource), ElementsAre("malformed-policy"));
  for (auto const use : {PolicyUse::kInline, PolicyUse::kSession, PolicyUse::kServiceControl}) {
    EXPECT_THAT(codes(allow_on_all(R"("s3:GetObject")"), use), IsEmpty()) << use_name(use);
  }
}

TEST(Grammar, takes_the_partition_that_a_policy_names_first) {
  auto const on = [](std::string const& resources) {
    return codes(allow(R"("Action":"s3:GetObject","Resource":)" + resources));
  };
  EXPECT_THAT(on(R"(["arn:aws-cn:s3:::a/*","arn:aws-cn:s3:::b/*"])"), IsEmpty());
  EXPECT_THAT(on(R"(["arn:aws:s3:::a/*","arn:aws-cn:s3:::b/*"])"), ElementsAre("malformed-policy"));
  EXPECT_THAT(on(R"("arn:aws-mars:s3:::a/*")"), ElementsAre("malformed-policy"));
  auto const trust = R"({"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws-cn:iam::1)"
                     R"(23456789012:root"}})";
  EXPECT_THAT(codes(trust, PolicyUse::kTrust), IsEmpty());
}

// terraform-provider-aws#22879
TEST(Grammar, refuses_a_sole_statement_before_the_version) {
  constexpr auto kPolicy =
      R"({"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"},"Version":"2012-10-17"})";
  for (auto const use : {PolicyUse::kIdentity, PolicyUse::kInline}) {
    auto const findings = lint(kPolicy, use);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().message, "The policy failed legacy parsing");
  }
  EXPECT_THAT(lint(kPolicy, PolicyUse::kSession), IsEmpty());
}

// radkawar/stackd, resource_controls, 2026-09-12.
TEST(Grammar, of_resource_control_policies_names_services_that_they_control) {
  auto const deny = [](std::string const& action, std::string const& version) {
    return lint(
        "{" + version + R"("Statement":{"Effect":"Deny","Principal":"*","Action":)" + action + R"(,"Resource":"*"}})",
        PolicyUse::kResourceControl);
  };
  for (auto const* version : {"", R"("Version":"2008-10-17",)", R"("Version":"2012-10-17",)"}) {
    for (auto const& finding : deny(R"(["s3:*","STS:AssumeRole","kms:Decrypt"])", version)) {
      EXPECT_EQ(finding.code, "missing-version") << version;
    }
  }
  for (auto const* action : {R"("*")", R"("iam:CreateUser")", R"(["s3:*","nobody:Knows"])", R"("s3*:Get")"}) {
    auto const findings = deny(action, R"("Version":"2012-10-17",)");
    ASSERT_EQ(findings.size(), 1U) << action;
    EXPECT_THAT(findings.front().message, HasSubstr("is of no service that resource control policies control"));
  }
}

TEST(Grammar, says_what_is_wrong_in_more_words_than_aws) {
  auto const findings = lint(R"({"Version":"2012-10-17","Statement":[{"Efect":"Allow"}]})", PolicyUse::kIdentity);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().message, "Syntax errors in policy: there is no element 'Efect'");
}

TEST(Grammar, blames_the_statement_that_aws_refuses) {
  EXPECT_THAT(places("{\"Version\":\"2012-10-17\",\"Statement\":[\n"
                     "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"},\n"
                     "  {\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"bucket\"}]}"),
              ElementsAre("3:3 malformed-policy"));
}

TEST(Grammar, a_policy_has_a_size) {
  std::string actions = R"("s3:GetObject")";
  while (actions.size() < 6144) actions += R"(,"s3:GetObject")";
  EXPECT_THAT(codes(allow_on_all("[" + actions + "]")), ElementsAre("too-large"));
}

TEST(Actions, that_nobody_knows_are_told_with_the_nearest) {
  EXPECT_EQ(only_message(allow_on_all(R"("s3:GetObjct")")),
            "Amazon S3 has no action 'GetObjct'; did you mean GetObject?");
  EXPECT_EQ(only_message(allow_on_all(R"("dynamdb:GetItem")")),
            "there is no service 'dynamdb'; did you mean dynamodb?");
  EXPECT_EQ(only_message(allow_on_all(R"("s3:Fetch*")")), "no action is called like 's3:Fetch*'");
  EXPECT_THAT(codes(allow_on_all(R"(["S3:getobject","s3:*"])")), ElementsAre("repeated-action"));
}

TEST(Actions, are_named_once) {
  EXPECT_EQ(only_message(allow_on_all(R"(["s3:GetObject","s3:getobject"])")), "'s3:getobject' is there twice");
  EXPECT_EQ(only_message(allow_on_all(R"(["s3:GetObject","s3:Get*"])")), "'s3:GetObject' is already in 's3:Get*'");
  EXPECT_EQ(only_message(allow(R"("Action":"s3:GetObject","Resource":["arn:aws:s3:::a/*","arn:aws:s3:::a/b"])")),
            "'arn:aws:s3:::a/b' is already in 'arn:aws:s3:::a/*'");
}

// The fault that everybody makes once: buckets are listed, objects are read.
TEST(Resources, are_of_a_type_that_an_action_has) {
  EXPECT_EQ(only_message(allow(R"("Action":"s3:ListBucket","Resource":"arn:aws:s3:::logs/*")")),
            "'s3:ListBucket' acts on accesspoint, bucket, which no Resource of the statement is");
  EXPECT_EQ(only_message(allow(R"("Action":"s3:GetObject","Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"])")),
            "no action of the statement acts on 'arn:aws:s3:::logs'");
  EXPECT_EQ(only_message(allow(R"("Action":"iam:GetAccountSummary","Resource":"arn:aws:iam::123456789012:user/Bob")")),
            "'iam:GetAccountSummary' acts on no single resource: it needs the Resource \"*\"");
  EXPECT_THAT(codes(allow(R"("Action":"iam:GetUser","Resource":"arn:aws:iam::*:user/division/*")")), IsEmpty());
  EXPECT_THAT(codes(allow(R"("Action":["iam:GetUser","nobody:Knows"],"Resource":"arn:aws:s3:::logs")")),
              ElementsAre("unknown-service"));
}

TEST(Conditions, ask_for_keys_that_there_are) {
  EXPECT_EQ(only_message(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"aws:PrincipalOrgId2":"o-1"}})")),
            "there is no condition key 'aws:PrincipalOrgId2'; did you mean aws:PrincipalOrgID?");
  EXPECT_EQ(only_message(with_condition(R"("s3:ListBucket")", R"({"StringEquals":{"s3:prefx":"a"}})")),
            "there is no condition key 's3:prefx'; did you mean s3:prefix?");
  EXPECT_EQ(only_message(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"s3:prefix":"a"}})")),
            "requests for the actions of the statement have no 's3:prefix'");
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"S3:existingobjecttag/Team":"a",)"
                                                        R"("aws:principaltag/team":"b","my.idp.example:sub":"c"}})")),
              IsEmpty());
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_OriginIdentity.html and its neighbours.
TEST(Conditions, know_who_is_behind_a_session) {
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")",
                                   R"({"StringEquals":{"aws:OriginIdentity/Subject":"ada@example.com",)"
                                   R"("aws:OriginIdentity/SubjectType":"user","aws:OriginIdentity/Issuer":"a.example",)"
                                   R"("aws:TransactionContext/IdentityProvider/Cost Centre":"4711"},)"
                                   R"("ArnLike":{"aws:OriginIdentity/FederatedProviderArn":)"
                                   R"("arn:aws:iam::*:oidc-provider/a.example"}})")),
              IsEmpty());
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"aws:OriginIdentity/Name":"Ada"}})")),
              ElementsAre("unknown-key"));
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html and API_GetScopedCredentials.html;
// the actions of IAM Toolbox.
TEST(Actions, that_are_newer_than_the_service_authorization_reference_are_known) {
  EXPECT_THAT(codes(with_condition(R"(["sts:GetScopedCredentials","iam:GetRequestAuthorizationDetails",)"
                                   R"("iam:GetRequestAuthorizationPolicy"])",
                                   R"({"StringEquals":{"aws:PrincipalAccount":"123456789012"}})")),
              IsEmpty());
  EXPECT_THAT(codes(with_condition(R"("iam:GetRequestAuthorization*")",
                                   R"({"StringEquals":{"aws:PrincipalAccount":"123456789012"}})")),
              IsEmpty());
  EXPECT_THAT(codes(with_condition(R"(["sts:GetWebIdentityToken","sts:SetWebIdentityTokenScope"])",
                                   R"({"ForAnyValue:StringLike":{"sts:IdentityTokenScope":"read*"}})")),
              IsEmpty());
  EXPECT_THAT(
      codes(with_condition(R"("sts:GetWebIdentityToken")", R"({"StringEquals":{"sts:SubjectMode":"OriginIdentity"}})")),
      IsEmpty());
}

// Their types: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html
TEST(Conditions, compare_any_policy_type_of_organizations) {
  EXPECT_THAT(codes(with_condition(
                  R"("organizations:AttachPolicy")",
                  R"({"StringEquals":{"organizations:PolicyType":["GUARDDUTY_POLICY","SECURITYHUB_CSPM_POLICY"]}})")),
              IsEmpty());
}

TEST(Conditions, compare_keys_by_their_type) {
  EXPECT_THAT(
      codes(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}})")),
      ElementsAre("operator-of-other-type"));
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"IpAddress":{"aws:SourceVpc":"10.0.0.0/8"}})")),
              ElementsAre("operator-of-other-type"));
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"Bool":{"aws:SecureTransport":"yes"}})")),
              ElementsAre("value-of-other-type"));
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"NumericLessThan":{"aws:MultiFactorAuthAge":"an hour"}})"),
                    PolicyUse::kSession),
              ElementsAre("value-of-other-type"));
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"StringLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/x"},)"
                                                        R"("NumericGreaterThan":{"aws:EpochTime":"1700000000"},)"
                                                        R"("NumericEquals":{"aws:PrincipalTag/level":"3"}})")),
              IsEmpty());
}

TEST(Conditions, know_how_many_values_a_key_has) {
  EXPECT_THAT(codes(with_condition(R"("iam:CreateUser")", R"({"StringEquals":{"aws:TagKeys":"team"}})")),
              ElementsAre("no-set-operator"));
  EXPECT_THAT(codes(with_condition(R"("iam:CreateUser")", R"({"ForAllValues:StringEquals":{"aws:TagKeys":"team"}})")),
              IsEmpty());
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"ForAllValues:StringEquals":{"aws:username":"Bob"}})")),
              ElementsAre("needless-set-operator"));
}

TEST(Conditions, have_wildcards_only_where_the_operator_knows_them) {
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"aws:userid":"AROA*:bob"}})")),
              ElementsAre("wildcard-is-text"));
  EXPECT_THAT(codes(with_condition(R"("s3:GetObject")", R"({"StringEquals":{"aws:userid":"${*}"},)"
                                                        R"("StringLike":{"aws:username":"b*"}})")),
              IsEmpty());
}

TEST(Variables, are_condition_keys_in_a_policy_of_2012) {
  EXPECT_EQ(only_message(allow(R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/${aws:usrname}/*")")),
            "there is no variable 'aws:usrname'; did you mean aws:username?");
  EXPECT_THAT(codes(allow(R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/${aws:TagKeys}")")),
              ElementsAre("unknown-variable"));
  EXPECT_THAT(codes(allow(R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/${aws:username, 'nobody'}${*}")")),
              IsEmpty());
  EXPECT_THAT(
      places(R"({"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/${aws:username}"}})",
             PolicyUse::kInline),
      ElementsAre("1:1 missing-version", "1:67 variable-is-text"));
}

TEST(Statements, that_another_one_denies_or_says_are_told) {
  auto const reading = allow(R"("Sid":"Read","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*")");
  auto const no_s3 = std::string(R"({"Sid":"NoS3","Effect":"Deny","Action":"s3:*","Resource":"*"})");
  EXPECT_EQ(only_message(reading + "," + no_s3), "'NoS3' denies all that this statement allows");
  EXPECT_EQ(only_message(reading + "," + allow(R"("Sid":"Any","Action":"s3:Get*","Resource":"*")")),
            "'Any' says all that this statement says");
  EXPECT_THAT(places(document(reading + ",\n" + allow(R"("Action":"s3:getobject","Resource":"arn:aws:s3:::logs/*")"))),
              ElementsAre("2:1 needless-statement"));
  // Those that ask for more.
  EXPECT_THAT(codes(reading + R"(,{"Effect":"Deny","Action":"s3:*","Resource":"*",)"
                              R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}})"),
              IsEmpty());
  EXPECT_THAT(codes(reading + R"(,{"Effect":"Deny","NotAction":"s3:Get*","Resource":"*"})"), IsEmpty());
  EXPECT_THAT(codes(reading + R"(,{"Effect":"Deny","NotAction":"iam:*","Resource":"*"})"),
              ElementsAre("shadowed-statement"));
}

TEST(Reach, what_allows_far_too_much_is_told) {
  EXPECT_THAT(codes(allow_on_all(R"("iam:PassRole")")), ElementsAre("pass-role-to-anything"));
  EXPECT_THAT(codes(allow_on_all(R"("iam:*")")),
              ElementsAre("pass-role-to-anything", "create-any-service-linked-role"));
  EXPECT_THAT(
      codes(with_condition(R"("iam:PassRole")", R"({"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}})")),
      IsEmpty());
  EXPECT_THAT(codes(allow(R"("Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/app-*")")), IsEmpty());
  EXPECT_THAT(codes(allow(R"("NotAction":"iam:*","Resource":"*")")), ElementsAre("allow-not-action"));
  EXPECT_THAT(codes(R"({"Effect":"Deny","NotAction":"iam:*","Resource":"*"})"), IsEmpty());
  EXPECT_THAT(codes(R"({"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"})", PolicyUse::kTrust),
              ElementsAre("open-to-everyone"));
}

// As the rows of managed_findings.tsv: policy, our code, AWS's issue code, and why it is no false alarm where AWS has
// none.
std::set<std::string> known_findings(std::vector<std::string>& unexplained) {
  std::set<std::string> known;
  std::ifstream stream(IAM_MANAGED_FINDINGS);
  for (std::string line; std::getline(stream, line);) {
    bool const is_of_aws = line.find("\t-") == std::string::npos;
    auto const reason = line.find("\t-\t");
    if (!is_of_aws && reason == std::string::npos) unexplained.push_back(line);
    known.insert(line.substr(0, reason == std::string::npos ? reason : reason + 2));
  }
  return known;
}

// AWS saved every one of them. What is told of one all the same AWS's own check tells, too, or the file says why it is
// right: the service authorization reference has no such action or resource.
TEST(Lint, alarms_no_policy_that_aws_manages) {
  std::set<std::string> found;
  std::set<std::string> powerful;
  for (auto const& policy : catalogue::aws_managed_policies()) {
    std::string const name(policy.name);
    auto const text = catalogue::document_of(policy);
    for (auto const& finding : lint(text, PolicyUse::kInline)) {
      if (finding.code == "too-large") continue;  // quotas are not for AWS
      auto const of_aws = finding.aws.exists() ? finding.aws.issue_code : "-";
      found.insert(name + "\t" + std::string(finding.code) + "\t" + std::string(of_aws));
      if (finding.code == "create-any-service-linked-role" || finding.code == "pass-role-to-anything") {
        powerful.insert(name);
      }
    }
  }
  std::vector<std::string> unexplained;
  EXPECT_THAT(found, testing::ContainerEq(known_findings(unexplained)));
  EXPECT_THAT(unexplained, IsEmpty());
  // The reference lists the policies with the checks of iam:PassRole and iam:CreateServiceLinkedRole, but for the ones
  // of 2024 and later.
  EXPECT_THAT(powerful, testing::UnorderedElementsAre("AWSElasticBeanstalkService", "AWSMcpServiceActionsFullAccess",
                                                      "AWSOrganizationsServiceTrustPolicy", "AdministratorAccess",
                                                      "AmazonDynamoDBFullAccesswithDataPipeline",
                                                      "AmazonElasticMapReduceFullAccess", "AmazonElasticMapReduceRole",
                                                      "IAMFullAccess", "PowerUserAccess"));
}

// One sentence of each kind that AWS refuses to save a policy with.
TEST(Lint, errors_of_grammar_have_issue_codes_of_aws) {
  std::vector<std::pair<PolicyUse, std::string>> const broken{
      {PolicyUse::kIdentity, allow(R"("Action":"iam:GetUser:x","Resource":"*")")},
      {PolicyUse::kIdentity, allow(R"("Action":"GetUser","Resource":"*")")},
      {PolicyUse::kIdentity, allow(R"("Action":"s 3:GetObject","Resource":"*")")},
      {PolicyUse::kIdentity, allow(R"("Action":"s3:GetObject","Resource":"bucket")")},
      {PolicyUse::kInline, allow(R"("Action":[],"Resource":"*")")},
      {PolicyUse::kSession, allow(R"("Action":"s3:GetObject")")},
      {PolicyUse::kTrust, allow(R"("Action":"sts:AssumeRole")")},
      {PolicyUse::kTrust, allow(R"("Principal":{},"Action":"sts:AssumeRole")")},
      {PolicyUse::kTrust, allow(R"("Principal":"*","Action":"s3:GetObject")")},
      {PolicyUse::kTrust, allow(R"("NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole")")},
      {PolicyUse::kTrust, allow(R"("Principal":{"AWS":"nobody"},"Action":"sts:AssumeRole")")},
      {PolicyUse::kTrust, allow(R"("Principal":{"Federated":"nobody"},"Action":"sts:AssumeRoleWithSAML")")},
      {PolicyUse::kTrust, allow(R"("Principal":{"Federated":"cognito-identity.amazonaws.com"},)"
                                R"("Action":"sts:AssumeRoleWithWebIdentity")")},
      {PolicyUse::kResource, allow(R"("Action":"s3:GetObject","Resource":"*")")},
      {PolicyUse::kServiceControl, allow(R"("Principal":"*","Action":"s3:GetObject","Resource":"*")")},
      {PolicyUse::kServiceControl, allow(R"("Resource":"*")")},
      {PolicyUse::kServiceControl, allow(R"("Action":"GetObject","Resource":"*")")},
      {PolicyUse::kResourceControl, allow(R"("Principal":"*","Action":"s3:GetObject","Resource":"*")")},
      {PolicyUse::kResourceControl, R"({"Effect":"Deny","Action":"s3:GetObject","Resource":"*"})"},
      {PolicyUse::kResourceControl, R"({"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"})"},
      {PolicyUse::kResourceControl, R"({"Effect":"Deny","Principal":"*","Action":"iam:GetUser","Resource":"*"})"}};
  for (auto const& [use, statement] : broken) {
    auto const findings = lint(document(statement), use);
    ASSERT_EQ(findings.size(), 1U) << statement;
    EXPECT_EQ(findings[0].code, "malformed-policy") << statement;
    EXPECT_TRUE(findings[0].aws.exists()) << findings[0].message;
  }
}

// Time is bounded whatever the text: nobody waits for a linter.
TEST(Lint, ends_on_documents_made_to_be_slow) {
  std::string actions = R"("ec2:*a*a*a*a*")";
  for (int i = 0; i < 2000; ++i) actions += R"(,"ec2:*a*b*)" + std::to_string(i) + R"(*")";
  EXPECT_THAT(codes(allow_on_all("[" + actions + "]"), PolicyUse::kResource), ElementsAre("malformed-policy"));
  EXPECT_THAT(
      codes(R"({"Effect":"Allow","Principal":"*","Action":[)" + actions + R"(],"Resource":"*"})", PolicyUse::kResource),
      Contains("no-such-actions"));
}

TEST(Lint, uses_have_names) {
  EXPECT_EQ(use_named("scp"), PolicyUse::kServiceControl);
  EXPECT_EQ(use_name(PolicyUse::kTrust), "trust");
  EXPECT_EQ(use_named("managed"), std::nullopt);
}

}  // namespace
}  // namespace iam::lint
