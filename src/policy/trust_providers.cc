#include "trust_providers.h"

#include "iam/base/text.h"
#include "iam/policy/conditions.h"
#include "iam/policy/glob.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <vector>

namespace iam::policy {
namespace {

using Message = std::optional<std::string>;

constexpr std::string_view kCognito = "cognito-identity.amazonaws.com";
constexpr std::string_view kCognitoCondition = "A condition block must be present for the Cognito provider";
// Whatever begins so is GitHub's: each enterprise that asks for it has an issuer of its own.
constexpr std::string_view kGitHub = "token.actions.githubusercontent.com";

// An issuer without https://, and the key that tells its organizations apart; an issuer's own claims by their name.
struct SharedIssuer {
  std::string_view url;
  std::string_view claim;
};

constexpr SharedIssuer kSharedIssuers[] = {
    {"agent.buildkite.com", "sub"},
    {"api.pulumi.com/oidc", "aud"},
    {"app.terraform.io", "sub"},
    {kCognito, "aud"},
    {"gitlab.com", "sub"},
    {"oidc-configuration.audit-log.githubusercontent.com", "sub"},
    {"oidc.codefresh.io", "sub"},
    {"oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu", "sub"},
    {"oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb", "sub"},
    {"oidc.vercel.com", "aud"},
    {"proidc.upbound.io", "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7", "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr", "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg", "sub"},
    {"rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26", "sub"},
    {"sandboxes.cloud", "aud"},
    {"scalr.io", "sub"},
    {"sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", "sts:RoleSessionName"},
    {"studio.datachain.ai/api", "sub"},
    {"tokens.cloud.shisho.dev", "sub"},
    {"vstoken.actions.githubusercontent.com", "sub"},
};

// The providers that AWS knew before there was OpenID Connect, and the claims that name an application there.
struct OldProvider {
  std::string_view name;
  std::vector<std::string_view> claims;
};

std::vector<OldProvider> const& old_providers() {
  static std::vector<OldProvider> const providers{{"accounts.google.com", {"aud", "oaud", "sub"}},
                                                  {"graph.facebook.com", {"app_id", "sub"}},
                                                  {"www.amazon.com", {"app_id", "sub"}}};
  return providers;
}

std::string key_of(std::string_view issuer, std::string_view claim) {
  return claim.find(':') == std::string_view::npos ? fmt::format("{}:{}", issuer, claim) : std::string(claim);
}

enum class Likeness { kCounts, kDoesNot };

// Equality that cannot do without the key. A set operator in front changes nothing.
bool demands_equality(Condition const& condition, Likeness likeness) {
  auto const op = parse_operator(condition.op);
  if (!op.has_value() || op->if_exists) return false;
  return op->comparison == "StringEquals" || op->comparison == "StringEqualsIgnoreCase" ||
         (likeness == Likeness::kCounts && op->comparison == "StringLike");
}

bool lets_web_identities_in(Statement const& statement) {
  if (statement.effect != Effect::kAllow || !statement.actions.has_value()) return false;
  return std::ranges::any_of(*statement.actions, [](std::string const& action) {
    return glob_matches(to_lower_ascii(action), "sts:assumerolewithwebidentity");
  });
}

// Keys must be in lower case here.
Message old_provider_fault(Statement const& statement, OldProvider const& provider) {
  bool const names_application = std::ranges::any_of(statement.conditions, [&](Condition const& condition) {
    return demands_equality(condition, Likeness::kDoesNot) && std::ranges::any_of(provider.claims, [&](auto claim) {
             return condition.key == key_of(provider.name, claim);
           });
  });
  if (names_application) return std::nullopt;
  return fmt::format("Policy trusting {} requires a StringEquals condition on an application id", provider.name);
}

bool is_everything(std::string_view value) { return value == "*"; }

bool is_everything_of_github(std::string_view value) {
  return value.starts_with('*') || value.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Within one operator all keys that count must be good; another operator may make up for one that is not.
bool is_scoped(Statement const& statement, std::vector<std::string> const& keys, bool (*is_all)(std::string_view)) {
  std::map<std::string_view, bool> is_good;
  for (Condition const& condition : statement.conditions) {
    bool const counts = demands_equality(condition, Likeness::kCounts) &&
                        std::ranges::any_of(keys, [&](auto& key) { return equals_ignoring_case(condition.key, key); });
    if (!counts) continue;
    auto const good = is_good.emplace(condition.op, true).first;
    if (std::ranges::any_of(condition.values, is_all)) good->second = false;
  }
  return std::ranges::any_of(is_good, [](auto const& each) { return each.second; });
}

std::string unscoped(std::string_view principal, std::string_view keys) {
  return fmt::format(
      "Trust policy with trusted principal {} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, "
      "{} which is not scoped to all.",
      principal, keys);
}

Message fault_of(Statement const& statement, std::string_view principal) {
  constexpr std::string_view kOidcPlace = ":oidc-provider/";
  auto const provider = principal.find(kOidcPlace);
  auto issuer = provider == std::string_view::npos ? principal : principal.substr(provider + kOidcPlace.size());
  if (issuer == kCognito && statement.conditions.empty()) return std::string(kCognitoCondition);
  if (issuer.starts_with(kGitHub)) {
    std::vector<std::string> const keys{key_of(issuer, "sub"), key_of(issuer, "job_workflow_ref")};
    if (is_scoped(statement, keys, is_everything_of_github)) return std::nullopt;
    return unscoped(principal, keys.front() + " or " + keys.back());
  }
  for (OldProvider const& old : old_providers()) {
    if (issuer == old.name) return old_provider_fault(statement, old);
  }
  if (issuer.ends_with('/')) issuer.remove_suffix(1);
  auto const* const shared = std::ranges::find(kSharedIssuers, issuer, &SharedIssuer::url);
  if (shared == std::end(kSharedIssuers)) return std::nullopt;
  auto const key = key_of(issuer, shared->claim);
  if (is_scoped(statement, {key}, is_everything)) return std::nullopt;
  return unscoped(issuer, key);
}

}  // namespace

Message provider_fault(Statement const& statement) {
  if (!lets_web_identities_in(statement) || !statement.principals.has_value()) return std::nullopt;
  for (Principal const& principal : *statement.principals) {
    if (principal.kind != PrincipalKind::kFederated) continue;
    if (auto fault = fault_of(statement, principal.value)) return fault;
  }
  return std::nullopt;
}

}  // namespace iam::policy
