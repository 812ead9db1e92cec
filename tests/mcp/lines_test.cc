#include "iam/mcp/lines.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::mcp {
namespace {

std::string told(std::optional<Lines::Line> const& line) {
  if (!line.has_value()) return "nothing";
  return line->is_too_long ? "too long" : line->text;
}

TEST(Lines, are_what_stands_before_each_line_feed) {
  Lines lines;
  lines.add("one\ntwo");
  EXPECT_EQ(told(lines.next()), "one");
  EXPECT_EQ(told(lines.next()), "nothing");
  lines.add(" and more\n\n");
  EXPECT_EQ(told(lines.next()), "two and more");
  EXPECT_EQ(told(lines.next()), "");
  EXPECT_EQ(told(lines.next()), "nothing");
  EXPECT_EQ(told(lines.rest()), "nothing");
}

TEST(Lines, have_a_rest_when_the_stream_ends_within_one) {
  Lines lines;
  lines.add("one\ntwo");
  EXPECT_EQ(told(lines.next()), "one");
  EXPECT_EQ(told(lines.rest()), "two");
  EXPECT_EQ(told(lines.rest()), "nothing");
}

TEST(Lines, that_are_too_long_are_passed_over) {
  std::string const part(Lines::kLineBytesMax, 'a');
  Lines lines;
  lines.add(part + "\n" + part + "a\nnext\n");
  EXPECT_EQ(told(lines.next()), part);
  EXPECT_EQ(told(lines.next()), "too long");
  EXPECT_EQ(told(lines.next()), "next");
}

TEST(Lines, that_are_too_long_are_not_kept) {
  std::string const part(Lines::kLineBytesMax, 'a');
  Lines lines;
  for (int i = 0; i < 3; ++i) {
    lines.add(part);
    lines.add("b");
    EXPECT_EQ(told(lines.next()), "nothing");
  }
  lines.add("end\nnext\n");
  EXPECT_EQ(told(lines.next()), "too long");
  EXPECT_EQ(told(lines.next()), "next");
  lines.add(part + "b");
  EXPECT_EQ(told(lines.next()), "nothing");
  EXPECT_EQ(told(lines.rest()), "too long");
}

}  // namespace
}  // namespace iam::mcp
