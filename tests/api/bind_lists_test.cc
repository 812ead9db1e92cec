// Lists, nested structures and maps.
#include "binding.h"

#include <gtest/gtest.h>

namespace iam::api {
namespace {

struct Tag {
  std::string key;
  std::optional<std::string> value;
};

constexpr Constraint kTagKey{.min = 1, .max = 128, .pattern = R"([\p{L}\p{Z}\p{N}_.:/=+\-@]+)", .never_null = true};
constexpr Constraint kTagValue{.min = 0, .max = 256, .pattern = R"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"};
constexpr Constraint kUpToTwo{.min = 0, .max = 2};

void bind_shape(Binder& binder, Tag& tag) {
  static constexpr Member kKey{.name = "Key", .label = "key", .presence = Presence::kRequired, .constraint = &kTagKey};
  static constexpr Member kValue{.name = "Value", .label = "value", .constraint = &kTagValue};
  binder(kKey, tag.key);
  binder(kValue, tag.value);
}

constexpr Member kTags{.name = "Tags", .label = "tags", .presence = Presence::kRequired, .constraint = &kUpToTwo};
constexpr Member kTagKeys{.name = "TagKeys",
                          .label = "tagKeys",
                          .presence = Presence::kRequired,
                          .constraint = &kUpToTwo,
                          .element = &kTagKey};

Value tag(std::string_view key, std::string_view value) {
  return structure({{"Key", text(key)}, {"Value", text(value)}});
}

TEST(BindLists, of_structures_keep_their_order) {
  std::vector<Tag> tags;
  EXPECT_EQ(error_of(structure({{"Tags", list({tag("b", "1"), tag("a", "")})}}), kTags, tags), std::nullopt);
  ASSERT_EQ(tags.size(), 2u);
  EXPECT_EQ(tags[0].key, "b");
  EXPECT_EQ(tags[1].value, "");
}

// List elements of structures are 1-based. [LS]
TEST(BindLists, name_the_element_that_breaks_a_rule) {
  std::vector<Tag> tags;
  EXPECT_EQ(message_of(structure({{"Tags", list({tag("", "1"), tag("a", "?")})}}), kTags, tags),
            R"(3 validation errors detected: Value at 'tags.1.member.key' failed to satisfy constraint: )"
            R"(Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+; )"
            R"(Value at 'tags.1.member.key' failed to satisfy constraint: )"
            R"(Member must have length greater than or equal to 1; )"
            R"(Value at 'tags.2.member.value' failed to satisfy constraint: )"
            R"(Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*)");
}

TEST(BindLists, say_what_an_element_lacks) {
  std::vector<Tag> tags;
  EXPECT_EQ(message_of(structure({{"Tags", list({structure({{"Value", text("x")}})})}}), kTags, tags),
            "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: "
            "Member must not be null");
  EXPECT_EQ(message_of(structure({{"Tags", list({text("x")})}}), kTags, tags),
            "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: "
            "Member must not be null");
}

// List size. [LS]
TEST(BindLists, have_a_size) {
  std::vector<Tag> tags;
  auto const three = structure({{"Tags", list({tag("a", ""), tag("b", ""), tag("c", "")})}});
  EXPECT_EQ(message_of(three, kTags, tags),
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: "
            "Member must have length less than or equal to 2");
  std::vector<std::string> keys;
  EXPECT_EQ(message_of(structure({{"TagKeys", list({text("a"), text("b"), text("c")})}}), kTagKeys, keys),
            "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: "
            "Member must have length less than or equal to 2");
}

// Lists of plain strings report once for the list, all element constraints in brackets. [LS]
TEST(BindLists, of_strings_report_once_with_all_rules) {
  std::vector<std::string> keys;
  EXPECT_EQ(message_of(structure({{"TagKeys", list({text("?"), text("")})}}), kTagKeys, keys),
            R"(1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: )"
            R"(Member must satisfy constraint: [Member must have length less than or equal to 128, )"
            R"(Member must have length greater than or equal to 1, )"
            R"(Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+, Member must not be null])");
}

// clientIDList: 255 and 1; thumbprintList: 40 and 40. [LS]
TEST(BindLists, of_strings_name_only_the_rules_there_are) {
  Constraint const thumbprint{.min = 40, .max = 40};
  Member const member{.name = "ThumbprintList", .label = "thumbprintList", .element = &thumbprint};
  std::optional<std::vector<std::string>> thumbprints;
  EXPECT_EQ(message_of(structure({{"ThumbprintList", list({text("abc")})}}), member, thumbprints),
            "1 validation error detected: Value at 'thumbprintList' failed to satisfy constraint: Member must satisfy "
            "constraint: [Member must have length less than or equal to 40, Member must have length greater than or "
            "equal to 40]");
}

// A rule told in a sentence is told of the list, once no other rule is broken.
TEST(BindLists, of_strings_tell_sentences_last) {
  Constraint const document{.max = 3, .pattern = "[a]+", .sentence = Sentence::kPrintableAscii};
  Member const member{.name = "Documents", .label = "documents", .element = &document};
  std::vector<std::string> documents;
  EXPECT_EQ(message_of(structure({{"Documents", list({text("ok"), text("\u20ac")})}}), member, documents),
            "The specified value for documents is invalid. It must contain only printable ASCII characters.");
  documents.clear();
  EXPECT_EQ(message_of(structure({{"Documents", list({text("\u20ac"), text("long")})}}), member, documents),
            "1 validation error detected: Value at 'documents' failed to satisfy constraint: Member must satisfy "
            "constraint: [Member must have length less than or equal to 3, Member must satisfy regular expression "
            "pattern: [a]+]");
}

// STS prints the value, a list as Java prints one. [A for the frame; the list's form is inferred]
TEST(BindLists, of_strings_print_their_values_for_sts) {
  Constraint const short_text{.max = 1};
  Member const member{.name = "Keys", .label = "keys", .element = &short_text};
  std::optional<std::vector<std::string>> keys;
  EXPECT_EQ(message_of(structure({{"Keys", list({text("ab"), text("c")})}}), member, keys, Wording::kWithValue),
            "1 validation error detected: Value '[ab, c]' at 'keys' failed to satisfy constraint: "
            "Member must satisfy constraint: [Member must have length less than or equal to 1]");
}

// SDKs write an empty list as an empty parameter.
TEST(BindLists, are_empty_when_their_parameter_is) {
  std::vector<std::string> keys{"left over"};
  keys.clear();
  EXPECT_EQ(error_of(structure({{"TagKeys", text("")}}), kTagKeys, keys), std::nullopt);
  EXPECT_TRUE(keys.empty());
  std::optional<std::vector<Tag>> tags;
  EXPECT_EQ(error_of(structure({{"Tags", text("")}}), kTags, tags), std::nullopt);
  ASSERT_TRUE(tags.has_value());
  EXPECT_TRUE(tags->empty());
}

TEST(BindLists, are_missing_when_something_else_was_sent) {
  std::vector<std::string> keys;
  for (auto const& value : {text("a"), structure({{"a", text("b")}})}) {
    EXPECT_EQ(message_of(structure({{"TagKeys", value}}), kTagKeys, keys),
              "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must not be null");
  }
}

struct Outer {
  std::optional<std::vector<Tag>> tags;
};

void bind_shape(Binder& binder, Outer& outer) { binder(kTags, outer.tags); }

TEST(BindStructures, put_their_label_before_those_inside) {
  Member const member{.name = "Outer", .label = "outer"};
  std::optional<Outer> outer;
  EXPECT_EQ(
      message_of(structure({{"Outer", structure({{"Tags", list({tag("a", "b"), structure({})})}})}}), member, outer),
      "1 validation error detected: Value at 'outer.tags.2.member.key' failed to satisfy constraint: "
      "Member must not be null");
}

TEST(BindMaps, keep_the_first_of_equal_keys) {
  Member const member{.name = "Map", .label = "map"};
  std::optional<std::map<std::string, std::string>> map;
  auto const entry = [](std::string_view key, std::string_view value) {
    return structure({{"key", text(key)}, {"value", text(value)}});
  };
  EXPECT_EQ(error_of(structure({{"Map", list({entry("a", "1"), entry("b", "2"), entry("a", "3")})}}), member, map),
            std::nullopt);
  EXPECT_EQ(map, (std::map<std::string, std::string>{{"a", "1"}, {"b", "2"}}));
}

}  // namespace
}  // namespace iam::api
