#include "iam/store/server_certificates.h"

namespace iam::store {
namespace {

constexpr Literal kSelectServerCertificates =
    "SELECT id, name, path, unique_id, uploaded_at, expires_at FROM server_certificates";

// Reads a row of kSelectServerCertificates.
ServerCertificate read_certificate(Statement const& row, AccountId account) {
  ServerCertificate certificate;
  certificate.id = row.integer(0);
  certificate.account = account;
  certificate.name = row.text(1);
  certificate.path = row.text(2);
  certificate.unique_id = row.text(3);
  certificate.uploaded_at = row.time(4);
  certificate.expires_at = row.time(5);
  return certificate;
}

}  // namespace

std::optional<ServerCertificate> ServerCertificates::find(AccountId account, std::string_view name) {
  Statement statement = session_.prepare(kJoined<kSelectServerCertificates, " WHERE account = ? AND name = ?">);
  if (!statement.bind(account.number(), name).step()) return std::nullopt;
  return read_certificate(statement, account);
}

ServerCertificates::Material ServerCertificates::material(EntityId id) {
  Statement statement = session_.prepare("SELECT body, chain FROM server_certificates WHERE id = ?");
  statement.bind(id).step();
  return {.body = statement.text(0), .chain = statement.optional_text(1)};
}

bool ServerCertificates::insert(ServerCertificate& certificate, Material const& material) {
  EntityId const id = entities_.insert(certificate.account);
  session_
      .prepare(
          "INSERT INTO server_certificates (id, account, name, path, unique_id, uploaded_at, expires_at, body, chain)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (account, name) DO NOTHING")
      .bind(id, certificate.account.number(), certificate.name, certificate.path, certificate.unique_id,
            certificate.uploaded_at, certificate.expires_at, material.body, material.chain)
      .run();
  if (session_.changes() == 0) {
    entities_.remove(id);
    return false;
  }
  certificate.id = id;
  return true;
}

bool ServerCertificates::rename(ServerCertificate const& certificate) {
  session_
      .prepare(
          "UPDATE server_certificates SET name = ?1, path = ?2 WHERE id = ?3"
          " AND NOT EXISTS (SELECT 1 FROM server_certificates WHERE account = ?4 AND name = ?1 AND id <> ?3)")
      .bind(certificate.name, certificate.path, certificate.id, certificate.account.number())
      .run();
  return session_.changes() == 1;
}

void ServerCertificates::remove(EntityId id) { entities_.remove(id); }

std::int64_t ServerCertificates::count(AccountId account) { return entities_.count(account); }

std::vector<ServerCertificate> ServerCertificates::page(AccountId account, std::string_view path_prefix,
                                                        std::string_view after, std::int64_t limit) {
  // substr and not LIKE: a path may hold % and _, and its case counts.
  Statement statement = session_.prepare(
      kJoined<kSelectServerCertificates,
              " WHERE account = ?1 AND name > ?2 AND substr(path, 1, length(?3)) = ?3 ORDER BY name LIMIT ?4">);
  statement.bind(account.number(), after, path_prefix, limit);
  std::vector<ServerCertificate> certificates;
  while (statement.step()) certificates.push_back(read_certificate(statement, account));
  return certificates;
}

}  // namespace iam::store
