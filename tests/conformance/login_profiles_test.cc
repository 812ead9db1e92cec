// CreateLoginProfile, GetLoginProfile, UpdateLoginProfile, DeleteLoginProfile, ChangePassword.
// Sources in the comments: LS recordings of AWS, I public issues and transcripts that quote AWS, D documentation, B the
// service model; (?) not confirmed.
#include "client/caller.h"

#include <fstream>
#include <iterator>

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kPassword = "Tr0ub4dor&3";
constexpr auto kOther = "correct-Horse-1";

auto breaks_the_policy() {
  return fails_with(400, "PasswordPolicyViolation", "Password does not conform to the account password policy.");
}

auto has_no_profile(std::string const& user) {
  return fails_with(404, "NoSuchEntity", "Login Profile for User " + user + " cannot be found.");
}

// A user with a password and an access key.
class Ada {
 public:
  Ada() { EXPECT_THAT(create(kPassword), succeeds()); }

  Answer create(std::string const& password) {
    return root.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", password}});
  }
  Answer update(std::string const& password) {
    return root.iam("UpdateLoginProfile", {{"UserName", "Ada"}, {"Password", password}});
  }
  Answer change(std::string const& old_password, std::string const& new_password) {
    return me.iam("ChangePassword", {{"OldPassword", old_password}, {"NewPassword", new_password}});
  }
  Answer demand(Pairs policy) { return root.iam("UpdateAccountPasswordPolicy", std::move(policy)); }
  std::string reset_required() {
    return root.iam("GetLoginProfile", {{"UserName", "Ada"}}).text("LoginProfile/PasswordResetRequired");
  }

  Caller root;
  Caller me{shared_server(), access_key()};

 private:
  std::string access_key() {
    root.create_user("Ada");
    return root.create_access_key("Ada");
  }
};

// LS for the members; the name is shown as it is stored.
TEST(CreateLoginProfile, answers_with_the_profile_and_without_the_password) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  me.create_user("Ada");
  auto const answer = me.iam("CreateLoginProfile", {{"UserName", "ADA"}, {"Password", kPassword}});
  EXPECT_THAT(answer.names("LoginProfile"), ElementsAre("UserName", "CreateDate", "PasswordResetRequired"));
  EXPECT_EQ(answer.text("LoginProfile/UserName"), "Ada");
  EXPECT_EQ(answer.text("LoginProfile/CreateDate"), kNow);
  EXPECT_EQ(answer.text("LoginProfile/PasswordResetRequired"), "false");
  EXPECT_EQ(answer.body().find(kPassword), std::string::npos);
}

TEST(CreateLoginProfile, may_require_a_reset) {
  Caller me;
  me.create_user("Ada");
  auto const answer =
      me.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", kPassword}, {"PasswordResetRequired", "true"}});
  EXPECT_EQ(answer.text("LoginProfile/PasswordResetRequired"), "true");
  EXPECT_EQ(me.iam("GetLoginProfile", {{"UserName", "Ada"}}).text("LoginProfile/PasswordResetRequired"), "true");
}

// LS: a small `user`.
TEST(CreateLoginProfile, refuses_a_second_profile) {
  Ada ada;
  EXPECT_THAT(ada.create(kOther), fails_with(409, "EntityAlreadyExists", "Login Profile for user Ada already exists."));
}

// D: the password is needed but in a session that manages the root of a member account.
TEST(CreateLoginProfile, needs_a_password) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(me.iam("CreateLoginProfile", {{"UserName", "Ada"}}),
              fails_with(400, "ValidationError", violation("password", "Member must not be null")));
}

// D: root must be in such a session to leave the name out; LS has the sentence from GetUser and DeleteAccessKey (?).
TEST(LoginProfiles, of_root_are_not_managed_by_root_itself) {
  Caller me;
  auto const refused =
      fails_with(400, "ValidationError", "Must specify userName when calling with non-User credentials");
  EXPECT_THAT(me.iam("CreateLoginProfile", {{"Password", kPassword}}), refused);
  EXPECT_THAT(me.iam("GetLoginProfile"), refused);
  EXPECT_THAT(me.iam("DeleteLoginProfile"), refused);
}

