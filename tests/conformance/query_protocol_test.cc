// The Query protocol itself: actions and versions, ways to send parameters, XML and JSON, request ids.
// Sources in the comments: A probes of live AWS STS, I answers quoted in public issues, B the service model;
// for JSON the captures named in each comment. IAM itself was not probed for JSON: it is assumed to answer as STS.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto kIam = "2010-05-08";

Answer form(Caller& me, Pairs const& parameters, Pairs headers = {}) {
  return me.post(form_encoded(parameters), std::move(headers));
}

Response get(Caller const& me, Pairs const& parameters, Pairs headers = {}) {
  headers.emplace_back("Authorization", authorization(me.account()));
  return shared_server().exchange({.target = "/?" + form_encoded(parameters), .headers = std::move(headers)});
}

// A, I:fog-aws#368 for IAM: the namespace is not the service's own.
TEST(Action, that_is_unknown_is_answered_in_the_bytes_aws_writes) {
  Caller me;
  auto const answer = form(me, {{"Action", "NoSuchAction"}, {"Version", kIam}});
  EXPECT_EQ(answer.status(), 400);
  EXPECT_EQ(answer.body(),
            "<ErrorResponse xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\">\n"
            "  <Error>\n"
            "    <Type>Sender</Type>\n"
            "    <Code>InvalidAction</Code>\n"
            "    <Message>Could not find operation NoSuchAction for version 2010-05-08</Message>\n"
            "  </Error>\n"
            "  <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "</ErrorResponse>\n");
}

// A: every text, blanks included.
TEST(Action, and_version_are_found_together_or_not_at_all) {
  Caller me;
  auto const not_found = [](char const* what) {
    return fails_with(400, "InvalidAction", std::string("Could not find operation ") + what);
  };
  EXPECT_THAT(form(me, {{"Action", ""}, {"Version", kIam}}), not_found(" for version 2010-05-08"));
  EXPECT_THAT(form(me, {{"Action", "GetUser"}}), not_found("GetUser for version NO_VERSION_SPECIFIED"));
  EXPECT_THAT(form(me, {{"Action", "GetUser"}, {"Version", ""}}), not_found("GetUser for version "));
  EXPECT_THAT(form(me, {{"Action", "GetUser"}, {"Version", "2000-01-01"}}),
              not_found("GetUser for version 2000-01-01"));
  EXPECT_THAT(form(me, {{"Action", "getuser"}, {"Version", kIam}}), not_found("getuser for version 2010-05-08"));
  EXPECT_THAT(form(me, {{"Action", "GetCallerIdentity"}, {"Version", kIam}}),
              not_found("GetCallerIdentity for version 2010-05-08"));
  EXPECT_THAT(form(me, {{"Action", "GetUser"}, {"Version", "2011-06-15"}}),
              not_found("GetUser for version 2011-06-15"));
}

// A: the layout of an error; only <Message>, none in lower case.
TEST(Errors, have_the_bytes_aws_writes) {
  Caller me;
  auto const answer = me.get_user("nobody");
  EXPECT_EQ(answer.status(), 404);
  EXPECT_EQ(answer.header("Content-Type"), "text/xml");
  EXPECT_EQ(answer.body(),
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <Error>\n"
            "    <Type>Sender</Type>\n"
            "    <Code>NoSuchEntity</Code>\n"
            "    <Message>The user with name nobody cannot be found.</Message>\n"
            "  </Error>\n"
            "  <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "</ErrorResponse>\n");
}

// A: an error without text has no Message element.
TEST(Errors, without_a_text_have_no_message) {
  Caller me;
  auto const answer = me.iam("ListUsers", {{"MaxItems", "many"}});
  EXPECT_EQ(answer.body(),
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
            "  <Error>\n"
            "    <Type>Sender</Type>\n"
            "    <Code>MalformedInput</Code>\n"
            "  </Error>\n"
            "  <RequestId>" +
                answer.request_id() +
                "</RequestId>\n"
                "</ErrorResponse>\n");
}

// A.
TEST(RequestId, is_a_uuid_and_the_same_in_header_and_body) {
  Caller me;
  std::vector<std::string> ids;
  for (auto const& answer :
       {me.iam("ListUsers"), me.get_user("nobody"), me.iam("NoSuchAction"), me.sts("GetCallerIdentity")}) {
    EXPECT_EQ(answer.header("x-amzn-RequestId"), answer.request_id()) << answer;
    EXPECT_THAT(answer.request_id(),
                testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    EXPECT_THAT(ids, testing::Not(testing::Contains(answer.request_id())));
    ids.push_back(answer.request_id());
  }
}

// A: of repeated parameters the first wins, Action and Version included; unknown ones are passed over.
TEST(Parameters, are_taken_from_their_first_place_and_unknown_ones_passed_over) {
  Caller me;
  auto const answer = form(me, {{"Action", "CreateUser"},
                                {"Action", "ListUsers"},
                                {"Version", kIam},
                                {"Version", "x"},
                                {"UserName", "first"},
                                {"Colour", "blue"},
                                {"UserName", "second"},
                                {"UserName.member.1", "third"}});
  EXPECT_EQ(answer.text("User/UserName"), "first");
}

// B: lists are numbered; SDKs send them in order, people do not. Tags are listed in the order they were given.
TEST(Parameters, of_lists_go_by_their_numbers) {
  Caller me;
  Pairs parameters = {{"UserName", "Ada"}};
  for (auto const* number : {"10", "9", "2", "33"}) {
    parameters.emplace_back(std::string("Tags.member.") + number + ".Value", number);
    parameters.emplace_back(std::string("Tags.member.") + number + ".Key", std::string("k") + number);
  }
  ASSERT_THAT(me.iam("CreateUser", parameters), succeeds());
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("k2=2", "k9=9", "k10=10", "k33=33"));
}

// B: SDKs send `Tags=` for an empty list.
TEST(Parameters, may_give_an_empty_list) {
  Caller me;
  EXPECT_THAT(me.iam("CreateUser", {{"UserName", "Ada"}, {"Tags", ""}}), succeeds());
  EXPECT_THAT(me.iam("TagUser", {{"UserName", "Ada"}, {"Tags", ""}}), succeeds());
  EXPECT_FALSE(me.get_user("Ada").has("User/Tags"));
}

TEST(Parameters, read_plus_as_a_blank_and_escapes_in_either_case) {
  Caller me;
  me.create_user("Ada");
  auto const answer = me.post(
      "Action=TagUser&Version=2010-05-08&UserName=%41da&Tags.member.1.Key=a+b&Tags.member.1.Value=%2b%2B%c3%A9");
  EXPECT_THAT(answer, succeeds());
  EXPECT_THAT(me.tags_of("Ada"), ElementsAre("a b=++é"));
}

// What AWS says to these was not seen (?): that it refuses is certain.
TEST(Parameters, with_broken_escapes_or_text_are_refused) {
  Caller me;
  for (auto const* name : {"%", "%4", "%zz", "%C3", "%FF"}) {
    auto const answer = me.post(std::string("Action=CreateUser&Version=2010-05-08&UserName=ada") + name);
    EXPECT_EQ(answer.status(), 400) << name;
  }
  EXPECT_EQ(me.iam("ListUsers").texts("Users", "UserName").size(), 0U);
}

// A.
TEST(Get, carries_the_parameters_in_the_query_string) {
  Caller me;
  Answer const created(get(me, {{"Action", "CreateUser"}, {"Version", kIam}, {"UserName", "Ada"}}));
  EXPECT_THAT(created, succeeds());
  EXPECT_EQ(me.get_user("Ada").text("User/Arn"), me.arn("user/Ada"));
}

// A request signed in its query names its caller there.
TEST(Get, may_be_presigned) {
  Caller me;
  auto const response = shared_server().exchange(
      {.target = "/?" + form_encoded({{"Action", "GetCallerIdentity"},
                                      {"Version", "2011-06-15"},
                                      {"X-Amz-Algorithm", "AWS4-HMAC-SHA256"},
                                      {"X-Amz-Credential", me.account() + "/20260131/us-east-1/sts/aws4_request"},
                                      {"X-Amz-Date", "20260131T000000Z"},
                                      {"X-Amz-SignedHeaders", "host"},
                                      {"X-Amz-Signature", std::string(64, '0')}})});
  EXPECT_EQ(Answer(response).text("Account"), me.account());
}

// kubernetes-sigs/aws-iam-authenticator for the envelope; members in alphabetical order, unset ones null, dates
// numbers in the captures of Elastic Beanstalk, which is of the same family.
TEST(Json, is_answered_to_who_accepts_it) {
  FrozenClock const clock(shared_server(), "2026-01-31T00:00:00Z");
  Caller me;
  auto const id = me.create_user("Ada").text("User/UserId");
  auto const response =
      get(me, {{"Action", "GetUser"}, {"Version", kIam}, {"UserName", "Ada"}}, {{"Accept", "application/json"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Type"), "application/json");
  EXPECT_EQ(response.body,
            R"({"GetUserResponse":{"GetUserResult":{"User":{"Arn":")" + me.arn("user/Ada") +
                R"(","CreateDate":1769817600,"PasswordLastUsed":null,"Path":"/","PermissionsBoundary":null,)"
                R"("Tags":null,"UserId":")" +
                id + R"(","UserName":"Ada"}},"ResponseMetadata":{"RequestId":")" +
                std::string(response.header("x-amzn-RequestId")) + R"("}}})");
}

