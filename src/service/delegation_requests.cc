// Delegation requests: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-temporary-delegation.html
#include "iam/service/handlers/delegation_requests.h"
#include "iam/call/paging.h"

#include "delegation_summary.h"
#include "errors/delegation_requests.h"
#include "iam/base/arn.h"
#include "iam/call/errors.h"
#include "iam/call/quotas.h"
#include "iam/call/sessions.h"
#include "iam/policy/grammar.h"
#include "iam/policy/template.h"
#include "iam/service/delegation_states.h"
#include "iam/store/delegation_requests.h"

#include <chrono>
#include <utility>

namespace iam::service {
namespace {

using store::DelegationRequest;
using store::DelegationState;

constexpr std::int64_t kRootSessionDurationMax = 4 * 60 * 60;
// Expired requests are removed in the end; after how long is not documented.
constexpr std::chrono::days kRetention(90);
constexpr std::size_t kExchangeTokenLength = 400;  // unconfirmed
constexpr std::string_view kStringList = "stringList";

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyParameter.html
Result<std::vector<store::DelegationParameter>> read_parameters(api::DelegationPermission const& permissions) {
  std::vector<store::DelegationParameter> parameters;
  if (!permissions.parameters) return parameters;
  for (auto const& given : *permissions.parameters) {
    store::DelegationParameter parameter{.name = given.name.value_or(""), .type = given.type};
    if (given.values) parameter.values = *given.values;
    bool const is_list = parameter.type == kStringList;
    if (parameter.values.empty() || (!is_list && parameter.values.size() > 1)) {
      return fail(errors::delegation_parameter_values(parameter.name));
    }
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

// The template's policy with these parameters: all of them, and no others.
Result<std::string> permission_policy(Partition partition, store::DelegationTemplate const& made_from,
                                      std::vector<store::DelegationParameter> const& parameters) {
  auto const known = policy::template_parameters(made_from.policy);
  policy::TemplateValues values;
  for (auto const& parameter : parameters) {
    if (!known.contains(parameter.name)) return fail(errors::delegation_parameter_unknown(parameter.name));
    if (!values.emplace(parameter.name, parameter.values).second) {
      return fail(errors::delegation_parameter_values(parameter.name));
    }
  }
  auto filled = policy::fill_policy(made_from.policy, values);
  if (!filled) return fail(errors::delegation_parameter_missing(filled.error()));
  auto policy = std::move(filled->document).value_or("");
  if (auto const fault = policy::identity_policy_fault(policy, policy::IdentityPolicy::kManaged, partition)) {
    return fail(errors::delegation_policy_malformed(*fault));
  }
  return policy;
}

bool is_topic(std::string_view channel) {
  auto const arn = parse_arn(channel);
  return arn.has_value() && arn->service == "sns" && !arn->region.empty() && AccountId::parse(arn->account) &&
         !arn->resource.empty() && arn->resource.find(':') == std::string_view::npos;
}

// Unconfirmed: where in the console a request is shown.
std::string console_deep_link(std::string_view id) {
  return "https://console.aws.amazon.com/iam/home#/delegation_requests/" + std::string(id);
}

api::DelegationPermission to_api(DelegationRequest const& request,
                                 std::vector<store::DelegationParameter> const& parameters) {
  api::DelegationPermission shown{.policy_template_arn = request.template_arn};
  if (parameters.empty()) return shown;
  auto& list = shown.parameters.emplace();
  for (auto const& [name, type, values] : parameters) {
    list.push_back({.name = name, .values = values, .type = type});
  }
  return shown;
}

api::DelegationRequest to_api(Call& call, DelegationRequest const& request) {
  api::DelegationRequest shown{
      .delegation_request_id = request.id,
      .description = request.description,
      .request_message = request.message,
      .permissions = to_api(request, store::DelegationRequests(call.store).parameters(request.number)),
      .permission_policy = request.permission_policy,
      .owner_id = request.owner,
      .approver_id = request.approver,
      .state = std::string(delegation_state(request, call.now)),
      .expiration_time = expiration_of(request),
      .requestor_id = request.partner.text(),
      .requestor_name = request.partner_name,
      .create_date = request.created_at,
      .session_duration = static_cast<std::int32_t>(request.session_duration_s),
      .redirect_url = request.redirect_url,
      .notes = request.notes,
      .rejection_reason = request.rejection_reason,
      .only_send_by_owner = request.only_send_by_owner,
      .updated_time = request.updated_at};
  if (request.owner_account) shown.owner_account_id = request.owner_account->text();
  auto boundaries = policy::demanded_boundaries(request.permission_policy);
  if (!boundaries.empty()) shown.role_permission_restriction_arns = std::move(boundaries);
  return shown;
}

// Root may do whatever is asked for; of others only their policies tell, and this is an approximate answer.
std::string_view permission_check(Call const& call) {
  return call.caller.kind == Caller::Kind::kRoot ? "ALLOWED" : "UNSURE";
}

Status update(Call& call, DelegationRequest request, DelegationState state) {
  request.state = state;
  request.updated_at = call.now;
  store::DelegationRequests(call.store).update(request);
  return {};
}

}  // namespace

Result<api::CreateDelegationRequestResponse> create_delegation_request(
    Call& call, api::CreateDelegationRequestRequest const& request) {
  if (!is_topic(request.notification_channel)) {
    return fail(errors::notification_channel_is_no_topic(request.notification_channel));
  }
  auto const template_arn = request.permissions.policy_template_arn.value_or("");
  auto const made_from = store::DelegationTemplates(call.store).find(template_arn);
  if (!made_from || made_from->partner != call.account()) {
    return fail(errors::no_such_delegation_template(template_arn));
  }
  auto const parameters = read_parameters(request.permissions);
  if (!parameters) return fail(parameters.error());
  auto policy = permission_policy(call.caller.partition, *made_from, *parameters);
  if (!policy) return fail(policy.error());

  store::DelegationRequests requests(call.store);
  requests.remove_older_than(call.now - kRetention);
  auto const count = requests.count(call.account()) + 1;
  if (auto room = check_quota(call, quotas::kDelegationRequestsPerAccount, count); !room) return fail(room.error());

  DelegationRequest made{.partner = call.account(),
                         .id = call.ids.request_id(),
                         .workflow_id = request.requestor_workflow_id,
                         .partner_name = made_from->partner_name,
                         .description = request.description,
                         .message = request.request_message,
                         .redirect_url = request.redirect_url,
                         .topic = request.notification_channel,
                         .session_duration_s = request.session_duration,
                         .only_send_by_owner = request.only_send_by_owner.value_or(false),
                         .template_arn = template_arn,
                         .permission_policy = *std::move(policy),
                         .created_at = call.now,
                         .updated_at = call.now};
  if (request.owner_account_id) made.owner_account = AccountId::parse(*request.owner_account_id);
  if (!requests.insert(made, *parameters)) {
    return fail(errors::delegation_workflow_exists(request.requestor_workflow_id));
  }
  return api::CreateDelegationRequestResponse{.console_deep_link = console_deep_link(made.id),
                                              .delegation_request_id = made.id};
}

Result<api::GetDelegationRequestResponse> get_delegation_request(Call& call,
                                                                 api::GetDelegationRequestRequest const& request) {
  auto const found = find_delegation_request(call, request.delegation_request_id);
  if (!found) return fail(found.error());
  api::GetDelegationRequestResponse response{.delegation_request = to_api(call, *found)};
  if (request.delegation_permission_check.value_or(false)) {
    response.permission_check_status = "COMPLETE";
    response.permission_check_result = std::string(permission_check(call));
  }
  return response;
}

Result<api::ListDelegationRequestsResponse> list_delegation_requests(
    Call& call, api::ListDelegationRequestsRequest const& request) {
  auto const page = PageRequest::make("ListDelegationRequests", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto requests = store::DelegationRequests(call.store)
                      .page(call.account(), request.owner_id, page->after_number(), page->fetch_limit());

  api::ListDelegationRequestsResponse response;
  page->finish(requests, response, [](auto const& each) { return std::to_string(each.number); });
  auto& shown = response.delegation_requests.emplace();
  shown.reserve(requests.size());
  for (auto const& each : requests) shown.push_back(to_api(call, each));
  return response;
}

Status associate_delegation_request(Call& call, api::AssociateDelegationRequestRequest const& request) {
  auto found = find_delegation_request_as_owner(call, request.delegation_request_id);
  if (!found) return fail(found.error());
  if (!is_in_state(*found, call.now, {DelegationState::kUnassigned})) {
    return fail(errors::delegation_request_in_state(found->id, delegation_state(*found, call.now)));
  }
  found->owner_account = call.account();
  found->owner = call.caller.arn;
  return update(call, *std::move(found), DelegationState::kAssigned);
}

Status update_delegation_request(Call& call, api::UpdateDelegationRequestRequest const& request) {
  auto found = find_delegation_request_as_owner(call, request.delegation_request_id);
  if (!found) return fail(found.error());
  if (!is_in_state(*found, call.now, {DelegationState::kAssigned, DelegationState::kPendingApproval})) {
    return fail(errors::delegation_request_in_state(found->id, delegation_state(*found, call.now)));
  }
  if (request.notes) found->notes = request.notes;
  return update(call, *std::move(found), DelegationState::kPendingApproval);
}

Status accept_delegation_request(Call& call, api::AcceptDelegationRequestRequest const& request) {
  auto found = find_delegation_request_as_owner(call, request.delegation_request_id);
  if (!found) return fail(found.error());
  if (!is_in_state(*found, call.now, {DelegationState::kAssigned, DelegationState::kPendingApproval})) {
    return fail(errors::delegation_request_cannot_be_accepted(found->id, delegation_state(*found, call.now)));
  }
  if (call.caller.kind == Caller::Kind::kRoot && found->session_duration_s > kRootSessionDurationMax) {
    return fail(errors::delegation_too_long_for_root());
  }
  found->approver = call.caller.arn;
  auto handed_on = session_of_caller(call);
  if (call.caller.session == nullptr) handed_on.context.kind = SessionContext::Kind::kDelegated;
  found->approver_session = sealed_token(call.seal, handed_on, call.ids);
  return update(call, *std::move(found), DelegationState::kAccepted);
}

Status reject_delegation_request(Call& call, api::RejectDelegationRequestRequest const& request) {
  auto found = find_delegation_request_as_owner(call, request.delegation_request_id);
  if (!found) return fail(found.error());
  if (!is_in_state(*found, call.now,
                   {DelegationState::kAssigned, DelegationState::kPendingApproval, DelegationState::kAccepted})) {
    return fail(errors::delegation_request_in_state(found->id, delegation_state(*found, call.now)));
  }
  found->rejection_reason = request.notes;
  return update(call, *std::move(found), DelegationState::kRejected);
}

Status send_delegation_token(Call& call, api::SendDelegationTokenRequest const& request) {
  auto found = find_delegation_request_as_owner(call, request.delegation_request_id);
  if (!found) return fail(found.error());
  if (!is_in_state(*found, call.now, {DelegationState::kAccepted})) {
    return fail(errors::delegation_request_in_state(found->id, delegation_state(*found, call.now)));
  }
  if (found->only_send_by_owner && found->owner != call.caller.arn) {
    return fail(errors::delegation_token_only_sent_by_owner());
  }
  found->exchange_token.emplace(call.ids.secret(kExchangeTokenLength));
  return update(call, *std::move(found), DelegationState::kFinalized);
}

Result<api::GetHumanReadableSummaryResponse> get_human_readable_summary(
    Call& call, api::GetHumanReadableSummaryRequest const& request) {
  auto const named = parse_iam_arn(request.entity_arn);
  if (!named || named->kind != "delegation-request" || named->path != "/") {
    return fail(errors::not_summarized(request.entity_arn));
  }
  auto const found = find_delegation_request(call, named->name);
  if (!found) return fail(found.error());
  return summary_of(*found, request.locale);
}

}  // namespace iam::service
