// STS GetWebIdentityToken: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
// Sources in the comments: R recorded in public by radkawar/stackd (testdata/aws/iam/outbound_*.json), D documentation,
// O of our own.
#include "client/federation.h"
#include "client/organization.h"

#include <boost/json.hpp>

#include <algorithm>

namespace conformance {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::UnorderedElementsAre;

constexpr auto kNowSeconds = 1769862896;
constexpr auto kAudience = "https://api.example.com";
constexpr auto kDisabled = "OutboundWebIdentityFederationDisabledException";

Answer token_for(Caller& caller, Pairs parameters = {}) {
  auto const has = [&](std::string_view name) {
    return std::ranges::any_of(parameters, [&](auto const& each) { return each.first.starts_with(name); });
  };
  if (!has("Audience")) parameters.emplace_back("Audience.member.1", kAudience);
  if (!has("SigningAlgorithm")) parameters.emplace_back("SigningAlgorithm", "RS256");
  return caller.sts("GetWebIdentityToken", parameters);
}

// One of the three parts of a token.
std::string part(std::string const& token, int number) {
  std::size_t begin = 0;
  for (; number > 0; --number) begin = token.find('.', begin) + 1;
  auto text = token.substr(begin, token.find('.', begin) - begin);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return decoded_base64(text + std::string((4 - text.size() % 4) % 4, '='));
}

json::object claims_of(Answer const& answer) {
  EXPECT_THAT(answer, succeeds());
  return json::parse(part(answer.text("WebIdentityToken"), 1)).as_object();
}

json::object aws_claims_of(Answer const& answer) {
  return claims_of(answer).at("https://sts.amazonaws.com/").as_object();
}

std::vector<std::string> names_of(json::object const& object) {
  std::vector<std::string> names;
  for (auto const& member : object) names.emplace_back(member.key());
  return names;
}

// An account that gives out tokens.
class WebIdentityTokens : public testing::Test {
 protected:
  WebIdentityTokens() { issuer = me.iam("EnableOutboundWebIdentityFederation").text("IssuerIdentifier"); }

  std::string host() const { return issuer.substr(std::string("https://").size()); }
  Response published(std::string const& document, Pairs headers = {}) const {
    return shared_server().exchange(
        {.target = "/_iam/token-issuers/" + host() + "/.well-known/" + document, .headers = std::move(headers)});
  }

