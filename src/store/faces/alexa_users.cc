#include "iam/store/faces/alexa_users.h"

namespace iam::store {
namespace {

constexpr Literal kSelectAlexaUsers =
    "SELECT user_id, first_name, last_name, email, enrollment_id, invited_at, registered_at FROM alexa_users";

// Reads the columns of kSelectAlexaUsers, which begin at `first`.
AlexaUser read_user(Statement const& row, int first = 0) {
  return {.user = row.integer(first),
          .first_name = row.optional_text(first + 1),
          .last_name = row.optional_text(first + 2),
          .email = row.optional_text(first + 3),
          .enrollment_id = row.text(first + 4),
          .invited_at = row.optional_time(first + 5),
          .registered_at = row.optional_time(first + 6)};
}

}  // namespace

std::optional<AlexaUser> AlexaUsers::find(EntityId user) {
  Statement statement = session_.prepare(kJoined<kSelectAlexaUsers, " WHERE user_id = ?">);
  if (!statement.bind(user).step()) return std::nullopt;
  return read_user(statement);
}

std::optional<AlexaUser> AlexaUsers::find_by_enrollment(std::string_view enrollment_id) {
  Statement statement = session_.prepare(kJoined<kSelectAlexaUsers, " WHERE enrollment_id = ?">);
  if (!statement.bind(enrollment_id).step()) return std::nullopt;
  return read_user(statement);
}

void AlexaUsers::put(AlexaUser const& user) {
  session_
      .prepare(
          "INSERT INTO alexa_users"
          " (user_id, first_name, last_name, email, enrollment_id, invited_at, registered_at)"
          " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET first_name = excluded.first_name,"
          " last_name = excluded.last_name, email = excluded.email, enrollment_id = excluded.enrollment_id,"
          " invited_at = excluded.invited_at, registered_at = excluded.registered_at")
      .bind(user.user, user.first_name, user.last_name, user.email, user.enrollment_id, user.invited_at,
            user.registered_at)
      .run();
}

std::vector<AlexaUsers::Listed> AlexaUsers::all(AccountId account) {
  Statement statement = session_.prepare(
      "SELECT users.name, users.unique_id, kept.user_id, kept.first_name, kept.last_name, kept.email,"
      " kept.enrollment_id, kept.invited_at, kept.registered_at"
      " FROM users LEFT JOIN alexa_users AS kept ON kept.user_id = users.id"
      " WHERE users.account = ? ORDER BY users.folded_name");
  statement.bind(account.number());
  std::vector<Listed> users;
  while (statement.step()) {
    auto& user = users.emplace_back(Listed{statement.text(0), statement.text(1), std::nullopt});
    if (statement.optional_integer(2).has_value()) user.kept = read_user(statement, 2);
  }
  return users;
}

std::optional<AlexaUsers::Creation> AlexaUsers::find_creation(AccountId account, std::string_view token) {
  Statement statement =
      session_.prepare("SELECT user_id, request_hash FROM alexa_creations WHERE account = ? AND token = ?");
  if (!statement.bind(account.number(), token).step()) return std::nullopt;
  return Creation{statement.integer(0), statement.text(1)};
}

void AlexaUsers::remember_creation(AccountId account, std::string_view token, Creation const& creation) {
  session_.prepare("INSERT INTO alexa_creations (account, token, user_id, request_hash) VALUES (?, ?, ?, ?)")
      .bind(account.number(), token, creation.user, creation.request_hash)
      .run();
}

}  // namespace iam::store
