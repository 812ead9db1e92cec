// Identity providers and server certificates, as an export shows them.
#include "exporter.h"
#include "iam/store/context_providers.h"
#include "iam/store/oidc_providers.h"
#include "iam/store/saml_providers.h"
#include "iam/store/server_certificates.h"

#include <utility>

namespace iam::state {

void Exporter::add_context_provider(store::EntityId provider, Object& shown) {
  store::ContextProviders providers(session_);
  if (auto stored = providers.find(provider)) {
    std::vector<Node> definitions;
    for (auto& definition : stored->key_definitions) {
      Object each;
      each.text("SourceKey", std::move(definition.source_key)).text("TargetKey", std::move(definition.target_key));
      definitions.push_back(each.take());
    }
    Object context;
    context.text("SubjectSourceKey", std::move(stored->subject_source_key))
        .text("SubjectTypeSourceKey", std::move(stored->subject_type_source_key))
        .text("SubjectTypeValue", std::move(stored->subject_type_value))
        .list("KeyDefinitionList", std::move(definitions));
    shown.node("ContextProvider", context.take());
  }
  shown.text("IdentityCenterInstanceArn", providers.identity_center_instance(provider));
}

std::vector<Node> Exporter::oidc_providers() {
  store::OidcProviders providers(session_);
  std::vector<Node> shown;
  for (auto const& provider : providers.all(account_)) {
    Object each;
    each.text("Url", provider.url)
        .time("CreateDate", provider.created_at)
        .texts("ClientIDList", providers.client_ids(provider.id))
        .texts("ThumbprintList", providers.thumbprints(provider.id))
        .list("Tags", tags("oidc-provider", provider.id));
    add_context_provider(provider.id, each);
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::saml_providers() {
  store::SamlProviders providers(session_);
  std::vector<Node> shown;
  for (auto const& provider : providers.all(account_)) {
    std::vector<Node> keys;
    for (auto const& key : providers.private_keys(provider.id)) {
      Object each;
      each.text("KeyId", key.id)
          .time("Timestamp", key.created_at)
          .text("PrivateKey", providers.private_key(provider.id, key.id).reveal());
      keys.push_back(each.take());
    }
    Object each;
    each.text("Name", provider.name)
        .text("SAMLProviderUUID", provider.uuid)
        .time("CreateDate", provider.created_at)
        .time("ValidUntil", provider.valid_until)
        .text("AssertionEncryptionMode", provider.assertion_encryption_mode)
        .list("PrivateKeyList", std::move(keys))
        .list("Tags", tags("saml-provider", provider.id))
        .text("SAMLMetadataDocument", providers.metadata(provider.id));
    add_context_provider(provider.id, each);
    shown.push_back(each.take());
  }
  return shown;
}

std::vector<Node> Exporter::server_certificates() {
  store::ServerCertificates certificates(session_);
  std::vector<Node> shown;
  for (auto const& certificate : certificates.page(account_, "/", "", store::kAllOfThem)) {
    auto material = certificates.material(certificate.id);
    Object each;
    each.text("ServerCertificateName", certificate.name)
        .text("Path", certificate.path)
        .text("ServerCertificateId", certificate.unique_id)
        .time("UploadDate", certificate.uploaded_at)
        .time("Expiration", certificate.expires_at)
        .list("Tags", tags("server-certificate", certificate.id))
        .text("CertificateBody", std::move(material.body))
        .text("CertificateChain", std::move(material.chain));
    shown.push_back(each.take());
  }
  return shown;
}

}  // namespace iam::state
