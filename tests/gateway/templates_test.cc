// Templates of CloudFormation as seeds, and accounts exported as templates.
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <set>
#include <string>
#include <string_view>

namespace iam::gateway {
namespace {

namespace json = boost::json;

using ::testing::AllOf;
using ::testing::HasSubstr;

class Templates : public Emulator {
 protected:
  HttpResponse seed(std::string_view text, std::string const& query = "") {
    return send("POST", "/_iam/seed" + query, {}, text);
  }

  std::string exported(std::string const& as) { return send("GET", "/_iam/state?as=" + as).body; }

  void begin_anew() { EXPECT_EQ(send("POST", "/_iam/reset").status, 200); }

  std::string trust_of(std::string const& role) {
    return element(post("Action=GetRole&Version=2010-05-08&RoleName=" + role).body, "AssumeRolePolicyDocument");
  }
};

// As `cdk synth` writes it: a function's role with its default policy, and what CDK adds to every template.
constexpr std::string_view kCdk = R"({
 "Resources": {
  "HandlerServiceRoleFCDC14AE": {
   "Type": "AWS::IAM::Role",
   "Properties": {
    "AssumeRolePolicyDocument": {
     "Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}],
     "Version": "2012-10-17"},
    "ManagedPolicyArns": [{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"},
                                             ":iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]]}]},
   "Metadata": {"aws:cdk:path": "Shop/Handler/ServiceRole/Resource"}},
  "HandlerServiceRoleDefaultPolicyCBD0CC91": {
   "Type": "AWS::IAM::Policy",
   "Properties": {
    "PolicyDocument": {
     "Statement": [{"Action": ["s3:GetObject*", "s3:List*"], "Effect": "Allow", "Resource": [
      {"Fn::GetAtt": ["Bucket83908E77", "Arn"]},
      {"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket83908E77", "Arn"]}, "/*"]]}]}],
     "Version": "2012-10-17"},
    "PolicyName": "HandlerServiceRoleDefaultPolicyCBD0CC91",
    "Roles": [{"Ref": "HandlerServiceRoleFCDC14AE"}]}},
  "Handler886CB40B": {
   "Type": "AWS::Lambda::Function",
   "Properties": {"Role": {"Fn::GetAtt": ["HandlerServiceRoleFCDC14AE", "Arn"]}, "Runtime": "nodejs20.x"},
   "DependsOn": ["HandlerServiceRoleDefaultPolicyCBD0CC91", "HandlerServiceRoleFCDC14AE"]},
  "Bucket83908E77": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "goods"}, "DeletionPolicy": "Retain"},
  "CDKMetadata": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2"}, "Condition": "CDKMetadataAvailable"}
 },
 "Conditions": {"CDKMetadataAvailable": {"Fn::Or": [
  {"Fn::Equals": [{"Ref": "AWS::Region"}, "af-south-1"]}, {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}]}},
 "Parameters": {"BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>",
                                     "Default": "/cdk-bootstrap/hnb659fds/version"}},
 "Rules": {"CheckBootstrapVersion": {"Assertions": [{"Assert": {"Fn::Not": [
  {"Fn::Contains": [["1", "2", "3", "4", "5"], {"Ref": "BootstrapVersion"}]}]}}]}}
})";

