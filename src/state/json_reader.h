// JSON as a tree with lines.
#pragma once

#include "iam/state/node.h"

namespace iam::state {

tl::expected<Node, Mistake> read_json(std::string_view text);

}  // namespace iam::state
