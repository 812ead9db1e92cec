// What the faces of other systems share: an operation of theirs is work on the store that answers with JSON.
#pragma once

#include "iam/authorization/carry_out.h"
#include "iam/base/result.h"

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

// As service::carry_out, for work that answers with JSON.
void carry_out(service::Surroundings const& surroundings, FaceCall call, Error broken,
               std::function<void(FaceOutcome outcome, std::string const& decision)> done);

}  // namespace iam::gateway
