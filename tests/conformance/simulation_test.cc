// SimulateCustomPolicy: what it decides and how it tells.
// Sources in the comments: C captures of AWS's simulators of September 2026, D documentation, I public issues.
#include "client/simulation.h"

namespace conformance {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

// C. The empty list of missing keys is for clients that are older than July 2026.
TEST(SimulateCustomPolicy, answers_what_aws_answers) {
  Caller me;
  auto const answer = simulate_custom(me, with_policies({kAllowGet}, with_resources({kObjectA})));
  EXPECT_THAT(answer.names("EvaluationResults/member"),
              ElementsAre("EvalActionName", "EvalResourceName", "EvalDecision", "MatchedStatements",
                          "MissingContextValues", "EvalDecisionDetails", "ResourceSpecificResults"));
  EXPECT_THAT(answer.names("EvaluationResults/member/ResourceSpecificResults/member"),
              ElementsAre("EvalResourceName", "EvalResourceDecision", "MatchedStatements", "MissingContextValues"));
  EXPECT_THAT(answer.names("EvaluationResults/member/MatchedStatements/member"),
              ElementsAre("SourcePolicyId", "SourcePolicyType", "StartPosition", "EndPosition"));
  EXPECT_EQ(answer.text("IsTruncated"), "false");
  EXPECT_EQ(of_first(answer, "EvalResourceName"), kObjectA);
  EXPECT_EQ(of_first(answer, "MatchedStatements/member/SourcePolicyType"), "IAM Policy");
  EXPECT_EQ(place(answer, "StartPosition"), "1:38");
  EXPECT_EQ(place(answer, "EndPosition"), "1:95");
}

// C: without resources there are neither results for each nor details.
TEST(SimulateCustomPolicy, asks_about_everything_when_no_resource_is_named) {
  Caller me;
  for (auto const& parameters : {Pairs{}, with_resources({"*"})}) {
    auto const answer = simulate_custom(me, with_policies({kAllowGet}, parameters));
    EXPECT_THAT(
        answer.names("EvaluationResults/member"),
        ElementsAre("EvalActionName", "EvalResourceName", "EvalDecision", "MatchedStatements", "MissingContextValues"));
    EXPECT_EQ(of_first(answer, "EvalResourceName"), "*");
    EXPECT_EQ(decision(answer), "allowed");
  }
}

// C: the most restrictive decision; what allows elsewhere is told all the same.
TEST(SimulateCustomPolicy, decides_each_resource_and_all_together) {
  Caller me;
  auto const only_a = policy_allowing(R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/a")");
  auto const answer = simulate_custom(me, with_policies({only_a}, with_resources({kObjectA, kObjectB, kObjectA})));
  EXPECT_EQ(decision(answer), "implicitDeny");
  EXPECT_THAT(sources(answer), ElementsAre("PolicyInputList.1"));
  EXPECT_THAT(resource_decisions(answer), ElementsAre("allowed", "implicitDeny", "allowed"));
  EXPECT_THAT(answer.texts("EvaluationResults/member/ResourceSpecificResults", "EvalResourceName"),
              ElementsAre(kObjectA, kObjectB, kObjectA));
  EXPECT_EQ(of_first(answer, "EvalResourceName"), "arn:aws:s3:::${BucketName}/${KeyName}");
}

// C
TEST(SimulateCustomPolicy, names_several_resources_by_the_template_of_the_service) {
  Caller me;
  std::vector<std::string> const actions{"iam:ListUsers", "sts:AssumeRole",        "sqs:SendMessage",
                                         "kms:Encrypt",   "lambda:InvokeFunction", "ec2:DescribeInstances"};
  auto const answer = simulate_custom(me, with_policies({kAllowAll}, with_resources({kObjectA, kObjectB})), actions);
  EXPECT_THAT(answer.texts("EvaluationResults", "EvalResourceName"),
              ElementsAre("arn:aws:iam::${Account}:${ResourceType}/${ResourceName}",
                          "arn:aws:iam::${Account}:${RelativeId}", "arn:aws:sqs:${Region}:${Account}:${QueueName}",
                          "arn:aws:kms:${Region}:${Account}:${ResourceType}/${Id}",
                          "arn:aws:lambda:${Region}:${Account}:${ResourceType}:${ResourceId}",
                          "arn:aws:ec2:${Region}:${Account}:${ResourceType}/${ResourcePath}"));
  EXPECT_THAT(decisions(answer), testing::Each("implicitDeny"));

  auto const partitions = with_resources(
      {"arn:aws-cn:sqs:cn-north-1:123456789012:one", "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:two"});
  EXPECT_EQ(
      of_first(simulate_custom(me, with_policies({kAllowAll}, partitions), {"sqs:SendMessage"}), "EvalResourceName"),
      "arn:aws-cn:sqs:${Region}:${Account}:${QueueName}");
}

// C: of unknown actions nobody can tell what they act on.
TEST(SimulateCustomPolicy, never_lets_an_action_act_on_what_it_cannot) {
  Caller me;
  auto const on = [&](std::string const& resource, std::string const& action) {
    return decision(simulate_custom(me, with_policies({kAllowAll}, with_resources({resource})), {action}));
  };
  EXPECT_EQ(on("arn:aws:iam::123456789012:user/Bob", "s3:GetObject"), "implicitDeny");
  EXPECT_EQ(on("arn:aws:iam::123456789012:user/Bob", "iam:GetUser"), "allowed");
  EXPECT_EQ(on("arn:aws:iam::123456789012:role/Bob", "iam:GetUser"), "implicitDeny");
  EXPECT_EQ(on("arn:aws:s3:::bucket", "s3:ListAllMyBuckets"), "implicitDeny");
  EXPECT_EQ(on("arn:aws:s3:::bucket", "s3:GetObject"), "allowed");
  EXPECT_EQ(on("arn:aws:s3:::bucket/key", "s3:ListBucket"), "allowed");
  EXPECT_EQ(on("arn:aws:s3:region:account:name", "s3:MadeUp"), "allowed");
  EXPECT_EQ(on("arn:aws:s3:region:account:name", "s3:GetObject"), "allowed");
  EXPECT_EQ(on("arn:aws:iam::123456789012:user/Bob", "madeup:Action"), "allowed");
  EXPECT_EQ(on("arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0", "ec2:RunInstances"), "allowed");
}

// C: a wildcard is a character like another, and the action is told as it was asked.
TEST(SimulateCustomPolicy, takes_actions_literally_and_in_any_case) {
  Caller me;
  auto const answer = simulate_custom(
      me, with_policies({kAllowGet}),
      {"s3:*", "S3:gEtObJeCt", "madeup:Action", "s3:", "s3:Get Object", "s3:GetObject", "s3:GetObject"});
  EXPECT_THAT(decisions(answer), ElementsAre("implicitDeny", "allowed", "implicitDeny", "implicitDeny", "implicitDeny",
                                             "allowed", "allowed"));
  EXPECT_THAT(
      answer.texts("EvaluationResults", "EvalActionName"),
      ElementsAre("s3:*", "S3:gEtObJeCt", "madeup:Action", "s3:", "s3:Get Object", "s3:GetObject", "s3:GetObject"));
}

// C
TEST(SimulateCustomPolicy, needs_no_policies_to_deny) {
  Caller me;
  auto const answer = simulate_custom(me, with_policies({}));
  EXPECT_EQ(decision(answer), "implicitDeny");
  EXPECT_THAT(sources(answer), IsEmpty());
}

// C: two statements 38→109 and 109→182, a pretty-printed one, CR LF with a blank line in front, one by itself.
TEST(SimulateCustomPolicy, tells_where_statements_stand) {
  Caller me;
  auto const span = [&](std::string const& document) {
    auto const answer = simulate_custom(me, with_policies({document}));
    return place(answer, "StartPosition") + " " + place(answer, "EndPosition");
  };
  std::string const lines =
      "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": "
      "\"s3:GetObject\",\n      \"Resource\": \"*\",\n      \"Sid\": \"First\"\n    }\n  ]\n}";
  EXPECT_EQ(span(policy_allowing(R"("Action":"s3:GetObject","Resource":"*","Sid":"First")")), "1:38 1:109");
  EXPECT_EQ(span(lines), "3:17 9:6");
  EXPECT_EQ(span(R"({"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}})"), "1:16 1:77");
  EXPECT_EQ(span("{\r  \"Version\": \"2012-10-17\",\r  \"Statement\": [\r    {\r      \"Effect\": \"Allow\",\r      "
                 "\"Action\": \"s3:GetObject\",\r      \"Resource\": \"*\"\r    }\r  ]\r}"),
            "3:17 8:6");
  EXPECT_EQ(span("{\"Id\": \"caf\u00e9\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", "
                 "\"Resource\": \"*\"}]}"),
            "1:30 1:92");
}

