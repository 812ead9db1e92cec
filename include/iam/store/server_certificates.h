// Server certificates of an account.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct ServerCertificate {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // unique, its case counts
  std::string path;
  std::string unique_id;  // ASCA…
  Time uploaded_at;
  Time expires_at;
};

class ServerCertificates {
 public:
  explicit ServerCertificates(Session& session) : session_(session), entities_(session, "server-certificate") {}

  // PEM.
  struct Material {
    std::string body;
    std::optional<std::string> chain;
  };

  std::optional<ServerCertificate> find(AccountId account, std::string_view name);

  // REQUIRES: there is a certificate of that id.
  Material material(EntityId id);

  // Sets certificate.id. False, and nothing written, when the name is taken.
  bool insert(ServerCertificate& certificate, Material const& material);

  // Writes name and path of the certificate with certificate.id. False, and nothing written, when the name is
  // another's.
  bool rename(ServerCertificate const& certificate);

  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Up to `limit` certificates whose path begins with `path_prefix` and whose name follows `after`, by name.
  std::vector<ServerCertificate> page(AccountId account, std::string_view path_prefix, std::string_view after,
                                      std::int64_t limit);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
