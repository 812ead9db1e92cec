// State documents: what POST /_iam/seed makes of one, and what GET /_iam/state shows. They are the emulator's own.
#include "client/authenticator.h"
#include "client/caller.h"
#include "client/json_answer.h"
#include "client/organization.h"
#include "client/signed_caller.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kStep = 1769862896 / 30;

JsonAnswer seed(std::string const& account, std::string document, Server const& server = shared_server()) {
  return JsonAnswer(
      server.exchange({.method = "POST", .target = "/_iam/seed?account=" + account, .body = std::move(document)}));
}

std::string exported(std::string const& account, Server const& server = shared_server()) {
  return server.exchange({.target = "/_iam/state?account=" + account}).body;
}

// A text of YAML as a test writes it, indented.
constexpr auto kTeam = R"(
Policies:
  - PolicyName: deploy
    Path: /ci/
    Tags: {Team: core}
    PolicyDocument:
      Version: 2012-10-17
      Statement: {Effect: Allow, Action: "s3:PutObject", Resource: "*"}
Groups:
  - GroupName: developers
    AttachedManagedPolicies: [deploy, "arn:aws:iam::aws:policy/ReadOnlyAccess"]
Users:
  - UserName: Ada
    Path: /people/
    PermissionsBoundary: deploy
    Tags: [{Key: Team, Value: core}]
    GroupList: [developers]
    UserPolicyList:
      own:
        Version: 2012-10-17
        Statement: {Effect: Allow, Action: "iam:Get*", Resource: "*"}
Roles:
  - RoleName: ci
    MaxSessionDuration: 7200
    Description: builds
    AssumeRolePolicyDocument:
      Version: 2012-10-17
      Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
    InstanceProfileList: [{InstanceProfileName: ci}]
)";

TEST(Seed, makes_what_the_document_says) {
  Caller me;
  auto const answer = seed(me.account(), kTeam);
  ASSERT_EQ(answer.status(), 200) << answer;
  EXPECT_EQ(answer.text("/accounts/0"), me.account());
  EXPECT_EQ(answer.at("/made"),
            boost::json::value({{"groups", 1}, {"instance_profiles", 1}, {"policies", 1}, {"roles", 1}, {"users", 1}}));
  auto const ada = me.get_user("Ada");
  EXPECT_EQ(ada.text("User/Path"), "/people/");
  EXPECT_EQ(ada.text("User/PermissionsBoundary/PermissionsBoundaryArn"), me.arn("policy/ci/deploy"));
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("Team=core"));
  EXPECT_THAT(me.iam("ListUserPolicies", {{"UserName", "Ada"}}).texts("PolicyNames"), ElementsAre("own"));
  EXPECT_THAT(me.iam("ListGroupsForUser", {{"UserName", "Ada"}}).texts("Groups", "GroupName"),
              ElementsAre("developers"));
  EXPECT_THAT(me.iam("ListAttachedGroupPolicies", {{"GroupName", "developers"}}).texts("AttachedPolicies", "PolicyArn"),
              ElementsAre(me.arn("policy/ci/deploy"), "arn:aws:iam::aws:policy/ReadOnlyAccess"));
  auto const role = me.iam("GetRole", {{"RoleName", "ci"}});
  EXPECT_EQ(role.text("Role/MaxSessionDuration"), "7200");
  EXPECT_EQ(role.text("Role/Description"), "builds");
  EXPECT_THAT(
      me.iam("ListInstanceProfilesForRole", {{"RoleName", "ci"}}).texts("InstanceProfiles", "InstanceProfileName"),
      ElementsAre("ci"));
}

TEST(Seed, takes_json_as_it_takes_yaml) {
  Caller me;
  ASSERT_EQ(seed(me.account(), R"({"Users": [{"UserName": "Ada"}]})").status(), 200);
  EXPECT_THAT(me.get_user("Ada"), succeeds());
}

