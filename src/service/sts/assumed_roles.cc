// Becoming a role: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
#include "iam/service/handlers/assumed_roles.h"
#include "errors/sts.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/call/errors.h"
#include "sts/one_time_code.h"
#include "sts/role_sessions.h"

namespace iam::service::sts {
namespace {

constexpr std::string_view kAssumeRole = "sts:AssumeRole";

// What policies may look at besides the session that is asked for.
policy::Context context_of(Call& call, api::sts::AssumeRoleRequest const& request, std::optional<Time> mfa_at) {
  policy::Context context;
  add_caller_keys(call, call.authorization.caller_facts(call), context);
  if (request.external_id) context.set("sts:ExternalId", *request.external_id);
  if (mfa_at) {
    context.set("aws:MultiFactorAuthPresent", "true");
    context.set("aws:MultiFactorAuthAge", "0");
  }
  return context;
}

RoleSessionRequest session_request(Call const& call, api::sts::AssumeRoleRequest const& request) {
  bool const is_chained = call.caller.kind == Caller::Kind::kAssumedRole;
  return {.action = kAssumeRole,
          .name = request.role_session_name,
          .duration_s = request.duration_seconds,
          .policy = request.policy,
          .policy_arns = request.policy_arns,
          .tags = {to_session_tags(request.tags), request.transitive_tag_keys.value_or(std::vector<std::string>())},
          .source_identity = request.source_identity,
          .from = is_chained ? call.caller.session.get() : nullptr,
          .token_size_min = size_wanted(request.minimum_session_token_size)};
}

// That is all that AWS asks of an ARN here: one of another service, or of a user, names a role that nobody may assume.
bool is_well_formed(std::string_view text) {
  auto const arn = parse_arn(text);
  return arn.has_value() && !arn->partition.empty() && !arn->service.empty() && !arn->resource.empty();
}

}  // namespace

// Whoever is refused hears the same, whether the role is missing or does not trust them for its first action.
Result<api::sts::AssumeRoleResponse> assume_role(Call& call, api::sts::AssumeRoleRequest const& request) {
  if (!is_well_formed(request.role_arn)) return fail(errors::invalid_text(request.role_arn));
  auto const role = find_role_of_arn(call, request.role_arn).value_or(std::nullopt);
  auto const mfa_at = check_one_time_code(call, request.serial_number, request.token_code);
  if (!mfa_at) return fail(mfa_at.error());
  auto wanted = session_request(call, request);
  auto trusted =
      trusts(call, {request.role_arn, role}, requester_of(call.caller), wanted, context_of(call, request, *mfa_at));
  if (!trusted) return fail(call.authorization.refuse(call, std::move(trusted.error())));
  if (request.provided_contexts) return fail(errors::context_assertion_invalid());

  auto made = make_role_session(call, *role, std::move(wanted));
  if (!made) return fail(made.error());
  return api::sts::AssumeRoleResponse{.assumed_role_user = std::move(made->user),
                                      .credentials = std::move(made->issued.credentials),
                                      .packed_policy_size = made->packed_policy_size,
                                      .source_identity = std::move(made->source_identity),
                                      .session_token_utilization = made->issued.token_utilization,
                                      .session_token_size = made->issued.token_size};
}

}  // namespace iam::service::sts
