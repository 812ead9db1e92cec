// GetAccountPasswordPolicy, UpdateAccountPasswordPolicy, DeleteAccountPasswordPolicy.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model; (?) not confirmed.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;

// LS: the second sentence names neither the account nor a domain.
TEST(PasswordPolicy, is_missing_until_one_is_set) {
  Caller me;
  EXPECT_THAT(
      me.iam("GetAccountPasswordPolicy"),
      fails_with(404, "NoSuchEntity", "The Password Policy with domain name " + me.account() + " cannot be found."));
  EXPECT_THAT(me.iam("DeleteAccountPasswordPolicy"),
              fails_with(404, "NoSuchEntity", "The account policy with name PasswordPolicy cannot be found."));
}

// LS: three members are absent.
TEST(PasswordPolicy, of_an_empty_update_has_the_defaults) {
  Caller me;
  ASSERT_THAT(me.iam("UpdateAccountPasswordPolicy"), succeeds());
  auto const policy = me.iam("GetAccountPasswordPolicy");
  EXPECT_THAT(policy.names("PasswordPolicy"),
              ElementsAre("MinimumPasswordLength", "RequireSymbols", "RequireNumbers", "RequireUppercaseCharacters",
                          "RequireLowercaseCharacters", "AllowUsersToChangePassword", "ExpirePasswords"));
  EXPECT_EQ(policy.text("PasswordPolicy/MinimumPasswordLength"), "6");
  for (auto const* flag : {"PasswordPolicy/RequireSymbols", "PasswordPolicy/RequireNumbers",
                           "PasswordPolicy/RequireUppercaseCharacters", "PasswordPolicy/RequireLowercaseCharacters",
                           "PasswordPolicy/AllowUsersToChangePassword", "PasswordPolicy/ExpirePasswords"}) {
    EXPECT_EQ(policy.text(flag), "false") << flag;
  }
}

// LS: ExpirePasswords follows from MaxPasswordAge.
TEST(PasswordPolicy, is_shown_as_it_was_set) {
  Caller me;
  Pairs const wanted = {{"MinimumPasswordLength", "12"},
                        {"RequireSymbols", "true"},
                        {"RequireNumbers", "true"},
                        {"RequireUppercaseCharacters", "true"},
                        {"RequireLowercaseCharacters", "true"},
                        {"AllowUsersToChangePassword", "true"},
                        {"MaxPasswordAge", "90"},
                        {"PasswordReusePrevention", "3"},
                        {"HardExpiry", "true"}};
  ASSERT_THAT(me.iam("UpdateAccountPasswordPolicy", wanted), succeeds());
  auto const policy = me.iam("GetAccountPasswordPolicy");
  for (auto const& [name, value] : wanted) EXPECT_EQ(policy.text(("PasswordPolicy/" + name).c_str()), value) << name;
  EXPECT_EQ(policy.text("PasswordPolicy/ExpirePasswords"), "true");
}

// D: there is no partial update.
TEST(PasswordPolicy, loses_what_the_next_update_leaves_out) {
  Caller me;
  me.iam("UpdateAccountPasswordPolicy",
         {{"MinimumPasswordLength", "12"}, {"MaxPasswordAge", "90"}, {"HardExpiry", "false"}});
  EXPECT_EQ(me.iam("GetAccountPasswordPolicy").text("PasswordPolicy/HardExpiry"), "false");
  ASSERT_THAT(me.iam("UpdateAccountPasswordPolicy", {{"RequireNumbers", "true"}}), succeeds());
  auto const policy = me.iam("GetAccountPasswordPolicy");
  EXPECT_EQ(policy.text("PasswordPolicy/MinimumPasswordLength"), "6");
  EXPECT_EQ(policy.text("PasswordPolicy/ExpirePasswords"), "false");
  EXPECT_FALSE(policy.has("PasswordPolicy/MaxPasswordAge"));
  EXPECT_FALSE(policy.has("PasswordPolicy/HardExpiry"));
}

// LS, the order of the violations included.
TEST(PasswordPolicy, has_bounds) {
  Caller me;
  EXPECT_THAT(
      me.iam("UpdateAccountPasswordPolicy",
             {{"MinimumPasswordLength", "5"}, {"MaxPasswordAge", "1096"}, {"PasswordReusePrevention", "25"}}),
      fails_with(400, "ValidationError",
                 "3 validation errors detected: Value at 'minimumPasswordLength' failed to satisfy constraint: Member "
                 "must have value greater than or equal to 6; Value at 'passwordReusePrevention' failed to satisfy "
                 "constraint: Member must have value less than or equal to 24; Value at 'maxPasswordAge' failed to "
                 "satisfy constraint: Member must have value less than or equal to 1095"));
  EXPECT_THAT(me.iam("UpdateAccountPasswordPolicy",
                     {{"MinimumPasswordLength", "128"}, {"MaxPasswordAge", "1"}, {"PasswordReusePrevention", "1"}}),
              succeeds());
}

TEST(PasswordPolicy, is_gone_once_deleted_and_is_the_accounts_own) {
  Caller me, other;
  me.iam("UpdateAccountPasswordPolicy");
  EXPECT_EQ(other.iam("GetAccountPasswordPolicy").code(), "NoSuchEntity");
  ASSERT_THAT(me.iam("DeleteAccountPasswordPolicy"), succeeds());
  EXPECT_EQ(me.iam("GetAccountPasswordPolicy").code(), "NoSuchEntity");
}

}  // namespace
}  // namespace conformance
