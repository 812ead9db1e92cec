#include "serve.h"

#include "emulator.h"
#include "iam/operator/fault_rules.h"
#include "signals.h"

#include <cstdio>
#include <string_view>

namespace iam::program {
namespace {

void write_banner(Options const& options, std::string_view url) {
  log::info("iamlocal {}: auth {}, store {}, durability {}, account {}, {}", IAM_VERSION,
            gateway::auth_mode_name(options.auth_mode), store::shown(options.store.path),
            durability_name(options.store.durability), options.account.text(), url);
  if (options.operator_rules.has_console) log::info("the console is at {}/_iam/console/", url);
  if (!options.faults.empty()) log::warning("{}", gateway::faults_told(options.faults.size()));
  if (options.tls_self_signed) {
    log::info("a certificate was made for this start; {}/_iam/tls/certificate.pem is what clients have to trust", url);
  }
  if (options.strictness == service::Strictness::kLoose) {
    log::warning(
        "strictness loose: certificates, SSH keys, SAML metadata and MFA codes are taken unread, which AWS refuses");
  }
  if (options.consistency.mode == gateway::Consistency::Mode::kAws) {
    log::warning("consistency aws: keys, roles, principals and policies are known some seconds after they change");
  }
  if (options.random_seed.has_value()) {
    log::warning("random seed {}: whoever knows it can foretell every id, key, secret and token", *options.random_seed);
  }
  if (options.store.path == ":memory:" && options.store.durability == store::Durability::kFull) {
    log::warning("durability full has no effect on :memory:; --db names a file");
  }
}

}  // namespace

int serve(Options const& options) {
  ignore_write_signals();
  SignalQueue signals{SIGINT, SIGTERM};
  log::configure(options.log_level, options.log_format);

  Emulator emulator(options);
  std::string const url = emulator.url();
  write_banner(options, url);
  emulator.start();
  // The first line of stdout is what scripts wait for: requests are answered from here on.
  std::printf("iamlocal listening on %s\n", url.c_str());
  std::fflush(stdout);

  signals.wait();
  signals.exit_on_next();
  log::info("stopping; a second signal ends at once what is still in flight");
  emulator.stop();
  log::shut_down();
  return 0;
}

}  // namespace iam::program
