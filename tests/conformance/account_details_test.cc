// GetAccountAuthorizationDetails: everything there is, and what is said of it. LS recordings unless a test says more.
#include "client/caller.h"
#include "client/principals.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kGetObject =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}})";

std::vector<std::string> texts_of(pugi::xml_node list, char const* field) {
  std::vector<std::string> texts;
  for (auto const& member : list.children("member")) texts.emplace_back(member.child(field).text().get());
  return texts;
}

class AccountAuthorizationDetails : public testing::Test {
 protected:
  Answer details(Pairs parameters = {}) { return me.iam("GetAccountAuthorizationDetails", std::move(parameters)); }

  void create_group(std::string const& name) { me.iam("CreateGroup", {{"GroupName", name}}); }
  void create_role(std::string const& name) {
    auto parameters = kRole.needed;
    parameters.emplace_back("RoleName", name);
    me.iam("CreateRole", parameters);
  }
  void create_policy(std::string const& name) {
    me.iam("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", kGetObject}});
  }
  void create_one_of_each() {
    me.create_user("Ada");
    create_group("team");
    create_role("worker");
    create_policy("reading");
    me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kReadOnly}});
  }

  Caller me;
};

// The order: radkawar/stackd, account_reporting.json, raw_section_order.
TEST_F(AccountAuthorizationDetails, of_an_empty_account_are_four_empty_lists) {
  auto const answer = details();
  EXPECT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names(""),
              ElementsAre("IsTruncated", "Policies", "UserDetailList", "RoleDetailList", "GroupDetailList"));
  EXPECT_EQ(answer.text("IsTruncated"), "false");
}

TEST_F(AccountAuthorizationDetails, name_everything) {
  create_one_of_each();
  auto const answer = details();
  EXPECT_THAT(answer.texts("UserDetailList", "UserName"), ElementsAre("Ada"));
  EXPECT_THAT(answer.texts("GroupDetailList", "GroupName"), ElementsAre("team"));
  EXPECT_THAT(answer.texts("RoleDetailList", "RoleName"), ElementsAre("worker"));
  EXPECT_THAT(answer.texts("Policies", "PolicyName"), ElementsAre("reading", "ReadOnlyAccess"));
}

// https://github.com/boto/boto3/issues/1303: UserPolicyList is missing when there are none. Tags is there: a recording
// of AWS has it empty, of users and of roles.
TEST_F(AccountAuthorizationDetails, of_a_bare_user_leave_inline_policies_out) {
  me.create_user("Ada");
  EXPECT_THAT(details().names("UserDetailList/member"), ElementsAre("Path", "UserName", "UserId", "Arn", "CreateDate",
                                                                    "GroupList", "AttachedManagedPolicies", "Tags"));
}

TEST_F(AccountAuthorizationDetails, of_a_user_have_groups_policies_boundary_and_tags) {
  me.iam("CreateUser", with_tags({{"UserName", "Ada"}, {"PermissionsBoundary", kReadOnly}}, {{"team", "blue"}}));
  create_group("team");
  me.iam("AddUserToGroup", {{"UserName", "Ada"}, {"GroupName", "team"}});
  me.iam("PutUserPolicy", {{"UserName", "Ada"}, {"PolicyName", "own"}, {"PolicyDocument", kGetObject}});
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kReadOnly}});
  auto const answer = details({{"Filter.member.1", "User"}});
  EXPECT_THAT(answer.texts("UserDetailList/member/GroupList"), ElementsAre("team"));
  EXPECT_THAT(answer.texts("UserDetailList/member/UserPolicyList", "PolicyName"), ElementsAre("own"));
  EXPECT_THAT(answer.text("UserDetailList/member/UserPolicyList/member/PolicyDocument"),
              testing::StartsWith("%7B%22Version%22%3A%222012-10-17%22"));
  EXPECT_THAT(answer.texts("UserDetailList/member/AttachedManagedPolicies", "PolicyArn"), ElementsAre(kReadOnly));
  EXPECT_EQ(answer.text("UserDetailList/member/PermissionsBoundary/PermissionsBoundaryArn"), kReadOnly);
  EXPECT_THAT(answer.texts("UserDetailList/member/Tags", "Key"), ElementsAre("team"));
}

