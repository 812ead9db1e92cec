#include "iam/base/password.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

TEST(Password, hashes_alike_under_one_salt_and_differently_under_another) {
  Secret const password("correct horse battery staple");
  auto const hash = hash_password(password, "0123456789abcdef");
  EXPECT_EQ(hash_password(password, "0123456789abcdef"), hash);
  EXPECT_NE(hash_password(password, "0123456789abcdeg"), hash);
  EXPECT_NE(hash_password(Secret("correct horse battery stapl"), "0123456789abcdef"), hash);
}

// Computed with Python's hashlib.scrypt(b"secret", salt=b"0123456789abcdef", n=4096, r=8, p=1, dklen=32).
TEST(Password, hash_is_scrypt) {
  EXPECT_EQ(hash_password(Secret("secret"), "0123456789abcdef"), "6qW2OR/bDoM4alwovCvk7toNwRazKiMzkQjSGyzg2mk=");
}

}  // namespace
}  // namespace iam
