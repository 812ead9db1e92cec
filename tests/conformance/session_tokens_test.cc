// STS GetSessionToken: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
// Sources in the comments: D documentation, I public issues quoting AWS.
#include "client/authenticator.h"
#include "client/sessions.h"

#include <cstdint>

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kStep = 1769862896 / 30;

// A user with an access key and a device, at a fixed time.
class SessionTokens : public testing::Test {
 protected:
  SessionTokens() {
    me.create_user("Ada");
    auto const device = me.iam("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "phone"}});
    seed = decoded_base64(device.text("VirtualMFADevice/Base32StringSeed"));
    me.iam("EnableMFADevice", {{"UserName", "Ada"},
                               {"SerialNumber", serial},
                               {"AuthenticationCode1", code(-1)},
                               {"AuthenticationCode2", code(0)}});
  }
  // What the device shows that many periods from now.
  std::string code(std::int64_t from_now) const { return one_time_code(seed, kStep + from_now); }
  Answer with_code(std::string const& code) {
    return ada().sts("GetSessionToken", {{"SerialNumber", serial}, {"TokenCode", code}});
  }
  Caller& ada() {
    if (!ada_) ada_ = std::make_unique<Caller>(shared_server(), me.create_access_key("Ada"));
    return *ada_;
  }

  FrozenClock clock{shared_server(), kNow};
  Caller me;
  std::string seed;
  std::string serial = me.arn("mfa/phone");

 private:
  std::unique_ptr<Caller> ada_;
};

auto device_unknown() {
  return fails_with(403, "AccessDenied",
                    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial "
                    "number is valid and associated with this user.");
}
auto code_wrong() {
  return fails_with(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
}

TEST_F(SessionTokens, stand_for_the_user_who_asks) {
  auto const answer = ada().sts("GetSessionToken");
  EXPECT_THAT(answer.names(""), ElementsAre("Credentials", "SessionTokenUtilization", "SessionTokenSize"));
  EXPECT_THAT(answer.names("Credentials"), ElementsAre("AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"));
  auto session = Caller::of_session(answer);
  auto const identity = session.sts("GetCallerIdentity");
  EXPECT_EQ(identity.text("Arn"), me.arn("user/Ada"));
  EXPECT_EQ(identity.text("UserId"), me.get_user("Ada").text("User/UserId"));
}

// D: twelve hours unless the user says otherwise.
TEST_F(SessionTokens, last_twelve_hours_or_as_long_as_asked) {
  EXPECT_EQ(ada().sts("GetSessionToken").text("Credentials/Expiration"), "2026-02-01T00:34:56Z");
  EXPECT_EQ(ada().sts("GetSessionToken", {{"DurationSeconds", "900"}}).text("Credentials/Expiration"),
            "2026-01-31T12:49:56Z");
  EXPECT_EQ(ada().sts("GetSessionToken", {{"DurationSeconds", "129600"}}).text("Credentials/Expiration"),
            "2026-02-02T00:34:56Z");
  EXPECT_THAT(
      ada().sts("GetSessionToken", {{"DurationSeconds", "899"}}),
      fails_with(400, "ValidationError",
                 sts_violation("899", "durationSeconds", "Member must have value greater than or equal to 900")));
  EXPECT_THAT(
      ada().sts("GetSessionToken", {{"DurationSeconds", "129601"}}),
      fails_with(400, "ValidationError",
                 sts_violation("129601", "durationSeconds", "Member must have value less than or equal to 129600")));
}

// D: root's are cut to an hour, not refused.
TEST_F(SessionTokens, of_root_last_an_hour_at_most) {
  EXPECT_EQ(me.sts("GetSessionToken").text("Credentials/Expiration"), "2026-01-31T13:34:56Z");
  EXPECT_EQ(me.sts("GetSessionToken", {{"DurationSeconds", "7200"}}).text("Credentials/Expiration"),
            "2026-01-31T13:34:56Z");
  EXPECT_EQ(me.sts("GetSessionToken", {{"DurationSeconds", "900"}}).text("Credentials/Expiration"),
            "2026-01-31T12:49:56Z");
  auto session = Caller::of_session(me.sts("GetSessionToken"));
  EXPECT_EQ(session.sts("GetCallerIdentity").text("Arn"), me.arn("root"));
}

// D: with MFA the session may call IAM.
TEST_F(SessionTokens, with_a_code_of_the_device_may_call_iam) {
  auto session = Caller::of_session(with_code(code(0)));
  EXPECT_EQ(session.iam("GetUser").text("User/UserName"), "Ada");
}

// Recorded: radkawar/stackd, mfa_verification.json.
TEST_F(SessionTokens, take_the_codes_of_two_periods_before_and_after) {
  EXPECT_THAT(with_code(code(-3)), code_wrong());
  EXPECT_THAT(with_code(code(3)), code_wrong());
  for (auto const off : {-2, -1, 0, 1, 2}) EXPECT_THAT(with_code(code(off)), succeeds()) << off;
}

// Recorded: radkawar/stackd, mfa_rejection_threshold.json, mfa_rejection_aligned.json and mfa_recreation_limited.json:
// nine in each three minutes of the clock, good and bad ones together, of each device by itself.
TEST_F(SessionTokens, look_at_nine_codes_of_a_device_in_three_minutes) {
  EXPECT_THAT(with_code(code(0)), succeeds());
  for (auto i = 0; i < 8; ++i) EXPECT_THAT(with_code(code(100 + i)), code_wrong()) << i;
  EXPECT_THAT(with_code(code(1)), device_unknown());
  FrozenClock const later(shared_server(), "2026-01-31T12:36:00Z");
  EXPECT_THAT(with_code(code(3)), succeeds());
}

// RFC 6238, 5.2: a verifier must not take a code twice. Nor does AWS, which tells to wait for the next one.
TEST_F(SessionTokens, take_no_code_twice) {
  EXPECT_THAT(with_code(code(0)), succeeds());
  EXPECT_THAT(with_code(code(0)), code_wrong());
  EXPECT_THAT(with_code(code(-1)), code_wrong()) << "nor one that the device showed before";
  EXPECT_THAT(with_code(code(1)), succeeds());
}

// I, for the sentences.
TEST_F(SessionTokens, need_the_callers_own_device) {
  me.create_user("Grace");
  Caller grace(shared_server(), me.create_access_key("Grace"));
  EXPECT_THAT(grace.sts("GetSessionToken", {{"SerialNumber", serial}, {"TokenCode", code(0)}}), device_unknown());
  EXPECT_THAT(ada().sts("GetSessionToken", {{"SerialNumber", me.arn("mfa/none")}, {"TokenCode", code(0)}}),
              device_unknown());
  EXPECT_THAT(me.sts("GetSessionToken", {{"SerialNumber", serial}, {"TokenCode", code(0)}}), device_unknown());
  me.iam("DeactivateMFADevice", {{"UserName", "Ada"}, {"SerialNumber", serial}});
  EXPECT_THAT(with_code(code(0)), device_unknown());
}

// I: either alone is not enough.
TEST_F(SessionTokens, need_device_and_code_together) {
  auto const incomplete =
      fails_with(403, "AccessDenied",
                 "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code. ");
  EXPECT_THAT(ada().sts("GetSessionToken", {{"SerialNumber", serial}}), incomplete);
  EXPECT_THAT(ada().sts("GetSessionToken", {{"TokenCode", code(0)}}), incomplete);
}

TEST_F(SessionTokens, refuse_what_is_no_code) {
  EXPECT_THAT(
      ada().sts("GetSessionToken", {{"SerialNumber", serial}, {"TokenCode", "12345x"}}),
      fails_with(400, "ValidationError",
                 sts_violation("12345x", "tokenCode", R"(Member must satisfy regular expression pattern: [\d]*)")));
}

}  // namespace
}  // namespace conformance
