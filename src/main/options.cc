#include "options.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "iam/operator/fault_rules.h"
#include "text_file.h"
#include "usage_error.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::program {
namespace {

// A thread serves thousands of connections: more threads than this are a typing mistake.
constexpr std::size_t kThreadsMax = 256;
// No region of AWS has a longer name.
constexpr std::size_t kRegionLengthMax = 32;
constexpr std::size_t kRoleNameMax = 64;
// A hundred faults have room in it.
constexpr std::size_t kFaultsBytesMax = 1024 * 1024;

struct Choice {
  template <class T>
  constexpr Choice(std::string_view name_taken, T of_enumeration)
      : name(name_taken), value(static_cast<int>(of_enumeration)) {}

  std::string_view name;
  int value;
};
using Choices = std::initializer_list<Choice>;

[[noreturn]] void refuse(Given const& given, std::string_view expected) {
  throw UsageError(fmt::format("{}: '{}' is not valid: expected {}", given.origin, given.value, expected));
}

template <class Number>
Number number(Given const& given, Number least, Number most, std::string_view expected) {
  auto const read = whole_number(given.value, least, most);
  if (!read.has_value()) refuse(given, expected);
  return *read;
}

int value_chosen(Given const& given, Choices choices) {
  std::string expected;
  for (std::size_t left = choices.size(); auto const& choice : choices) {
    if (given.value == choice.name) return choice.value;
    expected += choice.name;
    if (--left > 0) expected += left > 1 ? ", " : " or ";
  }
  refuse(given, expected);
}

template <class T>
T choice(Given const& given, Choices choices) {
  return static_cast<T>(value_chosen(given, choices));
}

bool is_numeric_address(int family, std::string const& text) {
  std::array<unsigned char, sizeof(in6_addr)> address;
  return inet_pton(family, text.c_str(), address.data()) == 1;
}

std::uint16_t port(Given const& given) {
  return number<std::uint16_t>(given, 0, UINT16_MAX, "a port number from 0 to 65535");
}

std::size_t threads(Given const& given) {
  return number<std::size_t>(given, 1, kThreadsMax, fmt::format("a number from 1 to {}", kThreadsMax));
}

AccountId account(Given const& given) {
  std::optional<AccountId> const id = AccountId::parse(given.value);
  if (!id.has_value()) refuse(given, "an account id of twelve digits");
  return *id;
}

gateway::AuthMode auth_mode(Given const& given) {
  return choice<gateway::AuthMode>(given, {{"off", gateway::AuthMode::kOff},
                                           {"verify", gateway::AuthMode::kVerify},
                                           {"soft", gateway::AuthMode::kSoft},
                                           {"enforce", gateway::AuthMode::kEnforce}});
}

// `us-east-1`: anything else could be a mistake that refuses every request.
std::string region(Given const& given) {
  auto const is_fit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (given.value.size() > kRegionLengthMax || !std::ranges::all_of(given.value, is_fit)) {
    refuse(given, "the name of a region such as us-east-1");
  }
  return given.value;
}

Partition partition(Given const& given) {
  auto const named = partition_named(given.value);
  if (!named.has_value()) refuse(given, "the name of a partition such as aws, aws-cn or aws-us-gov");
  return *named;
}

// What CreateRole takes for a name, or the ARN of a role.
std::string role(Given const& given) {
  constexpr std::string_view kNameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-";
  bool const is_name =
      given.value.size() <= kRoleNameMax && given.value.find_first_not_of(kNameCharacters) == std::string::npos;
  auto const arn = parse_iam_arn(given.value);
  bool const is_role_arn = arn.has_value() && arn->kind == "role";
  if (!is_name && !is_role_arn) refuse(given, "the name of a role, or its ARN");
  return given.value;
}

gateway::MetadataTokens metadata_tokens(Given const& given) {
  return choice<gateway::MetadataTokens>(
      given, {{"required", gateway::MetadataTokens::kRequired}, {"optional", gateway::MetadataTokens::kOptional}});
}

store::Durability durability(Given const& given) {
  return choice<store::Durability>(given, {{"normal", store::Durability::kNormal}, {"full", store::Durability::kFull}});
}

// The parts of `a, b`.
std::vector<std::string> list(Given const& given) {
  std::vector<std::string> parts;
  for (std::string_view rest = given.value; !rest.empty();) {
    auto const part = trimmed(take_until(rest, ','));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

std::vector<std::string> hosts(Given const& given) {
  auto hosts = list(given);
  auto const is_fit = [](std::string const& host) {
    return host == "localhost" || is_numeric_address(AF_INET, host) || is_numeric_address(AF_INET6, host);
  };
  if (hosts.empty() || !std::ranges::all_of(hosts, is_fit)) {
    refuse(given, "a numeric address such as 127.0.0.1 or ::1, or localhost");
  }
  return hosts;
}

// As browsers write it: a scheme, a host and perhaps a port. What does not look so would never match.
bool is_origin(std::string_view text) {
  auto const host = text.find("://");
  return host != std::string_view::npos && host > 0 && text.size() > host + 3 &&
         text.find_first_of("/?#*@ ", host + 3) == std::string_view::npos;
}

std::vector<std::string> cors_origins(Given const& given) {
  auto origins = list(given);
  auto const is_fit = [](std::string const& origin) { return origin == "*" || is_origin(origin); };
  if (origins.empty() || !std::ranges::all_of(origins, is_fit)) {
    refuse(given, "origins such as https://app.example.com, parted by commas, or *");
  }
  return origins;
}

// `iam.example.com`, or `*.example.com` for all names below it.
std::vector<std::string> allowed_hosts(Given const& given) {
  auto hosts = list(given);
  auto const is_fit = [](std::string_view host) {
    if (host == "*") return true;
    if (host.starts_with("*.")) host.remove_prefix(2);
    return !host.empty() && host.find_first_of(":/*[] ") == std::string_view::npos;
  };
  if (hosts.empty() || !std::ranges::all_of(hosts, is_fit)) {
    refuse(given, "names without ports, such as iam.example.com or *.example.com, parted by commas, or *");
  }
  return hosts;
}

gateway::OperatorRules::Access operator_access(Given const& given) {
  using Access = gateway::OperatorRules::Access;
  return choice<Access>(given, {{"open", Access::kOpen}, {"token", Access::kToken}, {"off", Access::kOff}});
}

gateway::Faces faces(Given const& given) {
  gateway::Faces faces{.aws = false, .huawei = false, .alexa = false};
  auto const named = list(given);
  for (auto const& name : named) {
    if (name == "aws") {
      faces.aws = true;
    } else if (name == "huawei") {
      faces.huawei = true;
    } else if (name == "alexa") {
      faces.alexa = true;
    } else {
      refuse(given, "some of aws, huawei and alexa, parted by commas");
    }
  }
  if (named.empty()) refuse(given, "some of aws, huawei and alexa, parted by commas");
  return faces;
}

service::DenialLinks denial_links(Given const& given) {
  using Links = service::DenialLinks;
  return choice<Links>(given, {{"off", Links::kOff}, {"aws", Links::kAws}, {"local", Links::kLocal}});
}

// The list itself, or a file that has it.
std::vector<gateway::FaultRule> faults(Given const& given) {
  auto const text = trimmed(given.value, kBlanksAndLineEnds);
  bool const is_list = text.starts_with('[') || text.starts_with('{');
  auto rules =
      gateway::read_fault_rules(is_list ? given.value : text_of_file(given.value, "file of faults", kFaultsBytesMax));
  if (!rules.has_value()) throw UsageError(fmt::format("{}: {}", given.origin, rules.error()));
  return *std::move(rules);
}

bool tls_self_signed(Given const& given) { return choice<bool>(given, {{"self-signed", true}, {"off", false}}); }

service::Strictness strictness(Given const& given) {
  using service::Strictness;
  return choice<Strictness>(given, {{"strict", Strictness::kStrict}, {"loose", Strictness::kLoose}});
}

gateway::Consistency consistency(Given const& given) {
  using Mode = gateway::Consistency::Mode;
  return {.mode = choice<Mode>(given, {{"immediate", Mode::kImmediate}, {"aws", Mode::kAws}})};
}

Randomness::Seed random_seed(Given const& given) {
  return number<Randomness::Seed>(given, 0, INT64_MAX, "a whole number that is not negative");
}

bool is_on(Given const& given) { return choice<bool>(given, {{"on", true}, {"off", false}}); }

std::size_t requests(Given const& given) {
  if (given.value == "off") return 0;
  constexpr auto kMost = gateway::RequestJournal::kRequestsMax;
  return number<std::size_t>(given, 1, kMost, fmt::format("a number from 1 to {}, or off", kMost));
}

log::Level log_level(Given const& given) {
  return choice<log::Level>(given, {{"trace", log::Level::kTrace},
                                    {"debug", log::Level::kDebug},
                                    {"info", log::Level::kInfo},
                                    {"warning", log::Level::kWarning},
                                    {"error", log::Level::kError},
                                    {"off", log::Level::kOff}});
}

log::Format log_format(Given const& given) {
  return choice<log::Format>(given, {{"text", log::Format::kText}, {"json", log::Format::kJson}});
}

struct Reader {
  std::string_view setting;
  void (*read)(Given const& given, Options& options);
};

// One for each of settings().
constexpr std::array kReaders = {
    Reader{"host", [](Given const& given, Options& options) { options.server.hosts = hosts(given); }},
    Reader{"port", [](Given const& given, Options& options) { options.server.port = port(given); }},
    Reader{"db", [](Given const& given, Options& options) { options.store.path = given.value; }},
    Reader{"durability", [](Given const& given, Options& options) { options.store.durability = durability(given); }},
    Reader{"account-id", [](Given const& given, Options& options) { options.account = account(given); }},
    Reader{"auth", [](Given const& given, Options& options) { options.auth_mode = auth_mode(given); }},
    Reader{"threads", [](Given const& given, Options& options) { options.server.threads = threads(given); }},
    Reader{"tls-cert", [](Given const& given, Options& options) { options.server.tls_cert = given.value; }},
    Reader{"tls-key", [](Given const& given, Options& options) { options.server.tls_key = given.value; }},
    Reader{"tls", [](Given const& given, Options& options) { options.tls_self_signed = tls_self_signed(given); }},
    Reader{"tls-cert-out", [](Given const& given, Options& options) { options.tls_cert_out = given.value; }},
    Reader{"region", [](Given const& given, Options& options) { options.region = region(given); }},
    Reader{"strictness", [](Given const& given, Options& options) { options.strictness = strictness(given); }},
    Reader{"oidc-keys", [](Given const& given, Options& options) { options.oidc_keys = given.value; }},
    Reader{"test-idp", [](Given const& given, Options& options) { options.test_idp = is_on(given); }},
    Reader{"faces", [](Given const& given, Options& options) { options.faces = faces(given); }},
    Reader{"denial-links", [](Given const& given, Options& options) { options.denial_links = denial_links(given); }},
    Reader{"consistency", [](Given const& given, Options& options) { options.consistency = consistency(given); }},
    Reader{"faults", [](Given const& given, Options& options) { options.faults = faults(given); }},
    Reader{"random-seed", [](Given const& given, Options& options) { options.random_seed = random_seed(given); }},
    Reader{"requests", [](Given const& given, Options& options) { options.requests = requests(given); }},
    Reader{"operator",
           [](Given const& given, Options& options) { options.operator_rules.access = operator_access(given); }},
    Reader{"operator-token",
           [](Given const& given, Options& options) { options.operator_rules.token = Secret(given.value); }},
    Reader{"console", [](Given const& given, Options& options) { options.operator_rules.has_console = is_on(given); }},
    Reader{"cors-origins",
           [](Given const& given, Options& options) { options.browsers.origins = cors_origins(given); }},
    Reader{"allowed-hosts",
           [](Given const& given, Options& options) { options.browsers.hosts = allowed_hosts(given); }},
    Reader{"log-level", [](Given const& given, Options& options) { options.log_level = log_level(given); }},
    Reader{"log-format", [](Given const& given, Options& options) { options.log_format = log_format(given); }},
    Reader{"config", [](Given const&, Options&) {}},  // read before, by all_settings
    Reader{"scope-region", [](Given const& given, Options& options) { options.scope_region = region(given); }},
    Reader{"partition", [](Given const& given, Options& options) { options.partition = partition(given); }},
    Reader{"credentials-role",
           [](Given const& given, Options& options) { options.role_credentials.role = role(given); }},
    Reader{"credentials-token",
           [](Given const& given, Options& options) { options.role_credentials.authorization = Secret(given.value); }},
    Reader{"metadata-tokens",
           [](Given const& given,
              Options& options) { options.role_credentials.metadata_tokens = metadata_tokens(given); }},
    Reader{"seed", [](Given const& given, Options& options) { options.seeds = list(given); }},
};

// A token says that it is wanted; what says otherwise beside it is a mistake.
void settle_operator(GivenSettings const& settings, gateway::OperatorRules& rules) {
  using Access = gateway::OperatorRules::Access;
  bool const has_token = !rules.token.reveal().empty();
  if (has_token && !settings.contains("operator")) rules.access = Access::kToken;
  if (rules.access == Access::kToken && !has_token) {
    throw UsageError("--operator token needs the token: --operator-token, or IAMLOCAL_OPERATOR_TOKEN");
  }
  if (rules.access == Access::kOff) {
    if (settings.contains("console") && rules.has_console) {
      throw UsageError(fmt::format("{}: the console needs the operator's endpoints: leave out --operator off",
                                   settings.find("console")->second.origin));
    }
    rules.has_console = false;
  }
  if (rules.access != Access::kToken && has_token) {
    throw UsageError(
        fmt::format("{}: a token is for --operator token", settings.find("operator-token")->second.origin));
  }
}

// A certificate is given, or it is made.
void check_tls(GivenSettings const& settings, Options const& options) {
  auto const& server = options.server;
  if (server.tls_cert.empty() != server.tls_key.empty()) throw UsageError("TLS needs both --tls-cert and --tls-key");
  if (settings.contains("tls") && !server.tls_cert.empty()) {
    throw UsageError(
        "--tls is about a certificate that the server makes: leave it out beside --tls-cert and --tls-key");
  }
  if (!options.tls_self_signed && !options.tls_cert_out.empty()) {
    throw UsageError("--tls-cert-out is for the certificate that --tls self-signed makes");
  }
}

// Where no other machine can connect.
bool is_loopback(std::string_view host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

// Where nothing else says so, a region tells the partition; it must be one of it.
void settle_region(GivenSettings const& settings, std::string_view setting, std::string const& region,
                   Options& options) {
  if (region.empty()) return;
  auto const of_region = partition_of_region(region);
  if (!settings.contains("partition")) options.partition = of_region;
  if (options.partition == of_region) return;
  throw UsageError(fmt::format("{}: '{}' is a region of the partition {}, not of {}",
                               settings.find(setting)->second.origin, region, partition_name(of_region),
                               partition_name(options.partition)));
}

}  // namespace

Options options_of(GivenSettings const& settings, Options defaults) {
  Options options = std::move(defaults);
  for (auto const& [name, given] : settings) {
    // Compose files and shells hand over an empty variable where none was meant: better said than guessed.
    if (given.value.empty()) throw UsageError(fmt::format("{}: is empty; give a value or leave it out", given.origin));
    auto const reader = std::ranges::find(kReaders, std::string_view(name), &Reader::setting);
    if (reader == kReaders.end()) throw std::logic_error("no reader for the setting " + name);
    reader->read(given, options);
  }
  settle_region(settings, "scope-region", options.scope_region, options);
  settle_region(settings, "region", options.region, options);
  if (!options.scope_region.empty() && !options.region.empty() && options.region != options.scope_region) {
    throw UsageError(fmt::format("{}: '{}' is not the region of --scope-region, {}",
                                 settings.find("region")->second.origin, options.region, options.scope_region));
  }
  settle_operator(settings, options.operator_rules);
  options.browsers.checks_hosts = std::ranges::all_of(options.server.hosts, is_loopback);
  check_tls(settings, options);
  return options;
}

std::string_view durability_name(store::Durability durability) {
  return durability == store::Durability::kFull ? "full" : "normal";
}

bool speaks_tls(Options const& options) { return options.tls_self_signed || !options.server.tls_cert.empty(); }

std::string reachable_address(std::string const& host) {
  if (host == "0.0.0.0" || host == "localhost") return "127.0.0.1";
  if (host == "::") return "::1";
  return host;
}

std::vector<std::string> reachable_addresses(Options const& options) {
  auto const& hosts = options.server.hosts;
  if (hosts.empty()) return {"127.0.0.1"};
  std::vector<std::string> addresses{reachable_address(hosts.front())};
  if (hosts.front() == "::") addresses.emplace_back("127.0.0.1");  // where there is no IPv6
  return addresses;
}

std::string client_url(Options const& options, std::string const& address, std::uint16_t port) {
  bool const has_name = !options.server.hosts.empty() && options.server.hosts.front() == "localhost";
  std::string const host = has_name ? "localhost" : reachable_address(address);
  bool const is_ipv6 = host.find(':') != std::string::npos;
  return fmt::format("{}://{}:{}", speaks_tls(options) ? "https" : "http", is_ipv6 ? "[" + host + "]" : host, port);
}

}  // namespace iam::program
