#include "credential_report_table.h"

#include "iam/call/credential_status.h"
#include "iam/store/access_keys.h"
#include "iam/store/login_profiles.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/password_policies.h"
#include "iam/store/signing_certificates.h"
#include "users.h"

#include <algorithm>
#include <chrono>

namespace iam::service {
namespace {

// Columns: LS recordings, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
constexpr std::string_view kHeader =
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
    "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
    "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
    "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
    "cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

constexpr std::string_view kRootName = "<root_account>";
constexpr std::string_view kAbsent = "N/A";
constexpr std::string_view kNotSupported = "not_supported";
constexpr std::string_view kNoInformation = "no_information";

constexpr std::int64_t kUsersAtATime = 1000;
constexpr std::size_t kKeysShown = 2;
constexpr std::size_t kCertificatesShown = 2;
constexpr std::string_view kEveryPath = "/";

// One line of the table, cell by cell.
class Line {
 public:
  Line& cell(std::string_view text) {
    if (!text_.empty()) text_ += ',';
    // A user's name may hold a comma.
    bool const is_quoted = text.find(',') != std::string_view::npos;
    if (is_quoted) text_ += '"';
    text_.append(text);
    if (is_quoted) text_ += '"';
    return *this;
  }
  Line& cell(bool flag) { return cell(std::string_view(flag ? "true" : "false")); }
  Line& cell(Time time) { return cell(std::string_view(to_iso8601(time))); }
  Line& cell(std::optional<Time> const& time, std::string_view otherwise) {
    return time.has_value() ? cell(*time) : cell(otherwise);
  }

  std::string const& text() const { return text_; }

 private:
  std::string text_;
};

void add_password(Call& call, store::User const& user, std::optional<std::int64_t> age_days_max, Line& line) {
  auto const set_at = store::LoginProfiles(call.store).password_set_at(user.id);
  line.cell(set_at.has_value());
  if (!set_at.has_value()) {
    line.cell(kAbsent).cell(kAbsent).cell(kAbsent);
    return;
  }
  line.cell(user.password_last_used_at, kNoInformation).cell(*set_at);
  std::optional<Time> next_rotation;
  if (age_days_max.has_value()) next_rotation = *set_at + std::chrono::days(*age_days_max);
  line.cell(next_rotation, kAbsent);
}

// AWS was seen to show an active key before an inactive one that is older.
void add_access_keys(Call& call, store::KeyOwner owner, Line& line) {
  auto keys = store::AccessKeys(call.store).page(call.account(), owner, 0, kKeysShown);
  std::stable_partition(keys.begin(), keys.end(), [](auto const& key) { return key.status == kActive; });
  for (std::size_t i = 0; i < kKeysShown; ++i) {
    if (i >= keys.size()) {
      line.cell(false).cell(kAbsent).cell(kAbsent).cell(kAbsent).cell(kAbsent);
      continue;
    }
    auto const& key = keys[i];
    line.cell(key.status == kActive).cell(key.created_at);
    auto const recent = call.last_used.find(key.id);
    if (auto const& use = recent ? recent : key.last_use) {
      line.cell(use->at).cell(use->region).cell(use->service);
    } else {
      line.cell(kAbsent).cell(kAbsent).cell(kAbsent);
    }
  }
}

void add_certificates(Call& call, std::optional<store::EntityId> owner, Line& line) {
  auto const certificates = store::SigningCertificates(call.store).page(call.account(), owner, 0, kCertificatesShown);
  for (std::size_t i = 0; i < kCertificatesShown; ++i) {
    if (i < certificates.size()) {
      line.cell(certificates[i].status == kActive).cell(certificates[i].uploaded_at);
    } else {
      line.cell(false).cell(kAbsent);
    }
  }
}

std::string root_line(Call& call) {
  Line line;
  line.cell(kRootName).cell(root_arn(call.caller.partition, call.account())).cell(kAccountCreatedAt);
  line.cell(kNotSupported).cell(kNoInformation).cell(kNotSupported).cell(kNotSupported);
  // MFA devices belong to users only.
  line.cell(false);
  add_access_keys(call, std::nullopt, line);
  add_certificates(call, std::nullopt, line);
  return line.text();
}

std::string user_line(Call& call, store::User const& user, std::optional<std::int64_t> age_days_max) {
  Line line;
  line.cell(user.name).cell(call.arn("user", user.path, user.name)).cell(user.created_at);
  add_password(call, user, age_days_max, line);
  line.cell(store::MfaDevices(call.store).count_of_user(user.id) > 0);
  add_access_keys(call, user.id, line);
  add_certificates(call, user.id, line);
  return line.text();
}

}  // namespace

std::string credential_report_table(Call& call) {
  // An account without a policy lets passwords live for ever, as the default one does.
  auto const policy = store::PasswordPolicies(call.store).find(call.account()).value_or(store::PasswordPolicy{});
  auto table = std::string(kHeader) + '\n' + root_line(call);
  std::string after;
  while (true) {
    auto const users = store::Users(call.store).page(call.account(), kEveryPath, after, kUsersAtATime);
    for (auto const& user : users) table.append("\n").append(user_line(call, user, policy.age_days_max));
    if (users.size() < kUsersAtATime) return table;
    after = users.back().name;
  }
}

}  // namespace iam::service
