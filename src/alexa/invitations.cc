// SendInvitation, RevokeInvitation. Nobody gets an e-mail: the operator's POST /_iam/enrollments is who follows its
// link.
#include "errors.h"
#include "names.h"
#include "operation.h"

namespace iam::gateway::alexa {
namespace {

Result<json::value> send_invitation(Call& call, SendInvitationRequest const& request) {
  auto const found = find_enrolled(call, request.user_arn, "");
  if (!found.has_value()) return fail(found.error());
  auto kept = found->kept.value_or(store::AlexaUser{.user = found->user.id, .enrollment_id = call.ids.request_id()});
  if (kept.registered_at.has_value()) return fail(errors::invalid_user_status());
  // Another invitation takes the place of the one before it.
  kept.invited_at = call.now;
  store::AlexaUsers(call.store).put(kept);
  return nothing();
}

// Who was not invited, or has accepted, has no invitation that could be revoked; unconfirmed.
Result<json::value> revoke_invitation(Call& call, RevokeInvitationRequest const& request) {
  auto const found = find_enrolled(call, request.user_arn, request.enrollment_id.value_or(""));
  if (!found.has_value()) return fail(found.error());
  bool const is_pending =
      found->kept.has_value() && found->kept->invited_at.has_value() && !found->kept->registered_at.has_value();
  if (!is_pending) return fail(errors::not_found("invitation"));
  auto kept = *found->kept;
  kept.invited_at.reset();
  store::AlexaUsers(call.store).put(kept);
  return nothing();
}

constexpr Operation kInvitationOperations[] = {
    {"SendInvitation", Access::kWrite, read_for<SendInvitationRequest, send_invitation>},
    {"RevokeInvitation", Access::kWrite, read_for<RevokeInvitationRequest, revoke_invitation>},
};

}  // namespace

std::span<Operation const> invitation_operations() { return kInvitationOperations; }

}  // namespace iam::gateway::alexa
