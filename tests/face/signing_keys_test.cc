#include "iam/face/signing_keys.h"

#include "iam/sigv4/signature.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace iam::gateway {
namespace {

sigv4::Credential scope_of(std::string_view region) { return {"AKID", "20260101", region, "iam", "aws4_request"}; }

// More scopes than are remembered, each more than once and from several threads.
TEST(SigningKeys, are_those_that_would_be_derived) {
  SigningKeys keys;
  std::vector<std::string> regions;
  for (int i = 0; i < 600; ++i) regions.push_back("region-" + std::to_string(i));
  auto const check = [&] {
    for (int round = 0; round < 2; ++round) {
      for (auto const& region : regions) {
        Secret const secret("secret" + region);
        EXPECT_EQ(keys.key(secret, scope_of(region)).reveal(),
                  sigv4::derive_signing_key(secret, scope_of(region)).reveal());
      }
    }
  };
  std::jthread const other(check);
  check();
}

TEST(SigningKeys, are_not_those_of_another_secret) {
  SigningKeys keys;
  auto const first = keys.key(Secret("first"), scope_of("us-east-1")).reveal();
  EXPECT_NE(keys.key(Secret("second"), scope_of("us-east-1")).reveal(), first);
  EXPECT_EQ(keys.key(Secret("first"), scope_of("us-east-1")).reveal(), first);
}

}  // namespace
}  // namespace iam::gateway
