#include "postgres.h"

#include "process.h"
#include "report.h"
#include "requests.h"
#include "servers.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::bench {
namespace {

constexpr std::uint64_t kUsers = 1'000;
constexpr std::uint64_t kKnown = 10;  // few enough that all were asked before
constexpr std::size_t kOne = 1;
constexpr std::size_t kMany = 64;
constexpr std::size_t kReplicas = 3;
constexpr std::uint64_t kCountedRequests = 500;
constexpr std::size_t kStatementLength = 88;
constexpr std::string_view kEnd = "end of the answer";

std::string variable(char const* name) {
  char const* const value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(fmt::format("{} is not set: run by tests/postgres/with_server", name));
  return value;
}

// The server of PostgreSQL's that tests/postgres/with_server has started.
class Database {
 public:
  Database() : uri_(variable("IAM_POSTGRES")), folder_(variable("IAM_POSTGRES_BIN")) {
    std::ifstream(uri_.substr(uri_.find("?host=") + 6) + "/data/postmaster.pid") >> process_;
    if (process_ == 0) throw std::runtime_error("where is PostgreSQL?");
    ask("postgres", "CREATE EXTENSION pg_stat_statements");
    count_statements("none");
  }

  std::string uri(std::string const& name) const { return std::string(uri_).insert(uri_.find('?'), name); }

  // The rows of the answer; columns are parted by tabs.
  std::vector<std::string> ask(std::string const& name, std::string const& sql) const {
    return lines_of(
        {folder_ + "/psql", "-XAtq", "-F", "\t", uri(name), "-c", sql, "-c", fmt::format("\\echo {}", kEnd)});
  }

  // A database with the tables of the template.
  std::string made(std::string const& name) const {
    ask("postgres", fmt::format("CREATE DATABASE {} TEMPLATE {}", name, variable("IAM_POSTGRES_TEMPLATE")));
    return uri(name);
  }

  // "none", or "top": those that clients send.
  void count_statements(std::string_view which) const {
    ask("postgres", fmt::format("ALTER SYSTEM SET pg_stat_statements.track = '{}'", which));
    ask("postgres", "SELECT pg_reload_conf()");
  }

  // What one statement costs that does nothing, from a client of PostgreSQL's own.
  std::string round_trip(std::filesystem::path const& scratch) const {
    auto const script = (scratch / "nothing.sql").string();
    std::ofstream(script) << "SELECT 1;\n";
    constexpr std::string_view kLatency = "latency average = ";
    Process process(
        {folder_ + "/pgbench", "--no-vacuum", "--protocol=prepared", "--time=2", "--file=" + script, uri("postgres")});
    for (;;) {
      auto const line = process.read_line();
      if (line.starts_with(kLatency)) return line.substr(kLatency.size());
    }
  }

  std::chrono::nanoseconds cpu_time() const { return family_cpu_time(process_); }

 private:
  static std::vector<std::string> lines_of(std::vector<std::string> const& command) {
    std::vector<std::string> lines;
    Process process(command);
    for (auto line = process.read_line(); line != kEnd; line = process.read_line()) lines.push_back(std::move(line));
    return lines;
  }

  std::string uri_;
  std::string folder_;
  pid_t process_ = 0;
};

// Servers of one state.
struct Servers {
  std::string where;
  std::vector<std::unique_ptr<Iamlocal>> servers;
  Database const* database = nullptr;  // null: a file

  Iamlocal& first() const { return *servers.front(); }

  std::chrono::nanoseconds cpu_time() const {
    std::chrono::nanoseconds total = database == nullptr ? std::chrono::nanoseconds{} : database->cpu_time();
    for (auto const& server : servers) total += server->process().cpu_time();
    return total;
  }

