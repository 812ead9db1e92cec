// Summary, features and settings of an account in Huawei Cloud's IAM v5:
// https://support.huaweicloud.com/intl/en-us/api-iam5/UpdatePasswordPolicyV5.html and its neighbours.
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::MatchesRegex;

TEST(HuaweiAccount, counts_root_among_its_users) {
  HuaweiCaller caller;
  EXPECT_EQ(caller.get("/v5/account-summary").at("/users"), 1);
  caller.create_user("bob");
  caller.create_group("admins");
  caller.create_policy("p");
  caller.aws().set_quota("UsersPerAccount", 7);
  auto const summary = caller.get("/v5/account-summary");
  ASSERT_THAT(summary, answers(200));
  EXPECT_EQ(summary.at(""), (boost::json::object{{"attached_policies_per_agency_quota", 10},
                                                 {"attached_policies_per_group_quota", 10},
                                                 {"attached_policies_per_user_quota", 10},
                                                 {"policies_quota", 1500},
                                                 {"policy_size_quota", 6144},
                                                 {"versions_per_policy_quota", 5},
                                                 {"policies", 1},
                                                 {"agencies", 0},
                                                 {"agencies_quota", 1000},
                                                 {"users", 2},
                                                 {"users_quota", 8},
                                                 {"groups", 1},
                                                 {"groups_quota", 300},
                                                 {"root_user_mfa_enabled", 0}}));
}

TEST(HuaweiAccount, tells_the_status_of_features) {
  HuaweiCaller caller;
  EXPECT_EQ(caller.get("/v5/features/v5_console").text("/feature_status"), "on");
  EXPECT_EQ(caller.get("/v5/features/access_analyzer").text("/feature_status"), "off");
  EXPECT_THAT(caller.get("/v5/features/x"), refuses_with(404, "IAM.0004", "Could not find feature: x."));
}

// What SDKs learn the account's id from; the Node client sends a body with it.
TEST(HuaweiAccount, is_found_by_its_access_key) {
  HuaweiCaller caller;
  auto const domains = caller.send("GET", "/v3/auth/domains", "{}");
  ASSERT_THAT(domains, answers(200));
  EXPECT_THAT(domains.text("/domains/0/id"), MatchesRegex("[0-9a-f]{32}"));
  caller.create_user("bob");
  HuaweiCaller bob(shared_server(), caller.aws().create_access_key("bob"));
  EXPECT_EQ(bob.domain_id(), caller.domain_id());
}

TEST(HuaweiLoginPolicy, keeps_what_is_put) {
  HuaweiCaller caller;
  EXPECT_EQ(caller.get("/v5/login-policy").at("/login_policy/login_failed_times"), 5);
  auto const updated =
      caller.put("/v5/login-policy", R"({"login_failed_times":3,"custom_info_for_login":"hello","allow_ip_ranges":)"
                                     R"([{"ip_range":"10.0.0.0-10.0.0.255","description":"here"}]})");
  ASSERT_THAT(updated, answers(200));
  EXPECT_EQ(updated.at("/login_policy/login_failed_times"), 3);
  EXPECT_EQ(updated.at("/login_policy/lockout_duration"), 15);
  EXPECT_EQ(updated.text("/login_policy/allow_ip_ranges/0/ip_range"), "10.0.0.0-10.0.0.255");
  EXPECT_EQ(caller.get("/v5/login-policy").at("/login_policy"), updated.at("/login_policy"));
  EXPECT_EQ(HuaweiCaller().get("/v5/login-policy").at("/login_policy/login_failed_times"), 5);
}

TEST(HuaweiLoginPolicy, has_members_within_limits) {
  HuaweiCaller caller;
  auto const refused = [&caller](std::string const& name, std::string const& value) {
    EXPECT_THAT(caller.put("/v5/login-policy", "{\"" + name + "\":" + value + "}"), refuses_field(name)) << value;
  };
  for (auto const* value : {"-1", "241", "1.5", "\"7\"", "null", "99999999999999999999"}) {
    refused("user_validity_period", value);
  }
  for (auto const* value : {"14", "1441"}) refused("lockout_duration", value);
  for (auto const* value : {"2", "11"}) refused("login_failed_times", value);
  for (auto const* value : {"14", "61"}) refused("period_with_login_failures", value);
  for (auto const* value : {"14", "1441"}) refused("session_timeout", value);
  for (auto const* value : {"1", "\"true\""}) refused("show_recent_login_info", value);
  refused("custom_info_for_login", "\"" + std::string(65, 'a') + "\"");
  refused("custom_info_for_login", R"("a@b")");
  refused("allow_address_netmasks", R"([{"ip_range":"10.0.0.0"}])");
  refused("allow_address_netmasks", R"([{"address_netmask":"10.0.0.0/8","description":"<"}])");
  refused("allow_ip_ranges", R"({"ip_range":"10.0.0.0"})");
}

