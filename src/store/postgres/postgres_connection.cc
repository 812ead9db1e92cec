#include "postgres/postgres_connection.h"

#include "postgres/postgres_error.h"
#include "postgres/postgres_statement.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>

namespace iam::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// The server gives up first, and says so: on a lock that another program holds, on a statement, on a transaction whose
// program went away.
constexpr milliseconds kConnectWait{5'000};
constexpr char const* kSettings =
    "SET lock_timeout = 10000; SET statement_timeout = 15000; SET idle_in_transaction_session_timeout = 5000;"
    " SET client_min_messages = error";

// Options of libpq that the address may say otherwise.
constexpr std::array<std::pair<char const*, char const*>, 4> kOptions = {{
    {"fallback_application_name", "iamlocal"},
    {"tcp_user_timeout", "20000"},
    {"target_session_attrs", "read-write"},
    {"client_encoding", "UTF8"},
}};

constexpr Catalogue kCatalogue{
    .columns =
        "SELECT made.relname, '\"' || replace(made.relname, '\"', '\"\"') || '\"',"
        " '\"' || replace(col.attname, '\"', '\"\"') || '\"', col.attname = 'account', keyed.place IS NOT NULL"
        " FROM pg_class AS made"
        " JOIN pg_attribute AS col ON col.attrelid = made.oid AND col.attnum > 0 AND NOT col.attisdropped"
        " LEFT JOIN pg_index AS idx ON idx.indrelid = made.oid AND idx.indisprimary"
        " LEFT JOIN LATERAL unnest(idx.indkey::int2[]) WITH ORDINALITY AS keyed (attnum, place)"
        "  ON keyed.attnum = col.attnum"
        " WHERE made.relkind = 'r' AND made.relnamespace = current_schema()::regnamespace"
        " AND made.relname NOT IN ('server_keys', 'issuer_key_sets', 'iam_state')"
        " ORDER BY made.relname, keyed.place IS NULL, keyed.place, col.attnum",
    .references =
        "SELECT made.relname, '\"' || replace(col.attname, '\"', '\"\"') || '\"', other.relname,"
        " '\"' || replace(target.attname, '\"', '\"\"') || '\"', fk.confdeltype = 'c' AND col.attnotnull"
        " FROM pg_constraint AS fk JOIN pg_class AS made ON made.oid = fk.conrelid"
        " JOIN pg_class AS other ON other.oid = fk.confrelid"
        " JOIN pg_attribute AS col ON col.attrelid = made.oid AND col.attnum = fk.conkey[1]"
        " JOIN pg_attribute AS target ON target.attrelid = other.oid AND target.attnum = fk.confkey[1]"
        " WHERE fk.contype = 'f' AND made.relnamespace = current_schema()::regnamespace"
        " ORDER BY made.relname, col.attnum",
};

void ignore_notice(void* /*context*/, PGresult const* /*result*/) {}

std::string one_line(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

std::string_view first_line(std::string_view sql) {
  sql.remove_prefix(std::min(sql.find_first_not_of('\n'), sql.size()));
  return sql.substr(0, sql.find('\n'));
}

bool is_loss(std::string_view state) {
  // Connection exceptions; the server shuts down, crashed, starts.
  return state.starts_with("08") || state.starts_with("57P");
}

}  // namespace

PostgresConnection::PostgresConnection(ServerAddress const& address) : shown_(address.shown()) {
  connect(address);
  PQsetnonblocking(handle_.get(), 1);
  PQsetNoticeReceiver(handle_.get(), ignore_notice, nullptr);
  ask(kSettings);
}

PostgresConnection::~PostgresConnection() { drop_statements(); }

void PostgresConnection::Close::operator()(pg_conn* handle) const { PQfinish(handle); }

void PostgresConnection::connect(ServerAddress const& address) {
  // libpq goes on to the next host when one refuses, and waits for ever for one that says nothing. So each of them is
  // the first for a while.
  auto const count = address.host_count();
  for (int first = 0;; ++first) {
    try {
      connect(address, address.hosts_from(first), steady_clock::now() + kConnectWait / count);
      return;
    } catch (AnswerOverdue const&) {
      if (first + 1 == count) throw;
    }
  }
}

void PostgresConnection::connect(ServerAddress const& address, ServerAddress::Hosts const& hosts, Moment until) {
  is_lost_ = false;
  std::vector<char const*> keywords;
  std::vector<char const*> values;
  for (auto const& [keyword, value] : kOptions) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
  keywords.insert(keywords.end(), {"dbname", "host", "hostaddr", "port", nullptr});
  values.insert(values.end(),
                {address.uri().c_str(), hosts.names.c_str(), hosts.addresses.c_str(), hosts.ports.c_str(), nullptr});
  handle_.reset(PQconnectStartParams(keywords.data(), values.data(), 1));
  if (handle_ == nullptr) throw std::bad_alloc();
  for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK; next = PQconnectPoll(handle_.get())) {
    if (next == PGRES_POLLING_FAILED || PQstatus(handle_.get()) == CONNECTION_BAD) {
      lose(one_line(PQerrorMessage(handle_.get())));
    }
    wait(next == PGRES_POLLING_WRITING, until);
  }
}

