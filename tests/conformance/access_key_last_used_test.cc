// GetAccessKeyLastUsed.
// Sources in the comments: LS recordings of AWS, D documentation; (?) not confirmed.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kNoKey = "AKIAUNKNOWNUNKNOWN00";

Answer last_used(Caller& caller, std::string const& id) {
  return caller.iam("GetAccessKeyLastUsed", {{"AccessKeyId", id}});
}

// LS: N/A, and no date at all.
TEST(GetAccessKeyLastUsed, of_a_key_never_used_has_no_date) {
  Caller me;
  me.create_user("Ada");
  auto const answer = last_used(me, me.create_access_key("Ada"));
  EXPECT_EQ(answer.text("UserName"), "Ada");
  EXPECT_THAT(answer.names("AccessKeyLastUsed"), ElementsAre("ServiceName", "Region"));
  EXPECT_EQ(answer.text("AccessKeyLastUsed/ServiceName"), "N/A");
  EXPECT_EQ(answer.text("AccessKeyLastUsed/Region"), "N/A");
}

// LS for IAM's region, which is that of the partition; STS has the one that was signed for [D].
TEST(GetAccessKeyLastUsed, tells_the_latest_call_at_once) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  Caller ada(shared_server(), id, "eu-west-1");

  ada.iam("ListUsers");
  auto const of_iam = last_used(me, id);
  EXPECT_EQ(of_iam.text("AccessKeyLastUsed/LastUsedDate"), kNow);
  EXPECT_EQ(of_iam.text("AccessKeyLastUsed/ServiceName"), "iam");
  EXPECT_EQ(of_iam.text("AccessKeyLastUsed/Region"), "us-east-1");

  ada.sts("GetCallerIdentity");
  auto const of_sts = last_used(me, id);
  EXPECT_EQ(of_sts.text("AccessKeyLastUsed/ServiceName"), "sts");
  EXPECT_EQ(of_sts.text("AccessKeyLastUsed/Region"), "eu-west-1");
}

// D: an attempt counts, whatever the service answers to it; one with an inactive key is none.
TEST(GetAccessKeyLastUsed, counts_calls_that_fail_but_not_those_refused) {
  Caller me;
  me.create_user("Ada");
  auto const id = me.create_access_key("Ada");
  Caller ada(shared_server(), id);
  me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Inactive"}});
  ada.get_user("nobody");
  EXPECT_FALSE(last_used(me, id).has("AccessKeyLastUsed/LastUsedDate"));
  me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", id}, {"Status", "Active"}});
  ada.get_user("nobody");
  EXPECT_TRUE(last_used(me, id).has("AccessKeyLastUsed/LastUsedDate"));
}

// LS: even for an administrator, and without a colon after `perform`. A key of another account is as unknown.
TEST(GetAccessKeyLastUsed, is_denied_for_a_key_that_is_not_the_accounts) {
  Caller me, other;
  auto const sentence = [](std::string const& caller, std::string const& id) {
    return "User: " + caller + " is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key " + id;
  };
  EXPECT_THAT(last_used(me, kNoKey), fails_with(403, "AccessDenied", sentence(me.arn("root"), kNoKey)));
  other.create_user("Ada");
  auto const id = other.create_access_key("Ada");
  EXPECT_THAT(last_used(me, id), fails_with(403, "AccessDenied", sentence(me.arn("root"), id)));
}

TEST(GetAccessKeyLastUsed, of_roots_key_names_no_user) {
  Caller me;
  auto const id = me.iam("CreateAccessKey").text("AccessKey/AccessKeyId");
  EXPECT_FALSE(last_used(me, id).has("UserName"));
}

// What is only observed is written down at the latest when the server stops.
TEST(GetAccessKeyLastUsed, survives_a_stop) {
  for (auto const* durability : {"normal", "full"}) {
    TemporaryDirectory const directory;
    std::vector<std::string> const flags = {"--db", directory.file("iam.db"), "--durability", durability};
    auto const account = Caller::new_account();
    std::string id;
    std::string used;
    {
      Server server(flags);
      Caller me(server, account);
      me.create_user("Ada");
      id = me.create_access_key("Ada");
      Caller(server, id).sts("GetCallerIdentity");
      used = last_used(me, id).text("AccessKeyLastUsed/LastUsedDate");
      EXPECT_EQ(server.terminate(), 0);
    }
    Server server(flags);
    Caller me(server, account);
    auto const answer = last_used(me, id);
    EXPECT_FALSE(used.empty());
    EXPECT_EQ(answer.text("AccessKeyLastUsed/LastUsedDate"), used);
    EXPECT_EQ(answer.text("AccessKeyLastUsed/ServiceName"), "sts");
    EXPECT_EQ(answer.text("AccessKeyLastUsed/Region"), "us-east-1");
  }
}

}  // namespace
}  // namespace conformance
