// Deletions of service-linked roles that were asked for.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <string_view>

namespace iam::store {

class RoleDeletionTasks {
 public:
  explicit RoleDeletionTasks(Session& session) : session_(session) {}

  void insert(AccountId account, std::string_view task);
  bool exists(AccountId account, std::string_view task);

 private:
  Session& session_;
};

}  // namespace iam::store