// D: without a name, a user means itself.
TEST(LoginProfiles, without_a_name_are_the_callers) {
  Ada ada;
  EXPECT_EQ(ada.me.iam("GetLoginProfile").text("LoginProfile/UserName"), "Ada");
  EXPECT_THAT(ada.me.iam("DeleteLoginProfile"), succeeds());
  EXPECT_THAT(ada.me.iam("GetLoginProfile"), has_no_profile("Ada"));
}

// LS: a capital User.
TEST(LoginProfiles, that_are_missing_are_told_after_missing_users) {
  Caller me;
  me.create_user("Ada");
  for (auto const* action : {"GetLoginProfile", "UpdateLoginProfile", "DeleteLoginProfile"}) {
    EXPECT_THAT(me.iam(action, {{"UserName", "Ada"}}), has_no_profile("Ada")) << action;
    EXPECT_THAT(me.iam(action, {{"UserName", "nobody"}}),
                fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."))
        << action;
  }
}

TEST(LoginProfiles, follow_a_renamed_user) {
  Ada ada;
  ada.root.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}});
  EXPECT_EQ(ada.root.iam("GetLoginProfile", {{"UserName", "Countess"}}).text("LoginProfile/UserName"), "Countess");
  EXPECT_THAT(ada.change(kPassword, kOther), succeeds());
}

// I:cloud-custodian#1663.
TEST(DeleteUser, waits_for_its_login_profile) {
  Caller me;
  me.create_user("Ada");
  me.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", kPassword}});
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}),
              fails_with(409, "DeleteConflict", "Cannot delete entity, must delete login profile first."));
  ASSERT_THAT(me.iam("DeleteLoginProfile", {{"UserName", "Ada"}}), succeeds());
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
}

TEST(UpdateLoginProfile, changes_what_it_is_given) {
  Ada ada;
  ASSERT_THAT(ada.root.iam("UpdateLoginProfile", {{"UserName", "Ada"}, {"PasswordResetRequired", "true"}}), succeeds());
  EXPECT_EQ(ada.reset_required(), "true");
  ASSERT_THAT(ada.update(kOther), succeeds());
  EXPECT_EQ(ada.reset_required(), "true");
  EXPECT_THAT(ada.change(kOther, kPassword), succeeds());
}

// The new password is the user's own choice: no reset is required any more [D].
TEST(ChangePassword, takes_the_old_password_and_ends_a_required_reset) {
  Ada ada;
  ada.root.iam("UpdateLoginProfile", {{"UserName", "Ada"}, {"PasswordResetRequired", "true"}});
  ASSERT_THAT(ada.change(kPassword, kOther), succeeds());
  EXPECT_EQ(ada.reset_required(), "false");
  EXPECT_THAT(ada.change(kOther, kPassword), succeeds());
}

// (?): neither code nor sentence is public.
TEST(ChangePassword, refuses_a_wrong_old_password) {
  Ada ada;
  EXPECT_THAT(ada.change(kOther, kOther), fails_with(403, "AccessDenied", "The old password was incorrect."));
  EXPECT_THAT(ada.change(kPassword, kOther), succeeds());
}

// B for the code; the sentence is ours (?).
TEST(ChangePassword, is_for_users_only) {
  Caller me;
  EXPECT_THAT(me.iam("ChangePassword", {{"OldPassword", kPassword}, {"NewPassword", kOther}}),
              fails_with(400, "InvalidUserType", "Only IAM Users can change their own password."));
}

// I: seen in a public transcript of boto3.
TEST(ChangePassword, needs_a_login_profile) {
  Ada ada;
  ada.root.iam("DeleteLoginProfile", {{"UserName", "Ada"}});
  EXPECT_THAT(ada.change(kPassword, kOther), has_no_profile("Ada"));
}

// D: eight characters, of three of the four kinds.
TEST(Passwords, without_a_policy_meet_the_default_one) {
  Ada ada;
  for (auto const* good : {"Abcdefg1", "abcdef1!", "ABCDEF1!", "Abcdefg!", "Abcdef1!", "Àbcdefg1H"}) {
    EXPECT_THAT(ada.update(good), succeeds()) << good;
  }
  for (auto const* bad : {"Abcde1!", "abcdefgh", "abcdefg1", "ABCDEFG1", "abcdefg!", "1234567!", "abcdefg \"~1"}) {
    EXPECT_THAT(ada.update(bad), breaks_the_policy()) << bad;
  }
}

