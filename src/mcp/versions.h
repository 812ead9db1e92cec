// The revisions of the protocol that are spoken here, and what they differ in.
#pragma once

#include <array>
#include <string_view>

namespace iam::mcp {

// Those that begin with `initialize`, the newest first. They are dates, and compare as such.
inline constexpr std::array<std::string_view, 4> kHandshakeVersions = {"2025-11-25", "2025-06-18", "2025-03-26",
                                                                       "2024-11-05"};
// That in which each request says its version, and nothing is agreed on.
inline constexpr std::string_view kStatelessVersion = "2026-07-28";
// All of them, as JSON.
inline constexpr std::string_view kVersionsJson =
    R"(["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"])";

// Batches of JSON-RPC went with 2025-06-18.
constexpr bool has_batches(std::string_view version) { return !version.empty() && version < "2025-06-18"; }
constexpr bool has_annotations(std::string_view version) { return version >= "2025-03-26"; }
// Titles, schemas of output, and answers that have such.
constexpr bool has_structured_content(std::string_view version) { return version >= "2025-06-18"; }

}  // namespace iam::mcp
