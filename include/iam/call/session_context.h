// What temporary credentials know of their holder besides who it is: whose permissions they have, what limits these,
// and how it all came about.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include "iam/base/time.h"
#include "iam/store/tags.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::service {

// Session policies take permissions away and never add any. Without any of either kind nothing is taken away, except
// from a federated user, who then has none.
struct SessionPolicies {
  std::optional<std::string> document;
  std::vector<std::string> arns;  // of managed policies: what they say is looked up when it is asked

  bool empty() const { return !document.has_value() && arns.empty(); }
};

// The role, user or root whose permissions a session has.
struct SessionIssuer {
  std::string arn;
  std::string unique_id;  // AROA…, AIDA…; the account id of root
  std::string name;       // of a role or user, as it is called now
};

// A condition key that an identity provider's token set for as long as the session lasts, such as `saml:sub`.
struct SessionKey {
  std::string name;
  std::vector<std::string> values;
};

// A claim about the request: `key` is what follows aws:TransactionContext/IdentityProvider/.
struct TransactionClaim {
  std::string key;
  std::string value;
};

// Who is behind the session, as an identity provider that propagates identities named them. It stays when the session
// assumes another role. https://docs.aws.amazon.com/STS/latest/APIReference/API_TrustedIdentityPropagationContext.html
struct PropagatedIdentity {
  // aws:OriginIdentity/Subject and its kin.
  std::optional<std::string> subject;
  std::optional<std::string> subject_type;  // user or workload
  std::optional<std::string> issuer;
  std::optional<std::string> federated_provider_arn;
  std::vector<TransactionClaim> transaction;
};

struct SessionContext {
  // What made it.
  enum class Kind : char {
    kAssumedRole = 'r',    // AssumeRole and its kin
    kFederatedUser = 'f',  // GetFederationToken
    kSessionToken = 's',   // GetSessionToken: the holder is its issuer
    kAssumedRoot = 'o',    // AssumeRoot
    kDelegated = 'd',      // GetDelegatedAccessToken, of a user or root: the holder acts as its issuer
  };

  Kind kind = Kind::kAssumedRole;
  SessionIssuer issuer;
  std::string name;  // of a role session, or of the federated user; empty when the holder is the issuer itself
  Time issued_at;
  Time expires_at;
  std::optional<Time> mfa_at;  // when the holder showed a code, if this session remembers one
  SessionPolicies policies;
  std::vector<store::Tag> tags;                  // keys compare ignoring case; those of a role's own are not among them
  std::vector<std::string> transitive_tag_keys;  // of tags that stay when the session assumes another role
  std::optional<std::string> source_identity;
  std::optional<std::string> federated_provider;  // aws:FederatedProvider
  std::vector<SessionKey> provider_keys;
  // Of GetScopedCredentials, the oldest first: each takes away what it does not allow.
  std::vector<std::string> scope_down_policies;
  PropagatedIdentity propagated;
  // Of the sessions from which this one was delegated, the oldest first: each takes away what it does not allow.
  std::vector<SessionPolicies> outer_policies;
};

}  // namespace iam::service
