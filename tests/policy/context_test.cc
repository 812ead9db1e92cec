// What conditions look at, however it comes in.
#include "iam/policy/context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace iam::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Context, keeps_one_value_alone_and_any_other_number_of_them_as_a_list) {
  Context context;
  context.set_values("saml:edupersonaffiliation", {"staff"});
  context.set_values("saml:groups", {"a", "b"});
  context.set_values("saml:none", {});
  EXPECT_EQ(context.find("saml:edupersonaffiliation")->kind, ContextEntry::Kind::kSingle);
  EXPECT_EQ(context.find("saml:groups")->kind, ContextEntry::Kind::kList);
  EXPECT_EQ(context.find("saml:none")->kind, ContextEntry::Kind::kList);
  EXPECT_THAT(context.find("saml:none")->values, IsEmpty());
}

TEST(Context, does_not_replace_what_is_there_unless_told_to) {
  Context context;
  context.set("aws:userid", "first");
  context.set_unless_there("AWS:UserId", "second");
  EXPECT_THAT(context.find("aws:userid")->values, ElementsAre("first"));
  context.set("AWS:UserId", "third");
  EXPECT_THAT(context.find("aws:userid")->values, ElementsAre("third"));
}

TEST(Context, takes_over_entries_as_they_are_in_another) {
  Context others;
  others.set("aws:userid", "theirs");
  others.set_list("aws:TagKeys", {"team"});
  Context context;
  context.set("aws:userid", "mine");
  context.add_unless_there(others);
  EXPECT_THAT(context.find("aws:userid")->values, ElementsAre("mine"));
  EXPECT_EQ(context.find("aws:tagkeys")->kind, ContextEntry::Kind::kList);
  context.add({"AWS:UserId", ContextEntry::Kind::kSingle, {"added"}});
  EXPECT_THAT(context.find("aws:userid")->values, ElementsAre("added"));
  EXPECT_EQ(context.entries().size(), 2U);
}

}  // namespace
}  // namespace iam::policy
