// MaxItems, Marker, IsTruncated. A made-up marker is `Invalid Marker.` [LS ListVirtualMFADevices; aws.md sections 2 and
// 11]
#include "iam/call/paging.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/service/handlers/users.h"
#include "world.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace iam::service {
namespace {

constexpr AccountId kAccount(123456789012);

struct Page {
  std::optional<bool> is_truncated;
  std::optional<std::string> marker;
};

PageRequest request(std::int32_t max_items) {
  return *PageRequest::make("ListUsers", kAccount, max_items, std::nullopt);
}

// The marker that ListUsers of kAccount hands out after `position`.
std::string marker_after(std::string const& position) {
  std::vector<std::string> items{position, "more"};
  Page page;
  request(1).finish(items, page, [](std::string const& item) { return item; });
  return *page.marker;
}

std::optional<Error> refusal(std::string_view list, AccountId account, std::string const& marker) {
  auto const page = PageRequest::make(list, account, std::nullopt, marker);
  return page.has_value() ? std::nullopt : std::optional(page.error());
}

TEST(Paging, begins_at_the_beginning_with_a_hundred) {
  auto const page = PageRequest::make("ListUsers", kAccount, std::nullopt, std::nullopt);
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->after(), "");
  EXPECT_EQ(page->fetch_limit(), 101);
}

TEST(Paging, of_a_list_that_fits_has_no_marker) {
  std::vector<std::string> items{"a", "b"};
  Page page;
  request(2).finish(items, page, [](std::string const& item) { return item; });
  EXPECT_EQ(page.is_truncated, false);
  EXPECT_EQ(page.marker, std::nullopt);
  EXPECT_EQ(items.size(), 2u);
}

TEST(Paging, of_a_longer_list_goes_on_after_its_last_item) {
  std::vector<std::string> items{"a", "b", "c"};
  Page page;
  request(2).finish(items, page, [](std::string const& item) { return item; });
  EXPECT_EQ(page.is_truncated, true);
  EXPECT_EQ(items, (std::vector<std::string>{"a", "b"}));
  ASSERT_TRUE(page.marker.has_value());
  auto const next = PageRequest::make("ListUsers", kAccount, 2, page.marker);
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->after(), "b");
}

// So that a client can send it back: markerType of the model.
TEST(Paging, hands_out_markers_that_the_model_takes_back) {
  auto const marker = marker_after(std::string(128, 'x'));
  EXPECT_LE(marker.size(), 320u);
  EXPECT_EQ(marker.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
}

TEST(Paging, refuses_markers_it_did_not_hand_out) {
  for (auto const& marker :
       {std::string(), std::string("garbage"), std::string("AAAAAAAAAAAAAAAAAAAA"), base64url_encode("Bob"),
        std::string("====="), std::string(320, 'A'), std::string("Bob"), std::string("ÿ")}) {
    EXPECT_EQ(refusal("ListUsers", kAccount, marker), errors::invalid_marker()) << marker;
  }
  EXPECT_EQ(errors::invalid_marker(),
            (Error{.code = "ValidationError", .http_status = 400, .message = "Invalid Marker."}));
}

TEST(Paging, refuses_the_markers_of_other_lists_and_accounts) {
  auto const marker = marker_after("Bob");
  EXPECT_EQ(refusal("ListUsers", kAccount, marker), std::nullopt);
  EXPECT_EQ(refusal("ListRoles", kAccount, marker), errors::invalid_marker());
  EXPECT_EQ(refusal("ListUsers", AccountId(1), marker), errors::invalid_marker());
}

RC_GTEST_PROP(PagingProperty, refuses_markers_that_were_cut_or_lengthened, ()) {
  auto const position = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange<char>(33, 126)));
  auto const marker = marker_after(position);
  auto const kept = *rc::gen::inRange<std::size_t>(0, marker.size());
  RC_ASSERT(refusal("ListUsers", kAccount, marker.substr(0, kept)) == errors::invalid_marker());
  RC_ASSERT(refusal("ListUsers", kAccount, marker + "AAAA") == errors::invalid_marker());
}

RC_GTEST_PROP(PagingProperty, refuses_markers_of_which_a_bit_was_changed, ()) {
  auto const position = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange<char>(33, 126)));
  auto bytes = *base64url_decode(marker_after(position));
  auto const at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
  RC_ASSERT(refusal("ListUsers", kAccount, base64url_encode(bytes)) == errors::invalid_marker());
}

std::vector<std::string> all_pages(World& world, std::int32_t max_items) {
  std::vector<std::string> names;
  api::ListUsersRequest request{.max_items = max_items};
  for (bool more = true; more;) {
    auto const page = world.ask(&list_users, request);
    if (!page.has_value()) return {"refused: " + page.error().message.value_or("")};
    for (auto const& user : page->users) names.push_back(user.user_name.value_or(""));
    more = page->is_truncated.value_or(false);
    if (more != page->marker.has_value()) return {"truncated without a marker, or a marker without more"};
    request.marker = page->marker;
  }
  return names;
}

