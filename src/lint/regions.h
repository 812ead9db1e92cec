// The Regions of all partitions.
#pragma once

#include <string_view>

namespace iam::lint {

bool is_region(std::string_view name);

}  // namespace iam::lint
