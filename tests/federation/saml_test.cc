// SAML responses: what is read, and what is refused.
#include "iam/federation/key_set.h"
#include "saml_documents.h"
#include "xml.h"
#include "xml_signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace iam::federation {

void PrintTo(SamlAssertion const& assertion, std::ostream* out) { *out << "an assertion about " << assertion.name_id; }

namespace {

using testing::ElementsAre;
using testing::Pair;

SigningKey const& key() {
  static SigningKey const key = SigningKey::generate(SigningKey::Kind::kRsa);
  return key;
}

std::vector<PublicKey> const& keys() {
  static std::vector<PublicKey> const keys = {SigningKey::generate(SigningKey::Kind::kP256).public_key(),
                                              key().public_key()};
  return keys;
}

std::string sample(SamlSignature what = SamlSignature::kAssertion) {
  return sign_saml_response(key(), sample_assertion(), what);
}

// Signs a response: what is refused then is refused for what it says.
std::string sign_again(std::string const& text) {
  auto const document = xml::Document::parse(text);
  return replaced(text, "</saml:Issuer>", "</saml:Issuer>" + xml::sign_enveloped(document.value().root(), key()));
}

SamlFault fault_of(std::string const& text) {
  auto const result = verify_saml_response(text, keys());
  EXPECT_FALSE(result.has_value()) << text;
  return result.has_value() ? SamlFault{} : result.error();
}

TEST(Saml, what_it_signs_it_reads) {
  for (auto const what : {SamlSignature::kAssertion, SamlSignature::kResponse, SamlSignature::kBoth}) {
    EXPECT_EQ(verify_saml_response(sample(what), keys()), sample_assertion());
  }
  auto const ec = SigningKey::generate(SigningKey::Kind::kP256);
  auto const text = sign_saml_response(ec, sample_assertion(), SamlSignature::kBoth);
  EXPECT_EQ(verify_saml_response(text, std::vector{ec.public_key()}), sample_assertion());
}

TEST(Saml, what_need_not_be_there_may_be_missing) {
  SamlAssertion const least{.id = "_1", .issuer = "idp", .name_id = "ada", .recipient = "aws"};
  EXPECT_EQ(verify_saml_response(sign_saml_response(key(), least, SamlSignature::kAssertion), keys()), least);
}

TEST(Saml, the_attributes_of_aws_describe_the_session) {
  auto const session = read_aws_attributes(sample_assertion());
  ASSERT_EQ(session.choices.size(), 2u);
  EXPECT_EQ(session.choices[0].role_arn, "arn:aws:iam::123456789012:role/R");
  EXPECT_EQ(session.choices[0].provider_arn, "arn:aws:iam::123456789012:saml-provider/P");
  EXPECT_EQ(session.choices[1].role_arn, "arn:aws:iam::123456789012:role/S");
  EXPECT_EQ(session.choices[1].provider_arn, "arn:aws:iam::123456789012:saml-provider/P");
  EXPECT_EQ(session.session_name, "ada");
  EXPECT_EQ(session.duration_s, "1800");
  EXPECT_THAT(session.tags.tags, ElementsAre(Pair("Team", "R&D <1>")));
  EXPECT_THAT(session.tags.transitive_keys, ElementsAre("Team", "Cost"));
  EXPECT_EQ(session.source_identity, "Admin");
}

TEST(Saml, another_key_does_not_verify) {
  auto const other = SigningKey::generate(SigningKey::Kind::kRsa);
  for (auto const what : {SamlSignature::kAssertion, SamlSignature::kResponse, SamlSignature::kBoth}) {
    auto const text = sign_saml_response(other, sample_assertion(), what);
    EXPECT_EQ(fault_of(text), SamlFault::kWrongSignature);
  }
  EXPECT_FALSE(verify_saml_response(sample(), {}).has_value());
}

// Sessions name their issuer after it.
TEST(Saml, the_key_that_signed_is_told) {
  for (auto const what : {SamlSignature::kAssertion, SamlSignature::kResponse, SamlSignature::kBoth}) {
    auto const verified = verify_saml_response(sample(what), keys());
    ASSERT_TRUE(verified.has_value());
    EXPECT_EQ(thumbprint(verified->signer), thumbprint(key().public_key()));
  }
}

// Every signature must hold, not any.
TEST(Saml, a_second_signature_of_another_key_spoils_the_first) {
  auto const other = SigningKey::generate(SigningKey::Kind::kRsa);
  auto const both = sign_saml_response(other, sample_assertion(), SamlSignature::kBoth);
  auto const ours = part_of(sample(), "<saml:Assertion", "</saml:Assertion>");
  EXPECT_EQ(fault_of(replaced(both, part_of(both, "<saml:Assertion", "</saml:Assertion>"), ours)),
            SamlFault::kWrongSignature);
}

TEST(Saml, unsigned_and_encrypted_assertions_are_told_apart) {
  auto const text = sample();
  EXPECT_EQ(fault_of(replaced(text, part_of(text, "<ds:Signature ", "</ds:Signature>"), "")), SamlFault::kUnsigned);
  EXPECT_EQ(
      fault_of(replaced(text, part_of(text, "<saml:Assertion", "</saml:Assertion>"), "<saml:EncryptedAssertion/>")),
      SamlFault::kEncrypted);
  EXPECT_EQ(fault_of(replaced(text, "status:Success", "status:Responder")), SamlFault::kUnsuccessful);
  EXPECT_EQ(fault_of(replaced(text, part_of(text, "<samlp:Status>", "</samlp:Status>"), "")), SamlFault::kUnsuccessful);
}

// Whatever is done to one byte, nobody else is let in: the response is refused, or says what it said.
TEST(Saml, no_changed_byte_changes_what_is_said) {
  for (auto const what : {SamlSignature::kAssertion, SamlSignature::kResponse}) {
    auto const text = sample(what);
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (char const other : {'x', '<', ' '}) {
        auto changed = text;
        changed[at] = other;
        auto const read = verify_saml_response(changed, keys());
        EXPECT_TRUE(!read.has_value() || *read == sample_assertion()) << changed;
      }
    }
  }
}