// C: every statement counts, whatever its action; not when the request is allowed or denied explicitly.
TEST(SimulateCustomPolicy, tells_which_keys_it_misses) {
  Caller me;
  auto const conditional =
      policy_allowing(R"("Action":"s3:PutObject","Resource":"arn:aws:s3:::bucket/${aws:username}",)"
                      R"("Condition":{"StringEquals":{"test:a":"x","TEST:A":"y"},"Null":{"test:b":"true"}})");
  EXPECT_THAT(missing(simulate_custom(me, with_policies({conditional}))),
              UnorderedElementsAre("aws:username", "test:a", "TEST:A", "test:b"));
  EXPECT_THAT(missing(simulate_custom(me, with_policies({conditional, kAllowGet}))), IsEmpty());
  EXPECT_THAT(missing(simulate_custom(me, with_policies({conditional, kDenyGet}))), IsEmpty());
  EXPECT_THAT(missing(simulate_custom(me, with_policies({conditional}, with_entry(1, "Test:a", "string", {"z"})))),
              UnorderedElementsAre("aws:username", "test:b"));
}

// C: what the simulator knows by itself was not supplied.
TEST(SimulateCustomPolicy, knows_little_of_nobody_in_particular) {
  Caller me;
  auto const with = [&](std::string const& key, std::string const& value) {
    return simulate_custom(me,
                           with_policies({allowing_get_if(R"({"StringEquals":{")" + key + "\":\"" + value + "\"}}")}));
  };
  EXPECT_EQ(decision(with("aws:userid", "STUB_PRINCIPAL_FOR_POLICY_SIMULATOR")), "allowed");
  EXPECT_EQ(decision(with("aws:PrincipalAccount", me.account())), "allowed");
  EXPECT_EQ(decision(with("aws:PrincipalArn", me.arn("root"))), "implicitDeny");
  EXPECT_THAT(missing(with("aws:userid", "anonymous")), ElementsAre("aws:userid"));
}

