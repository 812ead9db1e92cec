#include "cloudformation/policy_templates.h"

#include "iam/base/text.h"
#include "refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace iam::state::cloudformation {
namespace {

// What is published with SAM. Not here: AWSSecretsManagerRotationPolicy, whose statement has a condition;
// CodeCommitCrudPolicy and CodeCommitReadPolicy, of ninety actions.
constexpr PolicyTemplate kTemplates[] = {
    {"AMIDescribePolicy", "", "ec2:DescribeImages -> ec2:@image/*"},
    {"AWSSecretsManagerGetSecretValuePolicy", "SecretArn", "secretsmanager:GetSecretValue -> =${SecretArn}"},
    {"AthenaQueryPolicy", "WorkGroupName",
     "athena:ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables "
     "GetTable -> *\n"
     "athena:StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution "
     "GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery "
     "BatchGetQueryExecution GetWorkGroup -> athena:@workgroup/${WorkGroupName}"},
    {"CloudFormationDescribeStacksPolicy", "", "cloudformation:DescribeStacks -> cloudformation:@stack/*"},
    {"CloudWatchDashboardPolicy", "", "cloudwatch:GetDashboard ListDashboards PutDashboard ListMetrics -> *"},
    {"CloudWatchDescribeAlarmHistoryPolicy", "", "cloudwatch:DescribeAlarmHistory -> *"},
    {"CloudWatchPutMetricPolicy", "", "cloudwatch:PutMetricData -> *"},
    {"CodePipelineLambdaExecutionPolicy", "", "codepipeline:PutJobSuccessResult PutJobFailureResult -> *"},
    {"CodePipelineReadOnlyPolicy", "PipelineName",
     "codepipeline:ListPipelineExecutions -> codepipeline:@${PipelineName}"},
    {"ComprehendBasicAccessPolicy", "",
     "comprehend:BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases "
     "DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment -> *"},
    {"CostExplorerReadOnlyPolicy", "",
     "ce:GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation "
     "GetReservationUtilization GetTags -> *"},
    {"DynamoDBBackupFullAccessPolicy", "TableName",
     "dynamodb:CreateBackup DescribeContinuousBackups -> dynamodb:@table/${TableName}\n"
     "dynamodb:DeleteBackup DescribeBackup ListBackups -> dynamodb:@table/${TableName}/backup/*"},
    {"DynamoDBCrudPolicy", "TableName",
     "dynamodb:GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable "
     "ConditionCheckItem -> dynamodb:@table/${TableName} dynamodb:@table/${TableName}/index/*"},
    {"DynamoDBReadPolicy", "TableName",
     "dynamodb:GetItem Scan Query BatchGetItem DescribeTable -> dynamodb:@table/${TableName} "
     "dynamodb:@table/${TableName}/index/*"},
    {"DynamoDBReconfigurePolicy", "TableName", "dynamodb:UpdateTable -> dynamodb:@table/${TableName}"},
    {"DynamoDBRestoreFromBackupPolicy", "TableName",
     "dynamodb:RestoreTableFromBackup -> dynamodb:@table/${TableName}/backup/*\n"
     "dynamodb:PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem -> dynamodb:@table/${TableName}"},
    {"DynamoDBStreamReadPolicy", "TableName StreamName",
     "dynamodb:DescribeStream GetRecords GetShardIterator -> dynamodb:@table/${TableName}/stream/${StreamName}\n"
     "dynamodb:ListStreams -> dynamodb:@table/${TableName}/stream/*"},
    {"DynamoDBWritePolicy", "TableName",
     "dynamodb:PutItem UpdateItem BatchWriteItem -> dynamodb:@table/${TableName} "
     "dynamodb:@table/${TableName}/index/*"},
    {"EC2CopyImagePolicy", "ImageId", "ec2:CopyImage -> ec2:@image/${ImageId}"},
    {"EC2DescribePolicy", "", "ec2:DescribeRegions DescribeInstances -> *"},
    {"EKSDescribePolicy", "", "eks:DescribeCluster ListClusters -> *"},
    {"ElasticsearchHttpPostPolicy", "DomainName", "es:ESHttpPost ESHttpPut -> es:@domain/${DomainName}/*"},
    {"EventBridgePutEventsPolicy", "EventBusName", "events:PutEvents -> events:@event-bus/${EventBusName}"},
    {"FilterLogEventsPolicy", "LogGroupName", "logs:FilterLogEvents -> logs:@log-group:${LogGroupName}:log-stream:*"},
    {"FirehoseCrudPolicy", "DeliveryStreamName",
     "firehose:CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch "
     "UpdateDestination -> firehose:@deliverystream/${DeliveryStreamName}"},
    {"FirehoseWritePolicy", "DeliveryStreamName",
     "firehose:PutRecord PutRecordBatch -> firehose:@deliverystream/${DeliveryStreamName}"},
    {"KMSDecryptPolicy", "KeyId", "kms:Decrypt -> kms:@key/${KeyId}"},
    {"KMSEncryptPolicy", "KeyId", "kms:Encrypt -> kms:@key/${KeyId}"},
    {"KinesisCrudPolicy", "StreamName",
     "kinesis:AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream "
     "DescribeStreamSummary GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord "
     "PutRecords SplitShard RemoveTagsFromStream -> kinesis:@stream/${StreamName}"},
    {"KinesisStreamReadPolicy", "StreamName",
     "kinesis:ListStreams DescribeLimits -> kinesis:@stream/*\n"
     "kinesis:DescribeStream DescribeStreamSummary GetRecords GetShardIterator -> kinesis:@stream/${StreamName}"},
    {"LambdaInvokePolicy", "FunctionName", "lambda:InvokeFunction -> lambda:@function:${FunctionName}*"},
    {"MobileAnalyticsWriteOnlyAccessPolicy", "", "mobileanalytics:PutEvents -> *"},
    {"OrganizationsListAccountsPolicy", "", "organizations:ListAccounts -> *"},
    {"PinpointEndpointAccessPolicy", "PinpointApplicationId",
     "mobiletargeting:GetEndpoint UpdateEndpoint UpdateEndpointsBatch -> "
     "mobiletargeting:@apps/${PinpointApplicationId}/endpoints/*"},
    {"PollyFullAccessPolicy", "LexiconName",
     "polly:GetLexicon DeleteLexicon -> polly:@lexicon/${LexiconName}\n"
     "polly:DescribeVoices ListLexicons PutLexicon SynthesizeSpeech -> polly:@lexicon/*"},
    {"RekognitionDetectOnlyPolicy", "", "rekognition:DetectFaces DetectLabels DetectModerationLabels DetectText -> *"},
    {"RekognitionFacesManagementPolicy", "CollectionId",
     "rekognition:IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces -> "
     "rekognition:@collection/${CollectionId}"},
    {"RekognitionFacesPolicy", "", "rekognition:CompareFaces DetectFaces -> *"},
    {"RekognitionLabelsPolicy", "", "rekognition:DetectLabels DetectModerationLabels -> *"},
    {"RekognitionNoDataAccessPolicy", "CollectionId",
     "rekognition:CompareFaces DetectFaces DetectLabels DetectModerationLabels -> "
     "rekognition:@collection/${CollectionId}"},
    {"RekognitionReadPolicy", "CollectionId",
     "rekognition:ListCollections ListFaces SearchFaces SearchFacesByImage -> "
     "rekognition:@collection/${CollectionId}"},
    {"RekognitionWriteOnlyAccessPolicy", "CollectionId",
     "rekognition:CreateCollection IndexFaces -> rekognition:@collection/${CollectionId}"},
    {"S3CrudPolicy", "BucketName",
     "s3:GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration "
     "PutLifecycleConfiguration DeleteObject -> s3:::${BucketName} s3:::${BucketName}/*"},
    {"S3FullAccessPolicy", "BucketName",
     "s3:GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging "
     "DeleteObjectVersionTagging GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging -> "
     "s3:::${BucketName}/*\n"
     "s3:ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration -> s3:::${BucketName}"},
    {"S3ReadPolicy", "BucketName",
     "s3:GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration -> s3:::${BucketName} "
     "s3:::${BucketName}/*"},
    {"S3WritePolicy", "BucketName",
     "s3:PutObject PutObjectAcl PutLifecycleConfiguration -> s3:::${BucketName} s3:::${BucketName}/*"},
    {"SESBulkTemplatedCrudPolicy", "IdentityName",
     "ses:GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail "
     "VerifyEmailIdentity -> ses:@identity/${IdentityName}"},
    {"SESCrudPolicy", "IdentityName",
     "ses:GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity -> "
     "ses:@identity/${IdentityName}"},
    {"SESEmailTemplateCrudPolicy", "",
     "ses:CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate -> *"},
    {"SESSendBouncePolicy", "IdentityName", "ses:SendBounce -> ses:@identity/${IdentityName}"},
    {"SNSCrudPolicy", "TopicName",
     "sns:ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish -> sns:@${TopicName}*"},
    {"SNSPublishMessagePolicy", "TopicName", "sns:Publish -> sns:@${TopicName}"},
    {"SQSPollerPolicy", "QueueName",
     "sqs:ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes "
     "ReceiveMessage -> sqs:@${QueueName}"},
    {"SQSSendMessagePolicy", "QueueName", "sqs:SendMessage* -> sqs:@${QueueName}"},
    {"SSMParameterReadPolicy", "ParameterName",
     "ssm:DescribeParameters -> *\n"
     "ssm:GetParameters GetParameter GetParametersByPath -> ssm:@parameter/${ParameterName}"},
    {"ServerlessRepoReadWriteAccessPolicy", "",
     "serverlessrepo:CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications "
     "ListApplicationVersions ListApplicationDependencies -> serverlessrepo:@applications/*"},
    {"StepFunctionsExecutionPolicy", "StateMachineName",
     "states:StartExecution -> states:@stateMachine:${StateMachineName}"},
    {"TextractDetectAnalyzePolicy", "",
     "textract:DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument -> *"},
    {"TextractGetResultPolicy", "", "textract:GetDocumentTextDetection GetDocumentAnalysis -> *"},
    {"TextractPolicy", "", "textract:* -> *"},
    {"VPCAccessPolicy", "",
     "ec2:CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface -> *"},
};

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    if (auto const word = take_until(text, ' '); !word.empty()) found.push_back(word);
  }
  return found;
}

