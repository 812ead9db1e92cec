#include "iam/authorization/held_policies.h"

#include "iam/authorization/permission_request.h"
#include "iam/service/handlers/inline_policies.h"
#include "iam/service/handlers/users.h"
#include "iam/store/attachments.h"
#include "iam/store/users.h"
#include "world.h"

#include <gtest/gtest.h>

namespace iam::service {
namespace {

constexpr auto kGone = "arn:aws:iam::123456789012:policy/Gone";

class HeldPolicies : public testing::Test {
 protected:
  HeldPolicies() {
    EXPECT_TRUE(world_.ask(create_user, {.user_name = "Bob"}));
    EXPECT_TRUE(world_.ask(put_user_policy,
                           {.user_name = "Bob",
                            .policy_name = "Everything",
                            .policy_document = R"({"Version":"2012-10-17",)"
                                               R"("Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})"}));
  }

  // Does something to the store as Bob, whose policies are enforced.
  template <class Work>
  void with_bob(Work work) {
    world_.store->write(
        [&](store::Session& session) {
          auto const bob = store::Users(session).find(world_.root.account, "Bob").value();
          auto const caller = Caller::user(bob, Partition::kAws, "");
          Authorizer authorizer(Enforcement::kFull);
          Authorization authorization(authorizer);
          Origin const origin;
          Call call{caller,
                    session,
                    session,
                    world_.clock.now(),
                    world_.ids,
                    world_.last_used,
                    world_.code_attempts,
                    world_.seal,
                    authorization,
                    origin,
                    "request"};
          work(call, bob);
          return store::Verdict::kCommit;
        },
        [](std::exception_ptr failure) {
          if (failure != nullptr) std::rethrow_exception(failure);
        });
  }

  World world_;
};

Status list_users(Call& call) {
  return call.authorization.check_operation(call, *find_operation(Service::kIam, "ListUsers"), {});
}

// No operation deletes a policy that is attached; a file that somebody edited may hold such an attachment.
TEST_F(HeldPolicies, an_attached_policy_that_cannot_be_found_denies) {
  with_bob([](Call& call, store::User const& bob) {
    ASSERT_TRUE(list_users(call));
    store::Attachments(call.store).attach(call.account(), bob.id, kGone, call.now);
  });
  with_bob([](Call& call, store::User const& bob) {
    auto const held = held_policies(call, call.authorization.policies(), with_groups(call, {bob.id, "USER", bob.name}));
    ASSERT_EQ(held.size(), 2U);
    EXPECT_EQ(named(held[0]).id, "user_Bob_Everything");
    EXPECT_EQ(named(held[1]).id, "Gone");
    auto const denied = list_users(call);
    ASSERT_FALSE(denied.has_value());
    EXPECT_NE(denied.error().message->find(std::string("explicit deny in an identity-based policy: ") + kGone),
              std::string::npos)
        << *denied.error().message;
  });
}

TEST_F(HeldPolicies, a_boundary_that_cannot_be_found_lets_nothing_through) {
  with_bob([](Call& call, store::User const&) {
    auto const boundary = boundary_policy(call, call.authorization.policies(), kGone);
    policy::PolicySets const sets{.identity = {}, .boundary = boundary};
    policy::Request const request{.requester = requester_of(call.caller), .action = "iam:ListUsers", .resource = "*"};
    EXPECT_EQ(policy::evaluate(request, sets).outcome, policy::Outcome::kImplicitDeny);
  });
}

TEST_F(HeldPolicies, the_policy_of_a_session_that_cannot_be_found_denies) {
  with_bob([](Call& call, store::User const&) {
    auto const policy = attached_policy(call, call.authorization.policies(), kGone);
    policy::PolicySets const sets{.identity = {policy}};
    policy::Request const request{.requester = requester_of(call.caller), .action = "iam:ListUsers", .resource = "*"};
    EXPECT_EQ(policy::evaluate(request, sets).outcome, policy::Outcome::kExplicitDeny);
  });
}

}  // namespace
}  // namespace iam::service
