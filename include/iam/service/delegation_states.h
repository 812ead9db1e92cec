// The life of a delegation request.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-building-integration.html
#pragma once

#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/store/delegation_requests.h"

#include <initializer_list>
#include <string_view>

namespace iam::service {

// When the request expires, or did, unless somebody acts on it before.
Time expiration_of(store::DelegationRequest const& request);

// As the API names it: EXPIRED once that time has come.
std::string_view delegation_state(store::DelegationRequest const& request, Time now);

// Whether the request has not expired and is in one of these states.
bool is_in_state(store::DelegationRequest const& request, Time now,
                 std::initializer_list<store::DelegationState> states);

// The request, when the caller may know of it: until an account is asked everybody may, then that account, and the
// partner who asks, which is not documented. Which of the account's users and roles may, their policies say.
Result<store::DelegationRequest> find_delegation_request(Call& call, std::string_view id);

// The same for who acts on behalf of the account that is asked.
Result<store::DelegationRequest> find_delegation_request_as_owner(Call& call, std::string_view id);

}  // namespace iam::service
