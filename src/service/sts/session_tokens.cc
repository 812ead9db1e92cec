// Sessions of users and of those they vouch for:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html and
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
#include "iam/service/handlers/session_tokens.h"
#include "errors/sts.h"
#include "iam/call/sessions.h"
#include "sts/one_time_code.h"
#include "sts/session_contents.h"

#include <algorithm>

namespace iam::service::sts {
namespace {

constexpr std::chrono::seconds kDurationDefault = std::chrono::hours(12);
constexpr std::chrono::seconds kRootDurationMax = std::chrono::hours(1);

// Root gets an hour at most, and is not refused when it wants more.
std::chrono::seconds duration_of(Call const& call, std::optional<std::int32_t> wanted_s) {
  auto const wanted = wanted_s ? std::chrono::seconds(*wanted_s) : kDurationDefault;
  return call.caller.kind == Caller::Kind::kRoot ? std::min(wanted, kRootDurationMax) : wanted;
}

}  // namespace

Result<api::sts::GetSessionTokenResponse> get_session_token(Call& call,
                                                            api::sts::GetSessionTokenRequest const& request) {
  auto const mfa_at = check_one_time_code(call, request.serial_number, request.token_code);
  if (!mfa_at) return fail(mfa_at.error());
  auto token = session_of_caller(call);
  token.context.kind = SessionContext::Kind::kSessionToken;
  token.context.mfa_at = *mfa_at;
  auto issued = issue(call, std::move(token), duration_of(call, request.duration_seconds),
                      size_wanted(request.minimum_session_token_size));
  if (!issued) return fail(std::move(issued.error()));
  return api::sts::GetSessionTokenResponse{.credentials = std::move(issued->credentials),
                                           .session_token_utilization = issued->token_utilization,
                                           .session_token_size = issued->token_size};
}

// The federated user has the tags of the user who vouches for it, unless its own have the same keys.
Result<api::sts::GetFederationTokenResponse> get_federation_token(Call& call,
                                                                  api::sts::GetFederationTokenRequest const& request) {
  auto policies = checked_policies(call, call.account(), request.policy, request.policy_arns);
  if (!policies) return fail(policies.error());
  auto tags = checked_tags({to_session_tags(request.tags), {}}, nullptr);
  if (!tags) return fail(tags.error());
  auto token = session_of_caller(call);
  token.context.kind = SessionContext::Kind::kFederatedUser;
  token.context.name = request.name;
  token.context.policies = *std::move(policies);
  token.context.tags = std::move(tags->tags);

  api::sts::GetFederationTokenResponse response;
  response.federated_user = {.federated_user_id = call.account().text() + ":" + request.name,
                             .arn = sts_arn(call.caller.partition, call.account(), "federated-user/" + request.name)};
  auto issued = issue(call, std::move(token), duration_of(call, request.duration_seconds),
                      size_wanted(request.minimum_session_token_size));
  if (!issued) return fail(std::move(issued.error()));
  response.credentials = std::move(issued->credentials);
  response.packed_policy_size = issued->token_utilization;
  response.session_token_utilization = issued->token_utilization;
  response.session_token_size = issued->token_size;
  return response;
}

}  // namespace iam::service::sts
