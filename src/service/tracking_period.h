// For how long AWS remembers that somebody did something.
#pragma once

#include <chrono>

namespace iam::service {

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html,
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
inline constexpr std::chrono::days kTrackingPeriod(400);

}  // namespace iam::service
