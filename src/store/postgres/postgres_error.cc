#include "postgres/postgres_error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iam::store {
namespace {

// Errors that are about the server and its settings, not about what was put to it: connections, read-only transactions,
// logins, catalogues, schemas, privileges, resources, limits, states, operators, the system, its own faults.
constexpr std::array<std::string_view, 12> kWithoutValues = {"08", "25", "28", "3D", "3F", "42501",
                                                             "53", "54", "55", "57", "58", "XX"};

std::string message_of(std::string_view state, std::string_view sql, std::string_view said) {
  std::string message = "postgresql: ";
  if (std::ranges::any_of(kWithoutValues, [&](auto kind) { return state.starts_with(kind); })) {
    message.append(said).append(", ");
  }
  message.append("SQLSTATE ").append(state).append(" in `").append(sql).append("`");
  return message;
}

}  // namespace

PostgresError::PostgresError(std::string state, std::string_view sql, std::string_view said)
    : StoreError(message_of(state, sql, said)), state_(std::move(state)) {}

}  // namespace iam::store
