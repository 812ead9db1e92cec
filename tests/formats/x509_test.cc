// What reads certificates and private keys takes text from anybody. The certificates here were made with `openssl ca`:
// kRoot signed itself and kMiddle, kMiddle signed kLeaf, and kLeafKey is the leaf's.
#include "iam/formats/x509.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::formats {
namespace {

std::string const kRoot = R"(-----BEGIN CERTIFICATE-----
MIIBAjCBqgIBATAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJjYTAgFw0yNjAzMDUx
MDExMTJaGA8yMTI2MDMwNTEwMTExMlowDTELMAkGA1UEAwwCY2EwWTATBgcqhkjO
PQIBBggqhkjOPQMBBwNCAAR7cHXWw7QV2MjFiz5Tii3Kgrurztg8G4ahjbrDqvMd
aYwF9cIL1BGww7pP7JEStlO38GpLHb8dP4X793kic3f8MAoGCCqGSM49BAMCA0cA
MEQCIFaqXE+I/9F5oJESzqcCTn5VgbTkSgIcjwasyetwYlolAiBuUjCj8nb5bqEa
6dWXjz5YuN5bDh3tcwPcWec+Jjb8lg==
-----END CERTIFICATE-----)";
std::string const kMiddle = R"(-----BEGIN CERTIFICATE-----
MIIBAzCBqwIBAjAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJjYTAgFw0yNjAzMDUx
MDExMTJaGA8yMTI2MDMwNTEwMTExMlowDjEMMAoGA1UEAwwDbWlkMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEJzm3z/wSdB+vjOZTIOKY4rJ+hZsk56JO5UxtPX+1
92MZelcpXtUQQUOu1LLybogCZxALWgFdIw2mJlDGLqIr9jAKBggqhkjOPQQDAgNH
ADBEAiB2NPAqxr1/REgBaja52PWkOTs1nBAjQSpdJFZ+7gER+gIgAx5o6MZEo41C
aV480mx5OK3/Jd+lX6fBAEBQItTRfWI=
-----END CERTIFICATE-----)";
std::string const kLeaf = R"(-----BEGIN CERTIFICATE-----
MIIBBzCBrQIBAzAKBggqhkjOPQQDAjAOMQwwCgYDVQQDDANtaWQwIBcNMjYwMzA1
MTAxMTEyWhgPMjEyNjAzMDUxMDExMTJaMA8xDTALBgNVBAMMBGxlYWYwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAT/mrHvXKZa+pk3mciTGdP+u8cWMr81yPOxccph
wdgUsJ/uaTZ3mqARMbe+Lze1AK2UT6NKJAhyhqSoeal/iMc2MAoGCCqGSM49BAMC
A0kAMEYCIQCTuE+iMdPJNln/h2nZKwulbmX8wWoG0U+qmRSRsaHgLwIhAJgjnT2e
kiueasz9Z5yiRSUxMNppzCpgvySsu2QqWO3r
-----END CERTIFICATE-----)";
std::string const kLeafKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgP9EM6WatiCKPZ3hg
lNJsofbwEmugkQPt0pA0dIdzL0OhRANCAAT/mrHvXKZa+pk3mciTGdP+u8cWMr81
yPOxccphwdgUsJ/uaTZ3mqARMbe+Lze1AK2UT6NKJAhyhqSoeal/iMc2
-----END PRIVATE KEY-----)";
std::string const kEncryptedLeafKey = R"(-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhLlpy3JoBv/gICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEFznUZqQ9Y5tBK+399FizA4EgZCb
jJmv+asPYmBhMbEq+n2APyBGp9OsVb1wQv8kOEr5wRNI46hmRnsBJhiDMSCN9qyp
jOFQ1q5dpOk1/qUpj+WoZJGyozD0FXiTXNgIgu3LSsG77i2a9Uae1Q7AsZNmpRnN
Ain4DrBLQ3iCzb8dMx1Vr7b0GKPfnnqkHpKXo+3VuR3vjp2PtlUCvKN6n+io95M=
-----END ENCRYPTED PRIVATE KEY-----)";

Certificate certificate(std::string const& pem) { return Certificate::parse(pem).value(); }

