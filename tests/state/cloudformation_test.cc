// Templates as state documents. What functions, pseudo parameters and types answer is from the CloudFormation template
// reference; sentences of refusals are CloudFormation's where they are quoted from its "Template format error" and
// "Template error".
#include "iam/state/cloudformation.h"

#include "is_mistake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace iam::state {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

Stack stack() { return {.account = *AccountId::parse("123456789012"), .name = "app"}; }

Translated translated(std::string_view text, Stack const& of = stack()) {
  auto const document = read_node(text);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().message);
  EXPECT_TRUE(is_template(*document));
  auto result = translate_template(*document, of);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message) << " in line "
                                  << (result ? 0 : result.error().line);
  return result.value_or(Translated());
}

std::string json_of(std::string_view text, Stack const& of = stack()) { return to_json(translated(text, of).document); }

Mistake mistake_of(std::string_view text) {
  auto const document = read_node(text);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().message);
  auto const result = translate_template(*document, stack());
  EXPECT_FALSE(result.has_value());
  return result.has_value() ? Mistake() : result.error();
}

// What an expression comes to: the description of a policy in a template with a few of everything.
constexpr std::string_view kSections = R"(Parameters:
  Stage: {Type: String, Default: test, AllowedValues: [test, prod]}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  Needed: {Type: String}
  Kept: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b}
Mappings:
  ByStage:
    test: {Size: small, List: [x, y]}
Conditions:
  IsTest: !Equals [!Ref Stage, test]
  IsProd: !Not [!Condition IsTest]
  Both: !And [!Condition IsTest, !Equals [a, a], !Not [!Condition IsProd]]
  Either: {"Fn::Or": [{Condition: IsProd}, {"Fn::Equals": [!Ref "AWS::Region", eu-west-1]}]}
Resources:
  Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: jobs}}
  Bucket: {Type: 'AWS::S3::Bucket'}
  Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Sub '${Stage}-news'}}
  Thing: {Type: 'Acme::Corp::Thing'}
  User: {Type: 'AWS::IAM::User', Properties: {UserName: !Sub 'u-${Stage}', Path: /staff/}}
  OnlyProd: {Type: 'AWS::IAM::Group', Condition: IsProd}
)";

std::string value_of(std::string_view expression) {
  auto const text = std::string(kSections) +
                    "  P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {Description: " + std::string(expression) +
                    "}}\n";
  auto const document = translated(text).document;
  auto const* const description = document.find("Policies")->items.at(0).find("Description");
  if (description == nullptr) return "nothing";
  return description->kind == Node::Kind::kScalar ? description->text : to_json(*description);
}

std::string refusal_of(std::string_view expression) {
  auto const mistake = mistake_of(std::string(kSections) + "  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: " +
                                  "{Description: " + std::string(expression) + "}\n");
  auto const lines_before = static_cast<std::size_t>(std::ranges::count(kSections, '\n'));
  EXPECT_EQ(mistake.line, lines_before + 3) << mistake.message;
  return mistake.message;
}

TEST(Template, is_told_by_its_sections) {
  auto const is = [](std::string_view text) { return is_template(*read_node(text)); };
  EXPECT_TRUE(is("AWSTemplateFormatVersion: 2010-09-09"));
  EXPECT_TRUE(is("Transform: AWS::Serverless-2016-10-31"));
  EXPECT_TRUE(is("Resources: {A: {Type: 'AWS::IAM::User'}}"));
  EXPECT_TRUE(is(R"({"Resources": {"A": {"Type": "Custom::Thing"}}})"));
  EXPECT_FALSE(is("Users: [{UserName: alice}]"));
  EXPECT_FALSE(is("Resources: {A: {}}"));
  EXPECT_FALSE(is("[1]"));
}

TEST(Template, becomes_a_document_whose_nodes_have_its_lines) {
  auto const document =
      translated(
          "Resources:\n  A:\n    Type: AWS::IAM::User\n    Properties:\n      UserName:\n        !Ref B\n"
          "  B:\n    Type: AWS::SQS::Queue\n")
          .document;
  EXPECT_EQ(document.find("AccountId")->text, "123456789012");
  auto const& user = document.find("Users")->items.at(0);
  EXPECT_EQ(user.line, 3);
  EXPECT_EQ(user.find("UserName")->line, 6);
}

