// TagUser, UntagUser, ListUserTags, and the tags of CreateUser.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kDuplicateKeys = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
constexpr auto kKeyPattern = "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
constexpr auto kValuePattern = "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

Pairs tag_user(Pairs const& tags) { return with_tags({{"UserName", "Ada"}}, tags); }
Pairs untag_user(std::vector<std::string> const& keys) { return with_tag_keys({{"UserName", "Ada"}}, keys); }

TEST(TagUser, answers_without_a_result) {
  Caller me;
  me.create_user("Ada");
  auto const answer = me.iam("TagUser", tag_user({{"a", "1"}}));
  EXPECT_EQ(answer.body(),
            "<TagUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <ResponseMetadata>\n"
            "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</TagUserResponse>\n");
}

// LS (roles, which share the rule): another casing replaces key and value. An updated key keeps its place.
TEST(TagUser, overwrites_a_key_in_any_case_where_it_stands) {
  Caller me;
  me.iam("CreateUser", tag_user({{"z", "1"}, {"Colour", "blue"}, {"a", "3"}}));
  ASSERT_THAT(me.iam("TagUser", tag_user({{"COLOUR", "red"}, {"m", "4"}})), succeeds());
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("z=1", "COLOUR=red", "a=3", "m=4"));
}

// B: \p{L}\p{Z}\p{N}_.:/=+\-@ — letters and digits of every script, and an empty value.
TEST(TagUser, keeps_what_it_was_given_in_every_script) {
  Caller me;
  me.create_user("Ada");
  Pairs const tags = {
      {"größe", "sehr groß"}, {"色", "青 赤"}, {"_.:/=+-@ 9", ""}, {std::string(128, 'k'), std::string(256, 'v')}};
  ASSERT_THAT(me.iam("TagUser", tag_user(tags)), succeeds());
  EXPECT_THAT(me.tags_of("ada"), ElementsAre("größe=sehr groß", "色=青 赤",
                                             "_.:/=+-@ 9=", std::string(128, 'k') + "=" + std::string(256, 'v')));
}

// A for STS: lengths count code points.
TEST(TagUser, counts_code_points_and_not_bytes) {
  Caller me;
  me.create_user("Ada");
  std::string key, value;
  for (int i = 0; i < 128; ++i) key += "é";
  for (int i = 0; i < 256; ++i) value += "é";
  EXPECT_THAT(me.iam("TagUser", tag_user({{key, value}})), succeeds());
  EXPECT_THAT(me.iam("TagUser", tag_user({{key + "é", "v"}})),
              fails_with(400, "ValidationError",
                         violation("tags.1.member.key", "Member must have length less than or equal to 128")));
}

// LS.
TEST(TagUser, rejects_the_same_key_twice_ignoring_case) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(me.iam("TagUser", tag_user({{"a", "1"}, {"b", "2"}, {"A", "3"}})),
              fails_with(400, "InvalidInput", kDuplicateKeys));
  EXPECT_THAT(me.tags_of("Ada"), IsEmpty());
  EXPECT_THAT(me.iam("CreateUser", with_tags({{"UserName", "Grace"}}, {{"a", "1"}, {"A", "2"}})),
              fails_with(400, "InvalidInput", kDuplicateKeys));
  EXPECT_EQ(me.get_user("Grace").code(), "NoSuchEntity");
}

// D: refused; neither the code nor the text was seen on AWS, so only the refusal is certain.
TEST(TagUser, rejects_keys_reserved_for_aws_and_writes_nothing) {
  Caller me;
  me.create_user("Ada");
  for (auto const* key : {"aws:owner", "AWS:owner"}) {
    auto const answer = me.iam("TagUser", tag_user({{"a", "1"}, {key, "me"}}));
    EXPECT_EQ(answer.status(), 400) << answer;
    EXPECT_EQ(answer.code(), "InvalidInput");
  }
  EXPECT_THAT(me.tags_of("Ada"), IsEmpty());
  EXPECT_THAT(me.iam("TagUser", tag_user({{"aws", "1"}, {"awsome:x", "2"}})), succeeds());
}