TEST_F(Templates, of_cdk_make_roles_with_their_policies) {
  auto const answer = seed(kCdk, "?stack_name=Shop");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body,
              AllOf(HasSubstr(R"("made":{"roles":1})"), HasSubstr("AWS::Lambda::Function (Handler886CB40B)"),
                    HasSubstr("Bucket83908E77.Arn is taken to be arn:aws:s3:::goods")));
  auto const roles = json::parse(exported("json")).at("Roles").as_array();
  ASSERT_EQ(roles.size(), 1);
  EXPECT_THAT(std::string(roles[0].at("RoleName").as_string()), HasSubstr("Shop-HandlerServiceRoleFCDC14AE-"));
  EXPECT_EQ(roles[0].at("AttachedManagedPolicies").at(0),
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
  EXPECT_THAT(json::serialize(roles[0].at("RolePolicyList")), HasSubstr(R"("arn:aws:s3:::goods/*")"));
}

constexpr std::string_view kWithParameter = R"(Parameters:
  Stage: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub '${AWS::StackName}-${AWS::Region}-${Stage}'
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
)";

TEST_F(Templates, are_given_their_stack_and_parameters_by_the_query) {
  EXPECT_EQ(seed(kWithParameter, "?stack_name=shop&region=eu-west-1&parameter.Stage=a%2Bb").status, 200);
  EXPECT_THAT(trust_of("shop-eu-west-1-a%2Bb"), HasSubstr("ec2.amazonaws.com"));
  EXPECT_EQ(seed(kWithParameter, "?stack_name=1").status, 400);
  EXPECT_EQ(seed(kWithParameter, "?stack_name=a&region=eu+west").status, 400);
}

// What the reader of templates refuses, and what IAM does: both with the template's line, and nothing is made.
TEST_F(Templates, that_are_refused_make_nothing) {
  auto const unread = seed(kWithParameter);
  EXPECT_EQ(unread.status, 400);
  EXPECT_THAT(unread.body, AllOf(HasSubstr("Parameters: [Stage] must have values"), HasSubstr(R"("line":7)")));
  auto const refused = seed(
      "Resources:\n  A: {Type: 'AWS::IAM::Group', Properties: {GroupName: one}}\n  B:\n"
      "    Type: AWS::IAM::User\n    Properties: {UserName: one, Path: none}\n");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("CreateUser"), HasSubstr("ValidationError"), HasSubstr(R"("line":4)")));
  EXPECT_EQ(json::parse(exported("json")), json::parse(R"({"AccountId":"123456789012"})"));
}

// Without what a second making does not repeat: ids and dates.
json::value without_ids(json::value value) {
  static std::set<std::string_view> const kDrawn = {"PolicyId",   "GroupId",           "UserId",
                                                    "RoleId",     "InstanceProfileId", "AccessKeyId",
                                                    "CreateDate", "SecretAccessKey",   "UpdateDate"};
  if (auto* object = value.if_object()) {
    for (auto const name : kDrawn) object->erase(name);
    for (auto& member : *object) member.value() = without_ids(member.value());
  }
  if (auto* list = value.if_array()) {
    for (auto& item : *list) item = without_ids(item);
  }
  return value;
}

constexpr std::string_view kAccountTemplate = R"(
Policies:
  - PolicyName: read
    Path: /team/
    Description: Reads
    PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: 's3:Get*', Resource: '*'}]}
OpenIDConnectProviders:
  - {Url: token.example.com, ClientIDList: [app], ThumbprintList: [6938fd4d98bab03faadb97b34396831e3780aea1]}
Groups:
  - {GroupName: devs, Path: /x/, AttachedManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess', read]}
Users:
  - UserName: alice
    Path: /staff/
    PermissionsBoundary: read
    Tags: [{Key: team, Value: 'yes'}]
    GroupList: [devs]
    UserPolicyList:
      - PolicyName: own
        PolicyDocument:
          Version: 2012-10-17
          Statement: [{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}/*'}]
    AccessKeys: [{AccessKeyId: AKIAIOSFODNN7EXAMPLE, Status: Inactive}, {Status: Active}]
Roles:
  - RoleName: app
    Description: An application
    MaxSessionDuration: 7200
    AssumeRolePolicyDocument:
      Version: 2012-10-17
      Statement:
        - {Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:user/staff/alice'}, Action: 'sts:AssumeRole'}
  - {RoleName: AWSServiceRoleForAutoScaling_x, Path: /aws-service-role/autoscaling.amazonaws.com/}
InstanceProfiles:
  - {InstanceProfileName: app, Path: /, Roles: [app]}
)";

TEST_F(Templates, that_an_account_was_exported_as_make_it_again) {
  auto const answer = seed(kAccountTemplate);
  ASSERT_EQ(answer.status, 200) << answer.body;
  auto const before = json::parse(exported("json"));
  auto const made = exported("cloudformation");
  begin_anew();
  auto const again = seed(made);
  ASSERT_EQ(again.status, 200) << again.body << made;
  EXPECT_EQ(without_ids(json::parse(exported("json"))), without_ids(before)) << made;
}

TEST_F(Templates, and_configurations_are_forms_of_an_export) {
  EXPECT_THAT(header(send("GET", "/_iam/state?as=terraform"), "Content-Type"), HasSubstr("text/plain"));
  EXPECT_THAT(exported("terraform"), HasSubstr("# IAM of account 123456789012."));
  EXPECT_EQ(header(send("GET", "/_iam/state?as=cloudformation"), "Content-Type"), "application/json");
  EXPECT_THAT(send("GET", "/_iam/state?as=pulumi").body, HasSubstr("json, terraform, cloudformation"));
}

}  // namespace
}  // namespace iam::gateway
