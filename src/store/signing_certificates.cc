#include "iam/store/signing_certificates.h"

namespace iam::store {
namespace {

constexpr Literal kSelect = "SELECT position, id, status, uploaded_at, fingerprint, body FROM signing_certificates";

// Reads a row of kSelect.
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
  session_
      .prepare(
          "INSERT INTO signing_certificates (id, account, user_id, status, uploaded_at, fingerprint, body)"
          " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, fingerprint) DO NOTHING")
      .bind(certificate.id, certificate.account.number(), certificate.user, certificate.status, certificate.uploaded_at,
            certificate.fingerprint, certificate.body)
      .run();
  if (session_.changes() == 0) return false;
  certificate.position = session_.last_insert_id();
  return true;
}

std::optional<SigningCertificate> SigningCertificates::find(AccountId account, std::optional<EntityId> user,
                                                            std::string_view id) {
  Statement statement = session_.prepare(kJoined<kSelect, " WHERE user_id IS ? AND account = ? AND id = ?">);
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
  Statement statement =
      session_.prepare("SELECT count(*) FROM signing_certificates WHERE user_id IS ? AND account = ?");
  statement.bind(user, account.number()).step();
  return statement.integer(0);
}

std::vector<SigningCertificate> SigningCertificates::page(AccountId account, std::optional<EntityId> user,
                                                          std::int64_t position, std::int64_t limit) {
  Statement statement = session_.prepare(
      kJoined<kSelect, " WHERE user_id IS ? AND account = ? AND position > ? ORDER BY position LIMIT ?">);
  statement.bind(user, account.number(), position, limit);
  std::vector<SigningCertificate> certificates;
  while (statement.step()) certificates.push_back(read_certificate(statement, account, user));
  return certificates;
}

}  // namespace iam::store
