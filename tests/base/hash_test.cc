#include "iam/base/hash.h"

#include "iam/base/encoding.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

// The example vectors of FIPS 180-4.
TEST(Hash, is_sha_256) {
  EXPECT_EQ(hex_encode(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_encode(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hash, reads_past_zero_bytes) {
  EXPECT_NE(sha256(std::string_view("a\0b", 3)), sha256(std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace iam
