// What a test that wants to meet the same ids again relies on.
#include "iam/base/randomness.h"

#include <gtest/gtest.h>

#include <array>

namespace iam {
namespace {

using Seed = Randomness::Seed;

constexpr AccountId kAda(111111111111);
constexpr AccountId kBob(222222222222);

std::string drawn(RandomSource& source) { return IdSource(source).base32(40); }

TEST(Randomness, is_the_systems_without_a_seed) {
  Randomness one, other;
  EXPECT_FALSE(one.has_streams());
  EXPECT_FALSE(one.is_repeatable());
  EXPECT_FALSE(one.of(kAda).is_repeatable());
  EXPECT_NE(drawn(one), drawn(other));
  EXPECT_NE(drawn(one.of(kAda)), drawn(other.of(kAda)));
}

TEST(Randomness, repeats_with_the_same_seed) {
  Randomness one(7), same(7), other(8);
  for (int i = 0; i < 3; ++i) {
    auto const first = drawn(one.of(kAda));
    EXPECT_EQ(first, drawn(same.of(kAda)));
    EXPECT_NE(first, drawn(other.of(kAda)));
  }
  EXPECT_EQ(drawn(one), drawn(same));
}

// A release must not change what tests have written down.
TEST(Randomness, gives_what_it_always_gave) {
  Randomness randomness(42);
  EXPECT_EQ(IdSource(randomness.of(kAda)).unique_id(id_prefix::kUser, kAda), "AIDARTXV5AHDRG3B3747D");
}

TEST(Randomness, of_an_account_is_not_disturbed_by_others) {
  Randomness alone(7), shared(7);
  auto const first = drawn(alone.of(kAda));
  auto const second = drawn(alone.of(kAda));
  drawn(shared);
  drawn(shared.of(kBob));
  EXPECT_EQ(drawn(shared.of(kAda)), first);
  drawn(shared.of(kBob));
  EXPECT_EQ(drawn(shared.of(kAda)), second);
  EXPECT_NE(drawn(Randomness(7).of(kBob)), first);
}

TEST(Randomness, begins_anew_when_it_is_seeded_or_restarted) {
  Randomness randomness(7);
  auto const first = drawn(randomness.of(kAda));
  EXPECT_NE(drawn(randomness.of(kAda)), first);
  randomness.seed(7);
  EXPECT_EQ(drawn(randomness.of(kAda)), first);
  randomness.restart(kBob);
  EXPECT_NE(drawn(randomness.of(kAda)), first);
  randomness.restart(kAda);
  EXPECT_EQ(drawn(randomness.of(kAda)), first);
  randomness.restart(std::nullopt);
  EXPECT_EQ(drawn(randomness.of(kAda)), first);
}

TEST(Randomness, can_be_seeded_for_one_account) {
  Randomness randomness;
  randomness.seed(kAda, 7);
  EXPECT_TRUE(randomness.of(kAda).is_repeatable());
  EXPECT_FALSE(randomness.of(kBob).is_repeatable());
  EXPECT_FALSE(randomness.is_repeatable());
  EXPECT_EQ(drawn(randomness.of(kAda)), drawn(Randomness(7).of(kAda)));
  EXPECT_EQ(randomness.seeds_of_accounts(), (std::map<AccountId, Seed>{{kAda, 7}}));
  randomness.seed(kAda, std::nullopt);
  EXPECT_FALSE(randomness.has_streams());
  EXPECT_FALSE(randomness.of(kAda).is_repeatable());
}

TEST(Randomness, goes_on_from_where_it_was) {
  Randomness randomness(7);
  drawn(randomness.of(kAda));
  auto const places = randomness.places(std::nullopt);
  auto const next = drawn(randomness.of(kAda));
  auto const first_of_bob = drawn(randomness.of(kBob));
  randomness.put_back(std::nullopt, places);
  EXPECT_EQ(drawn(randomness.of(kAda)), next);
  EXPECT_EQ(drawn(randomness.of(kBob)), first_of_bob);
}

TEST(Randomness, goes_on_for_one_account_alone) {
  Randomness randomness(7);
  auto const places = randomness.places(kAda);
  auto const first = drawn(randomness.of(kAda));
  auto const first_of_bob = drawn(randomness.of(kBob));
  randomness.put_back(kAda, places);
  EXPECT_EQ(drawn(randomness.of(kAda)), first);
  EXPECT_NE(drawn(randomness.of(kBob)), first_of_bob);
}

// The place of another stream says nothing of this one.
TEST(Randomness, begins_anew_when_the_place_was_under_another_seed) {
  Randomness randomness(7);
  drawn(randomness.of(kAda));
  auto const places = randomness.places(std::nullopt);
  randomness.seed(8);
  auto const first = drawn(randomness.of(kAda));
  randomness.put_back(std::nullopt, places);
  EXPECT_EQ(drawn(randomness.of(kAda)), first);
}

}  // namespace
}  // namespace iam
