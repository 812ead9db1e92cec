// Reads one account for an export. Each family of things has a file of its own: export_*.cc.
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/state/node.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"
#include "object.h"

#include <optional>
#include <string_view>
#include <vector>

namespace iam::state {

class Exporter {
 public:
  Exporter(AccountId account, Partition partition, store::Session& session)
      : account_(account), partition_(partition), session_(session) {}

  Node account();

 private:
  std::vector<Node> policies();
  std::vector<Node> groups();
  std::vector<Node> users();
  std::vector<Node> roles();
  std::vector<Node> instance_profiles();
  std::vector<Node> oidc_providers();
  std::vector<Node> saml_providers();
  std::vector<Node> server_certificates();
  // Of a user; of the account's root without one.
  std::vector<Node> access_keys(std::optional<store::EntityId> user);
  std::vector<Node> signing_certificates(std::optional<store::EntityId> user);
  // That the user has enabled; that nobody has, without one.
  std::vector<Node> mfa_devices(std::optional<store::EntityId> user);
  std::vector<Node> ssh_public_keys(store::EntityId user);
  std::vector<Node> service_credentials(store::EntityId user);
  void add_login_profile(store::EntityId user, Object& shown);

  void add_quotas(Object& shown);
  void add_password_policy(Object& shown);
  void add_preferences(Object& shown);
  void add_context_provider(store::EntityId provider, Object& shown);

  std::vector<Node> tags(std::string_view kind, store::EntityId entity);
  // What a user, group or role has. `noun`: "User".
  void add_policies_of(std::string_view list, store::EntityId entity, Object& shown);

  // Whether AWS would take it today, from somebody who knows everybody that it names.
  bool is_sound_trust(std::string_view document) const;

  AccountId account_;
  Partition partition_;
  store::Session& session_;
};

}  // namespace iam::state