  FrozenClock clock{shared_server(), kNow};
  Caller me;
  std::string issuer;
};

// R, all of it: header, standard claims, and those of AWS.
TEST_F(WebIdentityTokens, tell_who_the_caller_is) {
  me.create_user("Ada");
  me.iam("TagUser", with_tags({{"UserName", "Ada"}}, {{"Team", "platform"}}));
  Caller ada(shared_server(), me.create_access_key("Ada"));
  auto const answer = token_for(ada, {{"DurationSeconds", "60"}});
  EXPECT_EQ(answer.text("Expiration"), "2026-01-31T12:35:56Z");
  EXPECT_EQ(json::parse(part(answer.text("WebIdentityToken"), 0)),
            json::parse(R"({"kid":"RSA_0","typ":"JWT","alg":"RS256"})"));
  auto claims = claims_of(answer);
  EXPECT_THAT(std::string(claims.at("jti").as_string()), MatchesRegex("[0-9a-f-]{36}"));
  claims.erase("jti");
  EXPECT_EQ(claims, (json::object{{"iss", issuer},
                                  {"sub", me.arn("user/Ada")},
                                  {"aud", kAudience},
                                  {"iat", kNowSeconds},
                                  {"exp", kNowSeconds + 60},
                                  {"https://sts.amazonaws.com/",
                                   {{"aws_account", me.account()},
                                    {"source_region", "us-east-1"},
                                    {"principal_id", me.arn("user/Ada")},
                                    {"principal_tags", {{"Team", "platform"}}}}}}));
}

// D: five minutes.
TEST_F(WebIdentityTokens, last_five_minutes_unless_asked_otherwise) {
  EXPECT_EQ(token_for(me).text("Expiration"), "2026-01-31T12:39:56Z");
  EXPECT_EQ(token_for(me, {{"DurationSeconds", "3600"}}).text("Expiration"), "2026-01-31T13:34:56Z");
}

// D: of Scope and SubjectMode in the API reference. O: the sentences.
TEST_F(WebIdentityTokens, take_a_scope_about_an_origin_identity_only) {
  auto const not_possible =
      fails_with(400, "ValidationError", "Scope requires the SubjectMode OriginIdentity and exactly one audience.");
  EXPECT_THAT(token_for(me, {{"Scope", "read"}}), not_possible);
  EXPECT_THAT(token_for(me, {{"Scope", "read"}, {"SubjectMode", "AWSIdentity"}}), not_possible);
  EXPECT_THAT(token_for(me, {{"Scope", "read"},
                             {"SubjectMode", "OriginIdentity"},
                             {"Audience.member.1", "one"},
                             {"Audience.member.2", "two"}}),
              not_possible);
  for (auto const* scope :
       {"", " read", "read ", "read  write", "read read", "re\"ad", "re,ad", "re\\ad", "r\xC3\xA9"}) {
    EXPECT_THAT(token_for(me, {{"Scope", scope}, {"SubjectMode", "OriginIdentity"}}),
                fails_with(400, "ValidationError",
                           "Scope must be a list of different values, separated by single spaces, as defined in RFC "
                           "6749, section 3.3."))
        << scope;
  }
}

// D. O: the sentence.
TEST_F(WebIdentityTokens, need_an_origin_identity_to_be_about_one) {
  EXPECT_EQ(claims_of(token_for(me, {{"SubjectMode", "AWSIdentity"}})).at("sub"), json::value(me.arn("root")));
  auto const none = fails_with(400, "ValidationError",
                               "SubjectMode OriginIdentity requires a session with the keys aws:OriginIdentity/Subject "
                               "and aws:OriginIdentity/Issuer or aws:OriginIdentity/FederatedProviderArn.");
  auto session = role_session(me, "Ops");
  EXPECT_THAT(token_for(me, {{"SubjectMode", "OriginIdentity"}}), none);
  EXPECT_THAT(token_for(session, {{"SubjectMode", "OriginIdentity"}, {"Scope", "read WRITE"}}), none);
  EXPECT_THAT(token_for(me, {{"SubjectMode", "Nobody"}}),
              fails_with(400, "ValidationError",
                         sts_violation("Nobody", "subjectMode",
                                       "Member must satisfy enum value set: [AWSIdentity, OriginIdentity]")));
}

// R: one audience is a text, several are a list, in which one may be twice.
TEST_F(WebIdentityTokens, are_for_one_audience_or_several) {
  auto const audiences = [&](std::string const& second) {
    return claims_of(token_for(me, {{"Audience.member.1", "one"}, {"Audience.member.2", second}})).at("aud");
  };
  EXPECT_EQ(audiences("two"), (json::array{"one", "two"}));
  EXPECT_EQ(audiences("one"), (json::array{"one", "one"}));
}

// R: the prefix aws: is not reserved here.
TEST_F(WebIdentityTokens, carry_the_tags_of_the_request) {
  auto const answer = token_for(me, with_tags({}, {{"Team", "request"}, {"aws:test", "reserved"}}));
  EXPECT_EQ(aws_claims_of(answer).at("request_tags"), (json::object{{"Team", "request"}, {"aws:test", "reserved"}}));
}

// R: subject is the role, whatever the session is called; tags of the session win, whatever the case of their keys.
TEST_F(WebIdentityTokens, of_a_role_session_are_about_the_role) {
  create_open_role(me, "Ops", with_tags({{"Path", "/outbound/"}}, {{"Team", "role"}, {"untouched", "retained"}}));
  auto const role = me.arn("role/outbound/Ops");
  auto session = Caller::of_session(
      assume(me, role, "session",
             with_tags({{"SourceIdentity", "probe"}, {"DurationSeconds", "900"}}, {{"team", "session"}})));
  auto const answer = token_for(session);
  EXPECT_EQ(claims_of(answer).at("sub").as_string(), role.c_str());
  EXPECT_EQ(aws_claims_of(answer),
            (json::object{{"aws_account", me.account()},
                          {"source_region", "us-east-1"},
                          {"principal_id", role},
                          {"original_session_exp", "2026-01-31T12:49:56Z"},
                          {"source_identity", "probe"},
                          {"principal_tags", {{"untouched", "retained"}, {"team", "session"}}}}));
}

// R, although the documentation has these sessions call nothing of STS but AssumeRole and GetCallerIdentity.
TEST_F(WebIdentityTokens, are_given_to_sessions_of_users) {
  auto session = Caller::of_session(me.sts("GetSessionToken", {{"DurationSeconds", "900"}}));
  EXPECT_EQ(aws_claims_of(token_for(session)).at("original_session_exp"), "2026-01-31T12:49:56Z");
}

// R.
TEST_F(WebIdentityTokens, are_not_given_to_federated_users) {
  auto federated = Caller::of_session(me.sts("GetFederationToken", {{"Name", "Bob"}}));
  EXPECT_THAT(token_for(federated),
              fails_with(403, "AccessDenied", "GetWebIdentityToken does not support federated user sessions"));
}

TEST_F(WebIdentityTokens, name_the_region_they_were_asked_in) {
  Caller there(shared_server(), me.account(), "eu-west-2");
  EXPECT_EQ(aws_claims_of(token_for(there)).at("source_region"), "eu-west-2");
}

// R: the path is a list of one, from the organization's id through its root, without the account.
TEST_F(WebIdentityTokens, name_the_organization_and_the_place_in_it) {
  EXPECT_THAT(names_of(aws_claims_of(token_for(me))),
              UnorderedElementsAre("aws_account", "source_region", "principal_id"));
  Caller member;
  member.iam("EnableOutboundWebIdentityFederation");
  state_organization(me, R"({"id":"o-tokenbearer1","root":{"id":"r-toke","units":[{"id":"ou-toke-12345678",)"
                         R"("name":"Sandbox","accounts":[")" +
                             member.account() + R"("]}]}})");
  auto const claims = aws_claims_of(token_for(member));
  EXPECT_EQ(claims.at("org_id"), "o-tokenbearer1");
  EXPECT_EQ(claims.at("ou_path"), (json::array{"o-tokenbearer1/r-toke/ou-toke-12345678/"}));
  EXPECT_EQ(aws_claims_of(token_for(me)).at("ou_path"), (json::array{"o-tokenbearer1/r-toke/"}));
}

