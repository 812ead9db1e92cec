#include "operation.h"

#include <array>

namespace iam::gateway::alexa {

Operation const* find_operation(std::string_view name) {
  static std::array const families{user_operations(), search_operations(), tag_operations(), invitation_operations()};
  for (auto const family : families) {
    for (auto const& operation : family) {
      if (operation.name == name) return &operation;
    }
  }
  return nullptr;
}

}  // namespace iam::gateway::alexa
