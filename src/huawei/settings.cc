// Settings of the account: https://support.huaweicloud.com/intl/en-us/api-iam5/UpdateLoginPolicyV5.html,
// UpdatePasswordPolicyV5.html and SetAsymmetricSignatureSwitchV5.html beside it.
#include "errors.h"
#include "iam/store/faces/account_settings.h"
#include "iam/store/faces/password_demands.h"
#include "iam/store/password_policies.h"
#include "operation.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

constexpr std::int64_t kPasswordLengthMax = 32;
constexpr std::string_view kNumberWords[] = {"zero", "one", "two", "three", "four"};

// A setting that only its operations read: the defaults, and over them what was put.
struct Setting {
  std::string_view name;
  json::object (*standard)();
};

json::object current(Call& call, Setting const& setting) {
  auto value = setting.standard();
  if (auto const stored = store::AccountSettings(call.store).find(call.account(), setting.name)) {
    auto const chosen = json::parse(*stored);
    for (auto const& [name, member] : chosen.get_object()) value[name] = member;
  }
  return value;
}

json::object put(Call& call, Setting const& setting, std::span<Member const> members, Parameters const& in) {
  auto value = current(call, setting);
  for (auto const& member : members) {
    if (auto const* sent = in.find(member.name)) value[member.name] = *sent;
  }
  store::AccountSettings(call.store).put(call.account(), setting.name, json::serialize(value));
  return value;
}

// Of a new account. The documentation of v5 has no defaults; these are the console's (unconfirmed).
constexpr Setting kLoginPolicy{"login_policy", [] {
                                 return json::object{
                                     {"user_validity_period", 0},        {"custom_info_for_login", ""},
                                     {"lockout_duration", 15},           {"login_failed_times", 5},
                                     {"period_with_login_failures", 15}, {"session_timeout", 60},
                                     {"show_recent_login_info", false},  {"allow_address_netmasks", json::array()},
                                     {"allow_ip_ranges", json::array()}};
                               }};

constexpr Setting kTokenPolicy{"token_policy", [] { return json::object{{"token_enabled", true}}; }};

constexpr Setting kAsymmetricSignature{"asymmetric_signature", [] {
                                         return json::object{{"asymmetric_signature_switch", false}};
                                       }};

constexpr Member kLoginPolicyMembers[] = {
    {"user_validity_period", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<0, 240>},
    {"custom_info_for_login", Place::kBody, Presence::kOptional, &rules::kLoginInformation},
    {"lockout_duration", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<15, 1440>},
    {"login_failed_times", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<3, 10>},
    {"period_with_login_failures", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<15, 60>},
    {"session_timeout", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<15, 1440>},
    {"show_recent_login_info", Place::kBody, Presence::kOptional, &rules::kFlag},
    {"allow_address_netmasks", Place::kBody, Presence::kOptional, &rules::kAllowedNetmasks},
    {"allow_ip_ranges", Place::kBody, Presence::kOptional, &rules::kAllowedRanges},
};

constexpr Member kTokenPolicyMembers[] = {{"token_enabled", Place::kBody, Presence::kRequired, &rules::kFlag}};

constexpr Member kAsymmetricSignatureMembers[] = {
    {"asymmetric_signature", Place::kBody, Presence::kRequired, &rules::kAsymmetricSignature}};

constexpr Member kPasswordPolicyMembers[] = {
    {"maximum_consecutive_identical_chars", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<0, 32>},
    {"minimum_password_age", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<0, 1440>},
    {"minimum_password_length", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<8, 32>},
    {"password_reuse_prevention", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<0, 24>},
    {"password_not_username_or_invert", Place::kBody, Presence::kOptional, &rules::kFlag},
    {"password_validity_period", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<0, 180>},
    {"password_char_combination", Place::kBody, Presence::kOptional, &rules::kIntegerWithin<2, 4>},
    {"allow_user_to_change_password", Place::kBody, Presence::kOptional, &rules::kFlag},
};

Result<json::value> show_login_policy(Call& call, Parameters const&) {
  return json::object{{"login_policy", current(call, kLoginPolicy)}};
}

Result<json::value> update_login_policy(Call& call, Parameters const& in) {
  return json::object{{"login_policy", put(call, kLoginPolicy, kLoginPolicyMembers, in)}};
}

Result<json::value> show_token_policy(Call& call, Parameters const&) {
  return json::object{{"token_policy", current(call, kTokenPolicy)}};
}

Result<json::value> update_token_policy(Call& call, Parameters const& in) {
  return json::object{{"token_policy", put(call, kTokenPolicy, kTokenPolicyMembers, in)}};
}

Result<json::value> show_asymmetric_signature(Call& call, Parameters const&) {
  return json::object{{"asymmetric_signature", current(call, kAsymmetricSignature)}};
}

Result<json::value> set_asymmetric_signature(Call& call, Parameters const& in) {
  store::AccountSettings(call.store)
      .put(call.account(), kAsymmetricSignature.name, json::serialize(*in.find("asymmetric_signature")));
  return nullptr;
}

// Both halves of the rules for passwords: AWS's, whose operations see them too, and what AWS has no word for.
struct PasswordRules {
  store::PasswordPolicy policy;
  store::PasswordDemands demands;
};

