// SimulatePrincipalPolicy, and the context keys of policies.
// Sources in the comments: C captures of AWS's simulators of September 2026, LS recordings of AWS, D documentation; ?
// means that no source is known.
#include "client/organization.h"
#include "client/simulation.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

auto refuses(std::string const& sentence) { return fails_with(400, "InvalidInput", sentence); }

std::string policy_called(Caller& me, std::string const& name, std::string const& document,
                          std::string const& path = "/") {
  auto const answer = me.iam("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", document}, {"Path", path}});
  return answer.text("Policy/Arn");
}

// Bob of the group Readers: may get /a himself, put /b as a reader, and delete by a managed policy that both have.
class PrincipalSimulation : public testing::Test {
 protected:
  PrincipalSimulation() {
    me.iam("CreateUser", {{"UserName", "Bob"}, {"Path", "/team/"}});
    me.iam("CreateGroup", {{"GroupName", "Readers"}});
    me.iam("AddUserToGroup", {{"UserName", "Bob"}, {"GroupName", "Readers"}});
    managed = policy_called(me, "Deleters", policy_allowing(R"("Action":"s3:DeleteObject","Resource":"*")"), "/team/");
    me.iam("PutUserPolicy",
           {{"UserName", "Bob"},
            {"PolicyName", "Mine"},
            {"PolicyDocument", policy_allowing(R"("Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/a")")}});
    me.iam("PutGroupPolicy",
           {{"GroupName", "Readers"},
            {"PolicyName", "Ours"},
            {"PolicyDocument", policy_allowing(R"("Action":"s3:PutObject","Resource":"arn:aws:s3:::bucket/b")")}});
    me.iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", managed}});
    me.iam("AttachGroupPolicy", {{"GroupName", "Readers"}, {"PolicyArn", managed}});
  }

