// A denial as the API tells it.
// https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/API_GetRequestAuthorizationDetails.html
#pragma once

#include "iam/authorization/denial_journal.h"
#include "iam/call/paging.h"

#include <boost/json.hpp>

#include <string_view>

namespace iam::gateway::toolbox {

// The body of GetRequestAuthorizationDetails. Its policies have pages; every page has all the rest.
boost::json::object details(service::DeniedRequest const& denied, service::PageRequest const& page);

// The policy that details() names so; null when there is none.
policy::CompiledPolicyPtr policy_of_uri(service::DeniedRequest const& denied, std::string_view uri);

}  // namespace iam::gateway::toolbox
