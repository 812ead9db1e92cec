// Templates. What AWS makes of them was recorded in public by radkawar/stackd (testdata/aws/iam/role_templates.json).
#include "iam/policy/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string filled(std::string_view text, TemplateValues const& values) {
  auto const policy = fill_policy(text, values);
  if (!policy.has_value()) return "needs " + policy.error();
  return policy->document.value_or("nothing");
}

TEST(Template, names_its_parameters_once) {
  EXPECT_THAT(template_parameters(R"({"a":"@{Two}","b":"x@{One}y@{Two}","c":"${Three}","d":"@{open"})"),
              ElementsAre("One", "Two"));
}

TEST(Template, has_values_in_the_place_of_parameters) {
  TemplateValues const values{{"A", {"1"}}, {"B", {"2", "3"}}};
  EXPECT_EQ(fill_text("@{A}-@{B}-@{A}", values), "1-2,3-1");
  EXPECT_EQ(fill_text("@{A", values), "@{A");
  EXPECT_EQ(fill_text("@{C}", values).error(), "C");
}

// A value cannot become more than a value.
TEST(Template, escapes_values_in_policies) {
  EXPECT_EQ(filled(R"({"Statement":[{"Resource":"@{A}"}]})", {{"A", {"\"],\n\\"}}}),
            R"({"Statement":[{"Resource":"\"],\u000a\\"}]})");
}

TEST(Template, makes_a_list_of_several_values) {
  TemplateValues const values{{"Keys", {"a", "b"}}};
  EXPECT_EQ(filled(R"({"Statement":{"Resource":"@{Keys}"}})", values), R"({"Statement":{"Resource":["a","b"]}})");
  EXPECT_EQ(filled(R"({"Statement":{"Resource":["x", "@{Keys}"]}})", values),
            R"({"Statement":{"Resource":["x","a","b"]}})");
}

TEST(Template, keeps_statements_that_are_enabled) {
  auto const* const text = R"({"Statement":[{"Sid":"a"},{"@Enabled":"On","Resource":"@{Key}"}]})";
  for (auto const* on : {"True", "true"}) {
    EXPECT_EQ(filled(text, {{"On", {on}}, {"Key", {"k"}}}), R"({"Statement":[{"Sid":"a"},{"Resource":"k"}]})");
  }
  EXPECT_EQ(filled(text, {{"On", {"False"}}}), R"({"Statement":[{"Sid":"a"}]})");
  EXPECT_EQ(filled(text, {{"On", {"True"}}}), "needs Key");
  EXPECT_EQ(filled(text, {}), "needs On");
}

TEST(Template, is_nothing_without_statements) {
  EXPECT_EQ(filled(R"({"Version":"2012-10-17","Statement":[{"@Enabled":"On"}]})", {{"On", {"False"}}}), "nothing");
}

TEST(Template, is_an_object) {
  EXPECT_TRUE(is_policy_template(R"({"Statement":"@{All}"})"));
  for (auto const* text : {"", "[]", "{", R"("x")"}) EXPECT_FALSE(is_policy_template(text)) << text;
}

TEST(DemandedBoundaries, are_those_of_statements_that_let_create_roles) {
  EXPECT_THAT(demanded_boundaries(
                  R"({"Version":"2012-10-17","Statement":[
                    {"Effect":"Allow","Action":["iam:Create*"],"Resource":"*",
                     "Condition":{"StringEquals":{"IAM:permissionsboundary":["a","b"]}}},
                    {"Effect":"Allow","Action":"*","Resource":"*",
                     "Condition":{"ArnEquals":{"iam:PermissionsBoundary":"a"}}},
                    {"Effect":"Allow","Action":"s3:*","Resource":"*",
                     "Condition":{"ArnEquals":{"iam:PermissionsBoundary":"c"}}},
                    {"Effect":"Deny","Action":"iam:CreateRole","Resource":"*",
                     "Condition":{"ArnEquals":{"iam:PermissionsBoundary":"d"}}}]})"),
              ElementsAre("a", "b"));
  EXPECT_THAT(demanded_boundaries("no policy"), IsEmpty());
}

}  // namespace
}  // namespace iam::policy
