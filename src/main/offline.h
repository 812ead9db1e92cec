// What the commands that need no server share: files to read and the statuses they exit with.
#pragma once

#include <cstddef>
#include <string>

namespace iam::program {

// 1 and 2 are those of every command: something went wrong, the command line is wrong.
inline constexpr int kStatusImplicitDeny = 3;
inline constexpr int kStatusExplicitDeny = 4;
inline constexpr int kStatusWarnings = 3;
inline constexpr int kStatusErrors = 4;

// The whole file, or stdin when it is called `-`. Throws std::runtime_error when it cannot be read, or is longer than
// `bytes_max`.
std::string read_file(std::string const& path, std::size_t bytes_max);
// The same of a policy.
std::string read_policy_file(std::string const& path);

}  // namespace iam::program
