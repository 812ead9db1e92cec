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

  std::unique_ptr<Store> store_ = open_store();
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

// Near ones are read at once with what lies between them, far ones by themselves.
TEST_F(TagsTest, tags_of_several_entities_are_told_of_each_and_of_no_other) {
  std::vector<EntityId> entities;
  commit(*store_, [&](Session& session) {
    for (int i = 0; i < 60; ++i) {
      User user = a_user("user" + std::to_string(i));
      Users(session).insert(user);
      entities.push_back(user.id);
      Tags(session, KeyCase::kIgnored).put(user.id, {"number", std::to_string(i)});
    }
  });
  with_tags(KeyCase::kIgnored, [&](Tags& tags) {
    std::vector<EntityId> const asked{entities[59], entities[3], entities[1], entities[20], entities[37], entity_};
    auto found = tags.of(asked);
    for (int const i : {1, 3, 20, 37, 59}) {
      auto const of_it = found.of(entities[static_cast<std::size_t>(i)]);
      EXPECT_THAT(texts({of_it.begin(), of_it.end()}), ElementsAre("number=" + std::to_string(i)));
    }
    for (int const i : {0, 2, 4, 38}) EXPECT_TRUE(found.of(entities[static_cast<std::size_t>(i)]).empty());
    EXPECT_TRUE(found.of(entity_).empty());
  });
  with_tags(KeyCase::kIgnored, [](Tags& tags) { EXPECT_TRUE(tags.of({}).of(1).empty()); });
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