// R: 403, in words of its own.
TEST_F(WebIdentityTokens, need_the_feature) {
  auto const disabled = fails_with(403, kDisabled, "OutboundWebIdentityFederation is disabled.");
  Caller other;
  EXPECT_THAT(token_for(other), disabled);
  me.iam("DisableOutboundWebIdentityFederation");
  EXPECT_THAT(token_for(me), disabled);
  me.iam("EnableOutboundWebIdentityFederation");
  EXPECT_EQ(claims_of(token_for(me)).at("iss").as_string(), issuer.c_str());
}

// R: a token that would outlive the session is refused even where the feature is disabled.
TEST_F(WebIdentityTokens, end_before_the_session_does) {
  auto const escalation = fails_with(403, "SessionDurationEscalationException",
                                     "Requested token expiry time must be before the original session's expiry time.");
  auto session = role_session(me, "Ops", "session", {{"DurationSeconds", "900"}});
  EXPECT_THAT(token_for(session, {{"DurationSeconds", "3600"}}), escalation);
  EXPECT_THAT(token_for(session, {{"DurationSeconds", "900"}}), escalation);
  EXPECT_THAT(token_for(session, {{"DurationSeconds", "899"}}), succeeds());
  me.iam("DisableOutboundWebIdentityFederation");
  EXPECT_THAT(token_for(session, {{"DurationSeconds", "3600"}}), escalation);
}

// R: the length is the model's constraint, the rest a sentence of its own; both come before the feature is looked at.
TEST_F(WebIdentityTokens, are_signed_with_two_algorithms_only) {
  Caller other;
  for (auto const* name : {"RS384", "ES256", "HS256", "rs256"}) {
    EXPECT_THAT(token_for(other, {{"SigningAlgorithm", name}}),
                fails_with(400, "ValidationError",
                           "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken documentation for "
                           "supported algorithms"));
  }
  EXPECT_THAT(
      token_for(other, {{"SigningAlgorithm", "none"}}),
      fails_with(400, "ValidationError",
                 sts_violation("none", "signingAlgorithm", "Member must have length greater than or equal to 5")));
  EXPECT_THAT(
      token_for(other, {{"SigningAlgorithm", "RS256x"}}),
      fails_with(400, "ValidationError",
                 sts_violation("RS256x", "signingAlgorithm", "Member must have length less than or equal to 5")));
  EXPECT_THAT(other.sts("GetWebIdentityToken", {{"Audience.member.1", "one"}}),
              fails_with(400, "ValidationError",
                         "1 validation error detected: Value null at 'signingAlgorithm' failed to satisfy constraint: "
                         "Member must not be null"));
}

