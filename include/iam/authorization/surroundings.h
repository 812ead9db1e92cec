// What a server makes once and every call needs besides its transaction.
#pragma once

#include "iam/authorization/authorizer.h"
#include "iam/base/ids.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/call/code_attempts.h"
#include "iam/call/last_used.h"
#include "iam/call/origin.h"
#include "iam/call/seal.h"
#include "iam/store/store.h"

#include <string_view>

namespace iam::service {

// Everything outlives it.
struct Surroundings {
  store::Store& store;
  Clock const& clock;
  IdSource& ids;
  LastUsed const& last_used;
  CodeAttempts& code_attempts;
  Seal const& seal;
  Authorizer& authorizer;
  Strictness strictness = Strictness::kStrict;

  // One call, now. What is given lives as long as the call.
  Call call(Caller const& caller, store::Session& session, store::Session& known, Authorization& authorization,
            Origin const& origin, std::string_view request_id) const {
    return call(caller, session, known, authorization, origin, request_id, ids);
  }
  // The same with identifiers from elsewhere.
  Call call(Caller const& caller, store::Session& session, store::Session& known, Authorization& authorization,
            Origin const& origin, std::string_view request_id, IdSource& ids_of_call) const {
    return {caller,        session, known,         clock.now(), ids_of_call, last_used,
            code_attempts, seal,    authorization, origin,      request_id,  strictness};
  }
};

}  // namespace iam::service
