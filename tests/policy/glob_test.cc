#include "glob.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::policy {
namespace {

TEST(Glob, takes_a_star_for_any_text) {
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("*", "a/b:c\n"));
  EXPECT_TRUE(glob_matches("a*c", "ac"));
  EXPECT_TRUE(glob_matches("a*b*c", "a-b-b-c-c"));
  EXPECT_TRUE(glob_matches("**", "x"));
  EXPECT_FALSE(glob_matches("a*c", "a-b"));
  EXPECT_FALSE(glob_matches("*a", "ab"));
}

TEST(Glob, takes_a_question_mark_for_one_character) {
  EXPECT_TRUE(glob_matches("?", "x"));
  EXPECT_TRUE(glob_matches("a?*", "abc"));
  EXPECT_FALSE(glob_matches("?", ""));
  EXPECT_FALSE(glob_matches("a?", "abc"));
}

// A character outside the basic plane is two units, of which a star may take one.
TEST(Glob, counts_characters_in_utf_16) {
  EXPECT_TRUE(glob_matches("?", "\u00e9"));
  EXPECT_TRUE(glob_matches("?", "\u6f22"));
  EXPECT_TRUE(glob_matches("??", "\U0001F600"));
  EXPECT_TRUE(glob_matches("*?", "\U0001F600"));
  EXPECT_TRUE(glob_matches("a*\U0001F600b", "a\U0001F600\U0001F600b"));
  EXPECT_FALSE(glob_matches("?", "\U0001F600"));
  EXPECT_FALSE(glob_matches("??", "\u00e9"));
  EXPECT_FALSE(glob_matches("*??", "\u00e9"));
}

TEST(Glob, ends_at_the_end_of_what_is_no_utf_8) {
  EXPECT_TRUE(glob_matches("?", "\xE6"));
  EXPECT_TRUE(glob_matches("*?", "a\xF0"));
  EXPECT_FALSE(glob_matches("??", "\xF0\x9F"));
}

TEST(Glob, once_compiled_takes_stars_for_themselves) {
  EXPECT_TRUE(compiled_glob_matches(compiled_glob("a*?"), "abc"));
  EXPECT_TRUE(compiled_glob_matches("a*?", "a*?"));
  EXPECT_FALSE(compiled_glob_matches("a*?", "abc"));
}

TEST(Glob, takes_everything_else_for_itself) {
  EXPECT_TRUE(glob_matches("", ""));
  EXPECT_TRUE(glob_matches("[a].", "[a]."));
  EXPECT_FALSE(glob_matches("", "x"));
  EXPECT_FALSE(glob_matches("abc", "ABC"));
}

// The pattern that stalls a backtracking matcher for minutes.
TEST(Glob, is_not_stalled_by_many_stars) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(glob_matches(pattern + "*b", std::string(400, 'a')));
}

}  // namespace
}  // namespace iam::policy
