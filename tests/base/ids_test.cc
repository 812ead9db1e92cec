#include "iam/base/ids.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace iam {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::uint64_t kAccountsEnd = 1'000'000'000'000;

bool consists_of(std::string_view text, std::string_view alphabet) {
  return text.find_first_not_of(alphabet) == std::string_view::npos;
}

class Ids : public testing::Test {
 protected:
  std::unique_ptr<RandomSource> random_ = make_seeded_random(1);
  IdSource ids_{*random_};
  AccountId account_{123456789012};
};

// Alphabet A–Z 2–7; 21 characters for users and their like, 20 for keys. [D:reference_identifiers; aws.md section 9]
TEST_F(Ids, look_as_aws_makes_them) {
  auto const user = ids_.unique_id(id_prefix::kUser, account_);
  EXPECT_EQ(user.size(), 21u);
  EXPECT_TRUE(user.starts_with("AIDA"));
  EXPECT_TRUE(consists_of(user, kBase32)) << user;
  auto const key = ids_.unique_id(id_prefix::kAccessKey, account_, kAccessKeyIdLength);
  EXPECT_EQ(key.size(), 20u);
  EXPECT_TRUE(key.starts_with("AKIA"));
}

// Characters 5–12 are base32 of account / 2 + 2^39; the next is A–P for even accounts, Q–7 for odd. [getmoto/moto]
TEST_F(Ids, carry_the_account_where_aws_puts_it) {
  EXPECT_EQ(ids_.unique_id("AIDA", AccountId(0)).substr(4, 8), "QAAAAAAA");
  EXPECT_EQ(ids_.unique_id("AIDA", AccountId(2)).substr(4, 8), "QAAAAAAB");
  for (int i = 0; i < 64; ++i) {
    EXPECT_TRUE(consists_of(ids_.unique_id("AIDA", AccountId(2)).substr(12, 1), "ABCDEFGHIJKLMNOP"));
    EXPECT_TRUE(consists_of(ids_.unique_id("AIDA", AccountId(3)).substr(12, 1), "QRSTUVWXYZ234567"));
  }
}

// A key id whose account is public: the worked example of published decoders.
TEST_F(Ids, of_aws_tell_their_account) {
  EXPECT_EQ(account_of_id("ASIAQNZGKIQY56JQ7WML"), AccountId::parse("029608264753"));
}

RC_GTEST_PROP(IdsProperty, tell_the_account_they_were_made_for, ()) {
  auto const random = make_seeded_random(*rc::gen::arbitrary<std::uint64_t>());
  IdSource ids(*random);
  AccountId const account(*rc::gen::inRange<std::uint64_t>(0, kAccountsEnd));
  RC_ASSERT(account_of_id(ids.unique_id(id_prefix::kUser, account)) == account);
  RC_ASSERT(account_of_id(ids.unique_id(id_prefix::kSessionKey, account, kAccessKeyIdLength)) == account);
}

TEST_F(Ids, of_the_last_account_round_trip) {
  AccountId const last(kAccountsEnd - 1);
  EXPECT_EQ(account_of_id(ids_.unique_id("AKIA", last, kAccessKeyIdLength)), last);
}

TEST_F(Ids, that_carry_no_account_tell_none) {
  for (auto const* id : {"", "AKIA", "AKIAQAAAAAAA", "AKIAaaaaaaaaaaaaaaaa", "AKIA1NZGKIQY56JQ7WML",
                         "AKIAIOSFODNN7EXAMPLE",   // below the bias: made before ids carried accounts
                         "AKIA77777777777777777",  // beyond the last account
                         "test", "123456789012"}) {
    EXPECT_FALSE(account_of_id(id).has_value()) << id;
  }
}

RC_GTEST_PROP(IdsProperty, reading_anything_does_no_harm, (std::string const& text)) {
  if (auto const account = account_of_id(text)) RC_ASSERT(account->number() < kAccountsEnd);
}

TEST_F(Ids, do_not_repeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(seen.insert(ids_.unique_id(id_prefix::kUser, account_)).second);
    EXPECT_TRUE(seen.insert(ids_.request_id()).second);
  }
}

TEST_F(Ids, of_requests_are_version_4_uuids) {
  for (int i = 0; i < 64; ++i) {
    auto const id = ids_.request_id();
    ASSERT_EQ(id.size(), 36u);
    for (std::size_t at : {8u, 13u, 18u, 23u}) EXPECT_EQ(id[at], '-') << id;
    EXPECT_TRUE(consists_of(id, "0123456789abcdef-")) << id;
    EXPECT_EQ(std::count(id.begin(), id.end(), '-'), 4) << id;
    EXPECT_EQ(id[14], '4') << id;
    EXPECT_TRUE(consists_of(id.substr(19, 1), "89ab")) << id;
  }
}

// Secret 40 characters of `[A-Za-z0-9+/]`. [A; aws.md section 9]
TEST_F(Ids, secrets_have_the_length_and_alphabet_of_aws) {
  auto const secret = ids_.secret(40);
  EXPECT_EQ(secret.size(), 40u);
  EXPECT_TRUE(consists_of(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"));
  EXPECT_NE(ids_.secret(40), secret);
}

TEST(SeededRandom, repeats_for_an_equal_seed) {
  auto const first = make_seeded_random(7), second = make_seeded_random(7), third = make_seeded_random(8);
  auto const id = IdSource(*first).request_id();
  EXPECT_EQ(IdSource(*second).request_id(), id);
  EXPECT_NE(IdSource(*third).request_id(), id);
}

// Longer than the block each thread draws from, so that blocks are refilled in the middle of a request.
TEST(SystemRandom, fills_every_byte_of_long_requests) {
  auto const random = make_system_random();
  std::vector<std::uint8_t> bytes(5000, 0);
  random->fill(bytes);
  for (std::size_t i = 0; i + 64 <= bytes.size(); i += 64) {
    EXPECT_FALSE(std::all_of(bytes.begin() + i, bytes.begin() + i + 64, [](auto byte) { return byte == 0; })) << i;
  }
}

TEST(SystemRandom, does_not_repeat) {
  auto const random = make_system_random();
  EXPECT_NE(IdSource(*random).secret(40), IdSource(*random).secret(40));
}

}  // namespace
}  // namespace iam
