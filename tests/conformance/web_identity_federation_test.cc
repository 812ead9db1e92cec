// Outbound web identity federation: https://docs.aws.amazon.com/IAM/latest/APIReference/, operations of that name.
// The codes are documented, the messages are not known.
#include "caller.h"

namespace conformance {
namespace {

constexpr auto kEnable = "EnableOutboundWebIdentityFederation";
constexpr auto kGet = "GetOutboundWebIdentityFederationInfo";
constexpr auto kDisable = "DisableOutboundWebIdentityFederation";

TEST(OutboundWebIdentityFederation, is_disabled_at_first) {
  Caller me;
  EXPECT_EQ(me.iam(kGet).status(), 404);
  EXPECT_EQ(me.iam(kGet).code(), "FeatureDisabled");
  EXPECT_EQ(me.iam(kDisable).code(), "FeatureDisabled");
}

TEST(OutboundWebIdentityFederation, gives_an_account_an_issuer_of_its_own) {
  Caller me;
  Caller other;
  auto const enabled = me.iam(kEnable);
  EXPECT_THAT(enabled, succeeds());
  EXPECT_THAT(enabled.text("IssuerIdentifier"),
              testing::AllOf(testing::StartsWith("https://"), testing::EndsWith(".tokens.sts.global.api.aws")));
  EXPECT_NE(enabled.text("IssuerIdentifier"), other.iam(kEnable).text("IssuerIdentifier"));
  auto const info = me.iam(kGet);
  EXPECT_EQ(info.text("IssuerIdentifier"), enabled.text("IssuerIdentifier"));
  EXPECT_EQ(info.text("JwtVendingEnabled"), "true");
}

TEST(OutboundWebIdentityFederation, is_not_enabled_twice) {
  Caller me;
  me.iam(kEnable);
  EXPECT_EQ(me.iam(kEnable).status(), 409);
  EXPECT_EQ(me.iam(kEnable).code(), "FeatureEnabled");
}

// That the issuer stays is not confirmed.
TEST(OutboundWebIdentityFederation, keeps_the_issuer_while_it_is_disabled) {
  Caller me;
  auto const issuer = me.iam(kEnable).text("IssuerIdentifier");
  EXPECT_THAT(me.iam(kDisable), succeeds());
  EXPECT_EQ(me.iam(kGet).code(), "FeatureDisabled");
  EXPECT_EQ(me.iam(kEnable).text("IssuerIdentifier"), issuer);
}

}  // namespace
}  // namespace conformance
