// One logger for the program. Lines go to stderr; stdout belongs to the listening line.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace iam::log {

enum class Level { kTrace, kDebug, kInfo, kWarning, kError, kOff };
enum class Format { kText, kJson };

// Call once, before the first thread starts.
void configure(Level level, Format format);

bool enabled(Level level);

// Writes one line. Control characters in `message` are escaped, so a client cannot forge a line.
void write(Level level, std::string_view message);

// Flushes and stops; later lines are written to stderr directly.
void shut_down();

template <class... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
  if (enabled(Level::kDebug)) write(Level::kDebug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
  if (enabled(Level::kInfo)) write(Level::kInfo, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
  if (enabled(Level::kWarning)) write(Level::kWarning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
  if (enabled(Level::kError)) write(Level::kError, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace iam::log
