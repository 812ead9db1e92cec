// Exports for Terraform and CloudFormation. That Terraform finds nothing to change is tested with Terraform itself, in
// tests/clients/terraform.
#include "export_forms.h"

#include "iam/state/cloudformation.h"
#include "terraform/hcl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace iam::state {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Node exported_node(std::string_view text) {
  auto node = read_node(text);
  EXPECT_TRUE(node.has_value()) << (node ? "" : node.error().message);
  return node.value_or(Node());
}

std::string terraform_of(std::string_view account) {
  return to_terraform(exported_node("AccountId: '123456789012'\n" + std::string(account)), Partition::kAws);
}

Node template_of(std::string_view account) {
  return exported_node(
      to_cloudformation(exported_node("AccountId: '123456789012'\n" + std::string(account)), Partition::kAws));
}

TEST(Hcl, literals_are_never_templates) {
  EXPECT_EQ(terraform::literal("a\"b\\c\nd\te\r"), R"("a\"b\\c\nd\te\r")");
  EXPECT_EQ(terraform::literal("${aws:username} %{if} $5 100%"), R"("$${aws:username} %%{if} $5 100%")");
  EXPECT_EQ(terraform::literal("$${a}"), R"("$$${a}")");
  EXPECT_EQ(terraform::literal(std::string("\0\x1f", 2)), R"("\u0000\u001f")");
}

TEST(Hcl, trees_become_expressions) {
  EXPECT_EQ(terraform::expression(
                exported_node(R"({"a":"x","bcd":1,"e":{"f":null},"g":[true,"y"],"h":[{"i":[]}],"j":{}})"), 0),
            "{\n  \"a\"   = \"x\"\n  \"bcd\" = 1\n  \"e\" = {\n    \"f\" = null\n  }\n  \"g\" = [true, \"y\"]\n"
            "  \"h\" = [\n    {\n      \"i\" = []\n    },\n  ]\n  \"j\" = {}\n}");
}

TEST(Terraform, writes_a_resource_and_its_import) {
  EXPECT_THAT(terraform_of("Users: [{UserName: alice, Path: /staff/, Tags: [{Key: a b, Value: ''}]}]"),
              HasSubstr("\nimport {\n  to = aws_iam_user.alice\n  id = \"alice\"\n}\n\n"
                        "resource \"aws_iam_user\" \"alice\" {\n  name = \"alice\"\n  path = \"/staff/\"\n"
                        "  tags = {\n    \"a b\" = \"\"\n  }\n}\n"));
}

TEST(Terraform, labels_are_unique_and_fit) {
  EXPECT_THAT(terraform_of("Users: [{UserName: a.b}, {UserName: a+b}, {UserName: 1a}, {UserName: a_b_2}]"),
              AllOf(HasSubstr("aws_iam_user.a_b\n"), HasSubstr("aws_iam_user.a_b_2\n"), HasSubstr("aws_iam_user._1a\n"),
                    HasSubstr("aws_iam_user.a_b_2_2\n")));
}

TEST(Terraform, resources_refer_to_one_another) {
  auto const text = terraform_of(
      "Policies: [{PolicyName: p, Path: /x/, PolicyVersionList: [{VersionId: v1, IsDefaultVersion: true, Document: "
      "{}}]}]\n"
      "Groups: [{GroupName: g}]\n"
      "Users: [{UserName: u, GroupList: [g], AttachedManagedPolicies: ['arn:aws:iam::123456789012:policy/x/p',\n"
      "         'arn:aws:iam::aws:policy/ReadOnlyAccess']}]\n"
      "Roles: [{RoleName: r, PermissionsBoundary: 'arn:aws:iam::123456789012:policy/x/p'}]\n"
      "InstanceProfiles: [{InstanceProfileName: i, Roles: [r]}]\n");
  EXPECT_THAT(text,
              AllOf(HasSubstr("groups = [aws_iam_group.g.name]"), HasSubstr("policy_arn = aws_iam_policy.p.arn"),
                    HasSubstr("policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\""),
                    HasSubstr("permissions_boundary = aws_iam_policy.p.arn"), HasSubstr("role = aws_iam_role.r.name"),
                    HasSubstr("id = \"arn:aws:iam::123456789012:policy/x/p\"")));
}

