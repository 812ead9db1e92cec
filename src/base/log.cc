#include "iam/base/log.h"

#include <spdlog/async.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>

namespace iam::log {
namespace {

// A reader that is slower than the server must not stop it: past this many lines the oldest are dropped.
// Room for all of them is made at start-up, 400 bytes each.
constexpr std::size_t kQueuedLinesMax = 4096;

std::atomic<Level> g_level{Level::kInfo};
std::atomic<Format> g_format{Format::kText};
std::shared_ptr<spdlog::logger> g_logger;

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::kTrace:
      return spdlog::level::trace;
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
    case Level::kOff:
      return spdlog::level::off;
  }
  return spdlog::level::info;
}

// Control characters would let a client forge lines or drive a terminal; in JSON, quotes count too.
std::string escaped(std::string_view message, Format format) {
  std::string line;
  line.reserve(message.size());
  for (char c : message) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      line += fmt::format("\\u{:04x}", byte);
    } else if (format == Format::kJson && (c == '"' || c == '\\')) {
      line += '\\';
      line += c;
    } else {
      line += c;
    }
  }
  return line;
}

}  // namespace

void configure(Level level, Format format) {
  g_level = level;
  g_format = format;
  auto const pool = std::make_shared<spdlog::details::thread_pool>(kQueuedLinesMax, 1);
  auto const sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger =
      std::make_shared<spdlog::async_logger>("iamlocal", sink, pool, spdlog::async_overflow_policy::overrun_oldest);
  // The logger keeps only a weak pointer to its pool.
  spdlog::details::registry::instance().set_tp(pool);
  logger->set_level(to_spdlog(level));
  logger->flush_on(spdlog::level::info);
  auto const pattern = format == Format::kJson ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":"%v"})"
                                               : "%Y-%m-%dT%H:%M:%S.%eZ %-7l %v";
  logger->set_pattern(pattern, spdlog::pattern_time_type::utc);
  g_logger = std::move(logger);
}

bool enabled(Level level) { return level >= g_level.load(std::memory_order_relaxed); }

void write(Level level, std::string_view message) {
  auto const line = escaped(message, g_format);
  if (g_logger != nullptr) {
    g_logger->log(to_spdlog(level), "{}", line);
  } else {
    fmt::print(stderr, "{}\n", line);
  }
}

void shut_down() {
  g_level = Level::kOff;
  g_logger.reset();
  spdlog::shutdown();
}

}  // namespace iam::log
