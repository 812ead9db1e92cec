// A server with --strictness loose takes what the tests of moto and LocalStack upload, which AWS refuses.
// Sources in the comments: M moto's tests and its answers, LK LocalStack's tests.
#include "client/caller.h"
#include "client/certificates.h"
#include "client/ssh_keys.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

using testing::MatchesRegex;
using testing::StartsWith;

constexpr auto kFake = "-----BEGIN CERTIFICATE-----fake";

Server& loose_server() {
  static Server server({"--strictness", "loose"});
  return server;
}

class LooseFixtures : public testing::Test {
 protected:
  LooseFixtures() { EXPECT_THAT(me.create_user("Ada"), succeeds()); }

  Answer upload_server_certificate(std::string const& name, std::string const& body, std::string const& key) {
    return me.iam("UploadServerCertificate",
                  {{"ServerCertificateName", name}, {"CertificateBody", body}, {"PrivateKey", key}});
  }
  Answer upload_signing_certificate(std::string const& body) {
    return me.iam("UploadSigningCertificate", {{"UserName", "Ada"}, {"CertificateBody", body}});
  }
  Answer upload_ssh_key(std::string const& body) {
    return me.iam("UploadSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyBody", body}});
  }
  std::string enabled_device() {
    auto serial =
        me.iam("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "phone"}}).text("VirtualMFADevice/SerialNumber");
    EXPECT_THAT(enable("EnableMFADevice", serial), succeeds());
    return serial;
  }
  // M test_mfa_devices: these two codes.
  Answer enable(std::string const& action, std::string const& serial, std::string const& second = "987654") {
    return me.iam(action, {{"UserName", "Ada"},
                           {"SerialNumber", serial},
                           {"AuthenticationCode1", "234567"},
                           {"AuthenticationCode2", second}});
  }

  FrozenClock clock{loose_server(), kNow};
  Caller me{loose_server()};
};

// M test_get_all_server_certs: a body and a key that are words. The end, which in moto is always the same, is a year
// on.
TEST_F(LooseFixtures, take_server_certificates_unread) {
  EXPECT_THAT(upload_server_certificate("words", "certbody", "privatekey"), succeeds());
  EXPECT_THAT(upload_server_certificate("fake", kFake, "fake"), succeeds());
  auto const answer = me.iam("GetServerCertificate", {{"ServerCertificateName", "fake"}});
  EXPECT_EQ(answer.text("ServerCertificate/CertificateBody"), kFake);
  EXPECT_EQ(answer.text("ServerCertificate/ServerCertificateMetadata/Expiration"), "2027-01-31T12:34:56Z");
  EXPECT_EQ(me.iam("ListServerCertificates").texts("ServerCertificateMetadataList", "ServerCertificateName").size(),
            2U);
}

// M test_signing_certs: its certificate ended in 2014.
TEST_F(LooseFixtures, take_signing_certificates_unread) {
  auto const answer = upload_signing_certificate(kFake);
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.text("Certificate/CertificateId"), MatchesRegex("[A-Z2-7]{32}"));
  EXPECT_EQ(answer.text("Certificate/CertificateBody"), kFake);
  EXPECT_THAT(upload_signing_certificate(self_signed(Identity("over.test"), {.from = 1, .until = 2})), succeeds());
}

