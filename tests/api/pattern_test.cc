#include "iam/api/pattern.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>
#include <string>

namespace iam::api {
namespace {

TEST(Patterns, match_the_whole_text) {
  EXPECT_TRUE(matches(R"([\w]+)", "abc_1"));
  EXPECT_FALSE(matches(R"([\w]+)", "abc "));
  EXPECT_FALSE(matches(R"([\w]+)", "abc\n"));
  EXPECT_FALSE(matches(R"([\w]+)", ""));
  EXPECT_TRUE(matches(R"([\w]*)", ""));
}

TEST(Patterns, read_past_zero_bytes) { EXPECT_FALSE(matches(R"([\w]+)", std::string_view("abc\0", 4))); }

TEST(Patterns, know_unicode_categories) {
  constexpr std::string_view kTagText = R"([\p{L}\p{Z}\p{N}_.:/=+\-@]+)";
  EXPECT_TRUE(matches(kTagText, "Größe 模型 ٣ ½"));
  EXPECT_TRUE(matches(kTagText, "\xC2\xA0"));  // a no-break space is of category Z
  EXPECT_TRUE(matches(kTagText, "𝒜"));         // letters beyond U+FFFF are letters
  EXPECT_FALSE(matches(kTagText, "a\tb"));
  EXPECT_FALSE(matches(kTagText, "a,b"));
  EXPECT_FALSE(matches(kTagText, "😀"));
}

// The printed \u10000 is U+1000 and "0": characters beyond U+FFFF never match. [A; aws.md section 2]
TEST(Patterns, read_four_digits_after_a_backslash_u) {
  constexpr std::string_view kArn =
      R"([\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+)";
  EXPECT_TRUE(matches(kArn, "arn:aws:iam::123456789012:role/é€\xEF\xBF\xBD\t"));
  EXPECT_FALSE(matches(kArn, "😀"));
  EXPECT_FALSE(matches(kArn, "\xF0\x90\x80\x80"));  // U+10000
  EXPECT_FALSE(matches(kArn, "\x01"));
}

// Lower case, no leading, trailing or double hyphen, 3–63. [D:reference_iam-quotas; aws.md section 9]
TEST(Patterns, of_account_aliases_do_without_look_ahead) {
  constexpr std::string_view kAlias = R"(^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$)";
  EXPECT_TRUE(matches(kAlias, "abc"));
  EXPECT_TRUE(matches(kAlias, "a-b"));
  EXPECT_TRUE(matches(kAlias, "a-b-c"));
  EXPECT_TRUE(matches(kAlias, std::string(63, 'a')));
  for (auto const& alias : {std::string(), std::string("ab"), std::string("a--b"), std::string("-ab"),
                            std::string("ab-"), std::string("aBc"), std::string("a b"), std::string(64, 'a')}) {
    EXPECT_FALSE(matches(kAlias, alias)) << alias;
  }
}

// Java's name of a class, and more repetitions than RE2 has. [Alexa for Business, 2017-11-09: user_FirstName, Arn]
TEST(Patterns, of_other_models_are_translated) {
  EXPECT_TRUE(matches(R"(([A-Za-z\-' 0-9._]|\p{IsLetter})*)", "Zoë 李"));
  EXPECT_FALSE(matches(R"(([A-Za-z\-' 0-9._]|\p{IsLetter})*)", "a<b"));
  constexpr std::string_view kLong = "a:[^/].{0,1023}";
  EXPECT_TRUE(matches(kLong, "a:" + std::string(1024, 'x')));
  EXPECT_FALSE(matches(kLong, "a:" + std::string(1025, 'x')));
}

// Alexa for Business, 2017-11-09: Email. In parentheses it is not read by hand, but by RE2, which is linear as well.
constexpr std::string_view kEmail =
    R"(([0-9a-zA-Z]([+-.\w]*[0-9a-zA-Z])*@([0-9a-zA-Z]([-\w]*[0-9a-zA-Z]+)*\.)+[a-zA-Z]{2,9}))";
constexpr std::string_view kEmailOfRe2 =
    R"((?:([0-9a-zA-Z]([+-.\w]*[0-9a-zA-Z])*@([0-9a-zA-Z]([-\w]*[0-9a-zA-Z]+)*\.)+[a-zA-Z]{2,9})))";

TEST(Patterns, of_e_mail_addresses_are_read_by_hand) {
  for (auto const* address : {"a@b.cd", "a.b+c,d-e_f@m-a_il.example.museum", "0@0.aa", "a..b@b.cd"}) {
    EXPECT_TRUE(matches(kEmail, address)) << address;
    EXPECT_TRUE(matches(kEmailOfRe2, address)) << address;
  }
  for (auto const* address :
       {"", "@", "a@", "@b.cd", "a@b", "a@b.c", "a@b.c1", "a@.cd", "a@b..cd", "a@b.cd.", "_a@b.cd", "a_@b.cd",
        "a@_b.cd", "a@b_.cd", "a@b.abcdefghij", "a b@b.cd", "a@b@b.cd", "ä@b.cd"}) {
    EXPECT_FALSE(matches(kEmail, address)) << address;
    EXPECT_FALSE(matches(kEmailOfRe2, address)) << address;
  }
}

RC_GTEST_PROP(PatternsProperty, find_the_e_mail_addresses_that_re2_finds, ()) {
  auto const text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab0_-.,+@!")));
  for (auto const& address : {text, "a" + text + "a@b.cd", "a@b" + text + "b.cd"}) {
    RC_ASSERT(matches(kEmail, address) == matches(kEmailOfRe2, address));
  }
}

TEST(Patterns, that_cannot_be_matched_say_so) { EXPECT_THROW(matches("(?=x)y", "y"), std::logic_error); }

// Never std::regex: it overflows the stack on texts this long.
TEST(Patterns, match_long_texts) {
  std::string const document(131'072, 'x');
  EXPECT_TRUE(matches(R"([\u0009\u000A\u000D\u0020-\u00FF]+)", document));
  EXPECT_FALSE(matches(R"([\u0009\u000A\u000D\u0020-\u00FF]+)", document + "\x01"));
}

RC_GTEST_PROP(PatternsProperty, judge_anything_without_harm, (std::string const& text)) {
  matches(R"([\p{L}\p{Z}\p{N}_.:/=+\-@]+)", text);
}

}  // namespace
}  // namespace iam::api