TEST(Template, functions_come_to_values) {
  EXPECT_EQ(value_of("!Ref Stage"), "test");
  EXPECT_EQ(value_of("{Ref: Stage}"), "test");
  EXPECT_EQ(value_of("!Sub 'x-${Stage}-${!Stage}-${AWS::AccountId}-${User.Arn}-$y'"),
            "x-test-${Stage}-123456789012-arn:aws:iam::123456789012:user/staff/u-test-$y");
  EXPECT_EQ(value_of("!Sub ['${a}-${Stage}', {a: !Ref Queue}]"),
            "https://sqs.us-east-1.amazonaws.com/123456789012/jobs-test");
  EXPECT_EQ(value_of("!Join ['-', [a, !Ref Stage, !Ref 'AWS::NoValue', b]]"), "a-test-b");
  EXPECT_EQ(value_of("!Join [',', !Ref Names]"), "a,b,c");
  EXPECT_EQ(value_of("!Select [1, !Ref Names]"), "b");
  EXPECT_EQ(value_of("!Select ['0', !Split ['|', 'p|q']]"), "p");
  EXPECT_EQ(value_of("!FindInMap [ByStage, !Ref Stage, Size]"), "small");
  EXPECT_EQ(value_of("!Join ['', !FindInMap [ByStage, test, List]]"), "xy");
  EXPECT_EQ(value_of("!FindInMap [ByStage, none, Size, {DefaultValue: medium}]"), "medium");
  EXPECT_EQ(value_of("!Base64 hi"), "aGk=");
  EXPECT_EQ(value_of("!Select [0, !GetAZs '']"), "us-east-1a");
  EXPECT_EQ(value_of("{'Fn::ToJsonString': {a: [1, !Ref Stage]}}"), R"({"a":[1,"test"]})");
  EXPECT_EQ(value_of("{'Fn::Length': !Ref Names}"), "3");
}

TEST(Template, conditions_choose) {
  EXPECT_EQ(value_of("!If [IsTest, a, b]"), "a");
  EXPECT_EQ(value_of("!If [IsProd, a, b]"), "b");
  EXPECT_EQ(value_of("!If [Both, a, b]"), "a");
  EXPECT_EQ(value_of("!If [Either, a, !If [IsTest, c, d]]"), "c");
  EXPECT_EQ(value_of("!If [IsProd, a, !Ref 'AWS::NoValue']"), "nothing");
  // What is not chosen is not looked at.
  EXPECT_EQ(value_of("!If [IsTest, a, !Ref Nothing]"), "a");
  EXPECT_THAT(mistake_of("Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n"
                         "  U: {Type: 'AWS::IAM::User', Condition: A}\n"),
              is_mistake(3, "the condition A depends on itself"));
  EXPECT_THAT(refusal_of("!If [None, a, b]"),
              HasSubstr("Unresolved condition dependency None in the Conditions block of the template"));
}

TEST(Template, pseudo_parameters_are_the_stacks) {
  EXPECT_EQ(value_of("!Ref AWS::AccountId"), "123456789012");
  EXPECT_EQ(value_of("!Ref AWS::Partition"), "aws");
  EXPECT_EQ(value_of("!Ref AWS::Region"), "us-east-1");
  EXPECT_EQ(value_of("!Ref AWS::StackName"), "app");
  EXPECT_EQ(value_of("!Ref AWS::URLSuffix"), "amazonaws.com");
  EXPECT_THAT(value_of("!Ref AWS::StackId"),
              MatchesRegex("arn:aws:cloudformation:us-east-1:123456789012:stack/app/[0-9a-f-]{36}"));
  EXPECT_THAT(refusal_of("!Ref AWS::Nothing"), HasSubstr("AWS::Nothing"));
  Stack china = stack();
  china.partition = Partition::kAwsChina;
  auto const text = json_of(
      "Resources: {U: {Type: 'AWS::IAM::User', Properties: {UserName: !Sub "
      "'${AWS::Partition}-${AWS::Region}-${AWS::URLSuffix}'}}}",
      china);
  EXPECT_THAT(text, HasSubstr("aws-cn-cn-north-1-amazonaws.com.cn"));
}

