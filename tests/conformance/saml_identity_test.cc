// STS AssumeRoleWithSAML: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
// Sentences: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html, unless a comment says otherwise.
// The assertions are of the built-in provider; what is no assertion at all is the business of tests/federation.
#include "client/federation.h"

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kAction = R"("sts:AssumeRoleWithSAML")";
constexpr auto kSamlActions = R"("sts:AssumeRoleWithSAML","sts:TagSession","sts:SetSourceIdentity")";

class SamlIdentity : public testing::Test {
 protected:
  SamlIdentity() {
    EXPECT_THAT(me.iam("CreateSAMLProvider", {{"Name", "idp"}, {"SAMLMetadataDocument", metadata()}}), succeeds());
  }

  std::string metadata() const { return server.exchange({.target = "/_iam/saml/metadata"}).body; }

  // An assertion for the role, with further members of the body.
  std::string assertion(std::string const& more = "") const {
    return signed_assertion(server, R"({"roles":[{"role":")" + role + R"(","provider":")" + provider +
                                        R"("}],"name_id":"ada@example.com","session_name":"ada")" + more + "}");
  }

  void trust(std::string const& condition = "{}", std::string const& actions = kAction) {
    EXPECT_THAT(me.iam("CreateRole",
                       {{"RoleName", "Ops"},
                        {"AssumeRolePolicyDocument", trusting(federated_principal(provider), actions, condition)}}),
                succeeds());
  }

  Answer present(std::string const& response, Pairs parameters = {}) {
    parameters.emplace_back("RoleArn", role);
    parameters.emplace_back("PrincipalArn", provider);
    parameters.emplace_back("SAMLAssertion", response);
    return me.sts("AssumeRoleWithSAML", parameters);
  }

  Server& server = federation_server();
  Caller me{server};
  std::string provider = me.arn("saml-provider/idp");
  std::string role = me.arn("role/Ops");
};

auto invalid(std::string const& message) { return fails_with(400, "InvalidIdentityToken", message); }
auto not_authorized() { return fails_with(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML"); }
auto redeemed_late() {
  return fails_with(400, "ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance");
}

TEST_F(SamlIdentity, makes_the_user_the_role) {
  trust(R"({"StringEquals":{"saml:aud":"https://signin.aws.amazon.com/saml","saml:sub_type":"persistent"}})");
  for (auto const* which : {"assertion", "response", "both"}) {
    auto const answer = present(assertion(R"(,"signed":")" + std::string(which) + R"(")"));
    ASSERT_THAT(answer, succeeds());
    EXPECT_EQ(answer.text("AssumedRoleUser/Arn"), "arn:aws:sts::" + me.account() + ":assumed-role/Ops/ada");
    EXPECT_EQ(answer.text("Subject"), "ada@example.com");
    EXPECT_EQ(answer.text("SubjectType"), "persistent");
    EXPECT_EQ(answer.text("Audience"), "https://signin.aws.amazon.com/saml");
    EXPECT_EQ(answer.text("NameQualifier").size(), 28u);
    EXPECT_THAT(answer.names(""),
                ElementsAre("Credentials", "AssumedRoleUser", "Subject", "SubjectType", "Issuer", "Audience",
                            "NameQualifier", "SessionTokenUtilization", "SessionTokenSize"));
    auto session = Caller::of_session(answer, server);
    EXPECT_EQ(session.sts("GetCallerIdentity").text("Arn"), answer.text("AssumedRoleUser/Arn"));
  }
}

// D: API_AssumeRoleWithSAML, NameQualifier: the issuer, the account and the name of the provider, hashed. The same by
// `printf 'https://idp.example123456789012/idp' | openssl sha1 -binary | base64`.
TEST_F(SamlIdentity, the_name_qualifier_is_a_hash_of_the_provider) {
  Server fresh({"--test-idp", "on"});
  Caller fixed(fresh, "123456789012");
  auto document = fresh.exchange({.target = "/_iam/saml/metadata"}).body;
  auto const begin = document.find("entityID=\"") + 10;
  document.replace(begin, document.find('"', begin) - begin, "https://idp.example");
  ASSERT_THAT(fixed.iam("CreateSAMLProvider", {{"Name", "idp"}, {"SAMLMetadataDocument", document}}), succeeds());
  provider = fixed.arn("saml-provider/idp");
  role = fixed.arn("role/Ops");
  fixed.iam("CreateRole",
            {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trusting(federated_principal(provider), kAction)}});
  auto const response =
      signed_assertion(fresh, R"({"issuer":"https://idp.example","session_name":"ada","roles":[{"role":")" + role +
                                  R"(","provider":")" + provider + R"("}]})");
  auto const answer =
      fixed.sts("AssumeRoleWithSAML", {{"RoleArn", role}, {"PrincipalArn", provider}, {"SAMLAssertion", response}});
  ASSERT_THAT(answer, succeeds());
  EXPECT_EQ(answer.text("Issuer"), "https://idp.example");
  EXPECT_EQ(answer.text("NameQualifier"), "vu27C0SdO9UJa5cg//jbKylQWkM=");
}

