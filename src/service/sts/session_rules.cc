#include "sts/session_rules.h"

#include "errors/sts.h"
#include "iam/call/errors.h"

#include <algorithm>
#include <string_view>

namespace iam::service {
namespace {

using Kind = SessionContext::Kind;

bool is_any_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool may_call_iam(SessionContext const& session) {
  if (session.kind == Kind::kSessionToken) return session.mfa_at.has_value();
  return session.kind != Kind::kFederatedUser;
}

// GetWebIdentityToken refuses federated users in words of its own.
bool may_call_sts(SessionContext const& session, std::string_view name) {
  if (is_any_of(name, {"GetCallerIdentity", "GetWebIdentityToken"})) return true;
  switch (session.kind) {
    case Kind::kSessionToken:
      return name == "AssumeRole";
    case Kind::kFederatedUser:
      return false;
    case Kind::kAssumedRole:
    case Kind::kAssumedRoot:
    case Kind::kDelegated:
      return !is_any_of(name, {"GetSessionToken", "GetFederationToken"});
  }
  return true;
}

}  // namespace

// IAM takes no notice of credentials that are not for it, as if they were no credentials.
Status check_session_rules(Operation const& operation, Caller const& caller) {
  if (caller.session == nullptr || !operation.needs_signature) return {};
  if (operation.service == Service::kIam) {
    if (!may_call_iam(*caller.session)) return fail(errors::invalid_client_token());
  } else if (!may_call_sts(*caller.session, operation.name)) {
    return fail(errors::not_with_session_credentials(operation.name));
  }
  return {};
}

}  // namespace iam::service
