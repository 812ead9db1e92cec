// The state documents that were applied when the server started.
#pragma once

#include "iam/base/time.h"
#include "iam/store/session.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::store {

struct Seed {
  std::string digest;  // of its text
  std::string name;    // of its file, as the operator wrote it
  Time applied_at;
};

class Seeds {
 public:
  explicit Seeds(Session& session) : session_(session) {}

  bool contains(std::string_view digest);

  // The last one of that name.
  std::optional<Seed> find(std::string_view name);

  // REQUIRES: there is none of that digest.
  void insert(Seed const& seed);

 private:
  Session& session_;
};

}  // namespace iam::store