// boto 2 asked several services this way.
TEST(Json, is_answered_to_the_parameter_content_type) {
  Caller me;
  auto const answer = me.iam("ListUsers", {{"ContentType", "JSON"}});
  EXPECT_EQ(answer.body(), R"({"ListUsersResponse":{"ListUsersResult":{"IsTruncated":false,"Marker":null,"Users":[]},)"
                           R"("ResponseMetadata":{"RequestId":")" +
                               std::string(answer.header("x-amzn-RequestId")) + R"("}}})");
}

// Captures of Elastic Beanstalk: no Result where there is no output.
TEST(Json, has_no_result_where_the_operation_has_none) {
  Caller me;
  me.create_user("Ada");
  auto const answer = me.iam("DeleteUser", {{"UserName", "Ada"}, {"ContentType", "JSON"}});
  EXPECT_EQ(answer.body(), R"({"DeleteUserResponse":{"ResponseMetadata":{"RequestId":")" +
                               std::string(answer.header("x-amzn-RequestId")) + R"("}}})");
}

// kubernetes-sigs/aws-iam-authenticator.
TEST(Json, carries_errors_with_the_request_id_outside) {
  Caller me;
  auto const answer = me.post("Action=GetUser&Version=2010-05-08&UserName=nobody", {{"Accept", "application/json"}});
  EXPECT_EQ(answer.status(), 404);
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_EQ(answer.body(), R"({"Error":{"Code":"NoSuchEntity","Message":"The user with name nobody cannot be found.",)"
                           R"("Type":"Sender"},"RequestId":")" +
                               std::string(answer.header("x-amzn-RequestId")) + R"("})");
  EXPECT_THAT(me.post("Action=No&Version=2010-05-08", {{"Accept", "application/json"}}).body(),
              HasSubstr(R"({"Error":{"Code":"InvalidAction")"));
}

// Our own rule: SDKs send no Accept or */*, browsers many. XML unless JSON is wanted more.
TEST(Json, is_not_answered_to_who_would_rather_have_xml) {
  Caller me;
  for (auto const* accept :
       {"*/*", "text/xml, application/json", "application/json;q=0.5, application/xml", "application/json;q=0"}) {
    EXPECT_EQ(me.post("Action=ListUsers&Version=2010-05-08", {{"Accept", accept}}).header("Content-Type"), "text/xml")
        << accept;
  }
  EXPECT_EQ(me.post("Action=ListUsers&Version=2010-05-08", {{"Accept", "text/xml;q=0.1, application/json"}})
                .header("Content-Type"),
            "application/json");
}

}  // namespace
}  // namespace conformance
