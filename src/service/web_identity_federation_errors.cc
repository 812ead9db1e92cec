#include "web_identity_federation_errors.h"

#include "iam/service/errors.h"

namespace iam::service::errors {

Error outbound_federation_enabled() {
  return make(409, "FeatureEnabled", "Outbound web identity federation is already enabled for this account.");
}

Error outbound_federation_disabled() {
  return make(404, "FeatureDisabled", "Outbound web identity federation is disabled for this account.");
}

}  // namespace iam::service::errors