  Contender contender(std::string const& what, std::size_t connections, RequestSource source) const {
    std::vector<std::uint16_t> ports;
    for (auto const& server : servers) ports.push_back(server->port());
    return {.what = what + ", " + where,
            .server_time = [this] { return cpu_time(); },
            .load = {.ports = std::move(ports), .connections = connections},
            .source = std::move(source)};
  }
};

class PostgresBench {
 public:
  PostgresBench(Programs const& programs, Effort const& effort, std::filesystem::path const& scratch)
      : programs_(programs), effort_(effort), scratch_(scratch) {}

  void run() {
    fmt::print("{}, by its socket, with its own settings, which wait for the disk; server µs: PostgreSQL's, too.\n",
               database_.ask("postgres", "SELECT 'PostgreSQL ' || current_setting('server_version')").front());
    print_load_heading();
    reads();
    writes();
    decisions();
    fmt::print("\n{:<50}{}\n", "beside the file", "requests/s; server's CPU time for one");
    for (auto const& line : ratios_) fmt::print("{}\n", line);
    fmt::print("\n");
    print_figure("one round trip: SELECT 1, by pgbench", database_.round_trip(scratch_));
    statements();
  }

 private:
  using Flags = std::vector<std::string>;

  // Which states are compared: `name` tells them from those of other loads.
  std::vector<Servers> sides(std::string const& name, Flags const& flags,
                             std::vector<std::string> const& durabilities) {
    std::vector<Servers> sides;
    for (auto const& durability : durabilities) {
      Flags all{"--db", (scratch_ / (name + durability + ".db")).string(), "--durability", durability};
      all.insert(all.end(), flags.begin(), flags.end());
      sides.push_back({.where = "file, " + durability, .servers = {}});
      sides.back().servers.push_back(std::make_unique<Iamlocal>(programs_.sqlite, all));
    }
    for (auto const count : {kOne, kReplicas}) {
      auto const plural = count == 1 ? "PostgreSQL" : fmt::format("PostgreSQL, {} servers", count);
      sides.push_back(on_postgres(plural, fmt::format("{}{}", name, count), count, flags));
    }
    return sides;
  }

  Servers on_postgres(std::string where, std::string const& name, std::size_t count, Flags const& flags) {
    Flags all{"--db", database_.made(name)};
    all.insert(all.end(), flags.begin(), flags.end());
    Servers servers{.where = std::move(where), .servers = {}, .database = &database_};
    for (std::size_t i = 0; i < count; ++i) {
      servers.servers.push_back(std::make_unique<Iamlocal>(programs_.postgres, all));
    }
    return servers;
  }

  // `sources` has one for each side. One connection cannot ask several servers.
  void compare(std::string const& what, std::vector<Servers> const& sides, std::vector<RequestSource> const& sources) {
    std::vector<Contender> contenders;
    for (auto const connections : {kOne, kMany}) {
      for (std::size_t i = 0; i < sides.size(); ++i) {
        if (connections >= sides[i].servers.size()) {
          contenders.push_back(sides[i].contender(what, connections, sources[i]));
        }
      }
    }
    measure(contenders, effort_);
    print_loads(contenders);
    Contender const* file = nullptr;
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      auto const& each = contenders[i];
      if (each.what.find("file") != std::string::npos) {
        file = &each;  // the last one waits for the disk, as PostgreSQL does
        continue;
      }
      auto const connections = each.load.connections;
      ratios_.push_back(fmt::format("{:<50}{:.3f}×; {:.1f}×", fmt::format("{}, {}", each.what, connections),
                                    each.figures.requests_per_s / file->figures.requests_per_s,
                                    each.figures.server_us / file->figures.server_us));
    }
  }

  void reads() {
    auto const servers = sides("reads", {}, {"full"});
    for (auto const& side : servers) side.first().seed(kUsers);
    std::vector<RequestSource> known;
    std::vector<RequestSource> anew;
    for (std::size_t i = 0; i < servers.size(); ++i) {
      known.push_back(getting_users(kUsers));
      anew.push_back(made_anew(getting_users(kUsers)));
    }
    compare("GetUser", servers, known);
    compare("GetUser anew", servers, anew);
  }

