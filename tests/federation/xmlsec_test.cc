// Signatures beside xmlsec1, the program that most services verify theirs with.
#include "saml_documents.h"
#include "tools.h"

#include <gtest/gtest.h>

namespace iam::federation {
namespace {

constexpr auto kAssertionId = "--id-attr:ID";
constexpr auto kAssertionName = "urn:oasis:names:tc:SAML:2.0:assertion:Assertion";
constexpr auto kResponseName = "urn:oasis:names:tc:SAML:2.0:protocol:Response";

std::string canonicalization(std::string const& name, std::string const& prefixes) {
  auto const inclusive = R"(<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList=")" +
                         prefixes + R"("/>)";
  return "<" + name + R"( Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">)" + (prefixes.empty() ? "" : inclusive) +
         "</" + name + ">";
}

// What xmlsec1 fills in.
std::string signature_template(std::string const& id, std::string const& algorithm, std::string const& prefixes) {
  return R"(<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>)" +
         canonicalization("CanonicalizationMethod", prefixes) +
         R"(<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#)" + algorithm +
         R"("/><Reference URI="#)" + id +
         R"("><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>)" +
         canonicalization("Transform", prefixes) +
         R"(</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>)"
         R"(</SignedInfo><SignatureValue/><KeyInfo><KeyName>any</KeyName></KeyInfo></Signature>)";
}

// A response as others write it: indented, with comments, CDATA, entities and namespaces that only values use.
std::string response_with(std::string const& response_signature, std::string const& assertion_signature) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="_r" Version="2.0" IssueInstant="2026-03-05T10:11:12Z">
  <Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.example</Issuer>)" +
         response_signature + R"(
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Version='2.0' ID='_a'
             IssueInstant="2026-03-05T10:11:12.123Z">
    <Issuer>https://idp.example</Issuer>)" +
         assertion_signature + R"(<!-- a comment -->
    <Subject><NameID>a<![CDATA[<d&]]>a&#x1F600;&gt;</NameID>
      <SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <SubjectConfirmationData Recipient="https://signin.aws.amazon.com/saml?a=1&amp;b=&quot;"
                                 NotOnOrAfter="2026-03-05T10:16:12Z"/></SubjectConfirmation></Subject>
    <AttributeStatement><Attribute Name="mail" xml:lang="en">
      <AttributeValue xsi:type="xs:string">ada@example.com</AttributeValue></Attribute></AttributeStatement>
  </Assertion>
</samlp:Response>
)";
}

struct Kind {
  SigningKey::Kind kind;
  std::string algorithm;
};

class Xmlsec : public testing::TestWithParam<Kind> {
 protected:
  SigningKey const key_ = SigningKey::generate(GetParam().kind);
  std::vector<PublicKey> const keys_ = {key_.public_key()};
  Workshop const workshop_;
};

INSTANTIATE_TEST_SUITE_P(, Xmlsec,
                         testing::Values(Kind{SigningKey::Kind::kRsa, "rsa-sha256"},
                                         Kind{SigningKey::Kind::kP256, "ecdsa-sha256"}),
                         [](auto const& each) {
                           return each.param.algorithm.substr(0, each.param.algorithm.find('-'));
                         });

TEST_P(Xmlsec, what_it_signs_we_verify) {
  auto const pem = workshop_.write("key.pem", key_.pem().reveal());
  for (auto const* prefixes : {"", "xs xsi", "#default xs  missing"}) {
    auto const of_response = signature_template("_r", GetParam().algorithm, prefixes);
    auto const of_assertion = signature_template("_a", GetParam().algorithm, prefixes);
    for (auto const& unsigned_text : {response_with("", of_assertion), response_with(of_response, "")}) {
      auto const text = output_of({"xmlsec1", "--sign", "--privkey-pem", pem, kAssertionId, kAssertionName,
                                   kAssertionId, kResponseName, workshop_.write("template.xml", unsigned_text)});
      auto const read = verify_saml_response(text, keys_);
      ASSERT_TRUE(read.has_value()) << static_cast<int>(read.error()) << text;
      EXPECT_EQ(read->name_id, "a<d&a\xF0\x9F\x98\x80>");
      EXPECT_EQ(read->recipient, "https://signin.aws.amazon.com/saml?a=1&b=\"");
      auto const changed = verify_saml_response(replaced(text, "ada@", "eve@"), keys_);
      ASSERT_FALSE(changed.has_value());
      EXPECT_EQ(changed.error(), SamlFault::kWrongSignature);
    }
  }
}

TEST_P(Xmlsec, verifies_what_we_sign) {
  auto const certificate = workshop_.write("certificate.pem", to_pem("CERTIFICATE", key_.certificate("test")));
  for (auto const what : {SamlSignature::kAssertion, SamlSignature::kResponse}) {
    auto const text = sign_saml_response(key_, sample_assertion(), what);
    auto const verify = [&](std::string const& document) {
      return output_of({"xmlsec1", "--verify", "--pubkey-cert-pem", certificate, kAssertionId, kAssertionName,
                        kAssertionId, kResponseName, workshop_.write("signed.xml", document)});
    };
    EXPECT_NO_THROW(verify(text));
    EXPECT_THROW(verify(replaced(text, "ada@", "eve@")), std::runtime_error);
  }
}

}  // namespace
}  // namespace iam::federation
