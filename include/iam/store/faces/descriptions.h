// What Huawei describes users and groups by. AWS describes only roles and policies.
#pragma once

#include "iam/store/entities.h"

#include <string>
#include <string_view>

namespace iam::store {

class Descriptions {
 public:
  explicit Descriptions(Session& session) : session_(session) {}

  // Empty when there is none.
  std::string of(EntityId entity);

  void put(EntityId entity, std::string_view description);

 private:
  Session& session_;
};

}  // namespace iam::store
