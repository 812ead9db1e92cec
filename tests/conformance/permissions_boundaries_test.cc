// Setting and removing the permissions boundary of a user or role.
// Sources in the comments: LS recordings of AWS, V another server written after AWS, B the service model, I public
// issues.
#include "client/principals.h"

namespace conformance {
namespace {

constexpr auto kViewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

class PermissionsBoundary : public PrincipalTest {
 protected:
  Answer put(std::string const& arn) { return on("x", "Put", "PermissionsBoundary", {{"PermissionsBoundary", arn}}); }
  Answer remove() { return on("x", "Delete", "PermissionsBoundary"); }
  // What Get… shows of it: "PermissionsBoundaryArn" or "PermissionsBoundaryType".
  std::string shown(std::string const& member) {
    return on("x", "Get", "").text((GetParam().action + "/PermissionsBoundary/" + member).c_str());
  }
};

INSTANTIATE_TEST_SUITE_P(Each, PermissionsBoundary, testing::Values(kUser, kRole), test_name);

// LS: the type is `Policy`.
TEST_P(PermissionsBoundary, is_shown_until_it_is_removed) {
  create("x");
  ASSERT_THAT(put(kReadOnly), succeeds());
  EXPECT_EQ(shown("PermissionsBoundaryArn"), kReadOnly);
  EXPECT_EQ(shown("PermissionsBoundaryType"), "Policy");
  ASSERT_THAT(put(kViewOnly), succeeds());
  EXPECT_EQ(shown("PermissionsBoundaryArn"), kViewOnly);
  ASSERT_THAT(remove(), succeeds());
  EXPECT_EQ(shown("PermissionsBoundaryArn"), "");
}

// V: nothing to remove is no error.
TEST_P(PermissionsBoundary, may_be_removed_when_there_is_none) {
  create("x");
  EXPECT_THAT(remove(), succeeds());
}

TEST_P(PermissionsBoundary, needs_its_principal_first) {
  EXPECT_THAT(put(kReadOnly), missing("x"));
  EXPECT_THAT(put(me.arn("policy/none")), missing("x"));
  EXPECT_THAT(remove(), missing("x"));
}

// LS, from CreateRole and PutRolePermissionsBoundary. What a text that is no ARN answers is an inference.
TEST_P(PermissionsBoundary, must_be_a_policy_that_exists) {
  create("x");
  auto const none = me.arn("policy/none");
  EXPECT_THAT(put(none),
              fails_with(404, "NoSuchEntity", "Scope ARN: " + none + " does not exist or is not attachable."));
  EXPECT_THAT(put("arn:aws:s3:::not_a_boundary"),
              fails_with(400, "InvalidInput", "ARN arn:aws:s3:::not_a_boundary is not valid."));
  EXPECT_THAT(put("not-an-arn-at-all-really"),
              fails_with(400, "ValidationError", "ARN not-an-arn-at-all-really is not valid."));
  EXPECT_EQ(shown("PermissionsBoundaryArn"), "");
}

// B: the error is declared; its sentence is not confirmed.
TEST_P(PermissionsBoundary, must_not_be_a_policy_of_service_linked_roles) {
  create("x");
  EXPECT_THAT(put("arn:aws:iam::aws:policy/aws-service-role/AmazonElasticsearchServiceRolePolicy"),
              fails_with(400, "PolicyNotAttachable", "Cannot attach a Service Role Policy to a Customer Role."));
}

// I:ansible-collections/community.aws#959, of roles.
TEST_P(PermissionsBoundary, does_not_keep_its_principal_from_being_deleted) {
  create("x");
  put(kReadOnly);
  EXPECT_THAT(on("x", "Delete", ""), succeeds());
}

}  // namespace
}  // namespace conformance
