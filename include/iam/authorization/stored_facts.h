// What the store knows of a question such as "may Bob read this?": Bob's policies and tags, the policies of the
// organizations on both sides, and the trust policy of the role that is to be assumed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include "iam/authorization/control_policies.h"
#include "iam/authorization/surroundings.h"
#include "iam/base/account.h"
#include "iam/base/ids.h"
#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/call/last_used.h"
#include "iam/call/seal.h"
#include "iam/policy/evaluate.h"
#include "iam/store/store.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// Somebody as if it sent a request.
struct StoredPrincipal {
  Caller caller;
  policy::Requester requester;
  policy::PolicySets sets;  // its own and its organization's, not those of any resource
  policy::Context keys;     // that all of its requests have, but for time and origin
};

// Thread-safe. What it answers is remembered until the store changes.
class StoredFacts {
 public:
  // The surroundings outlive it.
  explicit StoredFacts(Surroundings const& surroundings);
  ~StoredFacts();

  // Of the root, user, role or role session that an ARN names; null when there is none.
  std::shared_ptr<StoredPrincipal const> principal(std::string_view arn, Time now);

  // Of whoever has an access key that this server made; null for others, the errors are those of find_key_holder(). The
  // token is that of a temporary key, else empty.
  Result<std::shared_ptr<StoredPrincipal const>> key_holder(std::string_view access_key_id,
                                                            std::string_view session_token, Time now);

  // What the organization of the account that owns a resource says.
  std::shared_ptr<ControlPolicies const> organization_of(AccountId account);

  // Of the role that an ARN names; null when there is none.
  std::shared_ptr<policy::ResourcePolicy const> trust_policy(std::string_view role_arn);

 private:
  struct Remembered;

  std::shared_ptr<StoredPrincipal const> known(store::Session& session, Caller caller, Time now);

  Surroundings const& surroundings_;
  std::unique_ptr<Remembered> remembered_;
};

}  // namespace iam::service
