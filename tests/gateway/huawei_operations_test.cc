// The table of Huawei Cloud's operations, walked.
#include "emulator.h"
#include "operation.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace iam::gateway {
namespace {

using huawei::Operation;

template <class Visit>
void for_each_operation(Visit visit) {
  for (auto const family : huawei::operation_families()) {
    for (auto const& operation : family) visit(operation);
  }
}

// The path with a name in every placeholder.
std::string filled(std::string_view path_template) {
  std::string path;
  for (bool is_name = false; char const c : path_template) {
    if (c == '{') path += "user";
    is_name = c == '{' || (is_name && c != '}');
    if (!is_name && c != '}') path += c;
  }
  return path;
}

TEST(HuaweiOperations, are_each_found_by_their_method_and_path) {
  int count = 0;
  for_each_operation([&count](Operation const& operation) {
    auto const route = huawei::find_route(operation.method, filled(operation.path));
    ASSERT_TRUE(route.has_value()) << operation.name;
    EXPECT_EQ(route->operation, &operation) << operation.name << " is hidden by " << route->operation->name;
    ++count;
  });
  EXPECT_GE(count, 50);
}

// Terraform's provider takes a 204 of a POST or PUT for a failure.
TEST(HuaweiOperations, succeed_with_a_status_that_clients_accept) {
  for_each_operation([](Operation const& operation) {
    std::set<int> const accepted = operation.method == "DELETE" ? std::set{200, 204} : std::set{200, 201};
    EXPECT_TRUE(accepted.contains(operation.status)) << operation.name;
  });
}

TEST(HuaweiOperations, have_names_and_members_of_their_own) {
  std::set<std::string_view> names;
  for_each_operation([&names](Operation const& operation) {
    EXPECT_TRUE(names.insert(operation.name).second) << operation.name;
    std::set<std::string_view> members;
    for (auto const& member : operation.members) {
      EXPECT_TRUE(members.insert(member.name).second) << operation.name << " " << member.name;
      EXPECT_EQ(operation.path.find("{" + std::string(member.name) + "}"), std::string_view::npos) << operation.name;
    }
  });
}

TEST(HuaweiOperations, that_change_something_are_no_gets) {
  for_each_operation([](Operation const& operation) {
    EXPECT_EQ(operation.access == service::Access::kRead, operation.method == "GET") << operation.name;
  });
}

class HuaweiFace : public Emulator {};

TEST_F(HuaweiFace, is_counted) {
  send("GET", "/v5/users");
  send("GET", "/v5/users/x");
  auto const metrics = send("GET", "/metrics").body;
  EXPECT_NE(metrics.find("iamlocal_face_requests_total{face=\"huawei\",outcome=\"success\"} 1\n"), std::string::npos)
      << metrics;
  EXPECT_NE(metrics.find("iamlocal_face_requests_total{face=\"huawei\",outcome=\"client_error\"} 1\n"),
            std::string::npos)
      << metrics;
}

// A browser asks before it sends anything but a POST.
TEST_F(HuaweiFace, tells_browsers_its_methods) {
  auto const response = send("OPTIONS", "/v5/users", {{"Origin", "http://localhost:3000"}});
  EXPECT_EQ(header(response, "access-control-allow-methods"), "DELETE, GET, POST, PUT");
}

}  // namespace
}  // namespace iam::gateway
