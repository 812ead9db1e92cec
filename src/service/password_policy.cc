// The account's password policy:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html and its neighbours.
#include "iam/service/handlers/password_policy.h"
#include "iam/call/call.h"
#include "iam/call/errors.h"
#include "iam/store/password_policies.h"

namespace iam::service {
namespace {

constexpr std::int32_t kMinimumPasswordLengthDefault = 6;

std::optional<std::int32_t> to_api(std::optional<std::int64_t> const& number) {
  if (!number.has_value()) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

}  // namespace

Result<api::GetAccountPasswordPolicyResponse> get_account_password_policy(Call& call,
                                                                          api::GetAccountPasswordPolicyRequest const&) {
  auto const policy = store::PasswordPolicies(call.store).find(call.account());
  if (!policy) {
    return fail(
        errors::no_such_entity("The Password Policy with domain name " + call.account().text() + " cannot be found."));
  }
  api::PasswordPolicy shown;
  shown.minimum_password_length = static_cast<std::int32_t>(policy->length_min);
  shown.require_symbols = policy->require_symbols;
  shown.require_numbers = policy->require_numbers;
  shown.require_uppercase_characters = policy->require_uppercase;
  shown.require_lowercase_characters = policy->require_lowercase;
  shown.allow_users_to_change_password = policy->users_may_change;
  shown.expire_passwords = policy->age_days_max.has_value();
  shown.max_password_age = to_api(policy->age_days_max);
  shown.password_reuse_prevention = to_api(policy->reuse_prevention);
  shown.hard_expiry = policy->hard_expiry;
  return api::GetAccountPasswordPolicyResponse{.password_policy = shown};
}

// No partial update: what the request leaves out returns to its default.
Status update_account_password_policy(Call& call, api::UpdateAccountPasswordPolicyRequest const& request) {
  store::PasswordPolicies(call.store)
      .put(call.account(), {.length_min = request.minimum_password_length.value_or(kMinimumPasswordLengthDefault),
                            .require_symbols = request.require_symbols.value_or(false),
                            .require_numbers = request.require_numbers.value_or(false),
                            .require_uppercase = request.require_uppercase_characters.value_or(false),
                            .require_lowercase = request.require_lowercase_characters.value_or(false),
                            .users_may_change = request.allow_users_to_change_password.value_or(false),
                            .age_days_max = request.max_password_age,
                            .reuse_prevention = request.password_reuse_prevention,
                            .hard_expiry = request.hard_expiry});
  return {};
}

Status delete_account_password_policy(Call& call, api::DeleteAccountPasswordPolicyRequest const&) {
  if (!store::PasswordPolicies(call.store).remove(call.account())) {
    return fail(errors::no_such_entity("The account policy with name PasswordPolicy cannot be found."));
  }
  return {};
}

}  // namespace iam::service