TEST_F(AccountAuthorizationDetails, of_a_group_always_have_both_lists_of_policies) {
  create_group("team");
  EXPECT_THAT(
      details().names("GroupDetailList/member"),
      ElementsAre("Path", "GroupName", "GroupId", "Arn", "CreateDate", "GroupPolicyList", "AttachedManagedPolicies"));
}

TEST_F(AccountAuthorizationDetails, of_a_role_always_have_its_lists_and_its_last_use) {
  create_role("worker");
  EXPECT_THAT(details().names("RoleDetailList/member"),
              ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument",
                          "InstanceProfileList", "RolePolicyList", "AttachedManagedPolicies", "Tags", "RoleLastUsed"));
}

TEST_F(AccountAuthorizationDetails, of_a_role_show_its_instance_profiles) {
  create_role("worker");
  me.iam("CreateInstanceProfile", {{"InstanceProfileName", "machine"}});
  me.iam("AddRoleToInstanceProfile", {{"InstanceProfileName", "machine"}, {"RoleName", "worker"}});
  auto const answer = details();
  EXPECT_THAT(answer.texts("RoleDetailList/member/InstanceProfileList", "InstanceProfileName"), ElementsAre("machine"));
  EXPECT_THAT(answer.texts("RoleDetailList/member/InstanceProfileList/member/Roles", "RoleName"),
              ElementsAre("worker"));
}

TEST_F(AccountAuthorizationDetails, of_a_policy_have_every_version_with_its_document) {
  create_policy("reading");
  me.iam("CreatePolicyVersion",
         {{"PolicyArn", me.arn("policy/reading")}, {"PolicyDocument", kGetObject}, {"SetAsDefault", "true"}});
  auto const answer = details();
  EXPECT_THAT(
      answer.names("Policies/member"),
      ElementsAre("PolicyName", "PolicyId", "Arn", "Path", "DefaultVersionId", "AttachmentCount",
                  "PermissionsBoundaryUsageCount", "IsAttachable", "CreateDate", "UpdateDate", "PolicyVersionList"));
  EXPECT_EQ(answer.text("Policies/member/DefaultVersionId"), "v2");
  EXPECT_THAT(answer.texts("Policies/member/PolicyVersionList", "VersionId"), ElementsAre("v2", "v1"));
  EXPECT_THAT(answer.texts("Policies/member/PolicyVersionList", "IsDefaultVersion"), ElementsAre("true", "false"));
  EXPECT_THAT(answer.texts("Policies/member/PolicyVersionList", "Document"), testing::Each(testing::StartsWith("%7B")));
}

TEST_F(AccountAuthorizationDetails, keep_to_the_filter_and_leave_the_other_lists_empty) {
  create_one_of_each();
  auto const roles = details({{"Filter.member.1", "Role"}});
  EXPECT_THAT(roles.names(""),
              ElementsAre("IsTruncated", "Policies", "UserDetailList", "RoleDetailList", "GroupDetailList"));
  EXPECT_THAT(roles.texts("UserDetailList", "UserName"), IsEmpty());
  EXPECT_THAT(roles.texts("RoleDetailList", "RoleName"), ElementsAre("worker"));

  auto const two = details({{"Filter.member.1", "AWSManagedPolicy"}, {"Filter.member.2", "User"}});
  EXPECT_THAT(two.texts("UserDetailList", "UserName"), ElementsAre("Ada"));
  EXPECT_THAT(two.texts("Policies", "PolicyName"), ElementsAre("ReadOnlyAccess"));

  auto const local = details({{"Filter.member.1", "LocalManagedPolicy"}});
  EXPECT_THAT(local.texts("Policies", "PolicyName"), ElementsAre("reading"));
}

