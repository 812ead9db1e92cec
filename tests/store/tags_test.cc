#include "iam/store/tags.h"

#include "scratch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::store {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(std::vector<Tag> const& tags) {
  std::vector<std::string> texts;
  for (Tag const& tag : tags) texts.push_back(tag.key + "=" + tag.value);
  return texts;
}

class TagsTest : public testing::Test {
 protected:
  TagsTest() {
    commit(*store_, [this](Session& session) {
      User user = a_user("Bob");
      User other = a_user("Eve");
      Users(session).insert(user);
      Users(session).insert(other);
      entity_ = user.id;
      other_entity_ = other.id;
    });
  }

  void with_tags(KeyCase key_case, std::function<void(Tags&)> const& work) {
    commit(*store_, [&](Session& session) {
      Tags tags(session, key_case);
      work(tags);
    });
  }

  std::unique_ptr<Store> store_ = Store::open({});
  EntityId entity_ = 0;
  EntityId other_entity_ = 0;
};

TEST_F(TagsTest, tags_are_listed_in_the_order_they_were_given) {
  with_tags(KeyCase::kIgnored, [this](Tags& tags) {
    tags.put(entity_, {"z", "1"});
    tags.put(entity_, {"a", ""});
    tags.put(other_entity_, {"other", "3"});
    tags.put(entity_, {"m", "4"});
    EXPECT_THAT(texts(tags.all(entity_)), ElementsAre("z=1", "a=", "m=4"));
    EXPECT_EQ(tags.count(entity_), 3);
  });
}

TEST_F(TagsTest, an_equal_key_replaces_casing_and_value_and_keeps_its_place) {
  with_tags(KeyCase::kIgnored, [this](Tags& tags) {
    tags.put(entity_, {"Team", "blue"});
    tags.put(entity_, {"stage", "test"});
    tags.put(entity_, {"TEAM", "red"});
    EXPECT_THAT(texts(tags.all(entity_)), ElementsAre("TEAM=red", "stage=test"));
  });
}

TEST_F(TagsTest, keys_in_two_cases_are_two_keys_where_case_is_distinguished) {
  with_tags(KeyCase::kDistinguished, [this](Tags& tags) {
    tags.put(entity_, {"Team", "blue"});
    tags.put(entity_, {"team", "red"});
    tags.remove(entity_, "TEAM");
    EXPECT_THAT(texts(tags.all(entity_)), ElementsAre("Team=blue", "team=red"));
  });
}

TEST_F(TagsTest, removing_ignores_case_and_passes_over_missing_keys) {
  with_tags(KeyCase::kIgnored, [this](Tags& tags) {
    tags.put(entity_, {"Team", "blue"});
    tags.put(other_entity_, {"Team", "blue"});
    tags.remove(entity_, "missing");
    tags.remove(entity_, "TEAM");
    EXPECT_EQ(tags.count(entity_), 0);
    EXPECT_EQ(tags.count(other_entity_), 1);
  });
}

TEST_F(TagsTest, pages_continue_where_the_one_before_ended) {
  with_tags(KeyCase::kIgnored, [this](Tags& tags) {
    for (char const* key : {"e", "d", "c", "b", "a"}) tags.put(entity_, {key, ""});
    tags.remove(entity_, "d");

    std::string seen;
    std::string position;
    for (auto page = tags.page(entity_, position, 2); !page.empty(); page = tags.page(entity_, position, 2)) {
      ASSERT_LE(page.size(), 2u);
      for (auto const& positioned : page) seen += positioned.tag.key;
      position = page.back().position;
    }
    EXPECT_EQ(seen, "ecba");
  });
}

// So AWS lists the tags of managed policies.
TEST_F(TagsTest, short_keys_come_first_where_case_is_distinguished) {
  with_tags(KeyCase::kDistinguished, [this](Tags& tags) {
    for (char const* key : {"abc", "b", "z", "é", "a", "A"}) tags.put(entity_, {key, ""});
    EXPECT_THAT(texts(tags.all(entity_)), ElementsAre("A=", "a=", "b=", "z=", "é=", "abc="));

    std::string seen;
    std::string position;
    for (auto page = tags.page(entity_, position, 2); !page.empty(); page = tags.page(entity_, position, 2)) {
      for (auto const& positioned : page) seen += positioned.tag.key;
      position = page.back().position;
    }
    EXPECT_EQ(seen, "Aabzéabc");
  });
}

// SQLite takes an empty view that points nowhere for NULL, and counts lengths in bytes.
TEST_F(TagsTest, empty_and_unicode_values_survive) {
  with_tags(KeyCase::kIgnored, [this](Tags& tags) {
    tags.put(entity_, {"empty", std::string()});
    tags.put(entity_, {"größe", "日本語"});
    EXPECT_THAT(texts(tags.all(entity_)), ElementsAre("empty=", "größe=日本語"));
  });
}

}  // namespace
}  // namespace iam::store
