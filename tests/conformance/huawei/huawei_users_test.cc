// Users of Huawei Cloud's IAM v5, and that they are those of AWS's face.
// Shapes: https://support.huaweicloud.com/intl/en-us/api-iam5/ShowUserV5.html. That a refusal on these paths has a code
// of the classic family is known from one recorded reply; which one each gets is an inference from its sentence.
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

TEST(HuaweiUsers, are_shown_as_they_were_created) {
  HuaweiCaller caller;
  auto const created = caller.post("/v5/users", R"({"name":"bob","description":"the builder","enabled":true})");
  ASSERT_THAT(created, answers(201));
  EXPECT_EQ(created.text("/user/user_name"), "bob");
  EXPECT_EQ(created.text("/user/description"), "the builder");
  EXPECT_EQ(created.at("/user/enabled"), true);
  EXPECT_EQ(created.at("/user/is_root_user"), false);
  EXPECT_EQ(created.text("/user/urn"), "iam::" + caller.domain_id() + ":user:bob");
  EXPECT_THAT(created.text("/user/user_id"), MatchesRegex("[0-9a-f]{32}"));
  EXPECT_THAT(created.text("/user/created_at"), MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"));
  EXPECT_FALSE(created.has("/user/tags"));

  auto const shown = caller.get("/v5/users/" + created.text("/user/user_id"));
  ASSERT_THAT(shown, answers(200));
  auto expected = created.at("/user");
  expected.as_object()["tags"] = boost::json::array();
  EXPECT_EQ(shown.at("/user"), expected);
}

// The members of the documented answer, in its order.
TEST(HuaweiUsers, have_the_documented_members) {
  HuaweiCaller caller;
  auto const shown = caller.get("/v5/users/" + caller.create_user("bob")).at("/user");
  std::vector<std::string> names;
  for (auto const& member : shown.as_object()) names.emplace_back(member.key());
  EXPECT_THAT(names, ElementsAre("description", "user_name", "is_root_user", "created_at", "user_id", "urn", "enabled",
                                 "tags"));
}

TEST(HuaweiUsers, are_those_of_the_other_face) {
  HuaweiCaller caller;
  caller.create_user("bob");
  EXPECT_THAT(caller.aws().get_user("bob"), succeeds());

  caller.aws().iam("CreateUser", {{"UserName", "alice+x@example.com"}, {"Path", "/staff/"}});
  EXPECT_THAT(caller.get("/v5/users").texts("/users", "user_name"), ElementsAre("root", "alice+x@example.com", "bob"));
}

TEST(HuaweiUsers, keep_their_id_when_they_are_renamed_on_either_face) {
  HuaweiCaller caller;
  auto const id = caller.create_user("bob");
  auto const renamed =
      caller.put("/v5/users/" + id, R"({"new_user_name":"rob","new_description":"d","enabled":false})");
  ASSERT_THAT(renamed, answers(200));
  EXPECT_EQ(renamed.text("/user/user_id"), id);
  EXPECT_EQ(renamed.text("/user/user_name"), "rob");
  EXPECT_EQ(renamed.text("/user/description"), "d");
  EXPECT_EQ(renamed.at("/user/enabled"), false);
  EXPECT_FALSE(renamed.has("/user/tags"));

  caller.aws().iam("UpdateUser", {{"UserName", "rob"}, {"NewUserName", "robert"}});
  EXPECT_EQ(caller.get("/v5/users/" + id).text("/user/user_name"), "robert");
}

TEST(HuaweiUsers, keep_what_an_update_leaves_out) {
  HuaweiCaller caller;
  auto const created = caller.post("/v5/users", R"({"name":"bob","description":"d","enabled":false})");
  auto const updated = caller.put("/v5/users/" + created.text("/user/user_id"), "{}");
  ASSERT_THAT(updated, answers(200));
  EXPECT_EQ(updated.at("/user"), created.at("/user"));
}

TEST(HuaweiUsers, of_one_account_are_not_seen_by_another) {
  HuaweiCaller caller;
  HuaweiCaller other;
  auto const id = caller.create_user("bob");
  EXPECT_THAT(other.get("/v5/users/" + id), refuses_with(404, "IAM.0004", "Could not find user: " + id + "."));
  EXPECT_NE(caller.domain_id(), other.domain_id());
}

TEST(HuaweiUsers, that_are_not_there_are_not_found) {
  HuaweiCaller caller;
  auto const id = caller.create_user("bob");
  ASSERT_THAT(caller.remove("/v5/users/" + id), answers(204));
  for (auto const& missing : {id, std::string("0123456789abcdef0123456789abcdef"), std::string("bob")}) {
    auto const sentence = "Could not find user: " + missing + ".";
    auto const path = "/v5/users/" + missing;
    EXPECT_THAT(caller.get(path), refuses_with(404, "IAM.0004", sentence));
    EXPECT_THAT(caller.put(path, "{}"), refuses_with(404, "IAM.0004", sentence));
    EXPECT_THAT(caller.remove(path), refuses_with(404, "IAM.0004", sentence));
    EXPECT_THAT(caller.get(path + "/last-login"), refuses_with(404, "IAM.0004", sentence));
  }
}

TEST(HuaweiUsers, cannot_have_a_name_that_is_taken_on_either_face) {
  HuaweiCaller caller;
  caller.aws().create_user("Bob");
  auto const conflict = refuses_with(
      409, "IAM.0005", "Conflict occurred when attempting to store user - User with name bob already exists.");
  EXPECT_THAT(caller.post("/v5/users", R"({"name":"bob","enabled":true})"), conflict);
  auto const id = caller.create_user("alice");
  EXPECT_THAT(caller.put("/v5/users/" + id, R"({"new_user_name":"bob"})"), conflict);
  EXPECT_EQ(caller.get("/v5/users/" + id).text("/user/user_name"), "alice");
}

// A blank is legal for Huawei and illegal for AWS, `+`, `=`, `,` and `@` the other way round.
TEST(HuaweiUsers, cannot_have_names_that_either_system_forbids) {
  HuaweiCaller caller;
  auto const id = caller.create_user("bob");
  for (auto const* name : {"", "1bob", "bob smith", "bob+x", "bob=x", "bob,x", "bob@x", "b/b", "bób", "張"}) {
    EXPECT_THAT(caller.post("/v5/users", R"({"enabled":true,"name":")" + std::string(name) + R"("})"),
                refuses_with(400, "1101", "Invalid username."))
        << name;
    EXPECT_THAT(caller.put("/v5/users/" + id, json_of({{"new_user_name", name}})),
                refuses_with(400, "1101", "Invalid username."))
        << name;
  }
  EXPECT_THAT(caller.post("/v5/users", R"({"enabled":true,"name":")" + std::string(65, 'a') + R"("})"),
              refuses_with(400, "1101", "Invalid username."));
  caller.create_user(std::string(64, 'a'));
  caller.create_user("_a-b.c9");
}

TEST(HuaweiUsers, cannot_have_descriptions_with_special_characters) {
  HuaweiCaller caller;
  for (char const c : std::string("@#%&<>\\$^*")) {
    EXPECT_THAT(caller.post("/v5/users", R"({"name":"bob","enabled":true,"description":)" +
                                             boost::json::serialize(boost::json::string(1, c)) + "}"),
                refuses_with(400, "1117", "Invalid user description."))
        << c;
  }
  auto const with_description = [&caller](std::size_t length) {
    return caller.post("/v5/users",
                       R"({"name":"bob","enabled":true,"description":")" + std::string(length, 'd') + R"("})");
  };
  EXPECT_THAT(with_description(256), refuses_with(400, "1117", "Invalid user description."));
  EXPECT_THAT(with_description(255), answers(201));
}

TEST(HuaweiUsers, need_a_name_and_whether_they_are_enabled) {
  HuaweiCaller caller;
  EXPECT_THAT(caller.post("/v5/users", R"({"enabled":true})"),
              refuses_with(400, "IAM.0072", "'name' is a required property."));
  EXPECT_THAT(caller.post("/v5/users", R"({"name":"bob"})"),
              refuses_with(400, "IAM.0072", "'enabled' is a required property."));
}

TEST(HuaweiUsers, have_members_of_the_right_types) {
  HuaweiCaller caller;
  EXPECT_THAT(caller.post("/v5/users", R"({"name":"bob","enabled":"true"})"),
              refuses_with(400, "IAM.0073", "Invalid input for field 'enabled'. The value is 'true'."));
  EXPECT_THAT(caller.post("/v5/users", R"({"name":"bob","enabled":null})"), refuses_field("enabled"));
  EXPECT_THAT(caller.post("/v5/users", R"({"name":7,"enabled":true})"), refuses_with(400, "1101", "Invalid username."));
}

TEST(HuaweiUsers, are_no_more_than_the_account_may_have) {
  HuaweiCaller caller;
  caller.aws().set_quota("UsersPerAccount", 1);
  caller.create_user("bob");
  EXPECT_THAT(caller.post("/v5/users", R"({"name":"alice","enabled":true})"),
              refuses_with(400, "1115", "The number of IAM users has reached the maximum allowed limit."));
}

// 409 is documented for deleting; that the code is this one is an inference.
TEST(HuaweiUsers, are_not_deleted_while_something_hangs_on_them) {
  HuaweiCaller caller;
  auto const id = caller.create_user("bob");
  caller.aws().create_access_key("bob");
  EXPECT_THAT(caller.remove("/v5/users/" + id), refuses_with(409, "IAM.0005",
                                                             "Conflict occurred when attempting to store user - "
                                                             "Cannot delete entity, must delete access keys first."));
}

TEST(HuaweiUsers, begin_with_root) {
  HuaweiCaller caller;
  auto const users = caller.get("/v5/users");
  EXPECT_EQ(users.at("/users/0/is_root_user"), true);
  auto const id = users.text("/users/0/user_id");
  auto const shown = caller.get("/v5/users/" + id);
  EXPECT_EQ(shown.text("/user/urn"), "iam::" + caller.domain_id() + ":user:root");
  EXPECT_EQ(shown.at("/user/tags"), boost::json::array());

  EXPECT_THAT(caller.remove("/v5/users/" + id),
              refuses_with(400, "1107", "The account administrator cannot be deleted."));
  EXPECT_THAT(caller.put("/v5/users/" + id, R"({"enabled":false})"),
              refuses_with(403, "IAM.0002", "You are not authorized to perform the requested action."));
  caller.aws().iam("CreateAccountAlias", {{"AccountAlias", "huawei-root-" + caller.aws().account()}});
  EXPECT_EQ(caller.get("/v5/users/" + id).text("/user/user_name"), "huawei-root-" + caller.aws().account());
}

TEST(HuaweiUsers, that_never_signed_in_have_no_last_login) {
  HuaweiCaller caller;
  auto const answer = caller.get("/v5/users/" + caller.create_user("bob") + "/last-login");
  EXPECT_THAT(answer, answers(200));
  EXPECT_EQ(answer.text_body(), R"({"user_last_login":{"last_login_at":null}})");
}

TEST(HuaweiUsers, are_listed_page_by_page) {
  HuaweiCaller caller;
  for (auto const* name : {"a", "b", "c", "d"}) caller.create_user(name);
  std::vector<std::string> names;
  std::string target = "/v5/users?limit=2";
  int pages = 0;
  for (;; ++pages) {
    auto const page = caller.get(target);
    ASSERT_THAT(page, answers(200));
    auto const listed = page.texts("/users", "user_name");
    names.insert(names.end(), listed.begin(), listed.end());
    EXPECT_EQ(page.at("/page_info/current_count"), listed.size());
    if (!page.has("/page_info/next_marker")) break;
    EXPECT_THAT(page.text("/page_info/next_marker"), MatchesRegex("[A-Za-z0-9+/=_-]{4,400}"));
    target = "/v5/users?limit=2&marker=" + page.text("/page_info/next_marker");
  }
  EXPECT_EQ(pages, 2);
  EXPECT_THAT(names, ElementsAre("root", "a", "b", "c", "d"));
}

TEST(HuaweiUsers, begin_with_root_on_a_page_of_one) {
  HuaweiCaller caller;
  caller.create_user("a");
  auto const first = caller.get("/v5/users?limit=1");
  EXPECT_THAT(first.texts("/users", "user_name"), ElementsAre("root"));
  auto const second = caller.get("/v5/users?limit=1&marker=" + first.text("/page_info/next_marker"));
  EXPECT_THAT(second.texts("/users", "user_name"), ElementsAre("a"));
  EXPECT_FALSE(second.has("/page_info/next_marker"));
}

TEST(HuaweiUsers, are_listed_by_group) {
  HuaweiCaller caller;
  auto const group = caller.create_group("admins");
  auto const id = caller.create_user("bob");
  caller.create_user("alice");
  EXPECT_THAT(caller.get("/v5/users?group_id=" + group).texts("/users", "user_name"), IsEmpty());
  ASSERT_THAT(caller.post("/v5/groups/" + group + "/add-user", json_of({{"user_id", id}})), answers(200));
  EXPECT_THAT(caller.get("/v5/users?group_id=" + group).texts("/users", "user_name"), ElementsAre("bob"));
  EXPECT_THAT(caller.get("/v5/users?group_id=none"), refuses_with(404, "IAM.0004", "Could not find group: none."));
}

}  // namespace
}  // namespace conformance