// Belongings are read for a page at once.
TEST_F(AccountAuthorizationDetails, of_several_entities_have_what_is_each_ones_own_in_its_order) {
  for (auto const* group : {"of-Ada", "of-Cid"}) create_group(group);
  for (std::string const name : {"Ada", "Bob", "Cid"}) {
    me.create_user(name);
    create_role(name);
    if (name == "Bob") continue;
    for (std::string const policy : {"z-", "a-"}) {
      me.iam("PutRolePolicy", {{"RoleName", name}, {"PolicyName", policy + name}, {"PolicyDocument", kGetObject}});
      me.iam("TagRole", {{"RoleName", name}, {"Tags.member.1.Key", policy + name}, {"Tags.member.1.Value", ""}});
      me.iam("CreateInstanceProfile", {{"InstanceProfileName", policy + name}});
      me.iam("AddRoleToInstanceProfile", {{"InstanceProfileName", policy + name}, {"RoleName", name}});
    }
    for (std::string const group : {"of-Cid", "of-Ada"}) {
      me.iam("AddUserToGroup", {{"UserName", name}, {"GroupName", group}});
    }
  }
  pugi::xml_document document;
  document.load_string(details().body().c_str());
  auto const answer = document.child("GetAccountAuthorizationDetailsResponse").first_child();
  std::vector<std::string> names;
  for (auto const& role : answer.child("RoleDetailList").children("member")) {
    std::string const name = role.child("RoleName").text().get();
    names.push_back(name);
    bool const has_any = name != "Bob";
    auto const given = has_any ? std::vector<std::string>{"z-" + name, "a-" + name} : std::vector<std::string>{};
    auto const by_name = has_any ? std::vector<std::string>{"a-" + name, "z-" + name} : std::vector<std::string>{};
    EXPECT_EQ(texts_of(role.child("RolePolicyList"), "PolicyName"), by_name);
    EXPECT_EQ(texts_of(role.child("Tags"), "Key"), given);
    EXPECT_EQ(texts_of(role.child("InstanceProfileList"), "InstanceProfileName"), by_name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"Ada", "Bob", "Cid"}));
  for (auto const& user : answer.child("UserDetailList").children("member")) {
    bool const has_any = user.child("UserName").text().get() != std::string("Bob");
    std::vector<std::string> groups;
    for (auto const& group : user.child("GroupList").children("member")) groups.emplace_back(group.text().get());
    EXPECT_EQ(groups, has_any ? (std::vector<std::string>{"of-Ada", "of-Cid"}) : std::vector<std::string>{});
  }
}

TEST_F(AccountAuthorizationDetails, know_five_kinds_of_entities) {
  EXPECT_THAT(details({{"Filter.member.1", "user"}}),
              fails_with(400, "ValidationError",
                         violation("filter",
                                   "Member must satisfy constraint: [Member must satisfy enum value set: "
                                   "[LocalManagedPolicy, User, AWSManagedPolicy, Role, Group]]")));
}

TEST_F(AccountAuthorizationDetails, are_paged_through_all_lists) {
  create_one_of_each();
  me.create_user("Bob");
  std::vector<std::string> seen;
  Pairs parameters = {{"MaxItems", "1"}};
  for (int pages = 1; pages <= 6; ++pages) {
    auto const answer = details(parameters);
    ASSERT_THAT(answer, succeeds());
    for (auto const& [list, name] : {std::pair("UserDetailList", "UserName"), std::pair("GroupDetailList", "GroupName"),
                                     std::pair("RoleDetailList", "RoleName"), std::pair("Policies", "PolicyName")}) {
      for (auto const& text : answer.texts(list, name)) seen.push_back(text);
    }
    EXPECT_EQ(answer.text("IsTruncated"), pages < 6 ? "true" : "false");
    parameters = {{"MaxItems", "1"}, {"Marker", answer.text("Marker")}};
  }
  EXPECT_THAT(seen, ElementsAre("Ada", "Bob", "team", "worker", "reading", "ReadOnlyAccess"));
}

TEST_F(AccountAuthorizationDetails, refuse_a_marker_made_up) {
  EXPECT_THAT(details({{"Marker", "made-up"}}), fails_with(400, "ValidationError", "Invalid Marker."));
}

}  // namespace
}  // namespace conformance
