#include "names.h"

#include <gtest/gtest.h>

namespace iam::modelgen {
namespace {

TEST(Names, words_are_found_in_runs_of_capitals) {
  EXPECT_EQ(snake_case("UserName"), "user_name");
  EXPECT_EQ(snake_case("MFADevices"), "mfa_devices");
  EXPECT_EQ(snake_case("SSHPublicKeyId"), "ssh_public_key_id");
  EXPECT_EQ(snake_case("OpenIDConnectProviderArn"), "open_id_connect_provider_arn");
  EXPECT_EQ(snake_case("QRCodePNG"), "qr_code_png");
  EXPECT_EQ(snake_case("ClientIDList"), "client_id_list");
  EXPECT_EQ(snake_case("SAMLProviderUUID"), "saml_provider_uuid");
  EXPECT_EQ(snake_case("Base32StringSeed"), "base32_string_seed");
  EXPECT_EQ(snake_case("arn"), "arn");
}

TEST(Names, keywords_become_identifiers) { EXPECT_EQ(snake_case("Default"), "default_"); }

TEST(Names, labels_differ_in_the_first_letter_only) {
  EXPECT_EQ(lower_first("SSHPublicKeyId"), "sSHPublicKeyId");
  EXPECT_EQ(lower_first(""), "");
}

TEST(Names, patterns_are_written_as_they_are) {
  EXPECT_EQ(literal("plain"), "\"plain\"");
  EXPECT_EQ(literal(R"([\w"]+)"), "R\"re([\\w\"]+)re\"");
}

}  // namespace
}  // namespace iam::modelgen