// C
TEST(SimulateCustomPolicy, knows_the_caller_it_is_told_to_simulate) {
  Caller me;
  auto const as = [&](std::string const& kind, std::string const& key, std::string const& value) {
    auto const policy = allowing_get_if(R"({"StringEquals":{")" + key + "\":\"" + value + "\"}}");
    return decision(
        simulate_custom(me, with_policies({policy}, {{"CallerArn", "arn:aws:iam::444455556666:" + kind + "/x/Bob"}})));
  };
  EXPECT_EQ(as("user", "aws:username", "Bob"), "allowed");
  EXPECT_EQ(as("user", "aws:PrincipalArn", "arn:aws:iam::444455556666:user/x/Bob"), "allowed");
  EXPECT_EQ(as("user", "aws:userid", "arn:aws:iam::444455556666:user/x/Bob"), "allowed");
  EXPECT_EQ(as("user", "aws:PrincipalAccount", "444455556666"), "allowed");
  EXPECT_EQ(as("group", "aws:username", "Bob"), "implicitDeny");
  EXPECT_EQ(as("role", "aws:username", "Bob"), "implicitDeny");
  auto const policy = allowing_get_if(R"({"StringEquals":{"aws:username":"other"}})");
  EXPECT_EQ(decision(simulate_custom(me, with_policies({policy}, with_entry(1, "aws:username", "string", {"other"},
                                                                            {{"CallerArn", me.arn("user/Bob")}})))),
            "allowed");
}

// C
TEST(SimulateCustomPolicy, limits_by_a_boundary) {
  Caller me;
  auto const with = [&](std::string const& boundary) {
    return simulate_custom(me, with_policies({kAllowGet}, with_list(with_resources({kObjectA}),
                                                                    "PermissionsBoundaryPolicyInputList", {boundary})));
  };
  auto const detail = [](Answer const& answer, std::string const& level) {
    return of_first(answer, level + "PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary");
  };
  auto const allowed = with(kAllowGet);
  EXPECT_EQ(decision(allowed), "allowed");
  EXPECT_EQ(detail(allowed, ""), "true");
  EXPECT_THAT(sources(allowed), ElementsAre("PolicyInputList.1"));

  auto const limited = with(kAllowPut);
  EXPECT_EQ(decision(limited), "implicitDeny");
  EXPECT_EQ(detail(limited, "ResourceSpecificResults/member/"), "false");
  EXPECT_THAT(sources(limited), IsEmpty());

  auto const denied = with(kDenyGet);
  EXPECT_EQ(decision(denied), "explicitDeny");
  EXPECT_EQ(detail(denied, ""), "false");
  EXPECT_THAT(sources(denied), ElementsAre("PermissionsBoundaryPolicyInputList.1"));
  EXPECT_EQ(of_first(denied, "MatchedStatements/member/SourcePolicyType"), "Permissions Boundary Policy");

  EXPECT_THAT(missing(with(allowing_get_if(R"({"StringEquals":{"test:limit":"x"}})"))), ElementsAre("test:limit"));
}

