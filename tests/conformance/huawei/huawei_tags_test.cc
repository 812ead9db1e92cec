// Resource tags of Huawei Cloud's IAM v5: https://support.huaweicloud.com/intl/en-us/api-iam5/TagResourceV5.html
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::ElementsAre;

class HuaweiTags : public ::testing::Test {
 protected:
  JsonAnswer tag(std::string const& tags) { return caller_.post(path_ + "/create", R"({"tags":)" + tags + "}"); }
  JsonAnswer untag(std::string const& keys) { return caller_.remove(path_ + "/delete", keys); }

  HuaweiCaller caller_;
  std::string id_ = caller_.create_user("bob");
  std::string path_ = "/v5/user/" + id_ + "/tags";
};

std::string tag_of(std::string const& key, std::string const& value) {
  return "[" + json_of({{"tag_key", key}, {"tag_value", value}}) + "]";
}

TEST_F(HuaweiTags, are_added_replaced_and_shown) {
  auto const tagged = tag(R"([{"tag_key":"team","tag_value":"blue"},{"tag_key":"größe","tag_value":"a / b"}])");
  ASSERT_THAT(tagged, answers(200));
  EXPECT_THAT(tagged.texts("/tags", "tag_key"), ElementsAre("team", "größe"));
  ASSERT_THAT(tag(tag_of("team", "")), answers(200));

  auto const listed = caller_.get(path_);
  EXPECT_THAT(listed.texts("/tags", "tag_key"), ElementsAre("team", "größe"));
  EXPECT_THAT(listed.texts("/tags", "tag_value"), ElementsAre("", "a / b"));
  EXPECT_EQ(caller_.get("/v5/users/" + id_).at("/user/tags"), listed.at("/tags"));
  EXPECT_THAT(caller_.aws().tags_of("bob"), ElementsAre("team=", "größe=a / b"));
}

// Wider limits are AWS's; what is there is shown.
TEST_F(HuaweiTags, of_the_other_face_are_shown_whatever_their_length) {
  std::string const key(128, 'k');
  caller_.aws().iam("TagUser", with_tags({{"UserName", "bob"}}, {{key, std::string(256, 'v')}}));
  EXPECT_THAT(caller_.get(path_).texts("/tags", "tag_key"), ElementsAre(key));
}

TEST_F(HuaweiTags, are_removed_by_a_bare_list_of_keys) {
  tag(R"([{"tag_key":"a","tag_value":""},{"tag_key":"b","tag_value":""}])");
  auto const removed = untag(R"(["a","absent","B"])");
  ASSERT_THAT(removed, answers(200));
  EXPECT_EQ(removed.text_body(), "");
  EXPECT_THAT(caller_.get(path_).texts("/tags", "tag_key"), ElementsAre("b"));
}

TEST_F(HuaweiTags, are_refused_when_a_key_is_there_twice) {
  EXPECT_THAT(tag(R"([{"tag_key":"a","tag_value":"1"},{"tag_key":"a","tag_value":"2"}])"),
              refuses_with(400, "PAP5.0033", "duplicate key"));
}

// For AWS's users `Team` and `team` are one key. Neither is bent into the other.
TEST_F(HuaweiTags, are_refused_when_only_their_case_tells_them_apart) {
  ASSERT_THAT(tag(tag_of("Team", "blue")), answers(200));
  EXPECT_THAT(tag(tag_of("team", "blue")), refuses_with(400, "PAP5.0036", "tag non-compliant"));
  EXPECT_THAT(tag(R"([{"tag_key":"x","tag_value":"1"},{"tag_key":"X","tag_value":"2"}])"),
              refuses_with(400, "PAP5.0036", "tag non-compliant"));
  EXPECT_THAT(tag(tag_of("aws:x", "")), refuses_with(400, "PAP5.0036", "tag non-compliant"));
}

TEST_F(HuaweiTags, have_keys_and_values_of_certain_characters) {
  for (auto const& key : {std::string(), std::string(65, 'k'), std::string(" a"), std::string("a "), std::string("a/b"),
                          std::string("a*b"), std::string("_sys_a"), std::string("a€b"), std::string("a\tb")}) {
    EXPECT_THAT(tag(tag_of(key, "v")), refuses_field("tags")) << key;
  }
  for (auto const& value : {std::string(129, 'v'), std::string("a*b"), std::string("a\nb")}) {
    EXPECT_THAT(tag(tag_of("k", value)), refuses_field("tags")) << value;
  }
  EXPECT_THAT(tag(tag_of(std::string(64, 'k'), std::string(128, 'v'))), answers(200));
  EXPECT_THAT(tag(tag_of("a b_c.d:e=f+g-h@i", "a/b")), answers(200));
  EXPECT_THAT(tag(tag_of("団隊", "青")), answers(200));
}

TEST_F(HuaweiTags, are_one_to_twenty_in_a_request) {
  std::string tags;
  std::string keys;
  for (int i = 0; i < 21; ++i) {
    tags += std::string(i == 0 ? "[" : ",") + R"({"tag_key":"k)" + std::to_string(i) + R"(","tag_value":""})";
    keys += std::string(i == 0 ? "[" : ",") + R"("k)" + std::to_string(i) + "\"";
  }
  EXPECT_THAT(tag(tags + "]"), refuses_field("tags"));
  EXPECT_THAT(tag("[]"), refuses_field("tags"));
  EXPECT_THAT(untag(keys + "]"), refuses_field("tag_keys"));
  EXPECT_THAT(untag("[]"), refuses_field("tag_keys"));
}

TEST_F(HuaweiTags, have_bodies_of_the_right_shape) {
  EXPECT_THAT(caller_.post(path_ + "/create", "{}"), refuses_with(400, "IAM.0072", "'tags' is a required property."));
  EXPECT_THAT(tag(R"({"tag_key":"a","tag_value":""})"), refuses_field("tags"));
  EXPECT_THAT(tag(R"([{"tag_key":"a"}])"), refuses_field("tags"));
  EXPECT_THAT(tag(R"(["a"])"), refuses_field("tags"));
  EXPECT_THAT(untag(R"({"a":1})"), refuses_field("tag_keys"));
  EXPECT_THAT(untag("[7]"), refuses_field("tag_keys"));
  EXPECT_THAT(untag(""), refuses_with(400, "IAM.0011", "Request body is invalid."));
}

TEST_F(HuaweiTags, are_no_more_than_an_entity_may_have) {
  caller_.aws().set_quota("TagsPerEntity", 1);
  ASSERT_THAT(tag(tag_of("a", "")), answers(200));
  EXPECT_THAT(tag(tag_of("b", "")), refuses_with(409, "IAM.0005",
                                                 "Conflict occurred when attempting to store tag - "
                                                 "The number of tags has reached the maximum limit."));
  EXPECT_THAT(caller_.get(path_).texts("/tags", "tag_key"), ElementsAre("a"));
}

TEST_F(HuaweiTags, are_those_of_users) {
  EXPECT_THAT(caller_.get("/v5/agency/x/tags"), refuses_with(404, "IAM.0004", "Could not find agency: x."));
  EXPECT_THAT(caller_.get("/v5/user/x/tags"), refuses_with(404, "IAM.0004", "Could not find user: x."));
  EXPECT_THAT(caller_.get("/v5/group/x/tags"),
              refuses_with(400, "IAM.0007", "Request parameter resource_type is invalid."));
}

}  // namespace
}  // namespace conformance
