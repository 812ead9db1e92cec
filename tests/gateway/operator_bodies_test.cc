// Every body that an operator sends is read by one strict reader: of a member that is named twice, another reader might
// have taken the other.
#include "emulator.h"

#include "iam/federation/key_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace iam::gateway {
namespace {

class OperatorBodies : public Emulator {
 protected:
  OperatorBodies() {
    gateway_ = make_gateway(Environment{.store = *store_,
                                        .clock = clock_,
                                        .randomness = random_,
                                        .ids = ids_,
                                        .last_used = last_used_,
                                        .seal = seal_,
                                        .default_account = AccountId(123456789012),
                                        .test_identity_provider = true,
                                        .description = {.version = "1", .scheme = "http"},
                                        .more_metrics = {}});
  }

  HttpResponse ask(std::string_view method, std::string_view target, std::string_view body) {
    return send(method, target, {{"Host", "localhost:4566"}}, body);
  }
};

std::string key_set() {
  auto const key = federation::SigningKey::generate(federation::SigningKey::Kind::kP256).public_key();
  return federation::to_json({{"one", std::nullopt, key}});
}

// That the answer is another one shows that it was for the member: some of these bodies lack others.
TEST_F(OperatorBodies, name_no_member_twice) {
  struct Case {
    char const* method;
    char const* target;
    std::string body;
  };
  for (auto const& [method, target, body] : {
           Case{"PUT", "/_iam/clock", R"({"advance_s":1})"},
           Case{"PUT", "/_iam/consistency", R"({"mode":"immediate"})"},
           Case{"PUT", "/_iam/faults", R"({"preset":"reset"})"},
           Case{"PUT", "/_iam/quotas", R"({"UsersPerAccount":3})"},
           Case{"POST", "/_iam/authorize",
                R"({"principal":"arn:aws:iam::123456789012:root","action":"iam:ListUsers","resource":"*"})"},
           Case{"POST", "/_iam/enrollments", R"({"enrollment_id":"x"})"},
           Case{"PUT", "/_iam/organization", R"({"features":"ALL"})"},
           Case{"PUT", "/_iam/delegation-templates", R"({"arn":"arn:aws:iam::aws:delegation-template/x"})"},
           Case{"PUT", "/_iam/role-templates", R"({"arn":"arn:aws:iam::aws:role-template/example.amazonaws.com/W:1"})"},
           Case{"POST", "/_iam/oidc/token", R"({"sub":"me"})"},
           Case{"PUT", "/_iam/oidc/keys?provider=idp.example.com", key_set()},
           Case{"POST", "/_iam/saml/assertion", R"({"name_id":"me"})"},
       }) {
    auto const once = ask(method, target, body);
    EXPECT_NE(once.status, 405) << target;
    auto const inside = body.substr(1, body.size() - 2);
    auto const twice = ask(method, target, "{" + inside + "," + inside + "}");
    EXPECT_EQ(twice.status, 400) << target;
    EXPECT_NE(twice.body, once.body) << target;
    EXPECT_THAT(twice.body, testing::HasSubstr("twice, at line 1, column ")) << target;
  }
}

TEST_F(OperatorBodies, name_no_member_of_a_member_twice) {
  auto const question = [](std::string const& context) {
    return R"({"principal":"arn:aws:iam::123456789012:root","action":"iam:ListUsers","resource":"*","context":{)" +
           context + "}}";
  };
  EXPECT_EQ(ask("POST", "/_iam/authorize", question(R"("aws:SourceIp":"10.0.0.1")")).status, 200);
  EXPECT_EQ(ask("POST", "/_iam/authorize", question(R"("aws:SourceIp":"10.0.0.1","aws:SourceIp":"10.0.0.2")")).status,
            400);
}

}  // namespace
}  // namespace iam::gateway
