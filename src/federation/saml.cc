#include "iam/federation/saml.h"

#include "iam/base/text.h"
#include "saml_assertion.h"
#include "saml_names.h"
#include "xml.h"
#include "xml_signature.h"

#include <algorithm>
#include <set>

namespace iam::federation {
namespace {

using xml::Element;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
constexpr std::string_view kAttributes = "https://aws.amazon.com/SAML/Attributes/";

// What a signature refers to is found by its ID: were there two, one could be verified and the other read.
bool has_unique_ids(xml::Document const& document) {
  std::set<std::string_view> ids;
  return std::ranges::all_of(document.elements(), [&](Element const& each) {
    auto const id = each.attribute("ID");
    return !id.has_value() || (!id->empty() && ids.insert(*id).second);
  });
}

std::size_t count(xml::Document const& document, std::string_view space, std::string_view name) {
  return static_cast<std::size_t>(
      std::ranges::count_if(document.elements(), [&](Element const& each) { return each.is(space, name); }));
}

bool is_successful(Element const& response) {
  auto const* status = response.only(saml::kProtocol, "Status");
  auto const* code = status == nullptr ? nullptr : status->only(saml::kProtocol, "StatusCode");
  return code != nullptr && code->attribute("Value") == saml::kSuccess;
}

SamlFault to_saml(xml::SignatureFault fault) {
  switch (fault) {
    case xml::SignatureFault::kMalformed:
      return SamlFault::kMalformed;
    case xml::SignatureFault::kForeignAlgorithm:
      return SamlFault::kForeignAlgorithm;
    case xml::SignatureFault::kWrong:
      return SamlFault::kWrongSignature;
  }
  return SamlFault::kMalformed;
}

// Every signature of the document stands in the response or in the assertion, at most one in each, and each holds. The
// key is the assertion's where both are signed.
tl::expected<PublicKey, SamlFault> verify_signatures(xml::Document const& document, Element const& assertion,
                                                     std::span<PublicKey const> keys) {
  std::vector<Element const*> signatures;
  for (auto const* signed_element : {&document.root(), &assertion}) {
    auto const found = signed_element->elements(xml::kSignatureNamespace, "Signature");
    if (found.size() > 1) return tl::unexpected(SamlFault::kMalformed);
    signatures.insert(signatures.end(), found.begin(), found.end());
  }
  if (signatures.size() != count(document, xml::kSignatureNamespace, "Signature")) {
    return tl::unexpected(SamlFault::kMalformed);
  }
  std::optional<PublicKey> signer;
  for (auto const* each : signatures) {
    auto const verified = xml::verify_enveloped(*each, keys);
    if (!verified.has_value()) return tl::unexpected(to_saml(verified.error()));
    signer = *verified;
  }
  if (!signer.has_value()) return tl::unexpected(SamlFault::kUnsigned);
  return *std::move(signer);
}

// "role ARN,provider ARN", in either order.
std::optional<SamlSession::Choice> read_choice(std::string_view value) {
  auto const comma = value.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  auto role = trimmed(value.substr(0, comma), kBlanksAndLineEnds),
       provider = trimmed(value.substr(comma + 1), kBlanksAndLineEnds);
  if (role.find(":saml-provider/") != std::string_view::npos) std::swap(role, provider);
  return SamlSession::Choice{std::string(role), std::string(provider)};
}

}  // namespace

tl::expected<SignedAssertion, SamlFault> verify_saml_response(std::string_view text, std::span<PublicKey const> keys) {
  auto const malformed = tl::unexpected(SamlFault::kMalformed);
  if (text.size() > kSamlResponseBytesMax) return malformed;
  auto const document = xml::Document::parse(text);
  if (!document.has_value()) return malformed;
  auto const& response = document->root();
  if (!response.is(saml::kProtocol, "Response") || response.attribute("Version") != saml::kVersion ||
      !has_unique_ids(*document)) {
    return malformed;
  }
  if (!is_successful(response)) return tl::unexpected(SamlFault::kUnsuccessful);
  if (count(*document, saml::kAssertion, "EncryptedAssertion") > 0) return tl::unexpected(SamlFault::kEncrypted);
  auto const* assertion = response.only(saml::kAssertion, "Assertion");
  bool const is_the_only_one =
      count(*document, saml::kAssertion, "Assertion") == 1 && count(*document, saml::kProtocol, "Response") == 1;
  if (assertion == nullptr || !is_the_only_one) return malformed;

  auto signer = verify_signatures(*document, *assertion, keys);
  if (!signer.has_value()) return tl::unexpected(signer.error());
  auto read = saml::read_assertion(*assertion);
  if (!read.has_value()) return malformed;
  return SignedAssertion{*std::move(read), *std::move(signer)};
}

SamlSession read_aws_attributes(SamlAssertion const& assertion) {
  constexpr std::string_view kTag = "PrincipalTag:";
  SamlSession session;
  for (auto const& [name, values] : assertion.attributes) {
    if (!name.starts_with(kAttributes) || values.empty()) continue;
    auto const what = std::string_view(name).substr(kAttributes.size());
    if (what == "Role") {
      for (auto const& value : values) {
        if (auto choice = read_choice(value)) session.choices.push_back(*std::move(choice));
      }
    } else if (what == "RoleSessionName") {
      session.session_name = values.front();
    } else if (what == "SessionDuration") {
      session.duration_s = values.front();
    } else if (what == "SourceIdentity") {
      session.source_identity = values.front();
    } else if (what == "TransitiveTagKeys") {
      session.tags.transitive_keys = values;
    } else if (what.starts_with(kTag)) {
      session.tags.tags.emplace_back(what.substr(kTag.size()), values.front());
    }
  }
  return session;
}

}  // namespace iam::federation
