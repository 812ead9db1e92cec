#include "iam/store/store.h"

#include "grouped_store.h"
#include "iam/store/replica.h"
#include "sqlite/file_store.h"
#include "sqlite/memory_store.h"

namespace iam::store {

Store::Store() : replica_(std::make_unique<Replica>()) {}

Store::~Store() = default;

void Store::replicate(std::optional<Lag> lag) {
  if (!lag.has_value()) return replica_->end();
  with_writer(
      [&](SqliteConnection& writer, std::uint64_t version) { replica_->begin(writer, version, *std::move(lag)); });
}

std::unique_ptr<Store> Store::open(Options const& options) {
  if (options.path == ":memory:") {
    try {
      return std::make_unique<MemoryStore>();
    } catch (StoreError const& failure) {
      throw OpenError(std::string("cannot make a database in memory: ") + failure.what());
    }
  }
  return std::make_unique<GroupedStore>(std::make_unique<FileStore>(options));
}

}  // namespace iam::store
