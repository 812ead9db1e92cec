// What the suites about delegation requests share.
#pragma once

#include "caller.h"

#include <string>
#include <vector>

namespace conformance {

inline constexpr auto kTopic = "arn:aws:sns:us-east-1:111122223333:delegations";
inline constexpr auto kUnknownRequest = "e4bdcdae-4f66-11ed-aaaa-000000000000";
inline constexpr auto kPolicy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","S3:PutObject"],)"
    R"("Resource":"@{bucketArn}"},{"Effect":"Allow","Action":"iam:CreateRole","Resource":"*",)"
    R"("Condition":{"StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::aws:policy/ReadOnlyAccess"}}}]})";

// A partner with a template of its own, for one bucket.
struct Partner : Caller {
  explicit Partner(Server const& server = shared_server())
      : Caller(server), template_arn("arn:aws:iam::aws:delegation-template/example.com/" + account()) {
    auto const body = R"({"arn":")" + template_arn + R"(","partner":")" + account() +
                      R"(","partner_name":"Example Corp","policy":)" + kPolicy + "}";
    auto const made = server.exchange({.method = "PUT", .target = "/_iam/delegation-templates", .body = body});
    EXPECT_EQ(made.status, 200) << made.body;
  }

  Answer create(Pairs more = {}) {
    more.insert(more.end(), {{"Description", "Set up the product"},
                             {"Permissions.PolicyTemplateArn", template_arn},
                             {"Permissions.Parameters.member.1.Name", "bucketArn"},
                             {"Permissions.Parameters.member.1.Type", "string"},
                             {"Permissions.Parameters.member.1.Values.member.1", "arn:aws:s3:::mine/*"},
                             {"RequestorWorkflowId", "workflow-" + std::to_string(++workflows)},
                             {"NotificationChannel", kTopic},
                             {"SessionDuration", "3600"}});
    return iam("CreateDelegationRequest", more);
  }
  std::string created(Pairs more = {}) { return create(std::move(more)).text("DelegationRequestId"); }

  std::string template_arn;
  int workflows = 0;
};

inline Answer on(Caller& who, std::string_view action, std::string const& id, Pairs more = {}) {
  more.insert(more.begin(), {"DelegationRequestId", id});
  return who.iam(action, more);
}

inline std::string state_of(Caller& who, std::string const& id) {
  return on(who, "GetDelegationRequest", id).text("DelegationRequest/State");
}

// The state that each of these operations leads to, one after the other.
inline std::vector<std::string> states_after(Caller& owner, std::string const& id,
                                             std::vector<char const*> const& actions) {
  std::vector<std::string> states;
  for (auto const* action : actions) {
    EXPECT_THAT(on(owner, action, id), succeeds()) << action;
    states.push_back(state_of(owner, id));
  }
  return states;
}

inline std::string mailbox(Caller const& partner, Server const& server = shared_server()) {
  return server.exchange({.target = "/_iam/delegation-requests?account=" + partner.account()}).body;
}

}  // namespace conformance
