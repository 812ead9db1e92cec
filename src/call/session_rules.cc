#include "iam/call/session_rules.h"

#include "iam/call/errors.h"

namespace iam::service {

Status check_session_for_iam(Caller const& caller) {
  using Kind = SessionContext::Kind;
  auto const* session = caller.session.get();
  if (session == nullptr) return {};
  bool const is_known =
      session->kind == Kind::kSessionToken ? session->mfa_at.has_value() : session->kind != Kind::kFederatedUser;
  return is_known ? Status() : fail(errors::invalid_client_token());
}

}  // namespace iam::service
