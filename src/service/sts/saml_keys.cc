#include "sts/saml_keys.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace iam::service {
namespace {

struct Mapping {
  std::string_view attribute;
  std::string_view key;
};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html, "Mapping SAML
// attributes to AWS trust policy context keys"
constexpr std::array kMappings = {
    // eduPerson and eduOrg
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "saml:edupersonaffiliation"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.2", "saml:edupersonnickname"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.3", "saml:edupersonorgdn"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.4", "saml:edupersonorgunitdn"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.5", "saml:edupersonprimaryaffiliation"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.6", "saml:edupersonprincipalname"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.7", "saml:edupersonentitlement"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.8", "saml:edupersonprimaryorgunitdn"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.9", "saml:edupersonscopedaffiliation"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "saml:edupersontargetedid"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.1.1.11", "saml:edupersonassurance"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.2.1.2", "saml:eduorghomepageuri"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.2.1.3", "saml:eduorgidentityauthnpolicyuri"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.2.1.4", "saml:eduorglegalname"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.2.1.5", "saml:eduorgsuperioruri"},
    Mapping{"urn:oid:1.3.6.1.4.1.5923.1.2.1.6", "saml:eduorgwhitepagesuri"},
    Mapping{"urn:oid:2.5.4.3", "saml:cn"},
    // Active Directory
    Mapping{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "saml:name"},
    Mapping{"http://schemas.xmlsoap.org/claims/CommonName", "saml:commonName"},
    Mapping{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname", "saml:givenName"},
    Mapping{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", "saml:surname"},
    Mapping{"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "saml:mail"},
    Mapping{"http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid", "saml:primaryGroupSID"},
    // X.500
    Mapping{"urn:oid:2.5.4.4", "saml:surname"},
    Mapping{"urn:oid:2.5.4.42", "saml:givenName"},
    Mapping{"urn:oid:2.5.4.45", "saml:x500UniqueIdentifier"},
    Mapping{"urn:oid:0.9.2342.19200300100.1.1", "saml:uid"},
    Mapping{"urn:oid:0.9.2342.19200300100.1.3", "saml:mail"},
    Mapping{"urn:oid:0.9.2342.19200300100.1.45", "saml:organizationStatus"},
};

}  // namespace

std::vector<IdentityKey> saml_attribute_keys(federation::SamlAssertion const& assertion) {
  std::vector<IdentityKey> keys;
  for (auto const& [name, values] : assertion.attributes) {
    auto const* const mapping = std::ranges::find(kMappings, std::string_view(name), &Mapping::attribute);
    if (mapping != kMappings.end()) keys.push_back({std::string(mapping->key), values});
  }
  return keys;
}

}  // namespace iam::service
