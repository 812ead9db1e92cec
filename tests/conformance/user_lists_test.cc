// ListUsers: order, pages, path prefixes. The same pages serve every list; those of tags are in user_tags_test.cc.
// Sources in the comments: LS recordings of AWS, C a suite written to pass on AWS, M cases verified against AWS,
// B the service model.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> names_in(Answer const& answer) { return answer.texts("Users", "UserName"); }

void create_users(Caller& me, std::vector<std::string> const& names, std::string const& path = "/") {
  for (auto const& name : names) {
    ASSERT_THAT(me.iam("CreateUser", {{"UserName", name}, {"Path", path}}), succeeds());
  }
}

// I:boto3#1925: IsTruncated first; an empty list is an empty element. No Marker on the last page.
TEST(ListUsers, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  Caller me;
  auto const body = [](Answer const& answer, std::string const& users) {
    return "<ListUsersResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
           "  <ListUsersResult>\n"
           "    <IsTruncated>false</IsTruncated>\n" +
           users +
           "  </ListUsersResult>\n"
           "  <ResponseMetadata>\n"
           "    <RequestId>" +
           answer.request_id() +
           "</RequestId>\n"
           "  </ResponseMetadata>\n"
           "</ListUsersResponse>\n";
  };
  auto const empty = me.iam("ListUsers");
  EXPECT_EQ(empty.body(), body(empty, "    <Users/>\n"));

  auto const id = me.create_user("Ada").text("User/UserId");
  auto const one = me.iam("ListUsers");
  EXPECT_EQ(one.body(), body(one,
                             "    <Users>\n"
                             "      <member>\n"
                             "        <Path>/</Path>\n"
                             "        <UserName>Ada</UserName>\n"
                             "        <UserId>" +
                                 id +
                                 "</UserId>\n"
                                 "        <Arn>" +
                                 me.arn("user/Ada") +
                                 "</Arn>\n"
                                 "        <CreateDate>2026-01-31T12:34:56Z</CreateDate>\n"
                                 "      </member>\n"
                                 "    </Users>\n"));
}

// M: lists show a subset of a user.
TEST(ListUsers, omits_tags_and_permissions_boundary) {
  Caller me;
  me.iam("CreateUser",
         with_tags({{"UserName", "Ada"}, {"PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"}},
                   {{"colour", "blue"}}));
  EXPECT_THAT(me.iam("ListUsers").names("Users/member"),
              ElementsAre("Path", "UserName", "UserId", "Arn", "CreateDate"));
}

// C: by name, ignoring case.
TEST(ListUsers, sorts_by_name_ignoring_case) {
  Caller me;
  create_users(me, {"beta", "Gamma", "alpha", "Delta", "user10", "user2"});
  EXPECT_THAT(names_in(me.iam("ListUsers")), ElementsAre("alpha", "beta", "Delta", "Gamma", "user10", "user2"));
}

// B: MaxItems from 1 to 1000.
TEST(ListUsers, pages_through_all_users_once_and_in_order) {
  Caller me;
  create_users(me, {"e", "B", "d", "A", "c"});
  for (auto const* size : {"1", "2", "3", "4"}) {
    std::vector<std::string> found;
    std::string marker;
    do {
      Pairs parameters = {{"MaxItems", size}};
      if (!marker.empty()) parameters.emplace_back("Marker", marker);
      auto const page = me.iam("ListUsers", parameters);
      ASSERT_THAT(page, succeeds());
      auto const names = names_in(page);
      ASSERT_THAT(names, SizeIs(testing::Le(std::stoul(size))));
      found.insert(found.end(), names.begin(), names.end());
      marker = page.text("Marker");
      EXPECT_EQ(page.text("IsTruncated"), marker.empty() ? "false" : "true");
    } while (!marker.empty() && found.size() < 10);
    EXPECT_THAT(found, ElementsAre("A", "B", "c", "d", "e")) << "with MaxItems " << size;
  }
}

// A page that ends exactly with the list is the last.
TEST(ListUsers, is_not_truncated_when_the_page_holds_the_rest) {
  Caller me;
  create_users(me, {"a", "b"});
  auto const page = me.iam("ListUsers", {{"MaxItems", "2"}});
  EXPECT_EQ(page.text("IsTruncated"), "false");
  EXPECT_FALSE(page.has("Marker"));
}

