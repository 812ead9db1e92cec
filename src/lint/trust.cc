// Trust policies: who may assume the role, how, and what must be asked of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#include "globs.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "rules.h"
#include "service_principals.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace iam::lint {
namespace {

using policy::Principal;
using policy::PrincipalKind;

constexpr std::string_view kGitHub = "token.actions.githubusercontent.com";
constexpr std::string_view kOidcProvider = ":oidc-provider/";
constexpr std::string_view kSamlProvider = ":saml-provider/";
constexpr std::string_view kRolesAnywhere = "rolesanywhere.amazonaws.com";

bool is_saml(Principal const& principal) { return principal.value.find(kSamlProvider) != std::string::npos; }

bool is_oidc(Principal const& principal) { return principal.kind == PrincipalKind::kFederated && !is_saml(principal); }

std::string_view issuer_of(Principal const& principal) {
  std::string_view const value = principal.value;
  auto const at = value.find(kOidcProvider);
  return at == std::string_view::npos ? value : value.substr(at + kOidcProvider.size());
}

// The action by which such a principal assumes a role.
std::string_view action_of(Principal const& principal) {
  if (principal.kind != PrincipalKind::kFederated) return "sts:assumerole";
  return is_saml(principal) ? "sts:assumerolewithsaml" : "sts:assumerolewithwebidentity";
}

bool has_action(Examined const& examined, std::string_view action) {
  return std::ranges::any_of(examined.actions,
                             [&](NamedActions const& named) { return covers(to_lower_ascii(named.pattern), action); });
}

class TrustCheck {
 public:
  TrustCheck(Subject const& subject, Examined const& examined, Findings& findings)
      : subject_(subject), examined_(examined), statement_(examined.statement), findings_(findings) {}

  void run() {
    for (auto const& principal : *statement_.principals) check_principal(principal);
    check_sessions();
    if (statement_.effect != policy::Effect::kAllow) return;
    check_everyone();
    check_actions_fit();
    check_actions_of_keys();
    check_roles_anywhere();
    for (auto const& principal : *statement_.principals) {
      if (is_oidc(principal)) check_oidc(principal);
    }
  }

 private:
  void tell_of_principal(Rule const& rule, std::string message) {
    findings_.tell(rule, subject_.places.of(examined_.index, "Principal"), std::move(message));
  }

  void check_principal(Principal const& principal) {
    if (principal.kind != PrincipalKind::kService) return;
    auto const suggestion = suggestion_for_service(principal.value);
    if (suggestion.empty()) return;
    tell_of_principal(rules::kUnknownPrincipal,
                      fmt::format("there is no service principal '{}'{}", principal.value, suggestion));
  }

  void check_everyone() {
    bool const is_open =
        statement_.conditions.empty() && std::ranges::any_of(*statement_.principals, [](Principal const& principal) {
          return principal.value == "*" &&
                 (principal.kind == PrincipalKind::kEveryone || principal.kind == PrincipalKind::kAws);
        });
    if (is_open) tell_of_principal(rules::kOpenToEveryone, "everybody in every account may assume the role");
  }

  // A session is trusted with its role.
  void check_sessions() {
    std::set<std::string> roles;
    for (auto const& principal : *statement_.principals) {
      auto const role = parse_iam_arn(principal.value);
      if (role.has_value() && role->kind == "role") roles.insert(session_prefix(principal.value, role->name));
    }
    for (auto const& principal : *statement_.principals) {
      auto const arn = parse_arn(principal.value);
      if (!arn.has_value() || arn->service != "sts") continue;
      auto const slash = principal.value.rfind('/');
      if (!roles.contains(principal.value.substr(0, slash + 1))) continue;
      tell_of_principal(rules::kRepeatedPrincipal,
                        fmt::format("'{}' is a session of a role that is trusted already", principal.value));
    }
  }

  static std::string session_prefix(std::string_view role_arn, std::string_view name) {
    auto const arn = parse_arn(role_arn);
    return fmt::format("arn:{}:sts::{}:assumed-role/{}/", arn->partition, arn->account, name);
  }

