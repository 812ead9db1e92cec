// The choices of a scene and of questions about it: everything that decides has to decide alike.
#include "truth.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const found = iam::truth::disagreement({data, size});
  if (!found.has_value()) return 0;
  std::fputs(found->c_str(), stderr);
  std::abort();
}
