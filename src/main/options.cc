#include "options.h"

#include "iam/base/arn.h"
#include "usage_error.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace iam::program {
namespace {

// A thread serves thousands of connections: more threads than this are a typing mistake.
constexpr std::size_t kThreadsMax = 256;
// No region of AWS has a longer name.
constexpr std::size_t kRegionLengthMax = 32;
constexpr std::size_t kRoleNameMax = 64;

template <class T>
using Choices = std::initializer_list<std::pair<std::string_view, T>>;

[[noreturn]] void refuse(Given const& given, std::string_view expected) {
  throw UsageError(fmt::format("{}: '{}' is not valid: expected {}", given.origin, given.value, expected));
}

template <class Number>
Number number(Given const& given, Number least, Number most, std::string_view expected) {
  Number result{};
  char const* const end = given.value.data() + given.value.size();
  auto const [stop, error] = std::from_chars(given.value.data(), end, result);
  if (error != std::errc{} || stop != end || result < least || result > most) refuse(given, expected);
  return result;
}

template <class T>
T choice(Given const& given, Choices<T> choices, std::string_view expected) {
  for (auto const& [name, value] : choices) {
    if (given.value == name) return value;
  }
  refuse(given, expected);
}

bool is_numeric_address(int family, std::string const& text) {
  std::array<unsigned char, sizeof(in6_addr)> address;
  return inet_pton(family, text.c_str(), address.data()) == 1;
}

std::string const& host(Given const& given) {
  std::string const& text = given.value;
  if (text != "localhost" && !is_numeric_address(AF_INET, text) && !is_numeric_address(AF_INET6, text)) {
    refuse(given, "a numeric address such as 127.0.0.1 or ::1, or localhost");
  }
  return text;
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

[[noreturn]] void refuse_as_not_built(Given const& given) {
  throw UsageError(fmt::format("{} {} is not built yet", given.origin, given.value));
}

gateway::AuthMode auth_mode(Given const& given) {
  return choice<gateway::AuthMode>(given,
                                   {{"off", gateway::AuthMode::kOff},
                                    {"verify", gateway::AuthMode::kVerify},
                                    {"soft", gateway::AuthMode::kSoft},
                                    {"enforce", gateway::AuthMode::kEnforce}},
                                   "off, verify, soft or enforce");
}

// `us-east-1`: anything else could be a mistake that refuses every request.
std::string scope_region(Given const& given) {
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
      given, {{"required", gateway::MetadataTokens::kRequired}, {"optional", gateway::MetadataTokens::kOptional}},
      "required or optional");
}

store::Durability durability(Given const& given) {
  return choice<store::Durability>(given, {{"normal", store::Durability::kNormal}, {"full", store::Durability::kFull}},
                                   "normal or full");
}

bool test_idp(Given const& given) { return choice<bool>(given, {{"on", true}, {"off", false}}, "on or off"); }

log::Level log_level(Given const& given) {
  return choice<log::Level>(given,
                            {{"trace", log::Level::kTrace},
                             {"debug", log::Level::kDebug},
                             {"info", log::Level::kInfo},
                             {"warning", log::Level::kWarning},
                             {"error", log::Level::kError},
                             {"off", log::Level::kOff}},
                            "trace, debug, info, warning, error or off");
}

log::Format log_format(Given const& given) {
  return choice<log::Format>(given, {{"text", log::Format::kText}, {"json", log::Format::kJson}}, "text or json");
}

struct Reader {
  std::string_view setting;
  void (*read)(Given const& given, Options& options);
};

// One for each of settings().
constexpr std::array kReaders = {
    Reader{"host", [](Given const& given, Options& options) { options.server.host = host(given); }},
    Reader{"port", [](Given const& given, Options& options) { options.server.port = port(given); }},
    Reader{"db", [](Given const& given, Options& options) { options.store.path = given.value; }},
    Reader{"durability", [](Given const& given, Options& options) { options.store.durability = durability(given); }},
    Reader{"account-id", [](Given const& given, Options& options) { options.account = account(given); }},
    Reader{"auth", [](Given const& given, Options& options) { options.auth_mode = auth_mode(given); }},
    Reader{"threads", [](Given const& given, Options& options) { options.server.threads = threads(given); }},
    Reader{"tls-cert", [](Given const& given, Options& options) { options.server.tls_cert = given.value; }},
    Reader{"tls-key", [](Given const& given, Options& options) { options.server.tls_key = given.value; }},
    Reader{"oidc-keys", [](Given const& given, Options& options) { options.oidc_keys = given.value; }},
    Reader{"test-idp", [](Given const& given, Options& options) { options.test_idp = test_idp(given); }},
    Reader{"log-level", [](Given const& given, Options& options) { options.log_level = log_level(given); }},
    Reader{"log-format", [](Given const& given, Options& options) { options.log_format = log_format(given); }},
    Reader{"config", [](Given const&, Options&) {}},  // read before, by all_settings
    Reader{"scope-region", [](Given const& given, Options& options) { options.scope_region = scope_region(given); }},
    Reader{"partition", [](Given const& given, Options& options) { options.partition = partition(given); }},
    Reader{"credentials-role",
           [](Given const& given, Options& options) { options.role_credentials.role = role(given); }},
    Reader{"credentials-token",
           [](Given const& given, Options& options) { options.role_credentials.authorization = Secret(given.value); }},
    Reader{"metadata-tokens",
           [](Given const& given,
              Options& options) { options.role_credentials.metadata_tokens = metadata_tokens(given); }},
    Reader{"seed", [](Given const& given, Options&) { refuse_as_not_built(given); }},
};

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
  if (!options.scope_region.empty()) {
    auto const of_region = partition_of_region(options.scope_region);
    if (!settings.contains("partition")) options.partition = of_region;
    if (options.partition != of_region) {
      throw UsageError(fmt::format("{}: '{}' is a region of the partition {}, not of {}",
                                   settings.find("scope-region")->second.origin, options.scope_region,
                                   partition_name(of_region), partition_name(options.partition)));
    }
  }
  if (options.server.tls_cert.empty() != options.server.tls_key.empty()) {
    throw UsageError("TLS needs both --tls-cert and --tls-key");
  }
  return options;
}

std::string_view durability_name(store::Durability durability) {
  return durability == store::Durability::kFull ? "full" : "normal";
}

bool speaks_tls(Options const& options) { return !options.server.tls_cert.empty(); }

std::string reachable_address(std::string const& host) {
  if (host == "0.0.0.0" || host == "localhost") return "127.0.0.1";
  if (host == "::") return "::1";
  return host;
}

std::string client_url(Options const& options, std::uint16_t port) {
  std::string const& listening = options.server.host;
  std::string const host = listening == "localhost" ? listening : reachable_address(listening);
  bool const is_ipv6 = host.find(':') != std::string::npos;
  return fmt::format("{}://{}:{}", speaks_tls(options) ? "https" : "http", is_ipv6 ? "[" + host + "]" : host, port);
}

}  // namespace iam::program