  Answer simulate(Pairs more = {}, std::string const& kind_and_name = "user/team/Bob") {
    return simulate_principal(me, me.arn(kind_and_name), with_resources({kObjectA, kObjectB}, std::move(more)),
                              {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"});
  }

  // The three decisions without what the exclusion names.
  std::vector<std::string> without(Pairs identifier) {
    for (auto& [name, value] : identifier) name = "PolicyExclusionList.member.1." + name;
    return decisions(simulate_principal(me, me.arn("user/team/Bob"), std::move(identifier),
                                        {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"}));
  }

  Caller me;
  std::string managed;
};

// C
TEST_F(PrincipalSimulation, counts_the_policies_of_a_user_and_its_groups) {
  auto const answer = simulate();
  EXPECT_THAT(decisions(answer), ElementsAre("implicitDeny", "implicitDeny", "allowed"));
  EXPECT_THAT(sources(answer), ElementsAre("user_Bob_Mine"));
  EXPECT_THAT(sources(simulate_principal(me, me.arn("user/team/Bob"), with_resources({kObjectB}), {"s3:PutObject"})),
              ElementsAre("group_Readers_Ours"));
  EXPECT_THAT(sources(simulate_principal(me, me.arn("user/team/Bob"), {}, {"s3:DeleteObject"})),
              ElementsAre("Deleters"));
}

// C
TEST_F(PrincipalSimulation, is_for_groups_and_roles_too) {
  EXPECT_THAT(decisions(simulate({}, "group/Readers")), ElementsAre("implicitDeny", "implicitDeny", "allowed"));
  Pairs role{{"RoleName", "Worker"}};
  role.insert(role.end(), kRole.needed.begin(), kRole.needed.end());
  me.iam("CreateRole", role);
  me.iam("PutRolePolicy", {{"RoleName", "Worker"}, {"PolicyName", "Inline"}, {"PolicyDocument", kAllowGet}});
  auto const answer = simulate({}, "role/Worker");
  EXPECT_THAT(decisions(answer), ElementsAre("allowed", "implicitDeny", "implicitDeny"));
  EXPECT_THAT(sources(answer), ElementsAre("role_Worker_Inline"));
}

// C: names decide, paths do not.
TEST_F(PrincipalSimulation, passes_over_the_path) {
  EXPECT_THAT(decisions(simulate({}, "user/elsewhere/Bob")), ElementsAre("implicitDeny", "implicitDeny", "allowed"));
  auto const policy = allowing_get_if(R"({"StringEquals":{"aws:PrincipalArn":")" + me.arn("user/team/Bob") + "\"}}");
  EXPECT_EQ(decision(simulate_principal(me, me.arn("user/Bob"), with_policies({policy}))), "allowed");
}

// C
TEST_F(PrincipalSimulation, needs_a_principal_of_the_account) {
  EXPECT_THAT(simulate({}, "user/Nobody"), fails_with(404, "NoSuchEntity", "Unable to retrieve specified IAM entity."));
  for (auto const& arn : {me.arn("root"), "arn:aws:sts::" + me.account() + ":assumed-role/fictional/session",
                          std::string("not-an-arn-but-long-enough")}) {
    EXPECT_THAT(simulate_principal(me, arn), refuses("Invalid ARN provided in the request: " + arn));
  }
  EXPECT_THAT(simulate_principal(me, "arn:aws:iam::999999999999:user/Bob"),
              refuses("Invalid Policy Source Arn: caller's account " + me.account() +
                      " does not have access to policies in account 999999999999."));
}

// C
TEST_F(PrincipalSimulation, counts_further_policies) {
  auto const answer = simulate(with_policies({kAllowAll}));
  EXPECT_THAT(decisions(answer), testing::Each("allowed"));
  EXPECT_THAT(sources(answer), UnorderedElementsAre("user_Bob_Mine", "PolicyInputList.1"));
}

// C: the default version, at once.
TEST_F(PrincipalSimulation, reads_policies_as_they_are_now) {
  create_version(me, managed, {{"SetAsDefault", "true"}});
  me.iam("CreatePolicyVersion", {{"PolicyArn", managed},
                                 {"PolicyDocument", R"({"Version":"2012-10-17","Statement":{"Effect":"Deny",)"
                                                    R"("Action":"s3:DeleteObject","Resource":"*"}})"},
                                 {"SetAsDefault", "true"}});
  me.iam("RemoveUserFromGroup", {{"UserName", "Bob"}, {"GroupName", "Readers"}});
  EXPECT_THAT(decisions(simulate_principal(me, me.arn("user/Bob"), with_resources({kObjectB}),
                                           {"s3:PutObject", "s3:DeleteObject"})),
              ElementsAre("implicitDeny", "explicitDeny"));
}

// C: a boundary that is given stands in the place of the one that is set.
TEST_F(PrincipalSimulation, is_limited_by_the_boundary) {
  auto const boundary = policy_called(me, "Limit", kAllowGet);
  me.iam("PutUserPermissionsBoundary", {{"UserName", "Bob"}, {"PermissionsBoundary", boundary}});
  auto const on_a = [&](Pairs more) {
    return decisions(simulate_principal(me, me.arn("user/Bob"), with_resources({kObjectA}, std::move(more)),
                                        {"s3:GetObject", "s3:DeleteObject"}));
  };
  EXPECT_THAT(on_a({}), ElementsAre("allowed", "implicitDeny"));
  EXPECT_THAT(on_a(with_list({}, "PermissionsBoundaryPolicyInputList", {kAllowAll})),
              ElementsAre("allowed", "allowed"));
  EXPECT_THAT(on_a({{"PolicyExclusionList.member.1.PolicyType", "permission-boundary"}}),
              ElementsAre("allowed", "allowed"));
  EXPECT_THAT(on_a({{"PolicyExclusionList.member.1.PolicyType", "user-managed"}}),
              ElementsAre("allowed", "implicitDeny"));
  EXPECT_THAT(on_a({{"PolicyExclusionList.member.1.PolicyArn", boundary}}), ElementsAre("allowed", "implicitDeny"));
  EXPECT_THAT(on_a(with_list({{"PolicyExclusionList.member.1.PolicyType", "permission-boundary"}},
                             "PermissionsBoundaryPolicyInputList", {kDenyGet})),
              ElementsAre("explicitDeny", "implicitDeny"));
}

// C: of a managed policy the ARN counts as it would be without a path.
TEST_F(PrincipalSimulation, leaves_out_what_it_is_told_to) {
  using Decisions = std::vector<std::string>;
  me.iam("PutUserPolicy", {{"UserName", "Bob"}, {"PolicyName", "Mine"}, {"PolicyDocument", kAllowGet}});
  me.iam("PutGroupPolicy", {{"GroupName", "Readers"}, {"PolicyName", "Ours"}, {"PolicyDocument", kAllowPut}});
  Decisions const all{"allowed", "allowed", "allowed"};
  Decisions const no_managed{"allowed", "allowed", "implicitDeny"};
  Decisions const no_mine{"implicitDeny", "allowed", "allowed"};
  EXPECT_EQ(without({}), all);
  EXPECT_EQ(without({{"PolicyType", "inline"}}), (Decisions{"implicitDeny", "implicitDeny", "allowed"}));
  EXPECT_EQ(without({{"PolicyType", "user-managed"}}), no_managed);
  EXPECT_EQ(without({{"PolicyType", "aws-managed"}}), all);
  EXPECT_EQ(without({{"PolicyType", "rcp"}}), all);
  EXPECT_EQ(without({{"PolicyArn", managed}}), all);
  EXPECT_EQ(without({{"PolicyArn", me.arn("policy/Deleters")}}), no_managed);
  EXPECT_EQ(without({{"PolicyArn", me.arn("policy/Del*s")}}), no_managed);
  EXPECT_EQ(without({{"PolicyArn", me.arn("policy/D?leter?")}}), no_managed);
  EXPECT_EQ(without({{"PolicyArn", me.arn("policy/Deleter?s")}}), all);
  auto const inline_of = [](std::string const& policy, std::string const& type, std::string const& holder) {
    return Pairs{{"InlinePolicyIdentifier.PolicyName", policy},
                 {"InlinePolicyIdentifier.AttachmentType", type},
                 {"InlinePolicyIdentifier.AttachmentName", holder}};
  };
  EXPECT_EQ(without(inline_of("Mine", "user", "Bob")), no_mine);
  EXPECT_EQ(without(inline_of("Mine", "user", "B*")), no_mine);
  EXPECT_EQ(without(inline_of("Mine", "user", "Bo?")), no_mine);
  EXPECT_EQ(without(inline_of("Mine", "group", "Bob")), all);
  EXPECT_EQ(without(inline_of("Ours", "group", "Readers")), (Decisions{"allowed", "implicitDeny", "allowed"}));
}

// C but for the last two, whose sentences are ours.
TEST_F(PrincipalSimulation, checks_what_it_is_told_to_leave_out) {
  auto const exclude = [&](std::string const& member, std::string const& value, Pairs more = {}) {
    more.emplace_back("PolicyExclusionList.member.1." + member, value);
    return simulate(std::move(more));
  };
  EXPECT_THAT(
      exclude("PolicyType", "bogus"),
      fails_with(400, "ValidationError",
                 "1 validation error detected: Value 'bogus' at 'policyExclusionList.1.member.policyType' failed "
                 "to satisfy constraint: Member must satisfy enum value set: [scp, permission-boundary, "
                 "aws-managed, inline, user-managed, rcp]"));
  std::string const inline_policy = "PolicyExclusionList.member.1.InlinePolicyIdentifier.";
  EXPECT_THAT(exclude("InlinePolicyIdentifier.AttachmentName", "Bob",
                      {{inline_policy + "PolicyName", "Mine"}, {inline_policy + "AttachmentType", "USER"}}),
              fails_with(400, "ValidationError",
                         "1 validation error detected: Value 'USER' at "
                         "'policyExclusionList.1.member.inlinePolicyIdentifier.attachmentType' failed to satisfy "
                         "constraint: Member must satisfy enum value set: [user, role, group]"));
  EXPECT_THAT(exclude("InlinePolicyIdentifier.AttachmentName", "*",
                      {{inline_policy + "PolicyName", "Mine"}, {inline_policy + "AttachmentType", "user"}}),
              fails_with(400, "ValidationError",
                         "1 validation error detected: Value '*' at "
                         "'policyExclusionList.1.member.inlinePolicyIdentifier.attachmentName' failed to satisfy "
                         R"(constraint: Member must satisfy regular expression pattern: .*[\w+=,.@-]+.*)"));
  for (auto const& [policy, holder] : {std::pair("Min*", "Bob"), {"Min?", "Bob"}, {"Mine", "*o*"}}) {
    EXPECT_THAT(exclude("InlinePolicyIdentifier.AttachmentName", holder,
                        {{inline_policy + "PolicyName", policy}, {inline_policy + "AttachmentType", "user"}}),
                fails_with(400, "InvalidInput",
                           "Invalid inline policy exclusion: policyName, attachmentType, and attachmentName are "
                           "required"));
  }
  EXPECT_EQ(exclude("PolicyType", "inline", {{"PolicyExclusionList.member.1.PolicyArn", managed}}).code(),
            "InvalidInput");
  EXPECT_EQ(exclude("PolicyArn", me.arn("policy/*a*")).code(), "InvalidInput");
}

// C: AWS-managed policies go by their type and their ARN, too.
TEST_F(PrincipalSimulation, leaves_out_policies_of_aws) {
  std::string const read_only = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  me.iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", read_only}});
  auto const acl = [&](Pairs more) {
    return decision(simulate_principal(me, me.arn("user/Bob"), std::move(more), {"s3:GetObjectAcl"}));
  };
  EXPECT_EQ(acl({}), "allowed");
  EXPECT_EQ(acl({{"PolicyExclusionList.member.1.PolicyType", "aws-managed"}}), "implicitDeny");
  EXPECT_EQ(acl({{"PolicyExclusionList.member.1.PolicyArn", read_only}}), "implicitDeny");
}

// LS and C: told even though nothing is limited.
TEST_F(PrincipalSimulation, tells_whether_the_organization_allows) {
  Caller member;
  auto const detail = "OrganizationsDecisionDetail/AllowedByOrganizations";
  EXPECT_EQ(of_first(simulate(), detail), "true");

  Caller management;
  member.create_user("Ann");
  member.iam("PutUserPolicy", {{"UserName", "Ann"}, {"PolicyName", "All"}, {"PolicyDocument", kAllowAll}});
  management.create_user("Ann");
  management.iam("PutUserPolicy", {{"UserName", "Ann"}, {"PolicyName", "All"}, {"PolicyDocument", kAllowAll}});
  auto const body = R"({"scps":{"NoGet":)" + std::string(kDenyGet) + R"(},"root":{"accounts":[{"id":")" +
                    member.account() + R"(","scps":["FullAWSAccess","NoGet"]},{"id":")" + management.account() +
                    R"("}]}})";
  state_organization(management, body);
  auto const denied = simulate_principal(member, member.arn("user/Ann"));
  EXPECT_EQ(decision(denied), "explicitDeny");
  EXPECT_EQ(of_first(denied, detail), "false");
  EXPECT_THAT(sources(denied), IsEmpty());
  EXPECT_EQ(decision(simulate_principal(member, member.arn("user/Ann"), {}, {"s3:PutObject"})), "allowed");
  EXPECT_EQ(decision(simulate_principal(management, management.arn("user/Ann"))), "allowed");

  auto const without =
      simulate_principal(member, member.arn("user/Ann"), {{"PolicyExclusionList.member.1.PolicyType", "scp"}});
  EXPECT_EQ(decision(without), "allowed");
  EXPECT_FALSE(without.has("EvaluationResults/member/OrganizationsDecisionDetail"));
}

