// STS GetDelegatedAccessToken: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html
// Sources in the comments: D documentation, O of our own. No sentence is confirmed.
#include "client/delegation.h"
#include "client/sessions.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

using testing::ElementsAre;

// Of the request that was sent last.
std::string token_in(std::string const& mail) {
  auto const requests = boost::json::parse(mail).at("requests").as_array();
  return std::string(requests.back().at("exchange_token").as_string());
}

// A partner and an account that grants what it asks for.
class DelegatedAccess : public testing::Test {
 protected:
  // The token of a request that `approver` accepted.
  std::string accepted_by(Caller& approver, Pairs request = {}) {
    states_after(approver, partner.created(std::move(request)),
                 {"AssociateDelegationRequest", "AcceptDelegationRequest", "SendDelegationToken"});
    return token_in(mailbox(partner));
  }
  static Answer trade_in(Caller& caller, std::string const& token) {
    return caller.sts("GetDelegatedAccessToken", {{"TradeInToken", token}});
  }
  // Who the partner is then.
  Answer identity(std::string const& token) {
    return Caller::of_session(trade_in(partner, token)).sts("GetCallerIdentity");
  }

  FrozenClock clock{shared_server(), "2026-01-31T12:00:00Z"};
  Partner partner;
  Caller owner;
};

auto invalid() { return fails_with(400, "ValidationError", "The trade-in token is not valid"); }
auto expired() {
  return fails_with(400, "ExpiredTradeInTokenException", "The trade-in token provided in the request has expired");
}

// D, AcceptDelegationRequest: the credentials are mapped to whoever accepted.
TEST_F(DelegatedAccess, is_that_of_the_root_who_accepted) {
  auto const token = accepted_by(owner);
  auto const answer = trade_in(partner, token);
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names(""), ElementsAre("Credentials", "PackedPolicySize", "AssumedPrincipal"));
  EXPECT_EQ(answer.text("AssumedPrincipal"), owner.arn("root"));
  EXPECT_GT(std::stoi(answer.text("PackedPolicySize")), 0);
  EXPECT_EQ(identity(token).text("Arn"), owner.arn("root"));
}

TEST_F(DelegatedAccess, is_that_of_the_user_who_accepted) {
  owner.create_user("Ada");
  Caller ada(shared_server(), owner.create_access_key("Ada"));
  auto const token = accepted_by(ada);
  EXPECT_EQ(trade_in(partner, token).text("AssumedPrincipal"), owner.arn("user/Ada"));
  EXPECT_EQ(identity(token).text("Arn"), owner.arn("user/Ada"));
}

TEST_F(DelegatedAccess, is_that_of_the_role_session_that_accepted) {
  auto session = role_session(owner, "Ops");
  auto const arn = session.sts("GetCallerIdentity").text("Arn");
  auto const token = accepted_by(session);
  EXPECT_EQ(trade_in(partner, token).text("AssumedPrincipal"), arn);
  EXPECT_EQ(identity(token).text("Arn"), arn);
}

// The permissions that partners ask for are of IAM, too, which sessions of users without MFA are not for.
TEST_F(DelegatedAccess, reaches_iam_but_makes_no_further_sessions_of_users) {
  owner.create_user("Ada");
  Caller ada(shared_server(), owner.create_access_key("Ada"));
  auto session = Caller::of_session(trade_in(partner, accepted_by(ada)));
  EXPECT_EQ(session.iam("GetUser").text("User/UserName"), "Ada");
  EXPECT_THAT(session.sts("GetSessionToken"), not_with_session_credentials("GetSessionToken"));
}

// D, CreateDelegationRequest: the session's time begins when the token is sent.
TEST_F(DelegatedAccess, ends_so_long_after_the_token_was_sent) {
  auto const token = accepted_by(owner, {});
  EXPECT_EQ(trade_in(partner, token).text("Credentials/Expiration"), "2026-01-31T13:00:00Z");
  FrozenClock const later(shared_server(), "2026-01-31T12:59:59Z");
  auto session = Caller::of_session(trade_in(partner, token));
  EXPECT_THAT(session.sts("GetCallerIdentity"), succeeds());
  FrozenClock const too_late(shared_server(), "2026-01-31T13:00:00Z");
  EXPECT_THAT(trade_in(partner, token), expired());
  EXPECT_THAT(session.sts("GetCallerIdentity"), fails_with(403, "ExpiredToken", kExpiredToken));
}

// O: to others it is no token.
TEST_F(DelegatedAccess, is_for_the_partner_only) {
  Partner other;
  auto const token = accepted_by(owner);
  EXPECT_THAT(trade_in(other, token), invalid());
  EXPECT_THAT(trade_in(owner, token), invalid());
  EXPECT_THAT(trade_in(partner, token), succeeds());
}

