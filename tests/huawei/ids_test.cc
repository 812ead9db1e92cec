// Huawei Cloud's identifiers are made of AWS's, and nothing else is one.
#include "ids.h"

#include "iam/base/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace iam::gateway::huawei {
namespace {

class HuaweiIds : public ::testing::Test {
 protected:
  std::string unique_id() { return ids_.unique_id(id_prefix::kUser, AccountId(123456789012)); }

  std::unique_ptr<RandomSource> random_ = make_seeded_random(1);
  IdSource ids_{*random_};
};

TEST_F(HuaweiIds, lead_back_to_what_they_were_made_of) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    auto const unique = unique_id();
    auto const id = hex_id_of(unique);
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(unique_id_of(id, id_prefix::kUser), unique);
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST_F(HuaweiIds, name_one_kind_of_thing) {
  EXPECT_FALSE(unique_id_of(hex_id_of(unique_id()), id_prefix::kGroup).has_value());
}

// Each letter of an account's ids is drawn anew, though AWS's all begin alike.
TEST_F(HuaweiIds, do_not_show_their_account) {
  std::set<std::string> beginnings;
  for (int i = 0; i < 100; ++i) beginnings.insert(hex_id_of(unique_id()).substr(12, 6));
  EXPECT_GT(beginnings.size(), 90U);
}

TEST_F(HuaweiIds, are_nothing_when_a_digit_differs) {
  auto const id = hex_id_of(unique_id());
  for (std::size_t i = 0; i < id.size(); ++i) {
    auto other = id;
    other[i] = other[i] == '0' ? '1' : '0';
    EXPECT_FALSE(unique_id_of(other, id_prefix::kUser).has_value()) << i;
  }
  for (auto const& text : {std::string(), std::string("x"), id.substr(1), id + "0", std::string(32, 'g'),
                           std::string(32, '0'), id.substr(1) + "A"}) {
    EXPECT_FALSE(unique_id_of(text, id_prefix::kUser).has_value()) << text;
  }
}

TEST_F(HuaweiIds, of_an_account_are_its_own) {
  EXPECT_NE(domain_id_of(AccountId(1)), domain_id_of(AccountId(2)));
  EXPECT_NE(domain_id_of(AccountId(1)), root_user_id_of(AccountId(1)));
  EXPECT_EQ(domain_id_of(AccountId(1)).size(), 32U);
}

}  // namespace
}  // namespace iam::gateway::huawei
