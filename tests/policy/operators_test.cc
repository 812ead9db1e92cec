#include "iam/policy/conditions.h"

#include <gtest/gtest.h>

namespace iam::policy {
namespace {

TEST(Operator, is_taken_apart) {
  auto const op = parse_operator("ForAnyValue:StringLikeIfExists");
  ASSERT_TRUE(op.has_value());
  EXPECT_EQ(op->qualifier, SetQualifier::kForAnyValue);
  EXPECT_EQ(op->comparison, "StringLike");
  EXPECT_TRUE(op->if_exists);
}

TEST(Operator, may_be_plain) {
  auto const op = parse_operator("Null");
  ASSERT_TRUE(op.has_value());
  EXPECT_EQ(op->qualifier, SetQualifier::kNone);
  EXPECT_EQ(op->comparison, "Null");
  EXPECT_FALSE(op->if_exists);
}

TEST(Operator, is_known_in_any_case) {
  auto const op = parse_operator("forallvalues:stringequalsignorecaseIFEXISTS");
  ASSERT_TRUE(op.has_value());
  EXPECT_EQ(op->qualifier, SetQualifier::kForAllValues);
  EXPECT_EQ(op->comparison, "StringEqualsIgnoreCase");
}

TEST(Operator, is_not_any_name) {
  for (auto const* name : {"", "String", "StringEqual", "StringEqualsIfExistsIfExists", "NullIfExists", "IfExists",
                           "ForAllValues:", "ForAllValues:ForAnyValue:Bool", "ForAnyValue::Bool", " Bool"}) {
    EXPECT_FALSE(parse_operator(name).has_value()) << name;
  }
}

TEST(Literal, of_an_address_is_an_address_with_or_without_mask) {
  for (auto const* good : {"10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::1", "::/0", "2001:db8::/128"}) {
    EXPECT_TRUE(is_literal_of("IpAddress", good)) << good;
  }
  for (auto const* bad :
       {"", "10.0.0", "10.0.0.256", "10.0.0.1/", "10.0.0.1/33", "10.0.0.1/-1", "10.0.0.1/8x", "::/129", "host"}) {
    EXPECT_FALSE(is_literal_of("NotIpAddress", bad)) << bad;
  }
}

TEST(Literal, of_text_and_truth_is_anything) {
  EXPECT_TRUE(is_literal_of("StringLike", "anything"));
  EXPECT_TRUE(is_literal_of("Bool", "anything"));
}

// R: radkawar/stackd, 2026-09-12.
TEST(Literal, of_numbers_bytes_and_arns_is_such) {
  EXPECT_TRUE(is_literal_of("NumericEquals", "+1.5e3"));
  EXPECT_FALSE(is_literal_of("NumericLessThan", "NaN"));
  EXPECT_TRUE(is_literal_of("BinaryEquals", "QQ=="));
  EXPECT_FALSE(is_literal_of("BinaryEquals", "no-binary"));
  EXPECT_TRUE(is_literal_of("ArnLike", "arn:aws:s3:::${aws:username}"));
  EXPECT_TRUE(is_literal_of("ArnEquals", "*"));
  EXPECT_FALSE(is_literal_of("ArnNotLike", "not-an-arn"));
  EXPECT_FALSE(is_literal_of("ArnLike", "urn:aws:s3:::bucket"));
}

}  // namespace
}  // namespace iam::policy
