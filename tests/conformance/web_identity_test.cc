// STS AssumeRoleWithWebIdentity: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
// Sources in the comments: D documentation, I public issues, O of our own. The tokens are of the built-in provider.
#include "client/federation.h"

#include <fstream>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;

constexpr auto kIssuer = "https://token.actions.githubusercontent.com";
constexpr auto kHost = "token.actions.githubusercontent.com";
constexpr auto kAction = R"("sts:AssumeRoleWithWebIdentity")";
constexpr auto kWebIdentityActions = R"("sts:AssumeRoleWithWebIdentity","sts:TagSession","sts:SetSourceIdentity")";
constexpr auto kNotAuthorized = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
constexpr auto kNoKey =
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity "
    "documentation for requirements";

// A token of GitHub Actions, as the role `Deploy` of an account that knows the provider may expect it.
class WebIdentity : public testing::Test {
 protected:
  WebIdentity() : WebIdentity(federation_server()) {}
  explicit WebIdentity(Server& its_server) : server(its_server), me(its_server) {
    EXPECT_THAT(
        me.iam("CreateOpenIDConnectProvider", {{"Url", kIssuer}, {"ClientIDList.member.1", "sts.amazonaws.com"}}),
        succeeds());
  }

  // With further members of the claims.
  std::string token(std::string const& more = "") const {
    return minted_token(
        server, R"({"iss":")" + std::string(kIssuer) + R"(","sub":"repo:o/r:ref:refs/heads/main")" + more + "}");
  }

  // D: id_roles_create_for-idp_oidc: whoever trusts GitHub has to say whose workflows. With further operators.
  std::string policy(std::string const& more = "", std::string const& actions = kAction) const {
    return trusting(federated_principal(provider), actions,
                    R"({"StringLike":{")" + std::string(kHost) + R"(:sub":"repo:o/r:*"})" + more + "}");
  }

  void trust(std::string const& more = "", std::string const& actions = kAction) {
    EXPECT_THAT(me.iam("CreateRole", {{"RoleName", "Deploy"}, {"AssumeRolePolicyDocument", policy(more, actions)}}),
                succeeds());
  }

  Answer present(std::string const& jwt, Pairs parameters = {}) {
    parameters.emplace_back("RoleArn", role);
    parameters.emplace_back("RoleSessionName", "session");
    parameters.emplace_back("WebIdentityToken", jwt);
    return me.sts("AssumeRoleWithWebIdentity", parameters);
  }

  Server& server;
  Caller me;
  std::string provider = me.arn(std::string("oidc-provider/") + kHost);
  std::string role = me.arn("role/Deploy");
};

auto not_authorized() { return fails_with(403, "AccessDenied", kNotAuthorized); }
auto invalid_token(std::string const& message) { return fails_with(400, "InvalidIdentityToken", message); }

TEST_F(WebIdentity, makes_the_bearer_the_role) {
  trust();
  auto const answer = present(token());
  ASSERT_THAT(answer, succeeds());
  EXPECT_EQ(answer.text("AssumedRoleUser/Arn"), "arn:aws:sts::" + me.account() + ":assumed-role/Deploy/session");
  EXPECT_EQ(answer.text("SubjectFromWebIdentityToken"), "repo:o/r:ref:refs/heads/main");
  EXPECT_EQ(answer.text("Audience"), "sts.amazonaws.com");
  EXPECT_EQ(answer.text("Provider"), provider);
  EXPECT_THAT(answer.names(""), ElementsAre("Credentials", "SubjectFromWebIdentityToken", "AssumedRoleUser", "Provider",
                                            "Audience", "SessionTokenUtilization", "SessionTokenSize"));
  auto session = Caller::of_session(answer, server);
  EXPECT_EQ(session.sts("GetCallerIdentity").text("Arn"), answer.text("AssumedRoleUser/Arn"));
}

// Nobody signs this request: the account is that of the role.
TEST_F(WebIdentity, needs_no_signature) {
  trust();
  Request request{.method = "POST", .target = "/"};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = form_encoded({{"Action", "AssumeRoleWithWebIdentity"},
                               {"Version", "2011-06-15"},
                               {"RoleArn", role},
                               {"RoleSessionName", "session"},
                               {"WebIdentityToken", token()}});
  EXPECT_EQ(server.exchange(request).status, 200);
}

// D: reference_policies_iam-condition-keys, "Available keys for AWS OIDC federation".
TEST_F(WebIdentity, the_trust_policy_looks_at_the_claims) {
  trust(R"(,"StringEquals":{")" + std::string(kHost) + R"(:aud":"sts.amazonaws.com"})");
  EXPECT_THAT(present(token()), succeeds());
  EXPECT_THAT(present(token(R"(,"sub":"repo:o/other:ref:x")")), not_authorized());
}

