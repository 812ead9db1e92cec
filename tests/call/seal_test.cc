#include "iam/call/seal.h"

#include <gtest/gtest.h>

namespace iam::service {
namespace {

struct Sealing : testing::Test {
  std::unique_ptr<RandomSource> random = make_seeded_random(1);
  std::unique_ptr<store::Store> store = store::Store::open({});
  IdSource ids{*random};
  Seal seal{*store, *random};
};

TEST_F(Sealing, opens_what_it_closed) {
  for (auto const& text : {std::string(), std::string("text"), std::string(100'000, 'x'), std::string("\0\xff", 2)}) {
    EXPECT_EQ(seal.open(Sealed::kSession, seal.close(Sealed::kSession, text, ids)), text);
  }
}

TEST_F(Sealing, closes_to_as_many_bytes_as_are_wanted) {
  auto const closed = seal.close(Sealed::kSession, "text", ids, 500);
  EXPECT_EQ(closed.size(), 500u);
  EXPECT_EQ(seal.open(Sealed::kSession, closed), "text");
}

TEST_F(Sealing, closes_the_same_text_in_another_way_each_time) {
  EXPECT_NE(seal.close(Sealed::kSession, "text", ids), seal.close(Sealed::kSession, "text", ids));
}

TEST_F(Sealing, does_not_take_one_kind_for_another) {
  EXPECT_EQ(seal.open(Sealed::kAuthorizationMessage, seal.close(Sealed::kSession, "text", ids)), std::nullopt);
}

TEST_F(Sealing, notices_every_changed_bit) {
  auto const closed = seal.close(Sealed::kSession, "text", ids);
  for (std::size_t i = 0; i < closed.size() * 8; ++i) {
    auto changed = closed;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << i % 8));
    EXPECT_EQ(seal.open(Sealed::kSession, changed), std::nullopt) << i;
  }
}

TEST_F(Sealing, opens_nothing_that_is_cut_short_or_goes_on) {
  auto const closed = seal.close(Sealed::kSession, "text", ids);
  for (std::size_t size = 0; size < closed.size(); ++size) {
    EXPECT_EQ(seal.open(Sealed::kSession, closed.substr(0, size)), std::nullopt) << size;
  }
  EXPECT_EQ(seal.open(Sealed::kSession, closed + "x"), std::nullopt);
  EXPECT_EQ(seal.open(Sealed::kSession, std::string(1'000'000, '\1')), std::nullopt);
}

TEST_F(Sealing, keeps_its_key_with_the_store) {
  auto const closed = seal.close(Sealed::kSession, "text", ids);
  EXPECT_EQ(Seal(*store, *random).open(Sealed::kSession, closed), "text");
  auto const other = store::Store::open({});
  EXPECT_EQ(Seal(*other, *random).open(Sealed::kSession, closed), std::nullopt);
}

}  // namespace
}  // namespace iam::service