// B, LS for the wording.
TEST(TagUser, names_the_member_and_the_constraint_that_a_tag_breaks) {
  Caller me;
  me.create_user("Ada");
  auto const refused = [&](Pairs const& tags) { return me.iam("TagUser", tag_user(tags)); };
  auto const invalid = [](auto const& member, auto const& constraint) {
    return fails_with(400, "ValidationError", violation(member, constraint));
  };
  EXPECT_THAT(refused({{"a", "1"}, {"b*", "2"}}), invalid("tags.2.member.key", kKeyPattern));
  EXPECT_THAT(refused({{"a", "*"}}), invalid("tags.1.member.value", kValuePattern));
  EXPECT_THAT(refused({{"a", std::string(257, 'v')}}),
              invalid("tags.1.member.value", "Member must have length less than or equal to 256"));
  EXPECT_THAT(refused({{std::string(129, 'k'), "1"}}),
              invalid("tags.1.member.key", "Member must have length less than or equal to 128"));
  EXPECT_THAT(me.tags_of("Ada"), IsEmpty());
}

// A: one member's pattern comes before its length; `''` breaks both.
TEST(TagUser, tells_several_violations_at_once) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(
      me.iam("TagUser", tag_user({{"", "1"}, {"ok", "*"}})),
      fails_with(
          400, "ValidationError",
          std::string("3 validation errors detected: Value at 'tags.1.member.key' failed to satisfy constraint: ") +
              kKeyPattern +
              "; Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater"
              " than or equal to 1; Value at 'tags.2.member.value' failed to satisfy constraint: " +
              kValuePattern));
}

// V for the wording of null members in IAM.
TEST(TagUser, tells_what_is_missing_in_a_tag_and_around_it) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(me.iam("TagUser", {{"UserName", "Ada"}, {"Tags.member.1.Key", "a"}}),
              fails_with(400, "ValidationError", violation("tags.1.member.value", "Member must not be null")));
  EXPECT_THAT(me.iam("TagUser", {{"UserName", "Ada"}, {"Tags.member.1.Value", "a"}}),
              fails_with(400, "ValidationError", violation("tags.1.member.key", "Member must not be null")));
  EXPECT_THAT(me.iam("TagUser", {{"UserName", "Ada"}}),
              fails_with(400, "ValidationError", violation("tags", "Member must not be null")));
}

// LS: the length of the list, and (OIDC providers, the same mechanism) the sum.
TEST(TagUser, allows_fifty_tags_in_one_call_and_in_sum) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(
      me.iam("TagUser", tag_user(numbered_tags(1, 51))),
      fails_with(400, "ValidationError", violation("tags", "Member must have length less than or equal to 50")));
  ASSERT_THAT(me.iam("TagUser", tag_user(numbered_tags(1, 49))), succeeds());
  EXPECT_THAT(me.iam("TagUser", tag_user(numbered_tags(49, 51))),
              fails_with(409, "LimitExceeded", "The number of tags has reached the maximum limit."));
  EXPECT_THAT(me.tags_of("Ada"), SizeIs(49));
  EXPECT_THAT(me.iam("TagUser", tag_user(numbered_tags(1, 50))), succeeds());
  EXPECT_THAT(me.tags_of("Ada"), SizeIs(50));
}

TEST(TagUser, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("TagUser", tag_user({{"a", "1"}})),
              fails_with(404, "NoSuchEntity", "The user with name Ada cannot be found."));
}

// LS: unknown keys are passed over.
TEST(UntagUser, removes_keys_in_any_case_and_passes_over_unknown_ones) {
  Caller me;
  me.iam("CreateUser", tag_user({{"Alpha", "1"}, {"beta", "2"}, {"gamma", "3"}}));
  ASSERT_THAT(me.iam("UntagUser", untag_user({"ALPHA", "delta", "gamma"})), succeeds());
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("beta=2"));
}

