// Setting and removing the permissions boundary of a user.
// Sources in the comments: LS recordings of AWS, V another server written after AWS, B the service model.
#include "caller.h"

namespace conformance {
namespace {

constexpr auto kReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
constexpr auto kViewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

Answer put(Caller& me, std::string const& user, std::string const& arn) {
  return me.iam("PutUserPermissionsBoundary", {{"UserName", user}, {"PermissionsBoundary", arn}});
}

Answer remove(Caller& me, std::string const& user) {
  return me.iam("DeleteUserPermissionsBoundary", {{"UserName", user}});
}

std::string boundary_of(Caller& me, std::string const& user) {
  return me.get_user(user).text("User/PermissionsBoundary/PermissionsBoundaryArn");
}

// LS: the type is `Policy`.
TEST(PermissionsBoundary, is_shown_by_get_user_until_it_is_removed) {
  Caller me;
  me.create_user("Ada");
  ASSERT_THAT(put(me, "ada", kReadOnly), succeeds());
  EXPECT_EQ(boundary_of(me, "Ada"), kReadOnly);
  EXPECT_EQ(me.get_user("Ada").text("User/PermissionsBoundary/PermissionsBoundaryType"), "Policy");
  ASSERT_THAT(put(me, "Ada", kViewOnly), succeeds());
  EXPECT_EQ(boundary_of(me, "Ada"), kViewOnly);
  ASSERT_THAT(remove(me, "Ada"), succeeds());
  EXPECT_FALSE(me.get_user("Ada").has("User/PermissionsBoundary"));
}

// V: nothing to remove is no error.
TEST(PermissionsBoundary, may_be_removed_when_there_is_none) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(remove(me, "Ada"), succeeds());
}

TEST(PermissionsBoundary, tells_which_user_is_missing) {
  Caller me;
  auto const missing = fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found.");
  EXPECT_THAT(put(me, "nobody", kReadOnly), missing);
  EXPECT_THAT(put(me, "nobody", me.arn("policy/none")), missing);
  EXPECT_THAT(remove(me, "nobody"), missing);
}

// LS, from CreateRole and PutRolePermissionsBoundary. What a text that is no ARN answers is an inference.
TEST(PermissionsBoundary, must_be_a_policy_that_exists) {
  Caller me;
  me.create_user("Ada");
  auto const none = me.arn("policy/none");
  EXPECT_THAT(put(me, "Ada", none),
              fails_with(404, "NoSuchEntity", "Scope ARN: " + none + " does not exist or is not attachable."));
  EXPECT_THAT(put(me, "Ada", "arn:aws:s3:::not_a_boundary"),
              fails_with(400, "InvalidInput", "ARN arn:aws:s3:::not_a_boundary is not valid."));
  EXPECT_THAT(put(me, "Ada", "not-an-arn-at-all-really"),
              fails_with(400, "ValidationError", "ARN not-an-arn-at-all-really is not valid."));
  EXPECT_FALSE(me.get_user("Ada").has("User/PermissionsBoundary"));
}

// B: the error is declared; its sentence is not confirmed.
TEST(PermissionsBoundary, must_not_be_a_policy_of_service_linked_roles) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(put(me, "Ada", "arn:aws:iam::aws:policy/aws-service-role/AmazonElasticsearchServiceRolePolicy"),
              fails_with(400, "PolicyNotAttachable", "Cannot attach a Service Role Policy to a Customer Role."));
}

// I:ansible-collections/community.aws#959 says it of roles.
TEST(PermissionsBoundary, does_not_keep_a_user_from_being_deleted) {
  Caller me;
  me.create_user("Ada");
  put(me, "Ada", kReadOnly);
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
}

}  // namespace
}  // namespace conformance
