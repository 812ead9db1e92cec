// GetWebIdentityToken about whoever is behind the caller's session:
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html, SubjectMode
#include "iam/base/encoding.h"
#include "iam/service/handlers/web_identity_federation.h"
#include "iam/service/handlers/web_identity_tokens.h"

#include "world.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <string>

namespace iam::service {
namespace {

namespace json = boost::json;

json::object claims_of(Secret const& secret) {
  std::string token(secret.reveal());
  token.erase(0, token.find('.') + 1);
  token.erase(token.find('.'));
  std::ranges::replace(token, '-', '+');
  std::ranges::replace(token, '_', '/');
  token.append((4 - token.size() % 4) % 4, '=');
  return json::parse(base64_decode(token).value_or("{}")).as_object();
}

struct OriginTokens : testing::Test {
  OriginTokens() { world.ask(&enable_outbound_web_identity_federation, {}); }

  // Of a session of root with this identity behind it.
  Result<api::sts::GetWebIdentityTokenResponse> ask(PropagatedIdentity identity,
                                                    std::optional<std::string> scope = std::nullopt) {
    SessionContext session{.kind = SessionContext::Kind::kSessionToken, .propagated = std::move(identity)};
    session.issuer.arn = world.root.arn;
    session.expires_at = world.clock.now() + std::chrono::hours(1);
    auto caller = world.root;
    caller.session = std::make_shared<SessionContext const>(std::move(session));
    return world.ask(&sts::get_web_identity_token,
                     {.audience = {"https://api.example.com"},
                      .signing_algorithm = "ES384",
                      .scope = std::move(scope),
                      .subject_mode = "OriginIdentity"},
                     &caller);
  }
  std::string code_of(PropagatedIdentity identity) {
    auto const answer = ask(std::move(identity));
    return answer.has_value() ? "" : answer.error().code;
  }

  World world;
};

TEST_F(OriginTokens, are_about_the_subject_and_name_the_principal) {
  auto const answer = ask({.subject = "ada@example.com", .issuer = "idp.example.com"}, "read WRITE");
  ASSERT_TRUE(answer.has_value());
  auto const claims = claims_of(*answer->web_identity_token);
  EXPECT_EQ(claims.at("sub"), "ada@example.com");
  EXPECT_EQ(claims.at("scope"), "read WRITE");
  auto const& of_aws = claims.at("https://sts.amazonaws.com/").as_object();
  EXPECT_EQ(of_aws.at("principal_id"), "arn:aws:iam::123456789012:root");
  EXPECT_EQ(of_aws.at("subject_mode"), "OriginIdentity");
}

TEST_F(OriginTokens, have_no_scope_unless_one_is_asked_for) {
  auto const answer = ask({.subject = "Ada", .federated_provider_arn = "arn:aws:iam::123456789012:saml-provider/idp"});
  ASSERT_TRUE(answer.has_value());
  EXPECT_FALSE(claims_of(*answer->web_identity_token).contains("scope"));
}

TEST_F(OriginTokens, need_a_subject_and_whose_it_is) {
  EXPECT_EQ(code_of({.subject = "Ada"}), "ValidationError");
  EXPECT_EQ(code_of({.issuer = "idp.example.com"}), "ValidationError");
  EXPECT_EQ(code_of({.subject = "  ", .issuer = "idp.example.com"}), "ValidationError");
  EXPECT_EQ(code_of({}), "ValidationError");
}

TEST_F(OriginTokens, are_denied_about_subjects_that_could_be_taken_for_another) {
  for (auto const* subject : {"arn:aws:iam::1:root", "ARN:x", " Ada", "Ada ", "A\tda",
                              "A\xC2\xA0"
                              "da",
                              "A\xE2\x80\x8B"
                              "da",
                              "A\xE2\x80\xA8"
                              "da"}) {
    EXPECT_EQ(code_of({.subject = subject, .issuer = "idp.example.com"}), "AccessDenied") << subject;
  }
  EXPECT_EQ(code_of({.subject = "Ada Lovelace, \xC3\xA9", .issuer = "idp.example.com"}), "");
}

}  // namespace
}  // namespace iam::service