  void writes() {
    auto const servers = sides("writes", {}, {"normal", "full"});
    std::vector<RequestSource> sources;
    for (auto const& side : servers) {
      for (auto const& server : side.servers) server->lift_quotas();
      sources.push_back(creating_users(side.first().next_user()));
    }
    compare("CreateUser", servers, sources);
  }

  void decisions() {
    auto const servers = sides("decisions", {"--auth", "enforce"}, {"full"});
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::vector<RequestSource> sources;
    for (auto const& side : servers) {
      side.first().seed_verified(kUsers, now);
      sources.push_back(any_of(get_user_requests(kUsers, now, side.first().create_reader(now))));
    }
    compare("enforce", servers, sources);
  }

  // PostgreSQL counts its statements, and takes their time, in a database where nothing else is measured.
  void statements() {
    auto const make = [this](std::string const& name, Flags const& flags) {
      auto servers = on_postgres("", name, kOne, flags);
      servers.first().lift_quotas();
      return servers;
    };
    auto const plain = make("statements", {});
    plain.first().seed(kUsers);
    count(plain, "GetUser, known", getting_users(kKnown));
    count(plain, "GetUser, made anew", made_anew(getting_users(kUsers)));
    count(plain, "CreateUser", creating_users(plain.first().next_user()));

    auto const enforcing = make("enforced", {"--auth", "enforce"});
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    enforcing.first().seed_verified(kUsers, now);
    auto const reader = enforcing.first().create_reader(now);
    count(enforcing, "GetUser under enforce, known", any_of(get_user_requests(kKnown, now, reader)));
  }

  // Of one connection, that waits for each answer.
  void count(Servers const& servers, std::string const& what, RequestSource const& source) {
    auto load = servers.contender(what, kOne, source).load;
    load.requests = kCountedRequests;
    bench::run(load, source);  // has prepared what it needs
    database_.count_statements("top");
    // A backend reads the settings after the statement that it is asked.
    bench::run(load, source);
    database_.ask("postgres", "SELECT pg_stat_statements_reset()");
    auto answered = bench::run(load, source);
    auto const rows = database_.ask(
        "postgres",
        fmt::format("SELECT round(calls / {0}.0, 2), round((mean_exec_time * 1000)::numeric, 1),"
                    " round((total_exec_time * 1000 / {0})::numeric, 1),"
                    " left(regexp_replace(query, '\\s+', ' ', 'g'), {1}) FROM pg_stat_statements"
                    " JOIN pg_database ON pg_database.oid = dbid WHERE datname IN ('statements', 'enforced')"
                    " AND calls >= {0} / 100 ORDER BY total_exec_time DESC",
                    kCountedRequests, kStatementLength));
    database_.count_statements("none");

    std::ranges::nth_element(answered.latencies_ns, answered.latencies_ns.begin() + kCountedRequests / 2);
    double statements = 0;
    double microseconds = 0;
    for (auto const& row : rows) {
      statements += std::stod(row);
      microseconds += std::stod(row.substr(row.find('\t', row.find('\t') + 1)));
    }
    fmt::print("\n{}: {:.1f} statements, {:.0f} µs in PostgreSQL, of {:.0f} µs that the client waits\n", what,
               statements, microseconds, answered.latencies_ns[kCountedRequests / 2] / 1e3);
    fmt::print("{:>10}{:>12}  {}\n", "times", "µs each", "statement");
    for (auto const& row : rows) {
      auto const second = row.find('\t') + 1;
      auto const third = row.find('\t', second) + 1;
      fmt::print("{:>10}{:>12}  {}\n", row.substr(0, second - 1), row.substr(second, third - second - 1),
                 row.substr(row.find('\t', third) + 1));
    }
  }

  Programs const& programs_;
  Effort const& effort_;
  std::filesystem::path const& scratch_;
  Database database_;
  std::vector<std::string> ratios_;
};

}  // namespace

void measure_postgres(Programs const& programs, Effort const& effort, std::filesystem::path const& scratch) {
  PostgresBench(programs, effort, scratch).run();
}

}  // namespace iam::bench
