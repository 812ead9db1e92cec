// What a phone does with the seed of a virtual MFA device.
#pragma once

#include <cstdint>
#include <string>

namespace conformance {

// The six digits that an authenticator shows during `step`, the number of a period of 30 seconds. RFC 6238.
std::string one_time_code(std::string const& base32_seed, std::int64_t step);

}  // namespace conformance
