#include "iam/base/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam {
namespace {

using namespace std::string_literals;

std::optional<std::string> percent_decoded(std::string_view text, PlusSign plus = PlusSign::kLiteral) {
  std::string out;
  if (!percent_decode(text, plus, out)) return std::nullopt;
  return out;
}

// Policy documents come back percent-encoded, blank as %20; a %3A in the text survives as %253A. [LS; aws.md section 1]
TEST(PercentEncoding, is_the_one_of_rfc_3986) {
  EXPECT_EQ(percent_encode("{\"a\": \"b+c\"}"), "%7B%22a%22%3A%20%22b%2Bc%22%7D");
  EXPECT_EQ(percent_encode("%3A"), "%253A");
  EXPECT_EQ(percent_encode("AZaz09-_.~"), "AZaz09-_.~");
  EXPECT_EQ(percent_encode("é\n\0"s), "%C3%A9%0A%00");
}

RC_GTEST_PROP(PercentEncoding, gives_back_what_it_was_given, (std::string const& bytes)) {
  RC_ASSERT(percent_decoded(percent_encode(bytes)) == bytes);
  RC_ASSERT(percent_decoded(percent_encode(bytes), PlusSign::kSpace) == bytes);
}

TEST(PercentDecoding, reads_a_plus_sign_as_it_is_told) {
  EXPECT_EQ(percent_decoded("a+b%2B", PlusSign::kLiteral), "a+b+");
  EXPECT_EQ(percent_decoded("a+b%2B", PlusSign::kSpace), "a b+");
}

TEST(PercentDecoding, takes_either_case_of_hexadecimal) {
  EXPECT_EQ(percent_decoded("%c3%A9"), "é");
  EXPECT_EQ(percent_decoded("%00"), "\0"s);
}

TEST(PercentDecoding, refuses_broken_escapes) {
  for (auto const* text : {"%", "%4", "a%", "%zz", "%4g", "%g4", "%%20", "%-1", "%+1", "% 1", "%0x41"}) {
    EXPECT_EQ(percent_decoded(text), std::nullopt) << text;
  }
}

TEST(PercentDecoding, appends) {
  std::string out = "before ";
  EXPECT_TRUE(percent_decode("%61fter", PlusSign::kLiteral, out));
  EXPECT_EQ(out, "before after");
}

// RFC 4648, section 10.
TEST(Base64, agrees_with_the_vectors_of_its_rfc) {
  EXPECT_EQ(base64_encode(""), "");
  EXPECT_EQ(base64_encode("f"), "Zg==");
  EXPECT_EQ(base64_encode("fo"), "Zm8=");
  EXPECT_EQ(base64_encode("foo"), "Zm9v");
  EXPECT_EQ(base64_encode("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64_encode("\xfb\xff\xbf"), "+/+/");
  EXPECT_EQ(base64url_encode("\xfb\xff\xbf"), "-_-_");
  EXPECT_EQ(base64url_encode("f"), "Zg");
}

RC_GTEST_PROP(Base64, gives_back_what_it_was_given, (std::string const& bytes)) {
  RC_ASSERT(base64_decode(base64_encode(bytes)) == bytes);
  RC_ASSERT(base64url_decode(base64url_encode(bytes)) == bytes);
}

RC_GTEST_PROP(Base64, decodes_anything_or_nothing, (std::string const& text)) {
  if (auto const bytes = base64_decode(text)) RC_ASSERT(bytes->size() <= text.size());
  base64url_decode(text);
}

TEST(Base64, reads_text_broken_into_lines_and_unpadded) {
  EXPECT_EQ(base64_decode("Zm9v\r\n Ym\tFy\n"), "foobar");
  EXPECT_EQ(base64_decode("Zg"), "f");
  EXPECT_EQ(base64_decode("Zm8"), "fo");
}

TEST(Base64, refuses_what_is_none) {
  for (auto const* text :
       {"Z", "Zm9vY", "=", "====", "Zg=", "Z===", "Zg==Zg==", "Zm=v", "Zm9v=", "Zm9-", "Zm9_", "Zm9\xc3", "Zm9v!"}) {
    EXPECT_FALSE(base64_decode(text).has_value()) << text;
  }
}

TEST(Base64, for_urls_has_no_blanks_and_an_alphabet_of_its_own) {
  for (auto const* text : {"Zm9v Zm9v", "Zm9v\n", "+/+/", "Z"}) {
    EXPECT_FALSE(base64url_decode(text).has_value()) << text;
  }
}

// RFC 4648 section 10, without the padding.
TEST(Base32, decodes_either_case) {
  EXPECT_EQ(base32_decode("MZXW6YTBOI"), "foobar");
  EXPECT_EQ(base32_decode("mzxw6ytb"), "fooba");
  EXPECT_EQ(base32_decode(""), "");
  EXPECT_EQ(base32_decode("MZXW1"), std::nullopt);
}

TEST(Hex, is_lower_case) { EXPECT_EQ(hex_encode("\0\x7f\xab\xff"s), "007fabff"); }

// Table 3-7 of the Unicode standard: the edges of every range, and what lies just outside.
TEST(Utf8, is_what_the_standard_calls_well_formed) {
  for (auto const& text : {""s,
                           "a"s,
                           "\0"s,
                           "\x7f"s,
                           "\xC2\x80"s,
                           "\xDF\xBF"s,
                           "\xE0\xA0\x80"s,
                           "\xE0\xBF\xBF"s,
                           "\xE1\x80\x80"s,
                           "\xEC\xBF\xBF"s,
                           "\xED\x80\x80"s,
                           "\xED\x9F\xBF"s,
                           "\xEE\x80\x80"s,
                           "\xEF\xBF\xBF"s,
                           "\xF0\x90\x80\x80"s,
                           "\xF1\x80\x80\x80"s,
                           "\xF3\xBF\xBF\xBF"s,
                           "\xF4\x80\x80\x80"s,
                           "\xF4\x8F\xBF\xBF"s,
                           "aé€😀b"s}) {
    EXPECT_TRUE(is_utf8(text)) << hex_encode(text);
  }
}

TEST(Utf8, is_nothing_else) {
  for (auto const& text : {"\x80"s,
                           "\xBF"s,
                           "\xC0\x80"s,
                           "\xC1\xBF"s,
                           "\xC2"s,
                           "\xC2\x7F"s,
                           "\xC2\xC0"s,
                           "\xE0\x80\x80"s,
                           "\xE0\x9F\xBF"s,
                           "\xE1\x80"s,
                           "\xE1\x80\x7F"s,
                           "\xE1\xC0\x80"s,
                           "\xED\xA0\x80"s,
                           "\xED\xBF\xBF"s,
                           "\xF0\x80\x80\x80"s,
                           "\xF0\x8F\xBF\xBF"s,
                           "\xF1\x80\x80"s,
                           "\xF1\x80\x80\x7F"s,
                           "\xF4\x90\x80\x80"s,
                           "\xF5\x80\x80\x80"s,
                           "\xFE"s,
                           "\xFF"s,
                           "ok\xE2\x82"s,
                           "\xC3\xA9\xA9"s}) {
    EXPECT_FALSE(is_utf8(text)) << hex_encode(text);
  }
}

// Length counts Unicode code points, without normalising. [A; aws.md section 2]
TEST(CodePoints, are_counted_without_normalising) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("aé€😀"), 4u);
  EXPECT_EQ(count_code_points("e\xCC\x81"), 2u);  // e and a combining accent
  EXPECT_EQ(count_code_points("👩‍👩‍👧"), 5u);
}

TEST(CodePoints, counts_malformed_bytes_one_each) {
  EXPECT_EQ(count_code_points("\xFF\xFF"), 2u);
  EXPECT_EQ(count_code_points("\xE2\x82"), 2u);
  EXPECT_EQ(count_code_points("a\x80z"), 3u);
}

RC_GTEST_PROP(CodePoints, are_the_bytes_that_continue_no_character, ()) {
  auto const parts =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element("a"s, "é"s, "€"s, "😀"s, "\0"s, "\xEF\xBF\xBF"s));
  std::string text;
  for (auto const& part : parts) text += part;
  RC_ASSERT(is_utf8(text));
  RC_ASSERT(count_code_points(text) == parts.size());
}

}  // namespace
}  // namespace iam