// Users sort by name ignoring case. [C; aws.md section 7]
RC_GTEST_PROP(PagingProperty, walks_every_user_once_in_order, ()) {
  World world;
  auto const name = rc::gen::nonEmpty(
      rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::elementOf(std::string("abAB_@.=,+-09")))));
  std::vector<std::string> expected;
  for (auto const& each : *rc::gen::resize(20, rc::gen::container<std::vector<std::string>>(name))) {
    if (world.ask(&create_user, {.user_name = each}).has_value()) expected.push_back(each);
  }
  std::sort(expected.begin(), expected.end(),
            [](auto const& left, auto const& right) { return to_lower_ascii(left) < to_lower_ascii(right); });
  auto const page_size = *rc::gen::inRange(1, 8);
  RC_ASSERT(all_pages(world, page_size) == expected);
}

// A page begins after a name and not after a number of users.
TEST(Paging, neither_skips_nor_repeats_when_users_come_and_go) {
  World world;
  for (auto const* name : {"b", "d", "f", "h"}) ASSERT_TRUE(world.ask(&create_user, {.user_name = name}).has_value());
  auto const first = world.ask(&list_users, {.max_items = 2});
  ASSERT_TRUE(first->marker.has_value());

  ASSERT_TRUE(world.ask(&delete_user, {.user_name = "d"}).has_value());
  ASSERT_TRUE(world.ask(&create_user, {.user_name = "a"}).has_value());
  ASSERT_TRUE(world.ask(&create_user, {.user_name = "E"}).has_value());
  auto const second = world.ask(&list_users, {.marker = first->marker, .max_items = 2});
  ASSERT_TRUE(second.has_value());
  ASSERT_EQ(second->users.size(), 2u);
  EXPECT_EQ(second->users[0].user_name, "E");
  EXPECT_EQ(second->users[1].user_name, "f");
}

TEST(Paging, keeps_accounts_apart) {
  World world;
  auto const other = Caller::root(AccountId(1), Partition::kAws, "000000000001");
  for (auto const* name : {"a", "b", "c"}) ASSERT_TRUE(world.ask(&create_user, {.user_name = name}).has_value());
  auto const page = world.ask(&list_users, {.max_items = 1});
  EXPECT_TRUE(world.ask(&list_users, {}, &other)->users.empty());
  auto const stolen = world.ask(&list_users, {.marker = page->marker}, &other);
  ASSERT_FALSE(stolen.has_value());
  EXPECT_EQ(stolen.error(), errors::invalid_marker());
}

using Sections = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::string itself(std::string const& item) { return item; }

// What a page of the list shows, and the pages behind it: the sections in order, each by name.
std::vector<std::string> all_pages_of(Sections const& sections, std::int32_t max_items) {
  std::vector<std::string> walked;
  for (Page response{.is_truncated = true}; response.is_truncated == true;) {
    auto const request = PageRequest::make("List", kAccount, max_items, response.marker);
    if (!request.has_value()) return {"refused"};
    response = {};
    SectionedPage<std::string> page(*request);
    for (auto const& [name, items] : sections) {
      if (!page.enter(name)) continue;
      auto const begin = std::upper_bound(items.begin(), items.end(), page.after());
      auto const count = std::min<std::int64_t>(items.end() - begin, page.fetch_limit());
      page.add({begin, begin + count}, itself);
    }
    auto const shown = page.finish(response);
    if (shown.size() > static_cast<std::size_t>(max_items)) return {"too long"};
    walked.insert(walked.end(), shown.begin(), shown.end());
  }
  return walked;
}

RC_GTEST_PROP(PagingProperty, walks_every_item_of_every_section_once_in_order, ()) {
  Sections sections{{"Group", {}}, {"User", {}}, {"Role", {}}};
  std::vector<std::string> expected;
  for (auto& [name, items] : sections) {
    // The same names in each: a position is one of its section.
    auto const count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i) items.push_back("name " + std::to_string(i));
    expected.insert(expected.end(), items.begin(), items.end());
  }
  RC_ASSERT(all_pages_of(sections, *rc::gen::inRange(1, 6)) == expected);
}

// A client may ask for other sections with the same marker.
TEST(Paging, goes_on_behind_a_section_that_is_no_longer_asked_for) {
  auto const asked = request(1);
  SectionedPage<std::string> first(asked);
  ASSERT_TRUE(first.enter("User"));
  first.add({"Ann", "Bob"}, itself);
  Page response;
  EXPECT_EQ(first.finish(response), std::vector<std::string>{"Ann"});

  auto const rest = PageRequest::make("ListUsers", kAccount, 1, response.marker);
  ASSERT_TRUE(rest.has_value());
  SectionedPage<std::string> second(*rest);
  EXPECT_FALSE(second.enter("Group"));
  EXPECT_TRUE(second.enter("User"));
  EXPECT_EQ(second.after(), "Ann");
  EXPECT_TRUE(second.enter("Role"));
  EXPECT_EQ(second.after(), "");
}

}  // namespace
}  // namespace iam::service
