// Organizations as the operator stated them: AWS Organizations itself is no part of this server.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct ControlPolicy {
  std::string id;        // p-…
  std::string name;      // unique among the policies of its kind
  std::string document;  // as it was stated
};

// One step on the way from the root of an organization to an account: the root, a unit, or the account itself.
struct OrganizationLevel {
  std::string target;  // r-…, ou-…, or the account's number
  std::vector<ControlPolicy> service_control_policies;
  std::vector<ControlPolicy> resource_control_policies;
};

struct Organization {
  std::string id;  // o-…
  AccountId management_account;
  bool has_all_features = true;
  bool trusts_iam = true;  // trusted access of iam.amazonaws.com
  bool manages_root_credentials = false;
  bool allows_root_sessions = false;
};

enum class ControlPolicyKind { kService, kResource };

// All that is known of an organization.
struct OrganizationStatement {
  struct Policy {
    ControlPolicyKind kind = ControlPolicyKind::kService;
    ControlPolicy policy;
  };
  struct Target {
    std::optional<std::size_t> parent;  // its place in `targets`, before this one's; nothing: the root
    std::string id;                     // r-…, ou-…, or the account's number
    std::string name;                   // of a unit
    std::optional<AccountId> account;
    bool is_delegated_administrator = false;  // for iam.amazonaws.com
    std::vector<std::size_t> policies;        // their places in `policies`, in the order they were attached
  };

  Organization organization;
  std::vector<Policy> policies;
  std::vector<Target> targets;  // the root first
};

class Organizations {
 public:
  explicit Organizations(Session& session) : session_(session) {}

  // The organization that the account is in.
  std::optional<Organization> of(AccountId account);

  // From the root to the account, both included; none when it is in no organization. Whoever decides by these policies
  // leaves the management account out: they do not apply to it.
  std::vector<OrganizationLevel> levels(AccountId account);

  bool is_delegated_administrator(AccountId account);

  // Writes which root features organization.id has enabled.
  void set_root_features(Organization const& organization);

  // The whole organization that the account is in.
  std::optional<OrganizationStatement> statement(AccountId account);

  // In the place of the organization that had the same management account. Nothing else may hold its id or one of its
  // accounts; answers what does, having written nothing, else nothing.
  std::optional<std::string> put(OrganizationStatement const& statement);

  // Removes the organization that the account manages.
  void remove(AccountId management_account);

 private:
  std::optional<std::string> conflict(OrganizationStatement const& statement);
  void insert(OrganizationStatement const& statement);

  Session& session_;
};

}  // namespace iam::store
