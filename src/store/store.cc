#include "iam/store/store.h"

#include "grouped_store.h"
#include "iam/store/replica.h"
#include "server_store.h"
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

bool is_server(std::string_view path) { return path.starts_with("postgres://") || path.starts_with("postgresql://"); }

std::string shown(std::string const& path) { return is_server(path) ? shown_server(path) : path; }

std::unique_ptr<Store> Store::open(Options const& options) {
  if (options.path == ":memory:") {
    try {
      return std::make_unique<MemoryStore>();
    } catch (StoreError const& failure) {
      throw OpenError(std::string("cannot make a database in memory: ") + failure.what());
    }
  }
  if (is_server(options.path)) return open_server_store(options.path);
  return std::make_unique<GroupedStore>(std::make_unique<FileStore>(options));
}

}  // namespace iam::store
