// CreateUser, GetUser, UpdateUser, DeleteUser.
// Sources in the comments: LS recordings of AWS, A probes of live AWS, V another server written after AWS,
// D documentation, B the service model.
#include "client/caller.h"

#include <atomic>
#include <cstdint>
#include <thread>

namespace conformance {
namespace {

using testing::ElementsAre;

// The two encodings agree: account / 2 + 2^39 in base 32, then its parity in the half of the alphabet.
std::string account_in(std::string const& unique_id) {
  std::string const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::uint64_t number = 0;
  for (char const c : unique_id.substr(4, 8)) number = number * 32 + alphabet.find(c);
  number = (number - (std::uint64_t{1} << 39)) * 2 + (alphabet.find(unique_id.at(12)) >= 16 ? 1 : 0);
  auto const digits = std::to_string(number);
  return std::string(12 - std::min<std::size_t>(12, digits.size()), '0') + digits;
}

// A for the layout, B for the order of the members.
TEST(CreateUser, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const answer = me.iam(
      "CreateUser", with_tags({{"UserName", "Ada"}, {"Path", "/R&D\"1\"<>/"}, {"PermissionsBoundary", kAdministrator}},
                              {{"colour", "blue"}}));
  EXPECT_EQ(answer.status(), 200);
  EXPECT_EQ(answer.body(),
            "<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <CreateUserResult>\n"
            "    <User>\n"
            "      <Path>/R&amp;D\"1\"&lt;&gt;/</Path>\n"
            "      <UserName>Ada</UserName>\n"
            "      <UserId>" +
                answer.text("User/UserId") +
                "</UserId>\n"
                "      <Arn>arn:aws:iam::" +
                me.account() +
                ":user/R&amp;D\"1\"&lt;&gt;/Ada</Arn>\n"
                "      <CreateDate>2026-01-31T12:34:56Z</CreateDate>\n"
                "      <PermissionsBoundary>\n"
                "        <PermissionsBoundaryType>Policy</PermissionsBoundaryType>\n"
                "        <PermissionsBoundaryArn>arn:aws:iam::aws:policy/AdministratorAccess"
                "</PermissionsBoundaryArn>\n"
                "      </PermissionsBoundary>\n"
                "      <Tags>\n"
                "        <member>\n"
                "          <Key>colour</Key>\n"
                "          <Value>blue</Value>\n"
                "        </member>\n"
                "      </Tags>\n"
                "    </User>\n"
                "  </CreateUserResult>\n"
                "  <ResponseMetadata>\n"
                "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</CreateUserResponse>\n");
}

// LS: Tags and PermissionsBoundary appear only when there are any.
TEST(CreateUser, omits_what_a_plain_user_does_not_have) {
  Caller me;
  EXPECT_THAT(me.create_user("Ada").names("User"), ElementsAre("Path", "UserName", "UserId", "Arn", "CreateDate"));
}

// A (role ids) and the public decoders of ids: 21 characters that carry the account, even and odd.
TEST(CreateUser, makes_an_id_that_carries_the_account) {
  for (auto const* account : {"000000000042", "999999999999"}) {
    Caller me(shared_server(), account);
    auto const id = me.create_user("Ada-" + Caller::new_account()).text("User/UserId");
    EXPECT_EQ(id.size(), 21U) << id;
    EXPECT_EQ(id.substr(0, 4), "AIDA");
    EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), std::string::npos) << id;
    EXPECT_EQ(account_in(id), account);
  }
}

// D: names are unique without regard to case; LS for the sentence, with the name as it was sent.
TEST(CreateUser, rejects_a_name_that_exists_in_another_case) {
  Caller me;
  ASSERT_THAT(me.create_user("Ada"), succeeds());
  EXPECT_THAT(me.create_user("ADA"), fails_with(409, "EntityAlreadyExists", "User with name ADA already exists."));
  EXPECT_EQ(me.get_user("Ada").text("User/UserName"), "Ada");
}

// D: and across paths.
TEST(CreateUser, rejects_a_name_that_exists_under_another_path) {
  Caller me;
  ASSERT_THAT(me.iam("CreateUser", {{"UserName", "Ada"}, {"Path", "/a/"}}), succeeds());
  EXPECT_THAT(me.iam("CreateUser", {{"UserName", "Ada"}, {"Path", "/b/"}}),
              fails_with(409, "EntityAlreadyExists", "User with name Ada already exists."));
}

// LS: the sentence about paths forbids this path, and AWS accepts it.
TEST(CreateUser, accepts_a_path_with_a_double_slash) {
  Caller me;
  auto const answer = me.iam("CreateUser", {{"UserName", "Ada"}, {"Path", "/a//b/"}});
  EXPECT_EQ(answer.text("User/Path"), "/a//b/");
  EXPECT_EQ(answer.text("User/Arn"), me.arn("user/a//b/Ada"));
}

