// Whether callers may do what they ask for. Policies are asked in the transaction of the request, before its handler
// runs; what becomes of their decision is the operator's choice.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include "iam/authorization/caller_context.h"
#include "iam/authorization/control_policies.h"
#include "iam/authorization/denial_journal.h"
#include "iam/authorization/denial_links.h"
#include "iam/authorization/need.h"
#include "iam/authorization/policy_cache.h"
#include "iam/authorization/refusal.h"
#include "iam/authorization/seen_actions.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"

#include <tl/expected.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

struct PermissionRequest;
struct PrincipalPolicies;
struct Remembered;

enum class Enforcement {
  kNone,  // policies are not asked; what a policy would have to allow is remembered all the same
  kSoft,  // they are asked and their decision is told
  kFull,
};

// What all requests share. Thread-safe.
class Authorizer {
 public:
  // `partition`: the only one whose ARNs may name what a request without signature is about; nothing: any.
  // `links`: of the sentences of denials.
  explicit Authorizer(Enforcement enforcement, std::optional<Partition> partition = std::nullopt,
                      DenialLinks links = DenialLinks::kOff);
  ~Authorizer();

  Enforcement enforcement() const { return enforcement_; }
  bool serves(Partition partition) const { return !partition_ || *partition_ == partition; }
  PolicyCache& policies() { return policies_; }
  PolicyCache& policies_in(ForeignLanguage const& language);
  DenialJournal& denials() { return denials_; }
  DenialJournal const& denials() const { return denials_; }
  SeenActions& seen() { return seen_; }

  // Whether nothing is decided about the request, and what it does was seen before: it passes without a look at the
  // store.
  bool lets_pass(Caller const& caller, Operation const& operation, PermissionRequest const& request) const;

  // What the caller brings along, remembered until the store changes. In a foreign language, that one's policies, too.
  std::shared_ptr<PrincipalPolicies const> principal(Call& call, ForeignLanguage const* language = nullptr);

  // What the organization of an account says, remembered likewise.
  std::shared_ptr<ControlPolicies const> organization_of(store::Session& session, Partition partition,
                                                         AccountId account);

  // What it remembers of one account, or of all; then of policies' texts, too.
  void forget(std::optional<AccountId> account);

 private:
  friend class Authorization;
  friend class StoredFacts;

  Enforcement enforcement_;
  std::optional<Partition> partition_;
  DenialLinks links_;
  PolicyCache policies_;
  std::mutex foreign_mutex_;
  std::map<std::string_view, PolicyCache> foreign_policies_;  // by language
  DenialJournal denials_;
  SeenActions seen_;
  std::unique_ptr<Remembered> remembered_;
};

// The permissions of one request.
class Authorization {
 public:
  // The authorizer outlives it.
  explicit Authorization(Authorizer& authorizer) : authorizer_(authorizer) {}

  // Whether the server has things of that partition.
  bool serves(Partition partition) const { return authorizer_.serves(partition); }

  // AccessDenied when policies are enforced and do not let the caller do what it asks for. Operations whose handlers
  // decide pass.
  Status check_operation(Call& call, Operation const& operation, PermissionRequest const& request);

  // The same for one action, which may be one of another system's.
  Status check_action(Call& call, Need need);

  // Whether identity policies in the need's own language allow it, whatever else denies or limits. AWS's were asked for
  // an action that they do not know by name.
  bool is_granted_in_its_language(Call& call, Need const& need);

  // Whether whoever asks gets in where a policy keeps the door, as a role's trust policy does. That policy counts in
  // every auth mode; those of the caller and of both organizations where policies are enforced. A requester without an
  // account, who comes with the word of an identity provider, has none of its own. Nobody knows of a refusal until
  // refuse() is called with it.
  tl::expected<void, Refusal> admits(Call& call, policy::Request asked, policy::ResourcePolicy const& door);

  // A refusal that no policy decided: there is no such door. `why` is for the operator.
  Refusal without_door(Call const& call, policy::Request const& asked, std::string why) const;

  // Puts it into the journal and the log. Answers what AWS tells whoever signed the request.
  Error refuse(Call const& call, Refusal refusal);

  // What the store knows of the caller, looked up once.
  CallerFacts caller_facts(Call& call);

  PolicyCache& policies() { return authorizer_.policies_; }

  // What policies said: `allowed`, or the kind of denial and its sentence. Empty when they were not asked.
  std::string const& decision() const { return decision_; }

 private:
  // What records call a denied request's resource, and sentences.
  struct Told {
    std::string_view resource;
    std::string_view shown;
    ForeignLanguage const* language = nullptr;  // in which policies were asked
  };

  Status check_root(Call const& call);
  PrincipalPolicies const& principal_of(Call& call, ForeignLanguage const* language = nullptr);
  std::optional<OrganizationPlace> place_of(Call& call, AccountId account);
  // Whether it is a permission, which is then told.
  bool permits(policy::Decision const& decision);
  // Asks the policies and does with their decision what the operator wants.
  Status settle(Call& call, policy::Request const& asked, Told const& told, policy::PolicySets const& sets);
  // What the journal holds of a denial that is known to be one.
  DeniedRequest denied(Call const& call, policy::Request const& asked, Told const& told, policy::PolicySets const& sets,
                       bool is_enforced) const;
  Refusal refusal(Call const& call, policy::Request const& asked, policy::PolicySets const& sets) const;
  // `link`: what stands behind its sentence where that is told.
  void record(Call const& call, DeniedRequest denied, std::string_view link = {});
  Status deny(Call& call, policy::Request const& asked, Told const& told, policy::PolicySets const& sets);

  Authorizer& authorizer_;
  std::string decision_;
  // Collected once a request, under the keys by which they are remembered.
  std::map<std::string, std::shared_ptr<PrincipalPolicies const>> principals_;
};

}  // namespace iam::service
