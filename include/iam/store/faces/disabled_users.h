// Users that were disabled through Huawei's face. Their access keys are refused meanwhile, whichever face they are
// shown to.
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
