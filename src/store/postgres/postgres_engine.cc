#include "postgres/postgres_engine.h"

#include "postgres/migration.h"
#include "postgres/postgres_connection.h"
#include "postgres/postgres_error.h"
#include "postgres/reconnect.h"

#include <libpq-fe.h>

#include <condition_variable>
#include <limits>
#include <mutex>
#include <utility>
#include <vector>

namespace iam::store {
namespace {

// Connections for reading; a thread beyond them waits. A server takes a hundred, if nothing else is said, for all who
// share it.
constexpr std::size_t kReadersMax = 16;

constexpr char const* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ";
// Each statement of the transaction sees what was committed before it; nobody commits while the row is locked.
constexpr char const* kBeginWrite = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; ";
constexpr char const* kForUpdate = " FOR UPDATE";
constexpr char const* kNextNumber = "SELECT nextval('iam_state_numbers')";
constexpr char const* kEnd = "COMMIT";

std::uint64_t number_of(std::string const& digits) {
  if (digits.empty()) throw StoreError("the database has another schema now: a newer version of this program made it");
  return std::stoull(digits);
}

void commit(PostgresConnection& connection, std::string const& last) {
  bool const is_open = connection.in_transaction();
  auto const answer = is_open ? connection.ask(last) : nullptr;
  // A transaction that failed before answers ROLLBACK, which is no error.
  if (answer == nullptr || std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
    throw StoreError("postgresql: the transaction was rolled back underneath its work");
  }
}

}  // namespace

class PostgresEngine::Pool {
 public:
  Pool(ServerAddress const& address, std::string const& version_query)
      : address_(address), begin_(kBeginRead + version_query) {}

  // A reader for the time of one snapshot.
  class Lease {
   public:
    explicit Lease(Pool& pool) : pool_(pool) {
      pool_.enter();
      try {
        version_ = pool_.reconnect_([this] {
          if (reader_ == nullptr) reader_ = pool_.take();
          return begin();
        });
      } catch (...) {
        reader_.reset();
        pool_.leave(nullptr);
        throw;
      }
    }
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    ~Lease() {
      // Nobody waits for its end.
      if (!reader_->is_lost()) reader_->send(kEnd);
      if (reader_->is_lost()) reader_.reset();
      pool_.leave(std::move(reader_));
    }

    PostgresConnection& connection() { return *reader_; }
    std::uint64_t version() const { return version_; }

   private:
    std::uint64_t begin() {
      try {
        return number_of(reader_->value_of(pool_.begin_));
      } catch (ConnectionLost const&) {
        // What was lost with it are most likely all that were idle.
        reader_.reset();
        pool_.forget_idle();
        throw;
      }
    }

    Pool& pool_;
    std::unique_ptr<PostgresConnection> reader_;
    std::uint64_t version_ = 0;
  };

  Reconnect& reconnect() { return reconnect_; }

 private:
  void enter() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return in_use_ < kReadersMax; });
    ++in_use_;
  }

  void leave(std::unique_ptr<PostgresConnection> reader) noexcept {
    {
      std::lock_guard const lock(mutex_);
      --in_use_;
      if (reader != nullptr) idle_.push_back(std::move(reader));
    }
    returned_.notify_one();
  }

  std::unique_ptr<PostgresConnection> take() {
    {
      std::lock_guard const lock(mutex_);
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    return std::make_unique<PostgresConnection>(address_);
  }

  void forget_idle() {
    std::vector<std::unique_ptr<PostgresConnection>> lost;
    std::lock_guard const lock(mutex_);
    lost.swap(idle_);
  }

  ServerAddress const& address_;
  std::string const begin_;
  Reconnect reconnect_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;  // the last one returned has prepared the most
  std::size_t in_use_ = 0;
};

PostgresEngine::PostgresEngine(std::string const& uri, Schema const& schema)
    : address_(uri),
      version_query_("SELECT version FROM iam_state WHERE schema_version = " + std::to_string(newest_version(schema))),
      readers_(std::make_unique<Pool>(address_, version_query_)) {
  try {
    writer_ = std::make_unique<PostgresConnection>(address_);
    migrate(*writer_, address_, schema);
  } catch (StoreError const& failure) {
    throw OpenError(std::string("cannot open the database: ") + failure.what());
  }
}

PostgresEngine::~PostgresEngine() = default;

void PostgresEngine::read(std::function<void(Session&)> const& work) {
  Pool::Lease lease(*readers_);
  Session session(lease.connection(), Access::kRead, known_as(lease.version()));
  work(session);
}

std::uint64_t PostgresEngine::version() const {
  try {
    return known_as(Pool::Lease(*readers_).version());
  } catch (StoreError const&) {
    return std::numeric_limits<std::uint64_t>::max();
  }
}

// A database that crashed may give a number again that it gave to a transaction which was not committed, and calls of
// this program's may have remembered what they read there. So the number grows by more than those there are.
std::uint64_t PostgresEngine::known_as(std::uint64_t number) const {
  constexpr int kNumberBits = 48;
  return number + (losses_ << kNumberBits);
}

void PostgresEngine::check() { Pool::Lease const asked(*readers_); }

void PostgresEngine::with_writer(Store::WriterWork const& /*work*/) {
  throw StoreError("PostgreSQL tells nobody what a transaction changed");
}

void PostgresEngine::write_group(std::span<Call> group, Replica& /*replica*/) noexcept {
  try {
    transact(group);
  } catch (...) {
    for (Call& call : group) {
      if (!call.failure) call.failure = std::current_exception();
    }
    if (writer_ != nullptr && writer_->is_lost()) ++losses_;
    // With its connection the server gives up a transaction that is still open.
    if (writer_ != nullptr && (writer_->is_lost() || writer_->in_transaction())) writer_.reset();
  }
}

void PostgresEngine::transact(std::span<Call> group) {
  auto version = readers_->reconnect()([this] {
    try {
      if (writer_ == nullptr) writer_ = std::make_unique<PostgresConnection>(address_);
      return number_of(writer_->value_of(kBeginWrite + version_query_ + kForUpdate));
    } catch (ConnectionLost const&) {
      writer_.reset();
      throw;
    }
  });
  bool const has_savepoints = group.size() > 1;
  bool has_written = false;
  for (Call& call : group) {
    if (has_savepoints) writer_->ask("SAVEPOINT call");
    auto const performed = perform(*writer_, call, known_as(version));
    if (call.failure && writer_->is_lost()) std::rethrow_exception(call.failure);
    if (performed.verdict == Verdict::kRollback) {
      writer_->ask(has_savepoints ? "ROLLBACK TO call; RELEASE call" : "ROLLBACK");
      if (!has_savepoints) return;
    } else if (has_savepoints) {
      writer_->ask("RELEASE call");
    }
    if (!performed.has_written) continue;
    // Numbers are drawn under the lock, so that they grow, and nobody has them again should all of this be rolled back.
    version = has_written ? version + 1 : number_of(writer_->value_of(kNextNumber));
    has_written = true;
  }
  commit(*writer_, has_written ? "UPDATE iam_state SET version = " + std::to_string(version) + "; COMMIT" : kEnd);
}

}  // namespace iam::store
