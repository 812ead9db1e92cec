// Who a policy of a resource names, and what is asked of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#include "globs.h"
#include "iam/base/text.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace iam::lint {
namespace {

using policy::Principal;
using policy::PrincipalKind;

// They tell for whom a service works: without one it can be used by anybody, a confused deputy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
constexpr std::array<std::string_view, 4> kSourceKeys{"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID",
                                                      "aws:SourceOrgPaths"};
// What was asked before there were those.
constexpr std::array<std::string_view, 2> kOldSourceKeys{"aws:SourceOwner", "aws:Referer"};

// A service that calls in its own name is in no account and no organization.
constexpr std::array<std::string_view, 6> kKeysOfIdentities{
    "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
    "aws:PrincipalType",    "aws:userid",         "aws:username"};
constexpr std::string_view kPrincipalTag = "aws:principaltag/";

// A resource is where it is: its own policy need not ask.
constexpr std::array<std::string_view, 3> kKeysOfResource{"aws:ResourceAccount", "aws:ResourceOrgID",
                                                          "aws:ResourceOrgPaths"};

constexpr std::size_t kUniqueIdMin = 16;

bool is_one_of(auto const& keys, std::string_view key) {
  return std::ranges::any_of(keys, [&](std::string_view known) { return equals_ignoring_case(known, key); });
}

bool asks_for_one_of(policy::Statement const& statement, auto const& keys) {
  return std::ranges::any_of(statement.conditions,
                             [&](auto const& condition) { return is_one_of(keys, condition.key); });
}

bool is_service(Principal const& principal) { return principal.kind == PrincipalKind::kService; }

bool is_id_of(std::string_view value, std::string_view prefix) {
  return value.starts_with(prefix) && value.size() >= kUniqueIdMin && std::ranges::all_of(value, is_alphanumeric);
}

void check_value(Principal const& principal, policy::Position place, Findings& findings) {
  auto const& value = principal.value;
  bool const is_everyone =
      value == "*" && (principal.kind == PrincipalKind::kEveryone || principal.kind == PrincipalKind::kAws);
  if (!is_everyone && has_wildcard(value)) {
    return findings.tell(
        rules::kWildcardInPrincipal, place,
        fmt::format("'{}' matches nobody: a principal has no wildcards, ask for aws:PrincipalArn", value));
  }
  if (principal.kind == PrincipalKind::kFederated) {
    return findings.tell(rules::kFederatedPrincipal, place,
                         fmt::format("'{}' never calls: those that a provider vouches for call as roles", value));
  }
  if (principal.kind != PrincipalKind::kAws) return;
  if (is_id_of(value, "AROA")) {
    findings.tell(rules::kRoleById, place, fmt::format("'{}' is the id of a role: name its ARN", value));
  } else if (is_id_of(value, "AIDA")) {
    findings.tell(rules::kUserById, place, fmt::format("'{}' is the id of a user: name its ARN", value));
  }
}

void check_services(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  auto const& principals = *statement.principals;
  if (statement.effect != policy::Effect::kAllow) return;
  auto const service = std::ranges::find_if(principals, is_service);
  if (service == principals.end()) return;
  auto const place = subject.places.of(examined.index, "Principal");
  if (!asks_for_one_of(statement, kSourceKeys)) {
    bool const asks_old = asks_for_one_of(statement, kOldSourceKeys);
    findings.tell(asks_old ? rules::kOldSource : rules::kAnySource, place,
                  fmt::format("'{}' may act for anybody: ask for aws:SourceArn or aws:SourceAccount", service->value));
  }
  if (!std::ranges::all_of(principals, is_service)) return;
  for (auto const& condition : statement.conditions) {
    bool const is_of_identity =
        is_one_of(kKeysOfIdentities, condition.key) || to_lower_ascii(condition.key).starts_with(kPrincipalTag);
    if (!is_of_identity) continue;
    findings.tell(rules::kKeyOfOtherPrincipal, subject.places.of(examined.index, condition),
                  fmt::format("a service has no '{}'", condition.key));
  }
}

void check_names(Subject const& subject, Examined const& examined, std::string_view element,
                 std::vector<Principal> const& principals, Findings& findings) {
  auto const place = subject.places.of(examined.index, element);
  for (auto const& principal : principals) check_value(principal, place, findings);
  if (!principals.empty()) return;
  bool const has_kind =
      std::ranges::any_of(std::array<std::string_view, 4>{"AWS", "Service", "Federated", "CanonicalUser"},
                          [&](std::string_view kind) { return subject.places.has(examined.index, element, kind); });
  findings.tell(has_kind ? rules::kEmptyPrincipalList : rules::kEmptyPrincipal, place,
                fmt::format("{} names nobody", element));
}

}  // namespace

void check_principals(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  if (subject.use != PolicyUse::kResource) return;
  if (statement.principals.has_value()) {
    check_names(subject, examined, "Principal", *statement.principals, findings);
    check_services(subject, examined, findings);
  }
  if (statement.not_principals.has_value()) {
    check_names(subject, examined, "NotPrincipal", *statement.not_principals, findings);
    if (statement.effect == policy::Effect::kAllow) {
      findings.tell(rules::kAllowNotPrincipal, subject.places.of(examined.index, "NotPrincipal"),
                    "Allow with NotPrincipal allows everybody else, those without an account among them");
    }
  }
  for (auto const& condition : statement.conditions) {
    if (!is_one_of(kKeysOfResource, condition.key)) continue;
    findings.tell(rules::kIrrelevantKey, subject.places.of(examined.index, condition),
                  fmt::format("'{}' is always that of the resource itself", condition.key));
  }
}

}  // namespace iam::lint