TEST_F(DelegatedAccess, needs_a_token_that_was_sent) {
  auto const token = accepted_by(owner);
  EXPECT_THAT(trade_in(partner, token + "A"), invalid());
  EXPECT_THAT(trade_in(partner, token.substr(1)), invalid());
  EXPECT_THAT(trade_in(partner, "unknown"), invalid());
  EXPECT_THAT(partner.sts("GetDelegatedAccessToken"),
              fails_with(400, "ValidationError",
                         "1 validation error detected: Value null at 'tradeInToken' failed to satisfy constraint: "
                         "Member must not be null"));
}

// O.
TEST_F(DelegatedAccess, goes_with_whoever_accepted) {
  owner.create_user("Ada");
  auto const key = owner.create_access_key("Ada");
  Caller ada(shared_server(), key);
  auto const token = accepted_by(ada);
  auto session = Caller::of_session(trade_in(partner, token));
  owner.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  ASSERT_THAT(owner.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
  EXPECT_THAT(trade_in(partner, token), invalid());
  EXPECT_THAT(session.sts("GetCallerIdentity"), fails_with(403, "InvalidClientTokenId", kInvalidToken));
}

// O: a new user of the name is somebody else, as it is for sessions.
TEST_F(DelegatedAccess, is_not_of_another_user_of_the_name) {
  owner.create_user("Ada");
  auto const key = owner.create_access_key("Ada");
  Caller ada(shared_server(), key);
  auto const token = accepted_by(ada);
  owner.iam("DeleteAccessKey", {{"UserName", "Ada"}, {"AccessKeyId", key}});
  ASSERT_THAT(owner.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
  owner.create_user("Ada");
  EXPECT_THAT(trade_in(partner, token), invalid());
}

TEST_F(DelegatedAccess, is_not_of_another_role_of_the_name) {
  auto session = role_session(owner, "Ops");
  auto const token = accepted_by(session);
  ASSERT_THAT(owner.iam("DeleteRole", {{"RoleName", "Ops"}}), succeeds());
  create_open_role(owner, "Ops");
  EXPECT_THAT(trade_in(partner, token), invalid());
}

TEST_F(DelegatedAccess, follows_a_user_who_is_renamed) {
  owner.create_user("Ada");
  Caller ada(shared_server(), owner.create_access_key("Ada"));
  auto const token = accepted_by(ada);
  ASSERT_THAT(owner.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Eve"}}), succeeds());
  EXPECT_EQ(trade_in(partner, token).text("AssumedPrincipal"), owner.arn("user/Eve"));
  EXPECT_EQ(identity(token).text("Arn"), owner.arn("user/Eve"));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html: it denies the sessions that began
// before. O: what such a session handed on is among them.
TEST_F(DelegatedAccess, began_when_the_session_that_accepted_did) {
  auto session = role_session(owner, "Ops");
  auto const decision_when_revoked_at = [&](std::string const& time) {
    auto const policy = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},)"
                        R"({"Effect":"Deny","Action":"*","Resource":"*","Condition":)"
                        R"({"DateLessThan":{"aws:TokenIssueTime":")" +
                        time + "\"}}}]}";
    owner.iam("PutRolePolicy", {{"RoleName", "Ops"}, {"PolicyName", "revoke"}, {"PolicyDocument", policy}});
    auto const answer = trade_in(partner, accepted_by(session));
    return shared_server()
        .exchange({.method = "POST",
                   .target = "/_iam/authorize",
                   .body = R"({"principal":")" + answer.text("Credentials/AccessKeyId") + R"(","session_token":")" +
                           answer.text("Credentials/SessionToken") +
                           R"(","action":"s3:GetObject","resource":"arn:aws:s3:::mine/x"})"})
        .body;
  };
  FrozenClock const later(shared_server(), "2026-01-31T12:30:00Z");
  EXPECT_THAT(decision_when_revoked_at("2026-01-31T12:15:00Z"), testing::HasSubstr(R"("decision":"explicitDeny")"));
  EXPECT_THAT(decision_when_revoked_at("2026-01-31T11:45:00Z"), testing::HasSubstr(R"("decision":"allowed")"));
}

// D: what does not fit into a session is refused. The policy of this one cannot be compressed.
TEST_F(DelegatedAccess, has_room_for_so_much_policy) {
  std::string arn = "arn:aws:s3:::";
  unsigned state = 1;
  for (int i = 0; i < 6000; ++i) arn += static_cast<char>('a' + (state = state * 1103515245 + 12345) / 65536 % 26);
  auto const token = accepted_by(owner, {{"Permissions.Parameters.member.1.Values.member.1", arn}});
  EXPECT_EQ(trade_in(partner, token).code(), "PackedPolicyTooLarge");
}

}  // namespace
}  // namespace conformance
