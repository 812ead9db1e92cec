// Assertions and responses for tests.
#pragma once

#include "iam/federation/saml.h"

#include <string>
#include <vector>

namespace iam::federation {

inline SamlAssertion sample_assertion() {
  constexpr auto at = [](int seconds) { return Time(std::chrono::seconds(1'772'705'472 + seconds)); };
  return {.id = "_assertion",
          .issuer = "https://idp.example/metadata",
          .issued_at = at(0),
          .name_id = "ada@example.com",
          .name_id_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
          .name_qualifier = "idp",
          .sp_name_qualifier = "aws",
          .recipient = "https://signin.aws.amazon.com/saml",
          .confirmation_not_on_or_after = at(300),
          .not_before = at(-60),
          .not_on_or_after = at(300),
          .audiences = {"https://signin.aws.amazon.com/saml"},
          .session_not_on_or_after = at(3600),
          .attributes = {{"https://aws.amazon.com/SAML/Attributes/Role",
                          {"arn:aws:iam::123456789012:role/R,arn:aws:iam::123456789012:saml-provider/P",
                           "arn:aws:iam::123456789012:saml-provider/P , arn:aws:iam::123456789012:role/S"}},
                         {"https://aws.amazon.com/SAML/Attributes/RoleSessionName", {"ada"}},
                         {"https://aws.amazon.com/SAML/Attributes/SessionDuration", {"1800"}},
                         {"https://aws.amazon.com/SAML/Attributes/PrincipalTag:Team", {"R&D <1>"}},
                         {"https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys", {"Team", "Cost"}},
                         {"https://aws.amazon.com/SAML/Attributes/SourceIdentity", {"Admin"}},
                         {"mail", {"ada@example.com", ""}}}};
}

// `text` with the first `from` replaced; throws when there is none, so that a test does not pass on nothing.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from) == std::string::npos ? throw std::logic_error("not there") : text.find(from),
                      from.size(), to);
}

// From the first `begin` up to and including the first `end` behind it.
inline std::string part_of(std::string const& text, std::string_view begin, std::string_view end) {
  auto const first = text.find(begin);
  auto const last = text.find(end, first);
  if (first == std::string::npos || last == std::string::npos) throw std::logic_error("not there");
  return text.substr(first, last + end.size() - first);
}

}  // namespace iam::federation
