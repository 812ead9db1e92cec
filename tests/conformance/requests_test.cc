// Of our own: the journal of requests, as tests and people ask it.
#include "client/enforcing.h"
#include "client/roles.h"
#include "client/sessions.h"
#include "client/signed_caller.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

namespace json = boost::json;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Response ask(std::string const& method, std::string const& target, std::string const& body = "") {
  return shared_server().exchange({.method = method, .target = target, .headers = {}, .body = body});
}

// The requests of an account that the rest of the query wants.
json::array requests_of(Caller const& me, std::string const& query = "") {
  auto const response = ask("GET", "/_iam/requests?account=" + me.account() + query);
  EXPECT_EQ(response.status, 200) << response.body;
  return json::parse(response.body).at("requests").as_array();
}

json::object last_of(Caller const& me) {
  auto const all = requests_of(me);
  return all.empty() ? json::object() : all.front().as_object();
}

std::vector<std::string> operations(json::array const& requests) {
  std::vector<std::string> names;
  for (auto const& request : requests) names.emplace_back(request.at("operation").as_string());
  return names;
}

Response verify(Caller const& me, json::object expected) {
  expected["account"] = me.account();
  return ask("POST", "/_iam/requests/verify", json::serialize(expected));
}

std::string error_of(Response const& response) {
  return std::string(json::parse(response.body).at("error").as_string());
}

TEST(Requests, tell_what_was_asked_by_whom_and_what_came_of_it) {
  Caller me;
  auto const answer = me.iam("CreateUser", with_tags({{"UserName", "Bob"}}, {{"team", "blue"}}));
  ASSERT_THAT(answer, succeeds());
  auto const told = last_of(me);
  EXPECT_EQ(told.at("request_id").as_string(), answer.request_id());
  EXPECT_EQ(told.at("source"), "aws");
  EXPECT_EQ(told.at("service"), "iam");
  EXPECT_EQ(told.at("operation"), "CreateUser");
  EXPECT_EQ(json::serialize(told.at("parameters")), R"({"Tags":[{"Key":"team","Value":"blue"}],"UserName":"Bob"})");
  EXPECT_EQ(told.at("account").as_string(), me.account());
  EXPECT_EQ(told.at("principal").as_string(), me.arn("root"));
  EXPECT_EQ(told.at("status"), 200);
  EXPECT_GE(told.at("duration_us").as_int64(), 0);
  EXPECT_TRUE(told.contains("at"));
  EXPECT_FALSE(told.contains("error"));
  EXPECT_FALSE(told.contains("help"));
}

TEST(Requests, tell_an_error_with_its_sentence) {
  Caller me;
  me.get_user("Nobody");
  auto const told = last_of(me);
  EXPECT_EQ(told.at("status"), 404);
  EXPECT_EQ(told.at("error").at("code"), "NoSuchEntity");
  EXPECT_EQ(told.at("error").at("message"), "The user with name Nobody cannot be found.");
}

TEST(Requests, are_of_the_account_that_the_access_key_names_even_when_it_is_refused) {
  Caller me;
  me.create_user("Bob");
  auto const key = me.create_access_key("Bob");
  ASSERT_THAT(me.iam("DeleteAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", key}}), succeeds());
  Caller(shared_server(), key).get_user("Bob");
  EXPECT_EQ(last_of(me).at("error").at("code"), "InvalidClientTokenId");
}

TEST(Requests, that_name_no_operation_are_there_with_what_they_asked) {
  Caller me;
  me.iam("GetUsr", {{"UserName", "Bob"}});
  auto const told = last_of(me);
  EXPECT_TRUE(told.at("operation").is_null());
  EXPECT_EQ(told.at("parameters").at("Action"), "GetUsr");
  EXPECT_EQ(told.at("error").at("code"), "InvalidAction");
}