// D: service-authorization reference, sts: claims that AWS knows of GitHub are keys, others are not.
TEST_F(WebIdentity, only_claims_that_aws_knows_are_condition_keys) {
  trust(R"(,"StringEquals":{")" + std::string(kHost) + R"(:repository":"o/r"})");
  EXPECT_THAT(present(token(R"(,"repository":"o/r")")), succeeds());
  EXPECT_THAT(present(token(R"(,"repository":"o/x")")), not_authorized());
  auto const unknown = policy(R"(,"StringEquals":{")" + std::string(kHost) + R"(:colour":"red"})");
  ASSERT_THAT(me.iam("UpdateAssumeRolePolicy", {{"RoleName", "Deploy"}, {"PolicyDocument", unknown}}), succeeds());
  EXPECT_THAT(present(token(R"(,"colour":"red")")), not_authorized());
}

// I: gist wvanderdeijl/c6a9a9f2: with `azp`, `aud` is it, and `oaud` the audience.
TEST_F(WebIdentity, the_authorized_party_is_the_audience) {
  trust(R"(,"StringEquals":{")" + std::string(kHost) + R"(:aud":"sts.amazonaws.com",")" + kHost + R"(:oaud":"other"})");
  EXPECT_THAT(present(token(R"(,"aud":"other","azp":"sts.amazonaws.com")")), succeeds());
}

// I: aws/aws-sdk-net#3071.
TEST_F(WebIdentity, another_authorized_party_is_the_wrong_audience) {
  trust();
  EXPECT_THAT(present(token(R"(,"aud":"sts.amazonaws.com","azp":"other")")), invalid_token("Incorrect token audience"));
}

// O: whether AWS looks at `iat` is not known.
TEST_F(WebIdentity, does_not_look_at_the_time_a_token_was_issued) {
  trust();
  EXPECT_THAT(present(token(R"(,"iat":4000000000)")), succeeds());
  EXPECT_THAT(present(token(R"(,"iat":null)")), succeeds());
}

TEST_F(WebIdentity, a_role_that_is_missing_or_trusts_others_is_refused_alike) {
  EXPECT_THAT(present(token()), not_authorized());
  trust("", R"("sts:AssumeRole")");
  EXPECT_THAT(present(token()), not_authorized());
}

// I: widely reported of roles that are no ARNs.
TEST_F(WebIdentity, refuses_what_is_no_arn_of_a_role) {
  for (auto const& arn : {std::string("arn:aws:iam::12345:role/Deploy"), std::string(20, 'x'), me.arn("user/Deploy")}) {
    role = arn;
    EXPECT_THAT(present(token()), fails_with(400, "ValidationError", "Request ARN is invalid")) << arn;
  }
}

// V and I, of each.
TEST_F(WebIdentity, refuses_what_is_no_token) {
  trust();
  auto const sound = token();
  for (auto const& text :
       {std::string("text"), sound + ".", sound.substr(0, sound.rfind('.')), std::string("e30.e30.e30"),
        "eyJhbGciOiJub25lIn0." + sound.substr(sound.find('.') + 1, sound.rfind('.') - sound.find('.'))}) {
    EXPECT_THAT(present(text),
                invalid_token("The ID Token provided is not a valid JWT. (You may see this error if you sent an "
                              "Access Token)"))
        << text;
  }
}