// https://www.usenix.org/system/files/conference/usenixsecurity12/sec12-final91.pdf, figure 6, as the eight variants
// that scanners know: the signed element stays somewhere, another takes its place.
TEST(Saml, wrapped_signatures_are_refused) {
  auto const text = sample();
  auto const original = part_of(text, "<saml:Assertion", "</saml:Assertion>");
  auto const signature = part_of(text, "<ds:Signature ", "</ds:Signature>");
  auto const bare = replaced(original, signature, "");
  auto const evil = replaced(replaced(bare, "ada@", "eve@"), "_assertion", "_evil");
  auto const evil_with_signature = replaced(evil, "</saml:Issuer>", "</saml:Issuer>" + signature);
  auto const with_object = [](std::string const& sig, std::string const& inside) {
    return replaced(sig, "</ds:Signature>", "<ds:Object>" + inside + "</ds:Object></ds:Signature>");
  };
  auto const with_assertions = [&](std::string const& those) { return replaced(text, original, those); };

  auto const response = sample(SamlSignature::kResponse);
  auto const response_signature = part_of(response, "<ds:Signature ", "</ds:Signature>");
  auto const bare_response = replaced(response, response_signature, "");
  auto const evil_response = replaced(replaced(replaced(bare_response, "ada@", "eve@"), "_response_assertion", "_evil"),
                                      "\"_assertion", "\"_bad");
  auto const signed_evil = [&](std::string const& sig) {
    return replaced(evil_response, "</saml:Issuer>", "</saml:Issuer>" + sig);
  };

  std::vector<std::pair<char const*, std::string>> const attacks = {
      {"the signed response in the signature of another", signed_evil(with_object(response_signature, bare_response))},
      {"the signed response beside its signature",
       replaced(evil_response, "</saml:Issuer>", "</saml:Issuer>" + response_signature + bare_response)},
      {"another assertion before the signed one", with_assertions(evil + original)},
      {"another assertion behind the signed one", with_assertions(original + evil)},
      {"the signed assertion in another",
       with_assertions(replaced(evil, "</saml:Assertion>", original + "</saml:Assertion>"))},
      {"another with the signature, the signed one behind it", with_assertions(evil_with_signature + bare)},
      {"the signed assertion in the signature of another",
       with_assertions(replaced(evil, "</saml:Issuer>",
                                "</saml:Issuer>" + replaced(signature, "</ds:Signature>", bare + "</ds:Signature>")))},
      {"another assertion in an extension",
       replaced(text, "<samlp:Status>", "<samlp:Extensions>" + evil + "</samlp:Extensions><samlp:Status>")},
      {"the signed assertion in an extension",
       replaced(with_assertions(evil), "<samlp:Status>",
                "<samlp:Extensions>" + original + "</samlp:Extensions><samlp:Status>")},
      {"the signed assertion in an object of the signature",
       with_assertions(replaced(evil, "</saml:Issuer>", "</saml:Issuer>" + with_object(signature, bare)))},
      {"another assertion with the ID of the signed one",
       with_assertions(replaced(evil, "_evil", "_assertion") + original)},
      {"another of the same ID in an unknown element",
       replaced(text, "<samlp:Status>", "<x ID=\"_assertion\"/><samlp:Status>")},
      {"a second signature", replaced(text, signature, signature + signature)},
      {"a signature elsewhere", replaced(text, "<samlp:Status>", "<x>" + signature + "</x><samlp:Status>")},
      {"a signature of another element's ID", replaced(text, "URI=\"#_assertion\"", "URI=\"#_response_assertion\"")},
      {"a signature of the whole document", replaced(text, "URI=\"#_assertion\"", "URI=\"\"")},
      {"a second reference",
       replaced(text, "</ds:Reference>", "</ds:Reference>" + part_of(text, "<ds:Reference ", "</ds:Reference>"))},
  };
  ASSERT_TRUE(verify_saml_response(text, keys()).has_value());
  ASSERT_TRUE(verify_saml_response(response, keys()).has_value());
  for (auto const& [name, attack] : attacks) {
    auto const result = verify_saml_response(attack, keys());
    ASSERT_FALSE(result.has_value()) << name;
    EXPECT_EQ(result.error(), SamlFault::kMalformed) << name;
  }
}

