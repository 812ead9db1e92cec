// What the store knows of a question such as "may Bob read this?": Bob's policies and tags, the policies of the
// organizations on both sides, and the trust policy of the role that is to be assumed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include "iam/authorization/control_policies.h"
#include "iam/authorization/stored_principal.h"
#include "iam/authorization/surroundings.h"
#include "iam/base/account.h"
#include "iam/base/result.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/policy/evaluate.h"
#include "iam/store/session.h"

#include <memory>
#include <optional>
#include <string_view>

namespace iam::service {

// Of one state of the store, at one time. Lives as long as the session.
class StoredFacts {
 public:
  // The surroundings outlive it.
  StoredFacts(Surroundings const& surroundings, store::Session& session, Time now)
      : surroundings_(surroundings), session_(session), now_(now) {}

  Time now() const { return now_; }

  // Of the root, user, role or role session that an ARN names; null when there is none. In a foreign language that
  // one's policies count, too.
  std::shared_ptr<StoredPrincipal const> principal(std::string_view arn, ForeignLanguage const* language = nullptr);

  // Of whoever has an access key that this server made; null for others, the errors are those of find_key_holder().
  // The token is that of a temporary key, else empty.
  Result<std::shared_ptr<StoredPrincipal const>> key_holder(std::string_view access_key_id,
                                                            std::string_view session_token);

  // What the organization of the account that owns a resource says.
  std::shared_ptr<ControlPolicies const> organization_of(AccountId account);

  // Whether the account may begin sessions of the other one's root.
  bool manages_root_of(AccountId account, AccountId member) {
    return service::manages_root_of(session_, account, member);
  }

  // Of the role that an ARN names; nothing when there is none.
  std::optional<policy::ResourcePolicy> trust_policy(std::string_view role_arn);

 private:
  StoredPrincipal known(Caller caller, ForeignLanguage const* language = nullptr);

  Surroundings const& surroundings_;
  store::Session& session_;
  Time now_;
};

}  // namespace iam::service