Node list_of(std::size_t line) {
  Node list;
  list.kind = Node::Kind::kList;
  list.line = line;
  return list;
}

Node map_of(std::size_t line) {
  Node map;
  map.kind = Node::Kind::kMap;
  map.line = line;
  return map;
}

Node resource(std::string_view pattern, Node const& parameters) {
  auto const line = parameters.line;
  if (pattern == "*") return Node::scalar("*", line);
  std::string text;
  if (pattern.starts_with('=')) {
    text = pattern.substr(1);
  } else {
    text = fmt::format("arn:${{AWS::Partition}}:{}", pattern);
    if (auto const at = text.find('@'); at != text.npos) text.replace(at, 1, "${AWS::Region}:${AWS::AccountId}:");
  }
  auto arguments = list_of(line);
  arguments.items.push_back(Node::scalar(std::move(text), line));
  arguments.items.push_back(parameters);
  auto sub = map_of(line);
  sub.members.push_back({"Fn::Sub", std::move(arguments)});
  return sub;
}

Node statement(std::string_view said, Node const& parameters) {
  auto const line = parameters.line;
  auto actions = list_of(line);
  auto resources = list_of(line);
  auto rest = words(said);
  auto const arrow = std::ranges::find(rest, "->");
  std::string service;
  for (auto const& word : std::vector(rest.begin(), arrow)) {
    auto const colon = word.find(':');
    if (colon != word.npos) service = word.substr(0, colon);
    actions.items.push_back(
        Node::scalar(colon == word.npos ? fmt::format("{}:{}", service, word) : std::string(word), line));
  }
  for (auto const& word : std::vector(arrow + 1, rest.end())) resources.items.push_back(resource(word, parameters));
  auto made = map_of(line);
  made.members.push_back({"Effect", Node::scalar("Allow", line)});
  made.members.push_back({"Action", std::move(actions)});
  bool const is_one = resources.items.size() == 1;
  made.members.push_back({"Resource", is_one ? Node(resources.items.front()) : std::move(resources)});
  return made;
}

}  // namespace

PolicyTemplate const* find_policy_template(std::string_view name) {
  auto const* const found = std::ranges::find(kTemplates, name, &PolicyTemplate::name);
  return found == std::end(kTemplates) ? nullptr : found;
}

Node policy_document(PolicyTemplate const& made_from, Node const& parameters) {
  auto const known = words(made_from.parameters);
  for (auto const name : known) {
    if (parameters.find(name) == nullptr) {
      refuse(parameters.line, fmt::format("{} has no `{}`", made_from.name, name));
    }
  }
  for (auto const& [name, value] : parameters.members) {
    if (std::ranges::find(known, name) == known.end()) {
      refuse(value.line, fmt::format("{} has no parameter `{}`", made_from.name, name));
    }
  }
  auto statements = list_of(parameters.line);
  auto rest = made_from.statements;
  while (!rest.empty()) statements.items.push_back(statement(take_until(rest, '\n'), parameters));
  auto document = map_of(parameters.line);
  document.members.push_back({"Version", Node::scalar("2012-10-17", parameters.line)});
  document.members.push_back({"Statement", std::move(statements)});
  return document;
}

}  // namespace iam::state::cloudformation
