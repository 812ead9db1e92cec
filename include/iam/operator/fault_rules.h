// Faults as an operator writes them: in the body of PUT /_iam/faults, and in the setting `faults`.
#pragma once

#include "iam/face/faults.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// A list of faults, or one alone; the sentence to refuse it with when it is anything else.
tl::expected<std::vector<FaultRule>, std::string> read_fault_rules(std::string_view json);

// What the log says while there are so many. REQUIRES: count > 0.
std::string faults_told(std::size_t count);

}  // namespace iam::gateway
