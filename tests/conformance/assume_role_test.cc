// STS AssumeRole: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
// Sources in the comments: A probes of live AWS STS, LS recordings of AWS, D documentation, I public issues, O of our
// own.
#include "client/authenticator.h"
#include "client/sessions.h"

#include <cstdint>

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

Answer create_trusting_role(Caller& me, std::string const& name, std::string const& trust_policy) {
  auto answer = me.iam("CreateRole", {{"RoleName", name}, {"AssumeRolePolicyDocument", trust_policy}});
  EXPECT_THAT(answer, succeeds());
  return answer;
}

Caller user(Caller& me, std::string const& name) {
  me.create_user(name);
  return Caller(shared_server(), me.create_access_key(name));
}

// The role `Ops` trusting the account under a condition, for each test.
class AssumeRole : public testing::Test {
 protected:
  Answer trust(std::string const& condition, std::string const& actions = kEverySessionAction) {
    return create_trusting_role(me, "Ops", trusting(aws_principal(me.account()), actions, condition));
  }
  Answer assume_ops(Pairs parameters = {}) { return assume(me, ops, "session", std::move(parameters)); }
  auto refused(std::string const& action = "sts:AssumeRole") { return may_not_assume(me.arn("root"), ops, action); }

  Caller me;
  std::string ops = me.arn("role/Ops");
};

// A, for the elements and their order.
TEST_F(AssumeRole, makes_the_caller_the_role) {
  auto const role = me.iam(
      "CreateRole",
      {{"RoleName", "Ops"}, {"Path", "/team/"}, {"AssumeRolePolicyDocument", trusting(aws_principal(me.account()))}});
  auto const answer = assume(me, me.arn("role/team/Ops"), "Ada@home");
  EXPECT_THAT(answer.names(""),
              ElementsAre("AssumedRoleUser", "Credentials", "SessionTokenUtilization", "SessionTokenSize"));
  EXPECT_THAT(answer.names("AssumedRoleUser"), ElementsAre("AssumedRoleId", "Arn"));
  EXPECT_EQ(answer.text("AssumedRoleUser/Arn"), "arn:aws:sts::" + me.account() + ":assumed-role/Ops/Ada@home");
  EXPECT_EQ(answer.text("AssumedRoleUser/AssumedRoleId"), role.text("Role/RoleId") + ":Ada@home");
  auto session = Caller::of_session(answer);
  auto const identity = session.sts("GetCallerIdentity");
  EXPECT_EQ(identity.text("Arn"), answer.text("AssumedRoleUser/Arn"));
  EXPECT_EQ(identity.text("UserId"), answer.text("AssumedRoleUser/AssumedRoleId"));
  EXPECT_EQ(identity.text("Account"), me.account());
}

// I: Ansible's own tests against AWS, https://github.com/ansible-collections/amazon.aws, sts_assume_role: an ARN that
// can be no role's is that of a role which is not there.
TEST_F(AssumeRole, refuses_the_arn_of_what_is_no_role_as_one_that_is_missing) {
  for (auto const& arn : {std::string("arn:aws:iam::123456789:role/Ops"), me.arn("user/Ops"), me.arn("role"),
                          "arn:aws:sts::" + me.account() + ":assumed-role/Ops/session",
                          "arn:aws:iam:us-east-1:" + me.account() + ":role/Ops",
                          std::string("arn:aws:iam::aws:role/Ops"), std::string("arn:aws:s3:::a-bucket")}) {
    EXPECT_THAT(assume(me, arn, "session"), may_not_assume(me.arn("root"), arn));
  }
}

// A and LS.
TEST_F(AssumeRole, refuses_what_is_no_arn) {
  for (std::string const arn : {"not an ARN but long enough", "arn::iam::123456789012:role/Ops",
                                "arn:aws:::123456789012:role/Ops", "arn:aws:iam::123456789012:"}) {
    EXPECT_THAT(assume(me, arn, "session"), fails_with(400, "ValidationError", arn + " is invalid"));
  }
}

