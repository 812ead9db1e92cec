// A connection to PostgreSQL.
#pragma once

#include "connection.h"
#include "postgres/result.h"
#include "postgres/server_address.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;

namespace iam::store {

// Whatever it is asked ends within some seconds: with an answer, or with ConnectionLost. No call of it waits in libpq.
class PostgresConnection final : public Connection {
 public:
  // For an answer, unless something else is allowed. The server itself gives up earlier.
  static constexpr std::chrono::milliseconds kAnswerWait{20'000};

  // Throws ConnectionLost.
  explicit PostgresConnection(ServerAddress const& address);
  ~PostgresConnection() override;

  // Runs statements in one round trip, which may be made up at run time. The last one's answer. Throws StoreError.
  Result ask(std::string const& sql);
  // The first value of the answer to the last of the statements that answers rows; empty when none does, and for NULL.
  std::string value_of(std::string const& sql);
  // Sends statements that nobody waits for; what they answer is read before anything else is asked. When they cannot be
  // sent the connection is lost.
  void send(std::string const& sql) noexcept;

  void run_script(std::string const& sql) override { ask(sql); }
  std::int64_t changes() const override { return changes_; }
  Catalogue const& catalogue() const override;

  bool is_lost() const { return is_lost_; }
  // Whether a transaction is open, or was until an error.
  bool in_transaction() const;
  // Waits so long for each answer from now on.
  void allow(std::chrono::milliseconds wait) { answer_wait_ = wait; }
  // As the server says it: a setting that it reports.
  std::string setting(char const* name) const;

  // For statements, which errors name as they were written: prepares one and answers its name at the server.
  std::string prepare_at_server(std::string const& sql, std::string_view written, std::vector<unsigned> const& types);
  // Values as text; null is NULL.
  Result run_prepared(std::string const& name, std::string_view written, std::vector<char const*> const& values);

 private:
  using Moment = std::chrono::steady_clock::time_point;

  std::unique_ptr<PreparedStatement> compile(std::string_view sql) override;

  void connect(ServerAddress const& address);
  // The hosts in this order; throws AnswerOverdue when one of them says nothing, whatever comes behind it.
  void connect(ServerAddress const& address, ServerAddress::Hosts const& hosts, Moment until);
  // Waits until the socket can be read from, or written to as well.
  void wait(bool for_writing, Moment until);
  void flush(Moment until);
  // What was sent is answered: the last result. Throws PostgresError of the first that is an error.
  Result finish(std::string_view sql, bool with_values = false);
  void expect_sent(int sent);
  // Reads what nobody waited for.
  void settle();
  [[noreturn]] void lose(std::string const& why);
  [[noreturn]] void lose_overdue();

  struct Close {
    void operator()(pg_conn* handle) const;
  };

  std::string const shown_;
  std::unique_ptr<pg_conn, Close> handle_;
  std::chrono::milliseconds answer_wait_ = kAnswerWait;
  std::int64_t changes_ = 0;
  std::uint64_t prepared_ = 0;
  bool is_unanswered_ = false;
  bool is_lost_ = false;
};

}  // namespace iam::store