TEST(Requests, are_filtered_by_operation_status_principal_and_time) {
  Caller me;
  me.create_user("Bob");
  me.get_user("Bob");
  me.get_user("Nobody");
  me.sts("GetCallerIdentity");
  EXPECT_THAT(operations(requests_of(me)), ElementsAre("GetCallerIdentity", "GetUser", "GetUser", "CreateUser"));
  EXPECT_THAT(operations(requests_of(me, "&operation=GetUser")), SizeIs(2));
  EXPECT_THAT(operations(requests_of(me, "&operation=iam:GetUser")), SizeIs(2));
  EXPECT_THAT(operations(requests_of(me, "&operation=sts:GetUser")), IsEmpty());
  EXPECT_THAT(operations(requests_of(me, "&service=sts")), ElementsAre("GetCallerIdentity"));
  EXPECT_THAT(operations(requests_of(me, "&status=404")), ElementsAre("GetUser"));
  EXPECT_THAT(operations(requests_of(me, "&status=NoSuchEntity")), ElementsAre("GetUser"));
  EXPECT_THAT(operations(requests_of(me, "&status=error")), ElementsAre("GetUser"));
  EXPECT_THAT(operations(requests_of(me, "&status=success")), SizeIs(3));
  EXPECT_THAT(operations(requests_of(me, "&principal=root")), SizeIs(4));
  EXPECT_THAT(operations(requests_of(me, "&principal=" + me.arn("root"))), SizeIs(4));
  EXPECT_THAT(operations(requests_of(me, "&principal=oot")), IsEmpty());
  EXPECT_THAT(operations(requests_of(me, "&since=2001-01-01T00:00:00Z")), SizeIs(4));
  EXPECT_THAT(operations(requests_of(me, "&since=9999-01-01T00:00:00Z")), IsEmpty());
  EXPECT_THAT(operations(requests_of(me, "&source=aws")), SizeIs(4));
  EXPECT_THAT(operations(requests_of(me, "&source=huawei")), IsEmpty());
  EXPECT_THAT(operations(requests_of(me, "&limit=2")), ElementsAre("GetCallerIdentity", "GetUser"));
}

TEST(Requests, refuse_a_query_that_makes_no_sense) {
  EXPECT_EQ(error_of(ask("GET", "/_iam/requests?statsu=404")),
            "there is no parameter `statsu`; did you mean `status`?");
  for (auto const* query : {"account=7", "since=yesterday", "status=44", "status=no%20status", "source=gcp", "limit=0",
                            "limit=1001", "operation=", "operation=%zz", "status=404&status=403", "limit=1&limit=2"}) {
    EXPECT_EQ(ask("GET", std::string("/_iam/requests?") + query).status, 400) << query;
  }
  EXPECT_EQ(ask("DELETE", "/_iam/requests?accuont=111122223333").status, 400);
}

TEST(Requests, are_forgotten_on_request_and_by_a_reset) {
  Caller me;
  me.create_user("Bob");
  EXPECT_EQ(ask("DELETE", "/_iam/requests?account=" + me.account()).status, 200);
  EXPECT_THAT(requests_of(me), IsEmpty());
  me.get_user("Bob");
  EXPECT_THAT(requests_of(me), SizeIs(1));
  EXPECT_EQ(ask("POST", "/_iam/reset?account=" + me.account()).status, 200);
  EXPECT_THAT(requests_of(me), IsEmpty());
}

