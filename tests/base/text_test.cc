#include "iam/base/text.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

TEST(Characters, are_letters_and_digits_of_ascii_only) {
  for (int byte = 0; byte < 256; ++byte) {
    auto const c = static_cast<char>(byte);
    bool const digit = byte >= '0' && byte <= '9';
    bool const letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    EXPECT_EQ(is_digit(c), digit) << byte;
    EXPECT_EQ(is_letter(c), letter) << byte;
    EXPECT_EQ(is_alphanumeric(c), digit || letter) << byte;
    EXPECT_EQ(to_lower(to_upper(c)), to_lower(c)) << byte;
    EXPECT_EQ(to_lower(c) != c, is_upper(c)) << byte;
    EXPECT_EQ(to_upper(c) != c, is_lower(c)) << byte;
  }
}

TEST(Case, is_changed_in_ascii_only) {
  EXPECT_EQ(to_lower_ascii("AZaz09@[`{É"), "azaz09@[`{É");
  EXPECT_EQ(to_upper_ascii("Bob-é`{"), "BOB-é`{");
}

TEST(Case, compares_whole_texts) {
  EXPECT_TRUE(equals_ignoring_case("Bob", "bOB"));
  EXPECT_TRUE(equals_ignoring_case("", ""));
  EXPECT_FALSE(equals_ignoring_case("Bob", "Bobby"));
  EXPECT_FALSE(equals_ignoring_case("Bobby", "Bob"));
  EXPECT_FALSE(equals_ignoring_case("É", "é"));
  EXPECT_FALSE(equals_ignoring_case("@", "`"));
}

TEST(Trimming, takes_blanks_off_both_ends) {
  EXPECT_EQ(trimmed(" \t a b\t "), "a b");
  EXPECT_EQ(trimmed(" \t"), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("\na\n"), "\na\n");
  EXPECT_EQ(trimmed("\r\n a\n", kBlanksAndLineEnds), "a");
}

TEST(Taking, ends_before_the_separator_and_drops_it) {
  std::string_view rest = "a=1&&b";
  EXPECT_EQ(take_until(rest, '&'), "a=1");
  EXPECT_EQ(take_until(rest, '&'), "");
  EXPECT_EQ(take_until(rest, '&'), "b");
  EXPECT_EQ(rest, "");
  EXPECT_EQ(take_until(rest, '&'), "");
}

TEST(Taking, after_the_last_separator_may_be_everything) {
  EXPECT_EQ(after_last("division/team/Bob", '/'), "Bob");
  EXPECT_EQ(after_last("Bob", '/'), "Bob");
  EXPECT_EQ(after_last("Bob/", '/'), "");
}

}  // namespace
}  // namespace iam
