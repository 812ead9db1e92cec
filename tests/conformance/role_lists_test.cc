// ListRoles. Pages are those of every list, whose suite is user_lists_test.cc.
// Sources in the comments: M cases verified against AWS, C a suite written to pass on AWS.
#include "client/roles.h"

namespace conformance {
namespace {

using testing::ElementsAre;

std::vector<std::string> roles_in(Answer const& answer) { return answer.texts("Roles", "RoleName"); }

// M.
TEST(ListRoles, shows_description_and_longest_session_but_no_tags_or_boundary) {
  Caller me;
  create_role(me, "Ops",
              with_tags({{"Description", "d"}, {"PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"}},
                        {{"a", "1"}}));
  EXPECT_THAT(me.iam("ListRoles").names("Roles/member"),
              ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument", "Description",
                          "MaxSessionDuration"));
}

// C: by name, ignoring case.
TEST(ListRoles, pages_through_all_roles_in_order) {
  Caller me;
  for (auto const* name : {"beta", "Gamma", "alpha", "Delta", "epsilon"}) create_role(me, name);
  std::vector<std::string> found;
  Pairs parameters = {{"MaxItems", "2"}};
  for (int page = 0; page < 3; ++page) {
    auto const answer = me.iam("ListRoles", parameters);
    EXPECT_EQ(answer.text("IsTruncated"), page < 2 ? "true" : "false");
    for (auto const& name : roles_in(answer)) found.push_back(name);
    parameters = {{"MaxItems", "2"}, {"Marker", answer.text("Marker")}};
  }
  EXPECT_THAT(found, ElementsAre("alpha", "beta", "Delta", "epsilon", "Gamma"));
}

TEST(ListRoles, takes_roles_below_a_path) {
  Caller me;
  create_role(me, "a", {{"Path", "/team/"}});
  create_role(me, "b", {{"Path", "/team/x/"}});
  create_role(me, "c", {{"Path", "/Team/"}});
  create_role(me, "d");
  EXPECT_THAT(roles_in(me.iam("ListRoles", {{"PathPrefix", "/team/"}})), ElementsAre("a", "b"));
  EXPECT_THAT(roles_in(me.iam("ListRoles", {{"PathPrefix", "/te"}})), ElementsAre("a", "b"));
  EXPECT_THAT(roles_in(me.iam("ListRoles")), ElementsAre("a", "b", "c", "d"));
}

TEST(ListRoles, refuses_a_marker_of_another_list) {
  Caller me;
  me.create_user("a");
  me.create_user("b");
  auto const marker = me.iam("ListUsers", {{"MaxItems", "1"}}).text("Marker");
  EXPECT_THAT(me.iam("ListRoles", {{"Marker", marker}}), fails_with(400, "ValidationError", "Invalid Marker."));
}

}  // namespace
}  // namespace conformance
