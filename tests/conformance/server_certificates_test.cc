// The operations of server certificates.
// Sources in the comments: LS recordings of AWS, I issues and posts quoting AWS's answers, D documentation, B the
// service model, T Terraform's provider, V another server written after AWS, ? unconfirmed.
#include "client/caller.h"
#include "client/certificates.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto kUnreadable = "Unable to parse certificate. Please ensure the certificate is in PEM format.";

Pairs upload_of(Identity const& site, std::string const& name = "site") {
  return {{"ServerCertificateName", name}, {"CertificateBody", self_signed(site)}, {"PrivateKey", site.private_key()}};
}

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

Pairs with_chain(Identity const& site, std::string body, std::string chain) {
  return {{"ServerCertificateName", "site"},
          {"CertificateBody", std::move(body)},
          {"PrivateKey", site.private_key()},
          {"CertificateChain", std::move(chain)}};
}

std::string chain_broken_at(int index) {
  return "Unable to validate certificate chain. The certificate chain must start with the immediate signing "
         "certificate, "
         "followed by any intermediaries in order. The index within the chain of the invalid certificate is: " +
         std::to_string(index);
}

Answer upload(Caller& me, std::string const& name, std::string const& path = "/") {
  auto parameters = upload_of(Identity("example.test"), name);
  parameters.emplace_back("Path", path);
  return me.iam("UploadServerCertificate", parameters);
}

Answer get(Caller& me, std::string const& name) {
  return me.iam("GetServerCertificate", {{"ServerCertificateName", name}});
}

std::vector<std::string> tags_of_certificate(Caller& me, std::string const& name) {
  auto const answer = me.iam("ListServerCertificateTags", {{"ServerCertificateName", name}});
  auto keys = answer.texts("Tags", "Key");
  auto const values = answer.texts("Tags", "Value");
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] += "=" + values.at(i);
  return keys;
}

// LS for the fields, B for their order; the expiration is the certificate's.
TEST(UploadServerCertificate, answers_with_what_the_certificate_says) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  Caller me;
  auto const answer = upload(me, "site", "/cloudfront/test/");
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names("ServerCertificateMetadata"),
              ElementsAre("Path", "ServerCertificateName", "ServerCertificateId", "Arn", "UploadDate", "Expiration"));
  EXPECT_EQ(answer.text("ServerCertificateMetadata/Path"), "/cloudfront/test/");
  EXPECT_EQ(answer.text("ServerCertificateMetadata/Arn"), me.arn("server-certificate/cloudfront/test/site"));
  EXPECT_EQ(answer.text("ServerCertificateMetadata/UploadDate"), "2026-01-31T12:34:56Z");
  EXPECT_EQ(answer.text("ServerCertificateMetadata/Expiration"), "2040-01-01T00:00:00Z");
  EXPECT_FALSE(answer.has("Tags"));
  auto const id = answer.text("ServerCertificateMetadata/ServerCertificateId");
  EXPECT_EQ(id.size(), 21U) << id;
  EXPECT_EQ(id.substr(0, 4), "ASCA");
}

// LS: Tags only when they were given.
TEST(UploadServerCertificate, answers_with_the_tags_it_was_given) {
  Caller me;
  auto const answer =
      me.iam("UploadServerCertificate", with_tags(upload_of(Identity("a.test")), {{"Team", "blue"}, {"Empty", ""}}));
  EXPECT_THAT(answer.texts("Tags", "Key"), ElementsAre("Team", "Empty"));
  EXPECT_THAT(tags_of_certificate(me, "site"), ElementsAre("Team=blue", "Empty="));
}

// LS.
TEST(UploadServerCertificate, rejects_a_name_that_exists) {
  Caller me;
  ASSERT_THAT(upload(me, "site"), succeeds());
  EXPECT_THAT(upload(me, "site", "/elsewhere/"),
              fails_with(409, "EntityAlreadyExists", "The Server Certificate with name site already exists."));
}

// API reference: the sentence that names of users, groups and roles have no case is not said of certificates (?).
TEST(UploadServerCertificate, distinguishes_the_case_of_names) {
  Caller me;
  EXPECT_THAT(upload(me, "site"), succeeds());
  EXPECT_THAT(upload(me, "SITE"), succeeds());
  EXPECT_THAT(get(me, "Site"),
              fails_with(404, "NoSuchEntity", "The Server Certificate with name Site cannot be found."));
}

