// CreateRole, GetRole, UpdateRole, UpdateRoleDescription, DeleteRole and the tags of roles.
// Sources in the comments: LS recordings of AWS, I issues quoting AWS, D documentation, B the service model, V another
// server written after AWS.
#include "client/roles.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> role_tags(Caller& me, std::string const& role) {
  auto const answer = on_role(me, "ListRoleTags", role);
  auto tags = answer.texts("Tags", "Key");
  auto const values = answer.texts("Tags", "Value");
  for (std::size_t i = 0; i < tags.size(); ++i) tags[i] += "=" + values[i];
  return tags;
}

// LS for the fields, B for their order, RFC 3986 for the document.
TEST(CreateRole, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const answer = create_role(me, "Ops", {{"Path", "/team/"}});
  EXPECT_EQ(answer.status(), 200);
  EXPECT_EQ(answer.body(),
            "<CreateRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <CreateRoleResult>\n"
            "    <Role>\n"
            "      <Path>/team/</Path>\n"
            "      <RoleName>Ops</RoleName>\n"
            "      <RoleId>" +
                answer.text("Role/RoleId") +
                "</RoleId>\n"
                "      <Arn>arn:aws:iam::" +
                me.account() +
                ":role/team/Ops</Arn>\n"
                "      <CreateDate>2026-01-31T12:34:56Z</CreateDate>\n"
                "      <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B"
                "%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C"
                "%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D</AssumeRolePolicyDocument>\n"
                "    </Role>\n"
                "  </CreateRoleResult>\n"
                "  <ResponseMetadata>\n"
                "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</CreateRoleResponse>\n");
  EXPECT_EQ(answer.text("Role/RoleId").substr(0, 4), "AROA");
  EXPECT_EQ(answer.text("Role/RoleId").size(), 21U);
}

// LS: what was given beyond the six fields; never description and longest session.
TEST(CreateRole, shows_tags_and_boundary_but_neither_description_nor_longest_session) {
  Caller me;
  auto const answer = create_role(
      me, "Ops",
      with_tags({{"Description", "d"}, {"MaxSessionDuration", "7200"}, {"PermissionsBoundary", kAdministrator}},
                {{"colour", "blue"}}));
  EXPECT_THAT(answer.names("Role"), ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate",
                                                "AssumeRolePolicyDocument", "PermissionsBoundary", "Tags"));
  EXPECT_EQ(answer.text("Role/PermissionsBoundary/PermissionsBoundaryType"), "Policy");
}

// LS.
TEST(GetRole, shows_all_there_is) {
  Caller me;
  create_role(me, "Ops",
              with_tags({{"Description", "d"}, {"MaxSessionDuration", "7200"}, {"PermissionsBoundary", kAdministrator}},
                        {{"colour", "blue"}}));
  auto const answer = get_role(me, "OPS");
  EXPECT_THAT(answer.names("Role"),
              ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument", "Description",
                          "MaxSessionDuration", "PermissionsBoundary", "Tags", "RoleLastUsed"));
  EXPECT_EQ(answer.text("Role/RoleName"), "Ops");
  EXPECT_EQ(answer.text("Role/MaxSessionDuration"), "7200");
  EXPECT_EQ(answer.text("Role/Description"), "d");
}

// LS: RoleLastUsed is there and empty before the role was used; the longest session is an hour.
TEST(GetRole, shows_the_defaults_of_a_plain_role) {
  Caller me;
  create_role(me, "Ops");
  auto const answer = get_role(me, "Ops");
  EXPECT_THAT(answer.names("Role"), ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate",
                                                "AssumeRolePolicyDocument", "MaxSessionDuration", "RoleLastUsed"));
  EXPECT_EQ(answer.text("Role/MaxSessionDuration"), "3600");
  EXPECT_EQ(answer.text("Role/Path"), "/");
  EXPECT_THAT(answer.names("Role/RoleLastUsed"), IsEmpty());
}

