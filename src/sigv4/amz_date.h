// Times as X-Amz-Date has them: 20260101T000000Z.
#pragma once

#include "iam/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::sigv4 {

std::string to_amz_date(Time time);
std::optional<Time> parse_amz_date(std::string_view text);

// The day, as a credential's scope has it.
inline std::string_view day_of(std::string_view amz_date) { return amz_date.substr(0, 8); }

}  // namespace iam::sigv4
