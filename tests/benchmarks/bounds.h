// How much more the worst input takes than a harmless one of its size, and what memory the server then has.
#pragma once

#include "report.h"

#include <filesystem>
#include <vector>

namespace iam::bench {

// Each of a server of its own.
std::vector<Bar> measured_bounds(std::filesystem::path const& iamlocal);

}  // namespace iam::bench
