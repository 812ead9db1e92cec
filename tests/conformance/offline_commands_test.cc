// `iamlocal simulate` and `iamlocal lint`: files in, words and an exit status out. No server runs.
#include "client/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <fstream>

namespace conformance {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr int kUsage = 2;
constexpr int kFault = 1;
constexpr int kImplicitDeny = 3;
constexpr int kExplicitDeny = 4;
constexpr int kWarnings = 3;
constexpr int kErrors = 4;

constexpr auto kReadOwnLogs =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\"Sid\": \"Own\", \"Effect\": \"Allow\", \"Action\": \"s3:GetObject\",\n"
    "     \"Resource\": \"arn:aws:s3:::logs/${aws:username}/*\"},\n"
    "    {\"Sid\": \"Tls\", \"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\",\n"
    "     \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}}\n"
    "  ]\n"
    "}\n";

class OfflineCommand : public testing::Test {
 protected:
  std::string file(std::string const& name, std::string const& text) const {
    auto path = directory_.file(name);
    std::ofstream(path) << text;
    return path;
  }

 private:
  TemporaryDirectory const directory_;
};

using Simulate = OfflineCommand;
using Lint = OfflineCommand;

TEST_F(Simulate, the_status_tells_the_decision) {
  auto const policy = file("policy.json", kReadOwnLogs);
  std::vector<std::string> const asked{"simulate",
                                       "--policy",
                                       policy,
                                       "--principal",
                                       "arn:aws:iam::123456789012:user/Bob",
                                       "--resource",
                                       "arn:aws:s3:::logs/Bob/1"};
  auto const with = [&](std::vector<std::string> const& more) {
    auto arguments = asked;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  };
  auto const allowed = with({"--action", "s3:GetObject"});
  EXPECT_EQ(allowed.status, 0) << allowed.err;
  EXPECT_EQ(allowed.out, "allowed s3:GetObject on arn:aws:s3:::logs/Bob/1: by a policy of type identity\n");
  auto const implicit = with({"--action", "s3:GetObject", "--action", "s3:PutObject"});
  EXPECT_EQ(implicit.status, kImplicitDeny);
  EXPECT_THAT(implicit.out, HasSubstr("implicitDeny s3:PutObject on arn:aws:s3:::logs/Bob/1: because no identity-based "
                                      "policy allows the s3:PutObject action\n"));
  EXPECT_EQ(with({"--action", "s3:GetObject", "--context", "aws:SecureTransport=false"}).status, kExplicitDeny);
}

TEST_F(Simulate, explains_with_places_in_the_files) {
  auto const policy = file("policy.json", kReadOwnLogs);
  auto const denied = run({"simulate", "--policy", policy, "--action", "s3:GetObject", "--explain", "--context",
                           "aws:SecureTransport=false"});
  EXPECT_EQ(denied.status, kExplicitDeny);
  EXPECT_EQ(denied.out,
            "explicitDeny s3:GetObject on *: with an explicit deny in an identity-based policy\n"
            "  identity: explicitDeny\n"
            "  " +
                policy + ":6:5: denies, Tls\n");
  auto const not_allowed = run({"simulate", "--policy", policy, "--action", "s3:GetObject", "--explain", "--context",
                                "aws:SecureTransport=true"});
  EXPECT_EQ(not_allowed.status, kImplicitDeny);
  EXPECT_EQ(not_allowed.out,
            "implicitDeny s3:GetObject on *: because no identity-based policy allows the s3:GetObject action\n"
            "  identity: implicitDeny\n"
            "  not given: aws:username\n");
}

TEST_F(Simulate, every_kind_of_policy_takes_part) {
  auto const all =
      file("all.json", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})");
  auto const no_s3 =
      file("no.json", R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}})");
  for (std::string const flag : {"--boundary", "--session-policy", "--scp"}) {
    EXPECT_EQ(run({"simulate", "--policy", all, "--action", "s3:GetObject", flag, all}).status, 0) << flag;
    EXPECT_EQ(run({"simulate", "--policy", all, "--action", "s3:GetObject", flag, no_s3}).status, kExplicitDeny)
        << flag;
  }
  auto const no_s3_here = file("rcp.json", R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*",)"
                                           R"("Action":"s3:*","Resource":"*"}})");
  EXPECT_EQ(run({"simulate", "--policy", all, "--action", "s3:GetObject", "--rcp", no_s3_here}).status, kExplicitDeny);
  auto const shared = file("bucket.json", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",)"
                                          R"("Action":"s3:GetObject","Resource":"*"}})");
  EXPECT_EQ(run({"simulate", "--action", "s3:GetObject", "--resource-policy", shared}).status, 0);
}

