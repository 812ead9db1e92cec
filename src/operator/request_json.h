// Requests of the journal as JSON, with what would help where one failed.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/face/environment.h"
#include "iam/face/request_journal.h"

#include <boost/json.hpp>

#include <span>

namespace iam::gateway {

boost::json::array requests_json(Environment const& environment, service::Authorizer const& authorizer,
                                 std::span<RecordedRequest const> requests);

}  // namespace iam::gateway