TEST_F(WebIdentity, refuses_an_issuer_that_the_account_does_not_know) {
  trust();
  EXPECT_THAT(present(token(R"(,"iss":"https://other.example/x")")),
              invalid_token("No OpenIDConnect provider found in your account for https://other.example/x"));
}

// I: https://gitlab.com/gitlab-org/gitlab/-/issues/342243
TEST_F(WebIdentity, refuses_an_issuer_without_its_scheme) {
  trust();
  for (auto const& issuer : {std::string(kHost), "http://" + std::string(kHost)}) {
    EXPECT_THAT(present(token(R"(,"iss":")" + issuer + "\"")),
                invalid_token("No OpenIDConnect provider found in your account for " + issuer));
  }
}

TEST_F(WebIdentity, refuses_another_audience) {
  trust();
  EXPECT_THAT(present(token(R"(,"aud":"other")")), invalid_token("Incorrect token audience"));
  EXPECT_THAT(present(token(R"(,"aud":["other","sts.amazonaws.com"])")), succeeds());
}

// I: aws-actions/configure-aws-credentials#502, of `sub`.
TEST_F(WebIdentity, refuses_a_token_without_the_claims_it_needs) {
  trust();
  for (std::string const claim : {"sub", "aud", "exp", "iss"}) {
    EXPECT_THAT(present(token(",\"" + claim + "\":null")), invalid_token("Missing a required claim: " + claim));
  }
}

TEST_F(WebIdentity, refuses_an_expired_token) {
  trust();
  auto const expired = present(token(R"(,"exp":1300819380)"));
  EXPECT_EQ(expired.code(), "ExpiredTokenException");
  EXPECT_EQ(expired.status(), 400);
  EXPECT_THAT(
      expired.message().value_or(""),
      MatchesRegex("Token expired: current date/time [0-9]+ must be before the expiration date/time 1300819380"));
}

TEST_F(WebIdentity, refuses_a_changed_token) {
  trust();
  auto const sound = token(), other = token(R"(,"sub":"repo:o/other")");
  auto const claims_end = sound.rfind('.'), other_end = other.rfind('.');
  EXPECT_THAT(present(other.substr(0, other_end) + sound.substr(claims_end)),
              invalid_token("Couldn't verify signed token."));
}

// Nothing is fetched: a token of another server has a key nobody gave.
TEST_F(WebIdentity, refuses_a_key_that_nobody_gave_and_takes_one_that_the_operator_gave) {
  trust();
  Server const elsewhere({"--test-idp", "on"});
  auto const foreign =
      minted_token(elsewhere, R"({"iss":")" + std::string(kIssuer) + R"(","sub":"repo:o/r:ref:refs/heads/main"})");
  EXPECT_THAT(present(foreign), invalid_token(kNoKey));
  auto const given = server.exchange({.method = "PUT",
                                      .target = "/_iam/oidc/keys?provider=" + provider,
                                      .body = elsewhere.exchange({.target = "/_iam/oidc/jwks"}).body});
  ASSERT_EQ(given.status, 200) << given.body;
  EXPECT_THAT(present(foreign), succeeds());
  EXPECT_THAT(present(token()), succeeds()) << "and the built-in provider is still believed";
}

TEST_F(WebIdentity, without_any_key_there_is_none_to_verify_with) {
  Server bare;
  Caller other(bare);
  other.iam("CreateOpenIDConnectProvider", {{"Url", kIssuer}, {"ClientIDList.member.1", "sts.amazonaws.com"}});
  EXPECT_THAT(
      other.sts("AssumeRoleWithWebIdentity",
                {{"RoleArn", other.arn("role/Deploy")}, {"RoleSessionName", "session"}, {"WebIdentityToken", token()}}),
      invalid_token(kNoKey));
}

// O: the file of --oidc-keys is for every account, and for issuers that AWS knows without their being registered.
TEST_F(WebIdentity, takes_the_keys_of_a_file) {
  TemporaryDirectory const directory;
  auto const keys = server.exchange({.target = "/_iam/oidc/jwks"}).body;
  std::ofstream(directory.file("keys.json")) << R"({"https://token.actions.githubusercontent.com":)" << keys
                                             << R"(,"https://accounts.google.com":)" << keys << "}";
  Server other_server({"--oidc-keys", directory.file("keys.json")});
  Caller other(other_server);
  other.iam("CreateOpenIDConnectProvider", {{"Url", kIssuer}, {"ClientIDList.member.1", "sts.amazonaws.com"}});
  other.iam("CreateRole",
            {{"RoleName", "Google"},
             {"AssumeRolePolicyDocument", trusting(federated_principal("accounts.google.com"), kAction,
                                                   R"({"StringEquals":{"accounts.google.com:aud":"mine"}})")}});
  auto const become = [&](std::string const& name, std::string const& claims) {
    return other.sts("AssumeRoleWithWebIdentity", {{"RoleArn", other.arn("role/" + name)},
                                                   {"RoleSessionName", "session"},
                                                   {"WebIdentityToken", minted_token(server, claims)}});
  };
  EXPECT_THAT(become("Deploy", R"({"iss":"https://token.actions.githubusercontent.com"})"), not_authorized());
  auto const google = become("Google", R"({"iss":"https://accounts.google.com","aud":"mine","sub":"1234567"})");
  EXPECT_THAT(google, succeeds());
  EXPECT_EQ(google.text("Provider"), "accounts.google.com");
  EXPECT_EQ(other_server.exchange({.method = "POST", .target = "/_iam/reset"}).status, 200);
  EXPECT_THAT(become("Google", R"({"iss":"https://accounts.google.com","aud":"mine"})"), not_authorized())
      << "the keys are there after a reset, the role is not";
}

// D: id_session-tags, "Passing session tags using AssumeRoleWithWebIdentity".
TEST_F(WebIdentity, tags_and_source_identity_of_the_token_need_permission) {
  auto const tagged =
      token(R"(,"https://aws.amazon.com/tags":{"principal_tags":{"Team":["blue"]},"transitive_tag_keys":["Team"]},)"
            R"("https://aws.amazon.com/source_identity":"Admin")");
  trust(R"(,"StringEquals":{"aws:RequestTag/Team":"blue"})", kWebIdentityActions);
  auto const answer = present(tagged);
  ASSERT_THAT(answer, succeeds());
  EXPECT_EQ(answer.text("SourceIdentity"), "Admin");
  EXPECT_TRUE(answer.has("PackedPolicySize"));
  ASSERT_THAT(me.iam("UpdateAssumeRolePolicy", {{"RoleName", "Deploy"}, {"PolicyDocument", policy()}}), succeeds());
  EXPECT_THAT(present(tagged), fails_with(403, "AccessDenied", "Not authorized to perform sts:TagSession"));
}

// O: the bearer hears AWS's sentence; the operator, in every mode, which condition failed. The token is told nowhere.
TEST_F(WebIdentity, a_wrong_subject_is_told_to_the_operator_only) {
  trust();
  auto const jwt = minted_token(server, R"({"iss":")" + std::string(kIssuer) + R"(","sub":"repo:evil/r:x"})");
  EXPECT_THAT(present(jwt), not_authorized());
  auto const told = server.exchange({.target = "/_iam/denials?account=" + me.account()}).body;
  EXPECT_THAT(told, HasSubstr(R"("element":"Condition","operator":"StringLike","key":")" + std::string(kHost) +
                              R"(:sub","policy":["repo:o/r:*"],"request":["repo:evil/r:x"])"));
  EXPECT_THAT(told, HasSubstr(R"("statement":null)"));
  EXPECT_THAT(told, HasSubstr(R"("principal":")" + provider));
  EXPECT_THAT(told, testing::Not(HasSubstr(jwt.substr(jwt.rfind('.') + 1))));
}

TEST_F(WebIdentity, a_wrong_audience_is_told_to_the_operator_with_those_of_the_provider) {
  trust();
  EXPECT_THAT(present(token(R"(,"aud":"other")")), invalid_token("Incorrect token audience"));
  EXPECT_THAT(server.exchange({.target = "/_iam/denials?account=" + me.account()}).body,
              HasSubstr(R"("why":"Incorrect token audience: the token is of \"https://token.actions.)"
                        R"(githubusercontent.com\" for \"other\", the provider is for \"sts.amazonaws.com\"")"));
}

// Not recorded of web identity, but of SAML: see saml_identity_test.cc.
TEST_F(WebIdentity, the_trust_policy_is_asked_about_a_user_of_the_account) {
  trust(R"(,"StringEquals":{"aws:PrincipalType":"User","aws:PrincipalAccount":")" + me.account() +
        R"(","aws:userid":")" + provider + R"("},"Null":{"aws:PrincipalArn":"true"},)" +
        R"("IpAddress":{"aws:SourceIp":"127.0.0.1"})");
  EXPECT_THAT(present(token()), succeeds());
}

TEST_F(WebIdentity, refuses_tags_and_names_that_no_session_can_have) {
  trust("", kWebIdentityActions);
  EXPECT_EQ(
      present(token(R"(,"https://aws.amazon.com/tags":{"principal_tags":{")" + std::string(129, 'k') + R"(":["x"]}})"))
          .code(),
      "InvalidIdentityToken");
  EXPECT_EQ(present(token(R"(,"https://aws.amazon.com/source_identity":"aws:x")")).code(), "InvalidIdentityToken");
  EXPECT_EQ(present(token(R"(,"https://aws.amazon.com/tags":{"transitive_tag_keys":["x"]})")).code(),
            "InvalidParameterValue");
}

TEST_F(WebIdentity, lasts_no_longer_than_the_role_allows) {
  trust();
  EXPECT_THAT(present(token(), {{"DurationSeconds", "3601"}}),
              fails_with(400, "ValidationError",
                         "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
  EXPECT_THAT(present(token(), {{"DurationSeconds", "900"}}), succeeds());
}

// O: access tokens can be asked about only at the provider.
TEST_F(WebIdentity, cannot_ask_about_access_tokens) {
  EXPECT_THAT(present("an access token", {{"ProviderId", "www.amazon.com"}}),
              fails_with(400, "IDPCommunicationError", "The identity provider www.amazon.com could not be reached"));
}

}  // namespace
}  // namespace conformance
