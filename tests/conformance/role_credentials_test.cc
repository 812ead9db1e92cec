// A role's credentials as containers and instances get them.
// Sources in the comments: D documentation of EC2's instance metadata and of the SDKs' container credentials.
#include "client/sessions.h"
#include "client/signed_caller.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

using testing::StartsWith;

constexpr auto kAccount = "123456789012";
constexpr auto kMetadata = "/latest/meta-data/iam/security-credentials/";

// A server that hands out the credentials of `App`, which trusts these services.
class RoleCredentials : public testing::Test {
 protected:
  void start(std::vector<std::string> flags = {}) {
    flags.insert(flags.end(), {"--credentials-role", "App"});
    server = std::make_unique<Server>(flags);
  }
  void create_app(std::string const& principal) {
    Caller me(*server, kAccount);
    ASSERT_THAT(me.iam("CreateRole", {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trust_policy(principal)}}),
                succeeds());
  }
  Response get(std::string const& path, Pairs headers = {}) {
    return server->exchange({.target = path, .headers = std::move(headers)});
  }
  Response metadata_token(std::string const& seconds) {
    return server->exchange({.method = "PUT",
                             .target = "/latest/api/token",
                             .headers = {{"X-aws-ec2-metadata-token-ttl-seconds", seconds}}});
  }
  Response metadata(std::string const& name, std::string const& token) {
    return get(kMetadata + name, {{"X-aws-ec2-metadata-token", token}});
  }
  // Whose the credentials in a JSON answer are.
  std::string arn_of(Response const& response) {
    auto const json = boost::json::parse(response.body);
    Answer const answer(
        server->exchange({.method = "POST",
                          .headers = {{"Authorization", authorization(json.at("AccessKeyId").as_string())},
                                      {"X-Amz-Security-Token", std::string(json.at("Token").as_string())},
                                      {"Content-Type", "application/x-www-form-urlencoded"}},
                          .body = "Action=GetCallerIdentity&Version=2011-06-15"}));
    return answer.text("Arn");
  }

  std::unique_ptr<Server> server;
};

// D: RoleArn, AccessKeyId, SecretAccessKey, Token and Expiration.
TEST_F(RoleCredentials, are_given_to_containers) {
  start();
  create_app(R"("Service":"ecs-tasks.amazonaws.com")");
  auto const response = get("/_iam/credentials");
  EXPECT_EQ(response.status, 200);
  auto const json = boost::json::parse(response.body);
  EXPECT_EQ(json.at("RoleArn").as_string(), "arn:aws:iam::123456789012:role/App");
  EXPECT_EQ(json.at("SecretAccessKey").as_string().size(), 40);
  EXPECT_THAT(arn_of(response), StartsWith("arn:aws:sts::123456789012:assumed-role/App/"));
}

// D: whatever the role's maximum, services get six hours; each answer is new, so that none is about to expire.
TEST_F(RoleCredentials, are_fresh_each_time) {
  start();
  create_app(R"("Service":"ecs-tasks.amazonaws.com")");
  FrozenClock const clock(*server, "2026-01-31T12:00:00Z");
  EXPECT_EQ(boost::json::parse(get("/_iam/credentials").body).at("Expiration").as_string(), "2026-01-31T18:00:00Z");
  FrozenClock const later(*server, "2026-01-31T17:59:59Z");
  EXPECT_EQ(boost::json::parse(get("/_iam/credentials").body).at("Expiration").as_string(), "2026-01-31T23:59:59Z");
}

// D: AWS_CONTAINER_AUTHORIZATION_TOKEN is the whole header.
TEST_F(RoleCredentials, need_the_containers_token_where_there_is_one) {
  start({"--credentials-token", "Bearer secret"});
  create_app(R"("Service":"pods.eks.amazonaws.com")");
  EXPECT_EQ(get("/_iam/credentials").status, 401);
  EXPECT_EQ(get("/_iam/credentials", {{"Authorization", "Bearer wrong"}}).status, 401);
  EXPECT_EQ(get("/_iam/credentials", {{"Authorization", "Bearer secret"}}).status, 200);
}

TEST_F(RoleCredentials, need_a_role_that_trusts_the_service) {
  start();
  EXPECT_EQ(get("/_iam/credentials").status, 403);
  create_app(R"("Service":"ec2.amazonaws.com")");
  EXPECT_EQ(get("/_iam/credentials").status, 403);
}

