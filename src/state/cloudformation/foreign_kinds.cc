#include "cloudformation/foreign_kinds.h"

#include <algorithm>
#include <iterator>

namespace iam::state::cloudformation {
namespace {

// From the pages of the types in the CloudFormation template reference ("Return values"), and the services' tables of
// ARNs in the service authorization reference.
constexpr std::string_view kItsArn = {};

constexpr ForeignKind kKinds[] = {
    {"AWS::ApiGateway::RestApi", "", "{i}", "arn:{p}:apigateway:{r}::/restapis/{i}"},
    {"AWS::ApiGatewayV2::Api", "", "{i}", "arn:{p}:apigateway:{r}::/apis/{i}"},
    {"AWS::AppSync::GraphQLApi", "", kItsArn, "arn:{p}:appsync:{r}:{a}:apis/{i}"},
    {"AWS::Athena::WorkGroup", "Name", "{n}", "arn:{p}:athena:{r}:{a}:workgroup/{n}"},
    {"AWS::CertificateManager::Certificate", "", kItsArn, "arn:{p}:acm:{r}:{a}:certificate/{u}"},
    {"AWS::CloudFront::Distribution", "", "E{i}", "arn:{p}:cloudfront::{a}:distribution/E{i}"},
    {"AWS::CloudTrail::Trail", "TrailName", "{n}", "arn:{p}:cloudtrail:{r}:{a}:trail/{n}"},
    {"AWS::CloudWatch::Alarm", "AlarmName", "{n}", "arn:{p}:cloudwatch:{r}:{a}:alarm:{n}"},
    {"AWS::CodeBuild::Project", "Name", "{n}", "arn:{p}:codebuild:{r}:{a}:project/{n}"},
    {"AWS::CodeCommit::Repository", "RepositoryName", "{u}", "arn:{p}:codecommit:{r}:{a}:{n}"},
    {"AWS::CodePipeline::Pipeline", "Name", "{n}", "arn:{p}:codepipeline:{r}:{a}:{n}"},
    {"AWS::Cognito::IdentityPool", "", "{r}:{u}", "arn:{p}:cognito-identity:{r}:{a}:identitypool/{r}:{u}"},
    {"AWS::Cognito::UserPool", "", "{r}_{i}", "arn:{p}:cognito-idp:{r}:{a}:userpool/{r}_{i}"},
    {"AWS::DynamoDB::GlobalTable", "TableName", "{n}", "arn:{p}:dynamodb:{r}:{a}:table/{n}"},
    {"AWS::DynamoDB::Table", "TableName", "{n}", "arn:{p}:dynamodb:{r}:{a}:table/{n}"},
    {"AWS::EC2::Instance", "", "i-{i}", "arn:{p}:ec2:{r}:{a}:instance/i-{i}"},
    {"AWS::EC2::SecurityGroup", "", "sg-{i}", "arn:{p}:ec2:{r}:{a}:security-group/sg-{i}"},
    {"AWS::EC2::Subnet", "", "subnet-{i}", "arn:{p}:ec2:{r}:{a}:subnet/subnet-{i}"},
    {"AWS::EC2::VPC", "", "vpc-{i}", "arn:{p}:ec2:{r}:{a}:vpc/vpc-{i}"},
    {"AWS::ECR::Repository", "RepositoryName", "{n}", "arn:{p}:ecr:{r}:{a}:repository/{n}"},
    {"AWS::ECS::Cluster", "ClusterName", "{n}", "arn:{p}:ecs:{r}:{a}:cluster/{n}"},
    {"AWS::ECS::TaskDefinition", "Family", kItsArn, "arn:{p}:ecs:{r}:{a}:task-definition/{n}:1"},
    {"AWS::EFS::FileSystem", "", "fs-{i}", "arn:{p}:elasticfilesystem:{r}:{a}:file-system/fs-{i}"},
    {"AWS::EKS::Cluster", "Name", "{n}", "arn:{p}:eks:{r}:{a}:cluster/{n}"},
    {"AWS::Events::EventBus", "Name", "{n}", "arn:{p}:events:{r}:{a}:event-bus/{n}"},
    {"AWS::Events::Rule", "Name", "{n}", "arn:{p}:events:{r}:{a}:rule/{n}"},
    {"AWS::Glue::Database", "", "{n}", "arn:{p}:glue:{r}:{a}:database/{n}"},
    {"AWS::KMS::Alias", "AliasName", "{n}", "arn:{p}:kms:{r}:{a}:{n}"},
    {"AWS::KMS::Key", "", "{u}", "arn:{p}:kms:{r}:{a}:key/{u}"},
    {"AWS::Kinesis::Stream", "Name", "{n}", "arn:{p}:kinesis:{r}:{a}:stream/{n}"},
    {"AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", "{n}",
     "arn:{p}:firehose:{r}:{a}:deliverystream/{n}"},
    {"AWS::Lambda::Function", "FunctionName", "{n}", "arn:{p}:lambda:{r}:{a}:function:{n}"},
    {"AWS::Lambda::LayerVersion", "LayerName", kItsArn, "arn:{p}:lambda:{r}:{a}:layer:{n}:1"},
    {"AWS::Logs::LogGroup", "LogGroupName", "{n}", "arn:{p}:logs:{r}:{a}:log-group:{n}:*"},
    {"AWS::RDS::DBCluster", "DBClusterIdentifier", "{n}", "arn:{p}:rds:{r}:{a}:cluster:{n}"},
    {"AWS::RDS::DBInstance", "DBInstanceIdentifier", "{n}", "arn:{p}:rds:{r}:{a}:db:{n}"},
    {"AWS::Route53::HostedZone", "", "Z{i}", "arn:{p}:route53:::hostedzone/Z{i}"},
    {"AWS::S3::Bucket", "BucketName", "{n}", "arn:{p}:s3:::{n}"},
    {"AWS::SNS::Topic", "TopicName", kItsArn, "arn:{p}:sns:{r}:{a}:{n}"},
    {"AWS::SQS::Queue", "QueueName", "https://sqs.{r}.{d}/{a}/{n}", "arn:{p}:sqs:{r}:{a}:{n}"},
    {"AWS::SSM::Parameter", "Name", "{n}", "arn:{p}:ssm:{r}:{a}:parameter/{n}"},
    {"AWS::SageMaker::NotebookInstance", "NotebookInstanceName", kItsArn,
     "arn:{p}:sagemaker:{r}:{a}:notebook-instance/{n}"},
    {"AWS::SecretsManager::Secret", "Name", kItsArn, "arn:{p}:secretsmanager:{r}:{a}:secret:{n}-{s}"},
    {"AWS::Serverless::Api", "", "{i}", "arn:{p}:apigateway:{r}::/restapis/{i}"},
    {"AWS::Serverless::Function", "FunctionName", "{n}", "arn:{p}:lambda:{r}:{a}:function:{n}"},
    {"AWS::Serverless::HttpApi", "", "{i}", "arn:{p}:apigateway:{r}::/apis/{i}"},
    {"AWS::Serverless::SimpleTable", "TableName", "{n}", "arn:{p}:dynamodb:{r}:{a}:table/{n}"},
    {"AWS::Serverless::StateMachine", "Name", kItsArn, "arn:{p}:states:{r}:{a}:stateMachine:{n}"},
    {"AWS::StepFunctions::StateMachine", "StateMachineName", kItsArn, "arn:{p}:states:{r}:{a}:stateMachine:{n}"},
};

}  // namespace

ForeignKind const* find_foreign_kind(std::string_view type) {
  auto const* const found = std::ranges::find(kKinds, type, &ForeignKind::type);
  return found == std::end(kKinds) ? nullptr : found;
}

bool has_small_letters(std::string_view type) {
  return type == "AWS::S3::Bucket" || type == "AWS::ECR::Repository" || type.starts_with("AWS::RDS::");
}

}  // namespace iam::state::cloudformation
