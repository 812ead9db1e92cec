#include "iam/store/signing_certificates.h"

namespace iam::store {
namespace {

constexpr Literal kSelectSigningCertificates =
    "SELECT position, id, status, uploaded_at, fingerprint, body FROM signing_certificates";

// Two texts, for an index finds no NULL that a parameter stands for.
constexpr Literal kOfUser = " WHERE user_id = ?1 AND account = ?2";
constexpr Literal kOfRoot = " WHERE user_id IS NULL AND account = ?2 AND CAST(?1 AS BIGINT) IS NULL";
constexpr Literal kCount = "SELECT count(*) FROM signing_certificates";
constexpr Literal kById = " AND id = ?3";
constexpr Literal kPageOfSigningCertificates = " AND position > ?3 ORDER BY position LIMIT ?4";

// Reads a row of kSelectSigningCertificates.
SigningCertificate read_certificate(Statement const& row, AccountId account, std::optional<EntityId> user) {
  SigningCertificate certificate;
  certificate.position = row.integer(0);
  certificate.id = row.text(1);
  certificate.account = account;
  certificate.user = user;
  certificate.status = row.text(2);
  certificate.uploaded_at = row.time(3);
  certificate.fingerprint = row.text(4);
  certificate.body = row.text(5);
  return certificate;
}

}  // namespace

bool SigningCertificates::insert(SigningCertificate& certificate) {
  auto const position =
      session_
          .prepare(
              "INSERT INTO signing_certificates (id, account, user_id, status, uploaded_at, fingerprint, body)"
              " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, fingerprint) DO NOTHING"
              " RETURNING position")
          .bind(certificate.id, certificate.account.number(), certificate.user, certificate.status,
                certificate.uploaded_at, certificate.fingerprint, certificate.body)
          .run_returning();
  if (!position.has_value()) return false;
  certificate.position = *position;
  return true;
}

std::optional<SigningCertificate> SigningCertificates::find(AccountId account, std::optional<EntityId> user,
                                                            std::string_view id) {
  Statement statement = session_.prepare(user.has_value() ? kJoined<kSelectSigningCertificates, kOfUser, kById>
                                                          : kJoined<kSelectSigningCertificates, kOfRoot, kById>);
  if (!statement.bind(user, account.number(), id).step()) return std::nullopt;
  return read_certificate(statement, account, user);
}

void SigningCertificates::set_status(SigningCertificate const& certificate, std::string_view status) {
  session_.prepare("UPDATE signing_certificates SET status = ? WHERE position = ?")
      .bind(status, certificate.position)
      .run();
}

void SigningCertificates::remove(SigningCertificate const& certificate) {
  session_.prepare("DELETE FROM signing_certificates WHERE position = ?").bind(certificate.position).run();
}

std::int64_t SigningCertificates::count(AccountId account, std::optional<EntityId> user) {
  Statement statement = session_.prepare(user.has_value() ? kJoined<kCount, kOfUser> : kJoined<kCount, kOfRoot>);
  statement.bind(user, account.number()).step();
  return statement.integer(0);
}

std::vector<SigningCertificate> SigningCertificates::page(AccountId account, std::optional<EntityId> user,
                                                          std::int64_t position, std::int64_t limit) {
  Statement statement =
      session_.prepare(user.has_value() ? kJoined<kSelectSigningCertificates, kOfUser, kPageOfSigningCertificates>
                                        : kJoined<kSelectSigningCertificates, kOfRoot, kPageOfSigningCertificates>);
  statement.bind(user, account.number(), position, limit);
  std::vector<SigningCertificate> certificates;
  while (statement.step()) certificates.push_back(read_certificate(statement, account, user));
  return certificates;
}

}  // namespace iam::store
