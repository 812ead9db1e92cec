#include "iam/authorization/policy_cache.h"

#include <functional>
#include <mutex>
#include <utility>

namespace iam::service {

PolicyCache::PolicyCache(std::size_t bytes_max)
    : PolicyCache([](std::string_view text) { return policy::compile(text).value_or(nullptr); }, bytes_max) {}

PolicyCache::PolicyCache(Compile compile, std::size_t bytes_max)
    : compile_(compile), generation_bytes_max_(bytes_max / (2 * kShards)) {}

policy::CompiledPolicyPtr PolicyCache::compiled(std::string_view text) {
  Shard& shard = shards_[TextHash{}(text) % kShards];
  policy::CompiledPolicyPtr found;
  {
    std::shared_lock const lock(shard.mutex);
    auto const& young = shard.young.policies;
    if (auto const known = young.find(text); known != young.end()) return known->second;
    auto const& old = shard.old.policies;
    if (auto const known = old.find(text); known != old.end()) found = known->second;
  }
  if (found == nullptr) {
    found = compile_(text);
    if (found == nullptr) return nullptr;
  }
  std::size_t const bytes = text.size() + policy::memory_estimate(*found);
  if (bytes > generation_bytes_max_) return found;
  // Freed behind the lock: thousands of policies take a while.
  Generation forgotten;
  std::unique_lock const lock(shard.mutex);
  if (shard.young.bytes + bytes > generation_bytes_max_) {
    forgotten = std::exchange(shard.old, std::exchange(shard.young, {}));
  }
  // Another thread may have been faster; then all use what it made.
  auto const [known, is_new] = shard.young.policies.try_emplace(std::string(text), std::move(found));
  if (is_new) shard.young.bytes += bytes;
  return known->second;
}

void PolicyCache::forget() {
  for (Shard& shard : shards_) {
    Generation young;
    Generation old;
    std::unique_lock const lock(shard.mutex);
    std::swap(young, shard.young);
    std::swap(old, shard.old);
  }
}

std::size_t PolicyCache::size() const {
  std::size_t size = 0;
  for (Shard const& shard : shards_) {
    std::shared_lock const lock(shard.mutex);
    size += shard.young.policies.size() + shard.old.policies.size();
  }
  return size;
}

std::size_t PolicyCache::bytes() const {
  std::size_t bytes = 0;
  for (Shard const& shard : shards_) {
    std::shared_lock const lock(shard.mutex);
    bytes += shard.young.bytes + shard.old.bytes;
  }
  return bytes;
}

}  // namespace iam::service
