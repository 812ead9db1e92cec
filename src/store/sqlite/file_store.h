// The connections to a database in a file.
#pragma once

#include "engine.h"
#include "sqlite/database_file.h"
#include "sqlite/sqlite_connection.h"
#include "sqlite/transaction.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace iam::store {

// Readers take a connection each from a pool and see the last commit; writers take turns at the one writing
// connection. How durable a commit is, that connection decides (see open_writer).
class FileStore final : public Engine {
 public:
  // Throws OpenError.
  explicit FileStore(Options const& options, Schema const& schema = known_schema());
  ~FileStore() override;

  void read(std::function<void(Session&)> const& work) override;
  std::uint64_t version() const override { return version_; }
  void flush() override;
  bool commits_at_once() const override { return !waits_for_disk_; }
  bool can_replicate() const override { return true; }
  void with_writer(Store::WriterWork const& work) override;
  void check() override {}
  void write_group(std::span<Call> group, Replica& replica) noexcept override;

 private:
  class Lease;

  std::unique_ptr<SqliteConnection> take_reader();
  void give_back(std::unique_ptr<SqliteConnection> reader) noexcept;

  // Destroyed last: closing the file drops every lock this process has on it, SQLite's too.
  DatabaseFile file_;

  bool const waits_for_disk_;
  std::mutex writer_mutex_;
  std::unique_ptr<SqliteConnection> writer_;
  std::atomic<std::uint64_t> version_ = 0;  // of the last commit whose calls are answered, or a later one

  std::mutex readers_mutex_;
  std::condition_variable reader_returned_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;  // the last one returned has the warmest cache
  std::size_t readers_in_use_ = 0;
};

}  // namespace iam::store
