// The connections to a database in a file.
#pragma once

#include "iam/store/store.h"
#include "sqlite/connection.h"
#include "sqlite/database_file.h"
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
class FileStore {
 public:
  // Throws OpenError.
  FileStore(Options const& options, Migrations schema);
  FileStore(FileStore const&) = delete;
  FileStore& operator=(FileStore const&) = delete;
  ~FileStore();

  // As those of Store.
  void read(std::function<void(Session&)> const& work);
  std::uint64_t version() const { return version_; }
  void flush();

  void with_writer(Store::WriterWork const& work);

  // Runs a group of calls in one transaction; their `done` is the caller's business.
  void write_group(std::span<Call> group, Replica& replica) noexcept;

 private:
  class Lease;

  std::unique_ptr<Connection> take_reader();
  void give_back(std::unique_ptr<Connection> reader) noexcept;

  // Destroyed last: closing the file drops every lock this process has on it, SQLite's too.
  DatabaseFile file_;

  std::mutex writer_mutex_;
  std::unique_ptr<Connection> writer_;
  std::atomic<std::uint64_t> version_ = 0;  // of the last commit whose calls are answered, or a later one

  std::mutex readers_mutex_;
  std::condition_variable reader_returned_;
  std::vector<std::unique_ptr<Connection>> idle_readers_;  // the last one returned has the warmest cache
  std::size_t readers_in_use_ = 0;
};

}  // namespace iam::store
