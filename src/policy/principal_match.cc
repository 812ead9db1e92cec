#include "principal_match.h"

#include <algorithm>

namespace iam::policy {
namespace {

bool has_parent(Requester const& requester) {
  return requester.kind == RequesterKind::kRoleSession || requester.kind == RequesterKind::kFederatedUser;
}

bool is_named(std::string_view value, std::string_view name) { return !name.empty() && value == name; }

// Who comes with the word of an identity provider is nobody of AWS's yet: `"AWS": "*"` was seen not to let them in.
bool comes_from_provider(Requester const& requester) {
  return requester.kind == RequesterKind::kSaml || requester.kind == RequesterKind::kWebIdentity;
}

bool is_role_itself(Requester const& requester) {
  return requester.kind == RequesterKind::kRoleSession && requester.arn == requester.principal_arn;
}

// A session is named by its own ARN; by its role's or user's ARN, or their unique id, it is named through its parent.
Grant grant_to_arn(CompiledPrincipal const& principal, Requester const& requester) {
  if (principal.value == "*") return comes_from_provider(requester) ? Grant::kNone : Grant::kDirect;
  if (is_named(principal.value, requester.arn) && !is_role_itself(requester)) return Grant::kDirect;
  bool const is_parent =
      is_named(principal.value, requester.principal_arn) || is_named(principal.value, requester.unique_id);
  if (is_parent) return has_parent(requester) ? Grant::kThroughParent : Grant::kDirect;
  if (!principal.account.has_value() || principal.account != requester.account) return Grant::kNone;
  return requester.kind == RequesterKind::kRoot ? Grant::kDirect : Grant::kDelegated;
}

Grant grant_to(CompiledPrincipal const& principal, Requester const& requester) {
  auto const is_kind_named = [&](std::string_view name) {
    return is_named(principal.value, name) || principal.value == "*" ? Grant::kDirect : Grant::kNone;
  };
  switch (principal.kind) {
    case PrincipalKind::kEveryone:
      return Grant::kDirect;
    case PrincipalKind::kAws:
      return grant_to_arn(principal, requester);
    case PrincipalKind::kService:
      return requester.kind == RequesterKind::kService ? is_kind_named(requester.service) : Grant::kNone;
    case PrincipalKind::kFederated:
      return comes_from_provider(requester) ? is_kind_named(requester.provider) : Grant::kNone;
    case PrincipalKind::kCanonicalUser:
      break;
  }
  return Grant::kNone;
}

// "NotPrincipal" with Deny spares who is named together with all it belongs to: the account's root with a user, with a
// session also the role. "If the element contains only Bob's ARN, the effect of the policy would be to explicitly deny
// access to the AWS account that contains Bob."
bool is_spared(CompiledStatement const& statement, Requester const& requester) {
  bool const is_session = has_parent(requester) && requester.arn != requester.principal_arn;
  bool itself = false;
  bool parent = !is_session;
  bool account = !requester.account.has_value();
  for (CompiledPrincipal const& principal : statement.principals) {
    bool const is_everyone = principal.kind == PrincipalKind::kEveryone || principal.value == "*";
    if (is_everyone) return true;
    Grant const grant = grant_to(principal, requester);
    itself = itself || grant == Grant::kDirect || (!is_session && grant == Grant::kThroughParent);
    parent = parent || grant == Grant::kThroughParent;
    account = account || (principal.account.has_value() && grant != Grant::kNone);
  }
  return itself && parent && account;
}

}  // namespace

Grant grant_of(CompiledStatement const& statement, Requester const& requester, HasBoundary has_boundary) {
  if (statement.source->principals.has_value()) {
    Grant strongest = Grant::kNone;
    for (CompiledPrincipal const& principal : statement.principals) {
      strongest = std::max(strongest, grant_to(principal, requester));
    }
    return strongest;
  }
  if (!statement.source->not_principals.has_value()) return Grant::kNone;
  if (!statement.allows()) {
    // "… NotPrincipal … with a Deny effect … will always deny any IAM principal that has a permissions boundary policy
    // attached, regardless of the values specified in the NotPrincipal element."
    bool const spared = has_boundary == HasBoundary::kNo && is_spared(statement, requester);
    return spared ? Grant::kNone : Grant::kDirect;
  }
  bool const excepted = std::ranges::any_of(statement.principals, [&](CompiledPrincipal const& principal) {
    return grant_to(principal, requester) != Grant::kNone;
  });
  return excepted ? Grant::kNone : Grant::kDirect;
}

}  // namespace iam::policy
