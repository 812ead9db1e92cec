// Virtual MFA devices.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model, I public issues.
#include "client/authenticator.h"
#include "client/caller.h"

#include <cstdint>
#include <map>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::StartsWith;

constexpr std::int64_t kStep = 1769862896 / 30;

// A caller with a user, at a fixed time.
class MfaDevices : public testing::Test {
 protected:
  MfaDevices() { me.create_user("Ada"); }

  Answer create(std::string const& name, Pairs parameters = {}) {
    parameters.insert(parameters.begin(), {"VirtualMFADeviceName", name});
    auto answer = me.iam("CreateVirtualMFADevice", std::move(parameters));
    seeds[name] = decoded_base64(answer.text("VirtualMFADevice/Base32StringSeed"));
    return answer;
  }
  std::string serial(std::string const& name) const { return me.arn("mfa/" + name); }
  Answer on(std::string const& action, std::string const& name, Pairs parameters = {}) {
    parameters.insert(parameters.begin(), {"SerialNumber", serial(name)});
    return me.iam(action, std::move(parameters));
  }
  // Enable or Resync with the codes of two steps, counted from now.
  Answer prove(std::string const& action, std::string const& name, std::int64_t first, std::int64_t second,
               std::string const& user = "Ada") {
    return on(action, name,
              {{"UserName", user},
               {"AuthenticationCode1", one_time_code(seeds[name], kStep + first)},
               {"AuthenticationCode2", one_time_code(seeds[name], kStep + second)}});
  }
  Answer enable(std::string const& name, std::string const& user = "Ada") {
    return prove("EnableMFADevice", name, -1, 0, user);
  }
  Answer deactivate(std::string const& name, std::string const& user = "Ada") {
    return on("DeactivateMFADevice", name, {{"UserName", user}});
  }
  Answer devices_of(std::string const& user) { return me.iam("ListMFADevices", {{"UserName", user}}); }
  std::vector<std::string> listed(std::string const& status) {
    return me.iam("ListVirtualMFADevices", {{"AssignmentStatus", status}}).texts("VirtualMFADevices", "SerialNumber");
  }
  auto missing(std::string const& name) const {
    return fails_with(404, "NoSuchEntity", "MFA Device with serial number " + serial(name) + " does not exist.");
  }

  FrozenClock clock{shared_server(), kNow};
  Caller me;
  std::map<std::string, std::string> seeds;
};

