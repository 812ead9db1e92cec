#include "saml_assertion.h"

#include "iam/base/text.h"
#include "saml_names.h"

namespace iam::federation::saml {
namespace {

using xml::Element;

// xs:dateTime in UTC. Some writers leave out the Z that says so.
bool read_time(std::string_view text, Time& time) {
  std::string utc(text);
  if (!utc.ends_with('Z')) utc += 'Z';
  auto const read = parse_iso8601(utc);
  if (read.has_value()) time = *read;
  return read.has_value();
}

// False when the attribute is there and is no time.
bool read_optional_time(Element const& element, std::string_view name, std::optional<Time>& time) {
  auto const text = element.attribute(name);
  return !text.has_value() || read_time(*text, time.emplace());
}

// What stands between the tags, without the white space with which writers indent.
std::optional<std::string> text_of(Element const& element) {
  auto const text = element.text();
  if (!text.has_value()) return std::nullopt;
  return std::string(trimmed(*text, kBlanksAndLineEnds));
}

// The element of that name, of which there must not be two: a reader must not have to choose. False when there are.
bool find_one(Element const& parent, std::string_view name, Element const*& found) {
  auto const all = parent.elements(kAssertion, name);
  found = all.empty() ? nullptr : all.front();
  return all.size() <= 1;
}

bool read_name_id(Element const& element, SamlAssertion& assertion) {
  auto text = text_of(element);
  if (!text.has_value() || text->empty()) return false;
  assertion.name_id = *std::move(text);
  assertion.name_id_format = element.attribute("Format").value_or("");
  assertion.name_qualifier = element.attribute("NameQualifier").value_or("");
  assertion.sp_name_qualifier = element.attribute("SPNameQualifier").value_or("");
  return true;
}

bool read_subject(Element const& subject, SamlAssertion& assertion) {
  auto const* name_id = subject.only(kAssertion, "NameID");
  auto const* confirmation = subject.only(kAssertion, "SubjectConfirmation");
  if (name_id == nullptr || confirmation == nullptr || !read_name_id(*name_id, assertion)) return false;
  auto const* data = confirmation->only(kAssertion, "SubjectConfirmationData");
  if (data == nullptr || confirmation->attribute("Method") != kBearer) return false;
  auto const recipient = data->attribute("Recipient"), end = data->attribute("NotOnOrAfter");
  // The profile for sign-on (SAML profiles, section 4.1.4.2) forbids a beginning here.
  if (!recipient.has_value() || !end.has_value() || data->attribute("NotBefore").has_value()) return false;
  assertion.recipient = *recipient;
  return read_time(*end, assertion.confirmation_not_on_or_after);
}

bool read_conditions(Element const& conditions, SamlAssertion& assertion) {
  if (!read_optional_time(conditions, "NotBefore", assertion.not_before) ||
      !read_optional_time(conditions, "NotOnOrAfter", assertion.not_on_or_after)) {
    return false;
  }
  // Several restrictions would each have to hold; no provider writes them, and a list of audiences cannot say so.
  Element const* restriction = nullptr;
  if (!find_one(conditions, "AudienceRestriction", restriction)) return false;
  if (restriction == nullptr) return true;
  for (auto const* each : restriction->elements(kAssertion, "Audience")) {
    auto audience = text_of(*each);
    if (!audience.has_value()) return false;
    assertion.audiences.push_back(*std::move(audience));
  }
  return true;
}

bool read_attributes(Element const& statement, SamlAssertion& assertion) {
  for (auto const* each : statement.elements(kAssertion, "Attribute")) {
    auto const name = each->attribute("Name");
    if (!name.has_value()) return false;
    SamlAttribute attribute{std::string(*name), {}};
    for (auto const* value : each->elements(kAssertion, "AttributeValue")) {
      // Structured values are allowed and mean nothing to AWS.
      if (auto text = text_of(*value)) attribute.values.push_back(*std::move(text));
    }
    assertion.attributes.push_back(std::move(attribute));
  }
  return true;
}

}  // namespace

std::optional<SamlAssertion> read_assertion(Element const& element) {
  SamlAssertion assertion;
  assertion.id = element.attribute("ID").value_or("");
  auto const* issuer = element.only(kAssertion, "Issuer");
  auto const* subject = element.only(kAssertion, "Subject");
  if (issuer == nullptr || subject == nullptr || element.attribute("Version") != kVersion) return std::nullopt;
  auto const issuer_text = text_of(*issuer);
  if (!issuer_text.has_value() || !read_time(element.attribute("IssueInstant").value_or(""), assertion.issued_at) ||
      !read_subject(*subject, assertion)) {
    return std::nullopt;
  }
  assertion.issuer = *issuer_text;

  Element const* conditions = nullptr;
  Element const* authentication = nullptr;
  if (!find_one(element, "Conditions", conditions) || !find_one(element, "AuthnStatement", authentication)) {
    return std::nullopt;
  }
  if (conditions != nullptr && !read_conditions(*conditions, assertion)) return std::nullopt;
  if (authentication != nullptr &&
      !read_optional_time(*authentication, "SessionNotOnOrAfter", assertion.session_not_on_or_after)) {
    return std::nullopt;
  }
  for (auto const* statement : element.elements(kAssertion, "AttributeStatement")) {
    if (!read_attributes(*statement, assertion)) return std::nullopt;
  }
  return assertion;
}

}  // namespace iam::federation::saml