// D: a hundred unless MaxItems says otherwise, and a thousand at most.
TEST(ListUsers, gives_a_hundred_users_unless_told_otherwise) {
  Caller me;
  for (int i = 0; i < 101; ++i) me.create_user("user" + std::to_string(i));
  auto const page = me.iam("ListUsers");
  EXPECT_THAT(names_in(page), SizeIs(100));
  EXPECT_THAT(names_in(me.iam("ListUsers", {{"Marker", page.text("Marker")}})), SizeIs(1));
  EXPECT_THAT(names_in(me.iam("ListUsers", {{"MaxItems", "1000"}})), SizeIs(101));
}

TEST(ListUsers, goes_on_after_users_around_the_marker_were_deleted_and_created) {
  Caller me;
  create_users(me, {"a", "c", "e", "g"});
  auto const first = me.iam("ListUsers", {{"MaxItems", "2"}});
  EXPECT_THAT(names_in(first), ElementsAre("a", "c"));
  me.iam("DeleteUser", {{"UserName", "c"}});
  me.iam("DeleteUser", {{"UserName", "e"}});
  create_users(me, {"b", "f"});
  EXPECT_THAT(names_in(me.iam("ListUsers", {{"Marker", first.text("Marker")}})), ElementsAre("f", "g"));
}

// LS (ListVirtualMFADevices) for the sentence. Markers are opaque: another list's or account's is no better than
// rubbish.
TEST(ListUsers, refuses_markers_it_did_not_make) {
  Caller me;
  me.iam("CreateUser", with_tags({{"UserName", "a"}}, numbered_tags(1, 2)));
  create_users(me, {"b"});
  auto const mine = me.iam("ListUsers", {{"MaxItems", "1"}}).text("Marker");
  auto const of_tags = me.iam("ListUserTags", {{"UserName", "a"}, {"MaxItems", "1"}}).text("Marker");
  Caller other;
  create_users(other, {"a", "b"});
  auto const of_other = other.iam("ListUsers", {{"MaxItems", "1"}}).text("Marker");
  auto longer = mine;
  longer.insert(longer.size() / 2, "A");

  for (auto const& marker : {std::string("a"), std::string("AAAAAAAAAAAAAAAAAAAAAAAA"), std::string("b\xC3\xA9"),
                             of_tags, of_other, longer}) {
    ASSERT_FALSE(marker.empty());
    EXPECT_THAT(me.iam("ListUsers", {{"Marker", marker}}), fails_with(400, "ValidationError", "Invalid Marker."))
        << marker;
  }
  EXPECT_THAT(names_in(me.iam("ListUsers", {{"Marker", mine}})), ElementsAre("b"));
}

// D: the prefix need not end with a slash. % and _ mean themselves, and the case of a path counts.
TEST(ListUsers, filters_by_path_prefix) {
  Caller me;
  create_users(me, {"root"});
  create_users(me, {"team"}, "/team/");
  create_users(me, {"team-a"}, "/team/a/");
  create_users(me, {"teams"}, "/teams/");
  create_users(me, {"upper"}, "/TEAM/");
  create_users(me, {"percent"}, "/%/");
  auto const under = [&](std::string const& prefix) { return names_in(me.iam("ListUsers", {{"PathPrefix", prefix}})); };
  EXPECT_THAT(under("/"), SizeIs(6));
  EXPECT_THAT(under("/team/"), ElementsAre("team", "team-a"));
  EXPECT_THAT(under("/team"), ElementsAre("team", "team-a", "teams"));
  EXPECT_THAT(under("/TEAM/"), ElementsAre("upper"));
  EXPECT_THAT(under("/%"), ElementsAre("percent"));
  EXPECT_THAT(under("/____/"), IsEmpty());
  EXPECT_THAT(under("/nowhere/"), IsEmpty());
}

TEST(ListUsers, pages_within_a_path_prefix) {
  Caller me;
  create_users(me, {"a", "c", "e"}, "/x/");
  create_users(me, {"b", "d", "f"}, "/y/");
  auto const first = me.iam("ListUsers", {{"PathPrefix", "/x/"}, {"MaxItems", "2"}});
  EXPECT_THAT(names_in(first), ElementsAre("a", "c"));
  auto const second = me.iam("ListUsers", {{"PathPrefix", "/x/"}, {"MaxItems", "2"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(names_in(second), ElementsAre("e"));
  EXPECT_EQ(second.text("IsTruncated"), "false");
}

}  // namespace
}  // namespace conformance
