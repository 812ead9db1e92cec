#include "iam/base/strict_json.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>

namespace iam {
namespace {

TEST(StrictJson, is_read_as_the_lenient_reader_reads_it) {
  for (auto const* text : {R"({"a":[1,-2,18446744073709551615,2.5,1e3,true,false,null,"x"],"b":{"a":{}},"c":[]})",
                           R"("\u00e9\n\ud83d\ude00")", "[]", "{}", "null", " 7 ", R"({"" : ""})"}) {
    auto const value = parse_strict_json(text);
    ASSERT_TRUE(value.has_value()) << text;
    EXPECT_EQ(*value, boost::json::parse(text)) << text;
  }
}

// A body of more than the parser's own buffer has its names and texts in parts.
TEST(StrictJson, keeps_long_names_and_texts_whole) {
  std::string const name(5000, 'n');
  std::string text(20000, 't');
  text.insert(7000, "\\n");
  auto const object = parse_strict_object("{\"" + name + "\":\"" + text + "\"}");
  ASSERT_TRUE(object.has_value());
  EXPECT_EQ(object->at(name).as_string().size(), 20001u);
}

TEST(StrictJson, has_no_member_twice) {
  for (auto const* text : {R"({"a":1,"a":1})", R"({"a":1,"b":2,"a":3})", R"([{"b":{"a":1,"a":2}}])",
                           R"({"a":1,"\u0061":2})", R"({"":1,"":2})"}) {
    EXPECT_FALSE(parse_strict_json(text).has_value()) << text;
  }
  EXPECT_TRUE(parse_strict_json(R"({"a":{"a":[{"a":1},{"a":2}]},"A":1})").has_value());
}

TEST(StrictJson, is_one_whole_text) {
  for (auto const* text : {"", " ", "{", "{}{}", "[1,]", "{\"a\":1,}", "nul", "// x\n1", "'a'", "\xEF\xBB\xBF{}",
                           "\"\xff\"", "{} x", "NaN", "\"\\ud800\""}) {
    EXPECT_FALSE(parse_strict_json(text).has_value()) << text;
  }
}

TEST(StrictJson, is_nested_no_deeper_than_it_may) {
  auto const nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse_strict_json(nested(kJsonDepthMax)).has_value());
  EXPECT_FALSE(parse_strict_json(nested(kJsonDepthMax + 1)).has_value());
  EXPECT_FALSE(parse_strict_json(nested(1'000'000)).has_value());
}

TEST(StrictJson, tells_where_a_text_goes_wrong_and_why) {
  EXPECT_EQ(strict_json_fault(R"({"a":{"b":1},"c":[]})"), std::nullopt);
  EXPECT_EQ(strict_json_fault(R"({"a":1,"a":2})"), "has the member `a` twice, at line 1, column 10");
  EXPECT_EQ(strict_json_fault("{\n  \"a\": 1,\n}"), "is no JSON, at line 3, column 1");
  EXPECT_EQ(strict_json_fault("{\"a\":"), "ends too early, at line 1, column 6");
  EXPECT_EQ(strict_json_fault("{}\n{}"), "goes on behind its end, at line 2, column 1");
  EXPECT_EQ(strict_json_fault(std::string(kJsonDepthMax + 1, '[')), "is nested too deep, at line 1, column 33");
}

TEST(StrictJson, may_be_asked_for_an_object) {
  EXPECT_TRUE(parse_strict_object("{}").has_value());
  EXPECT_FALSE(parse_strict_object("[]").has_value());
  EXPECT_FALSE(parse_strict_object(R"({"a":1,"a":1})").has_value());
}

}  // namespace
}  // namespace iam
