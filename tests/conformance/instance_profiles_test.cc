// Instance profiles and the roles in them.
// Sources in the comments: LS recordings of AWS, M cases verified against AWS, D documentation, B the service model.
#include "client/roles.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kNoSuchProfile = "Instance Profile nothing cannot be found.";
constexpr auto kRolesFirst = "Cannot delete entity, must remove roles from instance profile first.";

Answer on_profile(Caller& me, std::string_view action, std::string const& name, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {"InstanceProfileName", name});
  return me.iam(action, parameters);
}

Answer create_profile(Caller& me, std::string const& name, Pairs const& parameters = {}) {
  return on_profile(me, "CreateInstanceProfile", name, parameters);
}

Answer place(Caller& me, std::string const& profile, std::string const& role) {
  return on_profile(me, "AddRoleToInstanceProfile", profile, {{"RoleName", role}});
}

Answer displace(Caller& me, std::string const& profile, std::string const& role) {
  return on_profile(me, "RemoveRoleFromInstanceProfile", profile, {{"RoleName", role}});
}

std::vector<std::string> profiles_in(Answer const& answer) {
  return answer.texts("InstanceProfiles", "InstanceProfileName");
}

// LS for the fields: no roles is an empty list, no tags is none; D for the order, and botocore's recording of it.
TEST(CreateInstanceProfile, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  Caller me;
  auto const answer = create_profile(me, "Web", {{"Path", "/team/"}});
  EXPECT_EQ(answer.body(),
            "<CreateInstanceProfileResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <CreateInstanceProfileResult>\n"
            "    <InstanceProfile>\n"
            "      <InstanceProfileId>" +
                answer.text("InstanceProfile/InstanceProfileId") +
                "</InstanceProfileId>\n"
                "      <Roles/>\n"
                "      <InstanceProfileName>Web</InstanceProfileName>\n"
                "      <Path>/team/</Path>\n"
                "      <Arn>arn:aws:iam::" +
                me.account() +
                ":instance-profile/team/Web</Arn>\n"
                "      <CreateDate>2026-01-31T12:34:56Z</CreateDate>\n"
                "    </InstanceProfile>\n"
                "  </CreateInstanceProfileResult>\n"
                "  <ResponseMetadata>\n"
                "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</CreateInstanceProfileResponse>\n");
  EXPECT_EQ(answer.text("InstanceProfile/InstanceProfileId").substr(0, 4), "AIPA");
}

// LS: tags where they were given, and always in GetInstanceProfile.
TEST(GetInstanceProfile, shows_tags_even_when_there_are_none) {
  Caller me;
  EXPECT_TRUE(create_profile(me, "Web", with_tags({}, {{"a", "1"}})).has("InstanceProfile/Tags"));
  create_profile(me, "Plain");
  EXPECT_THAT(on_profile(me, "GetInstanceProfile", "plain").names("InstanceProfile"),
              ElementsAre("InstanceProfileId", "Roles", "InstanceProfileName", "Path", "Arn", "CreateDate", "Tags"));
  EXPECT_THAT(on_profile(me, "GetInstanceProfile", "WEB").texts("InstanceProfile/Tags", "Key"), ElementsAre("a"));
}

