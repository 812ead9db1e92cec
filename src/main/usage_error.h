// How the program refuses what it was started with.
#pragma once

#include <stdexcept>

namespace iam::program {

// The person who started the program asked for something it cannot do. The message tells what to change.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace iam::program
