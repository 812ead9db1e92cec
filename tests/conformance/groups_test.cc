// Groups and the users in them.
// Sources in the comments: LS recordings of AWS, C a suite written to pass on AWS, D documentation, B the service
// model, I public issues.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kDocument = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})";

Answer create_group(Caller& me, std::string const& name, std::string const& path = "/") {
  return me.iam("CreateGroup", {{"GroupName", name}, {"Path", path}});
}

Answer get_group(Caller& me, std::string const& name) { return me.iam("GetGroup", {{"GroupName", name}}); }

Answer add(Caller& me, std::string const& user, std::string const& group) {
  return me.iam("AddUserToGroup", {{"UserName", user}, {"GroupName", group}});
}

Answer remove(Caller& me, std::string const& user, std::string const& group) {
  return me.iam("RemoveUserFromGroup", {{"UserName", user}, {"GroupName", group}});
}

std::vector<std::string> members(Caller& me, std::string const& group) {
  return get_group(me, group).texts("Users", "UserName");
}

std::vector<std::string> groups_of(Caller& me, std::string const& user) {
  return me.iam("ListGroupsForUser", {{"UserName", user}}).texts("Groups", "GroupName");
}

auto no_group(std::string const& name) {
  return fails_with(404, "NoSuchEntity", "The group with name " + name + " cannot be found.");
}

auto no_user(std::string const& name) {
  return fails_with(404, "NoSuchEntity", "The user with name " + name + " cannot be found.");
}

// LS test_create_group; B for the order of the members, D for the id.
TEST(CreateGroup, answers_the_five_fields_of_a_group) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const answer = create_group(me, "Admins", "/some/location/");
  EXPECT_THAT(answer.names("Group"), ElementsAre("Path", "GroupName", "GroupId", "Arn", "CreateDate"));
  EXPECT_EQ(answer.text("Group/Path"), "/some/location/");
  EXPECT_EQ(answer.text("Group/Arn"), me.arn("group/some/location/Admins"));
  EXPECT_EQ(answer.text("Group/CreateDate"), kNow);
  EXPECT_EQ(answer.text("Group/GroupId").substr(0, 4), "AGPA");
  EXPECT_EQ(answer.text("Group/GroupId").size(), 21U);
}

TEST(CreateGroup, gives_the_root_path_when_none_is_given) {
  Caller me;
  EXPECT_EQ(me.iam("CreateGroup", {{"GroupName", "Admins"}}).text("Group/Path"), "/");
}

// LS for the sentence; D: names are unique without regard to case and across paths.
TEST(CreateGroup, rejects_a_name_that_exists_in_another_case_or_path) {
  Caller me;
  create_group(me, "Admins", "/a/");
  EXPECT_THAT(create_group(me, "ADMINS", "/b/"),
              fails_with(409, "EntityAlreadyExists", "Group with name ADMINS already exists."));
}

// A user and a group may share a name: they are different nouns.
TEST(CreateGroup, accepts_the_name_of_a_user) {
  Caller me;
  me.create_user("both");
  EXPECT_THAT(create_group(me, "both"), succeeds());
}

// B: 128 characters at most; the sentence about names is that of I:cfn-lint#996.
TEST(CreateGroup, refuses_names_and_paths_out_of_bounds) {
  Caller me;
  EXPECT_THAT(create_group(me, std::string(128, 'g')), succeeds());
  EXPECT_THAT(
      create_group(me, std::string(129, 'g')),
      fails_with(400, "ValidationError", violation("groupName", "Member must have length less than or equal to 128")));
  EXPECT_THAT(create_group(me, "a b"),
              fails_with(400, "ValidationError",
                         "The specified value for groupName is invalid. It must contain only alphanumeric characters "
                         "and/or the following: +=,.@_-"));
  EXPECT_THAT(create_group(me, "a", "no-slashes"),
              fails_with(400, "ValidationError",
                         "The specified value for path is invalid. It must begin and end with / and contain only "
                         "alphanumeric characters and/or / characters."));
  EXPECT_THAT(me.iam("CreateGroup"),
              fails_with(400, "ValidationError", violation("groupName", "Member must not be null")));
}

