#include "globs.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace iam::lint {
namespace {

TEST(Covers, tells_which_pattern_is_within_which) {
  EXPECT_TRUE(covers("*", "s3:get*"));
  EXPECT_TRUE(covers("s3:*", "s3:get*"));
  EXPECT_TRUE(covers("s3:g?t*", "s3:getobject"));
  EXPECT_TRUE(covers("a*c", "a*b*c"));
  EXPECT_FALSE(covers("s3:get*", "s3:*"));
  EXPECT_FALSE(covers("s3:?", "s3:*"));
  EXPECT_FALSE(covers("s3:getobject", "s3:g?tobject"));
  EXPECT_FALSE(covers("", "a"));
  EXPECT_TRUE(covers("", ""));
}

TEST(Overlaps, tells_whether_patterns_have_a_text_in_common) {
  EXPECT_TRUE(overlaps("a*", "*b"));
  EXPECT_TRUE(overlaps("a?c", "ab*"));
  EXPECT_TRUE(overlaps("*", ""));
  EXPECT_FALSE(overlaps("a*", "b*"));
  EXPECT_FALSE(overlaps("a?", "a"));
}

// A bucket's name has no slash: what names objects is no bucket.
TEST(Overlaps, a_segment_ends_at_colon_and_slash) {
  std::string const bucket = std::string("arn:aws:s3:::") + kAnySegment;
  EXPECT_TRUE(overlaps(bucket, "arn:aws:s3:::logs"));
  EXPECT_TRUE(overlaps(bucket, "arn:aws:s3:::logs*"));
  EXPECT_TRUE(overlaps(bucket, "arn:aws:s3:::*"));
  EXPECT_FALSE(overlaps(bucket, "arn:aws:s3:::logs/*"));
}

// A pattern of few letters, so that patterns meet.
rc::Gen<std::string> pattern() { return rc::gen::container<std::string>(rc::gen::element('a', 'b', '*', '?')); }

RC_GTEST_PROP(Globs, what_is_covered_and_not_empty_overlaps, ()) {
  auto const outer = *pattern();
  auto const inner = *pattern();
  if (covers(outer, inner)) RC_ASSERT(overlaps(outer, inner));
}

RC_GTEST_PROP(Globs, overlapping_is_mutual, ()) {
  auto const left = *pattern();
  auto const right = *pattern();
  RC_ASSERT(overlaps(left, right) == overlaps(right, left));
}

RC_GTEST_PROP(Globs, covering_is_transitive, ()) {
  auto const wide = *pattern();
  auto const middle = *pattern();
  auto const narrow = *pattern();
  if (covers(wide, middle) && covers(middle, narrow)) RC_ASSERT(covers(wide, narrow));
}

}  // namespace
}  // namespace iam::lint
