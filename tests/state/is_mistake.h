// What reading a file says is wrong with it, to expect.
#pragma once

#include "iam/state/node.h"

#include <gmock/gmock.h>

#include <string>

namespace iam::state {

inline auto is_mistake(std::size_t line, std::string const& message) {
  return testing::AllOf(testing::Field("line", &Mistake::line, line),
                        testing::Field("message", &Mistake::message, testing::HasSubstr(message)));
}

}  // namespace iam::state
