// What was exported makes the same account again: export → seed into a fresh server → export is the same text. Of rich
// accounts that nobody thought out, made by calls in a random order, with things renamed, changed and removed.
#include "client/authenticator.h"
#include "client/caller.h"
#include "client/certificates.h"
#include "client/json_answer.h"
#include "client/roles.h"
#include "client/saml.h"
#include "client/ssh_keys.h"

#include <random>

namespace conformance {
namespace {

constexpr std::int64_t kStep = 1769862896 / 30;
constexpr int kAccounts = 12;
constexpr int kCalls = 150;

std::string policy(int number) {
  return R"({"Version": "2012-10-17", "Statement": [{"Sid": "S)" + std::to_string(number) +
         R"(", "Effect": "Allow", "Action": ["s3:GetObject", "ec2:*"], "Resource": "*",
 "Condition": {"StringLike": {"aws:PrincipalTag/team": "\u00e9 \"x\" \\"}, "Bool": {"aws:SecureTransport": true}}}]})";
}

// Does one thing after the other in an account. What AWS would refuse is refused, and changes nothing.
class Somebody {
 public:
  Somebody(Caller& me, unsigned random_seed) : me_(me), random_(random_seed) {}

  void do_something() {
    static constexpr void (Somebody::*kDeeds[])() = {
        &Somebody::make_user,    &Somebody::make_group,       &Somebody::make_role,
        &Somebody::make_policy,  &Somebody::change_policy,    &Somebody::give_policies,
        &Somebody::give_inline,  &Somebody::give_credentials, &Somebody::give_certificates,
        &Somebody::give_device,  &Somebody::make_providers,   &Somebody::make_profile,
        &Somebody::change_user,  &Somebody::remove_something, &Somebody::change_account,
        &Somebody::tag_something};
    (this->*kDeeds[number(std::size(kDeeds))])();
  }