// Each by the id that the AWS provider's documentation names.
TEST(Terraform, credentials_are_imported_without_their_secrets) {
  auto const text = terraform_of(R"(
Users:
  - UserName: u
    LoginProfile: {PasswordHash: aGFzaA==}
    AccessKeys: [{AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: geheim, Status: Inactive}]
    SSHPublicKeys: [{SSHPublicKeyId: APKAIOSFODNN7EXAMPLE, SSHPublicKeyBody: ssh-rsa AAAA}]
    SigningCertificates: [{CertificateId: TA7SMP42TDN5Z26OBPJE7EXAMPLE, CertificateBody: c}]
    ServiceSpecificCredentials: [{ServiceSpecificCredentialId: ACCAEXAMPLE123, ServiceName: codecommit.amazonaws.com}]
    MFADevices: [{VirtualMFADeviceName: phone, Path: /m/, Base32StringSeed: samen}]
)");
  EXPECT_THAT(text, AllOf(HasSubstr("id = \"AKIAIOSFODNN7EXAMPLE\""), HasSubstr("id = \"u:APKAIOSFODNN7EXAMPLE:SSH\""),
                          HasSubstr("id = \"TA7SMP42TDN5Z26OBPJE7EXAMPLE:u\""),
                          HasSubstr("id = \"codecommit.amazonaws.com:u:ACCAEXAMPLE123\""),
                          HasSubstr("id = \"arn:aws:iam::123456789012:mfa/m/phone\"")));
  EXPECT_THAT(text, AllOf(Not(HasSubstr("geheim")), Not(HasSubstr("aGFzaA==")), Not(HasSubstr("samen"))));
  EXPECT_THAT(text, AllOf(HasSubstr("# - passwords\n"), HasSubstr("# - secrets of access keys\n"),
                          HasSubstr("# - seeds of MFA devices, and whose they are\n")));
}

TEST(Terraform, import_ids_have_the_partition) {
  auto const account = exported_node("AccountId: '123456789012'\nPolicies: [{PolicyName: p}]");
  EXPECT_THAT(to_terraform(account, Partition::kAwsChina), HasSubstr("arn:aws-cn:iam::123456789012:policy/p"));
}

constexpr std::string_view kAccount = R"(
Policies:
  - {PolicyName: p, Path: /x/, Description: d, PolicyVersionList: [{IsDefaultVersion: true, Document: {a: 1}}]}
OpenIDConnectProviders:
  - {Url: token.example.com/x, ClientIDList: [c], ThumbprintList: [t], Tags: [{Key: a, Value: b}]}
SAMLProviders: [{Name: s, SAMLMetadataDocument: <x/>, PrivateKeyList: [{KeyId: i, PrivateKey: k}]}]
ServerCertificates: [{ServerCertificateName: c, Path: /c/, CertificateBody: b}]
Groups:
  - {GroupName: g-1, Path: /y/, GroupPolicyList: [{PolicyName: q, PolicyDocument: {b: '${aws:username}'}}]}
Users:
  - {UserName: u.1, GroupList: [g-1], Tags: [{Key: no, Value: 'yes'}],
     PermissionsBoundary: 'arn:aws:iam::123456789012:policy/x/p',
     AttachedManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::123456789012:policy/x/p'],
     AccessKeys: [{AccessKeyId: AKIAIOSFODNN7EXAMPLE, Status: Active}]}
Roles:
  - {RoleName: r, Path: /, Description: e, MaxSessionDuration: 7200, AssumeRolePolicyDocument: {c: 1},
     RolePolicyList: [{PolicyName: q, PolicyDocument: {d: 1}}]}
  - {RoleName: AWSServiceRoleForAutoScaling_x, Path: /aws-service-role/autoscaling.amazonaws.com/, Description: f}
InstanceProfiles: [{InstanceProfileName: i, Path: /, Roles: [r]}]
)";