TEST_F(Simulate, answers_json_for_programs) {
  auto const policy = file("policy.json", kReadOwnLogs);
  auto const answer = run({"simulate", "--policy", policy, "--action", "s3:GetObject", "--format", "json"});
  EXPECT_EQ(answer.status, kImplicitDeny);
  EXPECT_THAT(answer.out, StartsWith(R"([{"decision":"implicitDeny","decided_by":"identity")"));
}

// A status of a decision must never come from a typing error.
TEST_F(Simulate, faults_have_statuses_of_their_own) {
  auto const policy = file("policy.json", kReadOwnLogs);
  EXPECT_EQ(run({"simulate", "--policy", policy}).status, kUsage);
  EXPECT_EQ(run({"simulate", "--action", "s3:GetObject", "--context", "nothing"}).status, kUsage);
  EXPECT_EQ(run({"simulate", "--action", "s3:GetObject", "--principal", "Bob"}).status, kUsage);
  EXPECT_THAT(run({"simulate", "--action", "s3:GetObject", "--polcy", policy}).err,
              HasSubstr("did you mean --policy?"));
  EXPECT_EQ(run({"simulate", "--action", "s3:GetObject", "--policy", "/nowhere"}).status, kFault);
  EXPECT_EQ(run({"simulate", "--action", "s3:GetObject", "--policy", file("broken.json", "{")}).status, kFault);
}

TEST_F(Lint, the_status_tells_the_worst_finding) {
  auto const sound = file("sound.json", kReadOwnLogs);
  auto const odd = file(
      "odd.json", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObjct","Resource":"*"}})");
  auto const broken = file("broken.json", R"({"Version":"2012-10-17","Statement":{"Effect":"Alow"}})");
  auto const clean = run({"lint", sound});
  EXPECT_EQ(clean.status, 0);
  EXPECT_EQ(clean.out, "");
  auto const warned = run({"lint", sound, odd});
  EXPECT_EQ(warned.status, kWarnings);
  EXPECT_EQ(warned.out,
            odd + ":1:64: warning: Amazon S3 has no action 'GetObjct'; did you mean GetObject? [unknown-action]\n");
  EXPECT_EQ(run({"lint", broken, odd}).status, kErrors);
  EXPECT_EQ(run({"lint", "--type", "trust", sound}).status, kErrors);
}

TEST_F(Lint, answers_json_for_programs) {
  auto const broken = file("broken.json", "{");
  auto const answer = run({"lint", "--format", "json", broken});
  EXPECT_EQ(answer.status, kErrors);
  EXPECT_THAT(answer.out, HasSubstr(R"("severity":"error","code":"malformed-policy")"));
  EXPECT_THAT(answer.out, HasSubstr(R"("aws_finding_type":"ERROR","aws_issue_code":"JSON_SYNTAX_ERROR")"));
  EXPECT_EQ(run({"lint", "--format", "json", file("sound.json", kReadOwnLogs)}).out, "[]\n");
}

