// The certificate that a server makes for itself, as a client looks at it.
#include "iam/formats/self_signed.h"

#include "iam/base/openssl.h"
#include "iam/formats/x509.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

namespace iam::formats {
namespace {

using X509Certificate = openssl::Owned<X509, X509_free>;

X509Certificate read(std::string const& pem) {
  auto const source = openssl::reader(pem);
  return X509Certificate(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
}

class SelfSignedCertificate : public testing::Test {
 protected:
  Time const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  SelfSigned const made = self_signed({"localhost", "*.iam.localhost", "127.0.0.1", "::1"}, now);
  X509Certificate const certificate = read(made.certificate);
  X509Certificate const authority = read(made.authority);
};

TEST_F(SelfSignedCertificate, belongs_to_its_key_and_is_signed_by_the_authority) {
  auto const leaf = Certificate::parse(made.certificate);
  ASSERT_TRUE(leaf.has_value());
  EXPECT_TRUE(leaf->belongs_to(PrivateKey::parse(made.key).value()));
  EXPECT_TRUE(leaf->is_signed_by(Certificate::parse(made.authority).value()));
}

TEST_F(SelfSignedCertificate, is_for_every_name_it_was_made_for_and_no_other) {
  EXPECT_EQ(X509_check_host(certificate.get(), "localhost", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(certificate.get(), "a.iam.localhost", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
  EXPECT_EQ(X509_check_host(certificate.get(), "iam.amazonaws.com", 0, 0, nullptr), 0);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.2", 0), 0);
}

// As Python verifies since 3.13, and Go and Java always did.
TEST_F(SelfSignedCertificate, passes_the_strictest_checks_of_a_server) {
  openssl::Owned<X509_STORE, X509_STORE_free> const trusted(X509_STORE_new());
  X509_STORE_add_cert(trusted.get(), authority.get());
  openssl::Owned<X509_STORE_CTX, X509_STORE_CTX_free> const context(X509_STORE_CTX_new());
  ASSERT_EQ(X509_STORE_CTX_init(context.get(), trusted.get(), certificate.get(), nullptr), 1);
  X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
  X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_X509_STRICT);
  EXPECT_EQ(X509_verify_cert(context.get()), 1)
      << X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
}

TEST_F(SelfSignedCertificate, is_no_authority_itself) {
  EXPECT_EQ(X509_check_ca(certificate.get()), 0);
  EXPECT_EQ(X509_check_ca(authority.get()), 1);
}

TEST_F(SelfSignedCertificate, is_valid_for_a_year) {
  auto const leaf = Certificate::parse(made.certificate).value();
  EXPECT_EQ(leaf.not_before(), now - std::chrono::days(1));
  EXPECT_EQ(leaf.not_after(), now + std::chrono::days(365));
}

TEST_F(SelfSignedCertificate, is_another_each_time) {
  auto const other = self_signed({"localhost"}, now);
  EXPECT_NE(made.key.reveal(), other.key.reveal());
  EXPECT_NE(X509_NAME_cmp(X509_get_subject_name(authority.get()), X509_get_subject_name(read(other.authority).get())),
            0);
}

}  // namespace
}  // namespace iam::formats
