// Login profiles and passwords of Huawei Cloud's IAM v5:
// https://support.huaweicloud.com/intl/en-us/api-iam5/CreateLoginProfileV5.html
#include "huawei.h"

namespace conformance {
namespace {

constexpr std::string_view kPassword = "Str0ng-enough";

class HuaweiLoginProfiles : public ::testing::Test {
 protected:
  JsonAnswer create(std::string_view password = kPassword) {
    return caller_.post(path_, R"({"password_reset_required":true,"password":")" + std::string(password) + R"("})");
  }

  HuaweiCaller caller_;
  std::string id_ = caller_.create_user("bob");
  std::string path_ = "/v5/users/" + id_ + "/login-profile";
};

TEST_F(HuaweiLoginProfiles, are_those_of_the_other_face) {
  auto const created = create();
  ASSERT_THAT(created, answers(201));
  EXPECT_EQ(created.text("/login_profile/user_id"), id_);
  EXPECT_EQ(created.at("/login_profile/password_reset_required"), true);
  EXPECT_FALSE(created.has("/login_profile/password_expires_at"));
  EXPECT_EQ(caller_.get(path_).at("/login_profile"), created.at("/login_profile"));
  EXPECT_THAT(caller_.aws().iam("GetLoginProfile", {{"UserName", "bob"}}), succeeds());

  auto const updated = caller_.put(path_, R"({"password_reset_required":false})");
  ASSERT_THAT(updated, answers(200));
  EXPECT_EQ(updated.at("/login_profile/password_reset_required"), false);
  ASSERT_THAT(caller_.remove(path_), answers(204));
  EXPECT_EQ(caller_.aws().iam("GetLoginProfile", {{"UserName", "bob"}}).status(), 404);
}

// The one reply of these paths that was recorded, without a full stop.
TEST_F(HuaweiLoginProfiles, that_are_not_there_are_not_found) {
  auto const not_found = refuses_with(404, "IAM.0004", "Could not find login-profile: " + id_);
  EXPECT_THAT(caller_.get(path_), not_found);
  EXPECT_THAT(caller_.put(path_, "{}"), not_found);
  EXPECT_THAT(caller_.remove(path_), not_found);
  auto const root = caller_.root_user_id();
  EXPECT_THAT(caller_.get("/v5/users/" + root + "/login-profile"),
              refuses_with(404, "IAM.0004", "Could not find login-profile: " + root));
  EXPECT_THAT(caller_.get("/v5/users/x/login-profile"), refuses_with(404, "IAM.0004", "Could not find user: x."));
}

TEST_F(HuaweiLoginProfiles, are_one_for_each_user) {
  create();
  EXPECT_THAT(create(), refuses_with(409, "IAM.0005",
                                     "Conflict occurred when attempting to store login-profile - "
                                     "Login Profile for user bob already exists."));
}

TEST_F(HuaweiLoginProfiles, have_passwords_that_are_not_weak) {
  auto const weak = refuses_with(400, "1118", "The password is weak.");
  for (auto const& password : {std::string("Sh0rt-!"), std::string("onlysmallletters"), std::string("has a Blank1!"),
                               std::string(33, 'a') + "A1!", std::string("pässwörT1!")}) {
    EXPECT_THAT(create(password), weak) << password;
  }
  EXPECT_THAT(caller_.post(path_, R"({"password":7,"password_reset_required":true})"), weak);
  EXPECT_THAT(caller_.post(path_, R"({"password_reset_required":true})"),
              refuses_with(400, "IAM.0072", "'password' is a required property."));
}

TEST_F(HuaweiLoginProfiles, tell_when_the_password_expires) {
  ASSERT_THAT(caller_.put("/v5/password-policy", R"({"password_validity_period":30})"), answers(200));
  FrozenClock const clock(shared_server(), "2030-01-01T00:00:00Z");
  create();
  EXPECT_EQ(caller_.get(path_).text("/login_profile/password_expires_at"), "2030-01-31T00:00:00Z");
}

class HuaweiCallerPassword : public HuaweiLoginProfiles {
 protected:
  HuaweiCallerPassword() {
    create();
    holder_ = std::make_unique<HuaweiCaller>(shared_server(), caller_.aws().create_access_key("bob"));
  }

  JsonAnswer change(std::string_view from, std::string_view to) {
    return holder_->post("/v5/caller-password",
                         json_of({{"old_password", std::string(from)}, {"new_password", std::string(to)}}));
  }

  std::unique_ptr<HuaweiCaller> holder_;
};

TEST_F(HuaweiCallerPassword, is_changed_by_whoever_knows_the_old_one) {
  auto const changed = change(kPassword, "An0ther-one");
  ASSERT_THAT(changed, answers(200));
  EXPECT_EQ(changed.text_body(), "");
  EXPECT_EQ(caller_.get(path_).at("/login_profile/password_reset_required"), false);
  EXPECT_THAT(change(kPassword, "A-th1rd-one"), refuses_with(400, "1103", "Incorrect password."));
}

TEST_F(HuaweiCallerPassword, must_become_another) {
  EXPECT_THAT(change(kPassword, kPassword),
              refuses_with(400, "1108", "The new password must be different from the old password."));
  EXPECT_THAT(change(kPassword, "weakweakweak"), refuses_with(400, "1118", "The password is weak."));
}

TEST_F(HuaweiCallerPassword, is_nothing_that_root_has) {
  EXPECT_THAT(caller_.post("/v5/caller-password", R"({"old_password":"x","new_password":"An0ther-one"})"),
              refuses_with(400, "PAP5.0040", "invalid caller"));
}

TEST_F(HuaweiCallerPassword, is_not_changed_where_users_may_not) {
  caller_.put("/v5/password-policy", R"({"allow_user_to_change_password":false})");
  EXPECT_THAT(change(kPassword, "An0ther-one"),
              refuses_with(403, "IAM.0002", "You are not authorized to perform the requested action."));
}

TEST_F(HuaweiCallerPassword, is_not_changed_before_its_time) {
  caller_.put("/v5/password-policy", R"({"minimum_password_age":1440})");
  EXPECT_THAT(change(kPassword, "An0ther-one"), refuses_with(400, "1118", "The password is weak."));
}

}  // namespace
}  // namespace conformance
