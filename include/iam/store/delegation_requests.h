// Requests of partners for temporary access to accounts, and the templates of policies they may ask for.
#pragma once

#include "iam/base/account.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct DelegationTemplate {
  std::string arn;
  AccountId partner;
  std::string partner_name;
  std::string policy;  // with @{parameters}
};

class DelegationTemplates {
 public:
  explicit DelegationTemplates(Session& session) : session_(session) {}

  std::optional<DelegationTemplate> find(std::string_view arn);

  // In the place of the one with the same ARN.
  void put(DelegationTemplate const& made);

  // By ARN.
  std::vector<DelegationTemplate> all();

  void remove_all();

 private:
  Session& session_;
};

// What is stored; a request that nobody acted on in time has expired, which only the clock tells.
enum class DelegationState { kUnassigned, kAssigned, kPendingApproval, kAccepted, kFinalized, kRejected };

struct DelegationParameter {
  std::string name;
  std::optional<std::string> type;
  std::vector<std::string> values;  // one at least
};

struct DelegationRequest {
  std::int64_t number = 0;  // given by insert
  AccountId partner;
  std::string id;
  std::string workflow_id;  // unique among the partner's
  std::string partner_name;
  std::string description;
  std::optional<std::string> message;
  std::optional<std::string> redirect_url;
  std::string topic;  // where the partner is told
  std::int64_t session_duration_s = 0;
  bool only_send_by_owner = false;
  std::string template_arn;
  std::string permission_policy;  // the template, filled in
  DelegationState state = DelegationState::kUnassigned;
  Time created_at;
  Time updated_at;
  std::optional<AccountId> owner_account;
  std::optional<std::string> owner;             // the ARN of who took it up
  std::optional<std::string> approver;          // the ARN of who accepted it: whose permissions are delegated
  std::optional<std::string> approver_session;  // what may be handed on of who accepted it, sealed
  std::optional<std::string> notes;
  std::optional<std::string> rejection_reason;
  std::optional<Secret> exchange_token;  // once the request is finalized, at updated_at
};

class DelegationRequests {
 public:
  explicit DelegationRequests(Session& session) : session_(session) {}

  // Sets request.number. False, and nothing written, when the partner has a request of that workflow.
  bool insert(DelegationRequest& request, std::vector<DelegationParameter> const& parameters);

  std::optional<DelegationRequest> find(std::string_view id);

  // For STS, which trades the token in for credentials: the finalized request that it was sent for. Whether that is
  // too long ago is for the caller to say.
  std::optional<DelegationRequest> find_by_token(Secret const& exchange_token);

  std::vector<DelegationParameter> parameters(std::int64_t number);

  // Writes what may change of the request with request.number: state, owner, approver, notes, tokens.
  void update(DelegationRequest const& request);

  // Up to `limit` requests after `number` that somebody in the account owns, or only those of `owner`, in the order of
  // creation.
  std::vector<DelegationRequest> page(AccountId owner_account, std::optional<std::string> const& owner,
                                      std::int64_t number, std::int64_t limit);

  // Those that the partner made, in the order of creation.
  std::vector<DelegationRequest> of_partner(AccountId partner);
  std::int64_t count(AccountId partner);

  // Removes requests on which nobody acted since then.
  void remove_older_than(Time updated_at);

 private:
  Session& session_;
};

}  // namespace iam::store
