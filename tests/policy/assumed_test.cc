// What may be allowed at best, and what is allowed in any case.
#include "iam/policy/assumed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Assuming : testing::Test {
  static CompiledPolicyPtr policy(std::string const& statements) {
    return *compile(R"({"Version":"2012-10-17","Statement":[)" + statements + "]}");
  }

  Outcome decided(std::string const& statements, Assumption assumption) {
    Assumed assumed(assumption, is_known);
    PolicySets const sets{.identity = {{"p", "", policy(statements)}}};
    return evaluate(request, assumed.of(sets)).outcome;
  }

  // At best and at worst.
  std::vector<Outcome> with_keys(std::string const& statements) {
    return {decided(statements, {.keys = Luck::kGood}), decided(statements, {.keys = Luck::kBad})};
  }
  std::vector<Outcome> with_resource(std::string const& statements) {
    request.resource = "*";
    return {decided(statements, {.keys = Luck::kGood, .resource = Luck::kGood}),
            decided(statements, {.keys = Luck::kBad, .resource = Luck::kBad})};
  }

  Request request{.requester = {.kind = RequesterKind::kUser, .arn = "arn:aws:iam::123456789012:user/Bob"},
                  .action = "s3:GetObject",
                  .resource = "arn:aws:s3:::logs/Bob/1"};
  KnownKey is_known = [](std::string_view key) { return key == "aws:username"; };
};

constexpr auto kAllowed = Outcome::kAllowed;
constexpr auto kImplicit = Outcome::kImplicitDeny;
constexpr auto kExplicit = Outcome::kExplicitDeny;

TEST_F(Assuming, an_unknown_condition_decides) {
  auto const statement = R"({"Effect":"Allow","Action":"s3:*","Resource":"*",)"
                         R"("Condition":{"Bool":{"aws:SecureTransport":"true"}}})";
  EXPECT_THAT(with_keys(statement), ElementsAre(kAllowed, kImplicit));
  auto const denial = R"({"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*",)"
                      R"("Resource":"*","Condition":{"Null":{"aws:MultiFactorAuthPresent":"true"}}})";
  EXPECT_THAT(with_keys(denial), ElementsAre(kAllowed, kExplicit));
}

TEST_F(Assuming, a_known_condition_is_asked) {
  request.context.set("aws:username", "Bob");
  auto const statement = [](std::string const& name) {
    return R"({"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":")" + name +
           R"("}}})";
  };
  EXPECT_THAT(with_keys(statement("Bob")), ElementsAre(kAllowed, kAllowed));
  EXPECT_THAT(with_keys(statement("Eve")), ElementsAre(kImplicit, kImplicit));
  // The other side of the comparison is not known.
  EXPECT_THAT(with_keys(statement("${aws:SourceIdentity}")), ElementsAre(kAllowed, kImplicit));
}

TEST_F(Assuming, an_unknown_variable_may_be_any_text) {
  request.context.set("aws:username", "Bob");
  auto const statement = [](std::string const& resource) {
    return R"({"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::)" + resource + "\"}";
  };
  EXPECT_THAT(with_keys(statement("logs/${aws:username}/*")), ElementsAre(kAllowed, kAllowed));
  EXPECT_THAT(with_keys(statement("logs/${aws:SourceIdentity}/*")), ElementsAre(kAllowed, kImplicit));
  EXPECT_THAT(with_keys(statement("data/${aws:SourceIdentity}/*")), ElementsAre(kImplicit, kImplicit));
  EXPECT_THAT(with_keys(statement("${*}/${aws:SourceIdentity}/*")), ElementsAre(kImplicit, kImplicit));
}

TEST_F(Assuming, some_resource_is_not_every_one) {
  EXPECT_THAT(with_resource(R"({"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a/*"})"),
              ElementsAre(kAllowed, kImplicit));
  EXPECT_THAT(with_resource(R"({"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::a","*"]})"),
              ElementsAre(kAllowed, kAllowed));
  EXPECT_THAT(with_resource(R"({"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::a"})"),
              ElementsAre(kAllowed, kImplicit));
  EXPECT_THAT(with_resource(R"({"Effect":"Allow","Action":"s3:*","NotResource":"*"})"),
              ElementsAre(kImplicit, kImplicit));
  std::string const all = R"({"Effect":"Allow","Action":"*","Resource":"*"},)";
  EXPECT_THAT(with_resource(all + R"({"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::a"})"),
              ElementsAre(kAllowed, kExplicit));
  EXPECT_THAT(with_resource(all + R"({"Effect":"Deny","Action":"s3:*","Resource":"*"})"),
              ElementsAre(kExplicit, kExplicit));
}

// Answers tell statements by their number.
TEST_F(Assuming, statements_keep_their_numbers_and_their_origin) {
  Assumed assumed({.keys = Luck::kBad}, is_known);
  auto const written = policy(R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"a:b":"true"}}},)"
                              R"({"Effect":"Allow","Action":"*","Resource":"*"})");
  auto const rewritten = assumed.of(written);
  EXPECT_NE(rewritten, written);
  EXPECT_EQ(&assumed.origin(*rewritten), written.get());
  Explanation explanation;
  PolicySets const sets{.identity = {{"p", "", rewritten}}};
  explain(request, sets, explanation);
  ASSERT_EQ(explanation.matched.size(), 1U);
  EXPECT_EQ(explanation.matched.front().index, 1U);
}

TEST_F(Assuming, what_is_known_is_not_rewritten) {
  Assumed assumed({.keys = Luck::kBad}, is_known);
  auto const written = policy(R"({"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username}"})");
  EXPECT_EQ(assumed.of(written), written);
  EXPECT_EQ(&assumed.origin(*written), written.get());
}

TEST_F(Assuming, names_the_keys_that_decide) {
  auto const written =
      policy(R"({"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:SourceIdentity}/${aws:username}",)"
             R"("Condition":{"StringEquals":{"aws:username":"${saml:sub}","sts:ExternalId":"x"}}})");
  auto const& statement = source_of(*written).statements.front();
  EXPECT_THAT(unknown_keys(statement, Version::kOf2012, is_known),
              ElementsAre("saml:sub", "sts:ExternalId", "aws:SourceIdentity"));
  EXPECT_THAT(unknown_keys(statement, Version::kOf2008, is_known), ElementsAre("sts:ExternalId"));
  EXPECT_THAT(unknown_keys(statement, Version::kOf2012, [](std::string_view) { return true; }), IsEmpty());
}

}  // namespace
}  // namespace iam::policy
