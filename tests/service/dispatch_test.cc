#include "iam/service/dispatch.h"

#include "iam/call/errors.h"
#include "iam/store/users.h"
#include "world.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace iam::service {
namespace {

// An operation without parameters that does what `handler` does.
template <auto handler>
class Scripted final : public Invocation {
 public:
  static std::unique_ptr<Invocation> bind(api::Value const&, api::Violations&) { return std::make_unique<Scripted>(); }
  Status run(Call& call) override { return handler(call); }
  void emit(api::ShapeWriter&) const override {}
};

template <auto handler>
Operation scripted(Access access) {
  return Operation{.service = Service::kIam, .name = "Scripted", .access = access, .bind = &Scripted<handler>::bind};
}

Status succeed(Call&) { return {}; }
Status miss(Call&) { return fail(errors::no_such_user("Bob")); }
Status answer_undeclared(Call&) { return fail(Error{.code = "PolicyNotAttachable"}); }
Status break_down(Call&) { throw std::runtime_error("no space left on device"); }

void insert_bob(Call& call) {
  store::User bob{
      .account = call.account(), .name = "Bob", .path = "/", .unique_id = "AIDABOB", .created_at = call.now};
  store::Users(call.store).insert(bob);
}

Status write_bob(Call& call) {
  insert_bob(call);
  return {};
}

Status write_bob_and_fail(Call& call) {
  insert_bob(call);
  return miss(call);
}

Status write_bob_and_break_down(Call& call) {
  insert_bob(call);
  return break_down(call);
}

bool bob_exists(World& world) {
  bool exists = false;
  world.store->read(
      [&](store::Session& session) { exists = store::Users(session).find(world.root.account, "Bob").has_value(); });
  return exists;
}

TEST(Dispatch, hands_back_the_invocation_that_succeeded) {
  World world;
  EXPECT_TRUE(world.carry_out(scripted<succeed>(Access::kRead)).has_value());
  EXPECT_TRUE(world.carry_out(scripted<succeed>(Access::kWrite)).has_value());
}

TEST(Dispatch, keeps_what_was_written) {
  World world;
  EXPECT_TRUE(world.carry_out(scripted<write_bob>(Access::kWrite)).has_value());
  EXPECT_TRUE(bob_exists(world));
}

TEST(Dispatch, hands_back_the_error_of_the_handler) {
  World world;
  for (auto access : {Access::kRead, Access::kWrite}) {
    auto const outcome = world.carry_out(scripted<miss>(access));
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error(), errors::no_such_user("Bob"));
  }
}

TEST(Dispatch, undoes_what_a_failed_operation_wrote) {
  World world;
  EXPECT_FALSE(world.carry_out(scripted<write_bob_and_fail>(Access::kWrite)).has_value());
  EXPECT_FALSE(bob_exists(world));
  EXPECT_FALSE(world.carry_out(scripted<write_bob_and_break_down>(Access::kWrite)).has_value());
  EXPECT_FALSE(bob_exists(world));
}

TEST(Dispatch, works_on_after_a_breakdown) {
  World world;
  EXPECT_FALSE(world.carry_out(scripted<write_bob_and_break_down>(Access::kWrite)).has_value());
  EXPECT_TRUE(world.carry_out(scripted<write_bob>(Access::kWrite)).has_value());
  EXPECT_TRUE(bob_exists(world));
}

// The client learns that it broke, the log what broke.
TEST(Dispatch, answers_a_breakdown_with_service_failure) {
  World world;
  for (auto access : {Access::kRead, Access::kWrite}) {
    testing::internal::CaptureStderr();
    auto const outcome = world.carry_out(scripted<break_down>(access));
    auto const log = testing::internal::GetCapturedStderr();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, "ServiceFailure");
    EXPECT_EQ(outcome.error().http_status, 500);
    EXPECT_EQ(outcome.error().fault, Fault::kReceiver);
    EXPECT_EQ(outcome.error().message.value_or("").find("no space"), std::string::npos);
    EXPECT_NE(log.find("request Scripted failed: no space left on device"), std::string::npos) << log;
  }
}

TEST(Dispatch, logs_an_error_that_the_model_does_not_declare) {
  World world;
  auto operation = scripted<answer_undeclared>(Access::kRead);
  testing::internal::CaptureStderr();
  EXPECT_EQ(world.carry_out(operation).error().code, "PolicyNotAttachable");
  EXPECT_NE(testing::internal::GetCapturedStderr().find("PolicyNotAttachable, which its model does not declare"),
            std::string::npos);

  constexpr std::string_view kDeclared[] = {"ServiceFailure", "PolicyNotAttachable"};
  operation.errors = kDeclared;
  testing::internal::CaptureStderr();
  EXPECT_EQ(world.carry_out(operation).error().code, "PolicyNotAttachable");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Dispatch, replies_exactly_once) {
  World world;
  for (auto const& operation :
       {scripted<succeed>(Access::kRead), scripted<succeed>(Access::kWrite), scripted<miss>(Access::kWrite),
        scripted<break_down>(Access::kRead), scripted<break_down>(Access::kWrite)}) {
    testing::internal::CaptureStderr();
    int replies = 0;
    world.dispatcher.dispatch(operation, {}, world.root, {}, "request", {},
                              [&](Dispatcher::Outcome const&, std::string const&) { ++replies; });
    EXPECT_EQ(replies, 1);
    testing::internal::GetCapturedStderr();
  }
}

TEST(Dispatch, runs_nothing_whose_answer_is_known_of_the_state) {
  World world;
  auto const get = [&](bool is_known) {
    bool succeeded = false;
    world.dispatcher.dispatch(
        scripted<miss>(Access::kRead), {}, world.root, {}, "request", [&](std::uint64_t) { return is_known; },
        [&](Dispatcher::Outcome const& outcome, std::string const&) { succeeded = outcome.has_value(); });
    return succeeded;
  };
  EXPECT_TRUE(get(true));
  EXPECT_FALSE(get(false));
}

TEST(Dispatch, tells_every_write_by_another_number_of_the_state) {
  World world;
  auto const state = [&] {
    std::uint64_t number = 0;
    auto const remember = [&](std::uint64_t now) {
      number = now;
      return true;
    };
    world.dispatcher.dispatch(scripted<succeed>(Access::kRead), {}, world.root, {}, "request", remember,
                              [](Dispatcher::Outcome const&, std::string const&) {});
    return number;
  };
  auto const before = state();
  EXPECT_EQ(state(), before);
  world.carry_out(scripted<write_bob>(Access::kWrite));
  EXPECT_GT(state(), before);
}

TEST(Dispatch, refuses_what_is_modelled_and_not_written_yet) {
  World world;
  auto const outcome = world.carry_out(Operation{.name = "DeleteVirtualMFADevice", .access = Access::kWrite});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, "NotImplemented");
  EXPECT_EQ(outcome.error().http_status, 501);
  EXPECT_NE(outcome.error().message.value_or("").find("DeleteVirtualMFADevice"), std::string::npos);
}

TEST(Dispatch, runs_nothing_for_a_request_that_is_not_sound) {
  World world;
  auto const* create_user = find_operation(Service::kIam, "CreateUser");
  ASSERT_NE(create_user, nullptr);
  auto const outcome = world.carry_out(*create_user);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().message,
            "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null");
}

}  // namespace
}  // namespace iam::service
