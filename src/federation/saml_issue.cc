// The other side of SAML: writing what an identity provider writes.
#include "iam/federation/saml.h"

#include "canonical_xml.h"
#include "iam/base/encoding.h"
#include "saml_names.h"
#include "xml.h"
#include "xml_signature.h"

#include <stdexcept>

namespace iam::federation {
namespace {

constexpr std::string_view kIssuerEnd = "</saml:Issuer>";
constexpr std::string_view kPassword = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
constexpr std::string_view kPostBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

// ` name="value"`; nothing for an empty value.
std::string attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return " " + std::string(name) + "=\"" + xml::escape_attribute(value) + "\"";
}

std::string attribute(std::string_view name, std::optional<Time> const& time) {
  return time.has_value() ? attribute(name, to_iso8601(*time)) : std::string();
}

std::string element(std::string_view name, std::string_view attributes, std::string_view content) {
  std::string text("<");
  text.append(name).append(attributes).append(">").append(content);
  return text.append("</").append(name).append(">");
}

std::string issuer_of(SamlAssertion const& assertion) {
  return element("saml:Issuer", "", xml::escape_text(assertion.issuer));
}

std::string subject_of(SamlAssertion const& assertion) {
  auto const name_id =
      element("saml:NameID",
              attribute("Format", assertion.name_id_format) + attribute("NameQualifier", assertion.name_qualifier) +
                  attribute("SPNameQualifier", assertion.sp_name_qualifier),
              xml::escape_text(assertion.name_id));
  auto const data = element(
      "saml:SubjectConfirmationData",
      attribute("NotOnOrAfter", assertion.confirmation_not_on_or_after) + attribute("Recipient", assertion.recipient),
      "");
  return element("saml:Subject", "",
                 name_id + element("saml:SubjectConfirmation", attribute("Method", saml::kBearer), data));
}

std::string conditions_of(SamlAssertion const& assertion) {
  std::string audiences;
  for (auto const& each : assertion.audiences) audiences += element("saml:Audience", "", xml::escape_text(each));
  return element("saml:Conditions",
                 attribute("NotBefore", assertion.not_before) + attribute("NotOnOrAfter", assertion.not_on_or_after),
                 audiences.empty() ? std::string() : element("saml:AudienceRestriction", "", audiences));
}

std::string authentication_of(SamlAssertion const& assertion) {
  auto const context = element("saml:AuthnContext", "", element("saml:AuthnContextClassRef", "", kPassword));
  return element("saml:AuthnStatement",
                 attribute("AuthnInstant", assertion.issued_at) +
                     attribute("SessionNotOnOrAfter", assertion.session_not_on_or_after),
                 context);
}

std::string attributes_of(SamlAssertion const& assertion) {
  if (assertion.attributes.empty()) return {};
  std::string attributes;
  for (auto const& [name, values] : assertion.attributes) {
    std::string content;
    for (auto const& value : values) content += element("saml:AttributeValue", "", xml::escape_text(value));
    attributes += element("saml:Attribute", attribute("Name", name), content);
  }
  return element("saml:AttributeStatement", "", attributes);
}

std::string unsigned_response(SamlAssertion const& assertion) {
  auto const common = attribute("Version", saml::kVersion) + attribute("IssueInstant", assertion.issued_at);
  auto const body =
      element("saml:Assertion", attribute("xmlns:saml", saml::kAssertion) + attribute("ID", assertion.id) + common,
              issuer_of(assertion) + subject_of(assertion) + conditions_of(assertion) + authentication_of(assertion) +
                  attributes_of(assertion));
  auto const status = element("samlp:Status", "", element("samlp:StatusCode", attribute("Value", saml::kSuccess), ""));
  return element("samlp:Response",
                 attribute("xmlns:samlp", saml::kProtocol) + attribute("xmlns:saml", saml::kAssertion) +
                     attribute("ID", "_response" + assertion.id) + common +
                     attribute("Destination", assertion.recipient),
                 issuer_of(assertion) + status + body);
}

// Puts a signature of the element of that name, which has one Issuer, behind it: where the schema wants it.
void sign(std::string& text, std::string_view name, SigningKey const& key) {
  auto const document = xml::Document::parse(text);
  if (!document.has_value()) throw std::invalid_argument("an assertion has a text that XML cannot have");
  for (auto const& each : document->elements()) {
    if (each.name.qualified() != name) continue;
    auto const start = text.find("<" + std::string(name) + " ");
    text.insert(text.find(kIssuerEnd, start) + kIssuerEnd.size(), xml::sign_enveloped(each, key));
    return;
  }
}

}  // namespace

std::string sign_saml_response(SigningKey const& key, SamlAssertion const& assertion, SamlSignature what) {
  auto text = unsigned_response(assertion);
  // The response's signature covers the assertion's.
  if (what != SamlSignature::kResponse) sign(text, "saml:Assertion", key);
  if (what != SamlSignature::kAssertion) sign(text, "samlp:Response", key);
  return text;
}

std::string saml_metadata(SigningKey const& key, std::string_view entity_id, std::string_view sign_on_url) {
  auto const certificate = base64_encode(key.certificate("IAM Local test identity provider"));
  auto const key_info = element("ds:KeyInfo", attribute("xmlns:ds", xml::kSignatureNamespace),
                                element("ds:X509Data", "", element("ds:X509Certificate", "", certificate)));
  auto const sign_on =
      element("md:SingleSignOnService", attribute("Binding", kPostBinding) + attribute("Location", sign_on_url), "");
  auto const descriptor = element("md:IDPSSODescriptor", attribute("protocolSupportEnumeration", saml::kProtocol),
                                  element("md:KeyDescriptor", attribute("use", "signing"), key_info) + sign_on);
  return element("md:EntityDescriptor", attribute("xmlns:md", saml::kMetadata) + attribute("entityID", entity_id),
                 descriptor);
}

}  // namespace iam::federation
