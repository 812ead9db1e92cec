#include "iam/authorization/policy_cache.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <utility>

namespace iam::service {

PolicyCache::PolicyCache(std::size_t policies_max)
    : PolicyCache([](std::string_view text) { return policy::compile(text).value_or(nullptr); }, policies_max) {}

PolicyCache::PolicyCache(Compile compile, std::size_t policies_max)
    : compile_(compile), generation_max_(std::max<std::size_t>(1, policies_max / (2 * kShards))) {}

policy::CompiledPolicyPtr PolicyCache::compiled(std::string_view text) {
  Shard& shard = shards_[TextHash{}(text) % kShards];
  policy::CompiledPolicyPtr found;
  {
    std::shared_lock const lock(shard.mutex);
    if (auto const young = shard.young.find(text); young != shard.young.end()) return young->second;
    if (auto const old = shard.old.find(text); old != shard.old.end()) found = old->second;
  }
  if (found == nullptr) {
    found = compile_(text);
    if (found == nullptr) return nullptr;
  }
  // Freed behind the lock: thousands of policies take a while.
  Generation forgotten;
  std::unique_lock const lock(shard.mutex);
  if (shard.young.size() >= generation_max_) {
    forgotten = std::exchange(shard.old, std::exchange(shard.young, {}));
  }
  // Another thread may have been faster; then all use what it made.
  return shard.young.try_emplace(std::string(text), std::move(found)).first->second;
}

std::size_t PolicyCache::size() const {
  std::size_t size = 0;
  for (Shard const& shard : shards_) {
    std::shared_lock const lock(shard.mutex);
    size += shard.young.size() + shard.old.size();
  }
  return size;
}

}  // namespace iam::service