  // Each action by which roles are assumed must be that of a principal.
  void check_actions_fit() {
    constexpr std::array<std::string_view, 3> kAssuming{"sts:assumerole", "sts:assumerolewithsaml",
                                                        "sts:assumerolewithwebidentity"};
    for (auto const& named : examined_.actions) {
      auto const action = to_lower_ascii(named.pattern);
      if (std::ranges::find(kAssuming, action) == kAssuming.end()) continue;
      bool const fits = std::ranges::any_of(*statement_.principals,
                                            [&](Principal const& principal) { return action_of(principal) == action; });
      if (fits) continue;
      findings_.tell(rules::kActionOfOtherPrincipal, subject_.places.of(examined_.index, "Action", named.item),
                     fmt::format("no principal of the statement assumes roles by '{}'", named.pattern));
    }
  }

  // Who brings tags or a source identity needs a permission for it.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
  void check_actions_of_keys() {
    for (auto const& condition : statement_.conditions) {
      auto const key = to_lower_ascii(condition.key);
      bool const is_of_tags =
          key.starts_with("aws:requesttag/") || key == "aws:tagkeys" || key == "sts:transitivetagkeys";
      if (is_of_tags) check_action_of_key(condition, "sts:TagSession");
      if (key == "sts:sourceidentity") check_action_of_key(condition, "sts:SetSourceIdentity");
    }
  }

  void check_action_of_key(policy::Condition const& condition, std::string_view action) {
    if (has_action(examined_, to_lower_ascii(action))) return;
    findings_.tell(rules::kNoActionForKey, subject_.places.of(examined_.index, condition),
                   fmt::format("'{}' comes with {}, which the statement does not allow", condition.key, action));
  }

  // https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
  void check_roles_anywhere() {
    bool const is_trusted = std::ranges::any_of(
        *statement_.principals, [](Principal const& principal) { return principal.value == kRolesAnywhere; });
    if (!is_trusted) return;
    for (std::string_view const action : {"sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"}) {
      if (has_action(examined_, to_lower_ascii(action))) continue;
      findings_.tell(rules::kNoActionForRolesAnywhere, subject_.places.of(examined_.index, "Action"),
                     fmt::format("{} needs {} too", kRolesAnywhere, action));
    }
  }

  void check_oidc(Principal const& principal) {
    auto const prefix = to_lower_ascii(issuer_of(principal)) + ":";
    bool is_asked = false;
    for (auto const& condition : statement_.conditions) {
      auto const key = to_lower_ascii(condition.key);
      if (!key.starts_with(prefix)) continue;
      is_asked = true;
      if (key.substr(prefix.size()) != "aud") continue;
      findings_.tell(rules::kConfirmAudience, subject_.places.of(examined_.index, condition),
                     fmt::format("'{}' has one value or several, as the provider likes: only of several ask with "
                                 "ForAnyValue or ForAllValues",
                                 condition.key));
    }
    if (!is_asked) {
      tell_of_principal(
          rules::kOidcWithoutCondition,
          fmt::format("whoever '{}' vouches for may assume the role: ask for one of its claims", issuer_of(principal)));
    }
    if (issuer_of(principal) == kGitHub) check_branch(prefix + "sub");
  }

  // https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
  void check_branch(std::string const& key) {
    bool is_there = false;
    bool names_branch = true;
    for (auto const& condition : statement_.conditions) {
      if (!equals_ignoring_case(condition.key, key)) continue;
      is_there = true;
      names_branch = names_branch && std::ranges::all_of(condition.values, [](std::string const& value) {
                       return value.starts_with("repo:") && value.find(":ref:refs/heads/") != std::string::npos &&
                              !has_wildcard(value);
                     });
    }
    if (is_there && names_branch) return;
    tell_of_principal(rules::kGithubWithoutBranch,
                      fmt::format("name repository and branch in '{}': repo:ORG/REPO:ref:refs/heads/BRANCH", key));
  }

  Subject const& subject_;
  Examined const& examined_;
  policy::Statement const& statement_;
  Findings& findings_;
};

}  // namespace

void check_trust(Subject const& subject, Examined const& examined, Findings& findings) {
  if (subject.use != PolicyUse::kTrust || !examined.statement.principals.has_value()) return;
  TrustCheck(subject, examined, findings).run();
}

}  // namespace iam::lint