 private:
  std::size_t number(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool perhaps() { return number(2) == 0; }
  std::string any(std::string const& kind) { return kind + std::to_string(number(4)); }
  std::string path() { return perhaps() ? "/" : "/a/b/"; }
  Pairs tags(Pairs parameters) { return with_tags(std::move(parameters), {{"Team", any("t")}, {"Empty", ""}}); }

  void make_user() {
    me_.iam("CreateUser", tags({{"UserName", any("user")}, {"Path", path()}}));
    auto const boundary = me_.arn("policy/policy" + std::to_string(number(4)));
    me_.iam("PutUserPermissionsBoundary", {{"UserName", any("user")}, {"PermissionsBoundary", boundary}});
    me_.iam("AddUserToGroup", {{"UserName", any("user")}, {"GroupName", any("group")}});
  }
  void make_group() { me_.iam("CreateGroup", {{"GroupName", any("group")}, {"Path", path()}}); }

  void make_role() {
    auto const trusted = perhaps() ? me_.arn("user/" + any("user")) : me_.arn("role/" + any("role"));
    create_role(me_, any("role"), tags({{"Path", path()}, {"Description", "with \"quotes\" and é"}}));
    on_role(me_, "UpdateAssumeRolePolicy", any("role"), {{"PolicyDocument", trusted_arn(trusted)}});
    on_role(me_, "UpdateRole", any("role"), {{"MaxSessionDuration", "7200"}});
    me_.iam("CreateServiceLinkedRole", {{"AWSServiceName", "autoscaling.amazonaws.com"}, {"CustomSuffix", any("x")}});
  }

  void make_policy() {
    me_.iam("CreatePolicy", tags({{"PolicyName", any("policy")},
                                  {"PolicyDocument", policy(1)},
                                  {"Description", "d"},
                                  {"Path", perhaps() ? "/" : "/p/"}}));
  }
  void change_policy() {
    Pairs const arn = {{"PolicyArn", me_.arn("policy/" + any("policy"))}};
    auto const with = [&](std::string const& name, std::string const& value) {
      auto parameters = arn;
      parameters.emplace_back(name, value);
      return parameters;
    };
    for (int i = 0; i < 3; ++i) me_.iam("CreatePolicyVersion", with("PolicyDocument", policy(i)));
    me_.iam("SetDefaultPolicyVersion", with("VersionId", "v" + std::to_string(1 + number(6))));
    me_.iam("DeletePolicyVersion", with("VersionId", "v" + std::to_string(1 + number(6))));
    me_.iam("DeletePolicyVersion", with("VersionId", "v" + std::to_string(1 + number(6))));
  }

  void give_policies() {
    auto const arn = perhaps() ? me_.arn("policy/" + any("policy")) : "arn:aws:iam::aws:policy/ReadOnlyAccess";
    me_.iam("AttachUserPolicy", {{"UserName", any("user")}, {"PolicyArn", arn}});
    me_.iam("AttachGroupPolicy", {{"GroupName", any("group")}, {"PolicyArn", arn}});
    me_.iam("AttachRolePolicy", {{"RoleName", any("role")}, {"PolicyArn", arn}});
  }
  void give_inline() {
    Pairs const said = {{"PolicyName", any("inline")}, {"PolicyDocument", policy(2)}};
    auto const put = [&](char const* action, char const* holder, std::string const& name) {
      auto parameters = said;
      parameters.emplace_back(holder, name);
      me_.iam(action, parameters);
    };
    put("PutUserPolicy", "UserName", any("user"));
    put("PutGroupPolicy", "GroupName", any("group"));
    put("PutRolePolicy", "RoleName", any("role"));
  }

  void give_credentials() {
    auto const user = any("user");
    me_.iam("CreateLoginProfile",
            {{"UserName", user}, {"Password", "Correct-Horse-9"}, {"PasswordResetRequired", "true"}});
    auto const key = me_.iam("CreateAccessKey", {{"UserName", user}}).text("AccessKey/AccessKeyId");
    if (perhaps()) me_.iam("UpdateAccessKey", {{"UserName", user}, {"AccessKeyId", key}, {"Status", "Inactive"}});
    me_.iam("CreateAccessKey");
    me_.iam("CreateServiceSpecificCredential", {{"UserName", user}, {"ServiceName", "codecommit.amazonaws.com"}});
    me_.iam("CreateServiceSpecificCredential",
            {{"UserName", user}, {"ServiceName", "bedrock.amazonaws.com"}, {"CredentialAgeDays", "30"}});
  }
  void give_certificates() {
    auto const user = any("user");
    me_.iam("UploadSSHPublicKey", {{"UserName", user}, {"SSHPublicKeyBody", perhaps() ? kSshKey : kSshKeyPem}});
    Identity const identity("signs.example.com");
    auto const uploaded =
        me_.iam("UploadSigningCertificate", {{"UserName", user}, {"CertificateBody", self_signed(identity)}});
    auto const id = uploaded.text("Certificate/CertificateId");
    me_.iam("UpdateSigningCertificate", {{"UserName", user}, {"CertificateId", id}, {"Status", "Inactive"}});
    me_.iam("UploadServerCertificate", tags({{"ServerCertificateName", any("site")},
                                             {"CertificateBody", self_signed(identity)},
                                             {"PrivateKey", identity.private_key()}}));
  }
  void give_device() {
    auto const name = any("phone");
    auto const made = me_.iam("CreateVirtualMFADevice", tags({{"VirtualMFADeviceName", name}, {"Path", path()}}));
    if (perhaps() || made.status() != 200) return;
    auto const secret = decoded_base64(made.text("VirtualMFADevice/Base32StringSeed"));
    me_.iam("EnableMFADevice", {{"UserName", any("user")},
                                {"SerialNumber", made.text("VirtualMFADevice/SerialNumber")},
                                {"AuthenticationCode1", one_time_code(secret, kStep)},
                                {"AuthenticationCode2", one_time_code(secret, kStep + 1)}});
  }

  void make_providers() {
    me_.iam("CreateOpenIDConnectProvider", tags({{"Url", "https://" + any("idp") + ".example.com/x"},
                                                 {"ClientIDList.member.1", "me"},
                                                 {"ContextProvider.SubjectSourceKey", "sub"},
                                                 {"ContextProvider.KeyDefinitionList.member.1.SourceKey", "team"},
                                                 {"ContextProvider.KeyDefinitionList.member.1.TargetKey", "group"}}));
    Identity const identity("idp.example.com");
    me_.iam("CreateSAMLProvider", tags({{"Name", any("corp")},
                                        {"SAMLMetadataDocument", saml_metadata()},
                                        {"AddPrivateKey", identity.private_key()}}));
  }
  void make_profile() {
    me_.iam("CreateInstanceProfile", tags({{"InstanceProfileName", any("profile")}, {"Path", path()}}));
    me_.iam("AddRoleToInstanceProfile", {{"InstanceProfileName", any("profile")}, {"RoleName", any("role")}});
  }

  void change_user() {
    me_.iam("UpdateUser", {{"UserName", any("user")}, {"NewUserName", any("user")}, {"NewPath", path()}});
    me_.iam("UpdateGroup", {{"GroupName", any("group")}, {"NewGroupName", any("group")}});
  }
  void remove_something() {
    on_role(me_, "DeleteRole", any("role"));
    me_.iam("DeleteUser", {{"UserName", any("user")}});
    me_.iam("DeletePolicy", {{"PolicyArn", me_.arn("policy/" + any("policy"))}});
    me_.iam("RemoveUserFromGroup", {{"UserName", any("user")}, {"GroupName", any("group")}});
    me_.iam("DetachRolePolicy", {{"RoleName", any("role")}, {"PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"}});
  }
  void tag_something() {
    me_.iam("TagUser", tags({{"UserName", any("user")}}));
    me_.iam("UntagUser", with_tag_keys({{"UserName", any("user")}}, {"team"}));
    me_.iam("TagRole", with_tags({{"RoleName", any("role")}}, {{"TEAM", "x"}, {any("k"), "y"}}));
    me_.iam("TagPolicy",
            with_tags({{"PolicyArn", me_.arn("policy/" + any("policy"))}}, {{"team", "x"}, {"TEAM", "y"}}));
  }
  void change_account() {
    me_.iam("CreateAccountAlias", {{"AccountAlias", "alias-of-" + me_.account()}});
    me_.iam("UpdateAccountPasswordPolicy",
            {{"MinimumPasswordLength", "10"}, {"MaxPasswordAge", "90"}, {"HardExpiry", "true"}});
    me_.iam("SetSecurityTokenServicePreferences", {{"GlobalEndpointTokenVersion", "v2Token"}});
    me_.iam("EnableOutboundWebIdentityFederation");
    me_.set_quota("UsersPerAccount", 77);
  }

  Caller& me_;
  std::mt19937 random_;
};

TEST(ExportedStates, make_the_same_account_again) {
  Server const original;
  FrozenClock const clock(original, kNow);
  for (unsigned i = 0; i < kAccounts; ++i) {
    Caller me(original);
    Somebody somebody(me, i);
    for (int call = 0; call < kCalls; ++call) somebody.do_something();
    auto const target = "/_iam/state?account=" + me.account();
    auto const text = original.exchange({.target = target}).body;

    Server const fresh;
    auto const made = fresh.exchange({.method = "POST", .target = "/_iam/seed", .body = text});
    ASSERT_EQ(made.status, 200) << "random seed " << i << ": " << made.body;
    EXPECT_EQ(fresh.exchange({.target = target}).body, text) << "random seed " << i;
  }
}

}  // namespace
}  // namespace conformance