TEST(Requests, that_name_what_is_not_there_are_told_what_looks_alike) {
  Caller me;
  me.create_user("production-bob");
  me.create_user("production-rob");
  me.create_user("Zoe");
  create_role(me, "Deployer");
  auto const meant = [&](std::string_view action, Pairs parameters, char const* parameter) {
    EXPECT_EQ(me.iam(action, std::move(parameters)).code(), "NoSuchEntity");
    auto const told = last_of(me);
    return told.contains("help") ? json::serialize(told.at("help").at("did_you_mean").at(parameter)) : "nothing";
  };
  EXPECT_EQ(meant("GetUser", {{"UserName", "prodution-bob"}}, "UserName"), R"(["production-bob","production-rob"])");
  EXPECT_EQ(meant("GetRole", {{"RoleName", "Deploier"}}, "RoleName"), R"(["Deployer"])");
  EXPECT_EQ(meant("AttachUserPolicy", {{"UserName", "Zoe"}, {"PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAcess"}},
                  "PolicyArn"),
            R"(["arn:aws:iam::aws:policy/ReadOnlyAccess"])");
  constexpr auto kReading =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}})";
  ASSERT_THAT(me.iam("PutUserPolicy", {{"UserName", "Zoe"}, {"PolicyName", "reader"}, {"PolicyDocument", kReading}}),
              succeeds());
  EXPECT_EQ(meant("GetUserPolicy", {{"UserName", "Zoe"}, {"PolicyName", "readr"}}, "PolicyName"), R"(["reader"])");
  EXPECT_EQ(meant("GetUser", {{"UserName", "quite-another"}}, "UserName"), "nothing");
}

TEST(Requests, of_a_role_that_is_not_there_tell_which_is) {
  Caller me;
  create_role(me, "Deployer");
  EXPECT_EQ(assume(me, me.arn("role/Deplyer"), "session").code(), "AccessDenied");
  EXPECT_EQ(json::serialize(last_of(me).at("help").at("did_you_mean")),
            R"({"RoleArn":[")" + me.arn("role/Deployer") + R"("]})");
}

// The commonest mistake about AWS's policies: many lie in a path.
TEST(Requests, of_an_arn_without_its_path_or_in_another_case_tell_the_right_one) {
  Caller me;
  me.create_user("Zoe");
  for (auto const& [wrong, right] :
       {std::pair("AWSLambdaBasicExecutionRole", "service-role/AWSLambdaBasicExecutionRole"),
        std::pair("AmazonS3ReadonlyAccess", "AmazonS3ReadOnlyAccess"),
        std::pair("service-role/AmazonS3FullAccess", "AmazonS3FullAccess")}) {
    std::string const prefix("arn:aws:iam::aws:policy/");
    me.iam("AttachUserPolicy", {{"UserName", "Zoe"}, {"PolicyArn", prefix + wrong}});
    auto const told = last_of(me);
    ASSERT_TRUE(told.contains("help")) << wrong;
    EXPECT_EQ(told.at("help").at("did_you_mean").at("PolicyArn"), json::array{prefix + right}) << wrong;
  }
}

TEST(Requests, that_policies_denied_tell_the_layer_and_the_statement_that_would_help) {
  Sandbox const sandbox;
  EXPECT_EQ(sandbox.bob().iam("ListGroups").code(), "AccessDenied");
  auto const body = enforcing_server().exchange({.target = "/_iam/requests?limit=1&account=" + sandbox.account()}).body;
  auto const told = json::parse(body).at("requests").at(0);
  EXPECT_EQ(told.at("decision"), "implicitDeny");
  EXPECT_EQ(told.at("principal").as_string(), sandbox.arn("user/team/Bob"));
  auto const& denial = told.at("help").at("denial");
  EXPECT_EQ(denial.at("decided_by"), "identity");
  EXPECT_EQ(json::serialize(denial.at("statement")),
            R"({"Effect":"Allow","Action":"iam:ListGroups","Resource":")" + sandbox.arn("group/") + "\"}");
}

TEST(Requests, that_a_trust_policy_refused_tell_its_value_beside_that_of_the_request) {
  Caller me;
  ASSERT_THAT(
      me.iam("CreateRole", {{"RoleName", "Ops"},
                            {"AssumeRolePolicyDocument", trusting(aws_principal(me.account()), kEverySessionAction,
                                                                  R"({"StringEquals":{"sts:ExternalId":"right"}})")}}),
      succeeds());
  EXPECT_EQ(assume(me, me.arn("role/Ops"), "session", {{"ExternalId", "wrong"}}).code(), "AccessDenied");
  auto const denial = last_of(me).at("help").at("denial");
  EXPECT_EQ(denial.at("decided_by"), "trust");
  EXPECT_TRUE(denial.at("statement").is_null());
  EXPECT_THAT(std::string(denial.at("why").as_string()), HasSubstr(R"(the policy has "right", the request "wrong")"));
  EXPECT_THAT(json::serialize(denial.at("trust_policy")), HasSubstr(R"("policy":["right"],"request":["wrong"])"));
}

