// How long the reports take that AWS generates in the background: access advisor's, the credential report.
//
// They are made when they are asked for, and shown as being made for a moment by the server's clock: long enough that a
// client meets the state it must be ready for on AWS, too short for one that waits between its questions. While the
// clock stands still, so does the report. One from the future, whose clock was set back, is complete.
#pragma once

#include "iam/base/time.h"

#include <chrono>

namespace iam::service {

inline constexpr std::chrono::milliseconds kReportDuration(100);

constexpr Time completion_time(Time started_at) { return started_at + kReportDuration; }

constexpr bool is_in_progress(Time started_at, Time now) {
  return started_at <= now && now < completion_time(started_at);
}

}  // namespace iam::service