void PostgresConnection::lose(std::string const& why) {
  is_lost_ = true;
  throw ConnectionLost("the database " + shown_ + " cannot be reached: " + why);
}

void PostgresConnection::lose_overdue() {
  is_lost_ = true;
  throw AnswerOverdue("the database " + shown_ + " cannot be reached: it does not answer in time");
}

void PostgresConnection::wait(bool for_writing, Moment until) {
  for (;;) {
    auto const left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
    pollfd socket{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
    if (for_writing)
      socket.events = static_cast<short>(PQstatus(handle_.get()) == CONNECTION_OK ? POLLIN | POLLOUT : POLLOUT);
    int const ready = left.count() <= 0 ? 0 : ::poll(&socket, 1, static_cast<int>(left.count()));
    if (ready > 0) return;
    if (ready == 0) lose_overdue();
    if (errno != EINTR) lose("poll failed");
  }
}

void PostgresConnection::flush(Moment until) {
  for (;;) {
    int const unsent = PQflush(handle_.get());
    if (unsent == 0) return;
    if (unsent < 0) lose(one_line(PQerrorMessage(handle_.get())));
    wait(true, until);
    if (PQconsumeInput(handle_.get()) == 0) lose(one_line(PQerrorMessage(handle_.get())));
  }
}

void PostgresConnection::expect_sent(int sent) {
  if (sent != 1) lose(one_line(PQerrorMessage(handle_.get())));
}

Result PostgresConnection::finish(std::string_view sql, bool with_values) {
  auto const until = steady_clock::now() + answer_wait_;
  flush(until);
  Result last;
  std::optional<PostgresError> failure;
  for (;;) {
    while (PQisBusy(handle_.get()) != 0) {
      wait(false, until);
      if (PQconsumeInput(handle_.get()) == 0) lose(one_line(PQerrorMessage(handle_.get())));
    }
    Result result(PQgetResult(handle_.get()));
    if (result == nullptr) break;
    auto const status = PQresultStatus(result.get());
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      auto const* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
      // Without a state it is libpq's own: the connection is gone.
      if (state == nullptr || is_loss(state)) lose(one_line(PQresultErrorMessage(result.get())));
      if (!failure) failure.emplace(state, sql, PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY));
    } else if (!with_values || status == PGRES_TUPLES_OK || last == nullptr) {
      last = std::move(result);
    }
  }
  if (PQstatus(handle_.get()) != CONNECTION_OK) lose(one_line(PQerrorMessage(handle_.get())));
  if (failure) throw *std::move(failure);
  return last;
}

void PostgresConnection::settle() {
  if (is_lost_) lose("the connection was lost");
  if (!is_unanswered_) return;
  is_unanswered_ = false;
  finish("the end of a transaction");
}

Result PostgresConnection::ask(std::string const& sql) {
  settle();
  expect_sent(PQsendQuery(handle_.get(), sql.c_str()));
  return finish(first_line(sql));
}

std::string PostgresConnection::value_of(std::string const& sql) {
  settle();
  expect_sent(PQsendQuery(handle_.get(), sql.c_str()));
  auto const answer = finish(sql, true);
  if (answer == nullptr || PQntuples(answer.get()) == 0) return {};
  return PQgetvalue(answer.get(), 0, 0);
}

void PostgresConnection::send(std::string const& sql) noexcept {
  try {
    settle();
    expect_sent(PQsendQuery(handle_.get(), sql.c_str()));
    flush(steady_clock::now() + kAnswerWait);
    is_unanswered_ = true;
  } catch (...) {
    is_lost_ = true;
  }
}

std::string PostgresConnection::prepare_at_server(std::string const& sql, std::string_view written,
                                                  std::vector<unsigned> const& types) {
  settle();
  auto name = "s" + std::to_string(++prepared_);
  expect_sent(PQsendPrepare(handle_.get(), name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()));
  finish(written);
  return name;
}

Result PostgresConnection::run_prepared(std::string const& name, std::string_view written,
                                        std::vector<char const*> const& values) {
  settle();
  expect_sent(PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(values.size()), values.data(), nullptr,
                                  nullptr, 0));
  auto result = finish(written);
  std::string_view const changed = PQcmdTuples(result.get());
  changes_ = 0;
  std::from_chars(changed.data(), changed.data() + changed.size(), changes_);
  return result;
}

bool PostgresConnection::in_transaction() const { return PQtransactionStatus(handle_.get()) != PQTRANS_IDLE; }

std::string PostgresConnection::setting(char const* name) const {
  auto const* const value = PQparameterStatus(handle_.get(), name);
  return value == nullptr ? std::string() : value;
}

Catalogue const& PostgresConnection::catalogue() const { return kCatalogue; }

std::unique_ptr<PreparedStatement> PostgresConnection::compile(std::string_view sql) {
  return std::make_unique<PostgresStatement>(*this, sql);
}

}  // namespace iam::store