Server const& verifying_server() {
  static Server const server({"--auth", "verify"});
  return server;
}

// What would help with the last request whose signature did not match.
json::object help_with_signature() {
  auto const body = verifying_server().exchange({.target = "/_iam/requests?status=SignatureDoesNotMatch&limit=1"}).body;
  return json::parse(body).at("requests").at(0).at("help").as_object();
}

TEST(Requests, whose_signature_does_not_match_tell_what_was_to_be_signed) {
  SignedCaller const me(verifying_server(), {"123456789012", "guessed"});
  EXPECT_EQ(me.iam("ListUsers").code(), "SignatureDoesNotMatch");
  auto const help = help_with_signature();
  EXPECT_THAT(std::string(help.at("signature_differs").as_string()), HasSubstr("the secret key"));
  EXPECT_THAT(std::string(help.at("canonical_request").as_string()), testing::StartsWith("POST\n/\n\n"));
  EXPECT_THAT(std::string(help.at("string_to_sign").as_string()), testing::StartsWith("AWS4-HMAC-SHA256\n"));
}

TEST(Requests, whose_signature_does_not_match_tell_no_token) {
  SignedCaller const root(verifying_server(), {"123456789012", "test"});
  auto const session = root.sts("GetSessionToken");
  ASSERT_THAT(session, succeeds());
  auto const token = session.text("Credentials/SessionToken");
  SignedCaller const me(verifying_server(), {session.text("Credentials/AccessKeyId"), "guessed", token});
  EXPECT_EQ(me.iam("ListUsers").code(), "SignatureDoesNotMatch");
  auto const help = help_with_signature();
  EXPECT_THAT(json::serialize(help), testing::Not(HasSubstr(token)));
}

TEST(Verification, holds_for_as_many_as_were_sent) {
  Caller me;
  me.create_user("Bob");
  me.create_user("Eve");
  EXPECT_EQ(verify(me, {{"operation", "CreateUser"}}).body, "{\"verified\":true,\"count\":2}\n");
  for (auto const& expected :
       {json::object{{"count", 2}}, json::object{{"at_least", 1}}, json::object{{"at_most", 2}},
        json::object{{"at_least", 2}, {"at_most", 2}},
        json::object{{"count", 1}, {"parameters", {{"UserName", "Eve"}}}}, json::object{{"count", 0}, {"status", 404}},
        json::object{{"count", 2}, {"status", "success"}}, json::object{{"count", 2}, {"principal", "root"}}}) {
    auto with_operation = expected;
    with_operation["operation"] = "CreateUser";
    EXPECT_EQ(verify(me, with_operation).status, 200) << json::serialize(expected);
  }
}

TEST(Verification, that_fails_shows_the_nearest_and_what_was_sent) {
  Caller me;
  me.create_user("Bobb");
  me.get_user("Bob");
  auto const response = verify(me, {{"operation", "CreateUser"}, {"count", 1}, {"parameters", {{"UserName", "Bob"}}}});
  EXPECT_EQ(response.status, 409);
  auto const told = json::parse(response.body);
  EXPECT_EQ(told.at("verified"), false);
  EXPECT_EQ(told.at("count"), 0);
  EXPECT_EQ(told.at("error"), "expected 1, seen 0");
  auto const& nearest = told.at("nearest").as_array();
  ASSERT_THAT(nearest, SizeIs(2));
  EXPECT_EQ(json::serialize(nearest[0].at("differences")),
            R"([{"what":"parameters.UserName","expected":"Bob","seen":"Bobb"}])");
  EXPECT_EQ(nearest[0].at("request").at("operation"), "CreateUser");
  EXPECT_EQ(json::serialize(nearest[1].at("differences")),
            R"([{"what":"operation","expected":"CreateUser","seen":"GetUser"}])");
  EXPECT_EQ(json::serialize(told.at("operations")), R"({"CreateUser":1,"GetUser":1})");
}