TEST(CloudFormation, a_template_becomes_the_same_account_again) {
  auto const made = template_of(kAccount);
  auto const translated = translate_template(made, {.account = *AccountId::parse("123456789012")});
  ASSERT_TRUE(translated.has_value()) << translated.error().message;
  auto const& again = translated->document;
  auto const before = exported_node("AccountId: '123456789012'" + std::string(kAccount));
  auto const is_kept = [&](std::string_view list, std::size_t index, std::initializer_list<std::string_view> members) {
    for (auto const member : members) {
      auto const* const was = before.find(list)->items.at(index).find(member);
      auto const* const is = again.find(list)->items.at(index).find(member);
      ASSERT_TRUE(was != nullptr && is != nullptr) << list << ' ' << member;
      EXPECT_EQ(to_json(*is), to_json(*was)) << list << ' ' << member;
    }
  };
  is_kept("Policies", 0, {"PolicyName", "Path", "Description"});
  EXPECT_EQ(to_json(*again.find("Policies")->items.at(0).find("PolicyDocument")), R"({"a":1})");
  is_kept("OpenIDConnectProviders", 0, {"ClientIDList", "ThumbprintList", "Tags"});
  EXPECT_EQ(again.find("OpenIDConnectProviders")->items.at(0).find("Url")->text, "https://token.example.com/x");
  is_kept("SAMLProviders", 0, {"Name", "SAMLMetadataDocument"});
  is_kept("ServerCertificates", 0, {"ServerCertificateName", "Path", "CertificateBody"});
  is_kept("Groups", 0, {"GroupName", "Path", "GroupPolicyList"});
  is_kept("Users", 0, {"UserName", "GroupList", "PermissionsBoundary", "Tags", "AttachedManagedPolicies"});
  EXPECT_EQ(to_json(*again.find("Users")->items.at(0).find("AccessKeys")), R"([{"Status":"Active"}])");
  is_kept("Roles", 0,
          {"RoleName", "Path", "Description", "MaxSessionDuration", "AssumeRolePolicyDocument", "RolePolicyList"});
  is_kept("Roles", 1, {"RoleName", "Path", "Description"});
  is_kept("InstanceProfiles", 0, {"InstanceProfileName", "Path", "Roles"});
}

TEST(CloudFormation, what_a_template_makes_is_referred_to) {
  auto const made = template_of(kAccount);
  auto const& resources = *made.find("Resources");
  EXPECT_EQ(to_json(*resources.find("UserU1")->find("Properties")->find("Groups")), R"([{"Ref":"GroupG1"}])");
  EXPECT_EQ(to_json(*resources.find("UserU1")->find("Properties")->find("ManagedPolicyArns")),
            R"(["arn:aws:iam::aws:policy/ReadOnlyAccess",{"Ref":"ManagedPolicyP"}])");
  EXPECT_EQ(to_json(*resources.find("InstanceProfileI")->find("Properties")->find("Roles")), R"([{"Ref":"RoleR"}])");
}

TEST(CloudFormation, what_a_template_cannot_say_is_listed_in_it) {
  auto const made = template_of(
      "AccountAlias: acme\nPolicies: [{PolicyName: p, Tags: [{Key: a, Value: b}], PolicyVersionList: "
      "[{IsDefaultVersion: "
      "true, Document: {}}, {Document: {}}]}]\nUsers: [{UserName: u, LoginProfile: {PasswordHash: aGFzaA==}, "
      "SSHPublicKeys: [{}], MFADevices: [{VirtualMFADeviceName: d, Base32StringSeed: samen}]}]\n");
  auto const text = to_json(*made.find("Metadata")->find("iamlocal")->find("LeftOut"));
  for (auto const* said : {"tags of AWS::IAM::ManagedPolicy", "versions of policies", "login profiles",
                           "SSH public keys", "seeds of MFA devices", "the account's AccountAlias"}) {
    EXPECT_THAT(text, HasSubstr(said));
  }
  EXPECT_THAT(to_json(made), AllOf(Not(HasSubstr("aGFzaA==")), Not(HasSubstr("samen"))));
  EXPECT_EQ(template_of("Groups: [{GroupName: g}]").find("Metadata"), nullptr);
}

TEST(CloudFormation, logical_ids_are_letters_and_digits_and_unique) {
  auto const made = template_of("Groups: [{GroupName: a-b}, {GroupName: a.b}, {GroupName: größe}]");
  auto const& resources = made.find("Resources")->members;
  EXPECT_EQ(resources.at(0).name, "GroupAB");
  EXPECT_EQ(resources.at(1).name, "GroupAB2");
  EXPECT_EQ(resources.at(2).name, "GroupGrE");
}

}  // namespace
}  // namespace iam::state