// The example of the CLI's reference, aws accessanalyzer validate-policy, with the places that it prints first.
TEST_F(Lint, answers_as_access_analyzer_does) {
  auto const policy = file("cognito.json", R"({
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "",
            "Effect": "Allow",
            "Principal": {
                "Federated": "cognito-identity.amazonaws.com"
            },
            "Action": [
                "sts:AssumeRole",
                "sts:TagSession"
            ],
            "Condition": {
                "StringEquals": {
                    "cognito-identity.amazonaws.com:aud": "us-west-2_EXAMPLE"
                }
            }
        }
    ]
})");
  auto const answer = run({"lint", "--format", "access-analyzer", "--type", "trust", policy});
  auto const findings = boost::json::parse(answer.out).at("findings").as_array();
  auto const place_of = [&](std::string_view issue_code) {
    for (auto const& finding : findings) {
      if (finding.at("issueCode").as_string() == issue_code) return finding.at("locations").at(0);
    }
    return boost::json::value();
  };
  auto const json = [](char const* text) { return boost::json::parse(text); };
  EXPECT_EQ(place_of("EMPTY_SID_VALUE"),
            json(R"({"path":[{"value":"Statement"},{"index":0},{"value":"Sid"}],"span":)"
                 R"({"start":{"line":5,"column":19,"offset":79},"end":{"line":5,"column":21,"offset":81}}})"));
  EXPECT_EQ(place_of("MISMATCHED_ACTION_FOR_PRINCIPAL"),
            json(R"({"path":[{"value":"Statement"},{"index":0},{"value":"Action"},{"index":0}],"span":)"
                 R"({"start":{"line":11,"column":16,"offset":258},"end":{"line":11,"column":32,"offset":274}}})"));
  EXPECT_EQ(findings[0].at("findingType").as_string(), "SUGGESTION");
  EXPECT_EQ(findings[0].at("learnMoreLink").as_string(),
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
            "#access-analyzer-reference-policy-checks-suggestion-empty-sid-value");
  EXPECT_EQ(findings[0].at("code").as_string(), "empty-element");
  EXPECT_EQ(findings[0].at("file").as_string(), policy);
}

// What AWS's validation says nothing of is left out, but for what AWS refuses to save.
TEST_F(Lint, tells_access_analyzers_readers_what_it_would_tell) {
  auto const told = [&](std::string const& type, std::string const& text) {
    return run({"lint", "--format", "access-analyzer", "--type", type, file("policy.json", text)});
  };
  auto const silent = told("identity", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"s3:*",)"
                                       R"("Resource":"arn:aws:ec2:us-east-1:123456789012:instance/i-1"}})");
  EXPECT_EQ(silent.out, "{\"findings\":[]}\n");
  EXPECT_EQ(silent.status, 0);
  auto const long_policy =
      told("session", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject",)"
                      R"("Resource":"arn:aws:s3:::)" +
                          std::string(2048, 'a') + "/*\"}}");
  EXPECT_THAT(long_policy.out, HasSubstr(R"("findingType":"ERROR","issueCode":"TOO_LARGE","learnMoreLink":"")"));
  EXPECT_EQ(long_policy.status, kErrors);
  auto const no_json = told("identity", "{\n \"Version\" 1}");
  EXPECT_THAT(no_json.out, HasSubstr(R"("issueCode":"JSON_SYNTAX_ERROR")"));
  EXPECT_THAT(no_json.out, HasSubstr(R"("locations":[{"path":[],"span":{"start":{"line":2,)"));
}

TEST_F(Lint, faults_have_statuses_of_their_own) {
  EXPECT_EQ(run({"lint"}).status, kUsage);
  EXPECT_EQ(run({"lint", "--type", "managed", "x"}).status, kUsage);
  EXPECT_EQ(run({"lint", "--format", "xml", "x"}).status, kUsage);
  EXPECT_EQ(run({"simulate", "--action", "s3:GetObject", "--format", "access-analyzer"}).status, kUsage);
  EXPECT_EQ(run({"lint", "/nowhere"}).status, kFault);
}

}  // namespace
}  // namespace conformance
