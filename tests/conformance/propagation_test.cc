// Sessions that know who is behind them, as the context provider of an identity provider says it:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_TrustedIdentityPropagationContext.html and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// Sources in the comments: D documentation, O of our own. The tokens and assertions are of the built-in provider.
#include "client/enforcing.h"
#include "client/federation.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

constexpr auto kFederationActions = R"("sts:AssumeRoleWithWebIdentity","sts:AssumeRoleWithSAML")";

// A server that decides by policies, and is its own identity provider.
Server& deciding_server() {
  static Server server({"--test-idp", "on", "--auth", "enforce"});
  return server;
}

// "key":"value" of aws:OriginIdentity/… or of a claim about the request.
std::string origin(std::string const& key, std::string const& value) {
  return "\"aws:OriginIdentity/" + key + "\":\"" + value + "\"";
}
std::string claim(std::string const& key, std::string const& value) {
  return "\"aws:TransactionContext/IdentityProvider/" + key + "\":\"" + value + "\"";
}
std::string equal(std::string const& keys) { return R"({"StringEquals":{)" + keys + "}}"; }

class Propagation : public testing::Test {
 protected:
  void create_providers(Pairs const& context, std::string const& saml_subject = "Subject/NameID") {
    Pairs of_oidc{{"Url", "https://idp.example.com"}, {"ClientIDList.member.1", "sts.amazonaws.com"}};
    of_oidc.insert(of_oidc.end(), context.begin(), context.end());
    of_oidc.emplace_back("ContextProvider.SubjectSourceKey", "email");
    ASSERT_THAT(me.iam("CreateOpenIDConnectProvider", of_oidc), succeeds());
    Pairs of_saml{{"Name", "idp"}, {"SAMLMetadataDocument", server.exchange({.target = "/_iam/saml/metadata"}).body}};
    of_saml.insert(of_saml.end(), context.begin(), context.end());
    of_saml.emplace_back("ContextProvider.SubjectSourceKey", saml_subject);
    ASSERT_THAT(me.iam("CreateSAMLProvider", of_saml), succeeds());
  }

  // A role for users of both providers, under a condition.
  void trust(std::string const& condition = "{}") {
    auto const providers = R"({"Federated":[")" + oidc + R"(",")" + saml + R"("]})";
    EXPECT_THAT(
        me.iam("CreateRole",
               {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trusting(providers, kFederationActions, condition)}}),
        succeeds());
  }

  // A role for whoever of the account meets the condition.
  std::string create_guarded_role(std::string const& name, std::string const& condition) {
    auto const policy = trusting(aws_principal(me.arn("role/Ops")), kEverySessionAction, condition);
    EXPECT_THAT(me.iam("CreateRole", {{"RoleName", name}, {"AssumeRolePolicyDocument", policy}}), succeeds());
    return me.arn("role/" + name);
  }

  // With further claims.
  Answer present_token(std::string const& more = R"(,"email":"ada@example.com")") {
    auto const token = minted_token(server, R"({"iss":"https://idp.example.com","sub":"4711")" + more + "}");
    return me.sts("AssumeRoleWithWebIdentity",
                  {{"RoleArn", me.arn("role/Ops")}, {"RoleSessionName", "ada"}, {"WebIdentityToken", token}});
  }

  // With further members of what the provider is asked for.
  Answer present_assertion(std::string const& more = "") {
    auto const assertion =
        signed_assertion(server, R"({"roles":[{"role":")" + me.arn("role/Ops") + R"(","provider":")" + saml +
                                     R"("}],"name_id":"ada@example.com","session_name":"ada")" + more + "}");
    return me.sts("AssumeRoleWithSAML",
                  {{"RoleArn", me.arn("role/Ops")}, {"PrincipalArn", saml}, {"SAMLAssertion", assertion}});
  }

  Server& server = federation_server();
  Caller me{server};
  std::string oidc = me.arn("oidc-provider/idp.example.com");
  std::string saml = me.arn("saml-provider/idp");
};

constexpr auto kOrigin = "TrustedIdentityPropagationContext/OriginIdentity";
constexpr auto kClaims = "TrustedIdentityPropagationContext/TransactionContext/IdentityProvider";

