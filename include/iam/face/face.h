// What the faces of other systems share: an operation of theirs is work on the store that answers with JSON.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "iam/call/origin.h"
#include "iam/face/environment.h"

#include <boost/json.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace iam::gateway {

using FaceOutcome = Result<boost::json::value>;

struct FaceCall {
  std::string_view operation;  // a string literal
  service::Access access;
  service::Caller caller;
  service::Origin origin;
  std::string request_id;
  std::function<FaceOutcome(service::Call& call)> work;
};

// Does the work in the transaction that it asks for; what ends in an error writes nothing. Then calls `done` exactly
// once, for writes when they are durable and perhaps on another thread. A broken world is logged and ends in `broken`.
void carry_out(Environment const& environment, service::Authorizer& authorizer, FaceCall call, Error broken,
               std::function<void(FaceOutcome)> done);

}  // namespace iam::gateway
