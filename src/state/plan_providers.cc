// Identity providers and server certificates, as steps.
#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/call/errors.h"
#include "iam/call/quotas.h"
#include "iam/formats/x509.h"
#include "iam/store/context_providers.h"
#include "iam/store/oidc_providers.h"
#include "iam/store/saml_providers.h"
#include "iam/store/server_certificates.h"
#include "planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::state {
namespace {

constexpr std::string_view kScheme = "https://";
// Of the ids that the service makes for SAML providers and their private keys.
constexpr std::string_view kSamlProviderPrefix = "SAML";
constexpr std::string_view kSamlKeyPrefix = "SAMK";

// A certificate whose private key the document does not have: this server never shows one, and needs none. `end`: of
// one that nobody can read, which some servers take.
Direct keep_certificate(std::string name, std::string path, store::ServerCertificates::Material material,
                        std::optional<Time> end) {
  return [name = std::move(name), path = std::move(path), material = std::move(material),
          end](service::Call& call) -> Status {
    auto const parsed = formats::Certificate::parse(material.body);
    bool const is_taken = parsed.has_value() || (call.strictness == service::Strictness::kLoose && end.has_value());
    if (!is_taken)
      return fail({.code = "MalformedCertificate", .message = "The certificate is no PEM of an X.509 one."});
    store::ServerCertificates certificates(call.store);
    auto const wanted = certificates.count(call.account()) + 1;
    if (auto room = service::check_quota(call, service::quotas::kServerCertificatesPerAccount, wanted); !room)
      return room;
    store::ServerCertificate certificate{.account = call.account(),
                                         .name = name,
                                         .path = path,
                                         .unique_id = call.ids.unique_id(id_prefix::kCertificate, call.account()),
                                         .uploaded_at = call.now,
                                         .expires_at = parsed ? parsed->not_after() : *end};
    if (certificates.insert(certificate, material)) return {};
    return fail(service::errors::entity_already_exists(
        fmt::format("The Server Certificate with name {} already exists.", name)));
  };
}

// Until when the provider of an earlier step is valid, which the day of its metadata decided.
Direct set_valid_until(std::string name, Time valid_until) {
  return [name = std::move(name), valid_until](service::Call& call) -> Status {
    store::SamlProviders providers(call.store);
    auto const provider = providers.find(call.account(), name).value();
    providers.set_metadata(provider.id, providers.metadata(provider.id), valid_until);
    return {};
  };
}

}  // namespace

Node const* Planner::context_provider(Fields& fields) {
  auto const* const said = fields.find("ContextProvider");
  if (said == nullptr) return nullptr;
  Fields provider(*said, "the context provider", mistakes_);
  provider.pass_over({"SubjectSourceKey", "SubjectTypeSourceKey", "SubjectTypeValue"});
  provider.each(provider.find("KeyDefinitionList"), [&](Node const& item) {
    Fields definition(item, "a key definition", mistakes_);
    definition.pass_over({"SourceKey", "TargetKey"});
    definition.finish();
  });
  provider.finish();
  return said;
}

void Planner::oidc_provider(Node const& item) {
  Fields fields(item, "an OpenID Connect provider", mistakes_);
  auto url = fields.required("Url");
  if (!url.starts_with(kScheme)) url.insert(0, kScheme);
  Given given{.at = fields.time("CreateDate")};
  auto const instance = fields.text("IdentityCenterInstanceArn");
  fields.pass_over({"Arn"});
  auto& step = add("CreateOpenIDConnectProvider", item.line,
                   Parameters(plan_)
                       .text("Url", url)
                       .texts("ClientIDList", fields.texts("ClientIDList"))
                       .texts("ThumbprintList", fields.texts("ThumbprintList"))
                       .node("ContextProvider", context_provider(fields))
                       .tags(tags(fields)),
                   std::move(given));
  if (instance.has_value()) {
    step.after = [url = url.substr(kScheme.size()), instance = *instance](service::Call& call) -> Status {
      auto const provider = store::OidcProviders(call.store).find(call.account(), url);
      // A URL may be kept in another form.
      if (provider) store::ContextProviders(call.store).set_identity_center_instance(provider->id, instance);
      return {};
    };
  }
  fields.finish();
  count("oidc_providers");
}

void Planner::saml_provider(Node const& item) {
  Fields fields(item, "a SAML provider", mistakes_);
  auto const name = fields.required("Name");
  auto given = this->given(fields, "SAMLProviderUUID", kSamlProviderPrefix, "CreateDate");
  auto const at = given.at;
  auto const valid_until = fields.time("ValidUntil");
  fields.pass_over({"Arn"});
  add("CreateSAMLProvider", item.line,
      Parameters(plan_)
          .text("Name", name)
          .text("SAMLMetadataDocument", fields.text("SAMLMetadataDocument"))
          .text("AssertionEncryptionMode", fields.text("AssertionEncryptionMode"))
          .node("ContextProvider", context_provider(fields))
          .tags(tags(fields)),
      std::move(given));
  fields.each(fields.find("PrivateKeyList"), [&](Node const& each) {
    Fields key(each, "a private key", mistakes_);
    auto given_key = this->given(key, "KeyId", kSamlKeyPrefix, "Timestamp");
    add("UpdateSAMLProvider", each.line,
        Parameters(plan_)
            .text("SAMLProviderArn", arn("saml-provider", kRootPath, name))
            .text("AddPrivateKey", key.required("PrivateKey")),
        std::move(given_key));
    key.finish();
  });
  if (valid_until.has_value()) add_direct(item.line, set_valid_until(name, *valid_until)).given.at = at;
  fields.finish();
  count("saml_providers");
}

void Planner::server_certificate(Node const& item) {
  Fields fields(item, "a server certificate", mistakes_);
  auto const name = fields.required("ServerCertificateName");
  auto given = this->given(fields, "ServerCertificateId", id_prefix::kCertificate, "UploadDate");
  auto path = fields.text("Path");
  auto body = fields.required("CertificateBody");
  auto chain = fields.text("CertificateChain");
  auto key = fields.text("PrivateKey");
  auto const tags = this->tags(fields);
  auto const end = fields.time("Expiration");
  fields.pass_over({"Arn"});
  fields.finish();
  count("server_certificates");
  if (key.has_value()) {
    add("UploadServerCertificate", item.line,
        Parameters(plan_)
            .text("ServerCertificateName", name)
            .text("Path", std::move(path))
            .text("CertificateBody", std::move(body))
            .text("CertificateChain", std::move(chain))
            .text("PrivateKey", std::move(key))
            .tags(tags),
        std::move(given));
    return;
  }
  auto keep = keep_certificate(name, path.value_or(std::string(kRootPath)),
                               {.body = std::move(body), .chain = std::move(chain)}, end);
  add_direct(item.line, std::move(keep)).given = std::move(given);
  // Changes nothing: it refuses a name or a path that AWS does not take.
  add("UpdateServerCertificate", item.line,
      Parameters(plan_).text("ServerCertificateName", name).text("NewPath", std::move(path)));
  if (tags.empty()) return;
  add("TagServerCertificate", item.line, Parameters(plan_).text("ServerCertificateName", name).tags(tags));
}

}  // namespace iam::state
