#include "iam/store/service_specific_credentials.h"

#include "iam/base/text.h"

namespace iam::store {
namespace {

constexpr Literal kSelectServiceSpecificCredentials =
    "SELECT position, id, account, user_id, service, public_name, status, created_at, expires_at"
    " FROM service_specific_credentials";
constexpr Literal kPageOfServiceSpecificCredentials =
    " AND (CAST(?3 AS TEXT) IS NULL OR service = ?3) AND position > ?4 ORDER BY position LIMIT ?5";

// Reads a row of kSelectServiceSpecificCredentials.
ServiceSpecificCredential read_credential(Statement const& row) {
  ServiceSpecificCredential credential;
  credential.position = row.integer(0);
  credential.id = row.text(1);
  credential.account = AccountId(static_cast<std::uint64_t>(row.integer(2)));
  credential.user = row.integer(3);
  credential.service = row.text(4);
  credential.public_name = row.text(5);
  credential.status = row.text(6);
  credential.created_at = row.time(7);
  credential.expires_at = row.optional_time(8);
  return credential;
}

}  // namespace

bool ServiceSpecificCredentials::insert(ServiceSpecificCredential& credential) {
  auto const folded_name = to_lower_ascii(credential.public_name);
  auto const position =
      session_
          .prepare(
              "INSERT INTO service_specific_credentials (id, account, user_id, service, public_name,"
              " folded_public_name, status, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
              " ON CONFLICT (account, folded_public_name) DO NOTHING RETURNING position")
          .bind(credential.id, credential.account.number(), credential.user, credential.service, credential.public_name,
                folded_name, credential.status, credential.created_at, credential.expires_at)
          .run_returning();
  if (!position.has_value()) return false;
  credential.position = *position;
  return true;
}

std::optional<ServiceSpecificCredential> ServiceSpecificCredentials::find(std::string_view id) {
  Statement statement = session_.prepare(kJoined<kSelectServiceSpecificCredentials, " WHERE id = ?">);
  if (!statement.bind(id).step()) return std::nullopt;
  return read_credential(statement);
}

void ServiceSpecificCredentials::set_status(ServiceSpecificCredential const& credential, std::string_view status) {
  session_.prepare("UPDATE service_specific_credentials SET status = ? WHERE position = ?")
      .bind(status, credential.position)
      .run();
}

void ServiceSpecificCredentials::remove(ServiceSpecificCredential const& credential) {
  session_.prepare("DELETE FROM service_specific_credentials WHERE position = ?").bind(credential.position).run();
}

bool ServiceSpecificCredentials::any(EntityId user) {
  return session_.prepare("SELECT 1 FROM service_specific_credentials WHERE user_id = ? LIMIT 1").bind(user).step();
}

std::int64_t ServiceSpecificCredentials::count(EntityId user, std::string_view service) {
  Statement statement =
      session_.prepare("SELECT count(*) FROM service_specific_credentials WHERE user_id = ? AND service = ?");
  statement.bind(user, service).step();
  return statement.integer(0);
}

std::vector<ServiceSpecificCredential> ServiceSpecificCredentials::page(AccountId account, Filter const& filter,
                                                                        std::int64_t position, std::int64_t limit) {
  // Two texts, for each has its own index to walk along.
  Statement statement = session_.prepare(
      filter.user.has_value()
          ? kJoined<kSelectServiceSpecificCredentials, " WHERE account = ?1 AND user_id = ?2",
                    kPageOfServiceSpecificCredentials>
          : kJoined<kSelectServiceSpecificCredentials, " WHERE account = ?1 AND CAST(?2 AS BIGINT) IS NULL",
                    kPageOfServiceSpecificCredentials>);
  statement.bind(account.number(), filter.user, filter.service, position, limit);
  std::vector<ServiceSpecificCredential> credentials;
  while (statement.step()) credentials.push_back(read_credential(statement));
  return credentials;
}

}  // namespace iam::store