// B: the alphabet of names and of paths.
TEST(CreateUser, accepts_every_character_a_name_and_a_path_may_have) {
  Caller me;
  auto const answer =
      me.iam("CreateUser", {{"UserName", "Az09_+=,.@-"}, {"Path", "/!\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~/"}});
  EXPECT_THAT(answer, succeeds());
  EXPECT_EQ(answer.text("User/UserName"), "Az09_+=,.@-");
  EXPECT_EQ(answer.text("User/Path"), "/!\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~/");
}

// B: 64 characters, and a path of 512.
TEST(CreateUser, accepts_the_longest_name_and_path) {
  Caller me;
  auto const name = std::string(64, 'n');
  EXPECT_THAT(me.iam("CreateUser", {{"UserName", name}, {"Path", "/" + std::string(510, 'p') + "/"}}), succeeds());
  EXPECT_THAT(me.get_user(name), succeeds());
}

// LS: AWS-managed policies are there; the type is `Policy` although the model says PermissionsBoundaryPolicy.
TEST(CreateUser, returns_the_permissions_boundary_it_was_given) {
  Caller me;
  auto const boundary = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";
  ASSERT_THAT(me.iam("CreateUser", {{"UserName", "Ada"}, {"PermissionsBoundary", boundary}}), succeeds());
  auto const shown = me.get_user("Ada");
  EXPECT_EQ(shown.text("User/PermissionsBoundary/PermissionsBoundaryArn"), boundary);
  EXPECT_EQ(shown.text("User/PermissionsBoundary/PermissionsBoundaryType"), "Policy");
}

// LS: the first two texts. Names of AWS-managed policies are not ours to vary, so another case is another policy (?).
TEST(CreateUser, rejects_a_boundary_that_is_no_policy_and_writes_nothing) {
  Caller me;
  auto const create = [&](std::string const& boundary) {
    return me.iam("CreateUser", {{"UserName", "Ada"}, {"PermissionsBoundary", boundary}});
  };
  EXPECT_THAT(create("arn:aws:iam::aws:policy/NoSuchPolicy"),
              fails_with(404, "NoSuchEntity",
                         "Scope ARN: arn:aws:iam::aws:policy/NoSuchPolicy does not exist or is not attachable."));
  EXPECT_THAT(create("arn:aws:iam::123456789012:role/Admin"),
              fails_with(400, "InvalidInput", "ARN arn:aws:iam::123456789012:role/Admin is not valid."));
  EXPECT_THAT(create("arn:aws:s3:::bucket-of-mine"),
              fails_with(400, "InvalidInput", "ARN arn:aws:s3:::bucket-of-mine is not valid."));
  EXPECT_THAT(create("arn:aws:iam::aws"),
              fails_with(400, "ValidationError",
                         violation("permissionsBoundary", "Member must have length greater than or equal to 20")));
  EXPECT_THAT(me.get_user("Ada"), fails_with(404, "NoSuchEntity", "The user with name Ada cannot be found."));
}

// Of several that create one name at once, one succeeds.
TEST(CreateUser, gives_a_name_to_one_of_concurrent_callers) {
  constexpr int kNames = 25;
  auto const account = Caller::new_account();
  std::atomic<int> created = 0, refused = 0;
  auto const create_all = [&] {
    Caller me(shared_server(), account);
    for (int i = 0; i < kNames; ++i) {
      auto const answer = me.create_user("user" + std::to_string(i));
      if (answer.status() == 200) ++created;
      if (answer.code() == "EntityAlreadyExists") ++refused;
    }
  };
  { std::jthread const first(create_all), second(create_all); }
  EXPECT_EQ(created, kNames);
  EXPECT_EQ(refused, kNames);
}

// D: names are looked up without regard to case; the stored casing is returned.
TEST(GetUser, finds_a_user_in_any_case_and_keeps_the_stored_one) {
  Caller me;
  auto const created = me.create_user("AdaLovelace");
  auto const found = me.get_user("adalovelace");
  EXPECT_EQ(found.text("User/UserName"), "AdaLovelace");
  EXPECT_EQ(found.text("User/UserId"), created.text("User/UserId"));
}

