// ListGroupsForUser, which Terraform asks before it deletes a user. Groups themselves are yet to come.
#include "caller.h"

namespace conformance {
namespace {

TEST(ListGroupsForUser, lists_none_for_a_user_in_no_group) {
  Caller me;
  me.create_user("Ada");
  auto const answer = me.iam("ListGroupsForUser", {{"UserName", "ada"}});
  EXPECT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names(""), testing::ElementsAre("IsTruncated", "Groups"));
  EXPECT_THAT(answer.texts("Groups", "GroupName"), testing::IsEmpty());
}

TEST(ListGroupsForUser, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("ListGroupsForUser", {{"UserName", "nobody"}}),
              fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

}  // namespace
}  // namespace conformance
