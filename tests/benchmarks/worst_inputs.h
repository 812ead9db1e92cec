// The worst known input of each kind, beside a harmless one of the same size. Found by attacks on the server of
// 2026-11; tests/conformance/bounds_test.cc says what becomes of them.
#pragma once

#include <string>
#include <vector>

namespace iam::bench {

struct WorstInput {
  std::string what;
  double times_max;  // that the worst may take of the time of the harmless one
  // Whole requests, after whose answer the server closes the connection.
  std::string worst;
  std::string harmless;
};

std::vector<WorstInput> worst_inputs();

}  // namespace iam::bench
