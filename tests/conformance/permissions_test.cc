// What a principal may do, beside what it did: of our own.
#include "client/enforcing.h"
#include "client/operator_client.h"
#include "client/organization.h"
#include "client/roles.h"

namespace conformance {
namespace {

namespace json = boost::json;

using testing::ElementsAre;

JsonAnswer permissions_of(std::string const& principal, std::string const& more = "",
                          Server const& server = shared_server()) {
  return operator_get("/_iam/permissions?principal=" + principal + more, server);
}

void put(Caller& me, std::string const& user, std::string const& statements, std::string const& name = "p") {
  EXPECT_THAT(
      me.iam("PutUserPolicy", {{"UserName", user}, {"PolicyName", name}, {"PolicyDocument", policy_of(statements)}}),
      succeeds());
}

// The entry of one action; empty when it is not told.
json::object action(JsonAnswer const& answer, std::string const& name) {
  auto const services = answer.at("/services");
  for (auto const& service : services.as_array()) {
    auto const* actions = service.as_object().if_contains("actions");
    if (actions == nullptr) continue;
    for (auto const& each : actions->as_array()) {
      if (each.at("action").as_string() == name) return each.as_object();
    }
  }
  return {};
}

std::string told(json::object const& entry, std::string_view member) {
  auto const* value = entry.if_contains(member);
  if (value == nullptr) return "";
  return value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
}

TEST(Permissions, expand_wildcards_over_the_catalogue) {
  Caller me;
  me.create_user("Bob");
  put(me, "Bob", allowing("sqs:Send*", "arn:aws:sqs:*:*:jobs"));
  auto const answer = permissions_of(me.arn("user/Bob"));
  EXPECT_THAT(answer.texts("/services", "service"), ElementsAre("sqs"));
  EXPECT_EQ(answer.text("/services/0/name"), "Amazon SQS");
  EXPECT_THAT(answer.texts("/services/0/actions", "action"), ElementsAre("sqs:SendMessage"));
  EXPECT_EQ(answer.text("/services/0/allowed"), "1");
  EXPECT_EQ(answer.text("/policies/0/id"), "user_Bob_p");
  EXPECT_EQ(json::serialize(action(answer, "sqs:SendMessage")),
            R"({"action":"sqs:SendMessage","access_level":"Write","decision":"allowed","decided_by":"identity",)"
            R"("resources":["arn:aws:sqs:*:*:jobs"],"everywhere":false,"conditional":false,"keys":[],"used":false,)"
            R"("last_used_at":null})");
}

TEST(Permissions, under_a_condition_tell_its_keys) {
  Caller me;
  me.create_user("Bob");
  put(me, "Bob",
      allowing("sqs:SendMessage", "*", R"({"Bool":{"aws:SecureTransport":"true"}})") + "," +
          allowing("sqs:ReceiveMessage", "*", R"({"StringEquals":{"aws:username":"Bob"}})") + "," +
          allowing("sqs:PurgeQueue", "*", R"({"StringEquals":{"aws:username":"Eve"}})"));
  auto const answer = permissions_of(me.arn("user/Bob"));
  auto const conditional = action(answer, "sqs:SendMessage");
  EXPECT_EQ(told(conditional, "conditional"), "true");
  EXPECT_EQ(told(conditional, "keys"), R"(["aws:SecureTransport"])");
  // What the user is called is known.
  auto const known = action(answer, "sqs:ReceiveMessage");
  EXPECT_EQ(told(known, "conditional"), "false");
  EXPECT_EQ(told(known, "everywhere"), "true");
  EXPECT_TRUE(action(answer, "sqs:PurgeQueue").empty());
}

TEST(Permissions, tell_what_takes_them_away) {
  Caller me;
  me.create_user("Bob");
  put(me, "Bob",
      allowing("sqs:*") + R"(,{"Sid":"Never","Effect":"Deny","Action":"sqs:DeleteQueue","Resource":"*"},)" +
          R"({"Effect":"Deny","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:*:*:audit"})");
  auto const answer = permissions_of(me.arn("user/Bob"));
  auto const never = action(answer, "sqs:DeleteQueue");
  EXPECT_EQ(told(never, "decision"), "explicitDeny");
  EXPECT_EQ(told(never, "denied"),
            R"([{"type":"identity","policy":"user_Bob_p","index":1,"keys":[],"sid":"Never","resources":["*"]}])");
  auto const partly = action(answer, "sqs:SendMessage");
  EXPECT_EQ(told(partly, "decision"), "allowed");
  EXPECT_EQ(told(partly, "everywhere"), "false");
  EXPECT_EQ(told(partly, "denied"),
            R"([{"type":"identity","policy":"user_Bob_p","index":2,"keys":[],"resources":["arn:aws:sqs:*:*:audit"]}])");
}

TEST(Permissions, end_where_a_boundary_does) {
  Caller me;
  me.create_user("Bob");
  put(me, "Bob", allowing("sqs:SendMessage") + "," + allowing("s3:GetObject"));
  auto const boundary = me.iam("CreatePolicy", {{"PolicyName", "limit"},
                                                {"PolicyDocument", policy_of(allowing("s3:*", "arn:aws:s3:::a/*"))}})
                            .text("Policy/Arn");
  me.iam("PutUserPermissionsBoundary", {{"UserName", "Bob"}, {"PermissionsBoundary", boundary}});
  auto const answer = permissions_of(me.arn("user/Bob"));
  auto const outside = action(answer, "sqs:SendMessage");
  EXPECT_EQ(told(outside, "decision"), "implicitDeny");
  EXPECT_EQ(told(outside, "decided_by"), "boundary");
  EXPECT_EQ(told(action(answer, "s3:GetObject"), "limits"),
            R"([{"type":"boundary","resources":["arn:aws:s3:::a/*"]}])");
}

TEST(Permissions, of_every_service_are_counts_until_one_is_wanted) {
  Caller me;
  me.create_user("Bob");
  me.iam("AttachUserPolicy", {{"UserName", "Bob"}, {"PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"}});
  auto const all = permissions_of(me.arn("user/Bob"));
  auto const services = all.at("/services");
  EXPECT_GT(services.as_array().size(), 300U);
  for (auto const& each : services.as_array()) {
    EXPECT_FALSE(each.as_object().contains("actions"));
    EXPECT_EQ(each.at("allowed"), each.at("known"));
  }
  auto const one = permissions_of(me.arn("user/Bob"), "&service=sqs");
  EXPECT_THAT(one.texts("/services", "service"), ElementsAre("sqs"));
  EXPECT_EQ(told(action(one, "sqs:SendMessage"), "everywhere"), "true");
}

TEST(Permissions, stand_beside_what_was_used) {
  Sandbox const sandbox;
  sandbox.let_bob(allowing("iam:GetUser") + "," + allowing("iam:ListUsers"));
  EXPECT_THAT(sandbox.bob().iam("GetUser"), succeeds());
  EXPECT_EQ(sandbox.bob().iam("ListRoles").code(), "AccessDenied");
  auto const answer = permissions_of(sandbox.arn("user/team/Bob"), "", enforcing_server());
  EXPECT_EQ(told(action(answer, "iam:GetUser"), "used"), "true");
  EXPECT_THAT(told(action(answer, "iam:GetUser"), "last_used_at"), testing::StartsWith("20"));
  EXPECT_EQ(told(action(answer, "iam:ListUsers"), "used"), "false");
  // It was attempted, and nothing grants it.
  auto const attempted = action(answer, "iam:ListRoles");
  EXPECT_EQ(told(attempted, "decision"), "implicitDeny");
  EXPECT_EQ(told(attempted, "resources"), "[]");
  EXPECT_EQ(answer.text("/services/0/used"), "2");
  EXPECT_THAT(answer.text("/services/0/last_used_at"), testing::StartsWith("20"));
}

TEST(Permissions, of_root_are_all_that_its_organization_leaves) {
  Caller me;
  auto const member = Caller::new_account();
  state_organization(me, R"({"scps":{"no-sqs":)" + policy_of(denying("sqs:*")) + R"(},"root":{"accounts":[{"id":")" +
                             member + R"(","scps":["FullAWSAccess","no-sqs"]}]}})");
  auto const root = "arn:aws:iam::" + member + ":root";
  EXPECT_EQ(told(action(permissions_of(root, "&service=s3"), "s3:GetObject"), "decision"), "allowed");
  auto const denied = action(permissions_of(root, "&service=sqs"), "sqs:SendMessage");
  EXPECT_EQ(told(denied, "decision"), "explicitDeny");
  EXPECT_EQ(told(denied, "decided_by"), "service_control");
}

TEST(Permissions, refuse_whom_and_what_they_do_not_know) {
  Caller me;
  EXPECT_THAT(operator_get("/_iam/permissions"),
              is_refused_with("`principal` is the ARN of a user, a role, a session or a root"));
  EXPECT_EQ(permissions_of(me.arn("user/nobody")).status(), 404);
  EXPECT_THAT(permissions_of(me.arn("root"), "&service=nosuch"),
              is_refused_with("no service of AWS's has this `service` prefix"));
  EXPECT_THAT(permissions_of(me.arn("root"), "&servce=s3"),
              is_refused_with("there is no parameter `servce`; did you mean `service`?"));
}

}  // namespace
}  // namespace conformance
