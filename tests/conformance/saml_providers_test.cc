// SAML providers.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model, I public issues.
#include "client/caller.h"
#include "client/saml.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

Answer create(Caller& me, Pairs parameters = {}, std::string const& document = saml_metadata()) {
  parameters.insert(parameters.begin(), {{"Name", "corp"}, {"SAMLMetadataDocument", document}});
  return me.iam("CreateSAMLProvider", std::move(parameters));
}

// The operation on the provider called corp.
Answer on(Caller& me, std::string const& action, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {"SAMLProviderArn", me.arn("saml-provider/corp")});
  return me.iam(action, std::move(parameters));
}

Answer get(Caller& me) { return on(me, "GetSAMLProvider"); }
Answer update(Caller& me, Pairs parameters) { return on(me, "UpdateSAMLProvider", std::move(parameters)); }

auto missing(Caller const& me) {
  return fails_with(404, "NoSuchEntity", "Manifest not found for arn " + me.arn("saml-provider/corp"));
}

// LS test_iam_saml: which fields there are, the lists among them always. D: a hundred years unless the document says.
TEST(GetSAMLProvider, answers_what_was_created) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const document = saml_metadata();
  auto const created = create(me, {}, document);
  EXPECT_THAT(created.names(""), ElementsAre("SAMLProviderArn"));
  EXPECT_EQ(created.text("SAMLProviderArn"), me.arn("saml-provider/corp"));
  auto const answer = get(me);
  EXPECT_THAT(answer.names(""), ElementsAre("SAMLProviderUUID", "SAMLMetadataDocument", "CreateDate", "ValidUntil",
                                            "Tags", "AssertionEncryptionMode", "PrivateKeyList"));
  EXPECT_THAT(answer.text("SAMLProviderUUID"), MatchesRegex("[A-Z0-9]{22,64}"));
  EXPECT_EQ(answer.text("SAMLMetadataDocument"), document);
  EXPECT_EQ(answer.text("CreateDate"), kNow);
  EXPECT_EQ(answer.text("ValidUntil"), "2126-01-31T12:34:56Z");
  EXPECT_EQ(answer.text("AssertionEncryptionMode"), "Allowed");
  EXPECT_THAT(answer.names("PrivateKeyList"), IsEmpty());
}

TEST(CreateSAMLProvider, takes_the_end_of_validity_from_the_document) {
  Caller me;
  EXPECT_THAT(create(me, {}, saml_metadata("validUntil=\"2031-02-03T04:05:06.789Z\"")), succeeds());
  EXPECT_EQ(get(me).text("ValidUntil"), "2031-02-03T04:05:06Z");
}

// B: 1000 characters to ten million.
TEST(CreateSAMLProvider, bounds_the_size_of_the_document) {
  Caller me;
  EXPECT_THAT(create(me, {}, std::string(999, 'x')),
              fails_with(400, "ValidationError",
                         violation("sAMLMetadataDocument", "Member must have length greater than or equal to 1000")));
}

// D: InvalidInput. The sentence is unconfirmed.
TEST(CreateSAMLProvider, refuses_what_is_no_metadata_of_an_identity_provider) {
  Caller me;
  auto const replaced = [](std::string const& text, std::string const& other) {
    auto document = saml_metadata();
    while (document.find(text) != std::string::npos) document.replace(document.find(text), text.size(), other);
    return document;
  };
  std::string const bad[] = {std::string(1000, 'x'),
                             replaced("</md:IDPSSODescriptor>", ""),
                             replaced("md:IDPSSODescriptor", "md:SPSSODescriptor"),
                             replaced("SAML:2.0:metadata", "SAML:1.0:metadata"),
                             replaced("entityID", "name"),
                             replaced("ds:X509Certificate", "ds:X509SubjectName"),
                             saml_metadata("", "bm8gY2VydGlmaWNhdGU="),
                             saml_metadata("validUntil=\"tomorrow\"")};
  for (auto const& document : bad) {
    EXPECT_THAT(create(me, {}, document), fails_with(400, "InvalidInput", "Could not parse metadata")) << document;
  }
  EXPECT_THAT(create(me), succeeds());
  EXPECT_THAT(update(me, {{"SAMLMetadataDocument", bad[0]}}),
              fails_with(400, "InvalidInput", "Could not parse metadata"));
}

// I:aws-resource-providers#59.
TEST(CreateSAMLProvider, rejects_a_name_that_exists) {
  Caller me;
  create(me);
  EXPECT_THAT(create(me), fails_with(409, "EntityAlreadyExists", "Provider with name corp already exists."));
}

// D: 100 an account; the text is that of the other quotas.
TEST(CreateSAMLProvider, keeps_to_the_quota_of_the_account) {
  Caller me;
  me.set_quota("SAMLProvidersPerAccount", 0);
  EXPECT_THAT(create(me), fails_with(409, "LimitExceeded", "Cannot exceed quota for SAMLProvidersPerAccount: 0"));
}

