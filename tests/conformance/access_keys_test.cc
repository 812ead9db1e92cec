// CreateAccessKey, UpdateAccessKey, DeleteAccessKey, ListAccessKeys.
// Sources in the comments: LS recordings of AWS, V another server written after AWS, D documentation, B the service
// model; (?) not confirmed.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr auto kUnknownKey = "AKIAUNKNOWNUNKNOWN00";

std::vector<std::string> key_ids(Caller& caller, Pairs parameters) {
  return caller.iam("ListAccessKeys", std::move(parameters)).texts("AccessKeyMetadata", "AccessKeyId");
}

// A and the public decoders of ids for the id, A for the secret, B for the order of the members.
TEST(CreateAccessKey, makes_an_active_key_with_its_secret) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  me.create_user("Ada");
  auto const answer = me.iam("CreateAccessKey", {{"UserName", "ADA"}});
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names("AccessKey"),
              ElementsAre("UserName", "AccessKeyId", "Status", "SecretAccessKey", "CreateDate"));
  EXPECT_EQ(answer.text("AccessKey/UserName"), "Ada");
  EXPECT_THAT(answer.text("AccessKey/AccessKeyId"), MatchesRegex("AKIA[A-Z2-7]{16}"));
  EXPECT_THAT(answer.text("AccessKey/SecretAccessKey"), MatchesRegex("[A-Za-z0-9+/]{40}"));
  EXPECT_EQ(answer.text("AccessKey/Status"), "Active");
  EXPECT_EQ(answer.text("AccessKey/CreateDate"), kNow);
}

