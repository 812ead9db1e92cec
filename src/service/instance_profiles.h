// What other families ask of instance profiles.
#pragma once

#include "iam/api/instance_profiles.h"
#include "iam/call/call.h"
#include "iam/store/instance_profiles.h"

namespace iam::service {

// A profile with its roles, as every answer shows it.
api::InstanceProfile shown_profile(Call& call, store::InstanceProfile const& profile);

}  // namespace iam::service
