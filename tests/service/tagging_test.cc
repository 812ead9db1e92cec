// Tags through the operations of users: aws.md section 8.
#include "tagging.h"

#include "iam/api/users.h"
#include "iam/call/errors.h"
#include "iam/service/handlers/users.h"
#include "world.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam::service {
namespace {

using api::Value;
using Tags = std::vector<std::pair<std::string, std::string>>;

Value text(std::string_view text) { return {.kind = Value::Kind::kText, .text = text}; }

// `UserName=Bob&Tags.member.1.Key=…` as the reader of a protocol would hand it over.
Value user_with_tags(Tags const& tags) {
  Value list{.kind = Value::Kind::kList};
  for (auto const& [key, value] : tags) list.items.push_back({.fields = {{"Key", text(key)}, {"Value", text(value)}}});
  return {.fields = {{"UserName", text("Bob")}, {"Tags", std::move(list)}}};
}

class Tagged : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(world_.ask(&create_user, {.user_name = "Bob"}).has_value()); }

  // What TagUser answers.
  std::optional<Error> tag(Tags const& tags) {
    auto const outcome = world_.carry_out(*find_operation(Service::kIam, "TagUser"), user_with_tags(tags));
    return outcome.has_value() ? std::nullopt : std::optional(outcome.error());
  }

  Tags tags() {
    Tags tags;
    auto const listed = world_.ask(&list_user_tags, {.user_name = "Bob"});
    for (auto const& tag : listed->tags) tags.emplace_back(tag.key, tag.value);
    return tags;
  }

  World world_;
};

TEST_F(Tagged, keep_the_order_they_were_given_in) {
  EXPECT_EQ(tag({{"b", "1"}, {"a", ""}}), std::nullopt);
  EXPECT_EQ(tag({{"c", "3"}}), std::nullopt);
  EXPECT_EQ(tags(), (Tags{{"b", "1"}, {"a", ""}, {"c", "3"}}));
}

// Tagging with another casing replaces key casing and value; an updated key keeps its place. [LS test_iam_roles]
TEST_F(Tagged, overwrite_an_equal_key_ignoring_case) {
  EXPECT_EQ(tag({{"Team", "1"}, {"b", "2"}}), std::nullopt);
  EXPECT_EQ(tag({{"TEAM", "3"}}), std::nullopt);
  EXPECT_EQ(tags(), (Tags{{"TEAM", "3"}, {"b", "2"}}));
}

// [LS]
TEST_F(Tagged, refuse_equal_keys_in_one_call) {
  auto const error = tag({{"a", "1"}, {"b", "2"}, {"A", "3"}});
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, "InvalidInput");
  EXPECT_EQ(error->message, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  EXPECT_EQ(tags(), Tags());
}

// Refused by D:id_tags; the text is not known. [?]
TEST_F(Tagged, refuse_the_prefix_of_aws_in_any_case) {
  for (auto const* key : {"aws:", "aws:x", "AWS:x", "Aws:cloudformation:stack-name"}) {
    auto const error = tag({{"good", "1"}, {key, "2"}});
    ASSERT_TRUE(error.has_value()) << key;
    EXPECT_EQ(error->code, "InvalidInput") << key;
  }
  EXPECT_EQ(tags(), Tags());
  EXPECT_EQ(tag({{"aws", "1"}, {"awsx:", "2"}, {"x:aws:", "3"}}), std::nullopt);
}

TEST_F(Tagged, are_not_touched_by_a_request_with_one_bad_tag) {
  ASSERT_EQ(tag({{"kept", "1"}}), std::nullopt);
  auto const error = tag({{"kept", "2"}, {"new", "3"}, {"bad?", "4"}});
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->message,
            R"(1 validation error detected: Value at 'tags.3.member.key' failed to satisfy constraint: )"
            R"(Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+)");
  EXPECT_EQ(tags(), (Tags{{"kept", "1"}}));
}

Tags numbered(int first, int count) {
  Tags tags;
  for (int i = first; i < first + count; ++i) tags.emplace_back("key" + std::to_string(i), "");
  return tags;
}

// Too many in one call: ValidationError; too many in sum: LimitExceeded. [LS oidc]
TEST_F(Tagged, are_fifty_at_most_in_one_call) {
  auto const error = tag(numbered(0, 51));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->message,
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: "
            "Member must have length less than or equal to 50");
}

TEST_F(Tagged, are_fifty_at_most_in_sum) {
  ASSERT_EQ(tag(numbered(0, 50)), std::nullopt);
  auto const error = tag({{"key0", "changed"}, {"one more", ""}});
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, "LimitExceeded");
  EXPECT_EQ(error->http_status, 409);
  EXPECT_EQ(error->message, "The number of tags has reached the maximum limit.");
  EXPECT_EQ(tags(), numbered(0, 50));
  // Overwriting is possible however many there are.
  EXPECT_EQ(tag(numbered(0, 50)), std::nullopt);
}

// Untagging unknown keys succeeds. [LS]
TEST_F(Tagged, go_by_key_ignoring_case) {
  ASSERT_EQ(tag({{"a", "1"}, {"b", "2"}}), std::nullopt);
  EXPECT_TRUE(world_.ask(&untag_user, {.user_name = "Bob", .tag_keys = {"A", "unknown"}}).has_value());
  EXPECT_EQ(tags(), (Tags{{"b", "2"}}));
}

TEST_F(Tagged, page_in_their_order) {
  ASSERT_EQ(tag(numbered(0, 5)), std::nullopt);
  Tags walked;
  api::ListUserTagsRequest request{.user_name = "Bob", .max_items = 2};
  for (bool more = true; more;) {
    auto const page = world_.ask(&list_user_tags, request);
    ASSERT_TRUE(page.has_value());
    for (auto const& each : page->tags) walked.emplace_back(each.key, each.value);
    more = page->is_truncated.value_or(false);
    request.marker = page->marker;
  }
  EXPECT_EQ(walked, numbered(0, 5));
}

TEST_F(Tagged, of_a_user_that_cannot_be_created_are_not_kept) {
  auto const* create_user = find_operation(Service::kIam, "CreateUser");
  EXPECT_FALSE(world_.carry_out(*create_user, user_with_tags({{"a", "1"}})).has_value());  // Bob exists
  EXPECT_EQ(tags(), Tags());
}

}  // namespace
}  // namespace iam::service