auto invalid_identity(std::string const& message) { return fails_with(400, "InvalidIdentityToken", message); }

Pairs key_definition(int number, std::string const& source, std::string const& target = "") {
  auto const member = "ContextProvider.KeyDefinitionList.member." + std::to_string(number);
  Pairs definition{{member + ".SourceKey", source}};
  if (!target.empty()) definition.emplace_back(member + ".TargetKey", target);
  return definition;
}

// D: API_OriginIdentity: the issuer is `iss` without https://, the subject what the context provider maps.
TEST_F(Propagation, the_answer_tells_who_is_behind_a_token) {
  auto context = key_definition(1, "department", "Department");
  context.emplace_back("ContextProvider.SubjectTypeValue", "user");
  create_providers(context);
  trust();
  auto const answer = present_token(R"(,"email":"ada@example.com","department":"R&D")");
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names(kOrigin), ElementsAre("Subject", "SubjectType", "Issuer", "FederatedProviderArn"));
  EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/Subject"), "ada@example.com");
  EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/SubjectType"), "user");
  EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/Issuer"), "idp.example.com");
  EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/FederatedProviderArn"), oidc);
  EXPECT_THAT(answer.entries(kClaims), ElementsAre(testing::Pair("Department", "R&D")));
}

// D: the issuer is a hash of the key that signed the assertion. O: which one, RFC 7638.
TEST_F(Propagation, the_answer_tells_who_is_behind_an_assertion) {
  create_providers(key_definition(1, "urn:mail"));
  trust();
  for (auto const* which : {"assertion", "response", "both"}) {
    auto const answer =
        present_assertion(R"(,"attributes":{"urn:mail":["ada@example.com"]},"signed":")" + std::string(which) + "\"");
    ASSERT_THAT(answer, succeeds());
    EXPECT_THAT(answer.names(kOrigin), ElementsAre("Subject", "Issuer", "FederatedProviderArn"));
    EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/Subject"), "ada@example.com");
    EXPECT_THAT(answer.text("TrustedIdentityPropagationContext/OriginIdentity/Issuer"),
                MatchesRegex("[A-Za-z0-9_-]{43}"));
    EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/FederatedProviderArn"), saml);
    EXPECT_THAT(answer.entries(kClaims), ElementsAre(testing::Pair("urn:mail", "ada@example.com")));
  }
}

TEST_F(Propagation, there_is_none_without_a_context_provider) {
  create_providers({});
  trust(R"({"Null":{"aws:OriginIdentity/Subject":"true"}})");
  ASSERT_THAT(
      me.iam("UpdateOpenIDConnectProvider", {{"OpenIDConnectProviderArn", oidc}, {"RemoveContextProvider", "true"}}),
      succeeds());
  ASSERT_THAT(me.iam("UpdateSAMLProvider", {{"SAMLProviderArn", saml}, {"RemoveContextProvider", "true"}}), succeeds());
  for (auto const& answer : {present_token(), present_assertion()}) {
    ASSERT_THAT(answer, succeeds());
    EXPECT_FALSE(answer.has("TrustedIdentityPropagationContext"));
  }
}

TEST_F(Propagation, source_keys_name_claims) {
  auto context = key_definition(1, "sub");
  for (auto const& more :
       {key_definition(2, "aud"), key_definition(3, "iss"), key_definition(4, "azp"), key_definition(5, "level"),
        key_definition(6, "admin"), key_definition(7, "missing"), key_definition(8, "iat"), key_definition(9, "amr")}) {
    context.insert(context.end(), more.begin(), more.end());
  }
  create_providers(context);
  trust();
  auto const answer = present_token(
      R"(,"email":"ada@example.com","azp":"sts.amazonaws.com","level":3,"admin":true,"iat":1500000000,"amr":["pwd"])");
  EXPECT_EQ(answer.entries(kClaims), (std::map<std::string, std::string>{{"sub", "4711"},
                                                                         {"aud", "sts.amazonaws.com"},
                                                                         {"iss", "https://idp.example.com"},
                                                                         {"azp", "sts.amazonaws.com"},
                                                                         {"level", "3"},
                                                                         {"admin", "true"},
                                                                         {"iat", "1500000000"},
                                                                         {"amr", "pwd"}}));
}

