// The cases under tests/vectors/policy/grammar; each file says in its head how it is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

struct Vector {
  std::string name;
  std::string document;
  std::string expected;  // a sentence, or "ok"
};

// REQUIRES: the file exists and has at least one case.
std::vector<Vector> vectors_of(std::string_view file);

}  // namespace iam::policy
