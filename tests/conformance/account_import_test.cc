// The answer of `aws iam get-account-authorization-details` of a real account as a state document:
// tests/vectors/state/account_details.json has what such answers have, and names nobody.
#include "client/caller.h"
#include "client/json_answer.h"

#include <fstream>
#include <iterator>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::string answer_of_aws() {
  std::ifstream file(IAM_STATE_VECTORS_DIR "/account_details.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

// A server that holds the account 111122223333 as the answer has it.
class AccountImport : public testing::Test {
 protected:
  JsonAnswer seed(std::string document) {
    return JsonAnswer(server.exchange({.method = "POST", .target = "/_iam/seed", .body = std::move(document)}));
  }

  JsonAnswer authorize(std::string const& principal, std::string const& action, std::string const& resource) {
    return JsonAnswer(server.exchange({.method = "POST",
                                       .target = "/_iam/authorize",
                                       .body = R"({"principal":")" + me.arn(principal) + R"(","action":")" + action +
                                               R"(","resource":")" + resource + "\"}"}));
  }

  Server server;
  Caller me{server, "111122223333"};
  JsonAnswer answer = seed(answer_of_aws());
};

TEST_F(AccountImport, goes_to_the_account_that_its_arns_name) {
  ASSERT_EQ(answer.status(), 200) << answer;
  EXPECT_EQ(answer.text("/accounts/0"), "111122223333");
  EXPECT_THAT(me.iam("ListRoles").texts("Roles", "RoleName"), SizeIs(8));
}

TEST_F(AccountImport, keeps_ids_dates_paths_and_tags) {
  auto const ada = me.get_user("ada");
  EXPECT_EQ(ada.text("User/UserId"), "AIDARZPUZDIKEXAMPLE01");
  EXPECT_EQ(ada.text("User/CreateDate"), "2021-03-05T10:11:12Z");
  EXPECT_EQ(ada.text("User/Path"), "/people/");
  EXPECT_THAT(me.tags_of("ada"), ElementsAre("Team=core"));
}

TEST_F(AccountImport, keeps_versions_with_their_numbers) {
  auto const versions = me.iam("ListPolicyVersions", {{"PolicyArn", me.arn("policy/deploy")}});
  EXPECT_THAT(versions.texts("Versions", "VersionId"), ElementsAre("v6", "v4", "v3"));
  EXPECT_THAT(versions.texts("Versions", "IsDefaultVersion"), ElementsAre("false", "true", "false"));
}

// Those that AWS manages are everybody's: the server's own are attached, whatever version the answer has.
TEST_F(AccountImport, attaches_policies_of_aws_and_tells_of_those_that_it_does_not_have) {
  EXPECT_THAT(me.iam("ListAttachedUserPolicies", {{"UserName", "robot"}}).texts("AttachedPolicies", "PolicyName"),
              ElementsAre("ReadOnlyAccess"));
  EXPECT_THAT(answer.text_body(), HasSubstr("user robot: arn:aws:iam::aws:policy/NotInAnyCatalogue is not attached"));
}

TEST_F(AccountImport, sets_no_boundary_that_it_does_not_have_and_says_so) {
  EXPECT_FALSE(me.get_user("robot").has("User/PermissionsBoundary"));
  EXPECT_THAT(answer.text_body(), HasSubstr("user robot: arn:aws:iam::aws:policy/NoBoundaryAnyMore is not attached"));
}

// CloudFormation puts such tags on what its stacks make. TagUser takes them from nobody.
TEST_F(AccountImport, leaves_out_tags_that_only_aws_can_give_and_says_so) {
  EXPECT_THAT(me.tags_of("robot"), ElementsAre("Team=core"));
  EXPECT_THAT(answer.text_body(), HasSubstr("tags that begin with aws: are left out"));
}

TEST_F(AccountImport, makes_service_linked_roles_of_services_that_it_does_not_know) {
  EXPECT_EQ(me.iam("GetRole", {{"RoleName", "AWSServiceRoleForUnheardOf"}}).text("Role/RoleId"),
            "AROARZPUZDIKEXAMPLE08");
  EXPECT_EQ(me.iam("GetRole", {{"RoleName", "AWSServiceRoleForAutoScaling"}}).text("Role/RoleId"),
            "AROARZPUZDIKEXAMPLE07");
}

// AWS has documents that it would not take today: of principals that are gone, and older than a rule.
TEST_F(AccountImport, keeps_trust_policies_that_aws_would_refuse_and_says_so) {
  EXPECT_THAT(me.iam("GetRole", {{"RoleName", "orphan"}}).text("Role/AssumeRolePolicyDocument"),
              HasSubstr("AROARZPUZDIKEXAMPLE99"));
  EXPECT_THAT(answer.text_body(), HasSubstr("role orphan trusts users or roles that are gone"));
  EXPECT_THAT(answer.text_body(),
              HasSubstr("the trust policy of role ci is kept as it is, though AWS would refuse it"));
}

TEST_F(AccountImport, lists_what_the_answer_does_not_say) {
  EXPECT_THAT(answer.text_body(), HasSubstr("access keys, login profiles, MFA devices"));
  EXPECT_THAT(answer.text_body(), HasSubstr("oidc-provider/token.actions.githubusercontent.com, which is not part of"));
  EXPECT_THAT(answer.text_body(), HasSubstr("the account's alias"));
}

// What the import is for.
TEST_F(AccountImport, lets_simulators_decide_as_the_account_would) {
  auto const simulated = me.iam("SimulatePrincipalPolicy", {{"PolicySourceArn", me.arn("user/people/ada")},
                                                            {"ActionNames.member.1", "s3:PutObject"},
                                                            {"ActionNames.member.2", "iam:CreateUser"},
                                                            {"ResourceArns.member.1", "arn:aws:s3:::reports/a"}});
  EXPECT_THAT(simulated.texts("EvaluationResults", "EvalDecision"), ElementsAre("allowed", "implicitDeny"));
  EXPECT_EQ(authorize("role/ops", "sts:AssumeRole", me.arn("role/audit")).text("/decision"), "allowed");
  EXPECT_EQ(authorize("role/ops", "s3:GetObject", "arn:aws:s3:::reports/a").text("/decision"), "implicitDeny");
}

TEST_F(AccountImport, is_exported_and_made_again_as_the_same) {
  auto const text = server.exchange({.target = "/_iam/state?account=111122223333"}).body;
  Server const fresh;
  ASSERT_EQ(fresh.exchange({.method = "POST", .target = "/_iam/seed", .body = text}).status, 200);
  EXPECT_EQ(fresh.exchange({.target = "/_iam/state?account=111122223333"}).body, text);
}

// A first page would look like the whole account.
TEST(Import, refuses_half_an_answer) {
  Server const server;
  auto const answer = server.exchange({.method = "POST",
                                       .target = "/_iam/seed",
                                       .body = R"({"UserDetailList": [], "IsTruncated": true, "Marker": "x"})"});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("one page of several"));
}

// The API itself answers documents percent-encoded; clients other than the CLI may leave them so.
TEST(Import, takes_documents_that_are_percent_encoded) {
  Caller me;
  auto const answer = shared_server().exchange({.method = "POST",
                                                .target = "/_iam/seed?account=" + me.account(),
                                                .body =
                                                    R"({"RoleDetailList": [{"RoleName": "r",
 "AssumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C)"
                                                    R"(%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D)"
                                                    R"(%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%7D"}]})"});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_THAT(me.iam("GetRole", {{"RoleName", "r"}}).text("Role/AssumeRolePolicyDocument"),
              HasSubstr("ec2.amazonaws.com"));
}

}  // namespace
}  // namespace conformance
