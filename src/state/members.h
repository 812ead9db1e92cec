// What a map of a state document says, for whoever knows that it is one.
#pragma once

#include "iam/state/node.h"

#include <string_view>
#include <vector>

namespace iam::state {

// The member's text; empty when there is none.
inline std::string_view text_of(Node const& node, std::string_view member) {
  auto const* const found = node.find(member);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

// The items of a list; none when it is not there.
inline std::vector<Node> const& items_of(Node const& node, std::string_view list) {
  static std::vector<Node> const none;
  auto const* const found = node.find(list);
  return found == nullptr ? none : found->items;
}

}  // namespace iam::state