TEST_F(SamlIdentity, the_trust_policy_looks_at_the_assertion) {
  trust(R"({"StringEquals":{"saml:doc":")" + me.account() +
        R"(/idp","saml:sub":"ada@example.com","saml:mail":"a@b"}})");
  EXPECT_THAT(present(assertion(R"(,"attributes":{"urn:oid:0.9.2342.19200300100.1.3":"a@b"})")), succeeds());
  EXPECT_THAT(present(assertion(R"(,"attributes":{"mail":"a@b"})")), not_authorized());
}

TEST_F(SamlIdentity, a_role_that_is_missing_not_offered_or_trusts_others_is_refused_alike) {
  EXPECT_THAT(present(assertion()), not_authorized());
  trust("{}", R"("sts:AssumeRole")");
  EXPECT_THAT(present(assertion()), not_authorized());
  auto const for_another = signed_assertion(
      server, R"({"session_name":"ada","roles":[{"role":")" + role + R"(2","provider":")" + provider + R"("}]})");
  EXPECT_THAT(present(for_another), not_authorized());
}

TEST_F(SamlIdentity, refuses_another_signer) {
  trust();
  Server const elsewhere({"--test-idp", "on"});
  EXPECT_THAT(present(signed_assertion(elsewhere, R"({"session_name":"ada"})")), invalid("Response signature invalid"));
}

TEST_F(SamlIdentity, refuses_what_is_no_response) {
  trust();
  EXPECT_EQ(present("????").code(), "InvalidIdentityToken");
  EXPECT_EQ(present("PGE+PC9hPg==").code(), "InvalidIdentityToken");
}

