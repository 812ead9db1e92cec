// The names of the one algorithm there is.
#pragma once

#include <string_view>

namespace iam::sigv4 {

inline constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
inline constexpr std::string_view kTerminator = "aws4_request";

}  // namespace iam::sigv4
