// JSON and YAML as trees with lines. The core schema is section 10.3 of YAML 1.2.2; what CloudFormation makes of its
// tags is nothing of this floor's readers.
#include "iam/state/node.h"
#include "iam/base/strict_json.h"
#include "is_mistake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>
#include <string_view>

namespace iam::state {
namespace {

using ::testing::HasSubstr;
using ::testing::IsNull;

using Kind = Node::Kind;

Node node_of(std::string_view text) {
  auto node = read_node(text);
  EXPECT_TRUE(node.has_value()) << text << ": " << (node ? "" : node.error().message);
  return node.value_or(Node());
}

std::string json_in(std::string_view text) { return to_json(node_of(text)); }

Mistake mistake_in(std::string_view text) {
  auto const node = read_node(text);
  EXPECT_FALSE(node.has_value()) << text;
  return node.has_value() ? Mistake() : node.error();
}

// What a value is, in a word, and its text.
std::string scalar_of(std::string_view yaml) {
  auto const node = node_of("a: " + std::string(yaml));
  auto const& value = node.members.at(0).value;
  if (value.kind == Kind::kNull) return "null";
  return (value.is_text ? "text " : "value ") + value.text;
}

TEST(Node, json_and_yaml_are_told_apart_by_their_first_character) {
  auto const* const same = R"({"a":[1,"two",null,true],"b":{}})";
  EXPECT_EQ(json_in(same), same);
  EXPECT_EQ(json_in("# comment\na: [1, two, null, true]\nb: {}\n"), same);
  EXPECT_EQ(json_in("\xEF\xBB\xBF \r\n" + std::string(same)), same);
  EXPECT_EQ(json_in("\xEF\xBB\xBF"
                    "a: [1, two, ~, True]\r\nb: {}\r\n"),
            same);
}

TEST(Node, remembers_the_line_of_every_value) {
  auto const json = node_of("{\n\"a\": {\n  \"b\\\"{\": [1,\r\n   \"]\\\\\"]},\n \"c\": null}");
  EXPECT_EQ(json.line, 1);
  EXPECT_EQ(json.find("a")->line, 2);
  EXPECT_EQ(json.find("a")->find("b\"{")->line, 3);
  EXPECT_EQ(json.find("a")->find("b\"{")->items.at(1).line, 4);
  EXPECT_EQ(json.find("c")->line, 5);

  auto const yaml = node_of("---\r\na:\r\n  b: |\r\n    one\r\n    two\r\nc:\r\n  - d\r\n  - e: 1\r\n");
  EXPECT_EQ(yaml.find("a")->line, 3);
  EXPECT_EQ(yaml.find("a")->find("b")->text, "one\ntwo\n");
  EXPECT_EQ(yaml.find("c")->items.at(0).line, 7);
  EXPECT_EQ(yaml.find("c")->items.at(1).find("e")->line, 8);
}

TEST(Node, has_the_members_that_are_there) {
  auto const node = node_of("a: 1");
  EXPECT_EQ(node.find("a")->text, "1");
  EXPECT_THAT(node.find("b"), IsNull());
}

TEST(Node, plain_scalars_of_yaml_are_values_when_json_says_them_alike) {
  for (auto const* number : {"0", "7", "-12", "3.25", "1e3", "-0.5E-7", "123456789012"}) {
    EXPECT_EQ(scalar_of(number), "value " + std::string(number));
  }
  for (auto const* null : {"", "~", "null", "Null", "NULL"}) EXPECT_EQ(scalar_of(null), "null");
  for (auto const* truth : {"true", "True", "TRUE"}) EXPECT_EQ(scalar_of(truth), "value true");
  for (auto const* falsehood : {"false", "False", "FALSE"}) EXPECT_EQ(scalar_of(falsehood), "value false");
}

// An account id that begins with a zero is no octal number, the version of the policy language no date, Norway no
// falsehood, and minutes no number to the base of 60.
TEST(Node, other_plain_scalars_of_yaml_are_texts) {
  for (auto const* text : {"012345678901", "2012-10-17", "2026-03-05T10:11:12Z",
                           "no",           "NO",         "yes",
                           "on",           "Off",        "y",
                           "10:30",        "0x1F",       "0o17",
                           "+1",           ".5",         "5.",
                           "1_000",        ".inf",       ".nan",
                           "1e",           "tRue",       "arn:aws:iam::123456789012:user/alice"}) {
    EXPECT_EQ(scalar_of(text), "text " + std::string(text));
  }
}

// What JSON would refuse as a number, and what is a name.
TEST(Node, an_exponent_beyond_all_numbers_is_a_text) {
  EXPECT_EQ(scalar_of("1E2345"), "value 1E2345");
  EXPECT_EQ(scalar_of("1e-2345"), "value 1e-2345");
  EXPECT_EQ(scalar_of("1E23456"), "text 1E23456");
  EXPECT_EQ(scalar_of("5E555555555555555555"), "text 5E555555555555555555");
}

TEST(Node, a_quoted_scalar_is_a_text) {
  EXPECT_EQ(scalar_of("'true'"), "text true");
  EXPECT_EQ(scalar_of("\"12\""), "text 12");
  EXPECT_EQ(scalar_of("''"), "text ");
  EXPECT_EQ(scalar_of("! 12"), "text 12");
  EXPECT_EQ(scalar_of("!!str 12"), "text 12");
  EXPECT_EQ(scalar_of("!!int '12'"), "value 12");
  EXPECT_EQ(scalar_of("|\n  12\n"), "text 12\n");
}

// CloudFormation takes "yes" for true and "'yes'" for a text: whoever reads its templates must see the difference.
TEST(Node, tells_a_plain_text_from_a_quoted_one) {
  auto const node = node_of("a: yes\nb: 'yes'\n");
  EXPECT_TRUE(node.find("a")->is_plain);
  EXPECT_FALSE(node.find("b")->is_plain);
}

TEST(Node, names_of_members_are_what_is_written) {
  EXPECT_EQ(json_in("True: 1\nnull: 2\n012: 3\n2012-10-17: 4\n"), R"({"True":1,"null":2,"012":3,"2012-10-17":4})");
}

TEST(Node, keeps_tags_of_the_document_and_finds_the_first) {
  auto const node = node_of("a: 1\nb: [x, !Sub '${c}']\nd: !GetAtt e.Arn\nf: !Ref 5\ng: !If [h, i, j]\n");
  EXPECT_EQ(node.find("b")->items.at(1).tag, "!Sub");
  EXPECT_EQ(node.find("d")->tag, "!GetAtt");
  EXPECT_EQ(node.find("d")->text, "e.Arn");
  EXPECT_TRUE(node.find("f")->is_text);
  EXPECT_EQ(node.find("g")->tag, "!If");
  EXPECT_EQ(node.find("g")->items.size(), 3);
  EXPECT_EQ(node.find_tagged(), &node.find("b")->items.at(1));
  EXPECT_THAT(node_of("a: !!str b\nc: !!map {d: !!seq []}\n").find_tagged(), IsNull());
}

TEST(Node, refuses_tags_of_yaml_that_json_has_no_value_for) {
  EXPECT_THAT(mistake_in("a: 1\nb: !!binary aGk=\n"), is_mistake(2, "`!!binary` is not read"));
  EXPECT_THAT(mistake_in("a: !!timestamp 2026-01-01\n"), is_mistake(1, "!!timestamp"));
  EXPECT_THAT(mistake_in("a: !!int b\n"), is_mistake(1, "does not fit"));
  EXPECT_THAT(mistake_in("a: !!set {b}\n"), is_mistake(1, "tag:yaml.org,2002:set"));
  EXPECT_THAT(mistake_in("a: !<x> b\n"), is_mistake(1, "the tag `x`"));
}

TEST(Node, repeats_what_an_alias_names) {
  EXPECT_EQ(json_in("a: &x {b: [1]}\nc: *x\nd: &y z\n*y : 2\n"), R"({"a":{"b":[1]},"c":{"b":[1]},"d":"z","z":2})");
  EXPECT_THAT(mistake_in("a: 1\nb: *x\n"), is_mistake(2, "`*x` names nothing that stands before it"));
  EXPECT_THAT(mistake_in("a: &x [*x]\n"), is_mistake(1, "`*x` names nothing"));
  EXPECT_THAT(mistake_in("a: &x {b: 1}\nc:\n  <<: *x\n"), is_mistake(3, "merge keys"));
}

TEST(Node, refuses_a_member_that_is_named_twice) {
  EXPECT_THAT(mistake_in("a: 1\nb: 2\na: 3\n"), is_mistake(3, "the member `a` is named twice"));
  EXPECT_THAT(mistake_in("{\"a\":1,\n\"b\":{\"c\":1,\n\"\\u0063\":2}}"), is_mistake(3, "has the member `c` twice"));
}

TEST(Node, refuses_names_that_are_no_texts) {
  EXPECT_THAT(mistake_in("a: 1\n[b]: 2\n"), is_mistake(2, "no text"));
  EXPECT_THAT(mistake_in("!Ref a: 1\n"), is_mistake(1, "no text"));
  EXPECT_THAT(mistake_in("? \n: 1\n"), is_mistake(1, "no name"));
}

TEST(Node, refuses_what_is_neither_json_nor_yaml_and_says_where) {
  EXPECT_THAT(mistake_in("{\n\"a\": 1,\n}"), is_mistake(3, "the document is no JSON"));
  EXPECT_THAT(mistake_in("{\"a\": 1}\n{}"), is_mistake(2, "the document goes on behind its end"));
  EXPECT_THAT(mistake_in("a: 1\nb: [\n"), is_mistake(3, "the document is no YAML: "));
  EXPECT_THAT(mistake_in("a: 1\n\tb: 2\n"), is_mistake(2, "the document is no YAML: "));
  EXPECT_THAT(mistake_in("a: 1\nb: \xFF\n"), is_mistake(2, "the document is no YAML: "));
  EXPECT_THAT(mistake_in(std::string("a: 1\nb: c\0d\n", 12)), is_mistake(2, "control characters"));
}

TEST(Node, refuses_an_empty_document_and_a_second_one) {
  EXPECT_THAT(mistake_in(""), is_mistake(1, "empty"));
  EXPECT_THAT(mistake_in(" \r\n\n"), is_mistake(1, "empty"));
  EXPECT_THAT(mistake_in("# nothing\n"), is_mistake(1, "empty"));
  EXPECT_THAT(mistake_in("a: 1\n---\nb: 2\n"), is_mistake(2, "second document"));
  EXPECT_EQ(json_in("%YAML 1.1\n---\na: 1\n...\n"), R"({"a":1})");
}

TEST(Node, bounds_the_size_of_a_document) {
  EXPECT_THAT(mistake_in(std::string(kTextBytesMax + 1, ' ')), is_mistake(0, "longer than 64 MiB"));
}

TEST(Node, bounds_how_deep_a_document_is_nested) {
  auto const lists = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(json_in(lists(kJsonDepthMax)), lists(kJsonDepthMax));
  EXPECT_THAT(mistake_in(lists(kJsonDepthMax + 1)), is_mistake(1, "nested too deep"));
  EXPECT_EQ(json_in("--- " + lists(kYamlDepthMax)), lists(kYamlDepthMax));
  EXPECT_THAT(mistake_in("---\n" + lists(kYamlDepthMax + 1)), is_mistake(2, "deeper than 64 levels"));
  // What an alias repeats is as deep as what it names.
  auto const half = lists(kYamlDepthMax / 2);
  EXPECT_THAT(mistake_in("- &x " + half + "\n- " + std::string(40, '[') + "*x" + std::string(40, ']') + "\n"),
              is_mistake(2, "deeper than 64 levels"));
}

// Nine lines that would be a billion values.
TEST(Node, counts_what_aliases_repeat) {
  std::string laughs = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n";
  for (int i = 1; i < 9; ++i) {
    auto const before = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 1; j < 10; ++j) laughs += "," + before;
    laughs += "]\n";
  }
  EXPECT_THAT(mistake_in(laughs), is_mistake(6, "more than 1000000 values"));
}

TEST(Node, bounds_the_values_of_json_before_it_is_read) {
  std::string many = "[1";
  for (std::size_t i = 0; i < kNodesMax; ++i) many += ",1";
  EXPECT_THAT(mistake_in(many + "]"), is_mistake(0, "more than 1000000 values"));
  EXPECT_EQ(node_of("[\"" + std::string(kNodesMax + 1, ',') + "\\\",\"]").items.size(), 1);
}

TEST(Node, becomes_json_again) {
  auto const* const text = R"({"a b":"\"\\\n\u0001é","n":-1.50e3,"l":[[],{},""],"t":true})";
  EXPECT_EQ(boost::json::parse(json_in(text)), boost::json::parse(text));
  EXPECT_THAT(json_in(text), HasSubstr("-1.50e3"));
  EXPECT_EQ(json_in(json_in(text)), json_in(text));
}

}  // namespace
}  // namespace iam::state
