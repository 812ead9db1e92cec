// Every table is decided about: an export has it, or tells that it has not, or it only tells of the past.
#include "iam/store/session.h"
#include "iam/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam::state {
namespace {

// Whoever adds a table finds its place here, and in the documentation of exports when they do not have it.
TEST(Export, is_decided_about_for_every_table) {
  std::vector<std::string> decided = {
      // exported
      "access_keys", "account_aliases", "account_preferences", "account_properties", "attachments",
      "context_provider_keys", "context_providers", "entities", "groups", "identity_center_associations",
      "inline_policies", "instance_profile_roles", "instance_profiles", "login_profiles", "memberships", "mfa_devices",
      "oidc_client_ids", "oidc_providers", "oidc_thumbprints", "password_policies", "passwords", "policies",
      "policy_versions", "quotas", "roles", "saml_private_keys", "saml_providers", "server_certificates",
      "service_specific_credentials", "signing_certificates", "ssh_public_keys", "tags", "token_issuers", "users",
      // told to be left out, with what belongs to them
      "account_settings", "alexa_creations", "alexa_users", "attached_control_policies", "control_policies",
      "delegation_owners", "delegation_parameters", "delegation_requests", "descriptions", "disabled_users",
      "organization_targets", "organizations", "password_demands", "provider_key_sets", "role_sources",
      // of the past, and what follows from others
      "access_report_actions", "access_report_entities", "access_report_services", "access_report_uses",
      "access_reports", "action_uses", "credential_reports", "deleted_access_keys", "entity_counts",
      "organization_report_services", "organization_reports", "role_deletion_tasks", "session_epochs",
      "trusted_principals",
      // of no account
      "delegation_templates", "issuer_key_sets", "role_template_parameters", "role_template_parts",
      "role_template_versions", "seeds", "server_keys"};
  std::vector<std::string> stored;
  store::Store::open({})->read([&](store::Session& session) {
    auto row = session.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    while (row.step()) stored.push_back(row.text(0));
  });
  EXPECT_THAT(stored, testing::UnorderedElementsAreArray(decided));
}

}  // namespace
}  // namespace iam::state