// I: openshift-ansible 11214.
TEST(UploadServerCertificate, rejects_a_body_that_is_no_certificate) {
  Caller me;
  Identity const site("a.test");
  auto const good = self_signed(site);
  for (auto const& body : {std::string("a certificate"), good.substr(0, good.size() / 2), site.public_key(),
                           "subject=a.test\n" + good, good + good}) {
    auto parameters = upload_of(site);
    parameters[1].second = body;
    EXPECT_THAT(me.iam("UploadServerCertificate", parameters), fails_with(400, "MalformedCertificate", kUnreadable))
        << body;
  }
}

// I: several posts tell of this sentence for a private key that is not PEM. That an encrypted one is refused is D, in
// the same sentence ?.
TEST(UploadServerCertificate, rejects_a_private_key_it_cannot_read) {
  Caller me;
  Identity const site("a.test");
  for (auto const& key : {std::string("a key"), site.encrypted_private_key(), site.public_key()}) {
    auto parameters = upload_of(site);
    parameters[2].second = key;
    EXPECT_THAT(me.iam("UploadServerCertificate", parameters), fails_with(400, "MalformedCertificate", kUnreadable));
  }
}

// I: a key file with a byte order mark was answered so.
TEST(UploadServerCertificate, rejects_a_private_key_beyond_latin_1) {
  Caller me;
  auto parameters = upload_of(Identity("a.test"));
  parameters[2].second = "\xEF\xBB\xBF" + parameters[2].second;
  auto const answer = me.iam("UploadServerCertificate", parameters);
  EXPECT_THAT(answer, fails_with(400, "ValidationError",
                                 "The specified value for privateKey is invalid. It must contain only printable ASCII "
                                 "characters."));
}

// B for the code; the sentence is unconfirmed.
TEST(UploadServerCertificate, rejects_the_private_key_of_another_certificate) {
  Caller me;
  auto parameters = upload_of(Identity("a.test"));
  parameters[2].second = Identity("a.test").private_key();
  auto const answer = me.iam("UploadServerCertificate", parameters);
  EXPECT_EQ(answer.status(), 400);
  EXPECT_EQ(answer.code(), "KeyPairMismatch");
  EXPECT_THAT(answer.body(), Not(HasSubstr("PRIVATE")));
}

// I: terraform-provider-aws 7049.
TEST(UploadServerCertificate, rejects_a_certificate_that_has_expired) {
  Caller me;
  Identity const site("a.test");
  auto parameters = upload_of(site);
  parameters[1].second = self_signed(site, {.from = k2020, .until = k2020 + 86400});
  EXPECT_THAT(
      me.iam("UploadServerCertificate", parameters),
      fails_with(400, "MalformedCertificate",
                 "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed."));
}

// I: aws-sdk-go 2586 shows MalformedCertificate in an answer of 328 bytes, which is this sentence's length.
TEST(UploadServerCertificate, rejects_a_certificate_that_is_not_valid_yet) {
  Caller me;
  Identity const site("a.test");
  auto parameters = upload_of(site);
  parameters[1].second = self_signed(site, {.from = k2040, .until = k2040 + 86400});
  EXPECT_THAT(me.iam("UploadServerCertificate", parameters), fails_with(400, "MalformedCertificate", kUnreadable));
}

// D: the first certificate of the chain signed the body, each of the others the one before it.
TEST(UploadServerCertificate, accepts_a_chain_in_order) {
  Caller me;
  Identity const root("root"), middle("middle"), site("a.test");
  auto const chain = certificate(middle, root) + "\r\n" + self_signed(root);
  auto const body = certificate(site, middle);
  ASSERT_THAT(me.iam("UploadServerCertificate", with_chain(site, body, chain)), succeeds());
  auto const shown = get(me, "site");
  EXPECT_EQ(shown.text("ServerCertificate/CertificateBody"), trimmed(body));
  EXPECT_EQ(shown.text("ServerCertificate/CertificateChain"), trimmed(chain));
}

// D: the root may be left out.
TEST(UploadServerCertificate, accepts_a_chain_without_its_root) {
  Caller me;
  Identity const root("root"), middle("middle"), site("a.test");
  auto const parameters = with_chain(site, certificate(site, middle), certificate(middle, root));
  EXPECT_THAT(me.iam("UploadServerCertificate", parameters), succeeds());
}

