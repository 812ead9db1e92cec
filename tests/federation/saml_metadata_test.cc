// What reads the metadata of identity providers takes XML from anybody.
#include "iam/federation/saml_metadata.h"

#include "iam/base/encoding.h"
#include "iam/federation/key.h"
#include "iam/federation/saml.h"
#include "saml_documents.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::service {
namespace {

using federation::replaced;
using federation::SigningKey;

SigningKey const& signing_key() {
  static auto const key = SigningKey::generate(SigningKey::Kind::kP256);
  return key;
}

std::string descriptor(std::string const& attributes, std::string const& certificate) {
  return "<m:KeyDescriptor" + attributes + "><d:KeyInfo><d:X509Data><d:X509Certificate>" + certificate +
         "</d:X509Certificate></d:X509Data></d:KeyInfo></m:KeyDescriptor>";
}

std::string document(std::string const& attributes, std::string const& descriptors) {
  return R"(<m:EntityDescriptor xmlns:m="urn:oasis:names:tc:SAML:2.0:metadata" )"
         R"(xmlns:d="http://www.w3.org/2000/09/xmldsig#")" +
         attributes + "><m:IDPSSODescriptor>" + descriptors + "</m:IDPSSODescriptor></m:EntityDescriptor>";
}

std::string const kEntity = R"( entityID="https://idp.example")";

std::string one_certificate() { return base64_encode(signing_key().certificate("idp")); }

TEST(SamlMetadata, reads_what_an_identity_provider_says_of_itself) {
  auto const metadata =
      parse_saml_metadata(federation::saml_metadata(signing_key(), "https://idp.example", "https://idp.example/sso"));
  ASSERT_TRUE(metadata.has_value());
  EXPECT_EQ(metadata->entity_id, "https://idp.example");
  EXPECT_EQ(metadata->valid_until, std::nullopt);
  ASSERT_EQ(metadata->certificates.size(), 1u);
  EXPECT_TRUE(federation::PublicKey::of_certificate(metadata->certificates[0].der()).has_value());
}

TEST(SamlMetadata, takes_keys_for_signatures_and_leaves_those_for_encryption) {
  auto const key = one_certificate();
  auto const metadata = parse_saml_metadata(document(
      kEntity, descriptor("", key) + descriptor(R"( use="signing")", key) + descriptor(R"( use="encryption")", "?")));
  ASSERT_TRUE(metadata.has_value());
  EXPECT_EQ(metadata->certificates.size(), 2u);
  EXPECT_FALSE(parse_saml_metadata(document(kEntity, descriptor(R"( use="encryption")", key))).has_value());
}

TEST(SamlMetadata, reads_until_when_it_is_valid_with_and_without_a_zone) {
  auto const with = [](std::string const& time) {
    return parse_saml_metadata(document(kEntity + " validUntil=\"" + time + "\"", descriptor("", one_certificate())));
  };
  for (auto const* time : {"2030-01-02T03:04:05Z", "2030-01-02T03:04:05"}) {
    auto const metadata = with(time);
    ASSERT_TRUE(metadata.has_value() && metadata->valid_until.has_value()) << time;
    EXPECT_EQ(to_iso8601(*metadata->valid_until), "2030-01-02T03:04:05Z");
  }
  for (auto const* time : {"", "tomorrow", "2030-02-30T00:00:00Z"}) EXPECT_FALSE(with(time).has_value()) << time;
}

TEST(SamlMetadata, is_nothing_without_an_entity_or_under_another_root) {
  auto const whole = document(kEntity, descriptor("", one_certificate()));
  ASSERT_TRUE(parse_saml_metadata(whole).has_value());
  for (auto const& text : {std::string(), std::string("text"), whole.substr(0, whole.size() - 1),
                           replaced(whole, kEntity, ""), replaced(whole, "https://idp.example", ""),
                           replaced(whole, "SAML:2.0:metadata", "SAML:2.0:assertion"), "<a>" + whole + "</a>"}) {
    EXPECT_FALSE(parse_saml_metadata(text).has_value()) << text;
  }
}

TEST(SamlMetadata, is_nothing_when_one_certificate_cannot_be_read) {
  auto const good = descriptor("", one_certificate());
  for (auto const* bad : {"", "?", "AAAA"}) {
    EXPECT_FALSE(parse_saml_metadata(document(kEntity, good + descriptor("", bad))).has_value()) << bad;
  }
}

TEST(SamlMetadata, has_a_hundred_certificates_at_most) {
  auto const one = descriptor("", one_certificate());
  std::string many;
  for (int i = 0; i < 100; ++i) many += one;
  EXPECT_TRUE(parse_saml_metadata(document(kEntity, many)).has_value());
  EXPECT_FALSE(parse_saml_metadata(document(kEntity, many + one)).has_value());
}

}  // namespace
}  // namespace iam::service
