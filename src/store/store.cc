#include "iam/store/store.h"

#include "sqlite/grouped_store.h"
#include "sqlite/memory_store.h"

namespace iam::store {

std::unique_ptr<Store> Store::open(Options const& options) {
  if (options.path == ":memory:") {
    try {
      return std::make_unique<MemoryStore>();
    } catch (StoreError const& failure) {
      throw OpenError(std::string("cannot make a database in memory: ") + failure.what());
    }
  }
  return std::make_unique<GroupedStore>(options);
}

}  // namespace iam::store
