// When something was last used, as far as it was written down.
#pragma once

#include "iam/base/time.h"

#include <string>

namespace iam::store {

struct LastUse {
  Time at;
  std::string service;  // "iam"
  std::string region;   // "us-east-1"

  bool operator==(LastUse const&) const = default;
};

}  // namespace iam::store
