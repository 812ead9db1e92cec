// Would AWS allow this? Every kind of policy that takes part, in one decision.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
#pragma once

#include "iam/base/account.h"
#include "iam/policy/compile.h"
#include "iam/policy/context.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

enum class PolicyType {
  kIdentity,
  kPermissionsBoundary,
  kSession,
  kScopeDown,  // AWS's denials call these session policies, too
  kResource,
  kTrust,
  kServiceControl,
  kResourceControl,
  kEndpoint,
};

// Whether a text names an action of some service, known or not: `s3:GetObject`. AWS asks for no other.
inline bool names_action(std::string_view text) {
  auto const colon = text.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size();
}

// A policy with the names by which answers refer to it. Either may be empty.
struct NamedPolicy {
  std::string id;   // `PolicyInputList.1`, `user_Bob_inline`, a managed policy's name: whatever the front end tells
  std::string arn;  // of managed and organization policies; told in denials
  CompiledPolicyPtr compiled;
  std::string attached_to = {};  // an ARN, of an organization's target, too; empty where nobody asks for it
};

// Allows what one of them allows.
using PolicyList = std::vector<NamedPolicy>;

enum class RequesterKind {
  kAnonymous,
  kRoot,
  kUser,           // also with the credentials of GetSessionToken, and a group for the simulator
  kRoleSession,    // also the role by itself, for the simulator: `arn` and `principal_arn` are then the same
  kFederatedUser,  // of GetFederationToken
  kWebIdentity,    // who calls AssumeRoleWithWebIdentity …
  kSaml,           // … and AssumeRoleWithSAML
  kService,        // ec2.amazonaws.com
};

// Who asks. What a kind has no use for stays empty.
struct Requester {
  RequesterKind kind = RequesterKind::kAnonymous;
  std::optional<AccountId> account;  // of root, users and sessions
  std::string arn;                   // as denials name it: of a session its own ARN
  std::string principal_arn;         // aws:PrincipalArn: a session's role, with its path; a federated user's user
  // AIDA… or AROA…: stored trust and resource policies name users and roles so. Of a session: the role's or user's.
  std::string unique_id;
  std::string provider;         // web identity and SAML: as the trust policy names it, an ARN or `accounts.google.com`
  std::string service;          // of kService
  bool service_linked = false;  // the role: organization policies do not touch it
};

struct Request {
  Requester requester;
  std::string action;                         // in any case; a wildcard in it is a plain character
  std::string resource;                       // an ARN, or `*` for actions that have none
  std::optional<AccountId> resource_account;  // nothing: the requester's own
  Context context;
};

// Trust policies and the policies of KMS keys must allow by themselves: without a matching statement nobody gets in,
// not even the root of the account. Other resource policies add to what identity policies allow.
enum class ResourcePolicyKind { kResource, kTrust, kKmsKey };

struct ResourcePolicy {
  NamedPolicy policy;
  ResourcePolicyKind kind = ResourcePolicyKind::kResource;
};

// The policies that take part. Levels go from the root of the organization to the account and each must allow; the
// caller leaves them out for principals and resources of the management account. The allow-all policy that AWS attaches
// to every level of resource control policies is implied, that of service control policies is not.
struct PolicySets {
  PolicyList identity;  // the user's or role's, and its groups'
  std::optional<NamedPolicy> boundary;
  std::vector<PolicyList> session;     // every list must allow; none: the session is not limited
  std::vector<PolicyList> scope_down;  // of GetScopedCredentials: every list must allow, whatever else granted
  std::optional<ResourcePolicy> resource;
  std::vector<PolicyList> service_control;   // of the requester's account
  std::vector<PolicyList> resource_control;  // of the resource's account
  std::optional<PolicyList> endpoint;
};

// AWS's simulators compare some malformed values in another way than the services, let a resource policy that
// names the requester's own account grant, past a boundary too, and need sts:GetCallerIdentity allowed like any other
// action.
enum class Semantics { kLive, kSimulator };

enum class Outcome { kAllowed, kImplicitDeny, kExplicitDeny };

// Of several types that deny the first of: resource control, service control, resource or trust, identity, boundary,
// session, scope-down, endpoint. An allowed request was decided by the type that granted.
struct Decision {
  Outcome outcome = Outcome::kImplicitDeny;
  PolicyType decided_by = PolicyType::kIdentity;
  // The policy with the denying statement of an explicit denial, among the sets that were given; else null.
  NamedPolicy const* denier = nullptr;

  bool allowed() const { return outcome == Outcome::kAllowed; }
};

// Does not recurse. Allocates for variables that expand to more than a few hundred bytes, and for globs with more than
// 64 bytes between two stars, a `?` among them. Any number of threads. REQUIRES: every policy is compiled.
Decision evaluate(Request const& request, PolicySets const& sets, Semantics semantics = Semantics::kLive);

// A statement whose every element matched. `statement` lives as long as `policy.compiled`.
struct MatchedStatement {
  PolicyType type = PolicyType::kIdentity;
  NamedPolicy policy;
  std::size_t index = 0;  // in its document, from 0
  Statement const* statement = nullptr;
};

// What each layer said by itself. A layer that took no part has no outcome: no boundary, no resource policy, service
// control policies and a service-linked role.
struct LayerOutcomes {
  std::optional<Outcome> identity;
  std::optional<Outcome> boundary;
  std::vector<Outcome> session;
  std::vector<Outcome> scope_down;
  std::optional<Outcome> resource;
  std::vector<Outcome> service_control;
  std::vector<Outcome> resource_control;
  std::optional<Outcome> endpoint;
};

struct Explanation {
  std::vector<MatchedStatement> matched;  // in the order of PolicySets' layers, policies and statements
  // As missing_context_keys() tells them when nothing allows the request; none when it is allowed, or denied explicitly
  // or by a service control policy.
  std::vector<std::string> missing_context_keys;
  LayerOutcomes layers;
  bool cross_account = false;
};

// The same decision as evaluate(), and why. Replaces what `explanation` held.
Decision explain(Request const& request, PolicySets const& sets, Explanation& explanation,
                 Semantics semantics = Semantics::kLive);

// Keys that statements of the identity and resource policies and of the boundary look at, even statements about other
// actions, and that `known` does not have.
std::vector<std::string> missing_context_keys(PolicySets const& sets, Context const& known);

// The statements that AWS's simulators answer as MatchedStatements: those that deny when the denial is explicit, those
// that allow when the request is allowed, where a boundary only limits. What organization policies say is not shown.
std::vector<MatchedStatement> deciding_statements(Decision const& decision, Explanation const& explanation);

}  // namespace iam::policy
