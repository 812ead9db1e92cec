// Key sets: RFC 7517, RFC 7638.
#include "iam/federation/key_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::federation {
namespace {

// RFC 7638 section 3.1.
constexpr std::string_view kRfcKey =
    R"({"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29","n":)"
    R"("0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiF)"
    R"(V4n3okn)"
    R"(jhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA)"
    R"(ZHzu6qMQ)"
    R"(vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8)"
    R"(awapJzKn)"
    R"(qDKgw"})";

std::string set_of(std::string_view keys) { return R"({"keys":[)" + std::string(keys) + "]}"; }

TEST(KeySet, reads_a_published_key) {
  auto const keys = parse_key_set(set_of(kRfcKey));
  ASSERT_TRUE(keys.has_value());
  ASSERT_EQ(keys->size(), 1u);
  EXPECT_EQ(keys->front().id, "2011-04-29");
  EXPECT_EQ(keys->front().algorithm, Algorithm::kRs256);
  EXPECT_EQ(thumbprint(keys->front().key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST(KeySet, what_it_writes_it_reads) {
  KeySet keys;
  for (auto const kind : {SigningKey::Kind::kRsa, SigningKey::Kind::kP256, SigningKey::Kind::kP384}) {
    auto const key = SigningKey::generate(kind).public_key();
    keys.push_back({thumbprint(key), std::nullopt, key});
  }
  auto const read = parse_key_set(to_json(keys));
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_EQ(thumbprint((*read)[i].key), keys[i].id);
  EXPECT_EQ(to_json(*read), to_json(keys));
}

// RFC 7517 section 5: keys that cannot be used do not spoil the set.
TEST(KeySet, keys_for_something_else_are_passed_over) {
  std::string const others =
      R"({"kty":"oct","k":"AAAA"},{"kty":"OKP","crv":"Ed25519","x":"AAAA"},{"kty":"RSA","e":"AQAB"},{"kty":7},"t)"
      R"(ext",)"
      R"({"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"},{"kty":"EC","crv":"secp256k1","x":"AAAA","y":"AAAA"},)";
  std::string encrypting(kRfcKey), hashing(kRfcKey), foreign(kRfcKey);
  encrypting.insert(1, R"("use":"enc",)");
  hashing.replace(hashing.find("RS256"), 5, "PS256");
  foreign.replace(foreign.find("RS256"), 5, "ES256");
  auto const keys =
      parse_key_set(set_of(others + encrypting + "," + hashing + "," + foreign + "," + std::string(kRfcKey)));
  ASSERT_TRUE(keys.has_value());
  EXPECT_EQ(keys->size(), 1u);
  EXPECT_FALSE(parse_key_set(set_of(others + encrypting)).has_value()) << "none is left";
}

TEST(KeySet, several_issuers_share_a_file) {
  auto const one = set_of(kRfcKey);
  auto const sets = parse_issuer_key_sets(R"({"https://a.example/x":)" + one + R"(,"http://b.example":)" + one + "}");
  ASSERT_TRUE(sets.has_value());
  ASSERT_EQ(sets->size(), 2u);
  EXPECT_EQ((*sets)[0].first, "a.example/x");
  EXPECT_EQ((*sets)[1].first, "b.example");
  EXPECT_EQ((*sets)[1].second.front().id, "2011-04-29");
  EXPECT_TRUE(parse_issuer_key_sets("{}")->empty());
  for (auto const& text : {one, std::string(R"({"https://a":{}})"), std::string(R"({"https://a":7})"),
                           R"({"https://a":)" + one + R"(,"http://a":)" + one + "}", std::string("[]")}) {
    EXPECT_FALSE(parse_issuer_key_sets(text).has_value()) << text.substr(0, 100);
  }
}

TEST(KeySet, other_texts_are_none) {
  std::string twice(kRfcKey);
  twice.insert(1, R"("kid":"another",)");
  std::string many(kRfcKey);
  for (std::size_t i = 0; i < kKeysOfAKindMax; ++i) many += "," + std::string(kRfcKey);
  for (auto const& text :
       {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"keys":{}})"), set_of(""), set_of(twice),
        set_of(many), set_of(kRfcKey) + "x", set_of(kRfcKey) + std::string(kKeySetBytesMax, ' ')}) {
    EXPECT_FALSE(parse_key_set(text).has_value()) << text.substr(0, 200);
  }
}

}  // namespace
}  // namespace iam::federation
