#include "iam/base/target.h"

#include <gtest/gtest.h>

#include <string>

namespace iam {
namespace {

TEST(Target, is_split_at_its_first_question_mark) {
  Target const target("/a/b?x=1?&y");
  EXPECT_EQ(target.text, "/a/b?x=1?&y");
  EXPECT_EQ(target.path, "/a/b");
  EXPECT_EQ(target.query, "x=1?&y");
}

TEST(Target, may_lack_a_query) {
  EXPECT_EQ(Target("/a").path, "/a");
  EXPECT_EQ(Target("/a").query, "");
  EXPECT_EQ(Target(std::string_view("/?")).path, "/");
  EXPECT_EQ(Target(std::string_view("/?")).query, "");
  EXPECT_EQ(Target().path, "");
}

}  // namespace
}  // namespace iam