// A: the short sentence, whatever is missing.
TEST_F(AssumeRole, does_not_tell_why_it_refuses) {
  create_trusting_role(me, "Ec2", trusted_service());
  me.create_user("Ada");
  create_trusting_role(me, "Adas", trusted_arn(me.arn("user/Ada")));
  for (auto const* role : {"role/Ec2", "role/Adas", "role/nobody", "role/path/Ec2", "role/ec2"}) {
    EXPECT_THAT(assume(me, me.arn(role), "session"), may_not_assume(me.arn("root"), me.arn(role))) << role;
  }
  Caller other;
  EXPECT_THAT(assume(me, other.arn("role/Ops"), "session"), may_not_assume(me.arn("root"), other.arn("role/Ops")));
}

// D: an account is everybody in it.
TEST_F(AssumeRole, trusts_everybody_in_an_account) {
  trust("{}");
  auto ada = user(me, "Ada");
  EXPECT_THAT(assume(ada, ops, "session"), succeeds());
  Caller other;
  EXPECT_THAT(assume(other, ops, "session"), may_not_assume(other.arn("root"), ops));
}

TEST_F(AssumeRole, trusts_the_one_user_who_is_named) {
  auto ada = user(me, "Ada");
  auto grace = user(me, "Grace");
  create_trusting_role(me, "Ops", trusted_arn(me.arn("user/Ada")));
  EXPECT_THAT(assume(ada, ops, "session"), succeeds());
  EXPECT_THAT(assume(grace, ops, "session"), may_not_assume(me.arn("user/Grace"), ops));
  auto session = Caller::of_session(ada.sts("GetSessionToken"));
  EXPECT_THAT(assume(session, ops, "session"), succeeds());
}

TEST_F(AssumeRole, trusts_another_account) {
  Caller other;
  create_trusting_role(me, "Ops", trusting(aws_principal("arn:aws:iam::" + other.account() + ":root")));
  auto session = Caller::of_session(assume(other, ops, "session"));
  EXPECT_EQ(session.sts("GetCallerIdentity").text("Account"), me.account());
  EXPECT_THAT(session.iam("ListRoles").texts("Roles", "RoleName"), ElementsAre("Ops"));
}

TEST_F(AssumeRole, trusts_everyone) {
  create_trusting_role(me, "Ops", trusting(R"({"AWS":"*"})"));
  Caller other;
  EXPECT_THAT(assume(other, ops, "session"), succeeds());
}

// D: the user of that name who comes later is another one.
TEST_F(AssumeRole, does_not_trust_a_users_namesake) {
  auto ada = user(me, "Ada");
  create_trusting_role(me, "Ops", trusted_arn(me.arn("user/Ada")));
  auto const& key = ada.account();
  me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  ASSERT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
  auto namesake = user(me, "Ada");
  EXPECT_THAT(assume(namesake, ops, "session"), may_not_assume(me.arn("user/Ada"), ops));
}

// D: troubleshoot_access-denied, "Access denied due to a role trust policy – explicit denial".
TEST_F(AssumeRole, denies_whom_a_statement_denies) {
  auto ada = user(me, "Ada");
  create_trusting_role(me, "Ops",
                       R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":")" + me.account() +
                           R"("},"Action":"sts:AssumeRole"},{"Effect":"Deny","Principal":{"AWS":")" +
                           me.arn("user/Ada") + R"("},"Action":"sts:AssumeRole"}]})");
  EXPECT_THAT(assume(ada, ops, "session"), may_not_assume(me.arn("user/Ada"), ops, "sts:AssumeRole",
                                                          " with an explicit deny in the role trust policy"));
  EXPECT_THAT(assume_ops(), succeeds());
}

// D: the confused deputy.
TEST_F(AssumeRole, asks_for_the_external_id) {
  trust(R"({"StringEquals":{"sts:ExternalId":"Unique/ID-1"}})");
  EXPECT_THAT(assume_ops(), refused());
  EXPECT_THAT(assume_ops({{"ExternalId", "unique/id-1"}}), refused());
  EXPECT_THAT(assume_ops({{"ExternalId", "Unique/ID-1"}}), succeeds());
  EXPECT_THAT(assume_ops({{"ExternalId", "x"}}),
              fails_with(400, "ValidationError",
                         sts_violation("x", "externalId", "Member must have length greater than or equal to 2")));
}