// D: 300 by default, and the number is adjustable. The text is that of the other quotas.
TEST(CreateGroup, keeps_to_the_quota_of_the_account) {
  Caller me;
  me.set_quota("GroupsPerAccount", 1);
  create_group(me, "first");
  EXPECT_THAT(create_group(me, "second"),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for GroupsPerAccount: 1"));
}

// LS test_get_group_with_path: IsTruncated is there, and Users although nobody is in the group.
TEST(GetGroup, shows_group_and_users) {
  Caller me;
  create_group(me, "Admins");
  EXPECT_THAT(get_group(me, "admins").names("Group"), ElementsAre("Path", "GroupName", "GroupId", "Arn", "CreateDate"));
  EXPECT_EQ(get_group(me, "admins").text("IsTruncated"), "false");
  EXPECT_TRUE(get_group(me, "admins").has("Users"));
  EXPECT_THAT(members(me, "admins"), IsEmpty());
}

// M test_user_resource_returns_subset: the five base fields, however rich the user.
TEST(GetGroup, omits_tags_and_boundaries_of_users) {
  Caller me;
  create_group(me, "Admins");
  me.iam("CreateUser", with_tags({{"UserName", "Ada"}, {"PermissionsBoundary", kReadOnly}}, {{"colour", "blue"}}));
  add(me, "Ada", "Admins");
  EXPECT_THAT(get_group(me, "Admins").names("Users/member"),
              ElementsAre("Path", "UserName", "UserId", "Arn", "CreateDate"));
}

TEST(GetGroup, pages_through_users_by_name) {
  Caller me;
  create_group(me, "Admins");
  create_group(me, "Others");
  for (auto const* user : {"c", "A", "b"}) {
    me.create_user(user);
    add(me, user, "Admins");
  }
  me.create_user("bystander");
  add(me, "bystander", "Others");
  auto const first = me.iam("GetGroup", {{"GroupName", "Admins"}, {"MaxItems", "2"}});
  EXPECT_THAT(first.texts("Users", "UserName"), ElementsAre("A", "b"));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto const rest = me.iam("GetGroup", {{"GroupName", "Admins"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("Users", "UserName"), ElementsAre("c"));
  EXPECT_EQ(rest.text("IsTruncated"), "false");
  EXPECT_EQ(rest.text("Group/GroupName"), "Admins");
}

// LS: one sentence for every operation.
TEST(Groups, tell_which_group_is_missing) {
  Caller me;
  for (auto const* action : {"GetGroup", "UpdateGroup", "DeleteGroup"}) {
    EXPECT_THAT(me.iam(action, {{"GroupName", "nowhere"}}), no_group("nowhere")) << action;
  }
}

// LS test_update_group_name and _path: the id stays. Members follow (D), for they are kept by id.
TEST(UpdateGroup, keeps_id_and_users) {
  Caller me;
  auto const id = create_group(me, "Admins", "/path/").text("Group/GroupId");
  me.create_user("Ada");
  add(me, "Ada", "Admins");
  ASSERT_THAT(me.iam("UpdateGroup", {{"GroupName", "admins"}, {"NewGroupName", "Ops"}, {"NewPath", "/new-path/"}}),
              succeeds());
  EXPECT_THAT(get_group(me, "Admins"), no_group("Admins"));
  EXPECT_EQ(get_group(me, "Ops").text("Group/GroupId"), id);
  EXPECT_EQ(get_group(me, "Ops").text("Group/Arn"), me.arn("group/new-path/Ops"));
  EXPECT_THAT(members(me, "Ops"), ElementsAre("Ada"));
  EXPECT_THAT(groups_of(me, "Ada"), ElementsAre("Ops"));
}

// LS test_update_group_duplicate_name.
TEST(UpdateGroup, rejects_the_name_of_another_group) {
  Caller me;
  create_group(me, "a");
  create_group(me, "b");
  EXPECT_THAT(me.iam("UpdateGroup", {{"GroupName", "a"}, {"NewGroupName", "B"}}),
              fails_with(409, "EntityAlreadyExists", "Group with name B already exists."));
  EXPECT_THAT(me.iam("UpdateGroup", {{"GroupName", "a"}, {"NewGroupName", "A"}}), succeeds());
}

// C: by name, ignoring case; D for the prefix.
TEST(ListGroups, sorts_filters_and_pages) {
  Caller me;
  create_group(me, "beta", "/x/");
  create_group(me, "Alpha", "/x/");
  create_group(me, "gamma", "/y/");
  auto const names = [](Answer const& answer) { return answer.texts("Groups", "GroupName"); };
  EXPECT_THAT(names(me.iam("ListGroups")), ElementsAre("Alpha", "beta", "gamma"));
  EXPECT_THAT(names(me.iam("ListGroups", {{"PathPrefix", "/x/"}})), ElementsAre("Alpha", "beta"));
  auto const first = me.iam("ListGroups", {{"MaxItems", "1"}});
  EXPECT_THAT(names(first), ElementsAre("Alpha"));
  EXPECT_THAT(names(me.iam("ListGroups", {{"Marker", first.text("Marker")}})), ElementsAre("beta", "gamma"));
}

// LS test_add_user_to_group_idempotent.
TEST(AddUserToGroup, adds_once) {
  Caller me;
  create_group(me, "Admins");
  me.create_user("Ada");
  EXPECT_THAT(add(me, "Ada", "Admins"), succeeds());
  EXPECT_THAT(add(me, "ada", "ADMINS"), succeeds());
  EXPECT_THAT(groups_of(me, "Ada"), ElementsAre("Admins"));
  EXPECT_THAT(remove(me, "Ada", "Admins"), succeeds());
  EXPECT_THAT(groups_of(me, "Ada"), IsEmpty());
}

// LS: the user is reported when both are missing.
TEST(Membership, tells_which_of_user_and_group_is_missing) {
  Caller me;
  create_group(me, "Admins");
  me.create_user("Ada");
  for (auto const change : {add, remove}) {
    EXPECT_THAT(change(me, "nobody", "Admins"), no_user("nobody"));
    EXPECT_THAT(change(me, "Ada", "nowhere"), no_group("nowhere"));
    EXPECT_THAT(change(me, "nobody", "nowhere"), no_user("nobody"));
  }
  EXPECT_THAT(me.iam("ListGroupsForUser", {{"UserName", "nobody"}}), no_user("nobody"));
}

// I:cloud-custodian#4730, tried on AWS: no error.
TEST(RemoveUserFromGroup, passes_over_a_user_that_is_not_in_the_group) {
  Caller me;
  create_group(me, "Admins");
  me.create_user("Ada");
  EXPECT_THAT(remove(me, "Ada", "Admins"), succeeds());
}

// D: ten. A user at the limit may be added again to a group it is in.
TEST(AddUserToGroup, keeps_to_the_quota_of_groups_per_user) {
  Caller me;
  me.create_user("Ada");
  for (int i = 0; i < 11; ++i) create_group(me, "group" + std::to_string(i));
  for (int i = 0; i < 10; ++i) ASSERT_THAT(add(me, "Ada", "group" + std::to_string(i)), succeeds());
  EXPECT_THAT(add(me, "Ada", "group10"), fails_with(409, "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10"));
  EXPECT_THAT(add(me, "Ada", "group9"), succeeds());
}

TEST(ListGroupsForUser, pages_by_name) {
  Caller me;
  me.create_user("Ada");
  for (auto const* group : {"c", "A", "b"}) {
    create_group(me, group);
    add(me, "Ada", group);
  }
  auto const first = me.iam("ListGroupsForUser", {{"UserName", "Ada"}, {"MaxItems", "2"}});
  EXPECT_THAT(first.texts("Groups", "GroupName"), ElementsAre("A", "b"));
  auto const rest = me.iam("ListGroupsForUser", {{"UserName", "Ada"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("Groups", "GroupName"), ElementsAre("c"));
  EXPECT_EQ(rest.text("IsTruncated"), "false");
}

// LS TestUserRename: group membership follows.
TEST(UpdateUser, keeps_the_groups_of_the_user) {
  Caller me;
  create_group(me, "Admins");
  me.create_user("Ada");
  add(me, "Ada", "Admins");
  me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}});
  EXPECT_THAT(members(me, "Admins"), ElementsAre("Countess"));
}

// I:delstack#40 for users, LS (of users and roles) for policies. The order is not known.
TEST(DeleteGroup, waits_until_nothing_hangs_on_the_group) {
  Caller me;
  create_group(me, "Admins");
  me.create_user("Ada");
  add(me, "Ada", "Admins");
  me.iam("AttachGroupPolicy", {{"GroupName", "Admins"}, {"PolicyArn", kReadOnly}});
  me.iam("PutGroupPolicy", {{"GroupName", "Admins"}, {"PolicyName", "p"}, {"PolicyDocument", kDocument}});
  auto const conflict = [](std::string const& remedy) {
    return fails_with(409, "DeleteConflict", "Cannot delete entity, must " + remedy + " first.");
  };
  auto const delete_group = [&] { return me.iam("DeleteGroup", {{"GroupName", "Admins"}}); };
  EXPECT_THAT(delete_group(), conflict("remove users from group"));
  remove(me, "Ada", "Admins");
  EXPECT_THAT(delete_group(), conflict("detach all policies"));
  me.iam("DetachGroupPolicy", {{"GroupName", "Admins"}, {"PolicyArn", kReadOnly}});
  EXPECT_THAT(delete_group(), conflict("delete policies"));
  me.iam("DeleteGroupPolicy", {{"GroupName", "Admins"}, {"PolicyName", "p"}});
  EXPECT_THAT(delete_group(), succeeds());
  EXPECT_THAT(get_group(me, "Admins"), no_group("Admins"));
}

// I:delstack#40, LS. The order is not known.
TEST(DeleteUser, waits_until_groups_and_policies_are_gone) {
  Caller me;
  create_group(me, "Admins");
  me.create_user("Ada");
  add(me, "Ada", "Admins");
  me.iam("AttachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kReadOnly}});
  me.iam("PutUserPolicy", {{"UserName", "Ada"}, {"PolicyName", "p"}, {"PolicyDocument", kDocument}});
  auto const conflict = [](std::string const& remedy) {
    return fails_with(409, "DeleteConflict", "Cannot delete entity, must " + remedy + " first.");
  };
  auto const delete_user = [&] { return me.iam("DeleteUser", {{"UserName", "Ada"}}); };
  EXPECT_THAT(delete_user(), conflict("detach all policies"));
  me.iam("DetachUserPolicy", {{"UserName", "Ada"}, {"PolicyArn", kReadOnly}});
  EXPECT_THAT(delete_user(), conflict("delete policies"));
  me.iam("DeleteUserPolicy", {{"UserName", "Ada"}, {"PolicyName", "p"}});
  EXPECT_THAT(delete_user(), conflict("remove users from group"));
  remove(me, "Ada", "Admins");
  EXPECT_THAT(delete_user(), succeeds());
}

}  // namespace
}  // namespace conformance