TEST(Template, parameters_have_given_values_or_defaults) {
  constexpr std::string_view kText =
      "Parameters:\n  Name: {Type: String, AllowedValues: [a, b]}\nResources:\n"
      "  U: {Type: 'AWS::IAM::User', Properties: {UserName: !Ref Name}}\n";
  Stack given = stack();
  given.parameters = {{"Name", "b"}};
  EXPECT_THAT(json_of(kText, given), HasSubstr(R"("UserName":"b")"));
  EXPECT_THAT(mistake_of(kText), is_mistake(4, "Parameters: [Name] must have values"));
  given.parameters = {{"Name", "c"}};
  auto const refused = translate_template(*read_node(kText), given);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "Parameter 'Name' must be one of AllowedValues");
  given.parameters = {{"Name", "b"}, {"Nme", "a"}};
  auto const misspelt = translate_template(*read_node(kText), given);
  ASSERT_FALSE(misspelt.has_value());
  EXPECT_EQ(misspelt.error().message, "Parameters: [Nme] do not exist in the template");
  EXPECT_THAT(refusal_of("!Ref Kept"), HasSubstr("Kept is read from Systems Manager"));
}

// YAML's version 1.1, as CloudFormation reads it, with the exception of single letters.
TEST(Template, plain_yes_and_no_are_truth_values) {
  for (auto const* word : {"yes", "On", "YES", "true"}) EXPECT_EQ(value_of(word), "true");
  for (auto const* word : {"no", "Off", "NO", "false"}) EXPECT_EQ(value_of(word), "false");
  EXPECT_EQ(value_of("'no'"), "no");
  EXPECT_EQ(value_of("y"), "y");
  EXPECT_EQ(value_of("2012-10-17"), "2012-10-17");
}

TEST(Template, resources_of_other_services_have_names_and_arns) {
  EXPECT_EQ(value_of("!GetAtt Queue.Arn"), "arn:aws:sqs:us-east-1:123456789012:jobs");
  EXPECT_EQ(value_of("{'Fn::GetAtt': [Queue, QueueName]}"), "jobs");
  EXPECT_EQ(value_of("{'Fn::GetAtt': Queue.Arn}"), "arn:aws:sqs:us-east-1:123456789012:jobs");
  EXPECT_EQ(value_of("!Ref Topic"), "arn:aws:sns:us-east-1:123456789012:test-news");
  EXPECT_THAT(value_of("!GetAtt Bucket.Arn"), MatchesRegex("arn:aws:s3:::app-bucket-[a-z0-9]{12}"));
  EXPECT_THAT(value_of("!GetAtt Thing.Arn"),
              MatchesRegex("arn:aws:corp:us-east-1:123456789012:app-Thing-[A-Za-z0-9]{12}"));
  auto const text =
      std::string(kSections) + "  P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {Description: !GetAtt Queue.Arn}}\n";
  EXPECT_THAT(translated(text).notes,
              AllOf(Contains("Queue.Arn is taken to be arn:aws:sqs:us-east-1:123456789012:jobs: AWS::SQS::Queue is not "
                             "made here"),
                    Contains("left out, since it is not IAM's: AWS::S3::Bucket (Bucket)")));
}

TEST(Template, refuses_what_comes_to_nothing) {
  EXPECT_THAT(refusal_of("!Ref Nothing"),
              HasSubstr("Unresolved resource dependencies [Nothing] in the Resources block of the template"));
  EXPECT_THAT(refusal_of("!Ref OnlyProd"), HasSubstr("Unresolved resource dependencies [OnlyProd]"));
  EXPECT_THAT(refusal_of("!GetAtt Nothing.Arn"),
              HasSubstr("instance of Fn::GetAtt references undefined resource Nothing"));
  EXPECT_THAT(refusal_of("!GetAtt User.Id"), HasSubstr("Id of User (AWS::IAM::User) is not known"));
  EXPECT_THAT(refusal_of("!Select [3, !Ref Names]"),
              HasSubstr("Fn::Select cannot select nonexistent value at index 3"));
  EXPECT_THAT(refusal_of("!FindInMap [ByStage, prod, Size]"),
              HasSubstr("Unable to get mapping for ByStage::prod::Size"));
  EXPECT_THAT(refusal_of("!Sub '${a b}'"), HasSubstr("variable names in Fn::Sub syntax must contain only"));
  EXPECT_THAT(refusal_of("!Sub '${open'"), HasSubstr("variable names in Fn::Sub syntax must contain only"));
  EXPECT_THAT(refusal_of("!ImportValue other-Export"), HasSubstr("Fn::ImportValue"));
  EXPECT_THAT(refusal_of("!Transform {Name: x}"), HasSubstr("`Fn::Transform` is no function that is known here"));
  EXPECT_THAT(refusal_of("{'Fn::Sub': a, b: c}"), HasSubstr("`Fn::Sub` stands beside other members"));
  EXPECT_THAT(refusal_of("!Join [a]"), HasSubstr("Fn::Join takes a list of 2"));
  EXPECT_THAT(refusal_of("~"), HasSubstr("'null' values are not allowed in templates"));
  EXPECT_THAT(refusal_of("'{{resolve:ssm:/a/b}}'"), HasSubstr("dynamic reference"));
}

