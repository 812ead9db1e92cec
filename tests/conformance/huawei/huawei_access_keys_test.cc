// Access keys of Huawei Cloud's IAM v5: https://support.huaweicloud.com/intl/en-us/api-iam5/CreateAccessKeyV5.html
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::MatchesRegex;

class HuaweiAccessKeys : public ::testing::Test {
 protected:
  std::string create_key() { return caller_.post(path_).text("/access_key/access_key_id"); }
  JsonAnswer set_status(std::string const& key, std::string const& status) {
    return caller_.put(path_ + "/" + key, json_of({{"status", status}}));
  }

  HuaweiCaller caller_;
  std::string id_ = caller_.create_user("bob");
  std::string path_ = "/v5/users/" + id_ + "/access-keys";
};

TEST_F(HuaweiAccessKeys, tell_their_secret_once) {
  auto const created = caller_.post(path_);
  ASSERT_THAT(created, answers(201));
  EXPECT_EQ(created.text("/access_key/user_id"), id_);
  EXPECT_EQ(created.text("/access_key/status"), "active");
  EXPECT_THAT(created.text("/access_key/access_key_id"), MatchesRegex("[A-Z0-9]{20}"));
  EXPECT_EQ(created.text("/access_key/secret_access_key").size(), 40U);

  auto const listed = caller_.get(path_);
  EXPECT_EQ(listed.at("/page_info/current_count"), 1);
  EXPECT_EQ(listed.text("/access_keys/0/access_key_id"), created.text("/access_key/access_key_id"));
  EXPECT_EQ(listed.text("/access_keys/0/created_at"), created.text("/access_key/created_at"));
  EXPECT_FALSE(listed.has("/access_keys/0/secret_access_key"));
}

TEST_F(HuaweiAccessKeys, are_listed_page_by_page) {
  auto const first_key = create_key();
  auto const second_key = create_key();
  auto const first = caller_.get(path_ + "?limit=1");
  EXPECT_THAT(first.texts("/access_keys", "access_key_id"), ElementsAre(first_key));
  auto const second = caller_.get(path_ + "?limit=1&marker=" + first.text("/page_info/next_marker"));
  EXPECT_THAT(second.texts("/access_keys", "access_key_id"), ElementsAre(second_key));
}

TEST_F(HuaweiAccessKeys, are_two_for_each_user) {
  create_key();
  create_key();
  EXPECT_THAT(caller_.post(path_), refuses_with(409, "IAM.0005",
                                                "Conflict occurred when attempting to store access-key - "
                                                "Cannot exceed quota for AccessKeysPerUser: 2."));
}

TEST_F(HuaweiAccessKeys, are_refused_while_they_are_inactive) {
  auto const key = create_key();
  auto const updated = set_status(key, "inactive");
  ASSERT_THAT(updated, answers(200));
  EXPECT_EQ(updated.text("/access_key/status"), "inactive");
  HuaweiCaller holder(shared_server(), key);
  EXPECT_THAT(holder.get("/v5/users"), refuses_with(400, "IAM.1107", "The access key " + key + " is inactive."));
  ASSERT_THAT(set_status(key, "active"), answers(200));
  EXPECT_THAT(holder.get("/v5/users"), answers(200));
}

TEST_F(HuaweiAccessKeys, are_refused_once_they_are_deleted) {
  auto const key = create_key();
  ASSERT_THAT(caller_.remove(path_ + "/" + key), answers(204));
  EXPECT_THAT(HuaweiCaller(shared_server(), key).get("/v5/users"),
              refuses_with(401, "APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail"));
}

TEST_F(HuaweiAccessKeys, of_disabled_users_are_refused_on_both_faces) {
  auto const key = create_key();
  HuaweiCaller holder(shared_server(), key);
  ASSERT_THAT(caller_.put("/v5/users/" + id_, R"({"enabled":false})"), answers(200));
  EXPECT_THAT(holder.get("/v5/users"),
              refuses_with(403, "IAM.0080", "The user bob with access key " + key + " is disabled."));
  EXPECT_THAT(holder.aws().sts("GetCallerIdentity"),
              fails_with(403, "InvalidClientTokenId", "The security token included in the request is invalid."));
  ASSERT_THAT(caller_.put("/v5/users/" + id_, R"({"enabled":true})"), answers(200));
  EXPECT_THAT(holder.get("/v5/users"), answers(200));
  EXPECT_THAT(holder.aws().sts("GetCallerIdentity"), succeeds());
}

TEST_F(HuaweiAccessKeys, tell_when_they_were_last_used) {
  auto const key = create_key();
  auto const target = path_ + "/" + key + "/last-used";
  auto const never = caller_.get(target);
  ASSERT_THAT(never, answers(200));
  EXPECT_TRUE(never.has("/access_key_last_used"));
  EXPECT_FALSE(never.has("/access_key_last_used/last_used_at"));
  HuaweiCaller(shared_server(), key).get("/v5/users");
  EXPECT_THAT(caller_.get(target).text("/access_key_last_used/last_used_at"), MatchesRegex("[0-9-]{10}T[0-9:]{8}Z"));
}

TEST_F(HuaweiAccessKeys, are_found_by_their_owner_only) {
  auto const key = create_key();
  auto const other = caller_.create_user("alice");
  auto const not_found = refuses_with(404, "IAM.0004", "Could not find access-key: " + key + ".");
  auto const path = "/v5/users/" + other + "/access-keys/" + key;
  EXPECT_THAT(caller_.put(path, R"({"status":"inactive"})"), not_found);
  EXPECT_THAT(caller_.remove(path), not_found);
  EXPECT_THAT(caller_.get(path + "/last-used"), not_found);
  EXPECT_THAT(caller_.get("/v5/users/x/access-keys"), refuses_with(404, "IAM.0004", "Could not find user: x."));
}

TEST_F(HuaweiAccessKeys, have_one_of_two_statuses) {
  auto const key = create_key();
  for (auto const* status : {"Active", "", "expired"}) EXPECT_THAT(set_status(key, status), refuses_field("status"));
  EXPECT_THAT(caller_.put(path_ + "/" + key, "{}"), refuses_with(400, "IAM.0072", "'status' is a required property."));
}

TEST_F(HuaweiAccessKeys, of_root_are_roots_own_business) {
  auto const path = "/v5/users/" + caller_.root_user_id() + "/access-keys";
  auto const created = caller_.post(path);
  ASSERT_THAT(created, answers(201));
  EXPECT_THAT(caller_.get(path).texts("/access_keys", "access_key_id"),
              ElementsAre(created.text("/access_key/access_key_id")));
  HuaweiCaller bob(shared_server(), create_key());
  EXPECT_THAT(bob.post(path), refuses_with(403, "IAM.0002", "You are not authorized to perform the requested action."));
}

}  // namespace
}  // namespace conformance
