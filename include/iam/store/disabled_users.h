// Users whose access keys are refused while they are disabled.
#pragma once

#include "iam/store/entities.h"

namespace iam::store {

class DisabledUsers {
 public:
  explicit DisabledUsers(Session& session) : session_(session) {}

  bool contains(EntityId user);

  // Each changes nothing when it is so already.
  void add(EntityId user);
  void remove(EntityId user);

 private:
  Session& session_;
};

}  // namespace iam::store