TEST(Template, generated_names_have_cloudformations_shape_and_stay_the_same) {
  constexpr std::string_view kText = "Resources: {Reader: {Type: 'AWS::IAM::Role'}}";
  auto const name = translated(kText).document.find("Roles")->items.at(0).find("RoleName")->text;
  EXPECT_THAT(name, MatchesRegex("app-Reader-[A-Za-z0-9]{12}"));
  EXPECT_THAT(json_of(kText), HasSubstr(name));
  Stack other = stack();
  other.name = "other";
  EXPECT_THAT(json_of(kText, other), Not(HasSubstr(name.substr(name.size() - 12))));
  other.name = std::string(100, 's');
  auto const cut = translated("Resources: {" + std::string(80, 'r') + ": {Type: 'AWS::IAM::Role'}}", other);
  EXPECT_THAT(cut.document.find("Roles")->items.at(0).find("RoleName")->text,
              MatchesRegex("s{25}-r{25}-[A-Za-z0-9]{12}"));
}

TEST(Template, a_file_gives_a_stack_its_name) {
  EXPECT_EQ(stack_name_of("deploy/app-users.v2.yaml"), "app-users");
  EXPECT_EQ(stack_name_of("app_users.json"), "app-users");
  EXPECT_EQ(stack_name_of("1st.yaml"), "stack");
  EXPECT_EQ(stack_name_of("-"), "stack");
  EXPECT_EQ(stack_name_of(""), "stack");
  EXPECT_FALSE(is_stack_name("a/b"));
  EXPECT_FALSE(is_stack_name(std::string(129, 'a')));
}