// C: nothing of other policies is told when the organization denies.
TEST(SimulateCustomPolicy, limits_by_each_level_of_an_organization) {
  Caller me;
  auto const with = [&](std::vector<std::vector<std::string>> const& levels) {
    Pairs parameters = with_policies({kAllowGet}, with_resources({kObjectA}));
    for (std::size_t i = 0; i < levels.size(); ++i) {
      auto const level = "OrderedOrganizationPolicyInputList.member." + std::to_string(i + 1);
      parameters = with_list(std::move(parameters), level + ".ServiceControlPolicyInputList", levels[i]);
    }
    return simulate_custom(me, std::move(parameters));
  };
  auto const organizations = [](Answer const& answer) {
    return of_first(answer, "OrganizationsDecisionDetail/AllowedByOrganizations");
  };
  auto const allowed = with({{kAllowAll}, {kAllowPut, kAllowGet}});
  EXPECT_EQ(decision(allowed), "allowed");
  EXPECT_EQ(organizations(allowed), "true");

  auto const limited = with({{kAllowAll}, {kAllowPut}});
  EXPECT_EQ(decision(limited), "implicitDeny");
  EXPECT_EQ(organizations(limited), "false");
  EXPECT_THAT(sources(limited), IsEmpty());
  EXPECT_THAT(limited.names("EvaluationResults/member"), Contains("EvalDecisionDetails"));
  EXPECT_THAT(limited.entries("EvaluationResults/member/EvalDecisionDetails"), IsEmpty());

  auto const denied = with({{kDenyGet, kAllowAll}, {kAllowPut}});
  EXPECT_EQ(decision(denied), "explicitDeny");
  EXPECT_EQ(organizations(denied), "false");
  EXPECT_THAT(sources(denied), IsEmpty());
}

// C: of several resources, one denied explicitly, the statements that allow the others are told, too
// (mixed_allow_explicit_and_implicit_deny).
TEST(SimulateCustomPolicy, tells_what_allows_one_resource_beside_what_denies_another) {
  Caller me;
  auto const allowing_a = policy_allowing(R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/a")");
  std::string const denying_b = R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:GetObject",)"
                                R"("Resource":"arn:aws:s3:::bucket/b"}]})";
  auto const answer = simulate_custom(
      me, with_policies({allowing_a, denying_b}, with_resources({"arn:aws:s3:::bucket/a", "arn:aws:s3:::bucket/b"})));
  EXPECT_EQ(decision(answer), "explicitDeny");
  EXPECT_THAT(sources(answer), ElementsAre("PolicyInputList.1", "PolicyInputList.2"));
}

// D: the guide asks for explicit denials first; of AWS's simulators it was seen that the organization speaks first.
TEST(SimulateCustomPolicy, tells_of_no_denial_behind_a_level_that_allows_nothing) {
  Caller me;
  auto const answer = simulate_custom(
      me,
      with_policies({kAllowGet, kDenyGet}, with_resources({kObjectA}, {{"OrderedOrganizationPolicyInputList.member.1."
                                                                        "ServiceControlPolicyInputList.member.1",
                                                                        kAllowPut}})));
  EXPECT_EQ(decision(answer), "implicitDeny");
}

// C: in one account either side grants, and the account counts as one who is granted.
TEST(SimulateCustomPolicy, takes_a_resource_policy_for_a_grant) {
  Caller me;
  auto const with = [&](std::string const& principal, Pairs more = {}) {
    auto const policy = policy_allowing(
        R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*","Principal":{"AWS":")" + principal + "\"}");
    more.emplace_back("ResourcePolicy", policy);
    more.emplace_back("CallerArn", me.arn("user/Bob"));
    return simulate_custom(me, with_policies({}, with_resources({kObjectA}, std::move(more))));
  };
  auto const everyone = with("*");
  EXPECT_EQ(decision(everyone), "allowed");
  EXPECT_THAT(sources(everyone), ElementsAre("ResourcePolicy"));
  EXPECT_EQ(of_first(everyone, "MatchedStatements/member/SourcePolicyType"), "Resource Policy");
  EXPECT_THAT(everyone.entries("EvaluationResults/member/EvalDecisionDetails"), IsEmpty());
  EXPECT_EQ(decision(with(me.arn("user/Bob"))), "allowed");
  EXPECT_EQ(decision(with(me.arn("root"))), "allowed");
  EXPECT_EQ(decision(with(me.arn("user/Eve"))), "implicitDeny");
  EXPECT_EQ(decision(with(me.arn("root"), {{"PermissionsBoundaryPolicyInputList.member.1", kAllowPut}})), "allowed");
  EXPECT_EQ(decision(with(me.arn("root"), {{"PermissionsBoundaryPolicyInputList.member.1", kDenyGet}})),
            "explicitDeny");
}

