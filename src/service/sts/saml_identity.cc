#include "sts/saml_identity.h"

#include "errors/federated_identity.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/federation/key_set.h"
#include "iam/federation/saml.h"
#include "iam/federation/saml_metadata.h"
#include "iam/store/saml_providers.h"
#include "sts/propagation.h"
#include "sts/saml_keys.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace iam::service {
namespace {

using federation::SamlAssertion;
using federation::SamlFault;

constexpr std::string_view kAssumeRoleWithSaml = "sts:AssumeRoleWithSAML";
constexpr std::chrono::minutes kRedeemedWithin(5);

struct Provider {
  store::EntityId id;
  AccountId account;
  std::string name;
  SamlMetadata metadata;
};

Result<Provider> find_provider(Call& call, std::string_view arn) {
  auto const named = parse_iam_arn(arn);
  if (!named.has_value() || named->kind != "saml-provider") return fail(errors::request_arn_invalid());
  store::SamlProviders providers(call.known);
  auto provider = named->path == "/" ? providers.find(named->account, named->name) : std::nullopt;
  if (!provider.has_value()) return fail(errors::saml_provider_not_in_account());
  auto metadata = parse_saml_metadata(providers.metadata(provider->id));
  // It was taken unread: there is no key with which a signature could be right.
  if (!metadata.has_value()) return fail(errors::assertion_signature_wrong());
  return Provider{provider->id, named->account, std::move(provider->name), *std::move(metadata)};
}

Error to_error(SamlFault fault) {
  switch (fault) {
    case SamlFault::kMalformed:
      return errors::assertion_malformed();
    case SamlFault::kUnsuccessful:
      return errors::authentication_failed();
    case SamlFault::kEncrypted:
      return errors::assertion_encrypted();
    case SamlFault::kUnsigned:
    case SamlFault::kForeignAlgorithm:
    case SamlFault::kWrongSignature:
      return errors::assertion_signature_wrong();
  }
  return errors::assertion_malformed();
}

// "https://signin.aws.amazon.com/saml", that of a region, of another partition, or of one provider.
bool is_sign_in_url(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme)) return false;
  url.remove_prefix(kScheme.size());
  auto const host = url.substr(0, url.find('/'));
  auto const path = url.substr(host.size());
  bool const is_host = std::ranges::any_of(
      std::initializer_list<std::string_view>{"signin.aws.amazon.com", "signin.amazonaws.cn",
                                              "signin.amazonaws-us-gov.com", "signin.aws.eu"},
      [&](std::string_view each) { return host == each || host.ends_with("." + std::string(each)); });
  return is_host && (path == "/saml" || path == "/static/saml" || path.starts_with("/saml/acs/"));
}

// The name that AWS's own metadata gives to it, or where it takes responses.
bool is_for_aws(std::string_view audience) { return audience == "urn:amazon:webservices" || is_sign_in_url(audience); }

Status check_time(SamlAssertion const& assertion, Time now) {
  auto const end = std::min(assertion.confirmation_not_on_or_after,
                            assertion.not_on_or_after.value_or(assertion.confirmation_not_on_or_after));
  if (now >= end || now > assertion.issued_at + kRedeemedWithin) return fail(errors::assertion_redeemed_late());
  // A session that the provider has already ended cannot begin; how AWS says so is not confirmed.
  if (now >= assertion.session_not_on_or_after.value_or(Time::max())) return fail(errors::assertion_redeemed_late());
  auto const begin = assertion.not_before.value_or(assertion.issued_at);
  if (now + kProviderSkewMax < begin) return fail(errors::assertion_not_yet_valid());
  return {};
}

Status check_session(federation::SamlSession const& session, std::string_view provider_arn, std::string_view role_arn) {
  if (!session.session_name.has_value()) return fail(errors::session_name_missing());
  if (!is_session_name(*session.session_name)) return fail(errors::session_name_malformed());
  bool const is_offered = std::ranges::any_of(session.choices, [&](federation::SamlSession::Choice const& each) {
    return each.role_arn == role_arn && each.provider_arn == provider_arn;
  });
  if (!is_offered) return fail(errors::not_authorized_to(kAssumeRoleWithSaml));
  return {};
}

