// Every operation of the table, asked by a user who may and by one who may not.
#include "iam/authorization/authorizer.h"

#include "iam/authorization/permission_request.h"
#include "iam/service/handlers/inline_policies.h"
#include "iam/service/handlers/users.h"
#include "world.h"

#include <gtest/gtest.h>

namespace iam::service {
namespace {

class Walk : public testing::Test {
 protected:
  Walk() {
    auto const made = world_.ask(create_user, {.user_name = "Bob"});
    bob_ = Caller{.kind = Caller::Kind::kUser,
                  .account = world_.root.account,
                  .arn = made->user->arn,
                  .unique_id = made->user->user_id,
                  .user_name = "Bob"};
  }

  void let_bob(std::string_view action) {
    auto const document =
        std::string(R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*","Action":")")
            .append(action)
            .append("\"}}");
    ASSERT_TRUE(world_.ask(put_user_policy, {.user_name = "Bob", .policy_name = "only", .policy_document = document}));
  }

  // What Bob hears who asks for the operation on something called `name`.
  Status asked(Operation const& operation, Enforcement enforcement = Enforcement::kFull) {
    Authorizer authorizer(enforcement);
    Origin const origin{.source_ip = "127.0.0.1", .user_agent = "test", .region = "us-east-1"};
    Authorization authorization(authorizer);
    Status status;
    world_.store->read([&](store::Session& session) {
      auto call = world_.surroundings.call(bob_, session, session, authorization, origin, "request");
      PermissionRequest request;
      if (!operation.permission.resource.member.empty()) request.name = "Something";
      status = authorization.check_operation(call, operation, request);
    });
    return status;
  }

  World world_;
  Caller bob_;
};

bool needs_permission(Operation const& operation) {
  auto const& permission = operation.permission;
  return permission.resource.form != Permission::Form::kNothing && !permission.is_decided_by_handler;
}

TEST_F(Walk, every_operation_is_denied_to_whom_nothing_is_allowed) {
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    if (!needs_permission(operation)) continue;
    auto const status = asked(operation);
    ASSERT_FALSE(status.has_value()) << operation.name;
    EXPECT_EQ(status.error().code, "AccessDenied") << operation.name;
    EXPECT_EQ(status.error().http_status, 403) << operation.name;
    auto start = "User: " + bob_.arn + " is not authorized to perform: ";
    EXPECT_TRUE(status.error().message->starts_with(start.append(operation.permission.action).append(" on resource: ")))
        << *status.error().message;
  }
}

TEST_F(Walk, every_operation_is_open_to_whom_its_action_is_allowed) {
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    if (!needs_permission(operation)) continue;
    let_bob(operation.permission.action);
    auto const status = asked(operation);
    EXPECT_TRUE(status.has_value()) << operation.name;
  }
}

TEST_F(Walk, another_action_opens_none) {
  let_bob("iam:NoSuchAction");
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    if (!needs_permission(operation)) continue;
    EXPECT_FALSE(asked(operation).has_value()) << operation.name;
  }
}

TEST_F(Walk, nobody_is_denied_where_policies_are_not_asked_or_only_told) {
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    EXPECT_TRUE(asked(operation, Enforcement::kNone).has_value()) << operation.name;
    EXPECT_TRUE(asked(operation, Enforcement::kSoft).has_value()) << operation.name;
  }
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and API_GetSessionToken.html: no
// permissions are required.
TEST_F(Walk, what_needs_no_permission_is_open_to_everybody) {
  for (auto const name : {"GetCallerIdentity", "GetSessionToken"}) {
    EXPECT_TRUE(asked(*find_operation(Service::kSts, name)).has_value()) << name;
  }
}

}  // namespace
}  // namespace iam::service
