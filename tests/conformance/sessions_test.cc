// Temporary credentials, whatever made them: when they are good, and what their holder may call at all.
// Sources in the comments: A probes of live AWS STS, LS recordings of AWS, D documentation, O of our own.
#include "client/sessions.h"

namespace conformance {
namespace {

using testing::MatchesRegex;

auto invalid() { return fails_with(403, "InvalidClientTokenId", kInvalidToken); }

Answer identity(Caller& caller) { return caller.sts("GetCallerIdentity"); }

// GetCallerIdentity with a key and a token that need not belong together.
Answer identity_with(std::string const& key, std::string const& token, Server const& server = shared_server()) {
  Pairs headers{{"Authorization", authorization(key)}, {"Content-Type", "application/x-www-form-urlencoded"}};
  if (!token.empty()) headers.emplace_back("X-Amz-Security-Token", token);
  return Answer(
      server.exchange({.method = "POST", .headers = headers, .body = "Action=GetCallerIdentity&Version=2011-06-15"}));
}

// A: 20 characters; the session token has several hundred of base64's alphabet.
TEST(Session, has_credentials_in_the_form_of_awss) {
  Caller me;
  auto const answer = me.sts("GetSessionToken");
  EXPECT_THAT(answer.text("Credentials/AccessKeyId"), MatchesRegex("ASIA[A-Z2-7]{16}"));
  EXPECT_THAT(answer.text("Credentials/SecretAccessKey"), MatchesRegex("[A-Za-z0-9+/]{40}"));
  EXPECT_THAT(answer.text("Credentials/SessionToken"), MatchesRegex("[A-Za-z0-9+/]{100,}={0,2}"));
}

TEST(Session, carries_its_account_in_the_key_id) {
  Caller me;
  auto const key = me.sts("GetSessionToken").text("Credentials/AccessKeyId");
  EXPECT_EQ(me.sts("GetAccessKeyInfo", {{"AccessKeyId", key}}).text("Account"), me.account());
}

// A.
TEST(Session, is_refused_without_its_token) {
  Caller me;
  auto const made = me.sts("GetSessionToken");
  EXPECT_THAT(identity_with(made.text("Credentials/AccessKeyId"), ""), invalid());
}

// A: the token of another session is as good as none.
TEST(Session, is_refused_with_the_token_of_another) {
  Caller me;
  auto const first = me.sts("GetSessionToken");
  auto const second = me.sts("GetSessionToken");
  EXPECT_THAT(identity_with(first.text("Credentials/AccessKeyId"), second.text("Credentials/SessionToken")), invalid());
}

// O: each of its characters counts, and there is one spelling of it.
TEST(Session, is_refused_when_the_token_was_changed) {
  Caller me;
  auto const made = me.sts("GetSessionToken");
  auto const key = made.text("Credentials/AccessKeyId");
  auto const token = made.text("Credentials/SessionToken");
  for (std::size_t i = 4; i < token.size(); i += 7) {
    auto changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(identity_with(key, changed), invalid()) << i;
  }
  for (auto const& changed : {token.substr(0, token.size() - 4), token.substr(0, 8), token + "AAAA", token + "="}) {
    EXPECT_THAT(identity_with(key, changed), invalid()) << changed;
  }
}

// O: another server has another key.
TEST(Session, is_refused_by_another_server) {
  Server other;
  Caller me;
  auto const made = me.sts("GetSessionToken");
  EXPECT_THAT(identity_with(made.text("Credentials/AccessKeyId"), made.text("Credentials/SessionToken"), other),
              invalid());
}

// The contract: who has credentials of real AWS in the environment is root of the default account, as with a long-term
// key that this server never made.
TEST(Session, of_real_aws_is_root_of_the_default_account) {
  EXPECT_EQ(identity_with("ASIAQAAAAAAAAAAAAAAA", "IQoJb3JpZ2luX2VjEAAaCXVzLWVhc3QtMSJHMEUCIQ").text("Arn"),
            "arn:aws:iam::123456789012:root");
}

// A: no full stop. Without or with a foreign token an expired key is only invalid.
TEST(Session, expires) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:00:00Z");
  Caller me;
  auto const made = me.sts("GetSessionToken", {{"DurationSeconds", "900"}});
  auto const key = made.text("Credentials/AccessKeyId");
  EXPECT_EQ(made.text("Credentials/Expiration"), "2026-01-31T12:15:00Z");
  auto session = Caller::of_session(made);
  {
    FrozenClock const later(shared_server(), "2026-01-31T12:14:59Z");
    EXPECT_THAT(identity(session), succeeds());
  }
  FrozenClock const too_late(shared_server(), "2026-01-31T12:15:00Z");
  EXPECT_THAT(identity(session), fails_with(403, "ExpiredToken", kExpiredToken));
  EXPECT_THAT(session.iam("ListUsers"), fails_with(403, "ExpiredToken", kExpiredToken));
  EXPECT_THAT(identity_with(key, ""), invalid());
  EXPECT_THAT(identity_with(key, me.sts("GetSessionToken").text("Credentials/SessionToken")), invalid());
}

// A: a new role of the same name is another role.
TEST(Session, dies_with_its_role) {
  Caller me;
  auto session = role_session(me, "Ops");
  ASSERT_THAT(identity(session), succeeds());
  on_role(me, "DeleteRole", "Ops");
  EXPECT_THAT(identity(session), invalid());
  create_open_role(me, "Ops");
  EXPECT_THAT(identity(session), invalid());
}

TEST(Session, dies_with_its_user) {
  Caller me;
  me.create_user("Ada");
  auto const key = me.create_access_key("Ada");
  Caller ada(shared_server(), key);
  auto session = Caller::of_session(ada.sts("GetSessionToken"));
  auto federated = Caller::of_session(ada.sts("GetFederationToken", {{"Name", "Bob"}}));
  me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  ASSERT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
  me.create_user("Ada");
  EXPECT_THAT(identity(session), invalid());
  EXPECT_THAT(identity(federated), invalid());
}

// D, disabling temporary credentials: they are independent of the access key that asked for them.
TEST(Session, outlives_the_access_key_it_was_asked_with) {
  Caller me;
  me.create_user("Ada");
  auto const key = me.create_access_key("Ada");
  Caller ada(shared_server(), key);
  auto session = Caller::of_session(ada.sts("GetSessionToken"));
  me.iam("UpdateAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}, {"Status", "Inactive"}});
  EXPECT_THAT(identity(session), succeeds());
  me.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  EXPECT_THAT(identity(session), succeeds());
}

// LS TestUserRename for long-term keys.
TEST(Session, has_its_users_new_name_at_once) {
  Caller me;
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  auto session = Caller::of_session(ada.sts("GetSessionToken"));
  me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}});
  EXPECT_EQ(identity(session).text("Arn"), me.arn("user/Countess"));
}

