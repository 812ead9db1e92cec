#include "settings.h"

#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "text_file.h"
#include "usage_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace iam::program {
namespace {

constexpr std::array kSettings = {
    Setting{"host", "ADDRESS",
            "numeric address to listen on, or localhost: 127.0.0.1 and ::1; may be there several times (localhost)",
            true},
    Setting{"port", "N", "port to listen on; 0 takes any free one (4566; exec: 0)"},
    Setting{"db", "FILE", "database file, made when missing, or :memory: (:memory:)"},
    Setting{"durability", "normal|full", "full: answer a write when it is on disk (normal)"},
    Setting{"account-id", "ID", "the account of callers whose access key does not name one (123456789012)"},
    Setting{"auth", "off|verify|soft|enforce", "verify: signatures; soft, enforce: policies, too (off)"},
    Setting{"scope-region", "REGION", "with any auth but off: refuse credentials scoped to another region (any)"},
    Setting{"partition", "PARTITION",
            "with any auth but off: the only partition there is (that of --scope-region, or aws)"},
    Setting{"credentials-role", "ROLE",
            "the role whose credentials are served at the ECS and EC2 metadata endpoints: name or ARN (none)"},
    Setting{"credentials-token", "TOKEN", "what a container must send in its Authorization header (anything)"},
    Setting{"metadata-tokens", "required|optional",
            "optional: instance metadata also answers IMDSv1, which has no tokens (required)"},
    Setting{"threads", "N", "threads that serve (one per core)"},
    Setting{"tls-cert", "FILE", "certificate chain in PEM; with --tls-key the server speaks TLS"},
    Setting{"tls-key", "FILE", "private key in PEM"},
    Setting{"tls", "self-signed|off",
            "self-signed: speak TLS with a certificate for localhost, made anew at every start (off)"},
    Setting{"tls-cert-out", "FILE", "where to write what clients of --tls self-signed have to trust, in PEM"},
    Setting{"region", "REGION", "the region that the command signs for (that of --scope-region, or us-east-1)"},
    Setting{"strictness", "strict|loose",
            "loose: certificates, SSH keys, SAML metadata and MFA codes are taken unread (strict)"},
    Setting{"seed", "FILE", "a state document, or a folder of them, to begin with; several, or parted by commas (none)",
            true},
    Setting{"oidc-keys", "FILE", "JSON: key sets of OpenID Connect issuers, by their URLs"},
    Setting{"test-idp", "on|off", "on: an identity provider for tests answers under /_iam/ (off)"},
    Setting{"faces", "aws,huawei,alexa", "the systems to speak for, or some of them (all)"},
    Setting{"denial-links", "off|aws|local",
            "where sentences of denials send their readers: aws (its console), or local: this server (off)"},
    Setting{"consistency", "immediate|aws", "aws: changes are known some seconds late (immediate)"},
    Setting{"faults", "JSON|FILE", "calls of IAM and STS that fail, wait or lose their answer on purpose (none)"},
    Setting{"random-seed", "NUMBER", "ids, keys and secrets that come again, and can be foretold (none)"},
    Setting{"requests", "N|off", "how many requests of each account GET /_iam/requests remembers; off: none (1000)"},
    Setting{"operator", "open|token|off", "who may call the endpoints under /_iam/ (open)"},
    Setting{"operator-token", "TOKEN",
            "what the operator sends as Authorization: Bearer TOKEN; implies --operator token"},
    Setting{"console", "on|off", "off: no page under /_iam/console/ (on)"},
    Setting{"cors-origins", "LIST",
            "origins whose web pages may use the server, beside those of localhost; * is any (none)"},
    Setting{"allowed-hosts", "LIST",
            "names under which the server is reached, beside localhost and the like; * is any (none)"},
    Setting{"log-level", "trace|debug|info|warning|error|off", "the least that is logged (info; exec: warning)"},
    Setting{"log-format", "text|json", "of the log (text)"},
    Setting{"config", "FILE", "TOML file with further settings"},
};

constexpr std::string_view kVariablePrefix = "IAMLOCAL_";

// Far beyond any real configuration: who names the wrong file gets an answer and not a full memory.
constexpr std::size_t kConfigurationBytesMax = 64 * 1024;

// Kubernetes describes a service named `iamlocal` to every pod beside it in variables that only look like ours.
// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
bool is_injected_by_kubernetes(std::string_view variable, std::string_view value) {
  std::string_view const name = variable.substr(kVariablePrefix.size());
  if (name.starts_with("SERVICE_")) return true;
  if (name == "PORT") return value.starts_with("tcp://");
  if (!name.starts_with("PORT_")) return false;
  std::string_view const rest = name.substr(5);
  std::size_t const digits = std::ranges::find_if_not(rest, is_digit) - rest.begin();
  return digits > 0 && rest.substr(digits).starts_with('_');
}

bool is_blank_or_comment(std::string_view text) {
  std::string_view const rest = trimmed(text, kBlanksAndLineEnds);
  return rest.empty() || rest.starts_with('#');
}

// Reads "…" from behind its opening quote up to and past the closing one. Nothing when it is malformed.
std::optional<std::string> take_basic_string(std::string_view& text) {
  std::string value;
  while (!text.empty()) {
    char const c = text.front();
    text.remove_prefix(1);
    if (c == '"') return value;
    if (c != '\\') {
      value += c;
      continue;
    }
    if (text.empty() || (text.front() != '"' && text.front() != '\\')) return std::nullopt;
    value += text.front();
    text.remove_prefix(1);
  }
  return std::nullopt;
}

// The value behind `key =`. Nothing when it is not one value with at most a comment behind it.
std::optional<std::string> value_of(std::string_view text) {
  std::optional<std::string> value;
  if (text.starts_with('"')) {
    text.remove_prefix(1);
    value = take_basic_string(text);
  } else if (text.starts_with('\'')) {
    std::size_t const end = text.find('\'', 1);
    if (end == std::string_view::npos) return std::nullopt;
    value = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
  } else {
    std::size_t const end = std::min(text.find_first_of(" \t#[]{},\"'="), text.size());
    if (end == 0) return std::nullopt;
    value = text.substr(0, end);
    text.remove_prefix(end);
  }
  if (!is_blank_or_comment(text)) return std::nullopt;
  return value;
}

bool is_known(std::string_view name) {
  return std::ranges::any_of(kSettings, [&](Setting const& setting) { return setting.name == name; });
}

}  // namespace