// D: the list names the role, its document the credentials.
TEST_F(RoleCredentials, are_given_to_instances) {
  start();
  create_app(R"("Service":"ec2.amazonaws.com")");
  auto const token = metadata_token("21600");
  EXPECT_EQ(token.status, 200);
  EXPECT_EQ(token.header("X-Aws-Ec2-Metadata-Token-Ttl-Seconds"), "21600");
  EXPECT_EQ(metadata("", token.body).body, "App");
  auto const response = metadata("App", token.body);
  auto const json = boost::json::parse(response.body);
  EXPECT_EQ(json.at("Code").as_string(), "Success");
  EXPECT_EQ(json.at("Type").as_string(), "AWS-HMAC");
  EXPECT_THAT(arn_of(response), StartsWith("arn:aws:sts::123456789012:assumed-role/App/i-"));
  EXPECT_EQ(metadata("Other", token.body).status, 404);
}

// D, troubleshooting IAM and EC2.
TEST_F(RoleCredentials, tell_an_instance_that_ec2_is_not_trusted) {
  start();
  create_app(R"("Service":"ecs-tasks.amazonaws.com")");
  auto const json = boost::json::parse(metadata("App", metadata_token("60").body).body);
  EXPECT_EQ(json.at("Code").as_string(), "AssumeRoleUnauthorizedAccess");
  EXPECT_THAT(std::string(json.at("Message").as_string()), StartsWith("EC2 cannot assume the role App.  Please see "));
  EXPECT_FALSE(json.as_object().contains("AccessKeyId"));
}

// D: one second to six hours; 403 for a request that came through a proxy.
TEST_F(RoleCredentials, need_a_lifetime_for_a_metadata_token) {
  start();
  for (auto const* seconds : {"", "0", "-1", "21601", "x", "1.5"}) EXPECT_EQ(metadata_token(seconds).status, 400);
  EXPECT_EQ(metadata_token("1").status, 200);
  EXPECT_EQ(get("/latest/api/token").status, 405);
  EXPECT_EQ(
      server
          ->exchange({.method = "PUT",
                      .target = "/latest/api/token",
                      .headers = {{"X-Forwarded-For", "10.0.0.1"}, {"X-aws-ec2-metadata-token-ttl-seconds", "60"}}})
          .status,
      403);
}

// S: EC2 is `ec2.` and the partition's domain in the policies of CDK and of Terraform's modules.
TEST_F(RoleCredentials, are_given_to_instances_by_their_partitions_name_of_ec2) {
  for (auto const* service : {"ec2.amazonaws.com.cn", "ec2.amazonaws.com"}) {
    start({"--auth", "verify", "--partition", "aws-cn"});
    SignedCaller const root(*server, {kAccount, "test", "", "cn-north-1"});
    auto const trust = trust_policy(R"("Service":")" + std::string(service) + "\"");
    ASSERT_THAT(root.iam("CreateRole", {{"RoleName", "App"}, {"AssumeRolePolicyDocument", trust}}), succeeds());
    auto const json = boost::json::parse(metadata("App", metadata_token("60").body).body);
    EXPECT_EQ(json.at("Code").as_string(), "Success") << service;
  }
}

// D: the first version of the service, which knows no tokens, is refused unless it is asked for.
TEST_F(RoleCredentials, need_a_metadata_token_that_is_good) {
  start();
  create_app(R"("Service":"ec2.amazonaws.com")");
  FrozenClock const clock(*server, "2026-01-31T12:00:00Z");
  auto const token = metadata_token("60").body;
  EXPECT_EQ(get(kMetadata).status, 401);
  EXPECT_EQ(metadata("", "token").status, 401);
  EXPECT_EQ(metadata("", token).status, 200);
  FrozenClock const later(*server, "2026-01-31T12:01:00Z");
  EXPECT_EQ(metadata("", token).status, 401);
}

TEST_F(RoleCredentials, need_no_metadata_token_where_it_is_optional) {
  start({"--metadata-tokens", "optional"});
  create_app(R"("Service":"ec2.amazonaws.com")");
  EXPECT_EQ(get(kMetadata).body, "App");
  EXPECT_EQ(metadata("", "token").status, 401);
}

TEST_F(RoleCredentials, are_not_there_unless_asked_for) {
  Server plain;
  EXPECT_EQ(plain.exchange({.target = kMetadata}).status, 404);
  EXPECT_EQ(plain.exchange({.target = "/_iam/credentials"}).status, 404);
}

}  // namespace
}  // namespace conformance
