// What Tag…, Untag…, List…Tags hold to for every noun that has tags.
// Sources in the comments: LS recordings of AWS, D documentation.
#include "client/caller.h"
#include "client/certificates.h"
#include "client/principals.h"
#include "client/saml.h"

namespace conformance {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct Taggable {
  std::string action;     // as it stands in the names of operations: "User"
  std::string parameter;  // what names it: "UserName"
  std::string there;      // one that `create` makes; what begins with a kind and a slash is the rest of an ARN
  std::string missing;
  std::string create;
  Pairs parameters = {};
};

std::ostream& operator<<(std::ostream& out, Taggable const& noun) { return out << noun.action; }

Pairs site_certificate() {
  static Identity const site("site.test");
  return {
      {"ServerCertificateName", "site"}, {"CertificateBody", self_signed(site)}, {"PrivateKey", site.private_key()}};
}

Taggable const kTaggables[] = {
    {"User", "UserName", "Ada", "Nobody", "CreateUser", {{"UserName", "Ada"}}},
    {"Role", "RoleName", "Builder", "Nobody", "CreateRole", {{"RoleName", "Builder"}, kRole.needed.front()}},
    {"Policy",
     "PolicyArn",
     "policy/Readers",
     "policy/Nobody",
     "CreatePolicy",
     {{"PolicyName", "Readers"},
      {"PolicyDocument", R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})"}}},
    {"InstanceProfile",
     "InstanceProfileName",
     "Web",
     "Nothing",
     "CreateInstanceProfile",
     {{"InstanceProfileName", "Web"}}},
    {"MFADevice",
     "SerialNumber",
     "mfa/phone",
     "mfa/nothing",
     "CreateVirtualMFADevice",
     {{"VirtualMFADeviceName", "phone"}}},
    {"OpenIDConnectProvider",
     "OpenIDConnectProviderArn",
     "oidc-provider/idp.test",
     "oidc-provider/nobody.test",
     "CreateOpenIDConnectProvider",
     {{"Url", "https://idp.test"}, {"ThumbprintList.member.1", std::string(40, 'a')}}},
    {"SAMLProvider",
     "SAMLProviderArn",
     "saml-provider/corp",
     "saml-provider/nobody",
     "CreateSAMLProvider",
     {{"Name", "corp"}, {"SAMLMetadataDocument", saml_metadata()}}},
    {"ServerCertificate", "ServerCertificateName", "site", "nothing", "UploadServerCertificate", site_certificate()},
};

class TaggableNoun : public testing::TestWithParam<Taggable> {
 protected:
  Answer create(Pairs const& tags = {}) { return me.iam(GetParam().create, with_tags(GetParam().parameters, tags)); }
  Answer tag(Pairs const& tags) { return me.iam("Tag" + GetParam().action, with_tags(named(GetParam().there), tags)); }
  Answer list() { return me.iam("List" + GetParam().action + "Tags", named(GetParam().there)); }

  Pairs named(std::string const& name) {
    bool const is_arn = name.find('/') != std::string::npos;
    return {{GetParam().parameter, is_arn ? me.arn(name) : name}};
  }

  Caller me;
};

// LS: OIDC providers.
TEST_P(TaggableNoun, has_fifty_tags_at_most) {
  ASSERT_THAT(create(numbered_tags(1, 49)), succeeds());
  EXPECT_THAT(tag(numbered_tags(49, 51)),
              fails_with(409, "LimitExceeded", "The number of tags has reached the maximum limit."));
  EXPECT_THAT(list().texts("Tags", "Key"), SizeIs(49));
  EXPECT_THAT(tag(numbered_tags(1, 50)), succeeds());
  EXPECT_THAT(list().texts("Tags", "Key"), SizeIs(50));
}

// LS: the sentence is shorter for policies; both begin alike.
TEST_P(TaggableNoun, takes_no_key_twice_in_one_request) {
  EXPECT_EQ(create({{"Team", "red"}, {"Team", "blue"}}).code(), "InvalidInput");
  EXPECT_EQ(list().code(), "NoSuchEntity");
  ASSERT_THAT(create(), succeeds());
  EXPECT_EQ(tag({{"Team", "red"}, {"Team", "blue"}}).code(), "InvalidInput");
  EXPECT_THAT(list().texts("Tags", "Key"), IsEmpty());
}

TEST_P(TaggableNoun, must_be_there) {
  auto const missing = named(GetParam().missing);
  EXPECT_EQ(me.iam("Tag" + GetParam().action, with_tags(missing, {{"Team", "red"}})).code(), "NoSuchEntity");
  EXPECT_EQ(me.iam("Untag" + GetParam().action, with_tag_keys(missing, {"Team"})).code(), "NoSuchEntity");
  EXPECT_EQ(me.iam("List" + GetParam().action + "Tags", missing).code(), "NoSuchEntity");
}

// D: keys of AWS's own begin with aws: and cannot be set.
TEST_P(TaggableNoun, has_no_tags_that_are_aws_s) {
  ASSERT_THAT(create(), succeeds());
  EXPECT_FALSE(tag({{"aws:Team", "red"}}).status() == 200);
  EXPECT_THAT(list().texts("Tags", "Key"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Nouns, TaggableNoun, testing::ValuesIn(kTaggables),
                         [](auto const& noun) { return noun.param.action; });

}  // namespace
}  // namespace conformance
