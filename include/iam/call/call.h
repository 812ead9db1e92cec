// What a handler is given besides its request.
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/base/time.h"
#include "iam/call/code_attempts.h"
#include "iam/call/last_used.h"
#include "iam/call/origin.h"
#include "iam/call/seal.h"
#include "iam/call/session_context.h"
#include "iam/call/strictness.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"
#include "iam/store/users.h"

#include <memory>
#include <string>
#include <string_view>

namespace iam::service {

// Who sent a request.
struct Caller {
  enum class Kind { kRoot, kUser, kAssumedRole, kFederatedUser };

  Kind kind = Kind::kRoot;
  AccountId account;
  Partition partition = Partition::kAws;  // of every ARN this caller is shown
  std::string arn;
  std::string unique_id;  // AIDA… of a user; the account id of root; AROA…:name of a session; 123456789012:name
  std::string user_name;  // of a user
  store::EntityId entity = 0;  // whose calls are observed: the user's id, or that of a session's role; 0 of root
  std::string access_key_id;   // as sent; empty when the request was not signed
  std::shared_ptr<SessionContext const> session = nullptr;  // of temporary credentials; null with long-term ones

  static Caller root(AccountId account, Partition partition, std::string_view access_key_id);
  static Caller user(store::User const& user, Partition partition, std::string_view access_key_id);
};

class Authorization;

// One operation being carried out: caller, transaction, time, ids and what was observed. Lives as long as the handler
// runs.
struct Call {
  Caller const& caller;
  store::Session& store;
  // What AWS knows by now where it decides: the store itself, unless changes take their time (store::Replica). Whether
  // credentials are good, what a role trusts, who may be trusted and what policies allow is looked up there.
  store::Session& known;
  Time now;
  IdSource& ids;
  LastUsed const& last_used;
  CodeAttempts& code_attempts;
  Seal const& seal;
  Authorization& authorization;
  Origin const& origin;
  std::string_view request_id;
  Strictness strictness = Strictness::kStrict;

  AccountId account() const { return caller.account; }
  // The same for another caller, who must live as long: what that one would find.
  Call as(Caller const& other) const {
    return Call{other,         store, known,         now,    ids,        last_used,
                code_attempts, seal,  authorization, origin, request_id, strictness};
  }
  // The same with nothing but what is known.
  Call as_known() const {
    return Call{caller,        known, known,         now,    ids,        last_used,
                code_attempts, seal,  authorization, origin, request_id, strictness};
  }
  // The ARN of something of this account: `arn("user", "/", "Bob")`.
  std::string arn(std::string_view kind, std::string_view path, std::string_view name) const {
    return iam_arn(caller.partition, caller.account, kind, path, name);
  }
};

}  // namespace iam::service
