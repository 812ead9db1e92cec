// The model that the server is built from.
#include "model.h"
#include "iam/api/pattern.h"
#include "shapes.h"

#include <gtest/gtest.h>

namespace iam::modelgen {
namespace {

Model const& api_model() {
  static Model const model = load_model(IAM_API_MODEL);
  return model;
}

Service const& service(std::string_view name) {
  for (auto const& service : api_model().services) {
    if (service.name == name) return service;
  }
  throw ModelError("no service " + std::string(name));
}

std::size_t operation_count(Service const& service) {
  std::size_t count = 0;
  for (auto const& family : service.families) count += family.operations.size();
  return count;
}

TEST(Model, has_every_operation_of_aws) {
  EXPECT_EQ(operation_count(service("iam")), 181u);
  EXPECT_EQ(operation_count(service("sts")), 12u);
}

TEST(Model, every_shape_of_every_operation_becomes_a_struct_or_a_plain_type) {
  for (auto const& service : api_model().services) {
    for (auto const& family : service.families) {
      for (auto const& shape : shapes_of(service, family)) {
        for (auto const& member : shape.members) {
          auto const type = cpp_type(service, member.shape);
          bool const is_known = type.structure != nullptr || service.find_type(member.shape) != nullptr;
          EXPECT_TRUE(is_known) << shape.name << "." << member.name;
        }
      }
    }
  }
}

TEST(Model, every_structure_is_used_by_an_operation) {
  for (auto const& service : api_model().services) {
    for (auto const& family : service.families) {
      for (auto const& shape : shapes_of(service, family))
        EXPECT_TRUE(shape.is_bound || shape.is_emitted) << shape.name;
    }
  }
}

// RE2 lacks some of Java's syntax; a pattern it refuses would fail the first request that meets it.
TEST(Model, every_pattern_can_be_matched) {
  for (auto const& service : api_model().services) {
    for (auto const& family : service.families) {
      for (auto const& type : family.types) {
        if (type.pattern.empty()) continue;
        EXPECT_NO_THROW(api::matches(type.pattern, "a")) << type.name;
      }
    }
  }
}

// Facts that AWS's own model does not hold and the import must not lose.
TEST(Model, keeps_what_only_we_know) {
  EXPECT_EQ(service("iam").find_type("userNameType")->sentence, "name");
  EXPECT_TRUE(service("iam").find_type("policyDocumentType")->percent_encoded);
  EXPECT_TRUE(service("iam").find_type("tagKeyType")->never_null);
  EXPECT_FALSE(service("iam").find_structure("User")->members.front().required);
}

}  // namespace
}  // namespace iam::modelgen
