// Credential reports. LS recordings unless a test says more.
#include "client/authenticator.h"
#include "client/caller.h"
#include "client/certificates.h"

#include <sstream>

namespace conformance {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> split(std::string const& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

Row row_of(Answer const& report, std::string const& user) {
  auto const lines = split(decoded_base64(report.text("Content")), '\n');
  auto const columns = split(lines.at(0), ',');
  for (auto const& line : lines) {
    auto const cells = split(line, ',');
    if (cells.at(0) != user) continue;
    Row row;
    for (std::size_t i = 0; i < columns.size(); ++i) row[columns[i]] = cells.at(i);
    return row;
  }
  return {};
}

Answer generated_report(Caller& me) {
  me.iam("GenerateCredentialReport");
  me.let_pass(1);
  return me.iam("GetCredentialReport");
}

Row report_on(Caller& me, std::string const& user) { return row_of(generated_report(me), user); }

TEST(CredentialReport, is_not_present_before_it_is_generated) {
  Caller me;
  EXPECT_THAT(me.iam("GetCredentialReport"), fails_without_message(410, "ReportNotPresent"));
}

// That it takes a tenth of a second by the server's clock is this server's rule: see docs/compatibility.md.
TEST(CredentialReport, is_started_then_in_progress_then_complete) {
  FrozenClock const clock(shared_server(), "2026-03-05T10:11:12Z");
  Caller me;
  auto const first = me.iam("GenerateCredentialReport");
  EXPECT_EQ(first.text("State"), "STARTED");
  EXPECT_EQ(first.text("Description"), "No report exists. Starting a new report generation task");
  auto const second = me.iam("GenerateCredentialReport");
  EXPECT_EQ(second.text("State"), "INPROGRESS");
  EXPECT_FALSE(second.has("Description"));
  me.let_pass(1);
  auto const third = me.iam("GenerateCredentialReport");
  EXPECT_EQ(third.text("State"), "COMPLETE");
  EXPECT_FALSE(third.has("Description"));
}

// The code is documented; that it has no message, as its neighbours have none, is not confirmed.
TEST(CredentialReport, cannot_be_had_while_it_is_in_progress) {
  FrozenClock const clock(shared_server(), "2026-03-05T10:11:12Z");
  Caller me;
  me.iam("GenerateCredentialReport");
  EXPECT_THAT(me.iam("GetCredentialReport"), fails_without_message(404, "ReportInProgress"));
  me.let_pass(1);
  EXPECT_THAT(me.iam("GetCredentialReport"), succeeds());
}

// A clock that was set back does not hold it up.
TEST(CredentialReport, of_the_future_is_complete) {
  Server const server;
  Caller me(server);
  {
    FrozenClock const clock(server, "2026-03-05T10:11:12Z");
    me.iam("GenerateCredentialReport");
  }
  FrozenClock const clock(server, "2026-03-01T00:00:00Z");
  EXPECT_EQ(me.iam("GenerateCredentialReport").text("State"), "COMPLETE");
  EXPECT_THAT(me.iam("GetCredentialReport"), succeeds());
}

TEST(CredentialReport, says_when_it_was_generated) {
  Server const server;
  FrozenClock const clock(server, "2026-03-05T10:11:12Z");
  Caller me(server);
  auto const report = generated_report(me);
  EXPECT_THAT(report.names(""), testing::ElementsAre("Content", "ReportFormat", "GeneratedTime"));
  EXPECT_EQ(report.text("ReportFormat"), "text/csv");
  EXPECT_EQ(report.text("GeneratedTime"), "2026-03-05T10:11:12Z");
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html: a report is kept for four hours.
TEST(CredentialReport, expires_after_four_hours) {
  Server const server;
  Caller me(server);
  {
    FrozenClock const clock(server, "2026-03-05T10:00:00Z");
    me.iam("GenerateCredentialReport");
  }
  {
    FrozenClock const clock(server, "2026-03-05T14:00:00Z");
    EXPECT_THAT(me.iam("GetCredentialReport"), succeeds());
  }
  FrozenClock const clock(server, "2026-03-05T14:00:01Z");
  EXPECT_EQ(me.iam("GetCredentialReport").code(), "ReportExpired");
  EXPECT_EQ(me.iam("GetCredentialReport").status(), 410);
  EXPECT_EQ(me.iam("GenerateCredentialReport").text("State"), "STARTED");
  me.let_pass(1);
  EXPECT_THAT(me.iam("GetCredentialReport"), succeeds());
}

TEST(CredentialReport, has_these_columns) {
  Caller me;
  auto const lines = split(decoded_base64(generated_report(me).text("Content")), '\n');
  EXPECT_EQ(lines.at(0),
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
            "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
            "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
            "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,"
            "access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated");
  EXPECT_EQ(lines.size(), 2U);
}

TEST(CredentialReport, knows_nothing_of_roots_password) {
  Caller me;
  auto const root = report_on(me, "<root_account>");
  EXPECT_EQ(root.at("arn"), me.arn("root"));
  EXPECT_EQ(root.at("password_enabled"), "not_supported");
  EXPECT_EQ(root.at("password_last_changed"), "not_supported");
  EXPECT_EQ(root.at("password_next_rotation"), "not_supported");
}

TEST(CredentialReport, shows_a_user_without_credentials) {
  Caller me;
  me.create_user("Ada");
  auto const ada = report_on(me, "Ada");
  EXPECT_EQ(ada.at("arn"), me.arn("user/Ada"));
  EXPECT_EQ(ada.at("password_enabled"), "false");
  for (auto const* const column : {"password_last_used", "password_last_changed", "password_next_rotation",
                                   "access_key_1_last_rotated", "access_key_1_last_used_date", "cert_1_last_rotated"}) {
    EXPECT_EQ(ada.at(column), "N/A") << column;
  }
  for (auto const* const column : {"mfa_active", "access_key_1_active", "access_key_2_active", "cert_1_active"}) {
    EXPECT_EQ(ada.at(column), "false") << column;
  }
}

TEST(CredentialReport, tells_when_a_password_must_change) {
  Server const server;
  FrozenClock const clock(server, "2026-03-05T10:11:12Z");
  Caller me(server);
  me.iam("UpdateAccountPasswordPolicy", {{"MaxPasswordAge", "90"}});
  me.create_user("Ada");
  me.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", "Correct-Horse-9"}});
  auto const ada = report_on(me, "Ada");
  EXPECT_EQ(ada.at("password_enabled"), "true");
  EXPECT_EQ(ada.at("password_last_used"), "no_information");
  EXPECT_EQ(ada.at("password_last_changed"), "2026-03-05T10:11:12Z");
  EXPECT_EQ(ada.at("password_next_rotation"), "2026-06-03T10:11:12Z");
}

// LS: the second, active key is shown first, and the inactive one still has its date.
TEST(CredentialReport, shows_active_keys_first) {
  Caller me;
  me.create_user("Ada");
  auto const first = me.iam("CreateAccessKey", {{"UserName", "Ada"}});
  me.iam("UpdateAccessKey",
         {{"UserName", "Ada"}, {"AccessKeyId", first.text("AccessKey/AccessKeyId")}, {"Status", "Inactive"}});
  me.iam("CreateAccessKey", {{"UserName", "Ada"}});
  auto const ada = report_on(me, "Ada");
  EXPECT_EQ(ada.at("access_key_1_active"), "true");
  EXPECT_EQ(ada.at("access_key_2_active"), "false");
  EXPECT_NE(ada.at("access_key_1_last_rotated"), "N/A");
  EXPECT_NE(ada.at("access_key_2_last_rotated"), "N/A");
}

TEST(CredentialReport, shows_when_a_key_was_used) {
  Caller me;
  me.create_user("Ada");
  auto const key = me.iam("CreateAccessKey", {{"UserName", "Ada"}}).text("AccessKey/AccessKeyId");
  Caller(shared_server(), key).iam("ListUsers");
  auto const ada = report_on(me, "Ada");
  EXPECT_NE(ada.at("access_key_1_last_used_date"), "N/A");
  EXPECT_EQ(ada.at("access_key_1_last_used_region"), "us-east-1");
  EXPECT_EQ(ada.at("access_key_1_last_used_service"), "iam");
}

TEST(CredentialReport, shows_who_has_an_mfa_device) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  constexpr std::int64_t kStep = 1769862896 / 30;
  Caller me;
  me.create_user("Ada");
  auto const seed = decoded_base64(
      me.iam("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "phone"}}).text("VirtualMFADevice/Base32StringSeed"));
  EXPECT_EQ(me.iam("GetAccountSummary").entries("SummaryMap")["MFADevices"], "1");
  EXPECT_EQ(me.iam("GetAccountSummary").entries("SummaryMap")["MFADevicesInUse"], "0");
  me.iam("EnableMFADevice", {{"UserName", "Ada"},
                             {"SerialNumber", me.arn("mfa/phone")},
                             {"AuthenticationCode1", one_time_code(seed, kStep - 1)},
                             {"AuthenticationCode2", one_time_code(seed, kStep)}});
  EXPECT_EQ(report_on(me, "Ada").at("mfa_active"), "true");
  EXPECT_EQ(me.iam("GetAccountSummary").entries("SummaryMap")["MFADevicesInUse"], "1");
}

TEST(CredentialReport, shows_signing_certificates) {
  Identity const site("site.example.com");
  Caller me;
  me.create_user("Ada");
  me.iam("UploadSigningCertificate", {{"UserName", "Ada"}, {"CertificateBody", self_signed(Identity("Ada"))}});
  me.iam(
      "UploadServerCertificate",
      {{"ServerCertificateName", "site"}, {"CertificateBody", self_signed(site)}, {"PrivateKey", site.private_key()}});
  auto const ada = report_on(me, "Ada");
  EXPECT_EQ(ada.at("cert_1_active"), "true");
  EXPECT_NE(ada.at("cert_1_last_rotated"), "N/A");
  EXPECT_EQ(ada.at("cert_2_active"), "false");
  EXPECT_EQ(me.iam("GetAccountSummary").entries("SummaryMap")["ServerCertificates"], "1");
}

TEST(CredentialReport, counts_keys_of_root_in_the_summary) {
  Caller me;
  EXPECT_EQ(me.iam("GetAccountSummary").entries("SummaryMap")["AccountAccessKeysPresent"], "0");
  me.iam("CreateAccessKey");
  EXPECT_EQ(me.iam("GetAccountSummary").entries("SummaryMap")["AccountAccessKeysPresent"], "1");
  EXPECT_EQ(report_on(me, "<root_account>").at("access_key_1_active"), "true");
}

TEST(CredentialReport, is_of_the_moment_it_was_generated) {
  Caller me;
  me.iam("GenerateCredentialReport");
  me.create_user("Ada");
  me.let_pass(1);
  EXPECT_FALSE(row_of(me.iam("GetCredentialReport"), "<root_account>").empty());
  EXPECT_TRUE(row_of(me.iam("GetCredentialReport"), "Ada").empty());
}

}  // namespace
}  // namespace conformance
