// How a reader gives up a document in the middle: what is thrown never leaves this floor.
#pragma once

#include "iam/state/node.h"

#include <cstddef>
#include <string>
#include <utility>

namespace iam::state {

struct Refusal {
  Mistake mistake;
};

[[noreturn]] inline void refuse(std::size_t line, std::string message) {
  throw Refusal{{.line = line, .message = std::move(message)}};
}

}  // namespace iam::state
