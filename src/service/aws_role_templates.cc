#include "aws_role_templates.h"

#include <algorithm>
#include <span>
#include <string>

namespace iam::service {
namespace {

struct Parameter {
  std::string_view name;
  std::string_view type;
  std::string_view description;
  std::string_view default_value;  // empty: it is required
};

// All are enabled, of the only minor version 0, and last an hour.
struct Template {
  std::string_view resource;  // of its ARN
  std::string_view version_id;
  std::string_view description;
  std::string_view path;
  std::string_view role_description;
  std::string_view trust_policy;
  std::string_view inline_policy_name;
  std::string_view inline_policy;
  std::span<std::string_view const> managed_policies;  // resources of their ARNs
  std::span<Parameter const> parameters;
  std::string_view created_at;
};

constexpr std::string_view kString = "String";
constexpr Parameter kAccountId{"accountId", kString, "Account id of the target account", ""};

constexpr std::string_view kPowerUserPolicies[] = {"policy/PowerUserAccess"};
constexpr Parameter kPowerUserParameters[] = {
    {"AWSServiceName", kString, "Service principal of the service", ""},
    {"RoleName", kString, "Customized name for the role", "PowerUserRole"},
};

constexpr std::string_view kBackupPolicies[] = {"policy/service-role/AWSBackupServiceRolePolicyForBackup",
                                                "policy/service-role/AWSBackupServiceRolePolicyForRestores"};
constexpr Parameter kBackupParameters[] = {
    kAccountId,
    {"RoleName", kString, "Custom name for the role", "AWSBackupDefaultServiceRole"},
};

constexpr std::string_view kStudioTrust =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["sagemaker.amazonaws.com",)"
    R"("scheduler.amazonaws.com","bedrock.amazonaws.com","datazone.amazonaws.com","lakeformation.amazonaws.com",)"
    R"("airflow-serverless.amazonaws.com","emr-serverless.amazonaws.com","redshift.amazonaws.com",)"
    R"("glue.amazonaws.com","athena.amazonaws.com"]},"Action":["sts:AssumeRole","sts:TagSession","sts:SetContext",)"
    R"("sts:SetSourceIdentity"],"Condition":{"StringEquals":{"aws:SourceAccount":"@{accountId}"}}}]})";

constexpr std::string_view kStudioAdminPolicies[] = {"policy/SageMakerStudioAdminIAMPermissiveExecutionPolicy"};
constexpr Parameter kStudioAdminParameters[] = {
    {"CMK_ENABLED", kString, "An indicator on whether a custom KMS key is used. Must be True or False", "False"},
    {"RoleName", kString, "Custom name for the role", "AmazonSageMakerAdminIAMExecutionRole"},
    kAccountId,
    {"keyAccountId", kString, "AWS account that hosts the KMS key. Effective only if CMK_ENABLED is True.", ""},
    {"keyRegion", kString, "AWS region for the KMS key. Effective only if CMK_ENABLED is True.", ""},
    {"kmsKeyId", kString, "KMS key id for the custom key. Effective only if CMK_ENABLED is True.", ""},
};

constexpr std::string_view kStudioUserPolicies[] = {"policy/SageMakerStudioUserIAMPermissiveExecutionPolicy"};
constexpr Parameter kStudioUserParameters[] = {
    {"RoleName", kString, "Custom name for the role", "AmazonSageMakerUserIAMExecutionRole"},
    kAccountId,
};

constexpr Parameter kRotationParameters[] = {
    {"ADMIN_RESOURCE_ENABLED", kString,
     "An indicator on whether a administrative resource type for secrets manager is enabled. Must be True or False",
     "False"},
    {"CMK_ENABLED", kString, "An indicator on whether a custom key is used with the secret. Must be True or False",
     "False"},
    {"RoleName", kString, "Custom name for the role", "AWSSecretsManagerSecretRotationRole"},
    kAccountId,
    {"adminType", kString,
     "Administrative resource type for secret rotation access condition. Effective only if ADMIN_RESOURCE_ENABLED is"
     " True",
     ""},
    {"kmsKeyArn", "StringList", "List of KMS key ARNs for the custom keys. Effective only if CMK_ENABLED is True.", ""},
    {"region", kString, "AWS region for the Secret Manager secret", ""},
    {"resourceType", kString, "Partner/resource type for secret rotation access condition", ""},
};

constexpr Template kTemplates[] = {
    {.resource = "role-template/iam.amazonaws.com/PowerUserRoleTemplate:1",
     .version_id = "AVTAZKAPJZG4N6BGA67NU",
     .description =
         "Creates a role that grants PowerUser permissions to the calling AWS service, allowing it to create and manage"
         " most AWS resources on your behalf. Intended for services that require wide-ranging permissions. The trusted"
         " service is configurable via the AWSServiceName parameter.",
     .path = {},
     .role_description = "Power user role for @{AWSServiceName}",
     .trust_policy =
         R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"@{AWSServiceName}"},)"
         R"("Action":"sts:AssumeRole"}]})",
     .inline_policy_name = {},
     .inline_policy = {},
     .managed_policies = kPowerUserPolicies,
     .parameters = kPowerUserParameters,
     .created_at = "2026-06-12T02:57:08Z"},
    {.resource = "role-template/backup.amazonaws.com/AWSBackupDefaultServiceRoleTemplate:1",
     .version_id = "AVTAZKAPJZG4ILRKDYSS2",
     .description =
         "Create a role that grants AWS Backup the permissions it needs to protect your resources, including creating"
         " and managing backups for DynamoDB, RDS, EC2 EBS volumes, EFS file systems, and Storage Gateway volumes. This"
         " is the standard service role used by AWS Backup when performing backup and restore jobs.",
     .path = "/service-role/",
     .role_description =
         "Standard service role the provides AWS Backup service permission to create and restore backups on your behalf"
         " across AWS services",
     .trust_policy =
         R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},)"
         R"("Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"@{accountId}"}}}]})",
     .inline_policy_name = {},
     .inline_policy = {},
     .managed_policies = kBackupPolicies,
     .parameters = kBackupParameters,
     .created_at = "2026-07-09T15:27:12Z"},
    {.resource = "role-template/datazone.amazonaws.com/AmazonSageMakerAdminIAMPermissiveExecutionRoleTemplate:1",
     .version_id = "AVTAZKAPJZG4OFOHF2FKU",
     .description =
         "Creates a role that provides full administrative control over the Amazon SageMaker Unified Studio domain, and"
         " broad permissions to your account's data and AWS services to execute operations within Amazon SageMaker"
         " Unified Studio.",
     .path = {},
     .role_description =
         "Administrative role that provides full administrative control over the Amazon SageMaker Unified Studio"
         " domain, and broad permissions to your account's data and AWS services to execute operations within Amazon"
         " SageMaker Unified Studio.",
     .trust_policy = kStudioTrust,
     .inline_policy_name = "CustomKMSKeyPolicy",
     .inline_policy =
         R"({"Version":"2012-10-17","Statement":[{"@Enabled":"CMK_ENABLED","Sid":"KMSDescribePermissions",)"
         R"("Effect":"Allow","Action":"kms:DescribeKey",)"
         R"("Resource":["arn:aws:kms:@{keyRegion}:@{keyAccountId}:key/@{kmsKeyId}"]},)"
         R"({"@Enabled":"CMK_ENABLED","Sid":"KMSPermissions","Effect":"Allow",)"
         R"("Action":["kms:Decrypt","kms:GenerateDataKey"],)"
         R"("Resource":["arn:aws:kms:@{keyRegion}:@{keyAccountId}:key/@{kmsKeyId}"],"Condition":)"
         R"({"ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"aws:datazone:domainId"}}}]})",
     .managed_policies = kStudioAdminPolicies,
     .parameters = kStudioAdminParameters,
     .created_at = "2026-07-08T22:12:14Z"},
    {.resource = "role-template/datazone.amazonaws.com/AmazonSageMakerUserIAMPermissiveExecutionRoleTemplate:1",
     .version_id = "AVTAZKAPJZG4HTC3G2PFY",
     .description =
         "User role that provides broad permissions to your account's data and AWS services to execute operations"
         " within Amazon SageMaker Unified Studio.",
     .path = {},
     .role_description =
         "User role that provides broad permissions to your account's data and AWS services to execute operations"
         " within Amazon SageMaker Unified Studio.",
     .trust_policy = kStudioTrust,
     .inline_policy_name = {},
     .inline_policy = {},
     .managed_policies = kStudioUserPolicies,
     .parameters = kStudioUserParameters,
     .created_at = "2026-07-08T22:12:17Z"},
    {.resource = "role-template/secretsmanager.amazonaws.com/AWSSecretsManagerRotationRoleTemplate:1",
     .version_id = "AVTAZKAPJZG4PCYR454GW",
     .description =
         "Creates a role that allows AWS Secrets Manager to perform secret rotation by accessing and updating secret"
         " values",
     .path = "/service-role/",
     .role_description =
         "Allows AWS Secrets Manager to perform secret rotation by accessing and updating secret values",
     .trust_policy = R"({"Version":"2012-10-17","Statement":[{"Sid":"SecretsManagerPrincipalAccess","Effect":"Allow",)"
                     R"("Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"sts:AssumeRole",)"
                     R"("Condition":{"StringEquals":{"aws:SourceAccount":"@{accountId}"}}}]})",
     .inline_policy_name = "SecretRotationPermissionPolicy",
     .inline_policy = R"({"Version":"2012-10-17","Statement":[{"Sid":"AllowRotationAccessGeneric","Effect":"Allow",)"
                      R"("Action":["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue",)"
                      R"("secretsmanager:PutSecretValue","secretsmanager:UpdateSecretVersionStage"],)"
                      R"("Resource":"arn:aws:secretsmanager:@{region}:@{accountId}:secret:*",)"
                      R"("Condition":{"StringEquals":{"secretsmanager:resource/Type":"@{resourceType}"}}},)"
                      R"({"Effect":"Allow","Sid":"AllowPasswordGenerationAccessAdmin",)"
                      R"("Action":["secretsmanager:GetRandomPassword"],"Resource":"*"},)"
                      R"({"@Enabled":"ADMIN_RESOURCE_ENABLED","Sid":"AllowRotationAccess",)"
                      R"("Action":["secretsmanager:GetSecretValue"],)"
                      R"("Resource":"arn:aws:secretsmanager:@{region}:@{accountId}:secret:*","Effect":"Allow",)"
                      R"("Condition":{"StringEquals":{"secretsmanager:resource/Type":"@{adminType}"}}},)"
                      R"({"@Enabled":"CMK_ENABLED","Sid":"KMSAccessForCustomerSecret","Effect":"Allow",)"
                      R"("Action":["kms:Decrypt","kms:DescribeKey","kms:GenerateDataKey"],"Resource":"@{kmsKeyArn}",)"
                      R"("Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.@{region}.amazonaws.com"}}}]})",
     .managed_policies = {},
     .parameters = kRotationParameters,
     .created_at = "2026-07-09T15:27:27Z"},
};

