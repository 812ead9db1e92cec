// The identity provider for tests, and the keys of others: endpoints of the emulator's own.
#include "emulator.h"

#include "iam/base/encoding.h"
#include "iam/federation/jwt.h"
#include "iam/federation/saml.h"

#include <gmock/gmock.h>
#include <boost/json.hpp>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

constexpr auto kProvider = "https://token.actions.githubusercontent.com";
constexpr auto kKeys = "/_iam/oidc/keys?provider=token.actions.githubusercontent.com";

class IdentityProvider : public Emulator {
 protected:
  IdentityProvider() { start(true); }

  void start(bool on) {
    gateway_ = make_gateway(Environment{.store = *store_,
                                        .clock = clock_,
                                        .randomness = random_,
                                        .ids = ids_,
                                        .last_used = last_used_,
                                        .seal = seal_,
                                        .default_account = AccountId(123456789012),
                                        .test_identity_provider = on,
                                        .description = {.version = "1", .scheme = "http"},
                                        .more_metrics = {}});
  }

  HttpResponse ask(std::string_view method, std::string_view target, std::string_view body = "") {
    return send(method, target, {{"Host", "localhost:4566"}}, body);
  }

  json::object answer(std::string_view method, std::string_view target, std::string_view body = "") {
    auto const response = ask(method, target, body);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).as_object();
  }

  federation::KeySet published_keys() {
    return federation::parse_key_set(ask("GET", "/_iam/oidc/jwks").body).value_or(federation::KeySet{});
  }

  federation::Jwt token_of(std::string_view claims) {
    auto const text = std::string(answer("POST", "/_iam/oidc/token", claims).at("token").as_string());
    return federation::decode_jwt(text).value();
  }

  federation::SamlAssertion assertion_of(std::string_view body) {
    auto const text = base64_decode(answer("POST", "/_iam/saml/assertion", body).at("assertion").as_string());
    return federation::verify_saml_response(text.value(), std::vector{published_keys().at(0).key}).value();
  }

  void register_provider() {
    auto const made = post("Action=CreateOpenIDConnectProvider&Version=2010-05-08&Url=" + percent_encode(kProvider));
    ASSERT_EQ(made.status, 200) << made.body;
  }
};

TEST_F(IdentityProvider, is_off_until_asked_for) {
  start(false);
  for (auto const* target : {"/_iam/oidc/.well-known/openid-configuration", "/_iam/oidc/jwks", "/_iam/oidc/token",
                             "/_iam/saml/metadata", "/_iam/saml/assertion"}) {
    auto const response = ask("GET", target);
    EXPECT_EQ(response.status, 404) << target;
    EXPECT_THAT(response.body, HasSubstr("--test-idp on"));
  }
}

TEST_F(IdentityProvider, is_discovered_under_the_name_it_was_asked_by) {
  auto const document = answer("GET", "/_iam/oidc/.well-known/openid-configuration");
  EXPECT_EQ(document.at("issuer"), "http://localhost:4566/_iam/oidc");
  EXPECT_EQ(document.at("jwks_uri"), "http://localhost:4566/_iam/oidc/jwks");
}

TEST_F(IdentityProvider, mints_tokens_that_its_keys_verify) {
  auto const token = token_of("");
  EXPECT_EQ(federation::verify(token, published_keys()), federation::Verification::kVerified);
  EXPECT_EQ(token.claims.issuer, "http://localhost:4566/_iam/oidc");
  EXPECT_EQ(token.claims.subject, "test");
  EXPECT_THAT(token.claims.audiences, ElementsAre("sts.amazonaws.com"));
  EXPECT_EQ(token.claims.issued_at, clock_.now());
  EXPECT_EQ(token.claims.expires_at, clock_.now() + std::chrono::hours(1));
}

