#include "iam/store/taken_ids.h"

namespace iam::store {

bool is_taken(Session& session, std::string_view id) {
  Statement statement = session.prepare(
      "SELECT EXISTS (SELECT 1 FROM users WHERE unique_id = ?1)"
      " OR EXISTS (SELECT 1 FROM groups WHERE unique_id = ?1)"
      " OR EXISTS (SELECT 1 FROM roles WHERE unique_id = ?1)"
      " OR EXISTS (SELECT 1 FROM policies WHERE unique_id = ?1)"
      " OR EXISTS (SELECT 1 FROM instance_profiles WHERE unique_id = ?1)"
      " OR EXISTS (SELECT 1 FROM server_certificates WHERE unique_id = ?1)"
      " OR EXISTS (SELECT 1 FROM saml_providers WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM saml_private_keys WHERE key_id = ?1)"
      " OR EXISTS (SELECT 1 FROM access_keys WHERE id = ?1)"
      " OR EXISTS (SELECT 1 FROM deleted_access_keys WHERE id = ?1)"
      " OR EXISTS (SELECT 1 FROM service_specific_credentials WHERE id = ?1)"
      " OR EXISTS (SELECT 1 FROM ssh_public_keys WHERE id = ?1)"
      " OR EXISTS (SELECT 1 FROM signing_certificates WHERE id = ?1)"
      " OR EXISTS (SELECT 1 FROM access_reports WHERE job = ?1)"
      " OR EXISTS (SELECT 1 FROM organization_reports WHERE job = ?1)"
      " OR EXISTS (SELECT 1 FROM delegation_requests WHERE id = ?1)"
      " OR EXISTS (SELECT 1 FROM alexa_users WHERE enrollment_id = ?1)"
      " OR EXISTS (SELECT 1 FROM token_issuers WHERE substr(issuer, 9, length(?1)) = ?1)");
  statement.bind(id).step();
  return statement.integer(0) != 0;
}

}  // namespace iam::store