TEST_F(SamlIdentity, refuses_another_issuer) {
  trust();
  auto const answer = present(assertion(R"(,"issuer":"https://other.example")"));
  EXPECT_THAT(answer,
              invalid("Issuer not present in specified provider (Service: AWSOpenIdDiscoveryService; Status Code: "
                      "400; Error Code: AuthSamlInvalidSamlResponseException; Request ID: " +
                      answer.request_id() + "; Proxy: null)"));
}

TEST_F(SamlIdentity, refuses_what_is_not_meant_for_aws) {
  trust();
  constexpr auto kMessage = "Response does not contain the required audience.";
  for (auto const* more :
       {R"(,"audience":"https://other.example")", R"(,"recipient":"https://signin.aws.amazon.com.evil.example/saml")",
        R"(,"recipient":"http://signin.aws.amazon.com/saml")",
        R"(,"recipient":"https://signin.aws.amazon.com/other")"}) {
    EXPECT_THAT(present(assertion(more)), invalid(kMessage)) << more;
  }
  for (auto const* more :
       {R"(,"audience":"urn:amazon:webservices")", R"(,"recipient":"https://signin.amazonaws.cn/saml")",
        R"(,"recipient":"https://eu-west-1.signin.aws.amazon.com/saml")",
        R"(,"recipient":"https://signin.aws.amazon.com/saml/acs/IDP")"}) {
    EXPECT_THAT(present(assertion(more)), succeeds()) << more;
  }
}

TEST_F(SamlIdentity, refuses_a_provider_that_does_not_exist) {
  trust();
  auto const response = assertion();
  provider = me.arn("saml-provider/other");
  EXPECT_THAT(present(response), invalid("Specified provider doesn't exist"));
  for (auto const& arn : {std::string(20, 'x'), me.arn("role/Ops"), std::string("arn:aws:iam::1:saml-provider/idp")}) {
    provider = arn;
    EXPECT_THAT(present(response), fails_with(400, "ValidationError", "Request ARN is invalid")) << arn;
  }
}

TEST_F(SamlIdentity, refuses_a_session_without_a_proper_name) {
  trust("{}", kSamlActions);
  EXPECT_THAT(present(assertion(R"(,"session_name":"a b")")),
              invalid("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}"));
  EXPECT_THAT(present(assertion(R"(,"source_identity":"aws:x")")),
              invalid("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\""));
}

// D: id_session-tags, "Passing session tags using AssumeRoleWithSAML".
TEST_F(SamlIdentity, tags_and_source_identity_of_the_assertion_need_permission) {
  auto const tagged = assertion(R"(,"tags":{"Team":"blue"},"transitive_tag_keys":["Team"],"source_identity":"Admin")");
  trust(R"({"StringEquals":{"aws:RequestTag/Team":"blue"}})", kSamlActions);
  auto const answer = present(tagged);
  ASSERT_THAT(answer, succeeds());
  EXPECT_EQ(answer.text("SourceIdentity"), "Admin");
  auto const without = trusting(federated_principal(provider), kAction);
  ASSERT_THAT(me.iam("UpdateAssumeRolePolicy", {{"RoleName", "Ops"}, {"PolicyDocument", without}}), succeeds());
  EXPECT_THAT(present(tagged), fails_with(403, "AccessDenied", "Not authorized to perform sts:TagSession"));
}

// Observed on AWS: radkawar/stackd, saml_trust_aws.json and saml_userid_aws.json of 2026-09-11.
TEST_F(SamlIdentity, the_trust_policy_is_asked_about_a_user_of_the_account_with_the_id_of_the_provider) {
  trust(R"({"StringEquals":{"aws:PrincipalType":"User","aws:PrincipalAccount":")" + me.account() +
        R"(","aws:userid":")" + provider + R"("},"Null":{"aws:PrincipalArn":"true"}})");
  EXPECT_THAT(present(assertion()), succeeds());
}

// D: API_AssumeRoleWithSAML, DurationSeconds: or until SessionNotOnOrAfter, whichever is shorter.
TEST_F(SamlIdentity, lasts_no_longer_than_the_provider_says) {
  trust();
  // Times of one form sort as texts do.
  auto const end_of = [](Answer const& answer) {
    EXPECT_THAT(answer, succeeds());
    return answer.text("Credentials/Expiration");
  };
  auto const brief = end_of(present(assertion(R"(,"session_valid_s":600)")));
  auto const usual = end_of(present(assertion(R"(,"session_valid_s":86400)")));
  auto const chosen = end_of(present(assertion(R"(,"session_valid_s":1200)"), {{"DurationSeconds", "900"}}));
  EXPECT_LT(brief, chosen);
  EXPECT_LT(chosen, usual);
}

// I: widely reported; the clock is another server's, since it moves for everybody.
TEST_F(SamlIdentity, refuses_an_assertion_after_five_minutes) {
  Server aging({"--test-idp", "on"});
  Caller other(aging);
  auto const arn = other.arn("saml-provider/idp"), its_role = other.arn("role/Ops");
  other.iam("CreateSAMLProvider",
            {{"Name", "idp"}, {"SAMLMetadataDocument", aging.exchange({.target = "/_iam/saml/metadata"}).body}});
  other.iam("CreateRole",
            {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trusting(federated_principal(arn), kAction)}});
  FrozenClock const clock(aging, "2026-03-05T10:11:12Z");
  auto const made = [&](std::string const& more) {
    return signed_assertion(aging, R"({"session_name":"ada","roles":[{"role":")" + its_role + R"(","provider":")" +
                                       arn + R"("}])" + more + "}");
  };
  auto const usual = made(""), brief = made(R"(,"valid_s":60)"), patient = made(R"(,"valid_s":3600)");
  auto const show = [&](std::string const& response) {
    return other.sts("AssumeRoleWithSAML", {{"RoleArn", its_role}, {"PrincipalArn", arn}, {"SAMLAssertion", response}});
  };
  auto const wait = [&](int seconds) {
    aging.exchange(
        {.method = "PUT", .target = "/_iam/clock", .body = R"({"advance_s":)" + std::to_string(seconds) + "}"});
  };
  EXPECT_THAT(show(brief), succeeds());
  wait(60);
  EXPECT_THAT(show(brief), redeemed_late());
  wait(239);
  EXPECT_THAT(show(usual), succeeds());
  wait(1);
  EXPECT_THAT(show(usual), redeemed_late());
  wait(1);
  EXPECT_THAT(show(patient), redeemed_late());
  wait(-900);
  EXPECT_EQ(show(usual).code(), "InvalidIdentityToken") << "not yet valid";
}

}  // namespace
}  // namespace conformance