// R.
TEST_F(WebIdentityTokens, have_one_to_ten_audiences) {
  EXPECT_THAT(me.sts("GetWebIdentityToken", {{"SigningAlgorithm", "RS256"}}),
              fails_with(400, "ValidationError",
                         "1 validation error detected: Value null at 'audience' failed to satisfy constraint: Member "
                         "must not be null"));
  Pairs eleven;
  for (int i = 0; i < 11; ++i) eleven.emplace_back("Audience.member." + std::to_string(i + 1), std::to_string(i));
  EXPECT_THAT(token_for(me, eleven), fails_with(400, "ValidationError",
                                                sts_violation("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "audience",
                                                              "Member must have length less than or equal to 10")));
  eleven.pop_back();
  EXPECT_THAT(token_for(me, eleven), succeeds());
  std::string const too_long(1001, 'a');
  EXPECT_THAT(token_for(me, {{"Audience.member.1", too_long}}),
              fails_with(400, "ValidationError",
                         sts_violation("[" + too_long + "]", "audience",
                                       "Member must satisfy constraint: [Member must have length less than or equal to "
                                       "1000, Member must have length greater than or equal to 1]")));
}

// R.
TEST_F(WebIdentityTokens, last_a_minute_to_an_hour) {
  EXPECT_THAT(token_for(me, {{"DurationSeconds", "59"}}),
              fails_with(400, "ValidationError",
                         sts_violation("59", "durationSeconds", "Member must have value greater than or equal to 60")));
  EXPECT_THAT(
      token_for(me, {{"DurationSeconds", "3601"}}),
      fails_with(400, "ValidationError",
                 sts_violation("3601", "durationSeconds", "Member must have value less than or equal to 3600")));
}