TEST(Template, every_type_of_iam_is_taken) {
  auto const json = json_of(R"(
Resources:
  U: {Type: 'AWS::IAM::User', Properties: {UserName: u, Groups: [!Ref G], LoginProfile: {Password: 'pass word 1A'},
      Policies: [{PolicyName: p, PolicyDocument: {Version: 2012-10-17, Statement: []}}], Tags: [{Key: a, Value: b}]}}
  G: {Type: 'AWS::IAM::Group', Properties: {GroupName: g, Path: /x/, ManagedPolicyArns: [!Ref M]}}
  R: {Type: 'AWS::IAM::Role', Properties: {RoleName: r, AssumeRolePolicyDocument: {a: 1}, MaxSessionDuration: 7200,
      PermissionsBoundary: !Ref M, Description: d}}
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, Path: /y/, PolicyDocument: {b: 2},
      Users: [!Ref U], Roles: [!Ref R]}}
  P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: q, PolicyDocument: {c: 3}, Roles: [!Ref R], Groups: [g]}}
  UP: {Type: 'AWS::IAM::UserPolicy', Properties: {PolicyName: up, PolicyDocument: {d: 4}, UserName: !Ref U}}
  RP: {Type: 'AWS::IAM::RolePolicy', Properties: {PolicyName: rp, PolicyDocument: {e: 5}, RoleName: !Ref R}}
  GP: {Type: 'AWS::IAM::GroupPolicy', Properties: {PolicyName: gp, PolicyDocument: {f: 6}, GroupName: !Ref G}}
  I: {Type: 'AWS::IAM::InstanceProfile', Properties: {InstanceProfileName: i, Roles: [!Ref R]}}
  K: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: !Ref U}}
  A: {Type: 'AWS::IAM::UserToGroupAddition', Properties: {GroupName: !Ref G, Users: [!Ref V, u]}}
  V: {Type: 'AWS::IAM::User', Properties: {UserName: v}}
  O: {Type: 'AWS::IAM::OIDCProvider', Properties: {Url: 'https://token.example.com', ClientIdList: [c]}}
  S: {Type: 'AWS::IAM::SAMLProvider', Properties: {Name: s, SamlMetadataDocument: <x/>, AddPrivateKey: k}}
  C: {Type: 'AWS::IAM::ServerCertificate', Properties: {ServerCertificateName: c, CertificateBody: b, PrivateKey: k}}
  D: {Type: 'AWS::IAM::VirtualMFADevice', Properties: {VirtualMfaDeviceName: d, Users: [!Ref U]}}
  L: {Type: 'AWS::IAM::ServiceLinkedRole', Properties: {AWSServiceName: autoscaling.amazonaws.com, CustomSuffix: x}}
)");
  EXPECT_EQ(
      json,
      R"({"AccountId":"123456789012","Users":[{"UserName":"u","Tags":[{"Key":"a","Value":"b"}],"GroupList":["g"],)"
      R"("UserPolicyList":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[]}},)"
      R"({"PolicyName":"up","PolicyDocument":{"d":4}}],"LoginProfile":{"Password":"pass word 1A"},)"
      R"("AttachedManagedPolicies":["arn:aws:iam::123456789012:policy/y/m"],"AccessKeys":[{}]},)"
      R"({"UserName":"v","GroupList":["g"]}],)"
      R"("Groups":[{"GroupName":"g","Path":"/x/","AttachedManagedPolicies":["arn:aws:iam::123456789012:policy/y/m"],)"
      R"("GroupPolicyList":[{"PolicyName":"q","PolicyDocument":{"c":3}},)"
      R"({"PolicyName":"gp","PolicyDocument":{"f":6}}]}],)"
      R"("Roles":[{"RoleName":"r","Description":"d","MaxSessionDuration":7200,)"
      R"("PermissionsBoundary":"arn:aws:iam::123456789012:policy/y/m","AssumeRolePolicyDocument":{"a":1},)"
      R"("AttachedManagedPolicies":["arn:aws:iam::123456789012:policy/y/m"],)"
      R"("RolePolicyList":[{"PolicyName":"q","PolicyDocument":{"c":3}},{"PolicyName":"rp","PolicyDocument":{"e":5}}]},)"
      R"({"RoleName":"AWSServiceRoleForAutoScaling_x","Path":"/aws-service-role/autoscaling.amazonaws.com/"}],)"
      R"("Policies":[{"PolicyName":"m","Path":"/y/","PolicyDocument":{"b":2}}],)"
      R"("InstanceProfiles":[{"InstanceProfileName":"i","Roles":["r"]}],)"
      R"("OpenIDConnectProviders":[{"Url":"https://token.example.com","ClientIDList":["c"]}],)"
      R"("SAMLProviders":[{"Name":"s","SAMLMetadataDocument":"<x/>","PrivateKeyList":[{"PrivateKey":"k"}]}],)"
      R"("ServerCertificates":[{"ServerCertificateName":"c","CertificateBody":"b","PrivateKey":"k"}],)"
      R"("MFADevices":[{"VirtualMFADeviceName":"d"}]})");
}

TEST(Template, references_to_iams_resources_are_names_or_arns) {
  auto const of = [](std::string_view type, std::string_view properties, std::string_view expression) {
    auto const document =
        translated("Resources:\n  X: {Type: 'AWS::IAM::" + std::string(type) + "', Properties: {" +
                   std::string(properties) +
                   "}}\n  Z: {Type: 'AWS::IAM::Group', Properties: {GroupName: " + std::string(expression) + "}}\n")
            .document;
    return document.find("Groups")->items.back().find("GroupName")->text;
  };
  EXPECT_EQ(of("User", "UserName: a, Path: /p/", "!Ref X"), "a");
  EXPECT_EQ(of("User", "UserName: a, Path: /p/", "!GetAtt X.Arn"), "arn:aws:iam::123456789012:user/p/a");
  EXPECT_EQ(of("ManagedPolicy", "ManagedPolicyName: a", "!Ref X"), "arn:aws:iam::123456789012:policy/a");
  EXPECT_EQ(of("ManagedPolicy", "ManagedPolicyName: a", "!GetAtt X.PolicyArn"), "arn:aws:iam::123456789012:policy/a");
  EXPECT_EQ(of("InstanceProfile", "InstanceProfileName: a", "!GetAtt X.Arn"),
            "arn:aws:iam::123456789012:instance-profile/a");
  EXPECT_EQ(of("OIDCProvider", "Url: 'https://t.example.com/x'", "!Ref X"),
            "arn:aws:iam::123456789012:oidc-provider/t.example.com/x");
  EXPECT_EQ(of("SAMLProvider", "Name: a", "!Ref X"), "arn:aws:iam::123456789012:saml-provider/a");
  EXPECT_EQ(of("VirtualMFADevice", "VirtualMfaDeviceName: a, Path: /p/", "!GetAtt X.SerialNumber"),
            "arn:aws:iam::123456789012:mfa/p/a");
  EXPECT_EQ(of("ServerCertificate", "ServerCertificateName: a", "!Ref X"), "a");
  EXPECT_EQ(of("ServiceLinkedRole", "AWSServiceName: autoscaling.amazonaws.com", "!Ref X"),
            "AWSServiceRoleForAutoScaling");
}