// D for the symbols.
TEST(Passwords, meet_the_accounts_policy_wherever_they_are_set) {
  Ada ada;
  struct Case {
    char const* demand;
    char const* good;
    char const* bad;
  };
  for (auto const& [demand, good, bad] :
       {Case{"RequireSymbols", "abcdefg'", "abcdefg~"}, Case{"RequireNumbers", "abcdefg1", "abcdefgh"},
        Case{"RequireUppercaseCharacters", "abcdefgH", "abcdefg\u00C0"},
        Case{"RequireLowercaseCharacters", "ABCDEFGh", "ABCDEFG\u00E0"}}) {
    ada.demand({{demand, "true"}});
    EXPECT_THAT(ada.update(bad), breaks_the_policy()) << demand;
    EXPECT_THAT(ada.update(good), succeeds()) << demand;
    EXPECT_THAT(ada.change(good, bad), breaks_the_policy()) << demand;
    EXPECT_THAT(ada.change(good, good), succeeds()) << demand;
    ada.root.iam("DeleteLoginProfile", {{"UserName", "Ada"}});
    EXPECT_THAT(ada.create(bad), breaks_the_policy()) << demand;
    EXPECT_THAT(ada.create(good), succeeds()) << demand;
  }
}

// D: a policy of the account replaces the default one, weaker or not.
TEST(Passwords, have_the_length_of_the_accounts_policy) {
  Ada ada;
  ada.demand({});
  EXPECT_THAT(ada.update("abcdef"), succeeds());
  EXPECT_THAT(ada.update("abcde"), breaks_the_policy());
  ada.demand({{"MinimumPasswordLength", "10"}});
  EXPECT_THAT(ada.update("abcdefghi\u00E0"), succeeds());
  EXPECT_THAT(ada.update("abcdefgh\u00E0"), breaks_the_policy());
}

// D: so many passwords back, the present one among them.
TEST(Passwords, are_not_reused_as_far_back_as_the_policy_says) {
  Ada ada;
  ada.demand({{"PasswordReusePrevention", "2"}});
  EXPECT_THAT(ada.change(kPassword, kPassword), breaks_the_policy());
  ASSERT_THAT(ada.change(kPassword, "second"), succeeds());
  EXPECT_THAT(ada.change("second", kPassword), breaks_the_policy());
  EXPECT_THAT(ada.update(kPassword), breaks_the_policy());
  ASSERT_THAT(ada.change("second", "third-"), succeeds());
  EXPECT_THAT(ada.change("third-", kPassword), succeeds());
}

// B: the alphabet goes up to U+00FF; a password breaks it without being told.
TEST(Passwords, have_1_to_128_characters_of_latin_1) {
  Ada ada;
  EXPECT_THAT(ada.update(std::string(124, 'a') + "A1! "), succeeds());
  EXPECT_THAT(
      ada.update(std::string(129, 'a')),
      fails_with(400, "ValidationError", violation("password", "Member must have length less than or equal to 128")));
  EXPECT_THAT(ada.update("Abcdefg1\u0100"), fails_with(400, "ValidationError",
                                                       violation("password",
                                                                 "Member must satisfy regular expression pattern: "
                                                                 "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")));
}

// A database file tells nobody a password.
TEST(Passwords, are_stored_as_hashes) {
  TemporaryDirectory const directory;
  auto const file = directory.file("iam.db");
  {
    Server server({"--db", file});
    Caller me(server);
    me.create_user("Ada");
    me.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", kPassword}});
    server.terminate();
  }
  std::ifstream stored(file, std::ios::binary);
  std::string const bytes((std::istreambuf_iterator<char>(stored)), {});
  EXPECT_NE(bytes.find("login_profiles"), std::string::npos);
  EXPECT_EQ(bytes.find(kPassword), std::string::npos);
}

}  // namespace
}  // namespace conformance