TEST_F(AssumeRole, looks_at_the_session_name) {
  trust(R"({"StringLike":{"sts:RoleSessionName":"${aws:username}"}})");
  auto ada = user(me, "Ada");
  EXPECT_THAT(assume(ada, ops, "Ada"), succeeds());
  EXPECT_THAT(assume(ada, ops, "Grace"), may_not_assume(me.arn("user/Ada"), ops));
  EXPECT_THAT(assume(me, ops, "session"), refused());
}

// A: with the value.
TEST_F(AssumeRole, checks_the_session_name) {
  EXPECT_THAT(
      assume(me, ops, "!"),
      fails_with(400, "ValidationError",
                 R"(2 validation errors detected: Value '!' at 'roleSessionName' failed to satisfy constraint: )"
                 R"(Member must satisfy regular expression pattern: [\w+=,.@-]*; Value '!' at 'roleSessionName' )"
                 R"(failed to satisfy constraint: Member must have length greater than or equal to 2)"));
  auto const long_name = std::string(65, 's');
  EXPECT_THAT(
      assume(me, ops, long_name),
      fails_with(400, "ValidationError",
                 sts_violation(long_name, "roleSessionName", "Member must have length less than or equal to 64")));
}

TEST_F(AssumeRole, looks_at_the_tags_of_the_caller) {
  trust(R"({"StringEquals":{"aws:PrincipalTag/team":"blue"}})");
  auto ada = user(me, "Ada");
  EXPECT_THAT(assume(ada, ops, "session"), may_not_assume(me.arn("user/Ada"), ops));
  me.iam("TagUser", with_tags({{"UserName", "Ada"}}, {{"team", "blue"}}));
  EXPECT_THAT(assume(ada, ops, "session"), succeeds());
  auto blue = role_session(me, "Blue", "session", with_tags({}, {{"Team", "blue"}}));
  EXPECT_THAT(assume(blue, ops, "session"), succeeds());
}

TEST_F(AssumeRole, looks_at_the_arn_of_the_role_behind_a_session) {
  auto first = role_session(me, "First");
  trust(R"({"ArnEquals":{"aws:PrincipalArn":")" + me.arn("role/First") + R"("}})");
  EXPECT_THAT(assume(first, ops, "session"), succeeds());
  EXPECT_THAT(assume_ops(), refused());
}

// D: a principal may be a role or one session of it.
TEST_F(AssumeRole, trusts_roles_and_their_sessions) {
  auto first = role_session(me, "First", "one");
  auto second = Caller::of_session(assume(me, me.arn("role/First"), "two"));
  create_trusting_role(me, "Ops", trusted_arn(me.arn("role/First")));
  EXPECT_THAT(assume(first, ops, "session"), succeeds());
  EXPECT_THAT(assume(second, ops, "session"), succeeds());
  create_trusting_role(me, "One", trusted_arn("arn:aws:sts::" + me.account() + ":assumed-role/First/one"));
  EXPECT_THAT(assume(first, me.arn("role/One"), "session"), succeeds());
  EXPECT_THAT(assume(second, me.arn("role/One"), "session"),
              may_not_assume("arn:aws:sts::" + me.account() + ":assumed-role/First/two", me.arn("role/One")));
}

