// The connections to a database of PostgreSQL.
#pragma once

#include "engine.h"
#include "postgres/server_address.h"
#include "schema.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace iam::store {

class PostgresConnection;

// Several programs may have one on the same database. A write begins by locking the one row with the number of the
// state and ends by raising it, so that writers of all programs take turns. A read is a snapshot that reads the number
// first: it sees whatever was answered before it began, by whichever program. Where the server goes away, calls fail
// within some seconds, and later ones connect anew.
class PostgresEngine final : public Engine {
 public:
  // Throws OpenError.
  explicit PostgresEngine(std::string const& uri, Schema const& schema = known_schema());
  ~PostgresEngine() override;

  void read(std::function<void(Session&)> const& work) override;
  // A number that no state has when the server cannot be asked.
  std::uint64_t version() const override;
  void flush() override {}
  bool commits_at_once() const override { return false; }
  bool can_replicate() const override { return false; }
  void with_writer(Store::WriterWork const& work) override;
  void check() override;
  void write_group(std::span<Call> group, Replica& replica) noexcept override;

 private:
  class Pool;

  void transact(std::span<Call> group);
  // What sessions and whoever remembers by them take for the number of a state that is stored under this one.
  std::uint64_t known_as(std::uint64_t number) const;

  ServerAddress const address_;
  // What asks for the number of the state; a newer program that migrates the database leaves none for this one.
  std::string const version_query_;
  std::unique_ptr<Pool> const readers_;
  std::unique_ptr<PostgresConnection> writer_;  // null: none, or it was lost
  std::atomic<std::uint64_t> losses_ = 0;       // transactions of which nobody knows whether they were committed
};

}  // namespace iam::store
