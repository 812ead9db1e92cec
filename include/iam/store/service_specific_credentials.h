// Credentials of users for one service each.
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

struct ServiceSpecificCredential {
  std::int64_t position = 0;  // given by insert; grows with the order of creation
  std::string id;             // ACCA…
  AccountId account;
  EntityId user = 0;
  std::string service;      // "codecommit.amazonaws.com"
  std::string public_name;  // "Ada-at-123456789012"; unique in the account
  std::string status;       // as the API spells it
  Time created_at;
  std::optional<Time> expires_at;
};

class ServiceSpecificCredentials {
 public:
  explicit ServiceSpecificCredentials(Session& session) : session_(session) {}

  // Sets credential.position. False, and nothing written, when the public name is taken.
  bool insert(ServiceSpecificCredential& credential);

  // The credential of that id, whatever its account.
  std::optional<ServiceSpecificCredential> find(std::string_view id);

  void set_status(ServiceSpecificCredential const& credential, std::string_view status);
  void remove(ServiceSpecificCredential const& credential);

  bool any(EntityId user);
  // How many the user has for the service.
  std::int64_t count(EntityId user, std::string_view service);

  struct Filter {
    std::optional<EntityId> user;        // nothing: of every user of the account
    std::optional<std::string> service;  // nothing: for every service
  };
  // Up to `limit` credentials after `position` (0: from the first), in the order of creation.
  std::vector<ServiceSpecificCredential> page(AccountId account, Filter const& filter, std::int64_t position,
                                              std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
