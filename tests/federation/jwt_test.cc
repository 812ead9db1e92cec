// Tokens: RFC 7515, RFC 7519, and AWS's claims.
#include "iam/federation/jwt.h"

#include "iam/base/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::federation {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::string_view kJoe =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

struct Vector {
  std::string header;
  std::string signature;
  std::string keys;
};

// RFC 7515, appendices A.2 and A.3.
std::vector<Vector> const kRfcVectors = {
    {"eyJhbGciOiJSUzI1NiJ9",
     "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9"
     "CUAr7t1"
     "dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--"
     "xi12jzD"
     "wusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypG"
     "lUPQGe7"
     "7Rw",
     R"({"keys":[{"kty":"RSA","e":"AQAB","n":)"
     R"("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-S)"
     R"(Fd2lZS-)"
     R"(pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEM)"
     R"(a2R2Cap)"
     R"(Hg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDT)"
     R"(W9gb54h)"
     R"(4FRWyuXpoQ"}]})"},
    {"eyJhbGciOiJFUzI1NiJ9", "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
     R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
     R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})"},
};

std::string token_of(std::string_view header, std::string_view claims, std::string_view signature = "AAAA") {
  return base64url_encode(header) + "." + base64url_encode(claims) + "." + std::string(signature);
}

tl::expected<Jwt, JwtFault> decode_claims(std::string_view claims) {
  return decode_jwt(token_of(R"({"alg":"RS256"})", claims));
}

KeySet keys_of(SigningKey const& key, std::string id = "") { return {{std::move(id), std::nullopt, key.public_key()}}; }