// I: lego 304 for the sentence and the -1; that the index counts on through the chain is inferred.
TEST(UploadServerCertificate, tells_where_a_chain_breaks) {
  Caller me;
  Identity const root("root"), middle("middle"), stranger("middle"), site("a.test");
  auto const body = certificate(site, middle);
  auto const middle_certificate = certificate(middle, root);
  auto const at = [&](std::string const& chain) {
    return me.iam("UploadServerCertificate", with_chain(site, body, chain));
  };
  EXPECT_THAT(at(self_signed(root) + middle_certificate), fails_with(400, "MalformedCertificate", chain_broken_at(-1)));
  EXPECT_THAT(at(body + middle_certificate), fails_with(400, "MalformedCertificate", chain_broken_at(-1)));
  EXPECT_THAT(at(self_signed(stranger)), fails_with(400, "MalformedCertificate", chain_broken_at(-1)));
  EXPECT_THAT(at(middle_certificate + self_signed(stranger)),
              fails_with(400, "MalformedCertificate", chain_broken_at(0)));
}

// I: aws-cli 715, where text stood before the certificates; the index is unconfirmed.
TEST(UploadServerCertificate, rejects_a_chain_with_text_in_it) {
  Caller me;
  Identity const root("root"), site("a.test");
  auto const chain = "issuer=root\n" + self_signed(root);
  EXPECT_THAT(me.iam("UploadServerCertificate", with_chain(site, certificate(site, root), chain)),
              fails_with(400, "MalformedCertificate", chain_broken_at(-1)));
}

