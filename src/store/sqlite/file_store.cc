#include "sqlite/file_store.h"

#include <utility>

namespace iam::store {
namespace {

// Connections for reading; a thread beyond them waits. More than the threads of any server, few enough to stay far
// from the usual limit of open files, of which each takes three.
constexpr std::size_t kReadersMax = 64;

constexpr Sql kBeginRead = "BEGIN";
constexpr Sql kCheckpoint = "PRAGMA wal_checkpoint(TRUNCATE)";

}  // namespace

// A reader for the time of one snapshot.
class FileStore::Lease {
 public:
  explicit Lease(FileStore& store) : store_(store), reader_(store.take_reader()) {}
  Lease(Lease const&) = delete;
  Lease& operator=(Lease const&) = delete;
  ~Lease() {
    if (!reader_->roll_back()) reader_.reset();
    store_.give_back(std::move(reader_));
  }

  SqliteConnection& connection() { return *reader_; }

 private:
  FileStore& store_;
  std::unique_ptr<SqliteConnection> reader_;
};

FileStore::FileStore(Options const& options, Schema const& schema)
    : file_(options.path, schema),
      waits_for_disk_(options.durability == Durability::kFull),
      writer_(open_writer(file_, options.durability)) {
  idle_readers_.reserve(kReadersMax);
}

FileStore::~FileStore() {
  // Readers first: the connection that closes last moves the log into the file and removes it.
  idle_readers_.clear();
}

void FileStore::read(std::function<void(Session&)> const& work) {
  // Read before the snapshot is taken, which then is of this state or of a later one.
  auto const version = version_.load();
  Lease lease(*this);
  lease.connection().prepare(kBeginRead).run();
  Session session(lease.connection(), Access::kRead, version);
  work(session);
}

void FileStore::write_group(std::span<Call> group, Replica& replica) noexcept {
  std::lock_guard const lock(writer_mutex_);
  version_ = transact(*writer_, group, version_, replica);
}

void FileStore::with_writer(Store::WriterWork const& work) {
  std::lock_guard const lock(writer_mutex_);
  work(*writer_, version_);
}

void FileStore::flush() {
  std::lock_guard const lock(writer_mutex_);
  writer_->prepare(kCheckpoint).step();
}

std::unique_ptr<SqliteConnection> FileStore::take_reader() {
  std::unique_lock lock(readers_mutex_);
  reader_returned_.wait(lock, [this] { return readers_in_use_ < kReadersMax; });
  ++readers_in_use_;
  if (!idle_readers_.empty()) {
    std::unique_ptr<SqliteConnection> reader = std::move(idle_readers_.back());
    idle_readers_.pop_back();
    return reader;
  }
  lock.unlock();
  try {
    return open_reader(file_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void FileStore::give_back(std::unique_ptr<SqliteConnection> reader) noexcept {
  {
    std::lock_guard const lock(readers_mutex_);
    --readers_in_use_;
    if (reader != nullptr) idle_readers_.push_back(std::move(reader));
  }
  reader_returned_.notify_one();
}

}  // namespace iam::store