// M test_upload_ssh_public_key: the body is a certificate. The fingerprint is the MD5 of the text, as in moto.
TEST_F(LooseFixtures, take_ssh_keys_unread) {
  auto const answer = upload_ssh_key("ssh-rsa AAAAB3NzaC1yc2E-fake");
  ASSERT_THAT(answer, succeeds());
  auto const id = answer.text("SSHPublicKey/SSHPublicKeyId");
  EXPECT_THAT(id, MatchesRegex("APKA[A-Z2-7]+"));
  EXPECT_EQ(answer.text("SSHPublicKey/Fingerprint"), "0c:60:7d:ec:88:16:d1:73:5e:41:07:9d:d8:78:40:36");
  EXPECT_THAT(upload_ssh_key(kFake), succeeds());
  for (auto const* encoding : {"SSH", "PEM"}) {
    auto const got = me.iam("GetSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}, {"Encoding", encoding}});
    EXPECT_EQ(got.text("SSHPublicKey/SSHPublicKeyBody"), "ssh-rsa AAAAB3NzaC1yc2E-fake") << encoding;
  }
}

// M test_create_saml_provider: 1024 letters.
TEST_F(LooseFixtures, take_saml_metadata_unread) {
  std::string const document(1024, 'a');
  ASSERT_THAT(
      me.iam("CreateSAMLProvider", {{"Name", "corp"}, {"SAMLMetadataDocument", document}, {"AddPrivateKey", "k"}}),
      succeeds());
  auto const arn = me.arn("saml-provider/corp");
  auto const answer = me.iam("GetSAMLProvider", {{"SAMLProviderArn", arn}});
  EXPECT_EQ(answer.text("SAMLMetadataDocument"), document);
  EXPECT_EQ(answer.text("ValidUntil"), "2126-01-31T12:34:56Z");
  EXPECT_THAT(
      me.iam("UpdateSAMLProvider", {{"SAMLProviderArn", arn}, {"SAMLMetadataDocument", std::string(1001, 'b')}}),
      succeeds());
}

// Nothing of metadata that were not read can prove who signed.
TEST_F(LooseFixtures, believe_no_assertion_of_a_provider_whose_metadata_are_unread) {
  me.iam("CreateSAMLProvider", {{"Name", "corp"}, {"SAMLMetadataDocument", std::string(1024, 'a')}});
  auto const answer = me.sts("AssumeRoleWithSAML", {{"RoleArn", me.arn("role/App")},
                                                    {"PrincipalArn", me.arn("saml-provider/corp")},
                                                    {"SAMLAssertion", "PGE+PC9hPg=="}});
  EXPECT_EQ(answer.status(), 400);
  EXPECT_THAT(answer.code(), StartsWith("InvalidIdentityToken"));
}

TEST_F(LooseFixtures, take_any_six_digits_for_a_code) {
  auto const serial = enabled_device();
  EXPECT_THAT(enable("ResyncMFADevice", serial), succeeds());
  Caller ada(loose_server(), me.create_access_key("Ada"));
  for (int i = 0; i < 12; ++i) {
    EXPECT_THAT(ada.sts("GetSessionToken", {{"SerialNumber", serial}, {"TokenCode", "123456"}}), succeeds());
  }
}

// As AWS takes the serial number of a device that it has sold. moto's own tests enable "123456789".
TEST_F(LooseFixtures, take_any_serial_number_for_hardware) {
  auto const listed = [&] { return me.iam("ListMFADevices", {{"UserName", "Ada"}}); };
  EXPECT_THAT(enable("EnableMFADevice", "123456789"), succeeds());
  EXPECT_THAT(listed().texts("MFADevices", "SerialNumber"), testing::ElementsAre("123456789"));
  EXPECT_THAT(me.iam("ListVirtualMFADevices").texts("VirtualMFADevices", "SerialNumber"), testing::IsEmpty());
  EXPECT_EQ(enable("EnableMFADevice", "123456789").code(), "EntityAlreadyExists");
  Caller ada(loose_server(), me.create_access_key("Ada"));
  EXPECT_THAT(ada.sts("GetSessionToken", {{"SerialNumber", "123456789"}, {"TokenCode", "123456"}}), succeeds());
  EXPECT_THAT(me.iam("DeactivateMFADevice", {{"UserName", "Ada"}, {"SerialNumber", "123456789"}}), succeeds());
  EXPECT_THAT(listed().texts("MFADevices", "SerialNumber"), testing::IsEmpty());
  EXPECT_EQ(me.iam("DeactivateMFADevice", {{"UserName", "Ada"}, {"SerialNumber", "123456789"}}).code(), "NoSuchEntity");
  EXPECT_EQ(enable("EnableMFADevice", me.arn("mfa/never-made")).code(), "NoSuchEntity");
}

// What AWS's model says of lengths and characters, clients check, too.
TEST_F(LooseFixtures, keep_to_the_lengths_and_patterns_of_the_model) {
  auto const serial =
      me.iam("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "phone"}}).text("VirtualMFADevice/SerialNumber");
  EXPECT_EQ(enable("EnableMFADevice", serial, "98765").code(), "ValidationError");
  EXPECT_EQ(enable("EnableMFADevice", serial, "98765x").code(), "ValidationError");
  EXPECT_EQ(me.iam("CreateSAMLProvider", {{"Name", "corp"}, {"SAMLMetadataDocument", "short"}}).code(),
            "ValidationError");
}

// Loose is about what cannot be read: what can be is told as strictly as ever.
TEST_F(LooseFixtures, are_told_as_they_are_where_they_can_be_read) {
  Identity const site("site.test");
  auto const end = upload_server_certificate("site", self_signed(site, {.from = 1, .until = 86'401}), "k");
  EXPECT_EQ(end.text("ServerCertificateMetadata/Expiration"), "1970-01-02T00:00:01Z");
  auto const key = upload_ssh_key(kSshKey);
  EXPECT_EQ(key.text("SSHPublicKey/Fingerprint"), kSshKeyFingerprint);
}

TEST(LooseFixture, is_refused_by_a_strict_server) {
  Caller me;
  me.create_user("Ada");
  EXPECT_EQ(me.iam("UploadSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyBody", kFake}}).status(), 400);
  EXPECT_EQ(me.iam("CreateSAMLProvider", {{"Name", "c"}, {"SAMLMetadataDocument", std::string(1024, 'a')}}).code(),
            "InvalidInput");
}

TEST(LooseFixture, can_still_be_got_from_a_server_that_is_strict_again) {
  TemporaryDirectory const directory;
  std::vector<std::string> const flags = {"--db", directory.file("iam.db")};
  auto const account = Caller::new_account();
  std::string id;
  {
    auto loose = flags;
    loose.insert(loose.end(), {"--strictness", "loose"});
    Server server(loose);
    Caller me(server, account);
    me.create_user("Ada");
    id = me.iam("UploadSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyBody", kFake}})
             .text("SSHPublicKey/SSHPublicKeyId");
    EXPECT_EQ(server.terminate(), 0);
  }
  Server const server(flags);
  auto const got = Caller(server, account)
                       .iam("GetSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}, {"Encoding", "PEM"}});
  EXPECT_EQ(got.text("SSHPublicKey/SSHPublicKeyBody"), kFake);
}

TEST(LooseFixture, is_told_of_in_health) {
  auto const strictness = [](Server const& server) {
    return boost::json::parse(server.exchange({.target = "/_iam/health"}).body).at("strictness");
  };
  EXPECT_EQ(strictness(loose_server()), "loose");
  EXPECT_EQ(strictness(shared_server()), "strict");
}

}  // namespace
}  // namespace conformance
