// What holds for every operation of the model.
#include "iam/call/operation.h"

#include "world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace iam::service {
namespace {

// 181 of IAM and 12 of STS.
TEST(Operations, are_all_modelled) {
  auto const of = [](Service service) {
    return std::count_if(operations().begin(), operations().end(),
                         [&](auto const* operation) { return operation->service == service; });
  };
  EXPECT_EQ(of(Service::kIam), 181);
  EXPECT_EQ(of(Service::kSts), 12);
}

TEST(Operations, are_found_by_their_exact_name) {
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    EXPECT_EQ(find_operation(operation.service, operation.name), &operation) << operation.name;
  }
  for (auto const* name : {"", "getuser", "GetUserX", "GetUse", " GetUser", "GetCallerIdentity", "zzz", "\xFF"}) {
    EXPECT_EQ(find_operation(Service::kIam, name), nullptr) << name;
  }
  EXPECT_EQ(find_operation(Service::kSts, "GetUser"), nullptr);
}

// Whatever is required is reported in the grammar of validation, whatever is not is not: nothing throws.
TEST(Operations, bind_a_request_without_parameters) {
  for (auto const* entry : operations()) {
    auto const& operation = *entry;
    if (operation.bind == nullptr) continue;
    api::Value const nothing;
    api::Violations violations(api::Wording::kWithoutValue);
    EXPECT_NE(operation.bind(nothing, violations), nullptr) << operation.name;
    if (auto const error = violations.error()) {
      EXPECT_EQ(error->code, "ValidationError") << operation.name;
      EXPECT_NE(error->message.value_or("").find("Member must not be null"), std::string::npos) << operation.name;
    }
  }
}

TEST(Operations, that_are_written_answer_to_their_service) {
  for (auto const* name :
       {"CreateUser", "GetUser", "UpdateUser", "DeleteUser", "ListUsers", "TagUser", "UntagUser", "ListUserTags"}) {
    auto const* operation = find_operation(Service::kIam, name);
    ASSERT_NE(operation, nullptr) << name;
    EXPECT_NE(operation->bind, nullptr) << name;
  }
  EXPECT_NE(find_operation(Service::kSts, "GetCallerIdentity")->bind, nullptr);
}

}  // namespace
}  // namespace iam::service
