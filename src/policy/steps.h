// Where the engine counts what it does.
#pragma once

#include <cstdint>

namespace iam::policy {

inline constinit thread_local std::uint64_t steps = 0;

}  // namespace iam::policy
