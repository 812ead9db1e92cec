// Compiled policies by their text, so that whoever reads a policy from the store need not care how often it is read.
#pragma once

#include "iam/base/by_text.h"
#include "iam/policy/compile.h"

#include <array>
#include <cstddef>
#include <shared_mutex>
#include <string_view>

namespace iam::service {

// A text always compiles to the same policy, so nothing is ever stale and nobody has to invalidate. Thread-safe;
// bounded in bytes by dropping what was not asked for of late. Lives on this floor because the policy floor knows no
// threads.
class PolicyCache {
 public:
  // Some ten thousand policies of an ordinary length.
  static constexpr std::size_t kBytesMaxDefault = std::size_t{64} * 1024 * 1024;

  // Null for what is no policy document.
  using Compile = policy::CompiledPolicyPtr (*)(std::string_view text);

  explicit PolicyCache(std::size_t bytes_max = kBytesMaxDefault);
  // Of another language than AWS's.
  explicit PolicyCache(Compile compile, std::size_t bytes_max = kBytesMaxDefault);

  // Null when the text is no policy document, which is not remembered; nor is a policy that would take the room of
  // many.
  policy::CompiledPolicyPtr compiled(std::string_view text);

  void forget();

  std::size_t size() const;   // policies
  std::size_t bytes() const;  // as estimated

 private:
  struct Generation {
    ByText<policy::CompiledPolicyPtr> policies;
    std::size_t bytes = 0;
  };

  // What is asked for in `old` moves to `young`; when `young` is full it becomes `old`, and what was old is forgotten.
  struct Shard {
    mutable std::shared_mutex mutex;
    Generation young;
    Generation old;
  };

  static constexpr std::size_t kShards = 16;

  Compile compile_;
  std::size_t generation_bytes_max_;
  std::array<Shard, kShards> shards_;
};

}  // namespace iam::service
