// Signing certificates of users and of root.
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

struct SigningCertificate {
  std::int64_t position = 0;  // given by insert; grows with the order of uploading
  std::string id;
  AccountId account;
  std::optional<EntityId> user;  // nothing: the root's of the account
  std::string status;            // as the API spells it
  Time uploaded_at;
  std::string fingerprint;  // unique in the account
  std::string body;         // as it was uploaded
};

class SigningCertificates {
 public:
  explicit SigningCertificates(Session& session) : session_(session) {}

  // Sets certificate.position. False, and nothing written, when the account has the certificate already.
  bool insert(SigningCertificate& certificate);

  // The owner's certificate of that id.
  std::optional<SigningCertificate> find(AccountId account, std::optional<EntityId> user, std::string_view id);

  void set_status(SigningCertificate const& certificate, std::string_view status);
  void remove(SigningCertificate const& certificate);

  std::int64_t count(AccountId account, std::optional<EntityId> user);

  // Up to `limit` certificates after `position` (0: from the first), in the order of uploading.
  std::vector<SigningCertificate> page(AccountId account, std::optional<EntityId> user, std::int64_t position,
                                       std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
