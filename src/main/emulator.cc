#include "emulator.h"

#include "calls.h"
#include "issuer_keys.h"
#include "seed.h"
#include "text_file.h"
#include "usage_error.h"

#include <fmt/format.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::program {
namespace {

// What a crash may make the server forget of the last uses it was asked to remember.
constexpr std::chrono::seconds kObservationsLostMax(10);

gateway::Description description_of(Options const& options, std::string const* authority) {
  return {.version = IAM_VERSION,
          .store = store::shown(options.store.path),
          .durability = std::string(durability_name(options.store.durability)),
          .scheme = speaks_tls(options) ? "https" : "http",
          .tls_authority = authority == nullptr ? std::string() : *authority};
}

// For every name by which the server can be meant.
std::optional<formats::SelfSigned> own_identity(Options const& options) {
  if (!options.tls_self_signed) return std::nullopt;
  std::vector<std::string> names = {"localhost", "*.localhost", "127.0.0.1", "::1"};
  auto const add = [&](std::string const& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (auto const& host : options.server.hosts) add(reachable_address(host));
  for (auto const& host : options.browsers.hosts) {
    if (host != "*") add(host);
  }
  return formats::self_signed(names, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

server::Options server_options(Options const& options, std::optional<formats::SelfSigned> const& identity) {
  auto server = options.server;
  if (identity.has_value()) server.tls_pem = server::TlsPem{.chain = identity->certificate, .key = identity->key};
  return server;
}

std::unique_ptr<store::Store> open_store(Options const& options) {
  auto store = store::Store::open(options.store);
  if (options.consistency.mode == gateway::Consistency::Mode::kAws && !store->can_replicate()) {
    throw UsageError("--consistency aws goes with a database in memory or in a file, not with PostgreSQL");
  }
  load_issuer_keys(options.oidc_keys, *store);
  if (!options.test_idp) forget_test_issuer(*store);
  return store;
}

std::unique_ptr<gateway::RequestJournal> make_journal(Options const& options) {
  return options.requests == 0 ? nullptr : std::make_unique<gateway::RequestJournal>(options.requests);
}

std::string to_prometheus(server::Stats const& stats) {
  auto const line = [](std::string_view name, std::string_view type, std::uint64_t value) {
    return fmt::format("# TYPE {0} {1}\n{0} {2}\n", name, type, value);
  };
  return line("iamlocal_connections_open", "gauge", stats.connections_open) +
         line("iamlocal_connections_accepted_total", "counter", stats.connections_accepted) +
         line("iamlocal_connections_refused_total", "counter", stats.connections_refused) +
         line("iamlocal_accepts_failed_total", "counter", stats.accepts_failed) +
         line("iamlocal_requests_rejected_total", "counter", stats.requests_rejected);
}

}  // namespace

Emulator::Emulator(Options const& options)
    : own_identity_(own_identity(options)),
      store_(open_store(options)),
      random_(options.random_seed),
      ids_(random_),
      seal_(*store_, random_),
      requests_(make_journal(options)),
      gateway_(gateway::make_gateway({.store = *store_,
                                      .clock = clock_,
                                      .randomness = random_,
                                      .ids = ids_,
                                      .last_used = last_used_,
                                      .seal = seal_,
                                      .default_account = options.account,
                                      .auth_mode = options.auth_mode,
                                      .scope_region = options.scope_region,
                                      .partition = options.partition,
                                      .role_credentials = options.role_credentials,
                                      .test_identity_provider = options.test_idp,
                                      .browsers = options.browsers,
                                      .operator_rules = options.operator_rules,
                                      .faces = options.faces,
                                      .denial_links = options.denial_links,
                                      .faults = options.faults,
                                      .strictness = options.strictness,
                                      .consistency = options.consistency,
                                      .requests = requests_.get(),
                                      .description = description_of(options, authority()),
                                      .more_metrics = [this] { return to_prometheus(server_.stats()); }})),
      server_(server_options(options, own_identity_), *gateway_) {
  if (!options.tls_cert_out.empty()) replace_text_file(options.tls_cert_out, *authority(), "certificate");
  Calls calls(*store_, clock_, ids_, last_used_, seal_, options.strictness);
  apply_seeds(options, calls);
}

Emulator::~Emulator() { stop_serving(); }

void Emulator::start() {
  serving_ = std::thread([this] {
    try {
      server_.run();
    } catch (...) {
      failure_ = std::current_exception();
      kill(getpid(), SIGTERM);
    }
  });
  writing_ = std::jthread([this](std::stop_token const& stopped) { write_observations(stopped); });
}

void Emulator::write_observations(std::stop_token const& stopped) {
  std::unique_lock lock(writing_mutex_);
  // Once more after the stop, even of a server that stopped before this thread ran.
  do {
    writing_stopped_.wait_for(lock, stopped, kObservationsLostMax, [] { return false; });
    last_used_.flush(*store_);
  } while (!stopped.stop_requested());
}

void Emulator::stop() {
  stop_serving();
  writing_ = {};
  store_->flush();
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Emulator::stop_serving() {
  server_.stop();
  if (serving_.joinable()) serving_.join();
}

}  // namespace iam::program