std::span<Setting const> settings() { return kSettings; }

std::string variable_name(std::string_view setting) {
  std::string name(kVariablePrefix);
  for (char c : setting) name += c == '-' ? '_' : to_upper(c);
  return name;
}

std::string suggest_setting(std::string_view name, std::string_view prefix) {
  std::vector<std::string_view> names;
  for (Setting const& setting : kSettings) names.push_back(setting.name);
  std::optional<std::string_view> const meant = nearest(name, names);
  if (!meant.has_value()) return "iamlocal serve --help lists what there is";
  if (prefix == kVariablePrefix) return fmt::format("did you mean {}?", variable_name(*meant));
  return fmt::format("did you mean {}{}?", prefix, *meant);
}

GivenSettings settings_of_environment(char const* const* environment) {
  GivenSettings given;
  for (; *environment != nullptr; ++environment) {
    std::string_view const entry(*environment);
    if (!entry.starts_with(kVariablePrefix)) continue;
    std::size_t const equals = std::min(entry.find('='), entry.size());
    std::string_view const variable = entry.substr(0, equals);
    std::string_view const value = entry.substr(std::min(equals + 1, entry.size()));
    if (is_injected_by_kubernetes(variable, value)) continue;

    auto const setting =
        std::ranges::find_if(kSettings, [&](Setting const& each) { return variable_name(each.name) == variable; });
    if (setting == kSettings.end()) {
      std::string name(variable.substr(kVariablePrefix.size()));
      std::ranges::transform(name, name.begin(), [](char c) {
        return c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      });
      throw UsageError(
          fmt::format("unknown environment variable {}; {}", variable, suggest_setting(name, kVariablePrefix)));
    }
    given[std::string(setting->name)] = {std::string(value), std::string(variable)};
  }
  return given;
}

GivenSettings settings_of_file(std::string const& path) {
  std::string const contents = text_of_file(path, "configuration file", kConfigurationBytesMax);
  GivenSettings given;
  std::string_view rest = contents;
  for (int number = 1; !rest.empty(); ++number) {
    std::string_view const line = trimmed(take_until(rest, '\n'), kBlanksAndLineEnds);
    if (is_blank_or_comment(line)) continue;

    std::string const place = fmt::format("{}:{}", path, number);
    std::size_t const equals = line.find('=');
    if (line.starts_with('[') || equals == std::string_view::npos) {
      throw UsageError(fmt::format("{}: expected key = value, found '{}'", place, line));
    }
    std::string const key(trimmed(line.substr(0, equals)));
    if (!is_known(key)) {
      throw UsageError(fmt::format("{}: unknown key '{}'; {}", place, key, suggest_setting(key, "")));
    }
    if (key == "config") throw UsageError(fmt::format("{}: a configuration file cannot name another one", place));
    std::optional<std::string> value = value_of(trimmed(line.substr(equals + 1)));
    if (!value.has_value()) {
      throw UsageError(fmt::format("{}: the value of {} is a \"text\", a 'text' or a number", place, key));
    }
    std::string origin = fmt::format("{}: {}", place, key);
    if (!given.try_emplace(key, Given{std::move(*value), std::move(origin)}).second) {
      throw UsageError(fmt::format("{}: {} is given twice", place, key));
    }
  }
  return given;
}

GivenSettings all_settings(GivenSettings flags, char const* const* environment) {
  GivenSettings given = std::move(flags);
  given.merge(settings_of_environment(environment));  // merge keeps what is there
  if (auto const config = given.find("config"); config != given.end()) {
    given.merge(settings_of_file(config->second.value));
  }
  return given;
}

}  // namespace iam::program