TEST_F(Propagation, source_keys_name_attributes) {
  auto context = key_definition(1, "Issuer", "Idp");
  auto const more = key_definition(2, "Subject/NameID", "Name");
  context.insert(context.end(), more.begin(), more.end());
  create_providers(context, "urn:mail");
  trust();
  auto const answer = present_assertion(R"(,"attributes":{"urn:mail":["ada@example.com"]},"name_id":"4711")");
  ASSERT_THAT(answer, succeeds());
  EXPECT_EQ(answer.text("TrustedIdentityPropagationContext/OriginIdentity/Subject"), "ada@example.com");
  EXPECT_EQ(answer.entries(kClaims),
            (std::map<std::string, std::string>{{"Idp", answer.text("Issuer")}, {"Name", "4711"}}));
}

// D: values have at most 128 characters, and a subject there has to be. O: what else is there has one value.
TEST_F(Propagation, who_cannot_be_told_gets_no_session) {
  auto context = key_definition(1, "team");
  context.emplace_back("ContextProvider.SubjectTypeSourceKey", "kind");
  create_providers(context, "urn:mail");
  trust();
  auto const mail = R"(,"email":"ada@example.com")";
  auto const attributes = [](std::string const& more) {
    return R"(,"attributes":{"urn:mail":["ada@example.com"])" + more + "}";
  };
  EXPECT_THAT(present_token(""), invalid_identity("Missing the subject of the trusted context: email"));
  EXPECT_THAT(present_token(R"(,"email":"")"), invalid_identity("Missing the subject of the trusted context: email"));
  EXPECT_THAT(present_token(R"(,"email":["a","b"])"),
              invalid_identity("More than one value for a key of the trusted context: email"));
  EXPECT_THAT(present_assertion(), invalid_identity("Missing the subject of the trusted context: urn:mail"));
  EXPECT_THAT(present_token(mail + std::string(R"(,"team":["a","b"])")),
              invalid_identity("More than one value for a key of the trusted context: team"));
  EXPECT_THAT(present_assertion(attributes(R"(,"team":["a","b"])")),
              invalid_identity("More than one value for a key of the trusted context: team"));
  std::string longest;
  for (int i = 0; i < 128; ++i) longest += "\xC3\xA9";
  EXPECT_THAT(present_token(mail + (R"(,"team":")" + longest + "\"")), succeeds());
  EXPECT_THAT(present_token(mail + (R"(,"team":")" + longest + "x\"")),
              invalid_identity("More than 128 characters for a key of the trusted context: team"));
  EXPECT_THAT(present_token(mail + std::string(R"(,"kind":"robot")")),
              invalid_identity("Neither user nor workload as subject type of the trusted context: kind"));
  EXPECT_EQ(present_token(mail + std::string(R"(,"kind":"workload")"))
                .text("TrustedIdentityPropagationContext/OriginIdentity/SubjectType"),
            "workload");
  EXPECT_FALSE(present_token(mail).has("TrustedIdentityPropagationContext/OriginIdentity/SubjectType"));
}

// D: role trust policies, too, may look at the keys.
TEST_F(Propagation, the_trust_policy_looks_at_it) {
  create_providers(key_definition(1, "team", "Cost Centre"));
  trust(equal(origin("Subject", "ada@example.com") + "," + claim("Cost Centre", "blue")));
  EXPECT_THAT(present_token(R"(,"email":"ada@example.com","team":"blue")"), succeeds());
  EXPECT_THAT(present_assertion(R"(,"attributes":{"team":["blue"]})"), succeeds());
  EXPECT_EQ(present_token(R"(,"email":"ada@example.com","team":"red")").code(), "AccessDenied");
  EXPECT_EQ(present_token(R"(,"email":"eve@example.com","team":"blue")").code(), "AccessDenied");
}

