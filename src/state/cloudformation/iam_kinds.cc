#include "cloudformation/iam_kinds.h"

#include "iam/base/ids.h"

#include <algorithm>
#include <iterator>

namespace iam::state::cloudformation {
namespace {

constexpr Property kUser[] = {{"Path", "Path"},
                              {"PermissionsBoundary", "PermissionsBoundary"},
                              {"Tags", "Tags"},
                              {"Groups", "GroupList"},
                              {"Policies", "UserPolicyList"},
                              {"ManagedPolicyArns", "AttachedManagedPolicies"},
                              {"LoginProfile", "LoginProfile"}};
constexpr Property kGroup[] = {
    {"Path", "Path"}, {"Policies", "GroupPolicyList"}, {"ManagedPolicyArns", "AttachedManagedPolicies"}};
constexpr Property kRole[] = {{"Path", "Path"},
                              {"Description", "Description"},
                              {"MaxSessionDuration", "MaxSessionDuration"},
                              {"PermissionsBoundary", "PermissionsBoundary"},
                              {"Tags", "Tags"},
                              {"AssumeRolePolicyDocument", "AssumeRolePolicyDocument"},
                              {"Policies", "RolePolicyList"},
                              {"ManagedPolicyArns", "AttachedManagedPolicies"}};
constexpr Property kManagedPolicy[] = {{"Path", "Path"},
                                       {"Description", "Description"},
                                       {"PolicyDocument", "PolicyDocument"},
                                       {"Users", ""},
                                       {"Groups", ""},
                                       {"Roles", ""}};
constexpr Property kInstanceProfile[] = {{"Path", "Path"}, {"Roles", "Roles"}};
constexpr Property kOidcProvider[] = {
    {"Url", "Url"}, {"ClientIdList", "ClientIDList"}, {"ThumbprintList", "ThumbprintList"}, {"Tags", "Tags"}};
// CDK made its own before CloudFormation had the type.
constexpr Property kCdkOidcProvider[] = {
    {"Url", "Url"},   {"ClientIDList", "ClientIDList"}, {"ThumbprintList", "ThumbprintList"},
    {"CodeHash", ""}, {"RejectUnauthorized", ""},       {"ServiceToken", ""}};
constexpr Property kSamlProvider[] = {{"SamlMetadataDocument", "SAMLMetadataDocument"},
                                      {"AssertionEncryptionMode", "AssertionEncryptionMode"},
                                      {"AddPrivateKey", ""},
                                      {"RemovePrivateKey", ""},
                                      {"PrivateKeyList", ""},
                                      {"Tags", "Tags"}};
constexpr Property kServerCertificate[] = {{"Path", "Path"},
                                           {"CertificateBody", "CertificateBody"},
                                           {"CertificateChain", "CertificateChain"},
                                           {"PrivateKey", "PrivateKey"},
                                           {"Tags", "Tags"}};
constexpr Property kMfaDevice[] = {{"Path", "Path"}, {"Users", ""}, {"Tags", "Tags"}};
constexpr Property kServiceLinkedRole[] = {
    {"AWSServiceName", ""}, {"CustomSuffix", ""}, {"Description", "Description"}};

constexpr std::size_t kShortName = 64;  // of users, roles
constexpr std::size_t kLongName = 128;  // of groups, policies, profiles, providers, certificates
constexpr std::size_t kDeviceName = 226;

constexpr IamKind kKinds[] = {
    {"AWS::IAM::User", "Users", "UserName", "UserName", "user", "Arn", false, kShortName, kUser},
    {"AWS::IAM::Group", "Groups", "GroupName", "GroupName", "group", "Arn", false, kLongName, kGroup},
    {"AWS::IAM::Role", "Roles", "RoleName", "RoleName", "role", "Arn", false, kShortName, kRole, "RoleId",
     id_prefix::kRole},
    {"AWS::IAM::ManagedPolicy", "Policies", "ManagedPolicyName", "PolicyName", "policy", "PolicyArn", true, kLongName,
     kManagedPolicy, "PolicyId", id_prefix::kManagedPolicy},
    {"AWS::IAM::InstanceProfile", "InstanceProfiles", "InstanceProfileName", "InstanceProfileName", "instance-profile",
     "Arn", false, kLongName, kInstanceProfile},
    // Its name is its URL.
    {"AWS::IAM::OIDCProvider", "OpenIDConnectProviders", "", "", "oidc-provider", "Arn", true, kLongName,
     kOidcProvider},
    {"Custom::AWSCDKOpenIdConnectProvider", "OpenIDConnectProviders", "", "", "oidc-provider", "Arn", true, kLongName,
     kCdkOidcProvider},
    {"AWS::IAM::SAMLProvider", "SAMLProviders", "Name", "Name", "saml-provider", "Arn", true, kLongName, kSamlProvider},
    {"AWS::IAM::ServerCertificate", "ServerCertificates", "ServerCertificateName", "ServerCertificateName",
     "server-certificate", "Arn", false, kLongName, kServerCertificate},
    {"AWS::IAM::VirtualMFADevice", "MFADevices", "VirtualMfaDeviceName", "VirtualMFADeviceName", "mfa", "SerialNumber",
     true, kDeviceName, kMfaDevice},
    // The service names it, and gives it its path.
    {"AWS::IAM::ServiceLinkedRole", "Roles", "", "RoleName", "role", "Arn", false, kShortName, kServiceLinkedRole},
};

constexpr Property kPolicy[] = {
    {"PolicyName", ""}, {"PolicyDocument", ""}, {"Users", ""}, {"Groups", ""}, {"Roles", ""}};
constexpr Property kUserPolicy[] = {{"PolicyName", ""}, {"PolicyDocument", ""}, {"UserName", ""}};
constexpr Property kGroupPolicy[] = {{"PolicyName", ""}, {"PolicyDocument", ""}, {"GroupName", ""}};
constexpr Property kRolePolicy[] = {{"PolicyName", ""}, {"PolicyDocument", ""}, {"RoleName", ""}};
constexpr Property kAccessKey[] = {{"UserName", ""}, {"Status", ""}, {"Serial", ""}};
constexpr Property kMembership[] = {{"GroupName", ""}, {"Users", ""}};

struct Part {
  std::string_view type;
  std::span<Property const> properties;
};

constexpr Part kParts[] = {
    {"AWS::IAM::Policy", kPolicy},           {"AWS::IAM::UserPolicy", kUserPolicy},
    {"AWS::IAM::GroupPolicy", kGroupPolicy}, {"AWS::IAM::RolePolicy", kRolePolicy},
    {"AWS::IAM::AccessKey", kAccessKey},     {"AWS::IAM::UserToGroupAddition", kMembership},
};

}  // namespace

IamKind const* find_iam_kind(std::string_view type) {
  auto const* const found = std::ranges::find(kKinds, type, &IamKind::type);
  return found == std::end(kKinds) ? nullptr : found;
}

std::span<Property const> properties_of_part(std::string_view type) {
  auto const* const found = std::ranges::find(kParts, type, &Part::type);
  return found == std::end(kParts) ? std::span<Property const>() : found->properties;
}

}  // namespace iam::state::cloudformation