// C: conditions and variables, each spelling once.
TEST(ContextKeys, are_those_of_conditions_and_variables) {
  Caller me;
  auto const first = policy_allowing(R"("Action":"*","Resource":"arn:aws:s3:::bucket/${aws:username}",)"
                                     R"("Condition":{"StringEquals":{"test:a":"${test:b}","test:c":"x"}})");
  auto const second =
      policy_allowing(R"("Action":"*","Resource":"*","Condition":{"Null":{"test:a":"true","TEST:A":"true"}})");
  auto const answer = me.iam("GetContextKeysForCustomPolicy", with_policies({first, second}));
  EXPECT_THAT(answer.texts("ContextKeyNames"),
              UnorderedElementsAre("aws:username", "test:a", "test:b", "test:c", "TEST:A"));
  EXPECT_THAT(me.iam("GetContextKeysForCustomPolicy", with_policies({kAllowAll})).texts("ContextKeyNames"), IsEmpty());
}

// D and C
TEST(ContextKeys, need_policies_that_can_be_read) {
  Caller me;
  EXPECT_THAT(me.iam("GetContextKeysForCustomPolicy", with_policies({kAllowAll, "{"})),
              refuses("Policy input list item 2 has invalid content"));
  for (auto const& none : {Pairs{}, with_policies({})}) {
    EXPECT_THAT(me.iam("GetContextKeysForCustomPolicy", none),
                fails_with(400, "ValidationError", violation("policyInputList", "Member must not be null")));
  }
  EXPECT_THAT(me.iam("GetContextKeysForPrincipalPolicy", {{"PolicySourceArn", me.arn("user/Nobody")}}),
              fails_with(404, "NoSuchEntity", "Unable to retrieve specified IAM entity."));
}