// CVE-2017-11427 and its relatives: canonicalization drops comments, and readers stopped at them.
TEST(Saml, comments_do_not_shorten_a_name) {
  auto const text = replaced(sample(), "ada@example.com<", "ada@example<!-- x -->.com<");
  EXPECT_EQ(verify_saml_response(text, keys()), sample_assertion());
}

TEST(Saml, other_algorithms_are_refused) {
  auto const text = sample();
  for (auto const& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha1"},
           {"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"},
           {"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"},
           {"xmlenc#sha256", "xmlenc#sha512"},
           {"http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"},
           {"http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"},
           {"http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"},
           {"http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116"}}) {
    EXPECT_EQ(fault_of(replaced(text, from, to)), SamlFault::kForeignAlgorithm) << to;
  }
}

TEST(Saml, other_documents_are_refused) {
  auto const text = sample();
  auto const assertion = part_of(text, "<saml:Assertion", "</saml:Assertion>");
  for (auto const& other :
       {std::string(), std::string("<a/>"), assertion, "<!DOCTYPE x>" + text, text + text, "<x>" + text + "</x>",
        replaced(text, "Version=\"2.0\"", "Version=\"1.1\""), replaced(text, "<samlp:Status>", "<?x?><samlp:Status>"),
        replaced(text, assertion, ""), text + std::string(kSamlResponseBytesMax, ' ')}) {
    EXPECT_EQ(fault_of(other), SamlFault::kMalformed) << other.substr(0, 100);
  }
}

// AWS asks for exactly one confirmation, with an end and a recipient; what is there twice could be read in two ways.
TEST(Saml, an_assertion_has_what_aws_asks_for) {
  auto const text = sign_saml_response(key(), sample_assertion(), SamlSignature::kResponse);
  auto const unsigned_text = replaced(text, part_of(text, "<ds:Signature ", "</ds:Signature>"), "");
  auto const twice = [&](std::string_view begin, std::string_view end) {
    auto const part = part_of(unsigned_text, begin, end);
    return replaced(unsigned_text, part, part + part);
  };
  auto const without = [&](std::string_view begin, std::string_view end) {
    return replaced(unsigned_text, part_of(unsigned_text, begin, end), "");
  };
  for (auto const& document :
       {twice("<saml:Subject>", "</saml:Subject>"), twice("<saml:NameID", "</saml:NameID>"),
        twice("<saml:SubjectConfirmation ", "</saml:SubjectConfirmation>"),
        twice("<saml:SubjectConfirmationData", "</saml:SubjectConfirmationData>"),
        twice("<saml:Conditions", "</saml:Conditions>"), twice("<saml:AuthnStatement", "</saml:AuthnStatement>"),
        twice("<saml:AudienceRestriction>", "</saml:AudienceRestriction>"),
        without("<saml:Subject>", "</saml:Subject>"), without("<saml:NameID", "</saml:NameID>"),
        without("<saml:SubjectConfirmation ", "</saml:SubjectConfirmation>"),
        without("<saml:SubjectConfirmationData", "</saml:SubjectConfirmationData>"),
        replaced(unsigned_text, "cm:bearer", "cm:holder-of-key"), replaced(unsigned_text, " Recipient=", " Other="),
        replaced(unsigned_text, "SubjectConfirmationData NotOnOrAfter", "SubjectConfirmationData Other"),
        replaced(unsigned_text, "SubjectConfirmationData ",
                 "SubjectConfirmationData NotBefore=\"2026-01-01T00:00:00Z\" "),
        replaced(unsigned_text, "Conditions NotBefore=\"2", "Conditions NotBefore=\"x"),
        replaced(unsigned_text, "ada@example.com", "<x/>"), replaced(unsigned_text, "ada@example.com<", " <")}) {
    EXPECT_EQ(fault_of(sign_again(document)), SamlFault::kMalformed) << document;
  }
  EXPECT_TRUE(verify_saml_response(sign_again(unsigned_text), keys()).has_value());
  EXPECT_TRUE(
      verify_saml_response(sign_again(replaced(unsigned_text, ">ada@example.com<", ">\n  ada@example.com\n<")), keys())
          .has_value());
}

}  // namespace
}  // namespace iam::federation
