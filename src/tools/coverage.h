// The table of what works, which docs/compatibility.md carries between two markers.
#pragma once

#include "model.h"

#include <string>

namespace iam::modelgen {

inline constexpr std::string_view kCoverageBegin = "<!-- coverage:begin -->";
inline constexpr std::string_view kCoverageEnd = "<!-- coverage:end -->";

std::string coverage_table(Model const& model);

// `document` with what stands between the markers replaced. Throws std::runtime_error when they are missing.
std::string with_coverage(std::string const& document, Model const& model);

}  // namespace iam::modelgen