TEST(Session, is_known_by_the_parameters_of_a_presigned_request) {
  Caller me;
  auto const made = me.sts("GetSessionToken");
  auto const query =
      form_encoded({{"Action", "GetCallerIdentity"},
                    {"Version", "2011-06-15"},
                    {"X-Amz-Credential", made.text("Credentials/AccessKeyId") + "/20260131/us-east-1/sts/aws4_request"},
                    {"X-Amz-Security-Token", made.text("Credentials/SessionToken")}});
  EXPECT_EQ(Answer(shared_server().exchange({.target = "/?" + query})).text("Account"), me.account());
}

// The contract: a file keeps what a reset or the end of a process in memory forgets.
TEST(Session, survives_a_restart_when_the_store_is_a_file) {
  TemporaryDirectory directory;
  std::string key, token;
  {
    Server server({"--db", directory.file("iam.db")});
    Caller me(server, "000000000042");
    auto const made = me.sts("GetSessionToken");
    key = made.text("Credentials/AccessKeyId");
    token = made.text("Credentials/SessionToken");
    EXPECT_EQ(server.terminate(), 0);
  }
  Server server({"--db", directory.file("iam.db"), "--durability", "full"});
  EXPECT_EQ(identity_with(key, token, server).text("Account"), "000000000042");
}

TEST(Session, ends_when_its_account_is_reset) {
  Caller me, other;
  auto session = Caller::of_session(me.sts("GetSessionToken"));
  auto theirs = Caller::of_session(other.sts("GetSessionToken"));
  shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + me.account()});
  EXPECT_THAT(identity(session), invalid());
  EXPECT_THAT(identity(theirs), succeeds());
  auto again = Caller::of_session(me.sts("GetSessionToken"));
  EXPECT_THAT(identity(again), succeeds());
  EXPECT_THAT(identity(session), invalid());
}