// Without a reference, nobody has to know which they are.
TEST(Template, ids_that_are_referred_to_are_given) {
  auto const document = translated(R"(
Resources:
  P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {Description: !Sub '${R.RoleId} ${K} ${P.PolicyId}'}}
  R: {Type: 'AWS::IAM::Role', Properties: {RoleName: r}}
  Q: {Type: 'AWS::IAM::Role', Properties: {RoleName: q}}
  U: {Type: 'AWS::IAM::User', Properties: {UserName: u}}
  K: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: !Ref U}}
  J: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: !Ref U}}
)")
                            .document;
  auto const& roles = document.find("Roles")->items;
  auto const& keys = document.find("Users")->items.at(0).find("AccessKeys")->items;
  auto const& policy = document.find("Policies")->items.at(0);
  EXPECT_EQ(policy.find("Description")->text, roles.at(0).find("RoleId")->text + " " +
                                                  keys.at(0).find("AccessKeyId")->text + " " +
                                                  policy.find("PolicyId")->text);
  EXPECT_THAT(policy.find("Description")->text, MatchesRegex("AROA[A-Z2-7]{17} AKIA[A-Z2-7]{16} ANPA[A-Z2-7]{17}"));
  EXPECT_EQ(roles.at(1).find("RoleId"), nullptr);
  EXPECT_EQ(keys.at(1).find("AccessKeyId"), nullptr);
}

TEST(Template, what_it_names_and_does_not_make_is_there_already) {
  auto const json = json_of(R"(
Resources:
  M: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: m, PolicyDocument: {}, Users: [u], Roles: [r]}}
  P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, PolicyDocument: {}, Roles: [r], Groups: [g]}}
  A: {Type: 'AWS::IAM::UserToGroupAddition', Properties: {GroupName: h, Users: [u]}}
  K: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: u}}
)");
  EXPECT_THAT(json, HasSubstr(R"("Users":[{"UserName":"u","Exists":true,"AttachedManagedPolicies":)"
                              R"(["arn:aws:iam::123456789012:policy/m"],"GroupList":["h"],"AccessKeys":[{}]}])"));
  EXPECT_THAT(json, HasSubstr(R"("Groups":[{"GroupName":"g","Exists":true,"GroupPolicyList":[)"));
  EXPECT_THAT(json, HasSubstr(R"("Roles":[{"RoleName":"r","Exists":true,"AttachedManagedPolicies":[)"));
}

// Of the AWS CDK: what iam.OpenIdConnectProvider synthesizes.
TEST(Template, takes_the_provider_that_cdk_makes_by_itself) {
  auto const document = translated(R"({"Resources": {
    "Github": {"Type": "Custom::AWSCDKOpenIdConnectProvider", "UpdateReplacePolicy": "Delete", "Properties": {
      "ServiceToken": {"Fn::GetAtt": ["Handler", "Arn"]}, "ClientIDList": ["sts.amazonaws.com"], "CodeHash": "1f",
      "Url": "https://token.actions.githubusercontent.com"}},
    "Handler": {"Type": "AWS::Lambda::Function"},
    "Deploy": {"Type": "AWS::IAM::Group", "Properties": {"GroupName": {"Ref": "Github"}}}}})")
                            .document;
  EXPECT_EQ(to_json(*document.find("OpenIDConnectProviders")),
            R"([{"Url":"https://token.actions.githubusercontent.com","ClientIDList":["sts.amazonaws.com"]}])");
  EXPECT_EQ(document.find("Groups")->items.at(0).find("GroupName")->text,
            "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com");
}

