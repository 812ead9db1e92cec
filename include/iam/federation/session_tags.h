// What an identity provider says about the session to make.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace iam::federation {

struct SessionTags {
  std::vector<std::pair<std::string, std::string>> tags;
  std::vector<std::string> transitive_keys;
};

}  // namespace iam::federation
