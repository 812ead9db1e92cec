// Keys that the server made for itself and keeps as long as its database.
#pragma once

#include "iam/base/secret.h"
#include "iam/store/session.h"

#include <optional>
#include <string_view>

namespace iam::store {

class ServerKeys {
 public:
  explicit ServerKeys(Session& session) : session_(session) {}

  std::optional<Secret> find(std::string_view name);
  void insert(std::string_view name, Secret const& key);
  void remove(std::string_view name);

 private:
  Session& session_;
};

}  // namespace iam::store