// D: it stays in chained and in scoped sessions, and nobody can change it there.
TEST_F(Propagation, stays_when_roles_are_chained_and_sessions_scoped) {
  create_providers(key_definition(1, "team"));
  trust();
  auto const is_ada = equal(origin("Subject", "ada@example.com") + "," + origin("Issuer", "idp.example.com") + "," +
                            origin("FederatedProviderArn", oidc) + "," + claim("team", "blue"));
  auto const second = create_guarded_role("Second", is_ada);
  auto const policy = trusting(aws_principal(second), kEverySessionAction, is_ada);
  ASSERT_THAT(me.iam("CreateRole", {{"RoleName", "Third"}, {"AssumeRolePolicyDocument", policy}}), succeeds());

  auto ada = Caller::of_session(present_token(R"(,"email":"ada@example.com","team":"blue")"), server);
  auto eve = Caller::of_session(present_token(R"(,"email":"eve@example.com","team":"blue")"), server);
  EXPECT_EQ(assume(eve, second, "job").code(), "AccessDenied");
  auto chained = Caller::of_session(assume(ada, second, "job"), server);
  EXPECT_THAT(assume(chained, me.arn("role/Third"), "job"), succeeds());
  auto scoped = Caller::of_session(chained.sts("GetScopedCredentials", {{"DurationSeconds", "60"}}), server);
  EXPECT_THAT(assume(scoped, me.arn("role/Third"), "job"), succeeds());
}

// D: of GetWebIdentityToken, SubjectMode.
TEST_F(Propagation, makes_tokens_about_the_origin_identity) {
  create_providers({});
  trust();
  ASSERT_THAT(me.iam("EnableOutboundWebIdentityFederation"), succeeds());
  for (auto const& session : {present_token(), present_assertion()}) {
    auto ada = Caller::of_session(session, server);
    auto const answer = ada.sts("GetWebIdentityToken", {{"Audience.member.1", "https://api.example.com"},
                                                        {"SigningAlgorithm", "RS256"},
                                                        {"SubjectMode", "OriginIdentity"}});
    ASSERT_THAT(answer, succeeds());
    auto token = answer.text("WebIdentityToken");
    token.erase(0, token.find('.') + 1);
    token.erase(token.find('.'));
    std::ranges::replace(token, '-', '+');
    std::ranges::replace(token, '_', '/');
    token.append((4 - token.size() % 4) % 4, '=');
    auto const claims = boost::json::parse(decoded_base64(token)).as_object();
    EXPECT_EQ(claims.at("sub"), "ada@example.com");
  }
}

// Every decision, of any operation.
TEST(EnforcementOfPropagation, policies_look_at_it) {
  auto& server = deciding_server();
  Sandbox const sandbox(server);
  auto const provider = sandbox.root()
                            .iam("CreateOpenIDConnectProvider", {{"Url", "https://idp.example.com"},
                                                                 {"ClientIDList.member.1", "sts.amazonaws.com"},
                                                                 {"ContextProvider.SubjectSourceKey", "sub"},
                                                                 {"ContextProvider.SubjectTypeValue", "workload"}})
                            .text("OpenIDConnectProviderArn");
  auto const role = sandbox.arn("role/Ops");
  ASSERT_THAT(sandbox.root().iam("CreateRole", {{"RoleName", "Ops"},
                                                {"AssumeRolePolicyDocument",
                                                 trusting(federated_principal(provider), kFederationActions)}}),
              succeeds());
  ASSERT_THAT(
      sandbox.root().iam(
          "PutRolePolicy",
          {{"RoleName", "Ops"},
           {"PolicyName", "p"},
           {"PolicyDocument", policy_of(allowing("iam:GetUser", sandbox.arn("user/team/${aws:OriginIdentity/Subject}"),
                                                 equal(origin("SubjectType", "workload"))))}}),
      succeeds());
  for (auto const* name : {"Bob", "Eve"}) {
    Caller nobody(server, sandbox.account());
    auto const session =
        nobody.sts("AssumeRoleWithWebIdentity",
                   {{"RoleArn", role},
                    {"RoleSessionName", "job"},
                    {"WebIdentityToken",
                     minted_token(server, R"({"iss":"https://idp.example.com","sub":")" + std::string(name) + "\"}")}});
    ASSERT_THAT(session, succeeds());
    SignedCaller const caller(server,
                              {session.text("Credentials/AccessKeyId"), session.text("Credentials/SecretAccessKey"),
                               session.text("Credentials/SessionToken")});
    EXPECT_EQ(caller.iam("GetUser", {{"UserName", "Bob"}}).status(), std::string(name) == "Bob" ? 200 : 403);
  }
}

}  // namespace
}  // namespace conformance
