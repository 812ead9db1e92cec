// Who signs with an access key that the server made.
// Sources in the comments: LS recordings of AWS, A probes of live AWS, V another server written after AWS.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kInvalid = "The security token included in the request is invalid.";

TEST(AccessKeyCaller, is_the_user_whom_the_key_was_made_for) {
  Caller me;
  auto const created = me.iam("CreateUser", {{"UserName", "Ada"}, {"Path", "/peers/"}});
  Caller ada(shared_server(), me.create_access_key("Ada"));
  auto const identity = ada.sts("GetCallerIdentity");
  EXPECT_EQ(identity.text("Arn"), me.arn("user/peers/Ada"));
  EXPECT_EQ(identity.text("UserId"), created.text("User/UserId"));
  EXPECT_EQ(identity.text("Account"), me.account());
}

TEST(AccessKeyCaller, is_root_when_the_key_is_roots) {
  Caller me;
  Caller root(shared_server(), me.iam("CreateAccessKey").text("AccessKey/AccessKeyId"));
  EXPECT_EQ(root.sts("GetCallerIdentity").text("Arn"), me.arn("root"));
}

TEST(AccessKeyCaller, acts_in_the_account_of_the_key) {
  Caller me;
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  ASSERT_THAT(ada.create_user("Grace"), succeeds());
  EXPECT_EQ(me.get_user("Grace").text("User/Arn"), me.arn("user/Grace"));
}

// LS: GetUser and its neighbours without a name are about the caller.
TEST(AccessKeyCaller, sees_itself_without_a_name) {
  Caller me;
  me.iam("CreateUser", with_tags({{"UserName", "Ada"}}, {{"colour", "blue"}}));
  Caller ada(shared_server(), me.create_access_key("Ada"));
  auto const shown = ada.iam("GetUser");
  EXPECT_EQ(shown.text("User/UserName"), "Ada");
  EXPECT_THAT(shown.texts("User/Tags", "Value"), ElementsAre("blue"));
}

// LS TestUserRename: the new name at once.
TEST(AccessKeyCaller, has_its_users_new_name_and_path_at_once) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  Caller ada(shared_server(), id);
  me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}, {"NewPath", "/peers/"}});
  EXPECT_EQ(ada.sts("GetCallerIdentity").text("Arn"), me.arn("user/peers/Countess"));
  EXPECT_THAT(ada.iam("ListAccessKeys").texts("AccessKeyMetadata", "UserName"), ElementsAre("Countess"));
  EXPECT_THAT(me.iam("ListAccessKeys", {{"UserName", "Countess"}}).texts("AccessKeyMetadata", "AccessKeyId"),
              ElementsAre(id));
}

// A: IAM and STS alike, before anything else about the request is looked at.
TEST(AccessKeyCaller, is_refused_while_the_key_is_inactive) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  Caller ada(shared_server(), id);
  me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Inactive"}});
  EXPECT_THAT(ada.sts("GetCallerIdentity"), fails_with(403, "InvalidClientTokenId", kInvalid));
  EXPECT_THAT(ada.iam("ListUsers", {{"MaxItems", "0"}}), fails_with(403, "InvalidClientTokenId", kInvalid));
  me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Active"}});
  EXPECT_THAT(ada.sts("GetCallerIdentity"), succeeds());
}

// A: STS's errors have its second request id and its namespace.
TEST(AccessKeyCaller, is_refused_in_the_form_of_the_service_asked) {
  Caller me;
  Caller gone(shared_server(), me.iam("CreateAccessKey").text("AccessKey/AccessKeyId"));
  gone.iam("DeleteAccessKey", {{"AccessKeyId", gone.account()}});
  auto const of_sts = gone.sts("GetCallerIdentity");
  EXPECT_FALSE(of_sts.header("x-amz-sts-extended-request-id").empty());
  EXPECT_THAT(of_sts.body(), testing::HasSubstr("https://sts.amazonaws.com/doc/2011-06-15/"));
  EXPECT_THAT(gone.iam("ListUsers").body(), testing::HasSubstr("https://iam.amazonaws.com/doc/2010-05-08/"));
}

TEST(AccessKeyCaller, may_delete_its_own_key_and_is_refused_from_then_on) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  Caller ada(shared_server(), id);
  ASSERT_THAT(ada.iam("DeleteAccessKey", {{"AccessKeyId", id}}), succeeds());
  EXPECT_THAT(ada.sts("GetCallerIdentity"), fails_with(403, "InvalidClientTokenId", kInvalid));
}

// A developer's key of real AWS looks like the server's own. The contract: whatever it did not make is root of the
// default account.
TEST(AccessKeyCaller, is_root_of_the_default_account_when_the_server_never_made_the_key) {
  Caller stranger(shared_server(), "AKIAQAAAAAAAAAAAAAAA");
  EXPECT_EQ(stranger.sts("GetCallerIdentity").text("Arn"), "arn:aws:iam::123456789012:root");
}

// M: the region of the scope decides for users as it does for root.
TEST(AccessKeyCaller, has_the_partition_of_the_region_it_signs_for) {
  Caller me;
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"), "cn-north-1");
  EXPECT_EQ(ada.sts("GetCallerIdentity").text("Arn"), "arn:aws-cn:iam::" + me.account() + ":user/Ada");
}

}  // namespace
}  // namespace conformance
