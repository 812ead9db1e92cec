// An identity provider made up for a test.
#pragma once

#include "certificates.h"

#include <string>

namespace conformance {

// The base64 between the lines of a PEM certificate.
inline std::string signing_certificate() {
  static Identity const identity("idp.example.com");
  auto const pem = self_signed(identity);
  auto const begin = pem.find('\n') + 1;
  return pem.substr(begin, pem.find("-----END") - begin);
}

// Metadata with `attributes` on its root and `certificate` in its descriptor, long enough for AWS.
inline std::string saml_metadata(std::string const& attributes = "",
                                 std::string const& certificate = signing_certificate()) {
  return "<?xml version=\"1.0\"?>\n<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" "
         "entityID=\"https://idp.example.com/saml\" " +
         attributes +
         ">\n<md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">\n"
         "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>"
         "<ds:X509Certificate>" +
         certificate +
         "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\n"
         "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" "
         "Location=\"https://idp.example.com/saml?a=1&amp;b=2\"/>\n</md:IDPSSODescriptor>\n</"
         "md:EntityDescriptor>\n<!--" +
         std::string(1000, ' ') + "-->";
}

}  // namespace conformance