// D: of a user also those of its groups, and of the boundary.
TEST(ContextKeys, of_a_principal_are_those_of_all_its_policies) {
  Caller me;
  auto const asking_for = [](std::string const& key) {
    return allowing_get_if(R"({"Null":{")" + key + R"(":"true"}})");
  };
  me.create_user("Bob");
  me.iam("CreateGroup", {{"GroupName", "Readers"}});
  me.iam("AddUserToGroup", {{"UserName", "Bob"}, {"GroupName", "Readers"}});
  me.iam("PutUserPolicy", {{"UserName", "Bob"}, {"PolicyName", "p"}, {"PolicyDocument", asking_for("test:inline")}});
  me.iam("PutGroupPolicy",
         {{"GroupName", "Readers"}, {"PolicyName", "p"}, {"PolicyDocument", asking_for("test:group")}});
  me.iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", policy_called(me, "m", asking_for("test:managed"))}});
  me.iam("PutUserPermissionsBoundary",
         {{"UserName", "Bob"}, {"PermissionsBoundary", policy_called(me, "b", asking_for("test:boundary"))}});
  auto const answer = me.iam("GetContextKeysForPrincipalPolicy",
                             with_policies({asking_for("test:further")}, {{"PolicySourceArn", me.arn("user/Bob")}}));
  EXPECT_THAT(answer.texts("ContextKeyNames"),
              UnorderedElementsAre("test:inline", "test:group", "test:managed", "test:boundary", "test:further"));
}

}  // namespace
}  // namespace conformance
