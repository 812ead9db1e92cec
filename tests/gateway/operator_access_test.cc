// Who may call the operator's endpoints: docs/operator.md.
#include "emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

using testing::HasSubstr;
using Access = OperatorRules::Access;

using Endpoint = std::pair<std::string_view, std::string_view>;

std::vector<Endpoint> operators_own() {
  return {{"POST", "/_iam/reset"},
          {"GET", "/_iam/clock"},
          {"PUT", "/_iam/clock"},
          {"GET", "/_iam/quotas"},
          {"POST", "/_iam/authorize"},
          {"GET", "/_iam/denials"},
          {"GET", "/_iam/policy"},
          {"DELETE", "/_iam/organization"},
          {"GET", "/_iam/delegation-templates"},
          {"GET", "/_iam/delegation-requests"},
          {"GET", "/_iam/role-templates"},
          {"POST", "/_iam/enrollments"},
          {"PUT", "/_iam/oidc/keys"},
          {"POST", "/_iam/oidc/token"},
          {"GET", "/_iam/oidc/token"},
          {"POST", "/_iam/saml/assertion"},
          {"POST", "/moto-api/reset"},
          {"POST", "/_localstack/state/reset"},
          {"GET", "/_iam/nothing"}};
}

std::vector<std::string_view> public_paths() {
  return {"/_iam/health",
          "/_localstack/health",
          "/_localstack/init/ready",
          "/moto-api/",
          "/metrics",
          "/_iam/oidc/.well-known/openid-configuration",
          "/_iam/oidc/jwks",
          "/_iam/saml/metadata"};
}

class OperatorAccess : public Emulator {
 protected:
  void let_in(Access access, AuthMode mode = AuthMode::kOff) {
    auto with = environment(mode);
    with.operator_rules = {.access = access, .token = Secret(access == Access::kToken ? "open sesame" : "")};
    with.test_identity_provider = true;
    gateway_ = make_gateway(std::move(with));
  }
};

TEST_F(OperatorAccess, is_open_unless_told_otherwise) {
  EXPECT_EQ(send("GET", "/_iam/clock").status, 200);
  EXPECT_EQ(send("POST", "/moto-api/reset").status, 200);
}

TEST_F(OperatorAccess, with_a_token_is_for_those_who_show_it_in_any_auth_mode) {
  for (auto const mode : {AuthMode::kOff, AuthMode::kVerify, AuthMode::kSoft, AuthMode::kEnforce}) {
    let_in(Access::kToken, mode);
    for (auto const& [method, path] : operators_own()) {
      auto const refused = send(method, path);
      EXPECT_EQ(refused.status, 401) << path;
      EXPECT_EQ(header(refused, "WWW-Authenticate"), "Bearer") << path;
      EXPECT_THAT(refused.body, HasSubstr("--operator-token")) << path;
    }
    EXPECT_EQ(send("GET", "/_iam/clock", {{"Authorization", "Bearer open sesame"}}).status, 200);
    EXPECT_EQ(send("GET", "/_iam/clock", {{"Authorization", "bearer open sesame"}}).status, 200);
    EXPECT_EQ(send("GET", "/_iam/nothing", {{"Authorization", "Bearer open sesame"}}).status, 404);
  }
}

TEST_F(OperatorAccess, is_not_for_another_token) {
  let_in(Access::kToken);
  for (auto const* shown : {"", "Bearer", "Bearer ", "Bearer open", "Bearer open sesame2", "Bearer OPEN SESAME",
                            "Basic open sesame", "open sesame"}) {
    EXPECT_EQ(send("POST", "/_iam/reset", {{"Authorization", shown}}).status, 401) << shown;
  }
}

TEST_F(OperatorAccess, can_be_off) {
  let_in(Access::kOff);
  for (auto const& [method, path] : operators_own()) {
    auto const refused = send(method, path);
    EXPECT_EQ(refused.status, 404) << path;
    EXPECT_THAT(refused.body, HasSubstr("off")) << path;
  }
}

TEST_F(OperatorAccess, is_not_asked_for_health_metrics_and_what_identity_providers_publish) {
  for (auto const access : {Access::kOpen, Access::kToken, Access::kOff}) {
    let_in(access);
    for (auto const path : public_paths()) EXPECT_EQ(send("GET", path).status, 200) << path;
  }
}

// The page asks with the token of whoever looks at it.
TEST_F(OperatorAccess, is_not_asked_for_the_console_unless_it_is_off) {
  for (auto const* path : {"/_iam/console/", "/_iam/console/why", "/_iam/console"}) {
    let_in(Access::kToken);
    EXPECT_LT(send("GET", path).status, 400) << path;
    let_in(Access::kOff);
    auto const refused = send("GET", path);
    EXPECT_EQ(refused.status, 404) << path;
    EXPECT_THAT(refused.body, HasSubstr("--operator off")) << path;
  }
}

// The credentials of a role have a token of their own, and relying parties read key sets.
TEST_F(OperatorAccess, does_not_concern_what_clients_of_the_emulated_cloud_ask) {
  auto with = environment(AuthMode::kOff);
  with.operator_rules.access = Access::kOff;
  with.role_credentials.role = "App";
  gateway_ = make_gateway(std::move(with));
  EXPECT_EQ(send("GET", "/_iam/credentials").status, 403) << "there is no such role, but the endpoint is there";
  EXPECT_THAT(send("GET", "/_iam/token-issuers/x/.well-known/jwks.json").body, HasSubstr("no such issuer"));
  EXPECT_EQ(post("Action=GetCallerIdentity&Version=2011-06-15").status, 200);
}

}  // namespace
}  // namespace iam::gateway