std::optional<std::string> optional_text(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

store::RoleTemplateVersion to_version(Template const& from, std::string_view arn, std::string const& prefix) {
  store::RoleTemplateVersion version{.arn = std::string(arn),
                                     .version_id = std::string(from.version_id),
                                     .description = std::string(from.description),
                                     .name_pattern = "@{RoleName}",
                                     .path_pattern = optional_text(from.path),
                                     .description_pattern = std::string(from.role_description),
                                     .trust_policy = std::string(from.trust_policy),
                                     .created_at = parse_iso8601(from.created_at).value_or(Time{})};
  if (!from.inline_policy.empty()) {
    version.inline_policies.push_back({std::string(from.inline_policy_name), std::string(from.inline_policy)});
  }
  for (auto const policy : from.managed_policies) version.managed_policies.push_back(prefix + std::string(policy));
  for (auto const& [name, type, description, default_value] : from.parameters) {
    version.parameters.push_back({.name = std::string(name),
                                  .type = std::string(type),
                                  .description = std::string(description),
                                  .is_required = default_value.empty(),
                                  .default_value = optional_text(default_value)});
  }
  return version;
}

}  // namespace

std::optional<store::RoleTemplateVersion> find_aws_role_template(std::string_view arn, Partition partition,
                                                                 std::optional<std::int64_t> minor) {
  auto const prefix = aws_owned_arn(partition, "", "", "");
  if (!arn.starts_with(prefix) || minor.value_or(0) != 0) return std::nullopt;
  auto const* const found = std::ranges::find(kTemplates, arn.substr(prefix.size()), &Template::resource);
  if (found == std::end(kTemplates)) return std::nullopt;
  return to_version(*found, arn, prefix);
}

}  // namespace iam::service
