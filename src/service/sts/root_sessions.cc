// Becoming root of a member account for one task:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html
#include "errors/sts.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/authorization/control_policies.h"
#include "iam/authorization/managed_policies.h"
#include "iam/call/sessions.h"
#include "iam/service/handlers/assumed_roles.h"
#include "sts/session_contents.h"

namespace iam::service::sts {
namespace {

constexpr std::string_view kAssumeRoot = "sts:AssumeRoot";
constexpr std::string_view kTaskPolicyPath = "/root-task/";
constexpr std::int32_t kDurationDefault = 900;
constexpr std::string_view kNoSuchMember =
    "the caller's account does not manage root sessions of that account's organization, or they are not enabled";

// An account's id, or the ARN of its root.
std::optional<AccountId> target_account(std::string_view principal, Partition partition) {
  if (auto const account = AccountId::parse(principal)) return account;
  auto const named = parse_iam_arn(principal);
  bool const is_root = named.has_value() && root_arn(partition, named->account) == principal;
  return is_root ? std::optional(named->account) : std::nullopt;
}

// AWS keeps the policies for these tasks under a path of their own.
bool is_task_policy(Call& call, std::string_view arn) {
  auto const policy = find_managed_policy(call, arn);
  return policy.has_value() && policy->owner == PolicyOwner::kAws && policy->policy.path == kTaskPolicyPath;
}

}  // namespace

// A session of no seconds may be asked for.
Result<api::sts::AssumeRootResponse> assume_root(Call& call, api::sts::AssumeRootRequest const& request) {
  if (call.origin.is_global_endpoint) return fail(errors::not_at_global_endpoint("AssumeRoot"));
  auto const target = target_account(request.target_principal, call.caller.partition);
  if (!target.has_value()) return fail(errors::target_principal_invalid());
  auto const task_policy = request.task_policy_arn.arn.value_or("");
  if (!is_task_policy(call, task_policy)) return fail(errors::task_policy_invalid());
  if (!manages_root_of(call.store, call.account(), *target)) {
    policy::Request const asked{.requester = requester_of(call.caller),
                                .action = std::string(kAssumeRoot),
                                .resource = root_arn(call.caller.partition, *target),
                                .resource_account = *target,
                                .context = {}};
    return fail(
        call.authorization.refuse(call, call.authorization.without_door(call, asked, std::string(kNoSuchMember))));
  }
  SessionToken token{.account = *target};
  token.context.kind = SessionContext::Kind::kAssumedRoot;
  token.context.issuer.unique_id = target->text();
  token.context.policies.arns = {task_policy};
  if (call.caller.session != nullptr) token.context.source_identity = call.caller.session->source_identity;

  api::sts::AssumeRootResponse response;
  response.source_identity = token.context.source_identity;
  std::chrono::seconds const duration(request.duration_seconds.value_or(kDurationDefault));
  auto issued = issue(call, std::move(token), duration, size_wanted(request.minimum_session_token_size));
  if (!issued) return fail(std::move(issued.error()));
  response.credentials = std::move(issued->credentials);
  response.session_token_utilization = issued->token_utilization;
  response.session_token_size = issued->token_size;
  return response;
}

}  // namespace iam::service::sts
