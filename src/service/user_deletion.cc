#include "user_deletion.h"

#include "deletion_rules.h"
#include "iam/store/access_keys.h"
#include "iam/store/groups.h"
#include "iam/store/login_profiles.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/service_specific_credentials.h"
#include "iam/store/signing_certificates.h"
#include "iam/store/ssh_public_keys.h"

namespace iam::service {
namespace {

bool is_in_groups(Call& call, store::EntityId user) { return store::Memberships(call.store).count_of_user(user) > 0; }

bool has_access_keys(Call& call, store::EntityId user) {
  return store::AccessKeys(call.store).count(call.account(), user) > 0;
}

bool has_login_profile(Call& call, store::EntityId user) {
  return store::LoginProfiles(call.store).find(user).has_value();
}

bool has_other_credentials(Call& call, store::EntityId user) {
  return store::ServiceSpecificCredentials(call.store).any(user) ||
         store::SigningCertificates(call.store).count(call.account(), user) > 0 ||
         store::SshPublicKeys(call.store).count(user) > 0;
}

bool has_mfa_devices(Call& call, store::EntityId user) { return store::MfaDevices(call.store).count_of_user(user) > 0; }

}  // namespace

Status check_user_deletion(Call& call, store::EntityId user) {
  // Asked from the top. That inline policies come before access keys is known; of the others each sentence is known
  // and the order is not.
  DeletionRule const rules[] = {
      kNoAttachedPolicies,
      kNoInlinePolicies,
      {has_access_keys, "delete access keys"},
      {has_login_profile, "delete login profile"},
      {has_other_credentials, "remove referenced objects"},
      {is_in_groups, "remove users from group"},
      {has_mfa_devices, "delete MFA device"},
  };
  return check_deletion(call, user, rules);
}

}  // namespace iam::service
