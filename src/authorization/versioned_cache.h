// What was made of one state of the store, for as long as that is its state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace iam::service {

// Thread-safe. Any write to the store empties it, so that nobody has to tell it what changed.
template <class Value>
class VersionedCache {
 public:
  static constexpr std::size_t kEntriesMax = 4096;

  // The value for `key` in the state `version`, made when it is not known. Nothing is remembered of a state without a
  // number: it may never be committed.
  template <class Make>
  std::shared_ptr<Value const> get(std::optional<std::uint64_t> version, std::string_view key, Make make) {
    if (!version.has_value()) return std::make_shared<Value const>(make());
    if (auto known = find(*version, key)) return known;
    auto value = std::make_shared<Value const>(make());
    put(*version, key, value);
    return value;
  }

 private:
  struct Hash {
    using is_transparent = void;  // the name that the library looks for NOLINT(readability-identifier-naming)
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::shared_ptr<Value const> find(std::uint64_t version, std::string_view key) const {
    std::shared_lock const lock(mutex_);
    if (version != version_) return nullptr;
    auto const found = entries_.find(key);
    return found == entries_.end() ? nullptr : found->second;
  }

  void put(std::uint64_t version, std::string_view key, std::shared_ptr<Value const> value) {
    std::unique_lock const lock(mutex_);
    if (version < version_) return;  // made of a state that is past
    if (version > version_ || entries_.size() >= kEntriesMax) entries_.clear();
    version_ = version;
    entries_.insert_or_assign(std::string(key), std::move(value));
  }

  mutable std::shared_mutex mutex_;
  std::uint64_t version_ = 0;
  std::unordered_map<std::string, std::shared_ptr<Value const>, Hash, std::equal_to<>> entries_;
};

}  // namespace iam::service