// D: twenty in an account; ? for the quota's name.
TEST(UploadServerCertificate, stops_at_the_quota) {
  Caller me;
  for (int i = 0; i < 20; ++i) ASSERT_THAT(upload(me, "site-" + std::to_string(i)), succeeds());
  EXPECT_THAT(upload(me, "site-20"),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for ServerCertificatesPerAccount: 20"));
}

// V: as for users.
TEST(UploadServerCertificate, rejects_tags_that_differ_only_in_case_and_keeps_nothing) {
  Caller me;
  EXPECT_THAT(
      me.iam("UploadServerCertificate", with_tags(upload_of(Identity("a.test")), {{"team", "a"}, {"Team", "b"}})),
      fails_with(400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
  EXPECT_EQ(get(me, "site").status(), 404);
}

// B: every violation, without any value; the private key above all.
TEST(UploadServerCertificate, tells_what_is_missing) {
  Caller me;
  EXPECT_THAT(
      me.iam("UploadServerCertificate", {{"ServerCertificateName", "site"}}),
      fails_with(400, "ValidationError",
                 "2 validation errors detected: Value at 'certificateBody' failed to satisfy constraint: Member "
                 "must not be null; Value at 'privateKey' failed to satisfy constraint: Member must not be null"));
}

// LS: Tags always, the chain only when there is one; the private key never (D).
TEST(GetServerCertificate, shows_an_empty_list_of_tags_and_no_private_key) {
  Caller me;
  Identity const site("a.test");
  auto const parameters = upload_of(site);
  ASSERT_THAT(me.iam("UploadServerCertificate", parameters), succeeds());
  auto const answer = get(me, "site");
  EXPECT_THAT(answer.names("ServerCertificate"), ElementsAre("ServerCertificateMetadata", "CertificateBody", "Tags"));
  EXPECT_THAT(answer.names("ServerCertificate/Tags"), IsEmpty());
  EXPECT_EQ(answer.text("ServerCertificate/ServerCertificateMetadata/Expiration"), "2040-01-01T00:00:00Z");
}

// T: Terraform sends the text of a file and compares what it reads with that text trimmed; its plans are empty on AWS.
TEST(GetServerCertificate, shows_the_body_without_white_space_around_it) {
  Caller me;
  auto parameters = upload_of(Identity("a.test"));
  auto const body = parameters[1].second;
  parameters[1].second = "\n " + body + "\n\n";
  ASSERT_THAT(me.iam("UploadServerCertificate", parameters), succeeds());
  EXPECT_EQ(get(me, "site").text("ServerCertificate/CertificateBody"), trimmed(body));
}

// LS.
TEST(GetServerCertificate, does_not_find_what_is_not_there) {
  Caller me;
  for (auto const* action :
       {"GetServerCertificate", "DeleteServerCertificate", "UpdateServerCertificate", "ListServerCertificateTags"}) {
    EXPECT_THAT(me.iam(action, {{"ServerCertificateName", "none"}}),
                fails_with(404, "NoSuchEntity", "The Server Certificate with name none cannot be found."))
        << action;
  }
}

TEST(GetServerCertificate, does_not_see_other_accounts) {
  Caller me, other;
  ASSERT_THAT(upload(me, "site"), succeeds());
  EXPECT_EQ(get(other, "site").status(), 404);
}

// D: name and path change, the id does not.
TEST(UpdateServerCertificate, renames_and_keeps_id_and_tags) {
  Caller me;
  auto const id = upload(me, "site").text("ServerCertificateMetadata/ServerCertificateId");
  ASSERT_THAT(me.iam("TagServerCertificate", with_tags({{"ServerCertificateName", "site"}}, {{"a", "1"}})), succeeds());
  auto const renamed =
      me.iam("UpdateServerCertificate",
             {{"ServerCertificateName", "site"}, {"NewServerCertificateName", "shop"}, {"NewPath", "/shops/"}});
  ASSERT_THAT(renamed, succeeds());
  EXPECT_EQ(get(me, "site").status(), 404);
  auto const shown = get(me, "shop");
  EXPECT_EQ(shown.text("ServerCertificate/ServerCertificateMetadata/ServerCertificateId"), id);
  EXPECT_EQ(shown.text("ServerCertificate/ServerCertificateMetadata/Arn"), me.arn("server-certificate/shops/shop"));
  EXPECT_THAT(shown.texts("ServerCertificate/Tags", "Key"), ElementsAre("a"));
}

// B for the code; the sentence is that of uploading.
TEST(UpdateServerCertificate, rejects_a_name_that_exists) {
  Caller me;
  ASSERT_THAT(upload(me, "site"), succeeds());
  ASSERT_THAT(upload(me, "shop"), succeeds());
  auto const answer =
      me.iam("UpdateServerCertificate", {{"ServerCertificateName", "site"}, {"NewServerCertificateName", "shop"}});
  EXPECT_THAT(answer, fails_with(409, "EntityAlreadyExists", "The Server Certificate with name shop already exists."));
}

TEST(DeleteServerCertificate, frees_the_name_and_the_place) {
  Caller me;
  ASSERT_THAT(upload(me, "site"), succeeds());
  EXPECT_THAT(me.iam("DeleteServerCertificate", {{"ServerCertificateName", "site"}}), succeeds());
  EXPECT_EQ(get(me, "site").status(), 404);
  EXPECT_THAT(upload(me, "site"), succeeds());
}

// B.
TEST(ListServerCertificates, pages_through_a_path) {
  Caller me;
  for (auto const* name : {"c", "a", "b"}) ASSERT_THAT(upload(me, name, "/cloudfront/"), succeeds());
  ASSERT_THAT(upload(me, "elsewhere"), succeeds());
  auto const first = me.iam("ListServerCertificates", {{"PathPrefix", "/cloudfront"}, {"MaxItems", "2"}});
  EXPECT_THAT(first.texts("ServerCertificateMetadataList", "ServerCertificateName"), ElementsAre("a", "b"));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto const second =
      me.iam("ListServerCertificates", {{"PathPrefix", "/cloudfront"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(second.texts("ServerCertificateMetadataList", "ServerCertificateName"), ElementsAre("c"));
  EXPECT_EQ(second.text("IsTruncated"), "false");
  EXPECT_FALSE(second.has("Marker"));
}

// LS.
TEST(ListServerCertificates, shows_an_empty_list) {
  Caller me;
  auto const answer = me.iam("ListServerCertificates");
  EXPECT_THAT(answer.names(""), ElementsAre("IsTruncated", "ServerCertificateMetadataList"));
}

// V: as for users, another case of a key replaces it.
TEST(TagServerCertificate, replaces_a_key_in_another_case) {
  Caller me;
  ASSERT_THAT(upload(me, "site"), succeeds());
  Pairs const site = {{"ServerCertificateName", "site"}};
  ASSERT_THAT(me.iam("TagServerCertificate", with_tags(site, {{"team", "blue"}, {"size", "8"}})), succeeds());
  ASSERT_THAT(me.iam("TagServerCertificate", with_tags(site, {{"Team", "red"}})), succeeds());
  EXPECT_THAT(tags_of_certificate(me, "site"), ElementsAre("Team=red", "size=8"));
  ASSERT_THAT(me.iam("UntagServerCertificate", with_tag_keys(site, {"TEAM", "unknown"})), succeeds());
  EXPECT_THAT(tags_of_certificate(me, "site"), ElementsAre("size=8"));
}

// D: fifty.
TEST(TagServerCertificate, stops_at_fifty_tags) {
  Caller me;
  ASSERT_THAT(upload(me, "site"), succeeds());
  Pairs const site = {{"ServerCertificateName", "site"}};
  ASSERT_THAT(me.iam("TagServerCertificate", with_tags(site, numbered_tags(1, 50))), succeeds());
  EXPECT_THAT(me.iam("TagServerCertificate", with_tags(site, {{"one-more", ""}})),
              fails_with(409, "LimitExceeded", "The number of tags has reached the maximum limit."));
}

}  // namespace
}  // namespace conformance
