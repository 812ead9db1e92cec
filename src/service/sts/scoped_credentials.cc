// The caller's own session with fewer permissions, less time or both:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetScopedCredentials.html and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getscopedcredentials.html
#include "iam/service/handlers/scoped_credentials.h"
#include "errors/sts.h"
#include "iam/base/log.h"
#include "iam/call/errors.h"
#include "iam/call/sessions.h"
#include "iam/policy/grammar.h"
#include "sts/session_contents.h"

#include <chrono>

namespace iam::service::sts {
namespace {

constexpr std::size_t kScopeDownPoliciesMax = 3;

Status check_policy(Call const& call, std::string_view document) {
  if (call.caller.session->scope_down_policies.size() >= kScopeDownPoliciesMax) {
    return fail(errors::too_many_scope_down_policies(kScopeDownPoliciesMax));
  }
  if (auto fault = policy::session_policy_fault(document, call.caller.partition)) {
    return fail(errors::malformed_policy_document(*std::move(fault)));
  }
  return {};
}

// Nobody gets more time than is left.
Result<std::chrono::milliseconds> checked_duration(Call const& call, std::optional<std::int32_t> wanted_s) {
  auto const left = call.caller.session->expires_at - call.now;
  if (!wanted_s) return left;
  std::chrono::seconds const wanted(*wanted_s);
  if (wanted > left) return fail(errors::session_lifetime_insufficient());
  return wanted;
}

}  // namespace

// When the session began stays as it was: else whoever holds one could go on past a policy that ends older ones.
Result<api::sts::GetScopedCredentialsResponse> get_scoped_credentials(
    Call& call, api::sts::GetScopedCredentialsRequest const& request) {
  if (call.origin.is_global_endpoint) return fail(errors::not_at_global_endpoint("GetScopedCredentials"));
  auto const& caller = call.caller;
  if (caller.session == nullptr) return fail(errors::no_session_to_scope());
  if (!request.policy && !request.duration_seconds) return fail(errors::scope_is_empty());
  if (request.policy) {
    if (auto sound = check_policy(call, *request.policy); !sound) return fail(std::move(sound.error()));
  }
  auto const duration = checked_duration(call, request.duration_seconds);
  if (!duration) return fail(duration.error());

  auto token = session_of_caller(call);
  if (request.policy) token.context.scope_down_policies.push_back(*request.policy);
  auto const policies = static_cast<std::int32_t>(token.context.scope_down_policies.size());
  auto issued = issue(call, std::move(token), *duration, size_wanted(request.minimum_session_token_size));
  if (!issued) return fail(std::move(issued.error()));
  // AWS writes it to CloudTrail.
  if (request.scoped_session_description) {
    log::info("{} scopes a session: {}", call.request_id, *request.scoped_session_description);
  }
  api::sts::GetScopedCredentialsResponse response;
  response.credentials = std::move(issued->credentials);
  response.session_info = api::sts::ScopedSession{.scoped_session_id = caller.unique_id, .arn = caller.arn};
  response.session_token_utilization = issued->token_utilization;
  response.session_token_size = issued->token_size;
  response.scoped_policies_count = policies;
  response.source_identity = caller.session->source_identity;
  return response;
}

}  // namespace iam::service::sts