TEST(Verification, of_too_many_shows_those) {
  Caller me;
  me.create_user("Bob");
  auto const response = verify(me, {{"operation", "CreateUser"}, {"count", 0}});
  EXPECT_EQ(response.status, 409);
  EXPECT_THAT(json::parse(response.body).at("matching").as_array(), SizeIs(1));
}

TEST(Verification, reads_numbers_flags_and_nested_parameters) {
  Caller me;
  me.iam("CreateUser", with_tags({{"UserName", "Bob"}}, {{"team", "blue"}}));
  me.iam("ListUsers", {{"MaxItems", "10"}});
  EXPECT_EQ(verify(me, {{"operation", "ListUsers"}, {"parameters", {{"MaxItems", 10}}}}).status, 200);
  EXPECT_EQ(verify(me, {{"parameters", {{"Tags", json::array{json::object{{"Key", "team"}}}}}}}).status, 200);
  EXPECT_EQ(verify(me, {{"parameters", {{"Tags", json::array{json::object{{"Key", "cost"}}}}}}}).status, 409);
}

TEST(Verification, of_an_operation_that_there_is_not_is_refused) {
  Caller me;
  EXPECT_EQ(error_of(verify(me, {{"operation", "DeletUser"}, {"count", 0}})),
            "AWS has no operation DeletUser (for another system's, give `source`, too); did you mean DeleteUser?");
  EXPECT_EQ(verify(me, {{"operation", "ListUsersV5"}, {"count", 0}, {"source", "huawei"}}).status, 200);
}

// To expect none of it would hold for ever.
TEST(Verification, of_an_operation_that_the_service_has_not_is_refused) {
  Caller me;
  EXPECT_EQ(error_of(verify(me, {{"operation", "sts:CreateUser"}, {"count", 0}})),
            "sts has no operation CreateUser (for another system's, give `source`, too)");
  EXPECT_EQ(error_of(verify(me, {{"operation", "CreateUser"}, {"service", "sts"}, {"count", 0}})),
            "sts has no operation CreateUser (for another system's, give `source`, too)");
  EXPECT_EQ(verify(me, {{"operation", "iam:GetUser"}, {"service", "sts"}, {"count", 0}}).status, 400);
  EXPECT_EQ(error_of(verify(me, {{"service", "s3"}, {"count", 0}})), "`service` is iam, sts or a4b");
  EXPECT_EQ(verify(me, {{"operation", "iam:CreateUser"}, {"service", "iam"}, {"count", 0}}).status, 200);
}

TEST(Verification, of_a_secret_is_refused_unless_it_only_was_sent) {
  Caller me;
  me.create_user("Bob");
  me.iam("CreateLoginProfile", {{"UserName", "Bob"}, {"Password", "Correct-Horse-1"}});
  EXPECT_EQ(error_of(verify(me, {{"parameters", {{"Password", "Battery-Staple-2"}}}, {"count", 0}})),
            "`parameters`: Password is secret and not kept; expect \"***\"");
  EXPECT_EQ(verify(me, {{"parameters", {{"Password", "***"}}}, {"count", 1}}).status, 200);
}

TEST(Verification, refuses_an_expectation_that_makes_no_sense) {
  Caller me;
  for (auto const& expected :
       {json::object{{"operation", "GetUser"}, {"cuont", 1}}, json::object{{"count", 1}, {"at_least", 1}},
        json::object{{"count", -1}}, json::object{{"at_least", 2}, {"at_most", 1}}, json::object{{"parameters", "x"}},
        json::object{{"status", true}}, json::object{{"operation", 7}}, json::object{{"since", "x"}}}) {
    EXPECT_EQ(verify(me, expected).status, 400) << json::serialize(expected);
  }
  EXPECT_EQ(ask("POST", "/_iam/requests/verify", "{").status, 400);
}

}  // namespace
}  // namespace conformance