TEST_F(IdentityProvider, tokens_say_what_they_are_asked_to_say) {
  auto const token = token_of(
      R"({"iss":"https://token.actions.githubusercontent.com","sub":"repo:o/r:ref:refs/heads/main","aud":["a","b"],)"
      R"("exp":7,"iat":null,"https://aws.amazon.com/tags":{"principal_tags":{"Team":["x"]}}})");
  EXPECT_EQ(token.claims.issuer, kProvider);
  EXPECT_EQ(token.claims.subject, "repo:o/r:ref:refs/heads/main");
  EXPECT_THAT(token.claims.audiences, ElementsAre("a", "b"));
  EXPECT_EQ(token.claims.expires_at, Time(std::chrono::seconds(7)));
  EXPECT_EQ(token.claims.issued_at, std::nullopt);
  EXPECT_THAT(token.claims.tags.tags, ElementsAre(Pair("Team", "x")));
}

// What the provider signs is believed of every issuer, so nothing of it lasts for ever.
TEST_F(IdentityProvider, tokens_last_a_year_at_most) {
  auto const year = epoch_seconds(clock_.now()) + 365 * 24 * 3600;
  auto const mint = [&](std::string const& exp) {
    return send("POST", "/_iam/oidc/token", {{"Host", "localhost:4566"}}, R"({"exp":)" + exp + "}").status;
  };
  EXPECT_EQ(mint(std::to_string(year)), 200);
  EXPECT_EQ(mint(std::to_string(year + 1)), 400);
  EXPECT_EQ(mint("253402300799"), 400);
  EXPECT_EQ(mint("1e300"), 400);
}

// https://github.com/actions/toolkit/tree/main/packages/core, OidcClient: it adds `&audience=` to the URL of its
// environment and reads `value`.
TEST_F(IdentityProvider, answers_as_the_runner_of_github_actions_does) {
  auto const document =
      answer("GET", "/_iam/oidc/token?sub=repo%3Ao%2Fr&iss=https%3A%2F%2Fgithub.example&audience=sts.amazonaws.com");
  auto const token = federation::decode_jwt(document.at("value").as_string()).value();
  EXPECT_EQ(token.claims.subject, "repo:o/r");
  EXPECT_EQ(token.claims.issuer, "https://github.example");
  EXPECT_THAT(token.claims.audiences, ElementsAre("sts.amazonaws.com"));
}

TEST_F(IdentityProvider, refuses_claims_that_are_none) {
  for (auto const* body : {"[]", "text", "{"}) EXPECT_EQ(ask("POST", "/_iam/oidc/token", body).status, 400) << body;
  EXPECT_EQ(ask("POST", "/_iam/oidc/token", R"({"a":")" + std::string(20'000, 'x') + R"("})").status, 400);
  EXPECT_EQ(ask("GET", "/_iam/oidc/token?a=%zz").status, 400);
  EXPECT_EQ(ask("GET", "/_iam/oidc/token?a=%ff").status, 400);
  EXPECT_EQ(ask("DELETE", "/_iam/oidc/token").status, 405);
  EXPECT_EQ(ask("POST", "/_iam/oidc/jwks").status, 405);
  EXPECT_EQ(ask("GET", "/_iam/oidc/other").status, 404);
}

// Clients remember keys for minutes: fixtures that reset between tests would leave them with stale ones.
TEST_F(IdentityProvider, keeps_its_key_through_a_reset_and_another_start) {
  auto const before = federation::to_json(published_keys());
  EXPECT_EQ(ask("POST", "/_iam/reset").status, 200);
  EXPECT_EQ(federation::to_json(published_keys()), before);
  start(true);
  EXPECT_EQ(federation::to_json(published_keys()), before);
}

TEST_F(IdentityProvider, its_metadata_is_taken_for_a_saml_provider) {
  auto const metadata = ask("GET", "/_iam/saml/metadata");
  EXPECT_EQ(header(metadata, "Content-Type"), "application/samlmetadata+xml");
  EXPECT_THAT(metadata.body, HasSubstr("entityID=\"http://localhost:4566/_iam/saml/metadata\""));
  std::string const form = "Action=CreateSAMLProvider&Version=2010-05-08&Name=test&SAMLMetadataDocument=";
  auto const made = post(form + percent_encode(metadata.body));
  EXPECT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(ask("GET", "/_iam/saml/metadata").body, metadata.body);
}

TEST_F(IdentityProvider, signs_assertions) {
  auto const assertion = assertion_of("{}");
  EXPECT_EQ(assertion.issuer, "http://localhost:4566/_iam/saml/metadata");
  EXPECT_EQ(assertion.name_id, "test");
  EXPECT_EQ(assertion.recipient, "https://signin.aws.amazon.com/saml");
  EXPECT_THAT(assertion.audiences, ElementsAre("https://signin.aws.amazon.com/saml"));
  EXPECT_EQ(assertion.issued_at, clock_.now());
  EXPECT_EQ(assertion.not_on_or_after, clock_.now() + std::chrono::minutes(5));
}

TEST_F(IdentityProvider, assertions_say_what_they_are_asked_to_say) {
  for (auto const* which : {"assertion", "response", "both"}) {
    auto const assertion = assertion_of(
        R"({"issuer":"urn:idp","name_id":"ada","name_id_format":"urn:x","audience":"urn:a","recipient":"urn:r",)"
        R"("valid_s":60,"roles":[{"role":"arn:aws:iam::123456789012:role/R",)"
        R"("provider":"arn:aws:iam::123456789012:saml-provider/P"}],"session_name":"s","session_duration_s":900,)"
        R"("tags":{"Team":"a & b"},"transitive_tag_keys":["Team"],"source_identity":"Admin",)"
        R"("attributes":{"mail":["x","y"]},"signed":")" +
        std::string(which) + R"("})");
    EXPECT_EQ(assertion.issuer, "urn:idp");
    EXPECT_EQ(assertion.name_id, "ada");
    EXPECT_EQ(assertion.name_id_format, "urn:x");
    EXPECT_EQ(assertion.recipient, "urn:r");
    EXPECT_THAT(assertion.audiences, ElementsAre("urn:a"));
    EXPECT_EQ(assertion.not_on_or_after, clock_.now() + std::chrono::minutes(1));
    EXPECT_EQ(assertion.attributes.back(), (federation::SamlAttribute{"mail", {"x", "y"}}));
    auto const session = federation::read_aws_attributes(assertion);
    ASSERT_EQ(session.choices.size(), 1u);
    EXPECT_EQ(session.choices[0].provider_arn, "arn:aws:iam::123456789012:saml-provider/P");
    EXPECT_EQ(session.session_name, "s");
    EXPECT_EQ(session.duration_s, "900");
    EXPECT_THAT(session.tags.tags, ElementsAre(Pair("Team", "a & b")));
    EXPECT_THAT(session.tags.transitive_keys, ElementsAre("Team"));
    EXPECT_EQ(session.source_identity, "Admin");
  }
}

