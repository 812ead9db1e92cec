// The store: transactions over SQLite, or over PostgreSQL where the program was built with it. Knows tables, not the
// API.
//
// Reads run at once on the calling thread. Writes run one after another; those to a file or a server are grouped, so
// that many concurrent writers share one transaction, and a write is done only when its group is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace iam::store {

class Replica;  // iam/store/replica.h: what is known elsewhere by now
class Session;  // iam/store/session.h: what repositories work through
class SqliteConnection;
struct Lag;

enum class Durability {
  kNormal,  // survives a crash of the process, not of the machine
  kFull,    // survives both: fsync before the answer
};

struct Options {
  std::string path = ":memory:";  // or a file, made when it does not exist, or a postgres:// URI: see is_server()
  Durability durability = Durability::kNormal;
};

// Whether it names a database on a server, which several programs may share.
bool is_server(std::string_view path);

// What may be shown of it: a server's address without user and password.
std::string shown(std::string const& path);

// The database cannot be used: newer than this program, damaged, foreign, unreadable. The message is for the
// person who started the server; the file was not changed.
class OpenError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The world broke underneath a transaction: disk full, I/O error, corruption. Nothing of it was kept.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Verdict { kCommit, kRollback };

class Store {
 public:
  // Opens or makes the database and migrates an older one. Throws OpenError. A file belongs to one store until that is
  // destroyed or its process dies; other programs may look into it meanwhile. A server's database may have many stores.
  static std::unique_ptr<Store> open(Options const& options);

  Store();
  virtual ~Store();

  // Runs `work` on one consistent snapshot, on the calling thread. What it throws passes through.
  // REQUIRES: `work` does not call the store again.
  virtual void read(std::function<void(Session&)> const& work) = 0;

  // Runs `work` in a transaction of its own, after every write before it. Then calls `done` exactly once,
  // with null when the verdict took effect (a commit: as durable as the options ask; a rollback: gone), else with
  // what was thrown. Both may run on another thread; in memory both have run when write returns.
  // REQUIRES: `work` does not call the store again; `done`, which may read and write, does not throw.
  using Work = std::function<Verdict(Session&)>;
  using Done = std::function<void(std::exception_ptr failure)>;
  virtual void write(Work work, Done done) = 0;

  // As write, for work of a few statements, which the calling thread may well do itself before this returns.
  virtual void write_briefly(Work work, Done done) { write(std::move(work), std::move(done)); }

  // Who asks it hears of commits later than the store's own sessions: by `lag`, from what is stored now on. Nothing: at
  // once, as in the beginning. Throws StoreError. REQUIRES: not called by a `work`; for a lag, can_replicate().
  void replicate(std::optional<Lag> lag);
  Replica& replica() { return *replica_; }
  virtual bool can_replicate() const = 0;

  // The number of a state that no writer who was answered so far is missing from: a read that begins now sees that one,
  // or a later one. See Session::version().
  virtual std::uint64_t version() const = 0;

  // Waits until every write accepted so far is done, then checkpoints a file's log into it.
  virtual void flush() = 0;

  // Whether calls can be answered now: throws StoreError when not.
  virtual void check() = 0;

  using WriterWork = std::function<void(SqliteConnection&, std::uint64_t version)>;

 private:
  // Runs `work` on the connection that writes, between two transactions.
  virtual void with_writer(WriterWork const& work) = 0;

  std::unique_ptr<Replica> const replica_;
};

}  // namespace iam::store
