#include "iam/base/suggestion.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam {
namespace {

TEST(EditDistance, counts_a_swap_of_neighbours_as_one) {
  EXPECT_EQ(edit_distance("prot", "port"), 1U);
  EXPECT_EQ(edit_distance("", "port"), 4U);
  EXPECT_EQ(edit_distance("port", "port"), 0U);
  EXPECT_EQ(edit_distance("levl", "level"), 1U);
  EXPECT_EQ(edit_distance("hast", "host"), 1U);
}

TEST(Suggestion, is_silent_when_nothing_is_near) {
  std::vector<std::string_view> const known = {"port", "host"};
  EXPECT_EQ(nearest("prot", known), "port");
  EXPECT_EQ(nearest("frobnicate", known), std::nullopt);
  EXPECT_EQ(nearest(std::string(100'000, 'p'), known), std::nullopt);
}

TEST(Suggestion, of_several_words_has_the_nearest_first) {
  std::vector<std::string_view> const known = {"production-rob", "staging-bob", "production-bob", "production-boo"};
  EXPECT_EQ(nearest_few("prodution-bob", known, 3),
            (std::vector<std::string_view>{"production-bob", "production-rob", "production-boo"}));
  EXPECT_EQ(nearest_few("prodution-bob", known, 1), std::vector<std::string_view>{"production-bob"});
}

TEST(Suggestion, leaves_out_what_is_far_beside_what_is_near) {
  std::vector<std::string_view> const known = {"ReadOnlyAccess", "IAMReadOnlyAccess"};
  EXPECT_EQ(nearest_few("ReadOnlyAcess", known, 3), std::vector<std::string_view>{"ReadOnlyAccess"});
  EXPECT_EQ(nearest_few("ReadOnlyAccess", known, 3), std::vector<std::string_view>{"ReadOnlyAccess"});
}

}  // namespace
}  // namespace iam
