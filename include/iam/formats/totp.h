// Time-based one-time codes as virtual MFA devices show them: RFC 6238 with HMAC-SHA-1, 30 seconds and six digits.
// Pure: what time it is, is the caller's to say.
#pragma once

#include "iam/base/secret.h"
#include "iam/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iam::formats::totp {

// The number of a period of 30 seconds.
using Step = std::int64_t;

Step step_at(Time time);

// The code of `step`. REQUIRES: the seed is base 32.
std::string code(Secret const& seed, Step step);

// The earliest step, at most `distance` from `around`, whose code is `wanted`; nothing when there is none.
std::optional<Step> find(Secret const& seed, std::string_view wanted, Step around, Step distance);

// The same for two codes that the device showed one after the other: the step of the second one.
std::optional<Step> find_pair(Secret const& seed, std::string_view first, std::string_view second, Step around,
                              Step distance);

}  // namespace iam::formats::totp
