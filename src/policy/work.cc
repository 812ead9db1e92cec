#include "iam/policy/work.h"

#include "steps.h"

namespace iam::policy {

std::size_t context_bytes(Context const& context) {
  constexpr std::size_t kTextBytes = 64;
  std::size_t bytes = 0;
  for (auto const& entry : context.entries()) {
    bytes += kTextBytes + entry.key.size();
    for (auto const& value : entry.values) bytes += kTextBytes + value.size();
  }
  return bytes;
}

std::uint64_t steps_taken() { return steps; }

}  // namespace iam::policy