// "persistent" for urn:oasis:names:tc:SAML:2.0:nameid-format:persistent; other formats as they are.
std::string subject_type_of(SamlAssertion const& assertion) {
  constexpr std::string_view kPrefix = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
  std::string_view format = assertion.name_id_format;
  if (format.starts_with(kPrefix)) format.remove_prefix(kPrefix.size());
  return std::string(format);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_tip_federation_configure.html calls the subject
// so; everything else is an attribute.
std::vector<std::string> values_of(SamlAssertion const& assertion, std::string_view key) {
  if (key == "Subject/NameID") return {assertion.name_id};
  if (key == "Issuer") return {assertion.issuer};
  std::vector<std::string> found;
  for (auto const& [name, values] : assertion.attributes) {
    if (name == key) found.insert(found.end(), values.begin(), values.end());
  }
  return found;
}

}  // namespace

Result<SamlIdentity> prove_saml_identity(Call& call, std::string_view provider_arn, std::string_view role_arn,
                                         Secret const& response) {
  auto const text = base64_decode(response.reveal());
  if (!text.has_value()) return fail(errors::assertion_is_not_base64());
  auto const provider = find_provider(call, provider_arn);
  if (!provider) return fail(provider.error());
  auto const assertion = federation::verify_saml_response(*text, signing_keys(provider->metadata));
  if (!assertion.has_value()) return fail(to_error(assertion.error()));
  if (assertion->issuer != provider->metadata.entity_id) return fail(errors::saml_issuer_unknown(call.request_id));
  bool const is_meant_for_aws = std::ranges::any_of(assertion->audiences, is_for_aws);
  if (!is_meant_for_aws || !is_sign_in_url(assertion->recipient)) return fail(errors::wrong_assertion_audience());
  if (auto valid = check_time(*assertion, call.now); !valid) return fail(valid.error());
  auto session = federation::read_aws_attributes(*assertion);
  if (auto sound = check_session(session, provider_arn, role_arn); !sound) return fail(sound.error());

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html, NameQualifier: from both together
  // an application knows the user again.
  auto const document = provider->account.text() + "/" + provider->name;
  SamlIdentity proven{.session_name = *std::move(session.session_name),
                      .session_ends_at = assertion->session_not_on_or_after,
                      .subject = assertion->name_id,
                      .subject_type = subject_type_of(*assertion),
                      .issuer = assertion->issuer,
                      .audience = assertion->recipient,
                      .name_qualifier = base64_encode(sha1(assertion->issuer + document))};
  proven.identity = {.provider = std::string(provider_arn),
                     .keys = saml_attribute_keys(*assertion),
                     .tags = std::move(session.tags),
                     .source_identity = std::move(session.source_identity)};
  if (auto sound = check_session_of(proven.identity); !sound) return fail(sound.error());
  // API_OriginIdentity: the issuer is a hash of the key that signed the assertion, not what the assertion says.
  auto propagated = propagated_identity(
      call, provider->id,
      {.issuer = federation::thumbprint(assertion->signer), .provider_arn = std::string(provider_arn)},
      [&](std::string_view key) { return values_of(*assertion, key); });
  if (!propagated) return fail(std::move(propagated.error()));
  proven.identity.propagated = *std::move(propagated);
  auto const add = [&](std::string_view name, std::string value) {
    proven.identity.keys.push_back({"saml:" + std::string(name), {std::move(value)}});
  };
  add("aud", proven.audience);
  add("iss", proven.issuer);
  add("sub", proven.subject);
  add("sub_type", proven.subject_type);
  add("namequalifier", proven.name_qualifier);
  add("doc", document);
  return proven;
}

}  // namespace iam::service