TEST(Template, refuses_resources_that_are_wrong) {
  EXPECT_THAT(mistake_of("Resources:\n  A:\n    Type: AWS::IAM::Role\n    Properties:\n      RolName: x\n"),
              is_mistake(5, "Encountered unsupported property RolName of AWS::IAM::Role; did you mean RoleName?"));
  EXPECT_THAT(mistake_of("Resources:\n  A:\n    Type: AWS::IAM::Rolle\n"),
              is_mistake(3, "Unrecognized resource types: [AWS::IAM::Rolle]"));
  EXPECT_THAT(mistake_of("AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: {}\n"),
              is_mistake(3, "Every Resources object must contain a Type member"));
  EXPECT_THAT(mistake_of("AWSTemplateFormatVersion: 2010-09-09\n"), is_mistake(1, "At least one Resources member"));
  EXPECT_THAT(mistake_of("Resources:\n  A: {Type: 'AWS::IAM::User', DependsOn:\n    [B]}\n"),
              is_mistake(3, "Unresolved resource dependencies [B]"));
  EXPECT_THAT(mistake_of("Resources:\n  A:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: {PolicyDocument: {},\n"
                         "      Roles: worker}\n"),
              is_mistake(5, "Value of property Roles must be of type List of String"));
  EXPECT_THAT(mistake_of("Resources:\n  A:\n    Type: AWS::IAM::Policy\n    Properties: {PolicyName: p}\n"),
              is_mistake(3, "for no user, group or role"));
  EXPECT_THAT(mistake_of("Resources:\n  A: {Type: 'AWS::IAM::User', Properties: {UserName: !Ref B}}\n"
                         "  B: {Type: 'AWS::IAM::User', Properties: {UserName: !Ref A}}\n"),
              is_mistake(2, "Circular dependency between resources"));
  EXPECT_THAT(mistake_of("Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::X: [a, [b], {}]\n"),
              is_mistake(3, "is a macro"));
}

TEST(Template, bounds_what_it_comes_to) {
  std::string many = "Resources:\n";
  for (int i = 0; i < 501; ++i) many += "  R" + std::to_string(i) + ": {Type: 'AWS::SQS::Queue'}\n";
  EXPECT_THAT(mistake_of(many), is_mistake(2, "at most 500 resources"));
  // Each name twice the one before it.
  std::string doubling = "Resources:\n  Q0: {Type: 'AWS::SQS::Queue', Properties: {QueueName: aaaaaaaaaaaaaaaa}}\n";
  for (int i = 1; i < 40; ++i) {
    auto const before = "Q" + std::to_string(i - 1);
    doubling += "  Q" + std::to_string(i) + ": {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Sub '${" + before +
                ".Name}${" + before + ".Name}'}}\n";
  }
  doubling += "  U: {Type: 'AWS::IAM::User', Properties: {UserName: !GetAtt Q39.Name}}\n";
  EXPECT_THAT(mistake_of(doubling).message, HasSubstr("comes to more than 64 MiB"));
  std::string chain = "Resources:\n  Q0: {Type: 'AWS::SQS::Queue'}\n";
  for (int i = 1; i < 400; ++i) {
    chain += "  Q" + std::to_string(i) + ": {Type: 'AWS::SQS::Queue', Properties: {QueueName: !GetAtt Q" +
             std::to_string(i - 1) + ".Name}}\n";
  }
  chain += "  U: {Type: 'AWS::IAM::User', Properties: {UserName: !GetAtt Q399.Name}}\n";
  EXPECT_THAT(mistake_of(chain).message, HasSubstr("leads too deep"));
}

TEST(Template, says_which_transforms_are_not_carried_out) {
  EXPECT_THAT(translated("Transform: [AWS::Serverless-2016-10-31, MyMacro]\nResources: {}").notes,
              testing::ElementsAre("the transform MyMacro is not carried out"));
  EXPECT_THAT(translated("Resources: {A: {Type: 'AWS::IAM::User'}}").notes, IsEmpty());
}

}  // namespace
}  // namespace iam::state
