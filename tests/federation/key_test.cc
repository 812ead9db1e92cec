// Keys: what signs, what verifies, and what is no key.
#include "iam/federation/key.h"

#include <gtest/gtest.h>

#include <set>

namespace iam::federation {
namespace {

struct Pairing {
  SigningKey::Kind kind;
  std::set<Algorithm> algorithms;
};

std::vector<Pairing> const kPairings = {
    {SigningKey::Kind::kRsa, {Algorithm::kRs256, Algorithm::kRs384, Algorithm::kRs512}},
    {SigningKey::Kind::kP256, {Algorithm::kEs256}},
    {SigningKey::Kind::kP384, {Algorithm::kEs384}},
};

TEST(Key, verifies_what_its_other_half_signed_and_nothing_else) {
  for (auto const& [kind, algorithms] : kPairings) {
    auto const key = SigningKey::generate(kind);
    auto const other = SigningKey::generate(kind);
    for (auto const algorithm : algorithms) {
      auto const signature = key.sign(algorithm, "message");
      EXPECT_TRUE(key.public_key().verifies(algorithm, "message", signature)) << name_of(algorithm);
      EXPECT_FALSE(key.public_key().verifies(algorithm, "massage", signature));
      EXPECT_FALSE(other.public_key().verifies(algorithm, "message", signature));
      EXPECT_FALSE(key.public_key().verifies(algorithm, "message", signature.substr(1)));
      EXPECT_FALSE(key.public_key().verifies(algorithm, "message", signature + '\0'));
      EXPECT_FALSE(key.public_key().verifies(algorithm, "message", ""));
      EXPECT_FALSE(key.public_key().verifies(algorithm, "message", std::string(signature.size(), '\0')));
    }
  }
}

TEST(Key, fits_the_algorithms_of_its_kind_only) {
  for (auto const& [kind, algorithms] : kPairings) {
    auto const key = SigningKey::generate(kind).public_key();
    for (auto const* name : {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"}) {
      auto const algorithm = find_algorithm(name).value();
      EXPECT_EQ(key.fits(algorithm), algorithms.contains(algorithm)) << name;
      EXPECT_EQ(name_of(algorithm), name);
    }
  }
}

// A token could otherwise be signed by nobody, or with the public key for a password.
TEST(Key, algorithms_without_a_key_pair_are_not_known) {
  for (auto const* name : {"none", "None", "HS256", "HS384", "HS512", "PS256", "EdDSA", "rs256", ""}) {
    EXPECT_FALSE(find_algorithm(name).has_value()) << name;
  }
}

TEST(Key, survives_being_written_and_read) {
  for (auto const& [kind, algorithms] : kPairings) {
    auto const key = SigningKey::generate(kind);
    auto const read = SigningKey::parse(key.pem());
    ASSERT_TRUE(read.has_value());
    auto const signature = read->sign(*algorithms.begin(), "message");
    EXPECT_TRUE(key.public_key().verifies(*algorithms.begin(), "message", signature));
    auto const rebuilt = PublicKey::of_numbers(key.public_key().numbers());
    ASSERT_TRUE(rebuilt.has_value());
    EXPECT_TRUE(rebuilt->verifies(*algorithms.begin(), "message", signature));
  }
}

TEST(Key, a_certificate_of_its_own_has_it) {
  for (auto const& [kind, algorithms] : kPairings) {
    auto const key = SigningKey::generate(kind);
    auto const der = key.certificate("an identity provider");
    auto const read = PublicKey::of_certificate(der);
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(read->verifies(*algorithms.begin(), "message", key.sign(*algorithms.begin(), "message")));
    EXPECT_FALSE(PublicKey::of_certificate(der + "more").has_value());
    EXPECT_FALSE(PublicKey::of_certificate(std::string_view(der).substr(1)).has_value());
  }
  auto const rsa = SigningKey::generate(SigningKey::Kind::kRsa);
  EXPECT_EQ(rsa.certificate("x"), rsa.certificate("x"));
}

TEST(Key, is_not_read_from_what_is_none) {
  for (auto const* text : {"", "text", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
    EXPECT_FALSE(SigningKey::parse(Secret(text)).has_value()) << text;
  }
}

TEST(Key, weak_and_absurd_numbers_are_none) {
  auto const rsa = [](std::string modulus, std::string e) {
    return PublicKey::of_numbers(RsaNumbers{std::move(modulus), std::move(e)}).has_value();
  };
  std::string const sound(256, '\xff');
  std::string const three_bytes("\x01\x00\x01", 3);
  EXPECT_TRUE(rsa(sound, three_bytes));
  EXPECT_FALSE(rsa(std::string(128, '\xff'), three_bytes)) << "1024 bits";
  EXPECT_FALSE(rsa(std::string(2048, '\xff'), three_bytes)) << "16384 bits";
  EXPECT_FALSE(rsa(std::string(255, '\xff') + '\xfe', three_bytes)) << "even";
  EXPECT_FALSE(rsa(sound, "\x01")) << "signs without doing anything";
  EXPECT_FALSE(rsa(sound, "\x02"));
  EXPECT_FALSE(rsa(sound, ""));
  EXPECT_FALSE(rsa(sound, std::string(9, '\xff')));
  EXPECT_FALSE(rsa("", three_bytes));

  auto const point = std::get<EcPoint>(SigningKey::generate(SigningKey::Kind::kP256).public_key().numbers());
  auto off_curve = point;
  off_curve.y.back() = static_cast<char>(off_curve.y.back() ^ 1);
  auto short_x = point;
  short_x.x.pop_back();
  auto wrong_curve = point;
  wrong_curve.curve = Curve::kP384;
  for (auto const& each : {off_curve, short_x, wrong_curve, EcPoint{Curve::kP256, "", ""}}) {
    EXPECT_FALSE(PublicKey::of_numbers(each).has_value());
  }
}

}  // namespace
}  // namespace iam::federation