TEST(Session, ends_when_everything_is_reset) {
  TemporaryDirectory directory;
  std::string key, token;
  {
    Server server({"--db", directory.file("iam.db")});
    Caller me(server);
    auto before = Caller::of_session(me.sts("GetSessionToken"), server);
    server.exchange({.method = "POST", .target = "/_iam/reset"});
    EXPECT_THAT(identity(before), invalid());
    auto const made = me.sts("GetSessionToken");
    key = made.text("Credentials/AccessKeyId");
    token = made.text("Credentials/SessionToken");
    EXPECT_EQ(server.terminate(), 0);
  }
  Server server({"--db", directory.file("iam.db")});
  EXPECT_THAT(identity_with(key, token, server), succeeds());
}

TEST(Session, has_the_partition_of_the_region_it_signs_for) {
  Caller me;
  auto session = role_session(me, "Ops");
  auto const arn = identity(session).text("Arn");
  EXPECT_EQ(arn, "arn:aws:sts::" + me.account() + ":assumed-role/Ops/session");
}

// LS test_get_user_without_username_as_role.
TEST(Session, of_a_role_has_no_user_to_mean) {
  Caller me;
  auto session = role_session(me, "Ops");
  auto const needs_name =
      fails_with(400, "ValidationError", "Must specify userName when calling with non-User credentials");
  EXPECT_THAT(session.iam("GetUser"), needs_name);
  EXPECT_THAT(session.iam("ListAccessKeys"), needs_name);
  EXPECT_THAT(session.iam("CreateAccessKey"), needs_name);
  EXPECT_THAT(session.iam("DeleteAccessKey", {{"AccessKeyId", "AKIAQAAAAAAAAAAAAAAA"}}), needs_name);
  EXPECT_THAT(session.iam("ListMFADevices"), needs_name);
  EXPECT_THAT(session.iam("ListUsers"), succeeds());
}

// D: a role is used by what its sessions do.
TEST(Session, counts_as_a_use_of_its_role) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  Caller me;
  auto session = role_session(me, "Ops");
  EXPECT_FALSE(get_role(me, "Ops").has("Role/RoleLastUsed/LastUsedDate"));
  identity(session);
  EXPECT_EQ(get_role(me, "Ops").text("Role/RoleLastUsed/LastUsedDate"), "2026-01-31T12:34:56Z");
  EXPECT_EQ(get_role(me, "Ops").text("Role/RoleLastUsed/Region"), "us-east-1");
}

// D, comparison of the STS operations: without MFA such a session cannot call IAM, and of STS only two operations.
TEST(Session, of_a_user_without_mfa_cannot_call_iam) {
  Caller me;
  auto session = Caller::of_session(me.sts("GetSessionToken"));
  EXPECT_THAT(session.iam("ListUsers"), invalid());
  EXPECT_THAT(session.sts("GetSessionToken"), not_with_session_credentials("GetSessionToken"));
  EXPECT_THAT(session.sts("GetFederationToken", {{"Name", "Bob"}}), not_with_session_credentials("GetFederationToken"));
  EXPECT_THAT(identity(session), succeeds());
}

// D: neither IAM nor any other operation of STS.
TEST(Session, of_a_federated_user_can_only_ask_who_it_is) {
  Caller me;
  create_open_role(me, "Ops");
  auto session = Caller::of_session(me.sts("GetFederationToken", {{"Name", "Bob"}}));
  EXPECT_THAT(session.iam("ListUsers"), invalid());
  EXPECT_THAT(assume(session, me.arn("role/Ops"), "session"), not_with_session_credentials("AssumeRole"));
  EXPECT_THAT(identity(session), succeeds());
}

// Issues quoting AWS for the sentence.
TEST(Session, of_a_role_cannot_make_sessions_of_users) {
  Caller me;
  auto session = role_session(me, "Ops");
  EXPECT_THAT(session.sts("GetSessionToken"), not_with_session_credentials("GetSessionToken"));
  EXPECT_THAT(session.sts("GetFederationToken", {{"Name", "Bob"}}), not_with_session_credentials("GetFederationToken"));
}

}  // namespace
}  // namespace conformance