// LS.
TEST(GetUser, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.get_user("nobody"), fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

// C and the documentation: root has no UserName and no Path.
TEST(GetUser, without_a_name_shows_the_root_of_the_account) {
  Caller me;
  auto const answer = me.iam("GetUser");
  EXPECT_THAT(answer.names("User"), ElementsAre("UserId", "Arn", "CreateDate"));
  EXPECT_EQ(answer.text("User/UserId"), me.account());
  EXPECT_EQ(answer.text("User/Arn"), me.arn("root"));
  EXPECT_EQ(answer.text("User/CreateDate"), "2020-01-01T00:00:00Z");  // docs/compatibility.md
}

// LS TestUserRename; D for the path, and for the user in the answer.
TEST(UpdateUser, keeps_id_tags_boundary_and_creation_date_and_changes_the_arn) {
  Caller me;
  std::string id;
  {
    FrozenClock const clock(shared_server(), kNow);
    id = me.iam("CreateUser",
                with_tags({{"UserName", "Ada"}, {"PermissionsBoundary", kAdministrator}}, {{"colour", "blue"}}))
             .text("User/UserId");
  }
  auto const answer = me.iam("UpdateUser", {{"UserName", "ada"}, {"NewUserName", "Countess"}, {"NewPath", "/peers/"}});
  EXPECT_EQ(answer.body(),
            "<UpdateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <UpdateUserResult>\n"
            "    <User>\n"
            "      <Path>/peers/</Path>\n"
            "      <UserName>Countess</UserName>\n"
            "      <UserId>" +
                id +
                "</UserId>\n"
                "      <Arn>" +
                me.arn("user/peers/Countess") +
                "</Arn>\n"
                "    </User>\n"
                "  </UpdateUserResult>\n"
                "  <ResponseMetadata>\n"
                "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</UpdateUserResponse>\n");
  auto const renamed = me.get_user("Countess");
  EXPECT_EQ(renamed.text("User/UserId"), id);
  EXPECT_EQ(renamed.text("User/Arn"), me.arn("user/peers/Countess"));
  EXPECT_EQ(renamed.text("User/Path"), "/peers/");
  EXPECT_EQ(renamed.text("User/CreateDate"), kNow);
  EXPECT_EQ(renamed.text("User/PermissionsBoundary/PermissionsBoundaryArn"), kAdministrator);
  EXPECT_THAT(renamed.texts("User/Tags", "Value"), ElementsAre("blue"));
  EXPECT_THAT(me.get_user("Ada"), fails_with(404, "NoSuchEntity", "The user with name Ada cannot be found."));
}

TEST(UpdateUser, changes_only_the_path_when_only_the_path_is_given) {
  Caller me;
  me.create_user("Ada");
  ASSERT_THAT(me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewPath", "/x/y/"}}), succeeds());
  EXPECT_EQ(me.get_user("Ada").text("User/Arn"), me.arn("user/x/y/Ada"));
}

TEST(UpdateUser, changes_nothing_when_nothing_is_given) {
  Caller me;
  auto const created = me.iam("CreateUser", {{"UserName", "Ada"}, {"Path", "/a/"}});
  ASSERT_THAT(me.iam("UpdateUser", {{"UserName", "Ada"}}), succeeds());
  EXPECT_EQ(me.get_user("Ada").text("User/Arn"), created.text("User/Arn"));
}

// LS: the text of CreateUser with the new name. Nothing of the request is kept, the path neither.
TEST(UpdateUser, rejects_the_name_of_another_user_in_any_case) {
  Caller me;
  me.create_user("Ada");
  me.create_user("Grace");
  EXPECT_THAT(me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "GRACE"}, {"NewPath", "/navy/"}}),
              fails_with(409, "EntityAlreadyExists", "User with name GRACE already exists."));
  EXPECT_EQ(me.get_user("Ada").text("User/Path"), "/");
  EXPECT_EQ(me.get_user("grace").text("User/UserName"), "Grace");
}

TEST(UpdateUser, may_change_the_case_of_its_own_name) {
  Caller me;
  auto const created = me.create_user("ada");
  ASSERT_THAT(me.iam("UpdateUser", {{"UserName", "ada"}, {"NewUserName", "ADA"}}), succeeds());
  EXPECT_EQ(me.get_user("ada").text("User/UserName"), "ADA");
  EXPECT_EQ(me.get_user("ada").text("User/UserId"), created.text("User/UserId"));
}

TEST(UpdateUser, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("UpdateUser", {{"UserName", "nobody"}, {"NewUserName", "somebody"}}),
              fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

TEST(DeleteUser, frees_the_name_for_a_user_without_the_past_of_the_first) {
  Caller me;
  auto const first = me.iam("CreateUser", with_tags({{"UserName", "Ada"}}, {{"colour", "blue"}}));
  ASSERT_THAT(me.iam("DeleteUser", {{"UserName", "ADA"}}), succeeds());
  EXPECT_THAT(me.get_user("Ada"), fails_with(404, "NoSuchEntity", "The user with name Ada cannot be found."));
  auto const second = me.create_user("Ada");
  EXPECT_NE(second.text("User/UserId"), first.text("User/UserId"));
  EXPECT_FALSE(me.get_user("Ada").has("User/Tags"));
}

TEST(DeleteUser, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "nobody"}}),
              fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

}  // namespace
}  // namespace conformance