TEST(Certificate, is_one_block_with_white_space_around_it) {
  for (auto const& text : {kLeaf, " \r\n\t" + kLeaf + "\n\n"}) EXPECT_TRUE(Certificate::parse(text).has_value());
  for (auto const& text : {std::string(), std::string("text"), "text\n" + kLeaf, kLeaf + "\ntext", kLeaf + "\n" + kRoot,
                           kLeafKey, std::string("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----")}) {
    EXPECT_FALSE(Certificate::parse(text).has_value()) << text;
  }
}

TEST(Certificate, is_nothing_when_it_is_cut_short) {
  for (std::size_t length = 0; length < kLeaf.size(); ++length) {
    EXPECT_FALSE(Certificate::parse(kLeaf.substr(0, length)).has_value()) << length;
  }
}

TEST(Certificate, tells_when_it_is_valid) {
  EXPECT_EQ(to_iso8601(certificate(kLeaf).not_before()), "2026-03-05T10:11:12Z");
  EXPECT_EQ(to_iso8601(certificate(kLeaf).not_after()), "2126-03-05T10:11:12Z");
}

// As `openssl x509 -fingerprint -sha256` has it.
TEST(Certificate, has_the_fingerprint_of_its_bytes_however_it_is_written) {
  std::string const expected = "f109b1eb9d93b8972edf05dbeef3d956c902b213c71edd466dc02bd8d75f69b6";
  EXPECT_EQ(certificate(kLeaf).fingerprint(), expected);
  EXPECT_EQ(hex_encode(sha256(certificate(kLeaf).der())), expected);
  auto const one_line =
      "-----BEGIN CERTIFICATE-----\n" + base64_encode(certificate(kLeaf).der()) + "\n-----END CERTIFICATE-----";
  EXPECT_EQ(certificate(one_line).fingerprint(), expected);
  EXPECT_NE(certificate(kRoot).fingerprint(), expected);
}

TEST(Certificate, belongs_to_its_own_key_only) {
  auto const key = PrivateKey::parse(Secret(kLeafKey));
  ASSERT_TRUE(key.has_value());
  EXPECT_TRUE(certificate(kLeaf).belongs_to(*key));
  EXPECT_FALSE(certificate(kRoot).belongs_to(*key));
}

TEST(Certificate, is_signed_by_who_signed_it) {
  EXPECT_TRUE(certificate(kRoot).is_signed_by(certificate(kRoot)));
  EXPECT_TRUE(certificate(kLeaf).is_signed_by(certificate(kMiddle)));
  EXPECT_FALSE(certificate(kLeaf).is_signed_by(certificate(kRoot)));
  EXPECT_FALSE(certificate(kMiddle).is_signed_by(certificate(kLeaf)));
}

TEST(PrivateKey, is_nothing_when_it_is_encrypted_or_something_else) {
  for (auto const& text : {kEncryptedLeafKey, kLeaf, std::string(), std::string("text"), kLeafKey.substr(0, 200)}) {
    EXPECT_FALSE(PrivateKey::parse(Secret(text)).has_value()) << text;
  }
}

TEST(FindChainBreak, finds_none_when_each_is_signed_by_the_next) {
  EXPECT_EQ(find_chain_break(certificate(kLeaf), kMiddle), std::nullopt);
  EXPECT_EQ(find_chain_break(certificate(kLeaf), "\n" + kMiddle + "\n\n" + kRoot + "\n"), std::nullopt);
}

TEST(FindChainBreak, tells_the_first_that_the_next_one_did_not_sign) {
  EXPECT_EQ(find_chain_break(certificate(kLeaf), kRoot), -1);
  EXPECT_EQ(find_chain_break(certificate(kLeaf), ""), -1);
  EXPECT_EQ(find_chain_break(certificate(kLeaf), "text"), -1);
  EXPECT_EQ(find_chain_break(certificate(kLeaf), kMiddle + kLeaf), 0);
  EXPECT_EQ(find_chain_break(certificate(kLeaf), kMiddle + "\ntext"), 0);
  EXPECT_EQ(find_chain_break(certificate(kLeaf), kMiddle + kRoot + kMiddle), 1);
}

// The root signed itself, so that a chain of it never breaks; each certificate costs the check of a signature.
TEST(FindChainBreak, breaks_a_chain_that_does_not_end) {
  std::string chain;
  for (int i = 0; i < 65; ++i) chain += kRoot;
  EXPECT_EQ(find_chain_break(certificate(kRoot), chain), std::nullopt);
  EXPECT_EQ(find_chain_break(certificate(kRoot), chain + kRoot), 64);
}

}  // namespace
}  // namespace iam::formats
