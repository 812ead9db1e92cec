#include "iam/federation/saml_metadata.h"

#include "iam/base/encoding.h"

#include <pugixml.hpp>

namespace iam::service {
namespace {

constexpr std::string_view kMetadataNamespace = "urn:oasis:names:tc:SAML:2.0:metadata";
// Documents with more are refused. Each certificate costs its parsing; real providers have one to three.
constexpr std::size_t kCertificatesMax = 100;

std::string_view local_name(pugi::xml_node element) {
  std::string_view const name = element.name();
  auto const colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// REQUIRES: `element` is the root, so that only itself can declare its prefix.
std::string_view root_namespace(pugi::xml_node element) {
  std::string const name = element.name();
  auto const colon = name.find(':');
  auto const declaration = colon == std::string::npos ? "xmlns" : "xmlns:" + name.substr(0, colon);
  return element.attribute(declaration.c_str()).value();
}

// The children of that local name. Their namespaces are taken on trust: no other has elements of these names there.
std::vector<pugi::xml_node> children(pugi::xml_node parent, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (auto const child : parent.children()) {
    if (child.type() == pugi::node_element && local_name(child) == name) found.push_back(child);
  }
  return found;
}

std::optional<formats::Certificate> read_certificate(std::string_view base64) {
  constexpr std::size_t kLineLength = 64;
  auto const bytes = base64_decode(base64);
  if (!bytes.has_value()) return std::nullopt;
  auto const text = base64_encode(*bytes);
  std::string pem = "-----BEGIN CERTIFICATE-----\n";
  for (std::size_t begin = 0; begin < text.size(); begin += kLineLength) {
    pem.append(text, begin, kLineLength).push_back('\n');
  }
  return formats::Certificate::parse(pem.append("-----END CERTIFICATE-----"));
}

// False when one cannot be read.
bool read_certificates(pugi::xml_node key_descriptor, std::vector<formats::Certificate>& certificates) {
  for (auto const info : children(key_descriptor, "KeyInfo")) {
    for (auto const data : children(info, "X509Data")) {
      for (auto const element : children(data, "X509Certificate")) {
        auto certificate = read_certificate(element.text().get());
        if (!certificate.has_value() || certificates.size() == kCertificatesMax) return false;
        certificates.push_back(*std::move(certificate));
      }
    }
  }
  return true;
}

// SAML has times in UTC; some writers leave out the Z that says so.
std::optional<Time> read_time(std::string text) {
  if (!text.ends_with('Z')) text += 'Z';
  return parse_iso8601(text);
}

}  // namespace

std::optional<SamlMetadata> parse_saml_metadata(std::string_view text) {
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size())) return std::nullopt;
  auto const root = document.document_element();
  if (local_name(root) != "EntityDescriptor" || root_namespace(root) != kMetadataNamespace) return std::nullopt;

  SamlMetadata metadata;
  metadata.entity_id = root.attribute("entityID").value();
  if (metadata.entity_id.empty()) return std::nullopt;
  if (auto const valid_until = root.attribute("validUntil")) {
    metadata.valid_until = read_time(valid_until.value());
    if (!metadata.valid_until.has_value()) return std::nullopt;
  }
  for (auto const descriptor : children(root, "IDPSSODescriptor")) {
    for (auto const key : children(descriptor, "KeyDescriptor")) {
      bool const is_for_encryption = std::string_view(key.attribute("use").value()) == "encryption";
      if (!is_for_encryption && !read_certificates(key, metadata.certificates)) return std::nullopt;
    }
  }
  if (metadata.certificates.empty()) return std::nullopt;
  return metadata;
}

std::vector<federation::PublicKey> signing_keys(SamlMetadata const& metadata) {
  std::vector<federation::PublicKey> keys;
  for (auto const& certificate : metadata.certificates) {
    if (auto key = federation::PublicKey::of_certificate(certificate.der())) keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace iam::service