TEST(GetRole, tells_which_role_is_missing) {
  Caller me;
  EXPECT_THAT(get_role(me, "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
}

// D: names are unique without regard to case, and across paths; LS for the sentence.
TEST(CreateRole, rejects_a_name_that_exists_in_another_case_or_path) {
  Caller me;
  ASSERT_THAT(create_role(me, "Ops"), succeeds());
  EXPECT_THAT(create_role(me, "OPS", {{"Path", "/a/"}}),
              fails_with(409, "EntityAlreadyExists", "Role with name OPS already exists."));
}

// B: names of 64 characters, descriptions of 1000, sessions of one to twelve hours.
TEST(CreateRole, keeps_within_the_model) {
  Caller me;
  auto const refused = [&](std::string const& member, std::string const& value, std::string const& name,
                           std::string const& constraint) {
    EXPECT_THAT(create_role(me, "Ops", {{member, value}}),
                fails_with(400, "ValidationError", violation(name, constraint)));
  };
  refused("MaxSessionDuration", "3599", "maxSessionDuration", "Member must have value greater than or equal to 3600");
  refused("MaxSessionDuration", "43201", "maxSessionDuration", "Member must have value less than or equal to 43200");
  refused("Description", std::string(1001, 'd'), "description", "Member must have length less than or equal to 1000");
  refused("Description", "\xE2\x82\xAC", "description",
          "Member must satisfy regular expression pattern: "
          "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");
  EXPECT_THAT(
      create_role(me, std::string(65, 'r')),
      fails_with(400, "ValidationError", violation("roleName", "Member must have length less than or equal to 64")));
  EXPECT_THAT(create_role(me, "a b"),
              fails_with(400, "ValidationError",
                         "The specified value for roleName is invalid. It must contain only alphanumeric characters"
                         " and/or the following: +=,.@_-"));
  EXPECT_THAT(me.iam("CreateRole", {{"RoleName", "Ops"}}),
              fails_with(400, "ValidationError", violation("assumeRolePolicyDocument", "Member must not be null")));
  EXPECT_THAT(create_role(me, "Ops", {{"MaxSessionDuration", "43200"}, {"Description", ""}}), succeeds());
}

// LS for the first text; V: whatever is wrong, nothing is written.
TEST(CreateRole, rejects_a_boundary_that_is_not_there_and_writes_nothing) {
  Caller me;
  EXPECT_THAT(create_role(me, "Ops", {{"PermissionsBoundary", "arn:aws:iam::aws:policy/NoSuchPolicy"}}),
              fails_with(404, "NoSuchEntity",
                         "Scope ARN: arn:aws:iam::aws:policy/NoSuchPolicy does not exist or is not attachable."));
  EXPECT_THAT(
      create_role(me, "Ops", with_tags({}, {{"a", "1"}, {"A", "2"}})),
      fails_with(400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
  EXPECT_EQ(get_role(me, "Ops").code(), "NoSuchEntity");
}

// D: and only service-linked roles can exceed it.
TEST(CreateRole, keeps_within_the_quota) {
  Caller me;
  me.set_quota("RolesPerAccount", 2);
  create_role(me, "a");
  create_role(me, "b");
  EXPECT_THAT(create_role(me, "c"), fails_with(409, "LimitExceeded", "Cannot exceed quota for RolesPerAccount: 2"));
  EXPECT_THAT(me.iam("CreateServiceLinkedRole", {{"AWSServiceName", "ecs.amazonaws.com"}}), succeeds());
}

// LS: without fields nothing changes; the answer has an empty result.
TEST(UpdateRole, changes_what_it_is_given) {
  Caller me;
  create_role(me, "Ops", {{"Description", "old"}});
  ASSERT_THAT(on_role(me, "UpdateRole", "Ops", {{"MaxSessionDuration", "7200"}}), succeeds());
  auto answer = get_role(me, "Ops");
  EXPECT_EQ(answer.text("Role/Description"), "old");
  EXPECT_EQ(answer.text("Role/MaxSessionDuration"), "7200");
  ASSERT_THAT(on_role(me, "UpdateRole", "Ops", {{"Description", "new"}}), succeeds());
  auto const unchanged = on_role(me, "UpdateRole", "ops");
  EXPECT_THAT(unchanged, succeeds());
  EXPECT_NE(unchanged.body().find("<UpdateRoleResult/>"), std::string::npos) << unchanged;
  answer = get_role(me, "Ops");
  EXPECT_EQ(answer.text("Role/Description"), "new");
  EXPECT_EQ(answer.text("Role/MaxSessionDuration"), "7200");
}

// LS for the fields.
TEST(UpdateRoleDescription, answers_the_role_with_its_description) {
  Caller me;
  create_role(me, "Ops", with_tags({{"MaxSessionDuration", "7200"}}, {{"a", "1"}}));
  auto const answer = on_role(me, "UpdateRoleDescription", "Ops", {{"Description", "new"}});
  EXPECT_THAT(answer.names("Role"), ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate",
                                                "AssumeRolePolicyDocument", "Description"));
  EXPECT_EQ(get_role(me, "Ops").text("Role/Description"), "new");
  EXPECT_THAT(on_role(me, "UpdateRoleDescription", "Ops"),
              fails_with(400, "ValidationError", violation("description", "Member must not be null")));
}

TEST(UpdateRole, tells_which_role_is_missing) {
  Caller me;
  EXPECT_THAT(on_role(me, "UpdateRole", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
  EXPECT_THAT(on_role(me, "UpdateRoleDescription", "nobody", {{"Description", ""}}),
              fails_with(404, "NoSuchEntity", kNoSuchRole));
}

TEST(DeleteRole, makes_room_for_another_of_the_name) {
  Caller me;
  auto const first = create_role(me, "Ops", with_tags({}, {{"a", "1"}})).text("Role/RoleId");
  ASSERT_THAT(on_role(me, "DeleteRole", "OPS"), succeeds());
  EXPECT_THAT(on_role(me, "DeleteRole", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
  EXPECT_NE(create_role(me, "Ops").text("Role/RoleId"), first);
  EXPECT_FALSE(get_role(me, "Ops").has("Role/Tags"));
}

// LS: keys ignore case, an updated key keeps its place.
TEST(TagRole, overwrites_a_tag_whose_key_differs_only_in_case) {
  Caller me;
  create_role(me, "Ops", with_tags({}, {{"z", "1"}, {"Colour", "blue"}}));
  ASSERT_THAT(on_role(me, "TagRole", "ops", with_tags({}, {{"COLOUR", "red"}, {"m", "4"}})), succeeds());
  EXPECT_THAT(role_tags(me, "Ops"), ElementsAre("z=1", "COLOUR=red", "m=4"));
  ASSERT_THAT(on_role(me, "UntagRole", "ops", with_tag_keys({}, {"colour", "unknown"})), succeeds());
  EXPECT_THAT(role_tags(me, "Ops"), ElementsAre("z=1", "m=4"));
}

// The mechanism is the users', whose suite has the rest.
TEST(TagRole, refuses_what_users_refuse_too) {
  Caller me;
  create_role(me, "Ops");
  EXPECT_THAT(
      on_role(me, "TagRole", "Ops", with_tags({}, {{"a", "1"}, {"A", "2"}})),
      fails_with(400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
  ASSERT_THAT(on_role(me, "TagRole", "Ops", with_tags({}, numbered_tags(1, 50))), succeeds());
  EXPECT_THAT(on_role(me, "TagRole", "Ops", with_tags({}, numbered_tags(51, 51))),
              fails_with(409, "LimitExceeded", "The number of tags has reached the maximum limit."));
  for (auto const* action : {"TagRole", "UntagRole", "ListRoleTags"}) {
    EXPECT_THAT(on_role(me, action, "nobody", with_tag_keys(with_tags({}, {{"a", "1"}}), {"a"})),
                fails_with(404, "NoSuchEntity", kNoSuchRole));
  }
}

}  // namespace
}  // namespace conformance
