// Login profiles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html and its neighbours.
#include "iam/service/handlers/login_profiles.h"
#include "errors/login_profiles.h"
#include "iam/base/password.h"
#include "iam/store/faces/password_demands.h"
#include "iam/store/login_profiles.h"
#include "iam/store/password_policies.h"
#include "password_rules.h"
#include "users.h"

#include <algorithm>
#include <chrono>

namespace iam::service {
namespace {

constexpr std::size_t kSaltLength = 22;  // of 64 letters: 132 bits

Result<store::LoginProfile> find_profile(Call& call, store::User const& user) {
  auto profile = store::LoginProfiles(call.store).find(user.id);
  if (!profile) return fail(errors::no_such_login_profile(user.name));
  return *std::move(profile);
}

api::LoginProfile to_api(store::LoginProfile const& profile, store::User const& user) {
  return {.user_name = user.name, .create_date = profile.created_at, .password_reset_required = profile.reset_required};
}

// Gives the profile of that user a password that the account's policy allows.
Status set_password(Call& call, store::LoginProfile const& profile, store::User const& user, Secret const& password) {
  store::LoginProfiles profiles(call.store);
  auto const policy = store::PasswordPolicies(call.store).find(call.account());
  auto const demands = store::AccountPasswordDemands(call.store).of(call.account());
  if (!conforms(password, policy) || !meets(password, demands, user.name)) {
    return fail(errors::password_policy_violation());
  }
  auto const hash = hash_password(password, profile.salt);
  if (policy && policy->reuse_prevention) {
    auto const used = profiles.hashes(profile.user, *policy->reuse_prevention);
    if (std::find(used.begin(), used.end(), hash) != used.end()) return fail(errors::password_policy_violation());
  }
  profiles.set_password(profile.user, hash, call.now);
  return {};
}

}  // namespace

Result<api::CreateLoginProfileResponse> create_login_profile(Call& call,
                                                             api::CreateLoginProfileRequest const& request) {
  if (!request.password) return fail(errors::password_missing());
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  store::LoginProfiles profiles(call.store);
  if (profiles.find(user->id)) return fail(errors::login_profile_exists(user->name));

  store::LoginProfile const profile{.user = user->id,
                                    .created_at = call.now,
                                    .reset_required = request.password_reset_required.value_or(false),
                                    .salt = call.ids.secret(kSaltLength)};
  profiles.insert(profile);
  if (auto set = set_password(call, profile, *user, *request.password); !set) return fail(set.error());
  return api::CreateLoginProfileResponse{.login_profile = to_api(profile, *user)};
}

Result<api::GetLoginProfileResponse> get_login_profile(Call& call, api::GetLoginProfileRequest const& request) {
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  auto const profile = find_profile(call, *user);
  if (!profile) return fail(profile.error());
  return api::GetLoginProfileResponse{.login_profile = to_api(*profile, *user)};
}

Status update_login_profile(Call& call, api::UpdateLoginProfileRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto const profile = find_profile(call, *user);
  if (!profile) return fail(profile.error());
  if (request.password) {
    if (auto set = set_password(call, *profile, *user, *request.password); !set) return set;
  }
  if (request.password_reset_required) {
    store::LoginProfiles(call.store).set_reset_required(user->id, *request.password_reset_required);
  }
  return {};
}

// An expired password does not prevent it, hard expiry neither: that keeps users from the console only.
Status change_password(Call& call, api::ChangePasswordRequest const& request) {
  if (call.caller.kind != Caller::Kind::kUser) return fail(errors::caller_has_no_password());
  auto const user = find_user(call, call.caller.user_name);
  if (!user) return fail(user.error());
  auto const profile = find_profile(call, *user);
  if (!profile) return fail(profile.error());

  store::LoginProfiles profiles(call.store);
  // INVARIANT: a profile has a password.
  if (hash_password(request.old_password, profile->salt) != profiles.hashes(user->id, 1).front()) {
    return fail(errors::wrong_old_password());
  }
  auto const demands = store::AccountPasswordDemands(call.store).of(call.account());
  // INVARIANT: as above.
  if (call.now < *profiles.password_set_at(user->id) + std::chrono::minutes(demands.age_minutes_min)) {
    return fail(errors::password_policy_violation());
  }
  if (auto set = set_password(call, *profile, *user, request.new_password); !set) return set;
  profiles.set_reset_required(user->id, false);
  return {};
}

Status delete_login_profile(Call& call, api::DeleteLoginProfileRequest const& request) {
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  auto const profile = find_profile(call, *user);
  if (!profile) return fail(profile.error());
  store::LoginProfiles(call.store).remove(user->id);
  return {};
}

}  // namespace iam::service
