#include "credential_report_table.h"

#include "iam/call/credential_status.h"
#include "iam/store/access_keys.h"
#include "iam/store/login_profiles.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/password_policies.h"
#include "iam/store/signing_certificates.h"
#include "users.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

namespace iam::service {
namespace {

constexpr std::string_view kRootName = "<root_account>";
constexpr std::string_view kAbsent = "N/A";
constexpr std::string_view kNotSupported = "not_supported";
constexpr std::string_view kNoInformation = "no_information";

constexpr std::int64_t kUsersAtATime = 1000;
constexpr std::string_view kEveryPath = "/";

struct Certificate {
  bool is_active = false;
  std::string uploaded_at{kAbsent};
};

struct Key {
  bool is_active = false;
  std::string created_at{kAbsent};
  std::string used_at{kAbsent};
  std::string used_in{kAbsent};
  std::string used_for{kAbsent};
};

// Of root, or of a user: what the cells of its line say.
struct Line {
  std::string user;
  std::string arn;
  std::string created_at;
  std::string has_password;
  std::string password_used_at{kAbsent};
  std::string password_set_at{kAbsent};
  std::string password_ends_at{kAbsent};
  bool has_mfa = false;
  std::array<Key, 2> keys;
  std::array<Certificate, 2> certificates;
};

std::string text_of(bool flag) { return flag ? "true" : "false"; }

struct Column {
  std::string_view name;
  std::string (*cell)(Line const& line);
};

// LS recordings, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
constexpr Column kColumns[] = {
    {"user", [](Line const& line) { return line.user; }},
    {"arn", [](Line const& line) { return line.arn; }},
    {"user_creation_time", [](Line const& line) { return line.created_at; }},
    {"password_enabled", [](Line const& line) { return line.has_password; }},
    {"password_last_used", [](Line const& line) { return line.password_used_at; }},
    {"password_last_changed", [](Line const& line) { return line.password_set_at; }},
    {"password_next_rotation", [](Line const& line) { return line.password_ends_at; }},
    {"mfa_active", [](Line const& line) { return text_of(line.has_mfa); }},
    {"access_key_1_active", [](Line const& line) { return text_of(line.keys[0].is_active); }},
    {"access_key_1_last_rotated", [](Line const& line) { return line.keys[0].created_at; }},
    {"access_key_1_last_used_date", [](Line const& line) { return line.keys[0].used_at; }},
    {"access_key_1_last_used_region", [](Line const& line) { return line.keys[0].used_in; }},
    {"access_key_1_last_used_service", [](Line const& line) { return line.keys[0].used_for; }},
    {"access_key_2_active", [](Line const& line) { return text_of(line.keys[1].is_active); }},
    {"access_key_2_last_rotated", [](Line const& line) { return line.keys[1].created_at; }},
    {"access_key_2_last_used_date", [](Line const& line) { return line.keys[1].used_at; }},
    {"access_key_2_last_used_region", [](Line const& line) { return line.keys[1].used_in; }},
    {"access_key_2_last_used_service", [](Line const& line) { return line.keys[1].used_for; }},
    {"cert_1_active", [](Line const& line) { return text_of(line.certificates[0].is_active); }},
    {"cert_1_last_rotated", [](Line const& line) { return line.certificates[0].uploaded_at; }},
    {"cert_2_active", [](Line const& line) { return text_of(line.certificates[1].is_active); }},
    {"cert_2_last_rotated", [](Line const& line) { return line.certificates[1].uploaded_at; }},
};

// A line of cells; `cell` answers a column's.
template <class Cell>
std::string joined(Cell cell) {
  std::string text;
  for (auto const& column : kColumns) {
    if (!text.empty()) text += ',';
    // A user's name may hold a comma.
    auto const content = std::string(cell(column));
    bool const is_quoted = content.find(',') != std::string::npos;
    text.append(is_quoted ? "\"" : "").append(content).append(is_quoted ? "\"" : "");
  }
  return text;
}

void add_password(Call& call, store::User const& user, std::optional<std::int64_t> age_days_max, Line& line) {
  auto const set_at = store::LoginProfiles(call.store).password_set_at(user.id);
  line.has_password = text_of(set_at.has_value());
  if (!set_at.has_value()) return;
  line.password_used_at = user.password_last_used_at ? to_iso8601(*user.password_last_used_at) : kNoInformation;
  line.password_set_at = to_iso8601(*set_at);
  if (age_days_max.has_value()) line.password_ends_at = to_iso8601(*set_at + std::chrono::days(*age_days_max));
}

// AWS was seen to show an active key before an inactive one that is older.
void add_access_keys(Call& call, store::KeyOwner owner, Line& line) {
  auto keys = store::AccessKeys(call.store).page(call.account(), owner, 0, std::ssize(line.keys));
  std::stable_partition(keys.begin(), keys.end(), [](auto const& key) { return key.status == kActive; });
  for (std::size_t i = 0; i < keys.size(); ++i) {
    auto const& key = keys[i];
    auto& shown = line.keys[i];
    shown.is_active = key.status == kActive;
    shown.created_at = to_iso8601(key.created_at);
    auto const recent = call.last_used.find(key.id);
    auto const& use = recent ? recent : key.last_use;
    if (!use) continue;
    shown.used_at = to_iso8601(use->at);
    shown.used_in = use->region;
    shown.used_for = use->service;
  }
}

void add_certificates(Call& call, std::optional<store::EntityId> owner, Line& line) {
  auto const certificates =
      store::SigningCertificates(call.store).page(call.account(), owner, 0, std::ssize(line.certificates));
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    line.certificates[i] = {certificates[i].status == kActive, to_iso8601(certificates[i].uploaded_at)};
  }
}

std::string text_of(Line const& line) {
  return joined([&line](Column const& column) { return column.cell(line); });
}

std::string root_line(Call& call) {
  Line line{.user = std::string(kRootName),
            .arn = root_arn(call.caller.partition, call.account()),
            .created_at = to_iso8601(kAccountCreatedAt),
            .has_password = std::string(kNotSupported),
            .password_used_at = std::string(kNoInformation),
            .password_set_at = std::string(kNotSupported),
            .password_ends_at = std::string(kNotSupported)};
  // MFA devices belong to users only.
  add_access_keys(call, std::nullopt, line);
  add_certificates(call, std::nullopt, line);
  return text_of(line);
}

std::string user_line(Call& call, store::User const& user, std::optional<std::int64_t> age_days_max) {
  Line line{.user = user.name,
            .arn = call.arn("user", user.path, user.name),
            .created_at = to_iso8601(user.created_at),
            .has_mfa = store::MfaDevices(call.store).count_of_user(user.id) > 0};
  add_password(call, user, age_days_max, line);
  add_access_keys(call, user.id, line);
  add_certificates(call, user.id, line);
  return text_of(line);
}

}  // namespace

std::string credential_report_table(Call& call) {
  // An account without a policy lets passwords live for ever, as the default one does.
  auto const policy = store::PasswordPolicies(call.store).find(call.account()).value_or(store::PasswordPolicy{});
  auto table = joined([](Column const& column) { return column.name; }) + '\n' + root_line(call);
  std::string after;
  while (true) {
    auto const users = store::Users(call.store).page(call.account(), kEveryPath, after, kUsersAtATime);
    for (auto const& user : users) table.append("\n").append(user_line(call, user, policy.age_days_max));
    if (users.size() < kUsersAtATime) return table;
    after = users.back().name;
  }
}

}  // namespace iam::service