auto not_of_user() { return fails_with(404, "NoSuchEntity", "MFA Device invalid for user."); }
auto wrong_code() {
  return fails_with(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.");
}

// LS for the fields; D for the 64 characters in base 32 and the picture.
TEST_F(MfaDevices, are_created_with_a_seed_and_a_picture_of_it) {
  auto const answer = create("phone");
  EXPECT_THAT(answer.names("VirtualMFADevice"), ElementsAre("SerialNumber", "Base32StringSeed", "QRCodePNG"));
  EXPECT_EQ(answer.text("VirtualMFADevice/SerialNumber"), serial("phone"));
  EXPECT_THAT(seeds["phone"], MatchesRegex("[A-Z2-7]{64}"));
  EXPECT_THAT(decoded_base64(answer.text("VirtualMFADevice/QRCodePNG")), StartsWith("\x89PNG\r\n\x1a\n"));
  EXPECT_THAT(create("tagged", with_tags({}, {{"a", "1"}})).texts("VirtualMFADevice/Tags", "Key"), ElementsAre("a"));
}

// LS test_virtual_mfa_device_lifecycle: a doubled slash inside a path is taken.
TEST_F(MfaDevices, have_paths) {
  for (auto const* path : {"/", "/test-path/", "/test//double/"}) {
    EXPECT_EQ(create("phone", {{"Path", path}}).text("VirtualMFADevice/SerialNumber"),
              me.arn("mfa" + std::string(path) + "phone"));
  }
}

// LS test_virtual_mfa_device_errors. The longest name is D:AWS::IAM::VirtualMFADevice.
TEST_F(MfaDevices, are_refused_with_bad_names_and_paths) {
  create("phone");
  EXPECT_THAT(create("phone"), fails_with(409, "EntityAlreadyExists", "MFA device already exists."));
  for (auto const* path : {"invalid-path/", "/invalid-path"}) {
    EXPECT_THAT(create("other", {{"Path", path}}),
                fails_with(400, "ValidationError",
                           "The specified value for path is invalid. It must begin and end with / and contain only "
                           "alphanumeric characters and/or / characters."));
  }
  EXPECT_THAT(
      create("other", {{"Path", "/" + std::string(512, 'a') + "/"}}),
      fails_with(400, "ValidationError", violation("path", "Member must have length less than or equal to 512")));
  EXPECT_THAT(create(std::string(227, 'a')),
              fails_with(400, "ValidationError",
                         violation("virtualMFADeviceName", "Member must have length less than or equal to 226")));
}

// LS test_enable_virtual_mfa_device: the codes of the last period and of this one.
TEST_F(MfaDevices, belong_to_the_user_that_enables_them) {
  create("phone");
  EXPECT_THAT(devices_of("Ada").names(""), ElementsAre("IsTruncated", "MFADevices"));
  EXPECT_THAT(enable("phone"), succeeds());
  auto const mine = devices_of("ada");
  EXPECT_THAT(mine.names("MFADevices/member"), ElementsAre("UserName", "SerialNumber", "EnableDate"));
  EXPECT_EQ(mine.text("MFADevices/member/UserName"), "Ada");
  EXPECT_EQ(mine.text("MFADevices/member/EnableDate"), kNow);

  auto const all = me.iam("ListVirtualMFADevices", {{"AssignmentStatus", "Assigned"}});
  EXPECT_THAT(all.names("VirtualMFADevices/member"), ElementsAre("SerialNumber", "User", "EnableDate"));
  EXPECT_THAT(all.names("VirtualMFADevices/member/User"),
              ElementsAre("Path", "UserName", "UserId", "Arn", "CreateDate"));

  EXPECT_THAT(deactivate("phone"), succeeds());
  EXPECT_THAT(devices_of("Ada").texts("MFADevices", "SerialNumber"), IsEmpty());
  EXPECT_THAT(listed("Assigned"), IsEmpty());
  // The recorded empty list after this was filtered from the assigned devices by the test that recorded it.
  EXPECT_THAT(listed("Unassigned"), ElementsAre(serial("phone")));
  EXPECT_THAT(enable("phone"), succeeds());
}

// B: two consecutive codes. How far a clock may be off is not known.
TEST_F(MfaDevices, are_enabled_with_two_consecutive_codes_of_about_now) {
  create("phone");
  for (auto const& [first, second] : {std::pair{0, -1}, {0, 0}, {-1, 1}, {-100, -99}, {99, 100}}) {
    EXPECT_THAT(prove("EnableMFADevice", "phone", first, second), wrong_code()) << first << " " << second;
  }
  EXPECT_THAT(devices_of("Ada").texts("MFADevices", "SerialNumber"), IsEmpty());
  EXPECT_THAT(prove("EnableMFADevice", "phone", 0, 1), succeeds());
  EXPECT_THAT(on("EnableMFADevice", "phone",
                 {{"UserName", "Ada"}, {"AuthenticationCode1", "12345"}, {"AuthenticationCode2", "abcdef"}}),
              fails_with(400, "ValidationError",
                         "2 validation errors detected: Value at 'authenticationCode1' failed to satisfy constraint: "
                         "Member must have length greater than or equal to 6; Value at 'authenticationCode2' failed to "
                         "satisfy constraint: Member must satisfy regular expression pattern: [\\d]+"));
}

// D: Resync is for a device whose clock has drifted.
TEST_F(MfaDevices, are_resynchronized_after_they_drifted) {
  create("phone");
  EXPECT_THAT(prove("ResyncMFADevice", "phone", -1, 0), not_of_user());
  enable("phone");
  EXPECT_THAT(prove("ResyncMFADevice", "phone", 40, 41), succeeds());
  EXPECT_THAT(prove("ResyncMFADevice", "phone", 41, 40), wrong_code());
}

// LS test_enable_mfa_device_errors for the missing; the sentences about use are unconfirmed.
TEST_F(MfaDevices, are_enabled_once_and_deactivated_by_their_user) {
  create("phone");
  me.create_user("Bob");
  auto const no_user = fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found.");
  EXPECT_THAT(enable("phone", "nobody"), no_user);
  EXPECT_THAT(deactivate("phone", "nobody"), no_user);
  EXPECT_THAT(devices_of("nobody"), no_user);
  EXPECT_THAT(enable("nothing"), missing("nothing"));
  EXPECT_THAT(deactivate("nothing"), missing("nothing"));
  EXPECT_THAT(deactivate("phone"), not_of_user());
  EXPECT_THAT(enable("phone"), succeeds());
  EXPECT_THAT(enable("phone", "Bob"), fails_with(409, "EntityAlreadyExists", "MFA Device is already in use."));
  EXPECT_THAT(deactivate("phone", "Bob"), not_of_user());
}

// D: eight a user.
TEST_F(MfaDevices, keep_to_the_quota_of_a_user) {
  for (char name = 'a'; name <= 'h'; ++name) {
    create(std::string(1, name));
    EXPECT_THAT(enable(std::string(1, name)), succeeds());
  }
  create("i");
  EXPECT_THAT(enable("i"), fails_with(409, "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: 8"));
}

// The code is B's, the sentence unconfirmed; LS for the missing one.
TEST_F(MfaDevices, are_deleted_when_nobody_uses_them) {
  create("phone");
  enable("phone");
  EXPECT_THAT(on("DeleteVirtualMFADevice", "phone"),
              fails_with(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first."));
  deactivate("phone");
  EXPECT_THAT(on("DeleteVirtualMFADevice", "phone"), succeeds());
  EXPECT_THAT(on("DeleteVirtualMFADevice", "phone"), missing("phone"));
}

// I:aws-nuke#281.
TEST_F(MfaDevices, keep_their_user_from_being_deleted) {
  create("phone");
  enable("phone");
  auto const remove = [this] { return me.iam("DeleteUser", {{"UserName", "Ada"}}); };
  EXPECT_THAT(remove(), fails_with(409, "DeleteConflict", "Cannot delete entity, must delete MFA device first."));
  deactivate("phone");
  EXPECT_THAT(remove(), succeeds());
  EXPECT_THAT(listed("Any"), ElementsAre(serial("phone")));
}

// LS TestUserRename: devices follow their user.
TEST_F(MfaDevices, follow_a_renamed_user) {
  create("phone");
  enable("phone");
  me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Lovelace"}});
  EXPECT_EQ(devices_of("Lovelace").text("MFADevices/member/UserName"), "Lovelace");
}

// B: who enabled it and when. Certifications are those of passkeys.
TEST_F(MfaDevices, are_told_about_one_by_one) {
  create("phone");
  EXPECT_THAT(on("GetMFADevice", "phone").names(""), ElementsAre("SerialNumber"));
  EXPECT_THAT(on("GetMFADevice", "phone", {{"UserName", "Ada"}}), not_of_user());
  enable("phone");
  auto const answer = on("GetMFADevice", "phone", {{"UserName", "Ada"}});
  EXPECT_THAT(answer.names(""), ElementsAre("UserName", "SerialNumber", "EnableDate"));
  EXPECT_EQ(answer.text("UserName"), "Ada");
  EXPECT_THAT(on("GetMFADevice", "nothing"), missing("nothing"));
}

// LS test_list_virtual_mfa_devices.
TEST_F(MfaDevices, are_listed_by_assignment_page_by_page) {
  for (auto const* name : {"c", "a", "b"}) create(name);
  enable("b");
  EXPECT_THAT(listed("Any"), ElementsAre(serial("a"), serial("b"), serial("c")));
  EXPECT_THAT(listed("Assigned"), ElementsAre(serial("b")));
  EXPECT_THAT(listed("Unassigned"), ElementsAre(serial("a"), serial("c")));

  auto const first = me.iam("ListVirtualMFADevices", {{"MaxItems", "2"}});
  EXPECT_EQ(first.text("IsTruncated"), "true");
  EXPECT_THAT(first.texts("VirtualMFADevices", "SerialNumber"), ElementsAre(serial("a"), serial("b")));
  EXPECT_THAT(first.names("VirtualMFADevices/member"), ElementsAre("SerialNumber"));
  auto const rest = me.iam("ListVirtualMFADevices", {{"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("VirtualMFADevices", "SerialNumber"), ElementsAre(serial("c")));
  EXPECT_THAT(me.iam("ListVirtualMFADevices", {{"Marker", "invalid-marker-value"}}),
              fails_with(400, "ValidationError", "Invalid Marker."));
}

TEST_F(MfaDevices, of_a_user_are_listed_page_by_page) {
  for (auto const* name : {"b", "a"}) {
    create(name);
    enable(name);
  }
  auto const first = me.iam("ListMFADevices", {{"UserName", "Ada"}, {"MaxItems", "1"}});
  EXPECT_THAT(first.texts("MFADevices", "SerialNumber"), ElementsAre(serial("a")));
  auto const rest = me.iam("ListMFADevices", {{"UserName", "Ada"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("MFADevices", "SerialNumber"), ElementsAre(serial("b")));
}

// D: without a name, the caller's own devices. Root has none: only the console enables them.
TEST_F(MfaDevices, of_root_are_none) {
  create("root-account-mfa-device");
  auto const answer = me.iam("ListMFADevices");
  EXPECT_THAT(answer, succeeds());
  EXPECT_THAT(answer.texts("MFADevices", "SerialNumber"), IsEmpty());
  EXPECT_THAT(on("DeactivateMFADevice", "root-account-mfa-device"), not_of_user());
}

// D: without a name, the user who calls.
TEST_F(MfaDevices, are_the_callers_own_without_a_name) {
  create("phone");
  enable("phone");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  EXPECT_EQ(ada.iam("ListMFADevices").text("MFADevices/member/SerialNumber"), serial("phone"));
  EXPECT_EQ(ada.iam("GetMFADevice", {{"SerialNumber", serial("phone")}}).text("UserName"), "Ada");
  EXPECT_THAT(ada.iam("DeactivateMFADevice", {{"SerialNumber", serial("phone")}}), succeeds());
  EXPECT_THAT(ada.iam("ListMFADevices").texts("MFADevices", "SerialNumber"), IsEmpty());
}

TEST_F(MfaDevices, have_tags) {
  create("phone", with_tags({}, {{"a", "1"}, {"b", "2"}}));
  EXPECT_THAT(on("TagMFADevice", "phone", with_tags({}, {{"A", "3"}, {"c", "4"}})), succeeds());
  auto const first = on("ListMFADeviceTags", "phone", {{"MaxItems", "2"}});
  EXPECT_THAT(first.texts("Tags", "Key"), ElementsAre("A", "b"));
  EXPECT_THAT(on("ListMFADeviceTags", "phone", {{"Marker", first.text("Marker")}}).texts("Tags", "Key"),
              ElementsAre("c"));
  EXPECT_THAT(on("UntagMFADevice", "phone", with_tag_keys({}, {"B", "unknown"})), succeeds());
  EXPECT_THAT(on("ListMFADeviceTags", "phone").texts("Tags", "Key"), ElementsAre("A", "c"));
  EXPECT_THAT(on("TagMFADevice", "nothing", with_tags({}, {{"a", "1"}})), missing("nothing"));
  EXPECT_THAT(on("UntagMFADevice", "nothing", with_tag_keys({}, {"a"})), missing("nothing"));
  EXPECT_THAT(on("ListMFADeviceTags", "nothing"), missing("nothing"));
}

}  // namespace
}  // namespace conformance
