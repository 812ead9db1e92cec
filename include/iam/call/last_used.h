// When access keys were last used, and when users and roles last attempted which action. What is only observed must not
// turn a read into a write: it is kept in memory, visible at once, and written down from time to time. A crash forgets
// what was not.
#pragma once

#include "iam/base/account.h"
#include "iam/call/operation.h"
#include "iam/store/action_uses.h"
#include "iam/store/entities.h"
#include "iam/store/last_used.h"
#include "iam/store/store.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::service {

// Thread-safe. Must outlive the store it is flushed to.
class LastUsed {
 public:
  void record(std::string_view access_key_id, store::LastUse use);

  // A call of the user, or by a session of the role, whatever is answered to it.
  void record(store::EntityId entity, Operation const& operation, store::LastUse use);

  // The last use of the access key that is not written down yet; nothing: what the store has is the last.
  std::optional<store::LastUse> find(std::string_view access_key_id) const;

  // The same for whatever the user or role did.
  std::optional<store::LastUse> find(store::EntityId entity) const;

  // What the user or role did last that is not written down yet, action by action.
  std::vector<store::ActionUse> actions_of(store::EntityId entity) const;

  // Writes down what was recorded, without forgetting it: the transaction may not last.
  void write(store::Session& session) const;

  // Forgets what was recorded of the account, or of all, and of what is not there any more.
  void forget(store::Session& session, std::optional<AccountId> account);

  // Has the store write down what was recorded, and then forgets it. What could not be written is kept for next time.
  void flush(store::Store& store);

 private:
  // INVARIANT: keys and entities exist or did since the last flush, and operations are those of the model, so that
  // their number is bounded by what the store can hold.
  struct Uses {
    std::map<std::string, store::LastUse, std::less<>> keys;
    std::map<std::pair<store::EntityId, Operation const*>, store::LastUse> actions;

    bool empty() const { return keys.empty() && actions.empty(); }
    void write(store::Session& session) const;
  };

  Uses recorded() const;
  void forget(Uses const& written);

  mutable std::mutex mutex_;
  Uses uses_;
};

}  // namespace iam::service