// LS: lists of plain strings report once, all rules of their elements in brackets.
TEST(UntagUser, tells_every_rule_of_a_key_when_one_is_broken) {
  Caller me;
  me.iam("CreateUser", tag_user({{"a", "1"}}));
  auto const rules = std::string(
                         "Member must satisfy constraint: [Member must have length less than or equal to 128,"
                         " Member must have length greater than or equal to 1, ") +
                     kKeyPattern + ", Member must not be null]";
  EXPECT_THAT(me.iam("UntagUser", untag_user({"a", "b*"})),
              fails_with(400, "ValidationError", violation("tagKeys", rules)));
  EXPECT_THAT(me.iam("UntagUser", untag_user({"", std::string(129, 'k')})),
              fails_with(400, "ValidationError", violation("tagKeys", rules)));
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("a=1"));
}

// LS.
TEST(UntagUser, takes_at_most_fifty_keys) {
  Caller me;
  me.create_user("Ada");
  std::vector<std::string> keys;
  for (int i = 0; i < 51; ++i) keys.push_back("key" + std::to_string(i));
  EXPECT_THAT(
      me.iam("UntagUser", untag_user(keys)),
      fails_with(400, "ValidationError", violation("tagKeys", "Member must have length less than or equal to 50")));
}

TEST(UntagUser, needs_keys_and_an_existing_user) {
  Caller me;
  EXPECT_THAT(me.iam("UntagUser", untag_user({"a"})),
              fails_with(404, "NoSuchEntity", "The user with name Ada cannot be found."));
  EXPECT_THAT(me.iam("UntagUser", {{"UserName", "Ada"}}),
              fails_with(400, "ValidationError", violation("tagKeys", "Member must not be null")));
}

// I:boto3#1925: IsTruncated comes before the list, an empty list is an empty element.
TEST(ListUserTags, answers_an_empty_list_in_the_bytes_aws_writes) {
  Caller me;
  me.create_user("Ada");
  auto const answer = me.iam("ListUserTags", {{"UserName", "Ada"}});
  EXPECT_EQ(answer.body(),
            "<ListUserTagsResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <ListUserTagsResult>\n"
            "    <IsTruncated>false</IsTruncated>\n"
            "    <Tags/>\n"
            "  </ListUserTagsResult>\n"
            "  <ResponseMetadata>\n"
            "    <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "  </ResponseMetadata>\n"
                "</ListUserTagsResponse>\n");
}

TEST(ListUserTags, pages_through_all_tags_once_and_in_order) {
  Caller me;
  me.iam("CreateUser", tag_user(numbered_tags(1, 11)));
  std::vector<std::string> keys, expected;
  for (int i = 1; i <= 11; ++i) expected.push_back("key" + std::to_string(i));
  Pairs parameters = {{"UserName", "Ada"}, {"MaxItems", "3"}};
  for (int page = 0; page < 4; ++page) {
    auto const answer = me.iam("ListUserTags", parameters);
    auto const found = answer.texts("Tags", "Key");
    keys.insert(keys.end(), found.begin(), found.end());
    EXPECT_EQ(answer.text("IsTruncated"), page < 3 ? "true" : "false");
    EXPECT_EQ(answer.has("Marker"), page < 3);
    parameters = {{"UserName", "Ada"}, {"MaxItems", "3"}, {"Marker", answer.text("Marker")}};
  }
  EXPECT_THAT(keys, ElementsAreArray(expected));
}

TEST(ListUserTags, refuses_markers_it_did_not_make) {
  Caller me;
  me.iam("CreateUser", tag_user(numbered_tags(1, 3)));
  me.create_user("Grace");
  auto const of_users = me.iam("ListUsers", {{"MaxItems", "1"}}).text("Marker");
  ASSERT_FALSE(of_users.empty());
  for (auto const& marker : {std::string("rubbish"), of_users}) {
    EXPECT_THAT(me.iam("ListUserTags", {{"UserName", "Ada"}, {"Marker", marker}}),
                fails_with(400, "ValidationError", "Invalid Marker."));
  }
}

TEST(ListUserTags, tells_which_user_is_missing) {
  Caller me;
  EXPECT_THAT(me.iam("ListUserTags", {{"UserName", "nobody"}}),
              fails_with(404, "NoSuchEntity", "The user with name nobody cannot be found."));
}

}  // namespace
}  // namespace conformance
