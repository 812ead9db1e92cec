// Who can assume whom: of our own.
#include "client/enforcing.h"
#include "client/operator_client.h"
#include "client/sessions.h"

#include <algorithm>

namespace conformance {
namespace {

namespace json = boost::json;

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

void create_user_with(Caller& me, std::string const& name, std::string const& statements) {
  EXPECT_THAT(me.create_user(name), succeeds());
  EXPECT_THAT(
      me.iam("PutUserPolicy", {{"UserName", name}, {"PolicyName", "p"}, {"PolicyDocument", policy_of(statements)}}),
      succeeds());
}

JsonAnswer trust_of(Caller const& me) { return operator_get("/_iam/trust?account=" + me.account()); }

// "from -> to", with "?" and the keys where a condition decides, and through whom; ARNs by what is behind the account.
std::vector<std::string> edges(JsonAnswer const& answer) {
  auto const shown = [](json::value const& arn) {
    std::string const text(arn.as_string());
    return text.substr(text.rfind(':') + 1);
  };
  std::vector<std::string> told;
  auto const all = answer.at("/edges");
  for (auto const& edge : all.as_array()) {
    auto text = shown(edge.at("from")) + " -> " + shown(edge.at("to"));
    if (edge.at("conditional").as_bool()) text += " ?";
    for (auto const& key : edge.at("keys").as_array()) text += " " + std::string(key.as_string());
    if (edge.as_object().contains("through")) text += " through " + shown(edge.at("through"));
    told.push_back(text);
  }
  return told;
}

TEST(Trust, tells_whom_roles_name) {
  Caller me;
  me.create_user("Bob");
  create_role(me, "App");  // trusts EC2
  create_role(me, "Ops", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("user/Bob"))}});
  create_role(me, "Chained", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("role/Ops"))}});
  create_role(me, "Open", {{"AssumeRolePolicyDocument", trusting(aws_principal("*"))}});
  auto const answer = trust_of(me);
  EXPECT_THAT(edges(answer), ElementsAre("* -> role/Open", "ec2.amazonaws.com -> role/App", "role/Ops -> role/Chained",
                                         "user/Bob -> role/Ops"));
  EXPECT_EQ(answer.text("/edges/1/action"), "sts:AssumeRole");
  EXPECT_THAT(answer.texts("/nodes", "kind"), ElementsAre("role", "role", "role", "role", "anyone", "service", "user"));
  EXPECT_EQ(answer.text("/nodes/6"), R"({"id":")" + me.arn("user/Bob") + R"(","kind":"user","name":"Bob","account":")" +
                                         me.account() + R"(","stored":true})");
  EXPECT_EQ(answer.text("/nodes/5"), R"({"id":"ec2.amazonaws.com","kind":"service","name":"ec2.amazonaws.com",)"
                                     R"("account":null,"stored":false})");
}

// Whom a role names directly needs no policy of its own, but an explicit denial counts.
TEST(Trust, is_decided_by_both_sides) {
  Caller me;
  create_user_with(me, "Bob", denying("sts:AssumeRole"));
  create_role(me, "Ops", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("user/Bob"))}});
  EXPECT_THAT(edges(trust_of(me)), IsEmpty());
}

TEST(Trust, in_an_account_is_a_matter_of_its_policies) {
  Caller me;
  create_user_with(me, "Able", allowing("sts:AssumeRole", me.arn("role/O*")));
  create_user_with(me, "Idle", allowing("s3:*"));
  create_role(me, "Ops", {{"AssumeRolePolicyDocument", trusting(aws_principal(me.account()))}});
  auto const answer = trust_of(me);
  EXPECT_THAT(edges(answer), ElementsAre("root -> role/Ops", "user/Able -> role/Ops through root"));
  EXPECT_EQ(answer.text("/nodes/1/kind"), "account");
  EXPECT_EQ(answer.text("/nodes/1/name"), me.account());
}

TEST(Trust, tells_the_keys_where_a_condition_decides) {
  Caller me;
  me.iam("CreateUser", with_tags({{"UserName", "Blue"}}, {{"team", "blue"}}));
  create_user_with(me, "Mfa", allowing("sts:AssumeRole", "*", R"({"Bool":{"aws:MultiFactorAuthPresent":"true"}})"));
  create_role(me, "ById",
              {{"AssumeRolePolicyDocument", trusting(aws_principal(me.arn("user/Blue")), R"("sts:AssumeRole")",
                                                     R"({"StringEquals":{"sts:ExternalId":"x"}})")}});
  // A tag of a user is known.
  create_role(me, "ByTag",
              {{"AssumeRolePolicyDocument", trusting(aws_principal(me.arn("user/Blue")), R"("sts:AssumeRole")",
                                                     R"({"StringEquals":{"aws:PrincipalTag/team":"blue"}})")}});
  create_role(me, "ByOtherTag",
              {{"AssumeRolePolicyDocument", trusting(aws_principal(me.arn("user/Blue")), R"("sts:AssumeRole")",
                                                     R"({"StringEquals":{"aws:PrincipalTag/team":"red"}})")}});
  create_role(me, "Ours", {{"AssumeRolePolicyDocument", trusting(aws_principal(me.account()))}});
  EXPECT_THAT(edges(trust_of(me)),
              ElementsAre("user/Blue -> role/ById ? sts:ExternalId", "user/Blue -> role/ByTag", "root -> role/Ours",
                          "user/Mfa -> role/Ours ? aws:MultiFactorAuthPresent through root"));
}