PasswordRules password_rules(Call& call) {
  auto const policy = store::PasswordPolicies(call.store).find(call.account());
  auto demands = store::AccountPasswordDemands(call.store).of(call.account());
  if (policy.has_value()) return {*policy, demands};
  demands.kinds_min = std::max(demands.kinds_min, store::kPasswordKindsMinDefault);
  return {{.length_min = store::kPasswordLengthMinDefault, .users_may_change = true}, demands};
}

json::object to_json(PasswordRules const& rules) {
  auto const& [policy, demands] = rules;
  std::int64_t const required_kinds =
      policy.require_uppercase + policy.require_lowercase + policy.require_numbers + policy.require_symbols;
  auto const kinds = std::max(demands.kinds_min, required_kinds);
  return {{"maximum_consecutive_identical_chars", demands.repetition_max},
          {"maximum_password_length", kPasswordLengthMax},
          {"minimum_password_age", demands.age_minutes_min},
          {"minimum_password_length", policy.length_min},
          {"password_reuse_prevention", policy.reuse_prevention.value_or(0)},
          {"password_not_username_or_invert", demands.unlike_user_name},
          {"password_requirements",
           fmt::format("A password must contain at least {} of the following: uppercase letters, lowercase letters, "
                       "digits, and special characters.",
                       kNumberWords[kinds])},
          {"password_validity_period", policy.age_days_max.value_or(0)},
          {"password_char_combination", kinds},
          {"allow_user_to_change_password", policy.users_may_change}};
}

// AWS has nothing where Huawei has a zero.
std::optional<std::int64_t> unless_zero(std::int64_t number) {
  return number == 0 ? std::nullopt : std::optional(number);
}

Result<json::value> show_password_policy(Call& call, Parameters const&) {
  return json::object{{"password_policy", to_json(password_rules(call))}};
}

// What is not sent stays as it is, the kinds of characters that AWS's policy names included.
Result<json::value> update_password_policy(Call& call, Parameters const& in) {
  auto rules = password_rules(call);
  auto& [policy, demands] = rules;
  auto const number = [&in](std::string_view name) -> std::optional<std::int64_t> {
    auto const* value = in.find(name);
    return value == nullptr ? std::nullopt : std::optional(value->get_int64());
  };
  if (auto const most = number("maximum_consecutive_identical_chars")) demands.repetition_max = *most;
  if (auto const age = number("minimum_password_age")) demands.age_minutes_min = *age;
  if (auto const length = number("minimum_password_length")) policy.length_min = *length;
  if (auto const count = number("password_reuse_prevention")) policy.reuse_prevention = unless_zero(*count);
  if (auto const unlike = in.optional_flag("password_not_username_or_invert")) demands.unlike_user_name = *unlike;
  if (auto const days = number("password_validity_period")) policy.age_days_max = unless_zero(*days);
  if (auto const kinds = number("password_char_combination")) demands.kinds_min = *kinds;
  if (auto const may = in.optional_flag("allow_user_to_change_password")) policy.users_may_change = *may;
  store::PasswordPolicies(call.store).put(call.account(), policy);
  store::AccountPasswordDemands(call.store).put(call.account(), demands);
  return json::object{{"password_policy", to_json(rules)}};
}

constexpr Operation kSettingOperations[] = {
    {"ShowLoginPolicyV5",
     "GET",
     "/v5/login-policy",
     "iam:securitypolicies:getLoginPolicyV5",
     Access::kRead,
     200,
     {},
     show_login_policy},
    {"UpdateLoginPolicyV5", "PUT", "/v5/login-policy", "iam:securitypolicies:updateLoginPolicyV5", Access::kWrite, 200,
     kLoginPolicyMembers, update_login_policy},
    {"ShowPasswordPolicyV5",
     "GET",
     "/v5/password-policy",
     "iam:securitypolicies:getPasswordPolicyV5",
     Access::kRead,
     200,
     {},
     show_password_policy},
    {"UpdatePasswordPolicyV5", "PUT", "/v5/password-policy", "iam:securitypolicies:updatePasswordPolicyV5",
     Access::kWrite, 200, kPasswordPolicyMembers, update_password_policy},
    {"ShowTokenPolicyV5",
     "GET",
     "/v5/token-policy",
     "iam:securitypolicies:getTokenPolicyV5",
     Access::kRead,
     200,
     {},
     show_token_policy},
    {"UpdateTokenPolicyV5", "PUT", "/v5/token-policy", "iam:securitypolicies:updateTokenPolicyV5", Access::kWrite, 200,
     kTokenPolicyMembers, update_token_policy},
    {"GetAsymmetricSignatureSwitchV5",
     "GET",
     "/v5/asymmetric-signature-switch",
     "iam::getAsymmetricSignatureSwitchV5",
     Access::kRead,
     200,
     {},
     show_asymmetric_signature},
    {"SetAsymmetricSignatureSwitchV5", "PUT", "/v5/asymmetric-signature-switch", "iam::setAsymmetricSignatureSwitchV5",
     Access::kWrite, 200, kAsymmetricSignatureMembers, set_asymmetric_signature},
};

}  // namespace

std::span<Operation const> setting_operations() { return kSettingOperations; }

}  // namespace iam::gateway::huawei
