#include "exec.h"

#include "emulator.h"
#include "iam/base/arn.h"
#include "signals.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <system_error>

namespace iam::program {
namespace {

constexpr int kStatusNotFound = 127;
constexpr int kStatusNotExecutable = 126;
constexpr int kStatusSignalBase = 128;

// Other sources of credentials, of endpoints, and of modes in which a client refuses an endpoint of its own.
constexpr std::array<std::string_view, 18> kRemoved = {
    "AWS_ACCESS_KEY",
    "AWS_ACCOUNT_ID",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_CREDENTIAL_FILE",
    "AWS_CREDENTIAL_PROFILES_FILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_SECRET_KEY",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_TOKEN",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
};
constexpr std::array<std::string_view, 2> kRemovedPrefixes = {"AWS_CONTAINER_", "AWS_ENDPOINT_URL_"};

bool is_removed(std::string_view name) {
  return std::ranges::find(kRemoved, name) != kRemoved.end() ||
         std::ranges::any_of(kRemovedPrefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

using Variables = std::map<std::string, std::string, std::less<>>;

// Both spellings are in use; a client may read either, so both say the same and keep what each of them named.
void bypass_proxies(Variables& variables, std::string const& host) {
  std::string hosts = "127.0.0.1,localhost,::1";
  for (std::string const& named : {host, variables["NO_PROXY"], variables["no_proxy"]}) {
    // As a whole entry, or several: `host` is not in `localhost`.
    bool const is_there = ("," + hosts + ",").find("," + named + ",") != std::string::npos;
    if (!named.empty() && !is_there) hosts += "," + named;
  }
  variables["NO_PROXY"] = hosts;
  variables["no_proxy"] = hosts;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (std::string& each : strings) result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

// Open files that are not closed when a program is executed; none where there is no /proc to tell.
std::set<int> inheritable_files() {
  std::set<int> files;
  std::error_code no_proc;
  for (auto const& entry : std::filesystem::directory_iterator("/proc/self/fd", no_proc)) {
    int const file = std::atoi(entry.path().filename().c_str());
    int const flags = fcntl(file, F_GETFD);
    if (flags >= 0 && (flags & FD_CLOEXEC) == 0) files.insert(file);
  }
  return files;
}

// Asio opens sockets that a child inherits. What the command leaves running would keep the port.
void keep_from_guest(std::set<int> const& inherited_by_us) {
  for (int file : inheritable_files()) {
    if (!inherited_by_us.contains(file)) fcntl(file, F_SETFD, FD_CLOEXEC);
  }
}

// Starts the command with the signal mask and dispositions a program expects. Returns errno.
int spawn(std::vector<std::string> command, std::vector<std::string> environment, pid_t& child) {
  sigset_t none;
  sigemptyset(&none);
  sigset_t restored;
  sigemptyset(&restored);
  sigaddset(&restored, SIGPIPE);
  sigaddset(&restored, SIGXFSZ);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &restored);
  int const error = posix_spawnp(&child, command.front().c_str(), nullptr, &attributes, pointers(command).data(),
                                 pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  return error;
}

// Waits for the child while passing on the signals that ask for an end.
int wait_for(pid_t child, SignalQueue& signals) {
  for (;;) {
    siginfo_t const signal = signals.wait();
    if (signal.si_signo != SIGCHLD) {
      // What the terminal sends reaches the command by itself, as a member of the same process group.
      if (signal.si_code != SI_KERNEL) kill(child, signal.si_signo);
      continue;
    }
    int status = 0;
    if (waitpid(child, &status, WNOHANG) != child) continue;
    return WIFSIGNALED(status) ? kStatusSignalBase + WTERMSIG(status) : WEXITSTATUS(status);
  }
}

// What the command has to trust, where a certificate was made: in a file that lasts as long as this.
class AuthorityFile {
 public:
  explicit AuthorityFile(std::string const& pem) : path_(folder() / "iamlocal-XXXXXX") {
    int const file = mkstemp(path_.data());
    bool const is_written = file >= 0 && write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size());
    if (file >= 0) close(file);
    if (!is_written) throw std::runtime_error("cannot write the certificate to " + path_);
  }
  ~AuthorityFile() { std::remove(path_.c_str()); }
  AuthorityFile(AuthorityFile const&) = delete;
  AuthorityFile& operator=(AuthorityFile const&) = delete;

  std::string const& path() const { return path_; }

 private:
  // Also where a variable names one that is not there.
  static std::filesystem::path folder() {
    std::error_code error;
    auto named = std::filesystem::temp_directory_path(error);
    return error ? "/tmp" : named;
  }

  std::string path_;
};

// The region that clients sign for.
std::string region_of(Options const& options) {
  if (!options.region.empty()) return options.region;
  return options.scope_region.empty() ? std::string(iam_region(options.partition)) : options.scope_region;
}

}  // namespace

std::vector<std::string> guest_environment(char const* const* inherited, Endpoint const& endpoint) {
  Variables variables;
  for (; *inherited != nullptr; ++inherited) {
    std::string_view const entry(*inherited);
    std::size_t const equals = entry.find('=');
    if (equals == std::string_view::npos || is_removed(entry.substr(0, equals))) continue;
    variables.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  variables["AWS_ENDPOINT_URL"] = endpoint.url;
  variables["AWS_ACCESS_KEY_ID"] = "test";
  variables["AWS_SECRET_ACCESS_KEY"] = "test";
  variables["AWS_REGION"] = endpoint.region;
  variables["AWS_DEFAULT_REGION"] = endpoint.region;
  variables["AWS_CONFIG_FILE"] = "/dev/null";
  variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
  variables["AWS_EC2_METADATA_DISABLED"] = "true";
  if (!endpoint.operator_token.empty()) variables["IAMLOCAL_OPERATOR_TOKEN"] = endpoint.operator_token;
  bypass_proxies(variables, endpoint.host);
  if (!endpoint.ca_bundle.empty()) {
    variables["AWS_CA_BUNDLE"] = endpoint.ca_bundle;
    variables["NODE_EXTRA_CA_CERTS"] = endpoint.ca_bundle;  // the JavaScript SDK reads no other
  }

  std::vector<std::string> environment;
  for (auto const& [name, value] : variables) environment.push_back(name + "=" + value);
  return environment;
}

int exec(Options const& options, std::vector<std::string> const& command) {
  ignore_write_signals();
  // Who started us may ignore the end of children, and would have the kernel throw their status away.
  std::signal(SIGCHLD, SIG_DFL);
  SignalQueue signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD};
  log::configure(options.log_level, options.log_format);

  std::set<int> const inherited = inheritable_files();
  Emulator emulator(options);
  keep_from_guest(inherited);
  emulator.start();

  Endpoint endpoint{.url = client_url(options, emulator.address(), emulator.port()),
                    .host = reachable_address(emulator.address())};
  endpoint.region = region_of(options);
  endpoint.operator_token = options.operator_rules.token.reveal();
  std::optional<AuthorityFile> authority_file;
  if (emulator.authority() != nullptr) {
    endpoint.ca_bundle = authority_file.emplace(*emulator.authority()).path();
  } else if (speaks_tls(options)) {
    endpoint.ca_bundle = std::filesystem::absolute(options.server.tls_cert).string();
  }
  pid_t child = 0;
  int status = 0;
  if (int const error = spawn(command, guest_environment(environ, endpoint), child)) {
    std::fprintf(stderr, "iamlocal: cannot run %s: %s\n", command.front().c_str(), std::strerror(error));
    status = error == ENOENT ? kStatusNotFound : kStatusNotExecutable;
  } else {
    status = wait_for(child, signals);
  }
  emulator.stop();
  log::shut_down();
  return status;
}

}  // namespace iam::program
