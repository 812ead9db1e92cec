#include "postgres/postgres_error.h"

#include <utility>

namespace iam::store {
namespace {

std::string message_of(std::string_view state, std::string_view sql) {
  std::string message = "postgresql: SQLSTATE ";
  message.append(state).append(" in `").append(sql).append("`");
  return message;
}

}  // namespace

PostgresError::PostgresError(std::string state, std::string_view sql)
    : StoreError(message_of(state, sql)), state_(std::move(state)) {}

}  // namespace iam::store
