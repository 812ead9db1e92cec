// The dates of policy conditions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace iam::policy {

// Milliseconds since 1970 of seconds since then ("1577836800") or of an ISO 8601 date with or without a time and an
// offset ("2020-01-01", "2020-01-01T00:00:00.5+02:00"); the time is UTC when no offset says otherwise. What AWS was
// seen to take is what Joda's dateOptionalTimeParser takes: any year, months and days of one digit, up to nine places
// of a fraction, offsets of two digits for each part. Its week dates are not read.
std::optional<std::int64_t> parse_date(std::string_view text);

}  // namespace iam::policy
