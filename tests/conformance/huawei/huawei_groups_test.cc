// Groups of Huawei Cloud's IAM v5: https://support.huaweicloud.com/intl/en-us/api-iam5/CreateGroupV5.html
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HuaweiGroups, are_those_of_the_other_face) {
  HuaweiCaller caller;
  auto const created = caller.post("/v5/groups", R"({"group_name":"admins","description":"all of them"})");
  ASSERT_THAT(created, answers(201));
  EXPECT_EQ(created.text("/group/urn"), "iam::" + caller.domain_id() + ":group:admins");
  EXPECT_EQ(created.text("/group/description"), "all of them");
  auto const path = "/v5/groups/" + created.text("/group/group_id");
  EXPECT_EQ(caller.get(path).at("/group"), created.at("/group"));
  EXPECT_THAT(caller.aws().iam("GetGroup", {{"GroupName", "admins"}}), succeeds());

  auto const updated = caller.put(path, R"({"new_group_name":"staff","new_group_description":""})");
  ASSERT_THAT(updated, answers(200));
  EXPECT_EQ(updated.text("/group/group_name"), "staff");
  EXPECT_EQ(updated.text("/group/description"), "");
  EXPECT_EQ(updated.text("/group/group_id"), created.text("/group/group_id"));
  ASSERT_THAT(caller.remove(path), answers(204));
  EXPECT_EQ(caller.aws().iam("GetGroup", {{"GroupName", "staff"}}).status(), 404);
}

TEST(HuaweiGroups, that_are_not_there_are_not_found) {
  HuaweiCaller caller;
  auto const not_found = refuses_with(404, "IAM.0004", "Could not find group: x.");
  EXPECT_THAT(caller.get("/v5/groups/x"), not_found);
  EXPECT_THAT(caller.put("/v5/groups/x", "{}"), not_found);
  EXPECT_THAT(caller.remove("/v5/groups/x"), not_found);
  EXPECT_THAT(caller.post("/v5/groups/x/add-user", R"({"user_id":"x"})"), not_found);
  EXPECT_THAT(caller.get("/v5/groups/x/attached-policies"), not_found);
  // An id names one kind of thing.
  auto const user = caller.create_user("bob");
  EXPECT_THAT(caller.get("/v5/groups/" + user), refuses_with(404, "IAM.0004", "Could not find group: " + user + "."));
}

// Blanks, braces and letters beyond ASCII are legal for Huawei and illegal for AWS.
TEST(HuaweiGroups, cannot_have_names_that_either_system_forbids) {
  HuaweiCaller caller;
  auto const id = caller.create_group("admins");
  for (auto const* name : {"", "a b", "{a}", "a+b", "a.b", "群组"}) {
    EXPECT_THAT(caller.post("/v5/groups", json_of({{"group_name", name}})), refuses_field("group_name")) << name;
    EXPECT_THAT(caller.put("/v5/groups/" + id, json_of({{"new_group_name", name}})), refuses_field("new_group_name"));
  }
  EXPECT_THAT(caller.post("/v5/groups", json_of({{"group_name", std::string(129, 'a')}})), refuses_field("group_name"));
  EXPECT_THAT(caller.post("/v5/groups", json_of({{"group_name", "a"}, {"description", "<b>"}})),
              refuses_field("description"));
  caller.create_group(std::string(128, 'a'));
}

TEST(HuaweiGroups, of_a_name_in_use_or_beyond_the_quota_are_refused) {
  HuaweiCaller caller;
  caller.create_group("admins");
  EXPECT_THAT(caller.post("/v5/groups", R"({"group_name":"Admins"})"),
              refuses_with(409, "IAM.0005",
                           "Conflict occurred when attempting to store group - "
                           "Group with name Admins already exists."));
  caller.aws().set_quota("GroupsPerAccount", 1);
  EXPECT_THAT(caller.post("/v5/groups", R"({"group_name":"staff"})"),
              refuses_with(409, "IAM.0005",
                           "Conflict occurred when attempting to store group - "
                           "Cannot exceed quota for GroupsPerAccount: 1."));
}

TEST(HuaweiGroups, hold_users) {
  HuaweiCaller caller;
  auto const group = caller.create_group("admins");
  auto const user = caller.create_user("bob");
  auto const body = json_of({{"user_id", user}});
  auto const path = "/v5/groups/" + group;

  auto const added = caller.post(path + "/add-user", body);
  ASSERT_THAT(added, answers(200));
  EXPECT_EQ(added.text_body(), "");
  EXPECT_THAT(caller.get("/v5/groups?user_id=" + user).texts("/groups", "group_id"), ElementsAre(group));
  EXPECT_EQ(caller.get("/v5/groups-summary").at("/groups/0/user_count"), 1);
  EXPECT_THAT(caller.remove(path), refuses_with(409, "IAM.0005",
                                                "Conflict occurred when attempting to store group - "
                                                "Cannot delete entity, must remove users from group first."));

  ASSERT_THAT(caller.post(path + "/remove-user", body), answers(200));
  EXPECT_THAT(caller.get("/v5/groups?user_id=" + user).texts("/groups", "group_id"), IsEmpty());
  EXPECT_EQ(caller.get("/v5/groups-summary").at("/groups/0/user_count"), 0);
}

TEST(HuaweiGroups, do_not_hold_root_or_nobody) {
  HuaweiCaller caller;
  auto const path = "/v5/groups/" + caller.create_group("admins") + "/add-user";
  EXPECT_THAT(caller.post(path, R"({"user_id":"x"})"), refuses_with(404, "IAM.0004", "Could not find user: x."));
  EXPECT_THAT(caller.post(path, json_of({{"user_id", caller.root_user_id()}})),
              refuses_with(403, "IAM.0002", "You are not authorized to perform the requested action."));
  EXPECT_THAT(caller.post(path, "{}"), refuses_with(400, "IAM.0072", "'user_id' is a required property."));
  EXPECT_THAT(caller.post(path, R"({"user_id":7})"),
              refuses_with(400, "IAM.0073", "Invalid input for field 'user_id'. The value is '7'."));
  EXPECT_THAT(caller.get("/v5/groups?user_id=" + caller.root_user_id()).texts("/groups", "group_id"), IsEmpty());
}

TEST(HuaweiGroups, are_listed_page_by_page) {
  HuaweiCaller caller;
  for (auto const* name : {"c", "a", "b"}) caller.create_group(name);
  for (std::string const target : {"/v5/groups", "/v5/groups-summary"}) {
    auto const first = caller.get(target + "?limit=2");
    EXPECT_THAT(first.texts("/groups", "group_name"), ElementsAre("a", "b"));
    EXPECT_EQ(first.at("/page_info/current_count"), 2);
    auto const second = caller.get(target + "?limit=2&marker=" + first.text("/page_info/next_marker"));
    EXPECT_THAT(second.texts("/groups", "group_name"), ElementsAre("c"));
    EXPECT_FALSE(second.has("/page_info/next_marker"));
  }
}

}  // namespace
}  // namespace conformance