TEST(Seed, gives_ids_and_dates_that_the_document_has) {
  Caller me;
  ASSERT_EQ(seed(me.account(), R"(
Users:
  - {UserName: Ada, UserId: AIDACKCEVSQ6C2EXAMPLE, CreateDate: 2021-02-03T04:05:06Z}
  - {UserName: Bob, CreateDate: "2021-02-03T04:05:06+02:00"}
)")
                .status(),
            200);
  auto const ada = me.get_user("Ada");
  EXPECT_EQ(ada.text("User/UserId"), "AIDACKCEVSQ6C2EXAMPLE");
  EXPECT_EQ(ada.text("User/CreateDate"), "2021-02-03T04:05:06Z");
  EXPECT_EQ(me.get_user("Bob").text("User/CreateDate"), "2021-02-03T02:05:06Z");
}

// The key of AWS's documentation: AWS itself would not make it, since it carries no account.
TEST(Seed, gives_access_keys_that_sign) {
  Server const server({"--auth", "verify"});
  ASSERT_EQ(seed("111122223333", R"(
Users:
  - UserName: Ada
    AccessKeys:
      - {AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY}
      - {AccessKeyId: AKIAI44QH8DHBEXAMPLE, SecretAccessKey: je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY, Status: Inactive}
)",
                 server)
                .status(),
            200);
  SignedCaller const ada(server, {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"});
  EXPECT_EQ(ada.sts("GetCallerIdentity").text("Arn"), "arn:aws:iam::111122223333:user/Ada");
  EXPECT_EQ(ada.sts("GetAccessKeyInfo", {{"AccessKeyId", "AKIAIOSFODNN7EXAMPLE"}}).text("Account"), "111122223333");
  SignedCaller const inactive(server, {"AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"});
  EXPECT_EQ(inactive.sts("GetCallerIdentity").code(), "InvalidClientTokenId");
}

// Also where nothing is checked, a key that was deleted is not anybody's.
TEST(Seed, gives_access_keys_that_can_be_deleted) {
  Caller me;
  ASSERT_EQ(seed(me.account(), "Users: [{UserName: Ada, AccessKeys: [{AccessKeyId: my_own_access_key_1}]}]").status(),
            200);
  Caller ada(shared_server(), "my_own_access_key_1");
  EXPECT_EQ(ada.sts("GetCallerIdentity").text("Arn"), me.arn("user/Ada"));
  EXPECT_THAT(me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", "my_own_access_key_1"}}), succeeds());
  EXPECT_EQ(ada.sts("GetCallerIdentity").code(), "InvalidClientTokenId");
  EXPECT_EQ(
      seed(me.account(), "Users: [{UserName: Bob, AccessKeys: [{AccessKeyId: my_own_access_key_1}]}]").text("/code"),
      "EntityAlreadyExists");
}

TEST(Seed, gives_passwords_that_change) {
  Caller me;
  ASSERT_EQ(seed(me.account(), R"(
Users:
  - UserName: Ada
    LoginProfile: {Password: Correct-Horse-9, PasswordResetRequired: true}
    AccessKeys: [{AccessKeyId: ada_of_the_passwords}]
)")
                .status(),
            200);
  EXPECT_EQ(me.iam("GetLoginProfile", {{"UserName", "Ada"}}).text("LoginProfile/PasswordResetRequired"), "true");
  Caller ada(shared_server(), "ada_of_the_passwords");
  EXPECT_EQ(ada.iam("ChangePassword", {{"OldPassword", "wrong"}, {"NewPassword", "Better-Horse-9"}}).code(),
            "AccessDenied");
  EXPECT_THAT(ada.iam("ChangePassword", {{"OldPassword", "Correct-Horse-9"}, {"NewPassword", "Better-Horse-9"}}),
              succeeds());
}

TEST(Seed, enables_mfa_devices_whose_seed_is_known) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const secret = std::string("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
  ASSERT_EQ(seed(me.account(), "Users: [{UserName: Ada, MFADevices: [{VirtualMFADeviceName: phone, Base32StringSeed: " +
                                   secret + "}], AccessKeys: [{AccessKeyId: ada_of_the_phones_1}]}]")
                .status(),
            200);
  EXPECT_THAT(me.iam("ListMFADevices", {{"UserName", "Ada"}}).texts("MFADevices", "SerialNumber"),
              ElementsAre(me.arn("mfa/phone")));
  Caller ada(shared_server(), "ada_of_the_phones_1");
  EXPECT_THAT(
      ada.sts("GetSessionToken", {{"SerialNumber", me.arn("mfa/phone")}, {"TokenCode", one_time_code(secret, kStep)}}),
      succeeds());
}

TEST(Seed, lets_roles_trust_each_other) {
  Caller me;
  auto const role = [&](std::string const& name, std::string const& trusted) {
    return "  - RoleName: " + name + "\n    AssumeRolePolicyDocument:\n      Version: 2012-10-17\n      Statement: " +
           "{Effect: Allow, Principal: {AWS: \"" + me.arn("role/" + trusted) + "\"}, Action: \"sts:AssumeRole\"}\n";
  };
  EXPECT_EQ(seed(me.account(), "Roles:\n" + role("chicken", "egg") + role("egg", "chicken")).status(), 200);
  auto const nobody = seed(me.account(), "Roles:\n" + role("other", "nobody"));
  EXPECT_EQ(nobody.text("/code"), "MalformedPolicyDocument");
}

TEST(Seed, keeps_the_numbers_of_versions) {
  Caller me;
  auto const document = R"(Document: {Version: 2012-10-17, Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}})";
  ASSERT_EQ(seed(me.account(), std::string("Policies:\n  - PolicyName: p\n    PolicyVersionList:\n") +
                                   "      - {VersionId: v5, " + document +
                                   "}\n      - {VersionId: v3, IsDefaultVersion: true, " + document + "}\n")
                .status(),
            200);
  Pairs const policy = {{"PolicyArn", me.arn("policy/p")}};
  EXPECT_EQ(me.iam("GetPolicy", policy).text("Policy/DefaultVersionId"), "v3");
  EXPECT_THAT(me.iam("ListPolicyVersions", policy).texts("Versions", "VersionId"), ElementsAre("v5", "v3"));
}

TEST(Seed, gives_service_linked_roles_their_policy) {
  Caller me;
  ASSERT_EQ(seed(me.account(),
                 "Roles: [{RoleName: AWSServiceRoleForAutoScaling, "
                 "Path: /aws-service-role/autoscaling.amazonaws.com/}]")
                .status(),
            200);
  EXPECT_THAT(me.iam("ListAttachedRolePolicies", {{"RoleName", "AWSServiceRoleForAutoScaling"}})
                  .texts("AttachedPolicies", "PolicyName"),
              ElementsAre("AutoScalingServiceRolePolicy"));
}

TEST(Seed, sets_quotas_before_they_are_needed) {
  Caller me;
  EXPECT_EQ(seed(me.account(), "Quotas: {UsersPerAccount: 1}\nUsers: [{UserName: Ada}, {UserName: Bob}]").text("/code"),
            "LimitExceeded");
  EXPECT_EQ(seed(me.account(), "Quotas: {UsersPerAccount: 2}\nUsers: [{UserName: Ada}, {UserName: Bob}]").status(),
            200);
}

TEST(Seed, may_be_about_several_accounts) {
  Server const server;
  auto const answer = server.exchange({.method = "POST", .target = "/_iam/seed", .body = R"(
Accounts:
  "111122223333": {Users: [{UserName: Ada}]}
  "444455556666": {Users: [{UserName: Bob}]}
)"});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_THAT(Caller(server, "111122223333").get_user("Ada"), succeeds());
  EXPECT_THAT(Caller(server, "444455556666").get_user("Bob"), succeeds());
}

// The sentence is AWS's, and the line is that of what it is about.
TEST(Seed, tells_line_and_sentence_of_what_is_refused_and_makes_nothing) {
  Caller me;
  auto const answer = seed(me.account(), "Users:\n  - UserName: Ada\n  - UserName: Bob\n  - UserName: ada\n");
  EXPECT_EQ(answer.status(), 400);
  EXPECT_EQ(answer.text("/error"), "line 4: CreateUser: EntityAlreadyExists: User with name ada already exists.");
  EXPECT_EQ(answer.at("/line").to_number<int>(), 4);
  EXPECT_EQ(answer.text("/code"), "EntityAlreadyExists");
  EXPECT_THAT(me.iam("ListUsers").texts("Users", "UserName"), IsEmpty());
}

TEST(Seed, tells_where_a_document_is_wrong) {
  auto const account = Caller::new_account();
  for (auto const& [document, complaint] : Pairs{
           {"", "line 1: "},
           {"Users:\n  - UserNme: Ada\n", "line 2: a user has no `UserName`; did you mean it by `UserNme`?"},
           {"Users:\n  - UserName: Ada\n    Pth: /\n",
            "line 3: a user has an unknown member `Pth`; did you mean `Path`?"},
           {"Users:\n  - Path: /\n", "line 2: a user has no `UserName`"},
           {"USERDETAILLIST\tAda\n", "line 1: the document is no object"},
           {"[]", "line 1: the document is no object"},
           {"Users: Ada\n", "line 1: the document: a list is expected here"},
           {"Usrs: []\n", "did you mean `Users`?"},
           {"AccountId: 12\n", "line 1: `12` is no account id of twelve digits"},
           {"Users:\n  - UserName: Ada\n    CreateDate: yesterday\n", "line 3: a user: `CreateDate` is a time"},
           {"Users:\n  - UserName: Ada\n    UserId: AROACKCEVSQ6C2EXAMPLE\n", "line 3: `UserId` begins with AIDA"},
           {"Users:\n  - UserName: !Ref Ada\n", "line 2: the tag !Ref is for templates of CloudFormation"},
           {"Policies:\n  - PolicyName: p\n", "line 2: the policy p has no document"},
           {"Quotas:\n  UserPerAccount: 3\n", "line 2: there is no quota UserPerAccount"},
           {"Users: [{UserName: Ada, LoginProfile: {}}]", "line 1: a login profile has a `Password`"},
           {"Users: [{UserName: Ada, MFADevices: [{VirtualMFADeviceName: x}]}]", "has a `Base32StringSeed`"},
           {"Users: [{UserName: Ada, AccessKeys: [{AccessKeyId: ASIAIOSFODNN7EXAMPLE}]}]", "does not begin with ASIA"},
           {"Users: [{UserName: Ada, AccessKeys: [{Status: Inactive}]}]", "what is not active has a `AccessKeyId`"},
           {"Users: [{UserName: Ada\n", "line 2: the document is no YAML"},
           {"{\"Users\": [\n  {\"UserName\": \"Ada\",}]}", "line 2: "},
       }) {
    auto const answer = seed(account, document);
    EXPECT_EQ(answer.status(), 400) << document;
    EXPECT_THAT(answer.text("/error"), HasSubstr(complaint)) << document;
  }
}

TEST(Seed, is_only_about_the_account_that_is_asked_for) {
  auto const answer = seed("111122223333", "AccountId: \"444455556666\"\n");
  EXPECT_THAT(answer.text("/error"), HasSubstr("the document is about account 444455556666, not 111122223333"));
  EXPECT_EQ(shared_server().exchange({.method = "POST", .target = "/_iam/seed?account=12", .body = "{}"}).status, 400);
}

// Whoever arranges a test does not wait for it.
TEST(Seed, is_known_at_once_where_changes_are_known_late) {
  if (runs_on_postgres()) GTEST_SKIP() << "PostgreSQL tells nobody what a commit changed";
  Server const server({"--auth", "verify", "--consistency", "aws"});
  auto const document =
      "Users: [{UserName: Ada, AccessKeys: [{AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: s}]}]";
  ASSERT_EQ(seed("111122223333", document, server).status(), 200);
  EXPECT_THAT(SignedCaller(server, {"AKIAIOSFODNN7EXAMPLE", "s"}).sts("GetCallerIdentity"), succeeds());
}

// A second time everything is there already.
TEST(Seed, does_not_pass_over_what_is_there) {
  Caller me;
  EXPECT_EQ(seed(me.account(), "Users: [{UserName: Ada}]").status(), 200);
  EXPECT_EQ(seed(me.account(), "Users: [{UserName: Ada}]").text("/code"), "EntityAlreadyExists");
}

// Whoever looks for it by its id would find the other one.
TEST(Seed, gives_no_id_twice) {
  auto const account = Caller::new_account();
  auto const trust = R"({Version: 2012-10-17, Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com},)"
                     R"( Action: "sts:AssumeRole"}})";
  for (auto const& kind :
       Pairs{{"Users", "UserName: NAME, UserId: AIDACKCEVSQ6C2EXAMPLE"},
             {"Groups", "GroupName: NAME, GroupId: AGPACKCEVSQ6C2EXAMPLE"},
             {"Roles",
              std::string("RoleName: NAME, RoleId: AROACKCEVSQ6C2EXAMPLE, AssumeRolePolicyDocument: ") + trust}}) {
    auto const named = [&](std::string const& name) {
      auto item = kind.second;
      return kind.first + ": [{" + item.replace(item.find("NAME"), 4, name) + "}]";
    };
    EXPECT_EQ(seed(account, named("a")).status(), 200) << kind.first;
    EXPECT_THAT(seed(account, named("a")).text("/message"), HasSubstr("with name a already exists")) << kind.first;
    EXPECT_THAT(seed(account, named("b")).text("/message"), HasSubstr("CKCEVSQ6C2EXAMPLE exists already."))
        << kind.first;
    EXPECT_EQ(seed(Caller::new_account(), named("b")).status(), 200) << kind.first;
  }
}

TEST(Seed, adds_to_what_exists) {
  Caller me;
  ASSERT_EQ(seed(me.account(), kTeam).status(), 200);
  auto const answer = seed(me.account(), R"(
Users: [{UserName: Ada, Exists: true, AttachedManagedPolicies: ["arn:aws:iam::aws:policy/SecurityAudit"],
         AccessKeys: [{}]}]
Groups: [{GroupName: developers, Exists: true, GroupPolicyList: {own: {Version: 2012-10-17, Statement:
  {Effect: Allow, Action: "s3:*", Resource: "*"}}}}]
Roles: [{RoleName: ci, Exists: true, AttachedManagedPolicies: ["arn:aws:iam::aws:policy/SecurityAudit"]}]
)");
  ASSERT_EQ(answer.status(), 200) << answer.text("/error");
  EXPECT_EQ(boost::json::serialize(answer.at("/made")), R"({"access_keys":1})");
  EXPECT_THAT(me.iam("ListAttachedUserPolicies", {{"UserName", "Ada"}}).texts("AttachedPolicies", "PolicyName"),
              ElementsAre("SecurityAudit"));
  EXPECT_THAT(me.iam("ListAttachedRolePolicies", {{"RoleName", "ci"}}).texts("AttachedPolicies", "PolicyName"),
              ElementsAre("SecurityAudit"));
  EXPECT_THAT(me.iam("ListGroupPolicies", {{"GroupName", "developers"}}).text("PolicyNames/member"), "own");
}

TEST(Seed, adds_nothing_to_what_does_not_exist) {
  auto const account = Caller::new_account();
  for (auto const* user : {"AttachedManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess']", "AccessKeys: [{}]",
                           "LoginProfile: {PasswordHash: a, PasswordSalt: b}"}) {
    EXPECT_EQ(seed(account, "Users: [{UserName: Ada, Exists: true, " + std::string(user) + "}]").text("/code"),
              "NoSuchEntity")
        << user;
  }
  EXPECT_THAT(seed(account, "Users: [{UserName: Ada, Exists: true, Path: /p/}]").text("/error"),
              HasSubstr("a user has an unknown member `Path`"));
}

// As a stack does whose policies are for roles that another one made.
TEST(Seed, attaches_what_a_template_makes_to_what_is_there) {
  Caller me;
  ASSERT_EQ(seed(me.account(), kTeam).status(), 200);
  auto const answer = seed(me.account(), R"(
Resources:
  Own:
    Type: AWS::IAM::RolePolicy
    Properties:
      PolicyName: own
      RoleName: ci
      PolicyDocument: {Version: 2012-10-17, Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reader
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
      Description: !Ref Key
  Key: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: Ada}}
  Only:
    Type: AWS::IAM::ManagedPolicy
    Properties: {Description: !GetAtt Reader.RoleId, PolicyDocument: {Version: 2012-10-17, Statement:
      {Effect: Allow, Action: "s3:*", Resource: "*"}}}
)");
  ASSERT_EQ(answer.status(), 200) << answer.text("/error");
  EXPECT_EQ(me.iam("ListRolePolicies", {{"RoleName", "ci"}}).text("PolicyNames/member"), "own");
  auto const role = me.iam("GetRole", {{"RoleName", "reader"}});
  EXPECT_EQ(me.iam("ListAccessKeys", {{"UserName", "Ada"}}).text("AccessKeyMetadata/member/AccessKeyId"),
            role.text("Role/Description"));
  EXPECT_THAT(exported(me.account()), HasSubstr("\"Description\": \"" + role.text("Role/RoleId") + "\""));
}

TEST(Export, shows_an_empty_account_as_its_id) {
  EXPECT_EQ(exported("777788889999"), "{\n  \"AccountId\": \"777788889999\"\n}\n");
}

TEST(Export, has_what_was_not_given_too) {
  Caller me;
  me.create_user("Ada");
  auto const key = me.create_access_key("Ada");
  EXPECT_THAT(exported(me.account()),
              AllOf(HasSubstr("\"UserId\": \"AIDA"), HasSubstr(key), HasSubstr("SecretAccessKey")));
}

TEST(Export, refuses_a_form_that_it_does_not_have) {
  auto const answer = shared_server().exchange({.target = "/_iam/state?as=xml"});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("json"));
}

// An export holds every credential of the account.
// Whoever relies on an export has to know what does not come back with it.
TEST(Export, tells_what_it_leaves_out) {
  Caller me;
  me.create_user("Ada");
  me.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", "Correct-Horse-9"}});
  auto const left_out = [&] {
    auto const answer = shared_server().exchange({.target = "/_iam/state?account=" + me.account()});
    return std::string(answer.header("x-iamlocal-left-out"));
  };
  EXPECT_EQ(left_out(), "");
  me.iam("UpdateLoginProfile", {{"UserName", "Ada"}, {"Password", "Correct-Horse-10"}});
  state_organization(me);
  EXPECT_EQ(left_out(), "the organization; earlier passwords");
}

TEST(Export, is_for_the_operator_only) {
  Server const server({"--operator-token", "s3cret"});
  EXPECT_EQ(server.exchange({.target = "/_iam/state"}).status, 401);
  EXPECT_EQ(server.exchange({.method = "POST", .target = "/_iam/seed", .body = "{}"}).status, 401);
  EXPECT_EQ(server.exchange({.target = "/_iam/state", .headers = {{"Authorization", "Bearer s3cret"}}}).status, 200);
}

}  // namespace
}  // namespace conformance
