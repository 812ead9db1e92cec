// Denials as JSON: what /_iam/denials answers, and what /_iam/requests says of what would help.
#pragma once

#include "iam/authorization/denial_journal.h"
#include "iam/base/ids.h"
#include "iam/call/seal.h"

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace iam::gateway {

// The smallest statement that allows them: one text stands alone, several in a list, as people write policies.
boost::json::object allowing(std::vector<std::string> const& actions, std::vector<std::string> const& resources);

// The smallest statement that would allow what was denied so. Null: nothing that the requester's policies could be
// given would allow it.
boost::json::value remedy(policy::Outcome outcome, policy::PolicyType decided_by, std::string const& action,
                          std::string const& resource);

// Who decided, and what would have to change: the layer with its policy, the smallest statement that would allow it
// (null where none of the requester's would), and of trust policies what each statement asks for beside what the
// request has.
boost::json::object way_out_of(service::DeniedRequest const& denied);

// All that is known but the policies.
boost::json::object denial_json(service::DeniedRequest const& denied, service::Seal const& seal, IdSource& ids);

// All that is known of it, and how it was decided: the layers, the policies as they were at the moment, whatever became
// of them, and what each of their statements said of the request.
boost::json::object explained_denial_json(service::DeniedRequest const& denied, service::Seal const& seal,
                                          IdSource& ids);

}  // namespace iam::gateway
