// Why a request was denied, encoded for those who may know. The shape is that of messages that AWS's users published.
#include "iam/authorization/authorization_message.h"

#include "iam/api/callers.h"
#include "iam/service/handlers/callers.h"
#include "world.h"

#include <gtest/gtest.h>

namespace iam::service {
namespace {

struct AuthorizationMessage : testing::Test {
  // What the caller is told of its request to delete a role.
  std::string message(std::string_view policy) {
    auto const compiled = policy::compile(policy);
    policy::PolicySets sets;
    sets.identity.push_back({.compiled = *compiled});
    policy::Request request{.requester = {.kind = policy::RequesterKind::kUser, .account = world.root.account},
                            .action = "iam:DeleteRole",
                            .resource = "arn:aws:iam::123456789012:role/Ops"};
    request.context.set("aws:Region", "us-east-1");
    policy::Explanation explanation;
    auto const decision = policy::explain(request, sets, explanation);
    return authorization_message({.principal_id = "AIDAEXAMPLE",
                                  .principal_arn = "arn:aws:iam::123456789012:user/team/Ada",
                                  .action = request.action,
                                  .resource = request.resource,
                                  .outcome = decision.outcome,
                                  .matched = policy::deciding_statements(decision, explanation),
                                  .context = request.context.entries()});
  }

  World world;
};

TEST_F(AuthorizationMessage, tells_the_statements_that_denied) {
  EXPECT_EQ(
      message(R"({"Version":"2012-10-17","Statement":{"Sid":"No","Effect":"Deny","Action":"iam:Delete*",)"
              R"("Resource":"*","Condition":{"StringEquals":{"aws:Region":["us-east-1"]}}}})"),
      R"({"allowed":false,"explicitDeny":true,"matchedStatements":{"items":[{"statementId":"No","effect":"DENY",)"
      R"("principals":{"items":[]},"principalGroups":{"items":[]},"actions":{"items":[{"value":"iam:Delete*"}]},)"
      R"("resources":{"items":[{"value":"*"}]},"conditions":{"items":[{"key":"aws:Region","values":{"items":[{"value":)"
      R"("us-east-1"}]}}]}}]},"failures":{"items":[]},"context":{"principal":{"id":"AIDAEXAMPLE","name":"Ada","arn":)"
      R"("arn:aws:iam::123456789012:user/team/Ada"},"action":"iam:DeleteRole","resource":)"
      R"("arn:aws:iam::123456789012:role/Ops","conditions":{"items":[{"key":"aws:region","values":{"items":[{"value":)"
      R"("us-east-1"}]}}]}}})");
}

TEST_F(AuthorizationMessage, is_decoded_by_the_operation) {
  auto const text =
      message(R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}})");
  auto const encoded = encoded_message(world.seal, world.ids, "arn:aws:iam::123456789012:user/Ada", text);
  ASSERT_TRUE(encoded.has_value());
  auto const answer = world.ask(sts::decode_authorization_message, {.encoded_message = *encoded});
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->decoded_message, text);
}

// What it tells of is the account's own business.
TEST_F(AuthorizationMessage, is_not_decoded_for_another_account) {
  for (auto const* principal :
       {"arn:aws:iam::111122223333:user/Ada", "arn:aws:sts::111122223333:assumed-role/A/b", "*"}) {
    auto const encoded = encoded_message(world.seal, world.ids, principal, "{}");
    EXPECT_EQ(decoded_message(world.seal, AccountId(123456789012), encoded.value()), std::nullopt) << principal;
  }
  auto const own = encoded_message(world.seal, world.ids, "arn:aws-cn:sts::123456789012:assumed-role/A/b", "{}");
  EXPECT_EQ(decoded_message(world.seal, AccountId(123456789012), own.value()), "{}");
}

TEST_F(AuthorizationMessage, is_nothing_when_it_is_longer_than_the_operation_takes) {
  std::string noise(20'000, '\0');
  world.random->fill({reinterpret_cast<std::uint8_t*>(noise.data()), noise.size()});
  EXPECT_EQ(encoded_message(world.seal, world.ids, "arn:aws:iam::123456789012:root", noise), std::nullopt);
}

}  // namespace
}  // namespace iam::service
