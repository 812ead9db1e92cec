#include "iam/policy/glob.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace iam::policy {
namespace {

// The definition, in UTF-16 and with a table of all prefixes: slow and plain.
bool matches_by_definition(std::u16string const& pattern, std::u16string const& text) {
  std::vector<std::vector<bool>> matches(pattern.size() + 1, std::vector<bool>(text.size() + 1));
  matches[0][0] = true;
  for (std::size_t p = 1; p <= pattern.size(); ++p) {
    for (std::size_t t = 0; t <= text.size(); ++t) {
      bool const is_star = pattern[p - 1] == u'*';
      bool const takes_one = t > 0 && (is_star || pattern[p - 1] == u'?' || pattern[p - 1] == text[t - 1]);
      matches[p][t] = (is_star && matches[p - 1][t]) || (takes_one && matches[is_star ? p : p - 1][t - 1]);
    }
  }
  return matches[pattern.size()][text.size()];
}

struct Letter {
  std::string utf8;
  std::u16string utf16;
};

template <class... Letters>
rc::Gen<std::vector<std::size_t>> some_of(Letters... letters) {
  return rc::gen::resize(9, rc::gen::container<std::vector<std::size_t>>(rc::gen::element<std::size_t>(letters...)));
}

RC_GTEST_PROP(Glob, matches_what_its_definition_says, ()) {
  static std::vector<Letter> const kLetters{
      {"a", u"a"}, {"b", u"b"}, {"\u00e9", u"\u00e9"}, {"\U0001F600", u"\U0001F600"}, {"*", u"*"}, {"?", u"?"}};
  auto const spell = [](std::vector<std::size_t> const& indices) {
    Letter word;
    for (std::size_t const index : indices) {
      word.utf8 += kLetters[index].utf8;
      word.utf16 += kLetters[index].utf16;
    }
    return word;
  };
  Letter const pattern = spell(*some_of(0U, 0U, 1U, 2U, 3U, 4U, 4U, 4U, 5U));
  Letter const text = spell(*some_of(0U, 0U, 1U, 2U, 3U));
  RC_ASSERT(glob_matches(pattern.utf8, text.utf8) == matches_by_definition(pattern.utf16, text.utf16));
}

// The same with parts of more than 64 units.
RC_GTEST_PROP(Glob, matches_what_its_definition_says_of_long_parts, ()) {
  auto const word = [](std::vector<std::size_t> const& indices) {
    std::string spelled;
    for (std::size_t const index : indices) spelled += std::string("ab?")[index];
    return spelled;
  };
  auto const part = rc::gen::resize(
      200, rc::gen::container<std::vector<std::size_t>>(rc::gen::element<std::size_t>(0U, 0U, 0U, 0U, 0U, 1U, 2U, 2U)));
  auto const letters = rc::gen::resize(
      400, rc::gen::container<std::vector<std::size_t>>(rc::gen::element<std::size_t>(0U, 0U, 0U, 0U, 0U, 1U)));
  std::string const pattern = "*" + word(*part) + "*" + word(*part) + "*";
  std::string const text = word(*letters) + word(*letters);
  RC_ASSERT(glob_matches(pattern, text) ==
            matches_by_definition({pattern.begin(), pattern.end()}, {text.begin(), text.end()}));
}

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

// Ten thousand million comparisons for a matcher that tries every place.
TEST(Glob, is_not_stalled_by_a_long_text_that_nearly_matches) {
  std::string const text(200'000, 'a');
  EXPECT_FALSE(glob_matches("*" + std::string(100'000, 'a') + "b*", text));
  EXPECT_FALSE(glob_matches("*" + std::string(100'000, 'a') + "b", text));
  EXPECT_TRUE(glob_matches("*" + std::string(100'000, 'a') + "*", text));
}

// Forty thousand million comparisons for a matcher that tries every place. Security finding of 2026-11: a policy of 132
// KB took 4.6 s of processor time.
TEST(Glob, is_not_stalled_by_a_question_mark_behind_a_star) {
  std::string const text(400'000, 'a');
  std::string const long_part = "?" + std::string(100'000, 'a');
  EXPECT_FALSE(glob_matches("*" + long_part + "b", text));
  EXPECT_FALSE(glob_matches("*" + std::string(4'000, 'a') + "?b*", text));
  EXPECT_TRUE(glob_matches("*" + std::string(4'000, 'a') + "?*", text));
  std::string many;
  for (int i = 0; i < 30'000; ++i) many += "*?a";
  EXPECT_TRUE(glob_matches(many + "*", text));
  EXPECT_FALSE(glob_matches(many + "*?b*", text));
}

// More than 64 units between two stars are searched in another way.
TEST(Glob, matches_long_parts_as_it_does_short_ones) {
  std::string const filler(70, 'x');
  EXPECT_TRUE(glob_matches("*?" + filler + "?c*", "aab" + filler + "bc"));
  EXPECT_FALSE(glob_matches("*?" + filler + "?c*", filler + "bc"));
  EXPECT_TRUE(glob_matches("*" + filler + "\u00e9?*", filler + filler + "\u00e9\u6f22"));
  EXPECT_FALSE(glob_matches("*" + filler + "\u00e9?*", filler + "\u00ea\u6f22"));
  EXPECT_TRUE(glob_matches("*" + filler + "??\U0001F600*", filler + "\U0001F601\U0001F600"));
  EXPECT_FALSE(glob_matches("*" + filler + "?\U0001F600*", filler + "\U0001F601\U0001F600"));
  EXPECT_FALSE(glob_matches("*" + filler + "?" + filler + "*", filler + filler));
  EXPECT_TRUE(glob_matches("*" + filler + "?" + filler + "*", filler + filler + "x"));
}

TEST(Glob, finds_the_end_behind_what_a_star_took) {
  EXPECT_TRUE(glob_matches("*ab", "abab"));
  EXPECT_TRUE(glob_matches("a*b?*c", "abbxc"));
  EXPECT_TRUE(glob_matches("*a?", "aaaab"));
  EXPECT_FALSE(glob_matches("ab*ab", "ab"));
  EXPECT_FALSE(glob_matches("ab*b", "ab"));
  EXPECT_FALSE(glob_matches("*a?b", "aab?"));
}

}  // namespace
}  // namespace iam::policy
