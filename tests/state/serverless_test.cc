// What SAM makes of functions without a role, from "Generated CloudFormation resources" in its developer guide and from
// the policy templates that are published with it.
#include "iam/state/cloudformation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace iam::state {
namespace {

using ::testing::HasSubstr;
using ::testing::IsNull;
using ::testing::MatchesRegex;

tl::expected<Translated, Mistake> translate(std::string_view resources) {
  auto const document = read_node("Transform: AWS::Serverless-2016-10-31\n" + std::string(resources));
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().message);
  return translate_template(*document, {.account = *AccountId::parse("123456789012"), .name = "app"});
}

// The role of the only function, with these properties.
Node role_of(std::string_view properties) {
  auto const translated =
      translate("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {" + std::string(properties) +
                "}\n  T: {Type: 'AWS::DynamoDB::Table', Properties: {TableName: orders}}\n");
  EXPECT_TRUE(translated.has_value()) << (translated ? "" : translated.error().message);
  auto const* const roles = translated->document.find("Roles");
  return roles == nullptr ? Node() : roles->items.at(0);
}

TEST(Serverless, a_function_without_a_role_gets_one) {
  auto const role = role_of("Handler: a.b, Runtime: python3.12, Tags: {team: x}");
  EXPECT_THAT(role.find("RoleName")->text, MatchesRegex("app-FRole-[A-Za-z0-9]{12}"));
  EXPECT_EQ(to_json(*role.find("AssumeRolePolicyDocument")),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole"],)"
            R"("Principal":{"Service":["lambda.amazonaws.com"]}}]})");
  EXPECT_EQ(to_json(*role.find("AttachedManagedPolicies")),
            R"(["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"])");
  EXPECT_EQ(to_json(*role.find("Tags")), R"([{"Key":"lambda:createdBy","Value":"SAM"},{"Key":"team","Value":"x"}])");
  EXPECT_THAT(role.find("RolePolicyList"), IsNull());
}

TEST(Serverless, a_function_with_a_role_gets_none) {
  EXPECT_EQ(role_of("Role: 'arn:aws:iam::123456789012:role/mine'").kind, Node::Kind::kNull);
}

TEST(Serverless, policies_are_names_arns_documents_and_templates) {
  auto const role = role_of(
      "Policies: [AmazonS3ReadOnlyAccess, AWSLambdaSQSQueueExecutionRole, "
      "'arn:aws:iam::123456789012:policy/own', {Statement: [{Effect: Allow, Action: 'a:b', "
      "Resource: '*'}]}, {DynamoDBReadPolicy: {TableName: !Ref T}}]");
  EXPECT_EQ(to_json(*role.find("AttachedManagedPolicies")),
            R"(["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",)"
            R"("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",)"
            R"("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",)"
            R"("arn:aws:iam::123456789012:policy/own"])");
  EXPECT_EQ(to_json(*role.find("RolePolicyList")),
            R"([{"PolicyName":"FRolePolicy3","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"a:b",)"
            R"("Resource":"*"}]}},)"
            R"({"PolicyName":"FRolePolicy4","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["dynamodb:GetItem","dynamodb:Scan","dynamodb:Query","dynamodb:BatchGetItem",)"
            R"("dynamodb:DescribeTable"],)"
            R"("Resource":["arn:aws:dynamodb:us-east-1:123456789012:table/orders",)"
            R"("arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/*"]}]}}])");
}

TEST(Serverless, policy_templates_have_their_parameters) {
  auto const refusal = [](std::string_view policy) {
    auto const translated = translate(
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Policies: " + std::string(policy) +
        "}\n");
    EXPECT_FALSE(translated.has_value());
    EXPECT_EQ(translated.error().line, 5);
    return translated.error().message;
  };
  EXPECT_EQ(refusal("[{SQSPollerPolicy: {}}]"), "SQSPollerPolicy has no `QueueName`");
  EXPECT_EQ(refusal("[{SQSPollerPolicy: {QueueName: a, Other: b}}]"), "SQSPollerPolicy has no parameter `Other`");
  EXPECT_THAT(refusal("[{CodeCommitReadPolicy: {RepositoryName: a}}]"), HasSubstr("is not known here"));
  EXPECT_THAT(refusal("[{a: 1, b: 2}]"), HasSubstr("a policy of F is a name, an ARN, a document or a policy template"));
}

TEST(Serverless, features_of_a_function_need_policies) {
  auto const role = role_of(
      "Tracing: Active, VpcConfig: {SubnetIds: [a]}, DeadLetterQueue: {Type: SQS, TargetArn: "
      "'arn:aws:sqs:us-east-1:123456789012:dead'}, Events: {E: {Type: Kinesis}, A: {Type: Api}}");
  EXPECT_EQ(to_json(*role.find("AttachedManagedPolicies")),
            R"(["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",)"
            R"("arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",)"
            R"("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",)"
            R"("arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole"])");
  EXPECT_THAT(to_json(*role.find("RolePolicyList")),
              HasSubstr(R"("Action":"sqs:SendMessage","Resource":"arn:aws:sqs:us-east-1:123456789012:dead")"));
}

TEST(Serverless, globals_hold_for_all_functions) {
  auto const translated = translate(R"(Globals: {Function: {RolePath: /apps/, Tags: {a: g, b: g}}}
Parameters: {Stage: {Type: String, Default: test}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  F: {Type: 'AWS::Serverless::Function', Properties: {Tags: {a: own}}}
  G: {Type: 'AWS::Serverless::Function', Condition: IsProd, Properties: {}}
  S:
    Type: AWS::Serverless::StateMachine
    Properties: {Policies: [!If [IsProd, AdministratorAccess, {LambdaInvokePolicy: {FunctionName: !Ref F}}]]}
  P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, PolicyDocument: {}, Roles: [!Ref FRole]}}
)");
  ASSERT_TRUE(translated.has_value()) << translated.error().message;
  auto const& roles = translated->document.find("Roles")->items;
  ASSERT_EQ(roles.size(), 2);
  EXPECT_EQ(roles[0].find("Path")->text, "/apps/");
  EXPECT_EQ(to_json(*roles[0].find("Tags")),
            R"([{"Key":"lambda:createdBy","Value":"SAM"},{"Key":"a","Value":"own"},{"Key":"b","Value":"g"}])");
  EXPECT_THAT(to_json(*roles[0].find("RolePolicyList")), HasSubstr(R"("PolicyName":"p")"));
  EXPECT_THAT(to_json(roles[1]), HasSubstr("states.amazonaws.com"));
  EXPECT_THAT(to_json(roles[1]), HasSubstr("function:app-F-"));
}

}  // namespace
}  // namespace iam::state
