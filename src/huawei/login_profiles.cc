// Login profiles and the caller's own password:
// https://support.huaweicloud.com/intl/en-us/api-iam5/CreateLoginProfileV5.html and its neighbours.
#include "iam/service/handlers/login_profiles.h"
#include "errors.h"
#include "iam/api/error_codes.h"
#include "iam/store/login_profiles.h"
#include "iam/store/password_policies.h"
#include "ids.h"
#include "names.h"
#include "operation.h"

#include <chrono>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

constexpr std::string_view kType = "login-profile";

struct Found {
  store::User user;
  store::LoginProfile profile;
};

// Root has no password here.
Result<Found> find_profile(Call& call, Parameters const& in) {
  auto const id = in.text("user_id");
  auto person = find_person(call, id);
  if (!person) return fail(person.error());
  if (!person->has_value()) return fail(errors::login_profile_not_found(id));
  auto const profile = store::LoginProfiles(call.store).find((*person)->id);
  if (!profile.has_value()) return fail(errors::login_profile_not_found(id));
  return Found{**std::move(person), *profile};
}

json::value answer(Call& call, store::User const& user) {
  // INVARIANT: whoever has a profile has a password.
  store::LoginProfiles profiles(call.store);
  auto const profile = profiles.find(user.id).value();
  json::object shown{{"user_id", hex_id_of(user.unique_id)}, {"password_reset_required", profile.reset_required}};
  auto const policy = store::PasswordPolicies(call.store).find(call.account());
  if (policy.has_value() && policy->age_days_max.has_value()) {
    shown["password_expires_at"] =
        to_iso8601(profiles.password_set_at(user.id).value() + std::chrono::days(*policy->age_days_max));
  }
  shown["created_at"] = to_iso8601(profile.created_at);
  return json::object{{"login_profile", std::move(shown)}};
}

std::optional<Secret> optional_secret(Parameters const& in, std::string_view name) {
  auto text = in.optional_text(name);
  if (!text.has_value()) return std::nullopt;
  return Secret(*std::move(text));
}

Result<json::value> create_login_profile(Call& call, Parameters const& in) {
  auto const user = find_user(call, in.text("user_id"));
  if (!user) return fail(user.error());
  auto const created =
      service::create_login_profile(call, {.user_name = user->name,
                                           .password = Secret(in.text("password")),
                                           .password_reset_required = in.flag("password_reset_required")});
  if (!created) return fail(errors::translated(created.error(), kType));
  return answer(call, *user);
}

Result<json::value> show_login_profile(Call& call, Parameters const& in) {
  auto const found = find_profile(call, in);
  if (!found) return fail(found.error());
  return answer(call, found->user);
}

Result<json::value> update_login_profile(Call& call, Parameters const& in) {
  auto const found = find_profile(call, in);
  if (!found) return fail(found.error());
  auto const updated =
      service::update_login_profile(call, {.user_name = found->user.name,
                                           .password = optional_secret(in, "password"),
                                           .password_reset_required = in.optional_flag("password_reset_required")});
  if (!updated) return fail(errors::translated(updated.error(), kType));
  return answer(call, found->user);
}

Result<json::value> delete_login_profile(Call& call, Parameters const& in) {
  auto const found = find_profile(call, in);
  if (!found) return fail(found.error());
  auto const deleted = service::delete_login_profile(call, {.user_name = found->user.name});
  if (!deleted) return fail(errors::translated(deleted.error(), kType));
  return nullptr;
}

// AWS leaves it to policies whether users may change their passwords; here the account's setting decides.
Result<json::value> change_password(Call& call, Parameters const& in) {
  auto const policy = store::PasswordPolicies(call.store).find(call.account());
  if (policy.has_value() && !policy->users_may_change && call.caller.kind == service::Caller::Kind::kUser) {
    return fail(errors::not_authorized());
  }
  if (in.text("new_password") == in.text("old_password")) return fail(errors::repeated_password());
  auto const changed = service::change_password(
      call, {.old_password = Secret(in.text("old_password")), .new_password = Secret(in.text("new_password"))});
  if (changed) return nullptr;
  // The one thing AWS denies here.
  if (has_code(changed.error(), api::kAccessDenied)) return fail(errors::incorrect_password());
  if (has_code(changed.error(), api::kNoSuchEntity)) {
    return fail(errors::login_profile_not_found(hex_id_of(call.caller.unique_id)));
  }
  return fail(errors::translated(changed.error(), kType));
}

constexpr Member kCreateLoginProfile[] = {
    {"password", Place::kBody, Presence::kRequired, &rules::kPassword},
    {"password_reset_required", Place::kBody, Presence::kRequired, &rules::kFlag},
};

constexpr Member kUpdateLoginProfile[] = {
    {"password", Place::kBody, Presence::kOptional, &rules::kPassword},
    {"password_reset_required", Place::kBody, Presence::kOptional, &rules::kFlag},
};

constexpr Member kChangePassword[] = {
    {"new_password", Place::kBody, Presence::kRequired, &rules::kPassword},
    {"old_password", Place::kBody, Presence::kRequired, &rules::kOldPassword},
};

constexpr std::string_view kPath = "/v5/users/{user_id}/login-profile";

constexpr Operation kLoginProfileOperations[] = {
    {"CreateLoginProfileV5", "POST", kPath, "iam:users:createLoginProfileV5", Access::kWrite, 201, kCreateLoginProfile,
     create_login_profile},
    {"ShowLoginProfileV5", "GET", kPath, "iam:users:showLoginProfileV5", Access::kRead, 200, {}, show_login_profile},
    {"UpdateLoginProfileV5", "PUT", kPath, "iam:users:updateLoginProfileV5", Access::kWrite, 200, kUpdateLoginProfile,
     update_login_profile},
    {"DeleteLoginProfileV5",
     "DELETE",
     kPath,
     "iam:users:deleteLoginProfileV5",
     Access::kWrite,
     204,
     {},
     delete_login_profile},
    {"ChangePasswordV5", "POST", "/v5/caller-password", "iam:users:changePasswordV5", Access::kWrite, 200,
     kChangePassword, change_password},
};

}  // namespace

std::span<Operation const> login_profile_operations() { return kLoginProfileOperations; }

}  // namespace iam::gateway::huawei