// LS for the sentence; an inactive key counts as well [D].
TEST(CreateAccessKey, refuses_a_third_key) {
  Caller me;
  me.create_user("Ada");
  auto const first = me.create_access_key("Ada");
  me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", first}, {"Status", "Inactive"}});
  me.create_access_key("Ada");
  auto const third = me.iam("CreateAccessKey", {{"UserName", "Ada"}});
  EXPECT_THAT(third, fails_with(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"));
  ASSERT_THAT(me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", first}}), succeeds());
  EXPECT_THAT(me.iam("CreateAccessKey", {{"UserName", "Ada"}}), succeeds());
}

// LS.
TEST(CreateAccessKey, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("CreateAccessKey", {{"UserName", "nobody"}}),
              fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

// D: without a name the signing key decides, root's included. That root's keys show no name is our choice (?).
TEST(CreateAccessKey, without_a_name_makes_a_key_of_the_caller) {
  Caller me;
  auto const of_root = me.iam("CreateAccessKey");
  ASSERT_THAT(of_root, succeeds());
  EXPECT_FALSE(of_root.has("AccessKey/UserName"));
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  auto const of_ada = ada.iam("CreateAccessKey");
  EXPECT_EQ(of_ada.text("AccessKey/UserName"), "Ada");

  EXPECT_THAT(key_ids(me, {}), ElementsAre(of_root.text("AccessKey/AccessKeyId")));
  EXPECT_THAT(key_ids(ada, {}), ElementsAre(testing::_, of_ada.text("AccessKey/AccessKeyId")));
  EXPECT_EQ(key_ids(me, {{"UserName", "Ada"}}), key_ids(ada, {}));
}

// D: the quota is that of root, too.
TEST(CreateAccessKey, refuses_a_third_key_of_root) {
  Caller me;
  ASSERT_THAT(me.iam("CreateAccessKey"), succeeds());
  ASSERT_THAT(me.iam("CreateAccessKey"), succeeds());
  EXPECT_THAT(me.iam("CreateAccessKey"),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"));
}

TEST(UpdateAccessKey, changes_the_status_and_nothing_else) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  for (auto const* status : {"Inactive", "Inactive", "Active"}) {
    ASSERT_THAT(me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", status}}), succeeds());
    auto const listed = me.iam("ListAccessKeys", {{"UserName", "Ada"}});
    EXPECT_THAT(listed.texts("AccessKeyMetadata", "Status"), ElementsAre(status));
    EXPECT_THAT(listed.texts("AccessKeyMetadata", "AccessKeyId"), ElementsAre(id));
  }
}

// LS: no list of the values.
TEST(UpdateAccessKey, refuses_a_status_that_the_model_does_not_know) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  EXPECT_THAT(me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Idle"}}),
              fails_with(400, "ValidationError", violation("status", "Member must satisfy enum value set")));
}

// B: the model has the value, and the operation the error; the sentence is ours (?).
TEST(UpdateAccessKey, refuses_a_status_that_no_key_can_be_set_to) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  EXPECT_THAT(me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Expired"}}),
              fails_with(400, "InvalidInput", "Status Expired cannot be set on an access key."));
}

// LS for the sentence. A key of another user, of root or of another account is not there.
TEST(AccessKeys, are_found_only_under_their_owner) {
  Caller me, other;
  me.create_user("Ada");
  me.create_user("Grace");
  other.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  auto const missing =
      fails_with(404, "NoSuchEntity", "The Access Key with id " + std::string(id) + " cannot be found.");
  Pairs const of_grace = {{"UserName", "Grace"}, {"AccessKeyId", id}, {"Status", "Inactive"}};
  Pairs const of_root = {{"AccessKeyId", id}, {"Status", "Inactive"}};
  Pairs const of_ada = {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Inactive"}};
  for (auto const* action : {"UpdateAccessKey", "DeleteAccessKey"}) {
    EXPECT_THAT(me.iam(action, of_grace), missing) << action;
    EXPECT_THAT(me.iam(action, of_root), missing) << action;
    EXPECT_THAT(other.iam(action, of_ada), missing) << action;
    EXPECT_THAT(me.iam(action, of_ada), succeeds()) << action;
  }
}

// LS: the user is looked for first.
TEST(AccessKeys, that_are_missing_are_told_after_missing_users) {
  Caller me;
  me.create_user("Ada");
  for (auto const* action : {"UpdateAccessKey", "DeleteAccessKey"}) {
    EXPECT_THAT(me.iam(action, {{"UserName", "Ada"}, {"AccessKeyId", kUnknownKey}, {"Status", "Active"}}),
                fails_with(404, "NoSuchEntity", "The Access Key with id AKIAUNKNOWNUNKNOWN00 cannot be found."))
        << action;
    EXPECT_THAT(me.iam(action, {{"UserName", "nobody"}, {"AccessKeyId", kUnknownKey}, {"Status", "Active"}}),
                fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."))
        << action;
  }
}

// B for the lengths, V for the sentence.
TEST(AccessKeys, have_ids_of_16_alphanumeric_characters_at_least) {
  Caller me;
  auto const remove = [&](std::string const& id) { return me.iam("DeleteAccessKey", {{"AccessKeyId", id}}); };
  EXPECT_THAT(remove("AKIA"),
              fails_with(400, "ValidationError",
                         violation("accessKeyId", "Member must have length greater than or equal to 16")));
  EXPECT_THAT(remove(std::string(129, 'A')),
              fails_with(400, "ValidationError",
                         violation("accessKeyId", "Member must have length less than or equal to 128")));
  EXPECT_THAT(remove("AKIA-AAAAAAAAAAAAAAA"),
              fails_with(400, "ValidationError",
                         "The specified value for accessKeyId is invalid. It must contain only alphanumeric "
                         "characters."));
  EXPECT_THAT(me.iam("DeleteAccessKey"),
              fails_with(400, "ValidationError", violation("accessKeyId", "Member must not be null")));
}

// B for the members; secrets are never told again.
TEST(ListAccessKeys, shows_keys_in_the_order_of_creation_without_their_secrets) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(key_ids(me, {{"UserName", "Ada"}}), IsEmpty());
  auto const first = me.create_access_key("Ada");
  auto const second = me.create_access_key("Ada");
  auto const answer = me.iam("ListAccessKeys", {{"UserName", "ada"}});
  EXPECT_THAT(answer.texts("AccessKeyMetadata", "AccessKeyId"), ElementsAre(first, second));
  EXPECT_THAT(answer.names("AccessKeyMetadata/member"), ElementsAre("UserName", "AccessKeyId", "Status", "CreateDate"));
  EXPECT_THAT(answer.texts("AccessKeyMetadata", "UserName"), ElementsAre("Ada", "Ada"));
  EXPECT_THAT(answer.texts("AccessKeyMetadata", "CreateDate"), ElementsAre(kNow, kNow));
  EXPECT_EQ(answer.text("IsTruncated"), "false");
}

TEST(ListAccessKeys, is_paged) {
  Caller me;
  me.create_user("Ada");
  auto const first = me.create_access_key("Ada");
  auto const second = me.create_access_key("Ada");
  auto const page = me.iam("ListAccessKeys", {{"UserName", "Ada"}, {"MaxItems", "1"}});
  EXPECT_EQ(page.text("IsTruncated"), "true");
  EXPECT_THAT(page.texts("AccessKeyMetadata", "AccessKeyId"), ElementsAre(first));
  auto const rest = me.iam("ListAccessKeys", {{"UserName", "Ada"}, {"Marker", page.text("Marker")}});
  EXPECT_EQ(rest.text("IsTruncated"), "false");
  EXPECT_THAT(rest.texts("AccessKeyMetadata", "AccessKeyId"), ElementsAre(second));
  EXPECT_THAT(me.iam("ListAccessKeys", {{"UserName", "Ada"}, {"Marker", "x"}}),
              fails_with(400, "ValidationError", "Invalid Marker."));
}

TEST(ListAccessKeys, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("ListAccessKeys", {{"UserName", "nobody"}}),
              fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

// V.
TEST(DeleteUser, waits_for_access_keys) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}),
              fails_with(409, "DeleteConflict", "Cannot delete entity, must delete access keys first."));
  ASSERT_THAT(me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}}), succeeds());
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
}

// The account is in the id, whatever became of the key [D]; what STS says to an id that carries none is not known (?).
TEST(GetAccessKeyInfo, tells_the_account_of_a_key_from_its_id) {
  Caller me, other;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}});
  EXPECT_EQ(other.sts("GetAccessKeyInfo", {{"AccessKeyId", id}}).text("Account"), me.account());
  EXPECT_THAT(other.sts("GetAccessKeyInfo", {{"AccessKeyId", "AKIAIOSFODNN7EXAMPLE"}}),
              fails_with(400, "ValidationError", "AKIAIOSFODNN7EXAMPLE is invalid"));
}

}  // namespace
}  // namespace conformance