// D: every parameter but the ARN is optional, and what is not given stays.
TEST(UpdateSAMLProvider, changes_what_is_given) {
  Caller me;
  create(me);
  auto const before = get(me);
  EXPECT_THAT(update(me, {}).names(""), ElementsAre("SAMLProviderArn"));
  EXPECT_EQ(get(me).text("SAMLMetadataDocument"), before.text("SAMLMetadataDocument"));

  auto const document = saml_metadata("validUntil=\"2031-02-03T04:05:06Z\"");
  EXPECT_THAT(update(me, {{"SAMLMetadataDocument", document}, {"AssertionEncryptionMode", "Required"}}), succeeds());
  EXPECT_EQ(get(me).text("SAMLMetadataDocument"), document);
  EXPECT_EQ(get(me).text("ValidUntil"), "2031-02-03T04:05:06Z");
  EXPECT_EQ(get(me).text("AssertionEncryptionMode"), "Required");
  EXPECT_EQ(get(me).text("SAMLProviderUUID"), before.text("SAMLProviderUUID"));
  EXPECT_THAT(
      update(me, {{"AssertionEncryptionMode", "Never"}}),
      fails_with(400, "ValidationError", violation("assertionEncryptionMode", "Member must satisfy enum value set")));
}

// B: two at most. D: add the new key, then remove the old one. The sentences are unconfirmed.
TEST(SAMLPrivateKeys, are_added_and_removed_and_never_shown) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  Identity const key("key");
  EXPECT_THAT(create(me, {{"AddPrivateKey", key.private_key()}}), succeeds());
  EXPECT_THAT(update(me, {{"AddPrivateKey", key.private_key()}}), succeeds());
  EXPECT_THAT(update(me, {{"AddPrivateKey", key.private_key()}}),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for PrivateKeysPerSAMLProvider: 2"));

  auto const answer = get(me);
  EXPECT_THAT(answer.names("PrivateKeyList/member"), ElementsAre("KeyId", "Timestamp"));
  EXPECT_THAT(answer.texts("PrivateKeyList", "Timestamp"), ElementsAre(kNow, kNow));
  EXPECT_THAT(answer.body(), testing::Not(testing::HasSubstr("PRIVATE KEY")));
  auto const ids = answer.texts("PrivateKeyList", "KeyId");
  ASSERT_THAT(ids, ElementsAre(MatchesRegex("[A-Z0-9]{22,64}"), MatchesRegex("[A-Z0-9]{22,64}")));
  EXPECT_THAT(update(me, {{"RemovePrivateKey", ids[0]}}), succeeds());
  EXPECT_THAT(get(me).texts("PrivateKeyList", "KeyId"), ElementsAre(ids[1]));
  EXPECT_THAT(update(me, {{"RemovePrivateKey", ids[0]}}),
              fails_with(404, "NoSuchEntity", "The private key with id " + ids[0] + " cannot be found."));
}

TEST(SAMLPrivateKeys, are_private_keys_that_can_be_read) {
  Caller me;
  Identity const key("key");
  for (auto const& pem : {std::string("rubbish"), key.public_key(), key.encrypted_private_key()}) {
    EXPECT_THAT(create(me, {{"AddPrivateKey", pem}}),
                fails_with(400, "InvalidInput", "The private key must be a PEM-encoded private key."));
  }
  EXPECT_THAT(get(me), missing(me));
}

// LS for Get and Delete; that the others share the sentence is inferred.
TEST(SAMLProvider, is_missing_for_every_operation) {
  Caller me;
  EXPECT_THAT(get(me), missing(me));
  EXPECT_THAT(update(me, {}), missing(me));
  EXPECT_THAT(on(me, "DeleteSAMLProvider"), missing(me));
  EXPECT_THAT(on(me, "TagSAMLProvider", with_tags({}, {{"a", "b"}})), missing(me));
  EXPECT_THAT(on(me, "UntagSAMLProvider", with_tag_keys({}, {"a"})), missing(me));
  EXPECT_THAT(on(me, "ListSAMLProviderTags"), missing(me));
}

TEST(DeleteSAMLProvider, forgets_the_provider) {
  Caller me;
  create(me, {{"AddPrivateKey", Identity("key").private_key()}});
  EXPECT_THAT(on(me, "DeleteSAMLProvider"), succeeds());
  EXPECT_THAT(get(me), missing(me));
  create(me);
  EXPECT_THAT(get(me).names("PrivateKeyList"), IsEmpty());
}

// LS: three fields each, no pages and no IsTruncated.
TEST(ListSAMLProviders, lists_them_without_pages) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  EXPECT_THAT(me.iam("ListSAMLProviders").names(""), ElementsAre("SAMLProviderList"));
  create(me);
  auto const answer = me.iam("ListSAMLProviders");
  EXPECT_THAT(answer.names("SAMLProviderList/member"), ElementsAre("Arn", "ValidUntil", "CreateDate"));
  EXPECT_THAT(answer.texts("SAMLProviderList", "Arn"), ElementsAre(me.arn("saml-provider/corp")));
}

TEST(SAMLProviderTags, are_added_listed_page_by_page_and_removed) {
  Caller me;
  EXPECT_THAT(create(me, with_tags({}, {{"a", "1"}, {"b", "2"}})).texts("Tags", "Key"), ElementsAre("a", "b"));
  EXPECT_THAT(on(me, "TagSAMLProvider", with_tags({}, {{"A", "3"}, {"c", "4"}})), succeeds());
  auto const first = on(me, "ListSAMLProviderTags", {{"MaxItems", "2"}});
  EXPECT_THAT(first.texts("Tags", "Key"), ElementsAre("A", "b"));
  auto const rest = on(me, "ListSAMLProviderTags", {{"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("Tags", "Key"), ElementsAre("c"));
  EXPECT_THAT(on(me, "UntagSAMLProvider", with_tag_keys({}, {"B", "unknown"})), succeeds());
  EXPECT_THAT(get(me).texts("Tags", "Key"), ElementsAre("A", "c"));
}

}  // namespace
}  // namespace conformance