// LS: a role in a profile has the six fields.
TEST(GetInstanceProfile, shows_the_role_in_it) {
  Caller me;
  create_profile(me, "Web");
  create_role(me, "Ops", with_tags({{"Description", "d"}}, {{"a", "1"}}));
  ASSERT_THAT(place(me, "web", "ops"), succeeds());
  auto const answer = on_profile(me, "GetInstanceProfile", "Web");
  EXPECT_THAT(answer.names("InstanceProfile/Roles/member"),
              ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument"));
  EXPECT_THAT(answer.texts("InstanceProfile/Roles", "RoleName"), ElementsAre("Ops"));
}

// LS.
TEST(CreateInstanceProfile, rejects_a_name_that_exists_in_another_case) {
  Caller me;
  create_profile(me, "Web");
  EXPECT_THAT(create_profile(me, "WEB", {{"Path", "/a/"}}),
              fails_with(409, "EntityAlreadyExists", "Instance Profile WEB already exists."));
}

// B: names of 128 characters.
TEST(CreateInstanceProfile, keeps_within_the_model_and_the_quota) {
  Caller me;
  EXPECT_THAT(create_profile(me, std::string(129, 'p')),
              fails_with(400, "ValidationError",
                         violation("instanceProfileName", "Member must have length less than or equal to 128")));
  EXPECT_THAT(create_profile(me, "a b"),
              fails_with(400, "ValidationError",
                         "The specified value for instanceProfileName is invalid. It must contain only alphanumeric"
                         " characters and/or the following: +=,.@_-"));
  me.set_quota("InstanceProfilesPerAccount", 1);
  EXPECT_THAT(create_profile(me, std::string(128, 'p')), succeeds());
  EXPECT_THAT(create_profile(me, "Web"),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for InstanceProfilesPerAccount: 1"));
}

// LS: the second role is one too many, be it the first again.
TEST(AddRoleToInstanceProfile, takes_one_role) {
  Caller me;
  create_profile(me, "Web");
  create_role(me, "Ops");
  create_role(me, "Dev");
  ASSERT_THAT(place(me, "Web", "Ops"), succeeds());
  for (auto const* role : {"Dev", "Ops"}) {
    EXPECT_THAT(place(me, "Web", role),
                fails_with(409, "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1"));
  }
}

// LS: the profile is looked up before the role.
TEST(AddRoleToInstanceProfile, tells_what_is_missing) {
  Caller me;
  EXPECT_THAT(place(me, "nothing", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchProfile));
  EXPECT_THAT(displace(me, "nothing", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchProfile));
  create_profile(me, "Web");
  EXPECT_THAT(place(me, "Web", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
  EXPECT_THAT(displace(me, "Web", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
  create_role(me, "Ops");
  EXPECT_THAT(displace(me, "Web", "Ops"),
              fails_with(404, "NoSuchEntity", "Role Ops in Instance Profile Web cannot be found."));
}

// I:cloud-nuke#880 for the sentence; B: the operation declares it.
TEST(AddRoleToInstanceProfile, refuses_service_linked_roles) {
  Caller me;
  create_profile(me, "Web");
  me.iam("CreateServiceLinkedRole", {{"AWSServiceName", "ecs.amazonaws.com"}});
  EXPECT_THAT(place(me, "Web", "AWSServiceRoleForECS"),
              fails_with(400, "UnmodifiableEntity",
                         "Cannot perform the operation on the protected role 'AWSServiceRoleForECS' - this role is only"
                         " modifiable by AWS"));
}

// LS: neither goes while the role is in the profile.
TEST(DeleteInstanceProfile, needs_the_role_to_be_removed_first) {
  Caller me;
  create_profile(me, "Web");
  create_role(me, "Ops");
  place(me, "Web", "Ops");
  EXPECT_THAT(on_profile(me, "DeleteInstanceProfile", "Web"), fails_with(409, "DeleteConflict", kRolesFirst));
  EXPECT_THAT(on_role(me, "DeleteRole", "Ops"), fails_with(409, "DeleteConflict", kRolesFirst));
  ASSERT_THAT(displace(me, "WEB", "OPS"), succeeds());
  EXPECT_THAT(on_profile(me, "DeleteInstanceProfile", "Web"), succeeds());
  EXPECT_THAT(on_role(me, "DeleteRole", "Ops"), succeeds());
  EXPECT_THAT(on_profile(me, "DeleteInstanceProfile", "nothing"), fails_with(404, "NoSuchEntity", kNoSuchProfile));
}

// M.
TEST(ListInstanceProfiles, pages_below_a_path_with_roles_but_without_tags) {
  Caller me;
  for (auto const* name : {"b", "C", "a"}) create_profile(me, name, with_tags({{"Path", "/team/"}}, {{"k", "v"}}));
  create_profile(me, "elsewhere");
  create_role(me, "Ops");
  place(me, "a", "Ops");
  auto const first = me.iam("ListInstanceProfiles", {{"PathPrefix", "/team/"}, {"MaxItems", "2"}});
  EXPECT_THAT(profiles_in(first), ElementsAre("a", "b"));
  EXPECT_THAT(first.names("InstanceProfiles/member"),
              ElementsAre("InstanceProfileId", "Roles", "InstanceProfileName", "Path", "Arn", "CreateDate"));
  EXPECT_EQ(first.text("InstanceProfiles/member/Roles/member/RoleName"), "Ops");
  auto const second = me.iam("ListInstanceProfiles", {{"PathPrefix", "/team/"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(profiles_in(second), ElementsAre("C"));
  EXPECT_EQ(second.text("IsTruncated"), "false");
}

TEST(ListInstanceProfilesForRole, pages_through_the_profiles_the_role_is_in) {
  Caller me;
  create_role(me, "Ops");
  for (auto const* name : {"b", "C", "a", "other"}) create_profile(me, name);
  for (auto const* name : {"b", "C", "a"}) place(me, name, "Ops");
  auto const first = on_role(me, "ListInstanceProfilesForRole", "ops", {{"MaxItems", "2"}});
  EXPECT_THAT(profiles_in(first), ElementsAre("a", "b"));
  auto const second = on_role(me, "ListInstanceProfilesForRole", "ops", {{"Marker", first.text("Marker")}});
  EXPECT_THAT(profiles_in(second), ElementsAre("C"));
  create_role(me, "Idle");
  EXPECT_THAT(profiles_in(on_role(me, "ListInstanceProfilesForRole", "Idle")), IsEmpty());
  EXPECT_THAT(on_role(me, "ListInstanceProfilesForRole", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
}

// The mechanism is the users', whose suite has the rest.
TEST(TagInstanceProfile, overwrites_a_tag_whose_key_differs_only_in_case) {
  Caller me;
  create_profile(me, "Web", with_tags({}, {{"z", "1"}, {"Colour", "blue"}}));
  ASSERT_THAT(on_profile(me, "TagInstanceProfile", "web", with_tags({}, {{"COLOUR", "red"}, {"m", "4"}})), succeeds());
  EXPECT_THAT(on_profile(me, "ListInstanceProfileTags", "web").texts("Tags", "Key"), ElementsAre("z", "COLOUR", "m"));
  ASSERT_THAT(on_profile(me, "UntagInstanceProfile", "web", with_tag_keys({}, {"colour", "unknown"})), succeeds());
  EXPECT_THAT(on_profile(me, "ListInstanceProfileTags", "web").texts("Tags", "Value"), ElementsAre("1", "4"));
  for (auto const* action : {"TagInstanceProfile", "UntagInstanceProfile", "ListInstanceProfileTags"}) {
    EXPECT_THAT(on_profile(me, action, "nothing", with_tag_keys(with_tags({}, {{"a", "1"}}), {"a"})),
                fails_with(404, "NoSuchEntity", kNoSuchProfile));
  }
}

}  // namespace
}  // namespace conformance
