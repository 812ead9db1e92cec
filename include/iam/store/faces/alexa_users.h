// What Alexa for Business keeps of users.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct AlexaUser {
  EntityId user = 0;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> email;
  std::string enrollment_id;
  std::optional<Time> invited_at;     // of the last invitation, unless it was revoked
  std::optional<Time> registered_at;  // when the invitation was accepted
};

class AlexaUsers {
 public:
  explicit AlexaUsers(Session& session) : session_(session) {}

  std::optional<AlexaUser> find(EntityId user);
  std::optional<AlexaUser> find_by_enrollment(std::string_view enrollment_id);

  // Adds, or replaces what is kept of that user.
  void put(AlexaUser const& user);

  // Every user of the account by name, whichever face it was made through.
  struct Listed {
    std::string name;
    std::string unique_id;
    std::optional<AlexaUser> kept;
  };
  std::vector<Listed> all(AccountId account);

  // The request that made a user.
  struct Creation {
    EntityId user = 0;
    std::string request_hash;
  };
  std::optional<Creation> find_creation(AccountId account, std::string_view token);
  void remember_creation(AccountId account, std::string_view token, Creation const& creation);

 private:
  Session& session_;
};

}  // namespace iam::store
