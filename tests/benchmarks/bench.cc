// ./dev bench: speed and size, measured in one run on one machine, beside nginx returning the same bytes from memory.
#include "bounds.h"
#include "client.h"
#include "measure.h"
#include "postgres.h"
#include "report.h"
#include "requests.h"
#include "savepoints.h"
#include "servers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

namespace iam::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Microseconds = std::chrono::duration<double, std::micro>;

constexpr std::uint64_t kFewUsers = 1'000;
constexpr std::uint64_t kResidentUsers = 100'000;
constexpr std::uint64_t kPageSize = 100;
constexpr std::uint64_t kRoles = 1'000;
// Far more requests than are in flight.
constexpr std::uint64_t kRoleLag = 1024;
constexpr std::size_t kOne = 1;
constexpr std::size_t kTwo = 2;
constexpr std::size_t kMany = 64;
constexpr int kStarts = 20;
constexpr int kDiskWrites = 200;
constexpr double kMegabyte = 1e6;

struct Settings {
  std::filesystem::path iamlocal;
  std::filesystem::path with_postgres;  // where PostgreSQL is measured, and nothing else
  std::filesystem::path scratch = std::filesystem::temp_directory_path();
  Effort effort{.warm_up = std::chrono::milliseconds(50), .round = std::chrono::milliseconds(250), .rounds = 12};
  std::uint64_t many_users = 1'000'000;
  bool has_bounds_only = false;
  std::string_view only_section;  // empty: all
};

Settings settings_of(std::vector<std::string_view> const& arguments) {
  Settings settings;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick") {
      settings.effort.rounds = 4;
      settings.many_users = 100'000;
    } else if (arguments[i] == "--bounds") {
      settings.has_bounds_only = true;
    } else if (arguments[i] == "--only" && i + 1 < arguments.size()) {
      settings.only_section = arguments[++i];
    } else if (arguments[i] == "--iamlocal" && i + 1 < arguments.size()) {
      settings.iamlocal = arguments[++i];
    } else if (arguments[i] == "--postgres" && i + 1 < arguments.size()) {
      settings.with_postgres = arguments[++i];
    } else if (arguments[i] == "--scratch" && i + 1 < arguments.size()) {
      settings.scratch = arguments[++i];
    } else {
      throw std::runtime_error(
          "usage: iam_bench --iamlocal BINARY [--scratch DIRECTORY] [--quick]"
          " [--bounds | --only SECTION | --postgres BINARY]");
    }
  }
  if (settings.iamlocal.empty()) throw std::runtime_error("--iamlocal is missing");
  return settings;
}

