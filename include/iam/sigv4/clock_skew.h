// How far apart the clocks of a sender and this server may be.
#pragma once

#include <chrono>

namespace iam::sigv4 {

// How long a request may take to arrive, and how much its sender's clock may be ahead. AWS's answer to a presigned
// request does not depend on its X-Amz-Expires.
inline constexpr std::chrono::minutes kSkewMax{15};

}  // namespace iam::sigv4
