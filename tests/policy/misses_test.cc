// Why a statement does not apply, told to people.
#include "iam/policy/misses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Misses : testing::Test {
  std::vector<StatementMisses> of(std::string const& statements) const {
    NamedPolicy const policy{
        .id = "trust", .arn = {}, .compiled = *compile(R"({"Version":"2012-10-17","Statement":[)" + statements + "]}")};
    return misses(request, {}, policy, PolicyType::kTrust);
  }

  std::string ada = "arn:aws:iam::123456789012:user/Ada";
  Request request{.requester = {.kind = RequesterKind::kUser,
                                .account = AccountId::parse("123456789012"),
                                .arn = ada,
                                .principal_arn = ada,
                                .unique_id = "AIDAEXAMPLE"},
                  .action = "sts:AssumeRole",
                  .resource = "arn:aws:iam::123456789012:role/Ops",
                  .resource_account = std::nullopt,
                  .context = {}};
};

TEST_F(Misses, are_none_of_a_statement_that_applies) {
  auto const found = of(R"({"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:Assume*"})");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found.front().misses, IsEmpty());
}

TEST_F(Misses, name_each_element_with_both_sides) {
  request.context.set("sts:ExternalId", "wrong");
  auto const found = of(R"({"Sid":"One","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},)"
                        R"("Action":"sts:TagSession","Condition":{"StringEquals":{"sts:ExternalId":"right"}}})");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().sid, "One");
  ASSERT_THAT(found.front().misses, SizeIs(3));
  auto const& principal = found.front().misses[0];
  EXPECT_EQ(principal.element, "Principal");
  EXPECT_THAT(principal.policy, ElementsAre("Service: ec2.amazonaws.com"));
  EXPECT_THAT(*principal.request, ElementsAre(ada, "AIDAEXAMPLE", "123456789012"));
  EXPECT_EQ(told(found.front().misses[1]), R"(Action: the policy has "sts:TagSession", the request "sts:AssumeRole")");
  EXPECT_EQ(told(found.front().misses[2]),
            R"(Condition StringEquals sts:ExternalId: the policy has "right", the request "wrong")");
}

// Policies of identities name resources, and no principals.
TEST_F(Misses, name_the_resource_of_a_policy_of_an_identity) {
  NamedPolicy const policy{
      .id = "identity",
      .arn = {},
      .compiled = *compile(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":)"
                           R"("arn:aws:iam::*:role/Dev"},{"Effect":"Deny","Action":"*","NotResource":"*"}]})")};
  auto const found = misses(request, {}, policy, PolicyType::kIdentity);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(told(found[0].misses.front()),
            R"(Resource: the policy has "arn:aws:iam::*:role/Dev", the request "arn:aws:iam::123456789012:role/Ops")");
  EXPECT_EQ(found[1].misses.front().element, "NotResource");
}

TEST_F(Misses, tell_an_absent_key_from_an_empty_one) {
  auto const statement = R"({"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole",)"
                         R"("Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}})";
  EXPECT_EQ(of(statement).front().misses.front().request, std::nullopt);
  request.context.set("aws:PrincipalTag/team", "");
  EXPECT_THAT(*of(statement).front().misses.front().request, ElementsAre(""));
}

TEST_F(Misses, say_that_a_list_is_not_compared_without_a_set_operator) {
  request.context.set_list("aws:TagKeys", {"team"});
  auto const found = of(R"({"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole",)"
                        R"("Condition":{"StringEquals":{"aws:TagKeys":"team"}}})");
  EXPECT_EQ(told(found.front().misses.front()),
            R"(Condition StringEquals aws:TagKeys: the policy has "team", the request "team" (a key of several values )"
            R"(needs ForAnyValue or ForAllValues))");
}

TEST_F(Misses, cut_what_is_long) {
  request.context.set("sts:ExternalId", std::string(1000, 'x'));
  auto const found = of(R"({"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole",)"
                        R"("Condition":{"StringEquals":{"sts:ExternalId":["1","2","3","4","5","6"]}}})");
  auto const text = told(found.front().misses.front());
  EXPECT_LT(text.size(), 400U);
  EXPECT_THAT(text, testing::HasSubstr(R"("5" …)"));
}

}  // namespace
}  // namespace iam::policy
