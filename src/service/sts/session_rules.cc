#include "sts/session_rules.h"

#include "errors/sts.h"
#include "iam/call/session_rules.h"

namespace iam::service {
namespace {

using Kind = SessionContext::Kind;

// GetWebIdentityToken lets federated users through here, and refuses them in words of its own.
bool may_call_sts(SessionContext const& session, Sessions const& sessions) {
  switch (session.kind) {
    case Kind::kSessionToken:
      return sessions.user;
    case Kind::kFederatedUser:
      return sessions.federated;
    case Kind::kAssumedRole:
    case Kind::kAssumedRoot:
    case Kind::kDelegated:
      return sessions.role;
  }
  return true;
}

}  // namespace

Status check_session_rules(Operation const& operation, Caller const& caller) {
  if (caller.session == nullptr || !operation.needs_signature) return {};
  if (operation.service == Service::kIam) return check_session_for_iam(caller);
  if (!may_call_sts(*caller.session, operation.sessions)) {
    return fail(errors::not_with_session_credentials(operation.name));
  }
  return {};
}

}  // namespace iam::service