TEST(Jwt, the_standards_tokens_verify) {
  for (auto const& [header, signature, keys] : kRfcVectors) {
    auto const token = decode_jwt(header + "." + std::string(kJoe) + "." + signature);
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(verify(*token, parse_key_set(keys).value()), Verification::kVerified);
    EXPECT_EQ(token->claims.issuer, "joe");
    EXPECT_EQ(token->claims.expires_at, Time(std::chrono::seconds(1'300'819'380)));
    EXPECT_THAT(token->claims.others, ElementsAre(Pair("http://example.com/is_root", ElementsAre("true"))));
  }
}

TEST(Jwt, a_changed_token_does_not_verify) {
  for (auto const& [header, signature, keys] : kRfcVectors) {
    auto const key_set = parse_key_set(keys).value();
    auto const forged = decode_jwt(header + "." + base64url_encode(R"({"iss":"moe"})") + "." + signature);
    EXPECT_EQ(verify(forged.value(), key_set), Verification::kWrongSignature);
    auto const unsigned_token = decode_jwt(header + "." + std::string(kJoe) + ".");
    EXPECT_EQ(verify(unsigned_token.value(), key_set), Verification::kWrongSignature);
  }
}

TEST(Jwt, what_it_signs_verifies) {
  for (auto const& [kind, algorithm] :
       {std::pair{SigningKey::Kind::kRsa, Algorithm::kRs256}, std::pair{SigningKey::Kind::kP256, Algorithm::kEs256},
        std::pair{SigningKey::Kind::kP384, Algorithm::kEs384}}) {
    auto const key = SigningKey::generate(kind);
    auto const token = decode_jwt(sign_jwt(key, "mine", algorithm, R"({"sub":"me"})").reveal());
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(token->claims.subject, "me");
    EXPECT_EQ(token->key_id, "mine");
    EXPECT_EQ(verify(*token, keys_of(key, "mine")), Verification::kVerified);
  }
}

TEST(Jwt, the_key_id_chooses_the_key) {
  auto const key = SigningKey::generate(SigningKey::Kind::kP256);
  auto const token = decode_jwt(sign_jwt(key, "mine", Algorithm::kEs256, "{}").reveal()).value();
  EXPECT_EQ(verify(token, keys_of(key, "another")), Verification::kNoSuchKey);
  EXPECT_EQ(verify(token, keys_of(SigningKey::generate(SigningKey::Kind::kP256), *token.key_id)),
            Verification::kWrongSignature);
  EXPECT_EQ(verify(token, {}), Verification::kNoSuchKey);
  auto keys = keys_of(key, *token.key_id);
  keys.front().algorithm = Algorithm::kEs384;
  EXPECT_EQ(verify(token, keys), Verification::kNoSuchKey) << "the key is for another algorithm";
}

// The algorithm is the token's choice: it must not reach what needs no private key.
TEST(Jwt, foreign_algorithms_are_told_apart_from_malformed_tokens) {
  for (auto const* name : {"none", "HS256", "PS256", "EdDSA", "NONE", ""}) {
    auto const token = decode_jwt(token_of(R"({"alg":")" + std::string(name) + R"("})", "{}"));
    ASSERT_FALSE(token.has_value()) << name;
    EXPECT_EQ(token.error(), JwtFault::kForeignAlgorithm) << name;
  }
}

TEST(Jwt, only_one_writing_of_a_token_is_one) {
  auto const sound = token_of(R"({"alg":"RS256"})", "{}");
  ASSERT_TRUE(decode_jwt(sound).has_value());
  for (auto const& text :
       {std::string(),
        std::string("."),
        std::string(".."),
        std::string("a.b"),
        sound + ".",
        "." + sound,
        sound + "=",
        sound + " ",
        " " + sound,
        sound + "\n",
        token_of(R"({"alg":"RS256"})", "{}", "AAB"),
        token_of("{}", "{}"),
        token_of(R"({"alg":7})", "{}"),
        token_of(R"({"alg":"RS256","kid":7})", "{}"),
        token_of(R"({"alg":"RS256","crit":["exp"]})", "{}"),
        token_of(R"({"alg":"none","alg":"RS256"})", "{}"),
        token_of(R"({"alg":"RS256","\u0061lg":"RS256"})", "{}"),
        token_of(R"({"alg":"RS256"} x)", "{}"),
        token_of(R"({"alg":"RS256"})", "[]"),
        token_of(R"({"alg":"RS256"})", ""),
        token_of(R"({"alg":"RS256"})", R"({"sub":"a","sub":"b"})"),
        token_of(R"({"alg":"RS256"})", R"({"x":{"y":1,"y":2}})"),
        token_of(R"({"alg":"RS256"})", "{\"a\":\"\xff\"}"),
        token_of(R"({"alg":"RS256"})", R"({"a":)" + std::string(100, '[') + std::string(100, ']') + "}"),
        token_of(R"({"alg":"RS256"})", R"({"a":")" + std::string(20'000, 'x') + R"("})")}) {
    auto const token = decode_jwt(text);
    ASSERT_FALSE(token.has_value()) << text.substr(0, 200);
    EXPECT_EQ(token.error(), JwtFault::kMalformed);
  }
}

TEST(Jwt, claims_have_their_types) {
  auto const token = decode_claims(
      R"({"iss":"https://a.example","sub":"me","aud":["one","two"],"azp":"app","amr":["pwd","mfa"],"exp":1.5,"nb)"
      R"(f":1,)"
      R"("iat":0,"repository":"a/b","run":7,"groups":["x","y"],"deep":{"er":1},"mixed":[{}]})");
  ASSERT_TRUE(token.has_value());
  auto const& claims = token->claims;
  EXPECT_EQ(claims.issuer, "https://a.example");
  EXPECT_EQ(claims.subject, "me");
  EXPECT_THAT(claims.audiences, ElementsAre("one", "two"));
  EXPECT_EQ(claims.authorized_party, "app");
  EXPECT_THAT(claims.methods, ElementsAre("pwd", "mfa"));
  EXPECT_EQ(claims.expires_at, Time(std::chrono::milliseconds(1500)));
  EXPECT_EQ(claims.not_before, Time(std::chrono::seconds(1)));
  EXPECT_EQ(claims.issued_at, Time());
  EXPECT_THAT(claims.others, ElementsAre(Pair("repository", ElementsAre("a/b")), Pair("run", ElementsAre("7")),
                                         Pair("groups", ElementsAre("x", "y"))));
  EXPECT_THAT(decode_claims(R"({"aud":"one"})")->claims.audiences, ElementsAre("one"));
}

TEST(Jwt, claims_of_another_type_spoil_the_token) {
  for (auto const* claims :
       {R"({"iss":7})", R"({"sub":null})", R"({"aud":{}})", R"({"aud":[7]})", R"({"azp":[]})", R"({"amr":7})",
        R"({"exp":"1"})", R"({"exp":-1})", R"({"exp":1e99})", R"({"nbf":true})", R"({"iat":[]})",
        R"({"https://aws.amazon.com/tags":[]})", R"({"https://aws.amazon.com/tags":{"principal_tags":[]}})",
        R"({"https://aws.amazon.com/tags":{"principal_tags":{"a":["1","2"]}}})",
        R"({"https://aws.amazon.com/tags":{"principal_tags":{"a":[]}}})",
        R"({"https://aws.amazon.com/tags":{"transitive_tag_keys":7}})",
        R"({"https://aws.amazon.com/source_identity":7})", R"({"https://aws.amazon.com/tags/principal_tags/a":7})"}) {
    auto const token = decode_claims(claims);
    ASSERT_FALSE(token.has_value()) << claims;
    EXPECT_EQ(token.error(), JwtFault::kMalformed);
  }
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
TEST(Jwt, session_tags_come_nested_or_flat) {
  for (auto const* claims :
       {R"({"https://aws.amazon.com/tags":{"principal_tags":{"Project":["Automation"],"Cost":["9"]},)"
        R"("transitive_tag_keys":["Project"]},"https://aws.amazon.com/source_identity":"Admin"})",
        R"({"https://aws.amazon.com/tags/principal_tags/Project":["Automation"],)"
        R"("https://aws.amazon.com/tags/principal_tags/Cost":"9",)"
        R"("https://aws.amazon.com/tags/transitive_tag_keys":["Project"],)"
        R"("https://aws.amazon.com/source_identity":"Admin"})"}) {
    auto const token = decode_claims(claims);
    ASSERT_TRUE(token.has_value()) << claims;
    EXPECT_THAT(token->claims.tags.tags, ElementsAre(Pair("Project", "Automation"), Pair("Cost", "9")));
    EXPECT_THAT(token->claims.tags.transitive_keys, ElementsAre("Project"));
    EXPECT_EQ(token->claims.source_identity, "Admin");
  }
}

}  // namespace
}  // namespace iam::federation