// The clock may stand there; an assertion that is counted on from it cannot be written in the year 10000.
TEST_F(IdentityProvider, assertions_end_with_the_year_9999_at_the_latest) {
  clock_.set(*parse_iso8601("9999-12-31T23:58:00Z"));
  auto const assertion = assertion_of(R"({"valid_s":31622400,"session_valid_s":31622400})");
  EXPECT_EQ(assertion.not_on_or_after, parse_iso8601("9999-12-31T23:59:59Z"));
  EXPECT_EQ(assertion.session_not_on_or_after, parse_iso8601("9999-12-31T23:59:59Z"));
}

TEST_F(IdentityProvider, refuses_assertions_that_it_does_not_understand) {
  for (auto const* body : {"", "[]", R"({"rolls":[]})", R"({"roles":[{}]})", R"({"roles":{}})", R"({"valid_s":0})",
                           R"({"name_id":""})", R"({"signed":"no"})", R"({"tags":[]})", R"({"tags":{"a":7}})",
                           R"({"name_id":"\u0001"})", R"({"transitive_tag_keys":"a"})"}) {
    auto const response = ask("POST", "/_iam/saml/assertion", body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(response.body, HasSubstr("error"));
  }
}

TEST_F(IdentityProvider, keys_of_another_provider_are_kept_shown_and_forgotten) {
  start(false);  // they have nothing to do with the provider for tests
  register_provider();
  auto const key = federation::SigningKey::generate(federation::SigningKey::Kind::kP256).public_key();
  auto const key_set = federation::to_json({{"one", std::nullopt, key}});

  EXPECT_EQ(ask("GET", kKeys).status, 404);
  EXPECT_EQ(ask("PUT", kKeys, key_set).status, 200);
  EXPECT_EQ(ask("GET", kKeys).body, key_set + "\n");
  for (auto const* name : {"https://token.actions.githubusercontent.com",
                           "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}) {
    EXPECT_EQ(ask("GET", "/_iam/oidc/keys?provider=" + percent_encode(name)).body, key_set + "\n") << name;
  }
  EXPECT_EQ(ask("DELETE", kKeys).status, 200);
  EXPECT_EQ(ask("DELETE", kKeys).status, 404);
  EXPECT_EQ(ask("GET", kKeys).status, 404);
}

TEST_F(IdentityProvider, keys_need_a_registered_provider_of_the_account) {
  auto const key = federation::SigningKey::generate(federation::SigningKey::Kind::kP256).public_key();
  auto const key_set = federation::to_json({{"one", std::nullopt, key}});
  EXPECT_EQ(ask("PUT", kKeys, key_set).status, 404);
  register_provider();
  EXPECT_EQ(ask("PUT", std::string(kKeys) + "&account=111122223333", key_set).status, 404);
  EXPECT_EQ(ask("PUT", std::string(kKeys) + "&account=12", key_set).status, 400);
  EXPECT_EQ(ask("PUT", "/_iam/oidc/keys", key_set).status, 400);
  EXPECT_EQ(ask("PUT", "/_iam/oidc/keys?provider=arn:aws:iam::123456789012:role/x", key_set).status, 400);
  EXPECT_EQ(ask("PUT", kKeys, "{}").status, 400);
  EXPECT_EQ(ask("POST", kKeys, key_set).status, 405);
}

// What is pasted may be the whole key pair.
TEST_F(IdentityProvider, private_numbers_are_not_kept) {
  register_provider();
  auto const key = federation::SigningKey::generate(federation::SigningKey::Kind::kP256).public_key();
  auto key_set = federation::to_json({{"one", std::nullopt, key}});
  key_set.insert(key_set.find("\"kty\""), "\"d\":\"c2VjcmV0\",");
  EXPECT_EQ(ask("PUT", kKeys, key_set).status, 200);
  EXPECT_THAT(ask("GET", kKeys).body, testing::Not(HasSubstr("c2VjcmV0")));
}

}  // namespace
}  // namespace iam::gateway