// A.
TEST_F(AssumeRole, lasts_an_hour_or_as_long_as_asked_up_to_the_roles_maximum) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:00:00Z");
  create_open_role(me, "Ops", {{"MaxSessionDuration", "7200"}});
  EXPECT_EQ(assume_ops().text("Credentials/Expiration"), "2026-01-31T13:00:00Z");
  EXPECT_EQ(assume_ops({{"DurationSeconds", "7200"}}).text("Credentials/Expiration"), "2026-01-31T14:00:00Z");
  EXPECT_THAT(assume_ops({{"DurationSeconds", "7201"}}),
              fails_with(400, "ValidationError",
                         "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
  EXPECT_THAT(
      assume_ops({{"DurationSeconds", "899"}}),
      fails_with(400, "ValidationError",
                 sts_violation("899", "durationSeconds", "Member must have value greater than or equal to 900")));
  EXPECT_THAT(
      assume_ops({{"DurationSeconds", "43201"}}),
      fails_with(400, "ValidationError",
                 sts_violation("43201", "durationSeconds", "Member must have value less than or equal to 43200")));
}

// A: the role's maximum is checked first.
TEST_F(AssumeRole, lasts_an_hour_at_most_when_roles_are_chained) {
  auto first = role_session(me, "First");
  create_open_role(me, "Ops", {{"MaxSessionDuration", "7200"}});
  EXPECT_THAT(assume(first, ops, "session", {{"DurationSeconds", "3600"}}), succeeds());
  EXPECT_THAT(
      assume(first, ops, "session", {{"DurationSeconds", "3601"}}),
      fails_with(400, "ValidationError",
                 "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."));
  EXPECT_THAT(assume(first, ops, "session", {{"DurationSeconds", "7201"}}),
              fails_with(400, "ValidationError",
                         "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
}

// LS: some per cent for a small policy; nothing is said when neither policies nor tags are passed. D: since September
// 2026 these are per cent of the token.
TEST_F(AssumeRole, takes_session_policies) {
  trust("{}");
  auto const narrowed = assume_ops({{"Policy", kAllowAll}});
  EXPECT_THAT(narrowed.text("PackedPolicySize"), MatchesRegex("[1-9][0-9]?"));
  EXPECT_EQ(narrowed.text("PackedPolicySize"), narrowed.text("SessionTokenUtilization"));
  EXPECT_FALSE(assume_ops().has("PackedPolicySize"));
  EXPECT_THAT(assume_ops({{"PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"}}), succeeds());
  EXPECT_THAT(assume_ops({{"Policy", "[]"}}), fails_with(400, "MalformedPolicyDocument", "Syntax errors in policy."));
  std::string const too_long(2049, ' ');
  EXPECT_THAT(assume_ops({{"Policy", too_long}}),
              fails_with(400, "ValidationError",
                         sts_violation(too_long, "policy", "Member must have length less than or equal to 2048")));
}

// The policies of the role's account are meant, whoever assumes it.
TEST_F(AssumeRole, takes_managed_policies_of_the_roles_account) {
  Caller other;
  create_trusting_role(me, "Ops", trusting(R"({"AWS":"*"})"));
  auto const policy = me.iam("CreatePolicy", {{"PolicyName", "Reading"}, {"PolicyDocument", kAllowAll}});
  auto const theirs = other.iam("CreatePolicy", {{"PolicyName", "Theirs"}, {"PolicyDocument", kAllowAll}});
  auto const with = [&](std::string const& arn) {
    return assume(other, ops, "session", {{"PolicyArns.member.1.arn", arn}});
  };
  EXPECT_THAT(with(policy.text("Policy/Arn")), succeeds());
  EXPECT_THAT(with(theirs.text("Policy/Arn")),
              fails_with(400, "ValidationError", theirs.text("Policy/Arn") + " is invalid"));
}

// D: of the limit and of both sizes being told, in bytes; the sentence is not public.
TEST_F(AssumeRole, refuses_what_does_not_fit_into_a_token) {
  trust("{}");
  Pairs tags;
  for (int i = 1; i <= 50; ++i) {
    std::string value;
    for (int k = 0; k < 45; ++k) value += std::to_string((i * 7919 + k * 104729) % 99991);
    tags.emplace_back("key" + std::to_string(i), value);
  }
  auto const answer = assume_ops(with_tags({}, tags));
  EXPECT_EQ(answer.status(), 400);
  EXPECT_EQ(answer.code(), "PackedPolicyTooLarge");
  EXPECT_THAT(answer.message().value_or(""),
              MatchesRegex("The session token size of [0-9]+ bytes exceeds the maximum allowed size of 4096 bytes."));
}

// D: the sizes are those of the token in the answer.
TEST_F(AssumeRole, tells_the_size_of_the_token_and_makes_it_as_large_as_asked_for) {
  trust("{}");
  for (auto const* minimum : {"0", "1000", "4095", "4096"}) {
    auto const answer = assume_ops({{"MinimumSessionTokenSize", minimum}});
    ASSERT_THAT(answer, succeeds()) << minimum;
    auto const size = answer.text("Credentials/SessionToken").size();
    EXPECT_GE(size, std::stoul(minimum));
    EXPECT_LE(size, 4096u);
    EXPECT_EQ(answer.text("SessionTokenSize"), std::to_string(size));
    EXPECT_EQ(answer.text("SessionTokenUtilization"), std::to_string((size * 100 + 2048) / 4096));
    EXPECT_THAT(Caller::of_session(answer).sts("GetCallerIdentity"), succeeds());
  }
  EXPECT_THAT(assume_ops({{"MinimumSessionTokenSize", "4097"}}),
              fails_with(400, "ValidationError",
                         sts_violation("4097", "minimumSessionTokenSize",
                                       "Member must have value less than or equal to 4096")));
}

// D: tags take sts:TagSession in the trust policy, a source identity sts:SetSourceIdentity.
// I: aws-actions/configure-aws-credentials#54, #465, #600 name sts:TagSession.
TEST_F(AssumeRole, names_the_action_that_tags_or_a_source_identity_take) {
  trust("{}", R"("sts:AssumeRole")");
  EXPECT_THAT(assume_ops(), succeeds());
  EXPECT_THAT(assume_ops(with_tags({}, {{"team", "blue"}})), refused("sts:TagSession"));
  EXPECT_THAT(assume_ops({{"SourceIdentity", "Ada"}}), refused("sts:SetSourceIdentity"));
}

TEST_F(AssumeRole, looks_at_the_tags_that_are_requested) {
  trust(R"({"StringEquals":{"aws:RequestTag/team":"blue"},"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}})");
  EXPECT_THAT(assume_ops(), refused());
  EXPECT_THAT(assume_ops(with_tags({}, {{"team", "red"}})), refused());
  EXPECT_THAT(assume_ops(with_tags({}, {{"team", "blue"}, {"cost", "1"}})), refused());
  EXPECT_THAT(assume_ops(with_tags({}, {{"team", "blue"}})), succeeds());
}

// LS for the sentences.
TEST_F(AssumeRole, refuses_tags_that_contradict_each_other) {
  trust("{}");
  EXPECT_THAT(assume_ops(with_tags({}, {{"team", "a"}, {"TEAM", "b"}})),
              fails_with(400, "InvalidParameterValue",
                         "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
  EXPECT_THAT(assume_ops(with_tags({{"TransitiveTagKeys.member.1", "cost"}}, {{"team", "a"}})),
              fails_with(400, "InvalidParameterValue",
                         "The specified transitive tag key must be included in the requested tags."));
  EXPECT_THAT(assume_ops(with_tags({{"TransitiveTagKeys.member.1", "TEAM"}}, {{"team", "a"}})), succeeds());
  EXPECT_EQ(assume_ops(with_tags({}, {{"aws:team", "a"}})).code(), "InvalidParameterValue");
}

// D for what is handed on; LS for the sentence.
TEST_F(AssumeRole, hands_transitive_tags_on) {
  auto first = role_session(me, "First", "session",
                            with_tags({{"TransitiveTagKeys.member.1", "team"}}, {{"team", "blue"}, {"cost", "1"}}));
  create_open_role(me, "Second");
  auto second = Caller::of_session(assume(first, me.arn("role/Second"), "session"));
  trust(R"({"StringEquals":{"aws:PrincipalTag/team":"blue"},"Null":{"aws:PrincipalTag/cost":"true"}})");
  EXPECT_THAT(assume(second, ops, "session"), succeeds());
  for (auto* session : {&first, &second}) {
    EXPECT_THAT(
        assume(*session, me.arn("role/Second"), "session", with_tags({}, {{"Team", "red"}})),
        fails_with(400, "InvalidParameterValue",
                   "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag "
                   "key from the calling session."));
  }
  EXPECT_THAT(assume(first, me.arn("role/Second"), "session", with_tags({}, {{"cost", "2"}})), succeeds());
}

// D, EKS Pod Identity: handing tags on takes sts:TagSession too.
TEST_F(AssumeRole, asks_for_more_trust_when_tags_are_handed_on) {
  auto first =
      role_session(me, "First", "session", with_tags({{"TransitiveTagKeys.member.1", "team"}}, {{"team", "blue"}}));
  trust("{}", R"("sts:AssumeRole")");
  EXPECT_THAT(assume(first, ops, "session"),
              may_not_assume("arn:aws:sts::" + me.account() + ":assumed-role/First/session", ops, "sts:TagSession"));
}

// D: once set it stays, whatever roles are assumed from there.
TEST_F(AssumeRole, keeps_the_source_identity) {
  create_open_role(me, "First");
  auto const answer = assume(me, me.arn("role/First"), "session", {{"SourceIdentity", "Ada"}});
  EXPECT_EQ(answer.text("SourceIdentity"), "Ada");
  auto first = Caller::of_session(answer);
  trust(R"({"StringEquals":{"sts:SourceIdentity":"Ada"}})");
  EXPECT_EQ(assume(first, ops, "session").text("SourceIdentity"), "Ada");
  EXPECT_THAT(assume(first, ops, "session", {{"SourceIdentity", "Ada"}}), succeeds());
  auto const changed = assume(first, ops, "session", {{"SourceIdentity", "Grace"}});
  EXPECT_EQ(changed.code(), "AccessDenied");
  EXPECT_THAT(assume_ops({{"SourceIdentity", "Grace"}}), refused());
}

// D: the key is there with the code of a device, absent with a long-term key, false in a session without MFA.
TEST_F(AssumeRole, asks_for_mfa) {
  constexpr std::int64_t kStep = 1769862896 / 30;
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  auto ada = user(me, "Ada");
  auto const serial = me.arn("mfa/phone");
  auto const device = me.iam("CreateVirtualMFADevice", {{"VirtualMFADeviceName", "phone"}});
  auto const seed = decoded_base64(device.text("VirtualMFADevice/Base32StringSeed"));
  me.iam("EnableMFADevice", {{"UserName", "Ada"},
                             {"SerialNumber", serial},
                             {"AuthenticationCode1", one_time_code(seed, kStep - 1)},
                             {"AuthenticationCode2", one_time_code(seed, kStep)}});
  trust(R"({"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":"60"}})");
  Pairs const with_code{{"SerialNumber", serial}, {"TokenCode", one_time_code(seed, kStep)}};

  EXPECT_THAT(assume(ada, ops, "session"), may_not_assume(me.arn("user/Ada"), ops));
  EXPECT_THAT(assume(ada, ops, "session", with_code), succeeds());
  EXPECT_THAT(
      assume(ada, ops, "session", {{"SerialNumber", serial}, {"TokenCode", one_time_code(seed, kStep + 9)}}),
      fails_with(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. "));
  Pairs const with_next_code{{"SerialNumber", serial}, {"TokenCode", one_time_code(seed, kStep + 1)}};
  auto session = Caller::of_session(ada.sts("GetSessionToken", with_next_code));
  EXPECT_THAT(assume(session, ops, "session"), succeeds());
  FrozenClock const later(shared_server(), "2026-01-31T12:35:57Z");
  EXPECT_THAT(assume(session, ops, "session"), may_not_assume(me.arn("user/Ada"), ops));
}

// D: what AssumeRole hands out does not remember MFA.
TEST_F(AssumeRole, does_not_hand_mfa_on) {
  auto first = role_session(me, "First");
  trust(R"({"Bool":{"aws:MultiFactorAuthPresent":"false"}})");
  EXPECT_THAT(assume(first, ops, "session"), succeeds());
  EXPECT_THAT(assume_ops(), refused());
}

// O: assertions are made by IAM Identity Center, which is not here.
TEST_F(AssumeRole, believes_no_context_assertion) {
  trust("{}");
  EXPECT_EQ(assume_ops({{"ProvidedContexts.member.1.ProviderArn", "arn:aws:iam::aws:contextProvider/IdentityCenter"},
                        {"ProvidedContexts.member.1.ContextAssertion", "assertion"}})
                .code(),
            "InvalidContextAssertion");
}

}  // namespace
}  // namespace conformance