// A directory of this run's own, on the disk that the durable figures are about.
class ScratchDirectory {
 public:
  explicit ScratchDirectory(std::filesystem::path const& parent) {
    std::string name = std::filesystem::absolute(parent / "iam-bench-XXXXXX");
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch directory in " + parent.string());
    // nginx drops its privileges and must still reach its files.
    std::filesystem::permissions(name, std::filesystem::perms(0755));
    path_ = name;
  }
  ScratchDirectory(ScratchDirectory const&) = delete;
  ScratchDirectory& operator=(ScratchDirectory const&) = delete;
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Contender contender(std::string const& what, auto const& server, std::size_t connections, RequestSource const& source) {
  Process const& process = server.process();
  return {.what = what,
          .server_time = [&process] { return process.cpu_time(); },
          .load = {.ports = {server.port()}, .connections = connections},
          .source = source};
}

template <class T>
T median(std::vector<T> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// What a durable write waits for, whoever asks for it.
Microseconds disk_flush(std::filesystem::path const& directory) {
  auto const path = directory / "flush";
  int const file = open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
  std::array<char, 4096> const page{};
  std::vector<Microseconds> times;
  for (int i = 0; i < kDiskWrites; ++i) {
    auto const start = Clock::now();
    if (write(file, page.data(), page.size()) < 0 || fdatasync(file) != 0) throw std::runtime_error("cannot write");
    times.emplace_back(Clock::now() - start);
  }
  close(file);
  return median(times);
}

std::string beside(Figures const& ours, Figures const& theirs) {
  return fmt::format("{:.0f}/s beside {:.0f}/s; server {:.1f} µs beside {:.1f} µs", ours.requests_per_s,
                     theirs.requests_per_s, ours.server_us, theirs.server_us);
}

// How many times `theirs` is done in the time of `ours`, at least.
Bar faster(std::string what, double times, Figures const& ours, Figures const& theirs) {
  return {.what = std::move(what),
          .bound = times,
          .better = Better::kHigher,
          .figure = ours.requests_per_s / theirs.requests_per_s,
          .unit = "×",
          .measured = beside(ours, theirs)};
}

// How much of the server's CPU time one request of `ours` takes beside one of `theirs`, at most.
Bar dearer(std::string what, double times, Figures const& ours, Figures const& theirs) {
  return {.what = std::move(what),
          .bound = times,
          .better = Better::kLower,
          .figure = ours.server_us / theirs.server_us,
          .unit = "×",
          .measured = beside(ours, theirs)};
}

// At most so many times slower.
Bar slower(std::string what, double times, Figures const& ours, Figures const& theirs) {
  return {.what = std::move(what),
          .bound = times,
          .better = Better::kLower,
          .figure = theirs.requests_per_s / ours.requests_per_s,
          .unit = "×",
          .measured = beside(ours, theirs)};
}

class Bench {
 public:
  explicit Bench(Settings settings) : settings_(std::move(settings)), scratch_(settings_.scratch) {}

  void run() {
    if (settings_.has_bounds_only) return bounds();
    print_conditions();
    if (!settings_.with_postgres.empty()) return postgres();
    print_load_heading();
    std::pair<std::string_view, void (Bench::*)()> const sections[] = {{"reads", &Bench::reads},
                                                                       {"signatures", &Bench::signatures},
                                                                       {"permissions", &Bench::permissions},
                                                                       {"writes", &Bench::writes},
                                                                       {"roles", &Bench::roles},
                                                                       {"decisions", &Bench::decisions},
                                                                       {"faults", &Bench::faults},
                                                                       {"savepoints", &Bench::savepoints},
                                                                       {"growth", &Bench::growth},
                                                                       {"sandbox", &Bench::sandbox},
                                                                       {"rest", &Bench::rest}};
    for (auto const& [name, take] : sections) {
      if (settings_.only_section.empty() || settings_.only_section == name) (this->*take)();
    }
    print_bar_heading();
    for (auto const& alternatives : bars_) print_bars(alternatives);
    if (settings_.only_section.empty()) bounds();
  }

 private:
  void postgres() const {
    measure_postgres({.sqlite = settings_.iamlocal, .postgres = settings_.with_postgres}, settings_.effort,
                     scratch_.path());
    print_disk();
  }

  void bounds() const {
    fmt::print("\nThe worst known inputs beside harmless ones of the same size, in the server's CPU time:\n");
    auto const bars = measured_bounds(settings_.iamlocal);
    print_bar_heading();
    for (auto const& bar : bars) print_bars({&bar, 1});
  }

  void print_conditions() const {
    auto const& effort = settings_.effort;
    std::array<double, 1> load{};
    getloadavg(load.data(), 1);
    fmt::print(
        "{} cores, shared by server and client (one thread, keep-alive, one request in flight on a connection);\n"
        "load average before: {:.1f}, which ought to be near 0.\n"
        "Each figure: the median of {} rounds of {} ms, each after {} ms of warm-up, contenders in turns.\n"
        "iamlocal: --log-level warning; nginx: access_log off, a worker for each core.\n"
        "server µs: CPU time of the server for one request.\n",
        std::thread::hardware_concurrency(), load[0], effort.rounds, effort.round.count(), effort.warm_up.count());
  }

  void reads() {
    Iamlocal iamlocal(settings_.iamlocal);
    iamlocal.seed(kFewUsers);
    Nginx const nginx(ask(iamlocal.port(), get_user_request(0)), scratch_.path());
    auto const pages = iamlocal.list_requests(kPageSize);

    std::vector<Contender> contenders;
    for (auto const connections : {kOne, kMany}) {
      contenders.push_back(
          contender("nginx, a GetUser answer from memory", nginx, connections, getting_users(kFewUsers)));
      contenders.push_back(contender("GetUser", iamlocal, connections, getting_users(kFewUsers)));
      contenders.push_back(contender("ListUsers, 100 a page", iamlocal, connections, any_of(pages)));
    }
    take_figures(contenders);

    bars_.push_back({faster("GetUser beside nginx, 1 connection", 0.4, contenders[1].figures, contenders[0].figures)});
    bars_.push_back(
        {faster("GetUser beside nginx, 64 connections", 0.9, contenders[4].figures, contenders[3].figures)});
    bars_.push_back({dearer("  the server's time for one", 1.3, contenders[4].figures, contenders[3].figures)});
  }

  void signatures() {
    Iamlocal off(settings_.iamlocal);
    Iamlocal verifying(settings_.iamlocal, {"--auth", "verify"});
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto const requests = get_user_requests(kFewUsers, now);
    off.seed(kFewUsers);
    verifying.seed_verified(kFewUsers, now);

    std::vector<Contender> contenders;
    for (auto const connections : {kOne, kMany}) {
      contenders.push_back(contender("GetUser, --auth off", off, connections, any_of(requests)));
      contenders.push_back(contender("GetUser, --auth verify", verifying, connections, any_of(requests)));
    }
    take_figures(contenders);

    bars_.push_back(
        {faster("GetUser: verify beside off, 1 connection", 0.75, contenders[1].figures, contenders[0].figures)});
    bars_.push_back(
        {faster("GetUser: verify beside off, 64 connections", 0.9, contenders[3].figures, contenders[2].figures)});
    auto const verification = contenders[3].figures.server_us - contenders[2].figures.server_us;
    bars_.push_back({Bar{.what = "verification of a signature",
                         .bound = 10,
                         .better = Better::kLower,
                         .figure = verification,
                         .unit = " µs",
                         .measured = "of the server's CPU time, 64 connections"}});
  }

  // By a user who has a policy attached and one of a group's.
  void permissions() {
    Iamlocal verifying(settings_.iamlocal, {"--auth", "verify"});
    Iamlocal enforcing(settings_.iamlocal, {"--auth", "enforce"});
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::vector<Contender> contenders;
    for (auto* server : {&verifying, &enforcing}) server->seed_verified(kFewUsers, now);
    auto const verified = get_user_requests(kFewUsers, now, verifying.create_reader(now));
    auto const enforced = get_user_requests(kFewUsers, now, enforcing.create_reader(now));
    for (auto const connections : {kOne, kMany}) {
      contenders.push_back(contender("GetUser by a user, --auth verify", verifying, connections, any_of(verified)));
      contenders.push_back(contender("GetUser by a user, --auth enforce", enforcing, connections, any_of(enforced)));
    }
    take_figures(contenders);
    bars_.push_back(
        {faster("GetUser: enforce beside verify, 1 connection", 0.8, contenders[1].figures, contenders[0].figures)});
    bars_.push_back(
        {faster("GetUser: enforce beside verify, 64 connections", 0.8, contenders[3].figures, contenders[2].figures)});
  }

  void writes() {
    auto const file = [&](std::string const& durability) -> std::vector<std::string> {
      return {"--db", (scratch_.path() / (durability + ".db")).string(), "--durability", durability};
    };
    Iamlocal memory(settings_.iamlocal);
    Iamlocal normal(settings_.iamlocal, file("normal"));
    Iamlocal full(settings_.iamlocal, file("full"));

    for (auto const* server : {&memory, &normal, &full}) server->lift_quotas();

    std::vector<Contender> contenders;
    for (auto const connections : {kOne, kMany}) {
      for (auto const& [what, server] :
           {std::pair{"CreateUser, in memory", &memory}, std::pair{"CreateUser, in a file, normal", &normal},
            std::pair{"CreateUser, in a file, full", &full}}) {
        contenders.push_back(contender(what, *server, connections, creating_users(server->next_user())));
      }
    }
    take_figures(contenders);

    auto const& [full_1, normal_64, full_64] = std::tie(contenders[2], contenders[4], contenders[5]);
    bars_.push_back({faster("CreateUser full: 64 connections beside 1", 20, full_64.figures, full_1.figures),
                     faster("  at 64 connections: full beside normal", 0.5, full_64.figures, normal_64.figures)});
    bars_.push_back({faster("CreateUser, 64 connections: normal beside full", 1, normal_64.figures, full_64.figures)});
  }

  void roles() {
    Iamlocal making(settings_.iamlocal);
    making.lift_quotas();
    making.seed_roles(3 * kRoleLag);
    Iamlocal full(settings_.iamlocal);
    full.seed_roles(kRoles);
    auto const details = sdk_request("GetAccountAuthorizationDetails", "&MaxItems=1000&Filter.member.1=Role");

    std::vector<Contender> contenders;
    for (auto const connections : {kOne, kMany}) {
      contenders.push_back(contender("CreateRole, Attach-, PutRolePolicy, GetRole", making, connections,
                                     making_roles(making.next_role(), kRoleLag)));
      contenders.push_back(
          contender("GetAccountAuthorizationDetails, 1,000 roles", full, connections, any_of({details})));
    }
    take_figures(contenders);
    // It took 6.4 ms while each role was asked for what it has.
    auto const details_ms = contenders[1].figures.server_us / 1000;
    bars_.push_back({Bar{.what = "GetAccountAuthorizationDetails, 1,000 roles",
                         .bound = 2.1,
                         .better = Better::kLower,
                         .figure = details_ms,
                         .unit = " ms",
                         .measured = "of the server's CPU time, 1 connection"}});
  }

  // Each role has the policies ReadOnlyAccess and one of its own.
  void decisions() {
    Iamlocal iamlocal(settings_.iamlocal);
    iamlocal.seed_roles(kRoles);
    std::vector<Contender> contenders{
        contender("POST /_iam/authorize, 1,000 roles", iamlocal, kTwo, any_of(authorize_requests(kRoles)))};
    take_figures(contenders);
    bars_.push_back({Bar{.what = "POST /_iam/authorize, 2 connections",
                         .bound = 30'000,
                         .better = Better::kHigher,
                         .figure = contenders.front().figures.requests_per_s,
                         .unit = "/s",
                         .measured = fmt::format("server {:.1f} µs", contenders.front().figures.server_us)}});
  }

  // Without faults, whether there are some is all that is asked; so this is more than they cost where there are none.
  void faults() {
    Iamlocal without(settings_.iamlocal);
    Iamlocal with(settings_.iamlocal, {"--faults", R"([{"account": "999999999999", "preset": "throttle"}])"});
    without.seed(kFewUsers);
    with.seed(kFewUsers);
    std::vector<Contender> contenders{
        contender("GetUser, no fault", without, kMany, getting_users(kFewUsers)),
        contender("GetUser, a fault of another account", with, kMany, getting_users(kFewUsers)),
    };
    take_figures(contenders);
    bars_.push_back({dearer("GetUser: a fault of another account beside none", 1.05, contenders[1].figures,
                            contenders[0].figures)});
  }

  // In memory and in a file; and what it costs others that there are some.
  void savepoints() {
    Iamlocal plain(settings_.iamlocal);
    Iamlocal memory(settings_.iamlocal);
    Iamlocal file(settings_.iamlocal, {"--db", (scratch_.path() / "savepoints.db").string()});
    for (auto* server : {&plain, &memory, &file}) server->seed(kFewUsers);
    for (auto& bar : savepoint_bars("in memory", memory)) bars_.push_back({std::move(bar)});
    for (auto& bar : savepoint_bars("in a file", file)) bars_.push_back({std::move(bar)});

    std::vector<Contender> contenders{
        contender("GetUser", plain, kMany, getting_users(kFewUsers)),
        contender("GetUser, with savepoints", memory, kMany, getting_users(kFewUsers)),
    };
    take_figures(contenders);
    bars_.push_back(
        {dearer("GetUser with savepoints beside without", 1.05, contenders[1].figures, contenders[0].figures)});
  }

  void growth() {
    auto const many = settings_.many_users;
    Iamlocal small(settings_.iamlocal);
    Iamlocal large(settings_.iamlocal);
    small.seed(kFewUsers);
    large.lift_quotas();
    large.seed(kResidentUsers);
    resident_with_users_ = large.process().resident_bytes();
    large.seed(many);

    // What the store makes of its size: an answer that is known already would tell nothing of it.
    auto const pages = [](Iamlocal const& server) { return made_anew(any_of(server.list_requests(kPageSize))); };
    std::vector<Contender> contenders{
        contender("GetUser, 1,000 users", small, kMany, made_anew(getting_users(kFewUsers))),
        contender(fmt::format("GetUser, {} users", many), large, kMany, made_anew(getting_users(many))),
        contender("ListUsers, 1,000 users", small, kMany, pages(small)),
        contender(fmt::format("ListUsers, {} users", many), large, kMany, pages(large)),
    };
    take_figures(contenders);

    bars_.push_back({slower("GetUser: all users beside 1,000", 1.3, contenders[1].figures, contenders[0].figures)});
    bars_.push_back({slower("ListUsers: all users beside 1,000", 1.3, contenders[3].figures, contenders[2].figures)});
  }

  // What a sandbox costs that can all of it, beside a server that remembers nothing: what is off cannot be taken away.
  void sandbox() {
    Iamlocal plain(settings_.iamlocal, {"--requests", "off"});
    Iamlocal remembering(settings_.iamlocal);
    for (auto* server : {&plain, &remembering}) server->seed(kFewUsers);
    savepoint_bars("", remembering);  // leaves savepoints
    std::vector<Contender> contenders;
    for (auto const connections : {kOne, kMany}) {
      contenders.push_back(contender("GetUser, --requests off", plain, connections, getting_users(kFewUsers)));
      contenders.push_back(
          contender("GetUser, journal, savepoints, no faults", remembering, connections, getting_users(kFewUsers)));
    }
    take_figures(contenders);
    bars_.push_back(
        {dearer("GetUser: journal, savepoints, no faults", 1.05, contenders[3].figures, contenders[2].figures)});
  }

  void start() {
    std::vector<Milliseconds> times;
    std::vector<std::size_t> sizes;
    for (int i = 0; i < kStarts; ++i) {
      auto const begin = Clock::now();
      Iamlocal const iamlocal(settings_.iamlocal);
      ask(iamlocal.port(), sdk_request("ListUsers", ""));
      times.emplace_back(Clock::now() - begin);
      sizes.push_back(iamlocal.process().resident_bytes());
    }
    auto const [least, most] = std::ranges::minmax(times);
    auto const time = median(times).count();
    auto const size = static_cast<double>(median(sizes)) / kMegabyte;
    auto const spread = fmt::format("median of {}; {:.1f} to {:.1f} ms", kStarts, least.count(), most.count());
    print_figure("first answer after exec", fmt::format("{:.1f} ms, {}", time, spread));
    print_figure("resident after start", fmt::format("{:.1f} MB", size));
    bars_.push_back({Bar{.what = "first answer after exec",
                         .bound = 30,
                         .better = Better::kLower,
                         .figure = time,
                         .unit = " ms",
                         .measured = spread}});
    bars_.push_back({Bar{.what = "resident after start",
                         .bound = 15,
                         .better = Better::kLower,
                         .figure = size,
                         .unit = " MB",
                         .measured = "after one answer"}});
  }

  void rest() {
    fmt::print("\n");
    start();
    if (resident_with_users_ > 0) {
      print_figure("resident with 100,000 users in memory",
                   fmt::format("{:.1f} MB", static_cast<double>(resident_with_users_) / kMegabyte));
    }
    print_disk();
  }

  void print_disk() const {
    print_figure("disk: 4 KB written and fdatasync, median",
                 fmt::format("{:.0f} µs", disk_flush(scratch_.path()).count()));
  }

  void take_figures(std::vector<Contender>& contenders) const {
    measure(contenders, settings_.effort);
    print_loads(contenders);
  }

  Settings settings_;
  ScratchDirectory scratch_;
  std::size_t resident_with_users_ = 0;
  std::vector<std::vector<Bar>> bars_;
};

}  // namespace
}  // namespace iam::bench

int main(int argc, char** argv) try {
  iam::bench::Bench(iam::bench::settings_of({argv + 1, argv + argc})).run();
} catch (std::exception const& error) {
  std::fprintf(stderr, "iam_bench: %s\n", error.what());
  return 1;
}
