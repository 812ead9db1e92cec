// STS GetFederationToken: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
// Sources in the comments: D documentation, LS recordings of AWS, M a suite verified against AWS, O of our own.
#include "client/sessions.h"

namespace conformance {
namespace {

using testing::ElementsAre;

Answer federate(Caller& caller, std::string const& name, Pairs parameters = {}) {
  parameters.emplace_back("Name", name);
  return caller.sts("GetFederationToken", parameters);
}

// D: since September 2026 the packed size is that of the token; it was 0 without a policy (M).
TEST(FederationToken, names_the_federated_user) {
  Caller me;
  auto const answer = federate(me, "Bob");
  EXPECT_THAT(answer.names(""), ElementsAre("Credentials", "FederatedUser", "PackedPolicySize",
                                            "SessionTokenUtilization", "SessionTokenSize"));
  EXPECT_EQ(answer.text("FederatedUser/FederatedUserId"), me.account() + ":Bob");
  EXPECT_EQ(answer.text("FederatedUser/Arn"), "arn:aws:sts::" + me.account() + ":federated-user/Bob");
  EXPECT_EQ(answer.text("PackedPolicySize"), answer.text("SessionTokenUtilization"));
  auto session = Caller::of_session(answer);
  auto const identity = session.sts("GetCallerIdentity");
  EXPECT_EQ(identity.text("Arn"), answer.text("FederatedUser/Arn"));
  EXPECT_EQ(identity.text("UserId"), answer.text("FederatedUser/FederatedUserId"));
}

// D: twelve hours for users; an hour at most for root, who is not refused when it wants more.
TEST(FederationToken, lasts_as_long_as_the_issuer_may_have_it) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:00:00Z");
  Caller me;
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  EXPECT_EQ(federate(ada, "Bob").text("Credentials/Expiration"), "2026-02-01T00:00:00Z");
  EXPECT_EQ(federate(ada, "Bob", {{"DurationSeconds", "129600"}}).text("Credentials/Expiration"),
            "2026-02-02T00:00:00Z");
  EXPECT_EQ(federate(me, "Bob").text("Credentials/Expiration"), "2026-01-31T13:00:00Z");
  EXPECT_EQ(federate(me, "Bob", {{"DurationSeconds", "7200"}}).text("Credentials/Expiration"), "2026-01-31T13:00:00Z");
}

TEST(FederationToken, refuses_names_that_are_none) {
  Caller me;
  EXPECT_THAT(federate(me, "B"),
              fails_with(400, "ValidationError",
                         sts_violation("B", "name", "Member must have length greater than or equal to 2")));
  EXPECT_THAT(
      federate(me, std::string(33, 'b')),
      fails_with(400, "ValidationError",
                 sts_violation(std::string(33, 'b'), "name", "Member must have length less than or equal to 32")));
  EXPECT_THAT(
      federate(me, "b!"),
      fails_with(400, "ValidationError",
                 sts_violation("b!", "name", R"(Member must satisfy regular expression pattern: [\w+=,.@-]*)")));
}

TEST(FederationToken, tells_how_much_room_policies_and_tags_take) {
  Caller me;
  auto const size_of = [&](Pairs parameters) {
    return std::stoi(federate(me, "Bob", std::move(parameters)).text("SessionTokenSize"));
  };
  auto const without = size_of({});
  EXPECT_GT(size_of({{"Policy", kAllowAll}}), without);
  EXPECT_GT(size_of(with_tags({}, {{"team", "blue"}})), without);
  auto const policy = me.iam("CreatePolicy", {{"PolicyName", "Reading"}, {"PolicyDocument", kAllowAll}});
  EXPECT_THAT(federate(me, "Bob", {{"PolicyArns.member.1.arn", policy.text("Policy/Arn")}}), succeeds());
}

TEST(FederationToken, refuses_a_policy_that_is_none) {
  Caller me;
  EXPECT_THAT(federate(me, "Bob", {{"Policy", "{"}}),
              fails_with(400, "MalformedPolicyDocument", "The policy is not in the valid JSON format."));
}

// O: the sentence is not confirmed.
TEST(FederationToken, refuses_managed_policies_that_do_not_exist) {
  Caller me;
  auto const missing = me.arn("policy/none");
  EXPECT_THAT(federate(me, "Bob", {{"PolicyArns.member.1.arn", missing}}),
              fails_with(400, "ValidationError", missing + " is invalid"));
  Pairs eleven;
  for (int i = 1; i <= 11; ++i) {
    eleven.emplace_back("PolicyArns.member." + std::to_string(i) + ".arn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
  }
  EXPECT_THAT(
      federate(me, "Bob", eleven),
      fails_with(400, "ValidationError", violation("policyArns", "Member must have length less than or equal to 10")));
}

// LS for AssumeRole.
TEST(FederationToken, refuses_tags_that_differ_only_in_case) {
  Caller me;
  EXPECT_THAT(federate(me, "Bob", with_tags({}, {{"team", "a"}, {"TEAM", "b"}})),
              fails_with(400, "InvalidParameterValue",
                         "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
}

}  // namespace
}  // namespace conformance
