// One transaction's handle on the database, and the statements prepared through it: the same whichever engine it is.
#pragma once

#include "iam/base/time.h"
#include "iam/store/access.h"
#include "iam/store/sql.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace iam::store {

class Connection;
class PreparedStatement;
struct Catalogue;

// A prepared statement borrowed from its connection's cache; reset, unbound and given back when it goes out of scope.
// The same text may be prepared again meanwhile. Columns and parameters are typed by overload; times are stored as
// INTEGER milliseconds. What is stored and bound has no NUL.
class Statement {
 public:
  // `home` is the cache's place for the statement; a second one for the same place is not kept.
  Statement(std::unique_ptr<PreparedStatement> statement, std::unique_ptr<PreparedStatement>& home);
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds all `?` parameters in order. Text is not copied: it must outlive the statement's steps.
  template <class... Values>
  Statement& bind(Values const&... values) {
    expect_parameters(sizeof...(values));
    int position = 0;
    (bind_at(++position, values), ...);
    return *this;
  }

  // Steps to the next row; false when there are no more. Throws StoreError.
  bool step();
  // Runs a statement that returns no rows; it may then be bound and run again. Throws StoreError.
  void run();
  // Runs an INSERT … RETURNING the column that numbers the table's rows, an INTEGER PRIMARY KEY: the number of the new
  // row, or nothing when there is none. Throws StoreError.
  std::optional<std::int64_t> run_returning();

  // REQUIRES: step() was true. NULL reads as 0, as an empty text, or as no value.
  std::int64_t integer(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;
  std::string text(int column) const;
  std::optional<std::string> optional_text(int column) const;
  Time time(int column) const;
  std::optional<Time> optional_time(int column) const;

  // Whether it leaves the database as it is.
  bool only_reads() const;

  // Every value of the row as bytes, put behind `bytes`: rows with the same values have the same bytes.
  // REQUIRES: step() was true.
  void append_row(std::string& bytes) const;
  // Binds the first values of such a row, as many as there are parameters. The row must outlive the statement's steps.
  Statement& bind_row(std::string_view row);

 private:
  void expect_parameters(std::size_t count) const;
  void bind_at(int position, std::int64_t value);
  void bind_at(int position, std::uint64_t value) { bind_at(position, static_cast<std::int64_t>(value)); }
  void bind_at(int position, int value) { bind_at(position, std::int64_t{value}); }
  void bind_at(int position, std::string_view value);
  void bind_at(int position, Time value);
  void bind_at(int position, std::nullptr_t);
  template <class T>
  void bind_at(int position, std::optional<T> const& value) {
    if (value.has_value()) {
      bind_at(position, *value);
    } else {
      bind_at(position, nullptr);
    }
  }

  std::unique_ptr<PreparedStatement> statement_;
  std::unique_ptr<PreparedStatement>* home_;
};

// From when a cloud knows what a session writes, where that takes time: see Replica.
enum class KnownFrom {
  kItsTime,
  kNow,  // and everything before it
};

class Session {
 public:
  // On the state with the number `version`.
  Session(Connection& connection, Access access, std::uint64_t version)
      : connection_(connection), access_(access), version_(version) {}
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  // REQUIRES: in a session for reading, that the statement only reads.
  Statement prepare(Sql sql);

  // The same for a statement made up at run time, for work over the schema itself. Nothing from outside may be part of
  // it: what the schema says is bounded, and so are the statements that are kept.
  Statement prepare_generated(std::string const& sql);

  // Runs statements made up at run time, with the same demands.
  void run(std::string const& sql);

  // The number of the state that the session sees. Numbers only grow, and whatever was read under one is still so for
  // every later session with the same number: a state that was given up, of a call rolled back or a group that failed,
  // had a number that nobody has again. (A session for reading may see more than its number says: a commit whose writer
  // is not answered yet.) Nothing once this session prepared a statement that writes: its state is only now being made.
  std::optional<std::uint64_t> version() const { return version_; }

  // What this session writes is an operator's work, which nobody has to wait for.
  void make_known_at_once() { known_from_ = KnownFrom::kNow; }
  KnownFrom known_from() const { return known_from_; }

  // Rows changed by the last INSERT, UPDATE or DELETE, those of triggers and cascades not counted.
  std::int64_t changes() const;

  // How the engine is asked for its tables.
  Catalogue const& catalogue() const;

 private:
  Statement checked(Statement statement);

  Connection& connection_;
  Access access_;
  std::optional<std::uint64_t> version_;
  KnownFrom known_from_ = KnownFrom::kItsTime;
};

}  // namespace iam::store
