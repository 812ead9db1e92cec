// Outbound web identity federation: https://docs.aws.amazon.com/IAM/latest/APIReference/, operations of that name.
// What it answers was recorded in public by radkawar/stackd (testdata/aws/iam/outbound_*.json).
#include "client/caller.h"

namespace conformance {
namespace {

constexpr auto kEnable = "EnableOutboundWebIdentityFederation";
constexpr auto kGet = "GetOutboundWebIdentityFederationInfo";
constexpr auto kDisable = "DisableOutboundWebIdentityFederation";

TEST(OutboundWebIdentityFederation, is_disabled_at_first) {
  Caller me;
  EXPECT_THAT(me.iam(kGet), fails_with(404, "FeatureDisabled",
                                       "Outbound identity federation is disabled for account " + me.account()));
  EXPECT_THAT(me.iam(kDisable),
              fails_with(404, "FeatureDisabled",
                         "Outbound identity federation is already disabled for account " + me.account()));
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
  EXPECT_THAT(
      me.iam(kEnable),
      fails_with(409, "FeatureEnabled", "Outbound identity federation is already enabled for account " + me.account()));
}

TEST(OutboundWebIdentityFederation, keeps_the_issuer_while_it_is_disabled) {
  Caller me;
  auto const issuer = me.iam(kEnable).text("IssuerIdentifier");
  EXPECT_THAT(me.iam(kDisable), succeeds());
  EXPECT_EQ(me.iam(kGet).code(), "FeatureDisabled");
  EXPECT_EQ(me.iam(kEnable).text("IssuerIdentifier"), issuer);
}

}  // namespace
}  // namespace conformance
