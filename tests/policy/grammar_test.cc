// The sentences themselves are in tests/vectors/policy/grammar, with the source of each.

#include "iam/policy/grammar.h"

#include "iam/catalogue/aws_managed_policies.h"
#include "vectors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace iam::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr AccountId kAccount(123456789012);

PrincipalLookup lookup() {
  return {Partition::kAws, kAccount, [](ArnParts const& arn) {
            return arn.resource == "user/team/Ann" || arn.resource == "role/Worker" ||
                   arn.resource == "role/aws/Deputy" || arn.resource.starts_with("assumed-role/Worker/");
          }};
}

template <class Judge>
void expect_judged(std::string_view file, Judge judge) {
  for (auto const& [name, document, expected] : vectors_of(file)) {
    EXPECT_EQ(judge(document).value_or("ok"), expected) << file << ": " << name << "\n" << document;
  }
}

std::optional<std::string> managed_fault(std::string_view text) {
  return identity_policy_fault(text, IdentityPolicy::kManaged, Partition::kAws);
}

TEST(Grammar, judges_managed_policies_as_aws_does) { expect_judged("managed.txt", managed_fault); }

std::optional<std::string> inline_fault(std::string_view text) {
  return identity_policy_fault(text, IdentityPolicy::kInline, Partition::kAws);
}

std::optional<std::string> session_fault(std::string_view text) { return session_policy_fault(text, Partition::kAws); }

TEST(Grammar, judges_inline_policies_as_aws_does) { expect_judged("inline.txt", inline_fault); }

TEST(Grammar, judges_session_policies_as_aws_does) { expect_judged("session.txt", session_fault); }

TEST(Grammar, judges_simulated_policies_as_aws_does) {
  expect_judged("simulated.txt", [](auto text) { return simulated_policy_fault(text, Partition::kAws); });
}

TEST(Grammar, wants_resources_of_the_partition_of_the_caller) {
  expect_judged("china.txt",
                [](auto text) { return identity_policy_fault(text, IdentityPolicy::kInline, Partition::kAwsChina); });
}

TEST(Grammar, judges_trust_policies_as_aws_does) {
  expect_judged("trust.txt", [](auto text) { return trust_policy_fault(text, lookup()); });
}

// A managed policy that is good is also good as an inline policy and as a session policy.
TEST(Grammar, demands_most_of_managed_policies) {
  for (auto const& [name, document, expected] : vectors_of("managed.txt")) {
    if (expected != "ok") continue;
    EXPECT_EQ(inline_fault(document), std::nullopt) << name;
    EXPECT_EQ(session_fault(document), std::nullopt) << name;
  }
}

TEST(Grammar, has_cases_for_what_was_recorded) {
  auto const vectors = vectors_of("managed.txt");
  auto const good = std::ranges::count(vectors, "ok", &Vector::expected);
  EXPECT_GE(good, 51);
  EXPECT_GE(std::ssize(vectors) - good, 78);
}

// Has the Resource arn:*:kms:*:${aws:PrincipalAccount}:key/*. AWS was seen to refuse such a policy of a customer.
constexpr std::string_view kVariableBeforeFifthColon = "AmazonTimestreamInfluxDBServiceRolePolicy";

// What AWS publishes is what it accepts: https://docs.aws.amazon.com/aws-managed-policy/latest/reference
TEST(Grammar, accepts_the_policies_of_aws_itself) {
  for (auto const& policy : catalogue::aws_managed_policies()) {
    auto const fault = managed_fault(catalogue::document_of(policy));
    if (policy.name == kVariableBeforeFifthColon) {
      EXPECT_EQ(fault, "The policy failed legacy parsing");
    } else {
      EXPECT_EQ(fault, std::nullopt) << policy.name;
    }
  }
}

TEST(Grammar, asks_only_for_principals_of_its_own_account) {
  std::vector<std::string> asked;
  PrincipalLookup const lookup{Partition::kAws, kAccount, [&](ArnParts const& arn) {
                                 asked.emplace_back(arn.resource);
                                 return true;
                               }};
  EXPECT_EQ(trust_policy_fault(R"({"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":[
                "123456789012", "arn:aws:iam::123456789012:root", "arn:aws:iam::210987654321:user/Bob",
                "arn:aws:iam::123456789012:user/Ann", "arn:aws:sts::123456789012:federated-user/Eve"]}}})",
                               lookup),
            std::nullopt);
  EXPECT_THAT(asked, ElementsAre("user/Ann", "federated-user/Eve"));
}

TEST(Grammar, knows_the_principals_of_the_callers_partition) {
  PrincipalLookup china = lookup();
  china.partition = Partition::kAwsChina;
  EXPECT_EQ(trust_policy_fault(R"({"Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
                "Principal":{"AWS":"arn:aws-cn:iam::123456789012:role/Worker"}}})",
                               china),
            std::nullopt);
}

TEST(Principals, are_listed_once_in_the_order_of_the_text) {
  EXPECT_THAT(principals_of(R"({"Statement":[
                  {"Effect":"Allow","Principal":{"Service":["b.amazonaws.com","a.amazonaws.com"],"AWS":"1"}},
                  {"Effect":"Deny","Principal":{"AWS":["2","1"],"Federated":"1"}},
                  {"Effect":"Deny","Principal":"*"}]})"),
              ElementsAre(Principal{PrincipalKind::kService, "b.amazonaws.com"},
                          Principal{PrincipalKind::kService, "a.amazonaws.com"}, Principal{PrincipalKind::kAws, "1"},
                          Principal{PrincipalKind::kAws, "2"}, Principal{PrincipalKind::kFederated, "1"},
                          Principal{PrincipalKind::kEveryone, "*"}));
}

TEST(Principals, are_none_where_there_is_no_document) { EXPECT_THAT(principals_of("nobody"), IsEmpty()); }

}  // namespace
}  // namespace iam::policy
