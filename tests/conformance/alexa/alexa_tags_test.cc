// Alexa for Business: TagResource, UntagResource, ListTags. M: its last model, as botocore 1.29 ships it; U:
// unconfirmed, a choice of ours.
#include "alexa.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string request(std::string const& arn, std::string const& members) {
  return R"({"Arn":")" + arn + "\"" + (members.empty() ? "" : "," + members) + "}";
}

std::vector<std::string> keys_of(AlexaCaller& me, std::string const& arn) {
  return me.send("ListTags", request(arn, "")).texts("/Tags", "Key");
}

TEST(AlexaTags, are_those_of_the_user_on_every_face) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  EXPECT_THAT(
      me.send("TagResource", request(arn, R"("Tags":[{"Key":"team","Value":"blue"},{"Key":"größe","Value":""}])")),
      succeeds_with_nothing());
  EXPECT_THAT(me.aws().tags_of("ada"), ElementsAre("team=blue", "größe="));
  EXPECT_THAT(me.aws().iam("TagUser", with_tags({{"UserName", "ada"}}, {{"team", "green"}})), succeeds());
  auto const listed = me.send("ListTags", request(arn, ""));
  EXPECT_EQ(listed.text_body(), R"({"Tags":[{"Key":"team","Value":"green"},{"Key":"größe","Value":""}]})");
  EXPECT_THAT(me.send("UntagResource", request(arn, R"("TagKeys":["team","unknown"])")), succeeds_with_nothing());
  EXPECT_THAT(keys_of(me, arn), ElementsAre("größe"));
}

TEST(AlexaTags, of_a_user_without_any_are_an_empty_list) {
  AlexaCaller me;
  EXPECT_EQ(me.send("ListTags", request(me.create_user("ada"), "")).text_body(), R"({"Tags":[]})");
}

// M: keys are case-sensitive here. Those of IAM's users are not.
TEST(AlexaTags, are_not_respelled) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  me.send("TagResource", request(arn, R"("Tags":[{"Key":"team","Value":"blue"}])"));
  EXPECT_THAT(me.send("TagResource", request(arn, R"("Tags":[{"Key":"x","Value":""},{"Key":"TEAM","Value":""}])")),
              refuses_with_framework("ValidationException", "The tag key TEAM is there already in another case."));
  EXPECT_THAT(me.send("TagResource", request(arn, R"("Tags":[{"Key":"x","Value":""},{"Key":"X","Value":""}])")),
              refuses_with_framework("ValidationException",
                                     "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
  EXPECT_THAT(me.send("UntagResource", request(arn, R"("TagKeys":["TEAM"])")), succeeds_with_nothing());
  EXPECT_THAT(me.aws().tags_of("ada"), ElementsAre("team=blue"));
}

// M: TagResource declares no LimitExceededException.
TEST(AlexaTags, are_fifty_at_most) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  EXPECT_THAT(me.aws().iam("TagUser", with_tags({{"UserName", "ada"}}, numbered_tags(1, 50))), succeeds());
  EXPECT_THAT(me.send("TagResource", request(arn, R"("Tags":[{"Key":"more","Value":""}])")),
              refuses_with_framework("ValidationException", "The number of tags has reached the maximum limit."));
  EXPECT_EQ(keys_of(me, arn).size(), 50U);
}

TEST(AlexaTags, are_listed_in_pages) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  me.send("TagResource",
          request(arn, R"("Tags":[{"Key":"a","Value":""},{"Key":"b","Value":""},{"Key":"c","Value":""}])"));
  auto const first = me.send("ListTags", request(arn, R"("MaxResults":2)"));
  EXPECT_THAT(first.texts("/Tags", "Key"), ElementsAre("a", "b"));
  auto const token = first.text("/NextToken");
  auto const second = me.send("ListTags", request(arn, R"("NextToken":")" + token + "\""));
  EXPECT_THAT(second.texts("/Tags", "Key"), ElementsAre("c"));
  EXPECT_FALSE(second.has("/NextToken"));
  EXPECT_THAT(me.send("ListTags", request(arn, R"("NextToken":"made up")")),
              refuses_with_framework("ValidationException", "The NextToken is not one that this list handed out."));
}

TEST(AlexaTags, are_of_users_that_exist) {
  AlexaCaller me;
  AlexaCaller other;
  auto const others = other.create_user("ada");
  auto const no_user = refuses_with_model("NotFoundException", "The user is not found.");
  for (auto const& arn : {others, others + "x", std::string("arn:aws:a4b:us-east-1:123456789012:room/a/b")}) {
    EXPECT_THAT(me.send("TagResource", request(arn, R"("Tags":[])")), no_user);
    EXPECT_THAT(me.send("UntagResource", request(arn, R"("TagKeys":[])")), no_user);
    EXPECT_THAT(me.send("ListTags", request(arn, "")), no_user);
  }
}

// M.
TEST(AlexaTags, check_their_members) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  std::string const long_value(257, 'v');
  EXPECT_THAT(me.send("TagResource", request(arn, "")), breaks("null", "tags", "Member must not be null"));
  EXPECT_THAT(me.send("UntagResource", request(arn, "")), breaks("null", "tagKeys", "Member must not be null"));
  EXPECT_THAT(me.send("ListTags"), breaks("null", "arn", "Member must not be null"));
  EXPECT_THAT(me.send("TagResource", request(arn, R"("Tags":[{"Key":"","Value":""}])")),
              breaks("", "tags.1.member.key", "Member must have length greater than or equal to 1"));
  EXPECT_THAT(me.send("TagResource", request(arn, R"("Tags":[{"Key":"k","Value":")" + long_value + R"("}])")),
              breaks(long_value, "tags.1.member.value", "Member must have length less than or equal to 256"));
  EXPECT_THAT(
      me.send("TagResource", request(arn, R"("Tags":[{"Key":"aws:k","Value":""}])")),
      refuses_with_framework("ValidationException", "aws: prefixed tag key names are not allowed for external use."));
  EXPECT_THAT(me.send("ListTags", request(arn, R"("MaxResults":51)")),
              breaks("51", "maxResults", "Member must have value less than or equal to 50"));
  EXPECT_THAT(me.send("ListTags", request("ada", "")).text("/__type"), "ValidationException");
  EXPECT_THAT(keys_of(me, arn), IsEmpty());
}

}  // namespace
}  // namespace conformance
