// What reads SSH public keys takes bytes from anybody.
#include "iam/formats/ssh_key.h"

#include "iam/base/encoding.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace iam::formats {
namespace {

std::string with_length(std::string_view bytes) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(bytes.size() >> shift);
  return out.append(bytes);
}

std::string blob(std::string_view exponent, std::string_view modulus) {
  return with_length("ssh-rsa") + with_length(exponent) + with_length(modulus);
}

std::string const kExponent("\x01\x00\x01", 3);
std::string const kModulus = std::string(1, '\0') + std::string(256, '\xAB');

std::optional<SshPublicKey::Flaw> flaw_of(std::string_view bytes) {
  auto const key = SshPublicKey::parse("ssh-rsa " + base64_encode(bytes));
  if (key) return std::nullopt;
  return key.error();
}

TEST(SshPublicKey, takes_no_part_of_a_key_for_a_key) {
  auto const whole = blob(kExponent, kModulus);
  EXPECT_EQ(flaw_of(whole), std::nullopt);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_EQ(flaw_of(whole.substr(0, length)), SshPublicKey::Flaw::kInvalid) << length;
  }
  EXPECT_EQ(flaw_of(whole + '\0'), SshPublicKey::Flaw::kInvalid);
}

TEST(SshPublicKey, refuses_lengths_beyond_the_end) {
  EXPECT_EQ(flaw_of("\xFF\xFF\xFF\xFFssh-rsa"), SshPublicKey::Flaw::kInvalid);
  EXPECT_EQ(flaw_of(with_length("ssh-rsa") + "\x7F\xFF\xFF\xFF"), SshPublicKey::Flaw::kInvalid);
}

TEST(SshPublicKey, refuses_numbers_that_no_rsa_key_has) {
  auto const zero = std::string(1, '\0');
  for (auto const& exponent :
       {std::string(), zero, std::string("\x01"), std::string("\x04"), std::string("\xFF"), kModulus}) {
    EXPECT_EQ(flaw_of(blob(exponent, kModulus)), SshPublicKey::Flaw::kInvalid);
  }
  for (auto const& modulus : {std::string(), zero, std::string(256, '\xAB'), kModulus.substr(0, 256),
                              kModulus.substr(0, 256) + '\xAA', zero + std::string(2049, '\xAB')}) {
    EXPECT_EQ(flaw_of(blob(kExponent, modulus)), SshPublicKey::Flaw::kInvalid);
  }
}

// Other writers pad numbers; the fingerprint is the key's, not the writing's.
TEST(SshPublicKey, sees_through_leading_zeros) {
  auto const plain = SshPublicKey::parse("ssh-rsa " + base64_encode(blob(kExponent, kModulus)));
  auto const padded =
      SshPublicKey::parse("ssh-rsa " + base64_encode(blob('\0' + kExponent, std::string(3, '\0') + kModulus)));
  ASSERT_TRUE(plain && padded);
  EXPECT_EQ(padded->fingerprint(), plain->fingerprint());
  EXPECT_EQ(padded->ssh(), plain->ssh());
}

TEST(SshPublicKey, survives_the_way_through_pem) {
  auto const key = SshPublicKey::parse("ssh-rsa " + base64_encode(blob(kExponent, kModulus)));
  ASSERT_TRUE(key);
  auto const again = SshPublicKey::parse(key->pem());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->was_pem());
  EXPECT_EQ(again->ssh(), key->ssh());
}

}  // namespace
}  // namespace iam::formats