// R: before the feature is looked at.
TEST_F(WebIdentityTokens, refuse_tags_that_are_there_twice) {
  Caller other;
  EXPECT_THAT(token_for(other, with_tags({}, {{"team", "one"}, {"Team", "two"}})),
              fails_with(400, "InvalidParameterValue",
                         "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
}

// R: 14,984 bytes of claims are granted, and not one more.
TEST_F(WebIdentityTokens, have_room_for_so_many_claims) {
  auto const padded = [&](std::size_t size) {
    Pairs parameters;
    for (int i = 1; i <= 10; ++i)
      parameters.emplace_back("Audience.member." + std::to_string(i), std::string(1000, 'a'));
    Pairs tags;
    for (int i = 10; i < 60; ++i) {
      auto const length = std::min<std::size_t>(size, 256);
      tags.emplace_back(std::to_string(i), std::string(length, 'v'));
      size -= length;
    }
    return token_for(me, with_tags(parameters, tags));
  };
  auto const bytes = part(padded(0).text("WebIdentityToken"), 1).size();
  ASSERT_LT(bytes, 14'984U);
  EXPECT_EQ(part(padded(14'984 - bytes).text("WebIdentityToken"), 1).size(), 14'984U);
  EXPECT_THAT(padded(14'985 - bytes),
              fails_with(400, "JWTPayloadSizeExceededException", "JWT payload exceeds maximum allowed size"));
}

// R for both documents; where they are is our own.
TEST_F(WebIdentityTokens, have_an_issuer_that_publishes_its_keys) {
  auto const answer = published("openid-configuration", {{"Host", "idp.test:1"}});
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(json::parse(answer.body),
            (json::value{{"issuer", issuer},
                         {"jwks_uri", "http://idp.test:1/_iam/token-issuers/" + host() + "/.well-known/jwks.json"},
                         {"response_types_supported", json::array{"id_token"}},
                         {"subject_types_supported", json::array{"public"}},
                         {"id_token_signing_alg_values_supported", json::array{"RS256", "ES384"}},
                         {"claims_supported",
                          json::array{"sub", "iss", "aud", "exp", "iat", "jti", "https://sts.amazonaws.com/"}}}));
  auto const keys = json::parse(published("jwks.json").body).at("keys").as_array();
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].at("kid"), "RSA_0");
  EXPECT_EQ(keys[0].at("alg"), "RS256");
  EXPECT_EQ(keys[1].at("kid"), "EC384_0");
  EXPECT_EQ(keys[1].at("crv"), "P-384");
}

// O: for clients that were told that the issuer's host is here.
TEST_F(WebIdentityTokens, have_an_issuer_that_is_known_by_its_host) {
  auto const answer =
      shared_server().exchange({.target = "/.well-known/jwks.json", .headers = {{"Host", host() + ":4566"}}});
  EXPECT_EQ(answer.body, published("jwks.json").body);
  EXPECT_EQ(shared_server().exchange({.target = "/.well-known/jwks.json"}).status, 404);
  EXPECT_EQ(published("other").status, 404);
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/token-issuers/a.example/.well-known/jwks.json"}).status, 404);
}

// R: what was published stays.
TEST_F(WebIdentityTokens, can_be_verified_after_the_feature_was_disabled) {
  auto const before = published("jwks.json").body;
  me.iam("DisableOutboundWebIdentityFederation");
  EXPECT_EQ(published("jwks.json").body, before);
}

// Another account that registered the issuer, with the keys that it publishes, takes its tokens and no others.
TEST_F(WebIdentityTokens, are_verified_with_the_published_keys) {
  Caller relying;
  relying.iam("CreateOpenIDConnectProvider", {{"Url", issuer}, {"ClientIDList.member.1", kAudience}});
  auto const keys =
      shared_server().exchange({.method = "PUT",
                                .target = "/_iam/oidc/keys?account=" + relying.account() + "&provider=" + issuer,
                                .body = published("jwks.json").body});
  ASSERT_EQ(keys.status, 200) << keys.body;
  auto const trust =
      trusting(federated_principal(relying.arn("oidc-provider/" + host())), R"("sts:AssumeRoleWithWebIdentity")",
               R"({"StringEquals":{")" + host() + R"(:sub":")" + me.arn("root") + R"("}})");
  create_role(relying, "Guest", {{"AssumeRolePolicyDocument", trust}});
  auto const present = [&](std::string const& token) {
    return relying.sts(
        "AssumeRoleWithWebIdentity",
        {{"RoleArn", relying.arn("role/Guest")}, {"RoleSessionName", "guest"}, {"WebIdentityToken", token}});
  };
  for (auto const* algorithm : {"RS256", "ES384"}) {
    auto token = token_for(me, {{"SigningAlgorithm", algorithm}}).text("WebIdentityToken");
    EXPECT_THAT(present(token), succeeds()) << algorithm;
    auto& changed = token[token.size() - 20];
    changed = changed == 'A' ? 'B' : 'A';
    EXPECT_EQ(present(token).code(), "InvalidIdentityToken") << algorithm;
  }
}

// O: keys live as long as the database, and a reset leaves them.
TEST(WebIdentityTokenKeys, survive_a_restart_when_the_store_is_a_file) {
  TemporaryDirectory const directory;
  std::vector<std::string> const flags = {"--db", directory.file("iam.db")};
  auto const keys = [](Server const& server) {
    Caller me(server, "000000000042");
    me.iam("EnableOutboundWebIdentityFederation");
    auto const issuer = me.iam("GetOutboundWebIdentityFederationInfo").text("IssuerIdentifier");
    auto const host = issuer.substr(std::string("https://").size());
    return server.exchange({.target = "/_iam/token-issuers/" + host + "/.well-known/jwks.json"}).body;
  };
  std::string before;
  {
    Server server(flags);
    before = keys(server);
    EXPECT_THAT(before, HasSubstr("EC384_0"));
    EXPECT_EQ(server.terminate(), 0);
  }
  Server server(flags);
  EXPECT_EQ(keys(server), before);
  server.exchange({.method = "POST", .target = "/_iam/reset"});
  EXPECT_EQ(keys(server), before);
}

}  // namespace
}  // namespace conformance
