// When access keys were last used. What is only observed must not turn a read into a write: it is kept in memory,
// visible at once, and written down from time to time. A crash forgets what was not.
#pragma once

#include "iam/store/last_used.h"
#include "iam/store/store.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

// Thread-safe. Must outlive the store it is flushed to.
class LastUsed {
 public:
  void record(std::string_view id, store::LastUse use);

  // The last use that is not written down yet; nothing: what the store has is the last.
  std::optional<store::LastUse> find(std::string_view id) const;

  // Has the store write down what was recorded, and then forgets it. What could not be written is kept for next time.
  void flush(store::Store& store);

 private:
  // INVARIANT: ids of things that exist or did, so that their number is bounded by what the store can hold.
  using Uses = std::map<std::string, store::LastUse, std::less<>>;

  void forget(Uses const& written);

  mutable std::mutex mutex_;
  Uses uses_;
};

}  // namespace iam::service
