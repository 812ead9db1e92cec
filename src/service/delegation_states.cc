#include "iam/service/delegation_states.h"

#include "errors/delegation_requests.h"

#include <algorithm>
#include <chrono>

namespace iam::service {
namespace {

using store::DelegationState;

constexpr std::chrono::days kUnassignedLifetime(1);
constexpr std::chrono::days kLifetime(7);

std::string_view stored_state(DelegationState state) {
  switch (state) {
    case DelegationState::kUnassigned:
      return "UNASSIGNED";
    case DelegationState::kAssigned:
      return "ASSIGNED";
    case DelegationState::kPendingApproval:
      return "PENDING_APPROVAL";
    case DelegationState::kAccepted:
      return "ACCEPTED";
    case DelegationState::kFinalized:
      return "FINALIZED";
    case DelegationState::kRejected:
      return "REJECTED";
  }
  return "";
}

Result<store::DelegationRequest> find(Call& call, std::string_view id,
                                      bool (*may_know)(store::DelegationRequest const& request, AccountId account)) {
  auto request = store::DelegationRequests(call.store).find(id);
  if (!request.has_value() || !may_know(*request, call.account())) {
    return fail(errors::no_such_delegation_request(id));
  }
  return *std::move(request);
}

bool is_asked(store::DelegationRequest const& request, AccountId account) {
  return !request.owner_account.has_value() || *request.owner_account == account;
}

}  // namespace

Time expiration_of(store::DelegationRequest const& request) {
  return request.updated_at + (request.state == DelegationState::kUnassigned ? kUnassignedLifetime : kLifetime);
}

std::string_view delegation_state(store::DelegationRequest const& request, Time now) {
  return now >= expiration_of(request) ? "EXPIRED" : stored_state(request.state);
}

bool is_in_state(store::DelegationRequest const& request, Time now, std::initializer_list<DelegationState> states) {
  return now < expiration_of(request) && std::ranges::find(states, request.state) != states.end();
}

Result<store::DelegationRequest> find_delegation_request(Call& call, std::string_view id) {
  return find(call, id, [](store::DelegationRequest const& request, AccountId account) {
    return is_asked(request, account) || request.partner == account;
  });
}

Result<store::DelegationRequest> find_delegation_request_as_owner(Call& call, std::string_view id) {
  return find(call, id, is_asked);
}

}  // namespace iam::service