// C: both sides are told, of each resource and together.
TEST(SimulateCustomPolicy, needs_both_sides_between_accounts) {
  Caller me;
  auto const with = [&](std::vector<std::string> const& policies) {
    return simulate_custom(
        me, with_policies(policies, with_resources({kObjectA}, {{"ResourcePolicy", kBucketPolicy},
                                                                {"CallerArn", me.arn("user/Bob")},
                                                                {"ResourceOwner", "arn:aws:iam::999999999999:root"}})));
  };
  auto const one_side = with({});
  EXPECT_EQ(decision(one_side), "implicitDeny");
  EXPECT_THAT(sources(one_side), IsEmpty());
  EXPECT_THAT(one_side.entries("EvaluationResults/member/EvalDecisionDetails"),
              ElementsAre(Pair("IAM Policy", "implicitDeny"), Pair("Resource Policy", "allowed")));
  EXPECT_THAT(one_side.entries("EvaluationResults/member/ResourceSpecificResults/member/EvalDecisionDetails"),
              ElementsAre(Pair("IAM Policy", "implicitDeny"), Pair("Resource Policy", "allowed")));
  EXPECT_EQ(decision(with({kAllowGet})), "allowed");
}

// D: the owner counts beside a resource policy only. Without one nobody recorded it.
TEST(SimulateCustomPolicy, asks_whose_the_resource_is_only_with_a_policy_of_it) {
  Caller me;
  EXPECT_EQ(decision(simulate_custom(
                me, with_policies({kAllowGet},
                                  with_resources({kObjectA}, {{"CallerArn", me.arn("user/Bob")},
                                                              {"ResourceOwner", "arn:aws:iam::999999999999:root"}})))),
            "allowed");
}

// I: https://github.com/aws/aws-cli/issues/10314
TEST(SimulateCustomPolicy, gives_trust_policies_no_say) {
  Caller me;
  auto const trust =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}})";
  auto const answer = simulate_custom(
      me,
      with_policies({},
                    with_resources({me.arn("role/x")}, {{"ResourcePolicy", trust}, {"CallerArn", me.arn("user/Bob")}})),
      {"sts:AssumeRole"});
  EXPECT_EQ(decision(answer), "implicitDeny");
}

// C: a marker is an offset. Pages count actions.
TEST(SimulateCustomPolicy, pages_by_action) {
  Caller me;
  std::vector<std::string> const actions{"s3:PutObject", "iam:GetUser", "s3:GetObject"};
  auto const page = [&](Pairs more, std::vector<std::string> const& asked) {
    return simulate_custom(me, with_policies({kAllowAll}, std::move(more)), asked);
  };
  auto const first = page({{"MaxItems", "1"}}, actions);
  EXPECT_THAT(first.texts("EvaluationResults", "EvalActionName"), ElementsAre("s3:PutObject"));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto const marker = first.text("Marker");
  auto const rest = page({{"Marker", marker}}, actions);
  EXPECT_THAT(rest.texts("EvaluationResults", "EvalActionName"), ElementsAre("iam:GetUser", "s3:GetObject"));
  EXPECT_EQ(rest.text("IsTruncated"), "false");
  EXPECT_FALSE(rest.has("Marker"));
  auto const changed = page({{"Marker", marker}}, {"s3:DeleteObject"});
  EXPECT_THAT(changed, succeeds());
  EXPECT_TRUE(changed.has("EvaluationResults"));
  EXPECT_THAT(decisions(changed), IsEmpty());
}

// D: 100 unless the request says otherwise.
TEST(SimulateCustomPolicy, has_pages_of_a_hundred) {
  Caller me;
  auto const answer = simulate_custom(me, with_policies({kAllowAll}), std::vector<std::string>(101, "s3:GetObject"));
  EXPECT_EQ(decisions(answer).size(), 100u);
  EXPECT_EQ(answer.text("IsTruncated"), "true");
}

}  // namespace
}  // namespace conformance