TEST(HuaweiPasswordPolicy, is_that_of_the_other_face) {
  HuaweiCaller caller;
  EXPECT_EQ(caller.get("/v5/password-policy").at("/password_policy/minimum_password_length"), 8);
  auto const updated =
      caller.put("/v5/password-policy", R"({"minimum_password_length":12,"password_reuse_prevention":3,)"
                                        R"("password_validity_period":90,"password_char_combination":2})");
  ASSERT_THAT(updated, answers(200));
  EXPECT_EQ(updated.at("/password_policy/password_char_combination"), 2);
  EXPECT_EQ(updated.text("/password_policy/password_requirements"),
            "A password must contain at least two of the following: uppercase letters, lowercase letters, digits, and "
            "special characters.");
  auto const of_aws = caller.aws().iam("GetAccountPasswordPolicy");
  EXPECT_EQ(of_aws.text("PasswordPolicy/MinimumPasswordLength"), "12");
  EXPECT_EQ(of_aws.text("PasswordPolicy/PasswordReusePrevention"), "3");
  EXPECT_EQ(of_aws.text("PasswordPolicy/MaxPasswordAge"), "90");

  caller.put("/v5/password-policy", R"({"password_reuse_prevention":0})");
  EXPECT_FALSE(caller.aws().iam("GetAccountPasswordPolicy").has("PasswordPolicy/PasswordReusePrevention"));
  caller.aws().iam("UpdateAccountPasswordPolicy", {{"MinimumPasswordLength", "20"},
                                                   {"RequireNumbers", "true"},
                                                   {"RequireSymbols", "true"},
                                                   {"RequireUppercaseCharacters", "true"}});
  auto const shown = caller.get("/v5/password-policy");
  EXPECT_EQ(shown.at("/password_policy/minimum_password_length"), 20);
  EXPECT_EQ(shown.at("/password_policy/password_char_combination"), 3);
  EXPECT_EQ(shown.at("/password_policy/allow_user_to_change_password"), false);
}

TEST(HuaweiPasswordPolicy, holds_on_both_faces) {
  HuaweiCaller caller;
  auto const id = caller.create_user("builder-1A");
  caller.put("/v5/password-policy",
             R"({"maximum_consecutive_identical_chars":2,"password_not_username_or_invert":true,)"
             R"("password_char_combination":4})");
  for (auto const* password : {"aaaB1!xyz", "builder-1A", "A1-redliub", "no-Numbers-here", "NO-SMALL-1"}) {
    auto const of_huawei =
        caller.post("/v5/users/" + id + "/login-profile",
                    R"({"password_reset_required":false,"password":")" + std::string(password) + R"("})");
    EXPECT_THAT(of_huawei, refuses_with(400, "1118", "The password is weak.")) << password;
    EXPECT_EQ(caller.aws().iam("CreateLoginProfile", {{"UserName", "builder-1A"}, {"Password", password}}).code(),
              "PasswordPolicyViolation")
        << password;
  }
  EXPECT_THAT(caller.aws().iam("CreateLoginProfile", {{"UserName", "builder-1A"}, {"Password", "aaB1!xyz"}}),
              succeeds());
}

TEST(HuaweiPasswordPolicy, has_members_within_limits) {
  HuaweiCaller caller;
  for (auto const& [name, value] : Pairs{{"maximum_consecutive_identical_chars", "33"},
                                         {"minimum_password_age", "1441"},
                                         {"minimum_password_length", "7"},
                                         {"minimum_password_length", "33"},
                                         {"password_reuse_prevention", "25"},
                                         {"password_validity_period", "181"},
                                         {"password_char_combination", "1"},
                                         {"password_char_combination", "5"},
                                         {"password_not_username_or_invert", "0"}}) {
    EXPECT_THAT(caller.put("/v5/password-policy", "{\"" + name + "\":" + value + "}"), refuses_field(name)) << value;
  }
}

TEST(HuaweiSwitches, keep_what_is_put) {
  HuaweiCaller caller;
  std::string const path = "/v5/asymmetric-signature-switch";
  EXPECT_EQ(caller.get(path).at("/asymmetric_signature/asymmetric_signature_switch"), false);
  ASSERT_THAT(caller.put(path, R"({"asymmetric_signature":{"asymmetric_signature_switch":true}})"), answers(200));
  EXPECT_EQ(caller.get(path).at("/asymmetric_signature/asymmetric_signature_switch"), true);
  EXPECT_THAT(caller.put(path, R"({"asymmetric_signature":{}})"), refuses_field("asymmetric_signature"));

  EXPECT_EQ(caller.get("/v5/token-policy").at("/token_policy/token_enabled"), true);
  EXPECT_EQ(caller.put("/v5/token-policy", R"({"token_enabled":false})").at("/token_policy/token_enabled"), false);
  EXPECT_EQ(caller.get("/v5/token-policy").at("/token_policy/token_enabled"), false);
}

TEST(HuaweiAccount, forgets_everything_when_it_is_reset) {
  HuaweiCaller caller;
  caller.create_user("bob");
  caller.put("/v5/login-policy", R"({"login_failed_times":3})");
  caller.put("/v5/password-policy", R"({"password_char_combination":4})");
  shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + caller.aws().account()});
  EXPECT_EQ(caller.get("/v5/account-summary").at("/users"), 1);
  EXPECT_EQ(caller.get("/v5/login-policy").at("/login_policy/login_failed_times"), 5);
  EXPECT_EQ(caller.get("/v5/password-policy").at("/password_policy/password_char_combination"), 3);
}

}  // namespace
}  // namespace conformance