// A session may have other tags than its role.
TEST(Trust, does_not_know_the_tags_of_a_session) {
  Caller me;
  create_role(me, "App", with_tags({}, {{"team", "blue"}}));
  create_role(me, "Next",
              {{"AssumeRolePolicyDocument", trusting(aws_principal(me.arn("role/App")), R"("sts:AssumeRole")",
                                                     R"({"StringEquals":{"aws:PrincipalTag/team":"red"}})")}});
  EXPECT_THAT(edges(trust_of(me)), Contains("role/App -> role/Next ? aws:PrincipalTag/team"));
}

TEST(Trust, between_accounts_needs_both) {
  Caller me;
  Caller partner;
  create_user_with(partner, "Ann", allowing("sts:AssumeRole"));
  partner.create_user("Idle");
  create_role(me, "Shared", {{"AssumeRolePolicyDocument", trusting(aws_principal(partner.account()))}});
  create_role(me, "ForIdle", {{"AssumeRolePolicyDocument", trusted_arn(partner.arn("user/Idle"))}});
  EXPECT_THAT(edges(trust_of(me)), ElementsAre("root -> role/Shared", "user/Ann -> role/Shared through root"));
}

TEST(Trust, of_somebody_who_is_not_here_is_what_the_role_says) {
  Caller me;
  create_role(me, "Shared", {{"AssumeRolePolicyDocument", trusted_arn("arn:aws:iam::999988887777:user/Ann")}});
  auto const answer = trust_of(me);
  EXPECT_THAT(edges(answer), ElementsAre("user/Ann -> role/Shared"));
  EXPECT_EQ(answer.text("/nodes/1/stored"), "false");
  EXPECT_EQ(answer.text("/nodes/1/account"), "999988887777");
}

TEST(Trust, of_providers_is_by_their_own_action) {
  Caller me;
  me.iam("CreateOpenIDConnectProvider",
         {{"Url", "https://id.example.com/pool"}, {"ThumbprintList.member.1", std::string(40, 'a')}});
  auto const provider = me.arn("oidc-provider/id.example.com/pool");
  create_role(me, "Web",
              {{"AssumeRolePolicyDocument",
                trusting(R"({"Federated":")" + provider + R"("})", R"("sts:AssumeRoleWithWebIdentity")",
                         R"({"StringEquals":{"id.example.com/pool:aud":"app"}})")}});
  auto const answer = trust_of(me);
  EXPECT_EQ(answer.text("/edges/0/action"), "sts:AssumeRoleWithWebIdentity");
  EXPECT_EQ(answer.text("/edges/0/conditional"), "true");
  EXPECT_EQ(answer.text("/edges/0/keys/0"), "id.example.com/pool:aud");
  EXPECT_EQ(answer.text("/nodes/1"), R"({"id":")" + provider + R"(","kind":"provider","name":"id.example.com/pool",)" +
                                         R"("account":")" + me.account() + R"(","stored":true})");
}

// Of each edge that no condition decides /_iam/authorize says the same.
TEST(Trust, agrees_with_authorize) {
  Caller me;
  create_user_with(me, "Able", allowing("sts:AssumeRole"));
  create_user_with(me, "Idle", allowing("s3:*"));
  create_user_with(me, "Never", allowing("*") + "," + denying("sts:*"));
  create_role(me, "A", {{"AssumeRolePolicyDocument", trusting(aws_principal(me.account()))}});
  create_role(me, "B", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("user/Idle"))}});
  create_role(me, "C", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("role/A"))}});
  auto const told = edges(trust_of(me));
  for (std::string const from : {"root", "user/Able", "user/Idle", "user/Never", "role/A", "role/B", "role/C"}) {
    for (std::string const to : {"role/A", "role/B", "role/C"}) {
      auto const decided = operator_post(
          "/_iam/authorize",
          {{"principal", me.arn(from)}, {"action", "sts:AssumeRole"}, {"resource", me.arn(to)}, {"explain", false}});
      bool const is_told = std::ranges::any_of(
          told, [&](std::string const& edge) { return (edge + " ").starts_with(from + " -> " + to + " "); });
      EXPECT_EQ(is_told, decided.text("/decision") == "allowed") << from << " " << to;
    }
  }
}

TEST(Trust, refuses_what_it_does_not_know) {
  EXPECT_THAT(operator_get("/_iam/trust?account=1"), is_refused_with("`account` is an account id of twelve digits"));
  EXPECT_THAT(operator_get("/_iam/trust?acount=1"),
              is_refused_with("there is no parameter `acount`; did you mean `account`?"));
}

}  // namespace
}  // namespace conformance
