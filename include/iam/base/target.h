// A request target taken apart.
#pragma once

#include <string_view>

namespace iam {

struct Target {
  std::string_view path;
  std::string_view query;  // without the question mark
};

inline Target split_target(std::string_view target) {
  auto const mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}};
  return {target.substr(0, mark), target.substr(mark + 1)};
}

}  // namespace iam
