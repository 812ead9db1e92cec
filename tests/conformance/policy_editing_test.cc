// What editors of policies ask of the operator's API, and which accounts there are: of our own.
#include "client/caller.h"
#include "client/operator_client.h"
#include "client/organization.h"
#include "client/roles.h"

namespace conformance {
namespace {

namespace json = boost::json;

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr auto kLint = "/_iam/lint";

JsonAnswer lint(std::string const& document, std::string const& type = "identity") {
  return operator_post(kLint, {{"document", document}, {"type", type}});
}

TEST(LintEndpoint, tells_where_a_finding_is_written) {
  // A column is a UTF-16 unit, whatever it takes in UTF-8.
  auto const answer = lint(
      "{\"Version\":\"2012-10-17\",\n\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"arn:aws:s3:::b/"
      "\u00e9\",\"Action\":"
      "[\"s3:GetObjct\"]}}");
  EXPECT_EQ(answer.text("/findings/0/start"), R"({"line":2,"column":71,"offset":95})");
  EXPECT_EQ(answer.text("/findings/0/end"), R"({"line":2,"column":84,"offset":108})");
  EXPECT_EQ(answer.text("/findings/0/path"), R"(["Statement","Action",0])");
  EXPECT_EQ(answer.text("/findings/0/severity"), "warning");
  EXPECT_EQ(answer.text("/findings/0/code"), "unknown-action");
  EXPECT_EQ(answer.text("/findings/0/aws_issue_code"), "INVALID_ACTION");
}

TEST(LintEndpoint, finds_what_aws_would_refuse) {
  EXPECT_THAT(lint("{").texts("/findings", "code"), ElementsAre("malformed-policy"));
  EXPECT_THAT(lint("").texts("/findings", "severity"), ElementsAre("error"));
  auto const trust = trusted_service();
  EXPECT_THAT(lint(trust, "trust").texts("/findings", "code"), IsEmpty());
  EXPECT_THAT(lint(trust, "inline").texts("/findings", "severity"), ElementsAre("error"));
}

TEST(LintEndpoint, takes_a_document_as_an_object) {
  json::object const document{{"Version", "2012-10-17"}, {"Statement", json::array()}};
  EXPECT_EQ(operator_post(kLint, {{"document", document}}).text("/findings/0/severity"), "error");
}

TEST(LintEndpoint, refuses_what_it_cannot_read_and_says_why) {
  EXPECT_THAT(operator_post(kLint, json::object()), is_refused_with("there is no `document`"));
  EXPECT_THAT(operator_post(kLint, {{"document", "{}"}, {"typ", "trust"}}),
              is_refused_with("the request has an unknown member `typ`; did you mean `type`?"));
  EXPECT_THAT(lint("{}", "scps"),
              is_refused_with("`type` is one of identity, inline, session, trust, resource, scp, rcp"));
  EXPECT_THAT(operator_post(kLint, {{"document", std::string(300'000, ' ')}}),
              is_refused_with("`document` is longer than 262144 characters"));
  EXPECT_EQ(operator_post(kLint, 7).status(), 400);
}

JsonAnswer complete(std::string const& query) { return operator_get("/_iam/completions?" + query); }
std::vector<std::string> words(std::string const& query) { return complete(query).texts("/completions", "text"); }

TEST(Completions, of_actions_begin_with_the_service) {
  EXPECT_EQ(words("kind=action&prefix=dynam").front(), "dynamodb:");
  EXPECT_THAT(words("kind=action&prefix=S3:getobjectta"), ElementsAre("s3:GetObjectTagging"));
  EXPECT_EQ(complete("kind=action&prefix=s3:GetObjectTagging").text("/completions/0/detail"), "Read");
  // What contains it comes behind what begins with it.
  EXPECT_THAT(words("kind=action&prefix=sqs:message"), IsEmpty());
  EXPECT_THAT(words("kind=action&prefix=nosuch:"), IsEmpty());
}

TEST(Completions, of_services_are_found_by_their_name_too) {
  EXPECT_EQ(words("kind=service&prefix=lam").front(), "lambda");
  EXPECT_THAT(words("kind=service&prefix=storage%20gate"), ElementsAre("storagegateway"));
}

TEST(Completions, of_keys_are_those_of_the_action) {
  auto const of_action = words("kind=key&action=s3:ListBucket&limit=200");
  EXPECT_THAT(of_action, Contains("s3:prefix"));
  EXPECT_THAT(of_action, Contains("aws:SourceIp"));
  EXPECT_THAT(of_action, Not(Contains("s3:x-amz-acl")));
  EXPECT_THAT(words("kind=key&prefix=s3:x-amz-a"), Contains("s3:x-amz-acl"));
  EXPECT_EQ(complete("kind=key&prefix=aws:MultiFactorAuthP").text("/completions/0/detail"), "Bool");
}

TEST(Completions, of_resources_are_templates_with_what_is_known) {
  EXPECT_THAT(words("kind=resource&action=iam:GetUser&account=111122223333"),
              Contains("arn:aws:iam::111122223333:user/${UserNameWithPath}"));
  EXPECT_THAT(words("kind=resource&action=s3:ListAllMyBuckets"), ElementsAre("*"));
  EXPECT_THAT(words("kind=resource&action=s3:GetObject&prefix=arn:aws:s3:::lo"),
              ElementsAre("arn:aws:s3:::${BucketName}/${ObjectName}"));
  EXPECT_THAT(words("kind=resource&prefix=arn:aws:sqs"),
              ElementsAre("arn:aws:sqs:${Region}:123456789012:${QueueName}"));
}

TEST(Completions, of_principals_are_those_that_are_stored) {
  Caller me;
  me.create_user("Bob");
  create_role(me, "Bobs");
  auto const query = "kind=principal&account=" + me.account() + "&prefix=";
  EXPECT_THAT(words(query + "arn:"), ElementsAre(me.arn("root"), me.arn("user/Bob"), me.arn("role/Bobs")));
  auto const bobs = complete(query + "bobs");
  EXPECT_EQ(bobs.text("/completions/0/text"), me.arn("role/Bobs"));
  EXPECT_EQ(bobs.text("/completions/0/detail"), "role");
  EXPECT_EQ(words(query + "lambda.").front(), "lambda.amazonaws.com");
}

TEST(Completions, of_operators_know_those_of_lists) {
  EXPECT_EQ(words("kind=operator&prefix=StringL").front(), "StringLike");
  EXPECT_THAT(words("kind=operator&prefix=ForAny"), ElementsAre("ForAnyValue:"));
  EXPECT_THAT(words("kind=operator&prefix=ForAnyValue:NumericEq"),
              ElementsAre("ForAnyValue:NumericEquals", "ForAnyValue:NumericEqualsIfExists"));
  EXPECT_THAT(words("kind=operator&prefix=Null"), ElementsAre("Null"));
}

TEST(Completions, are_as_many_as_are_wanted) {
  auto const some = complete("kind=action&prefix=ec2:&limit=3");
  EXPECT_THAT(some.texts("/completions", "text"), SizeIs(3));
  EXPECT_EQ(some.text("/truncated"), "true");
  EXPECT_THAT(words("kind=action&prefix=ec2:&limit=200"), SizeIs(200));
  EXPECT_EQ(complete("kind=action&prefix=sqs:").text("/truncated"), "false");
}

TEST(Completions, refuse_what_they_do_not_know) {
  EXPECT_THAT(complete("prefix=s3"),
              is_refused_with("`kind` is action, service, key, resource, principal or operator"));
  EXPECT_THAT(complete("kind=action&prefx=s3"),
              is_refused_with("there is no parameter `prefx`; did you mean `prefix`?"));
  EXPECT_THAT(complete("kind=action&limit=201"), is_refused_with("`limit` is a number from 1 to 200"));
  EXPECT_THAT(complete("kind=principal&account=1"), is_refused_with("`account` is an account id of twelve digits"));
  EXPECT_THAT(complete("kind=action&prefix=" + std::string(2049, 'a')),
              is_refused_with("`prefix` and `action` have at most 2048 bytes"));
}

// The entry of one account among all of those that the tests make.
json::object account_entry(std::string const& account) {
  auto const accounts = operator_get("/_iam/accounts").at("/accounts");
  for (auto const& entry : accounts.as_array()) {
    if (entry.at("account").as_string() == account) return entry.as_object();
  }
  return {};
}

TEST(Accounts, are_those_in_which_something_is) {
  Caller me;
  EXPECT_TRUE(account_entry(me.account()).empty());
  me.create_user("Bob");
  me.create_user("Eve");
  create_role(me, "App");
  me.iam("CreateGroup", {{"GroupName", "Ops"}});
  me.iam("CreateAccountAlias", {{"AccountAlias", "alias-" + me.account()}});
  EXPECT_EQ(json::serialize(account_entry(me.account())),
            R"({"account":")" + me.account() + R"(","alias":"alias-)" + me.account() +
                R"(","default":false,"users":2,"groups":1,"roles":1,"policies":0})");
}

TEST(Accounts, that_are_empty_are_told_where_somebody_named_them) {
  EXPECT_EQ(account_entry("123456789012").at("default").as_bool(), true);
  Caller me;
  auto const member = Caller::new_account();
  state_organization(me, "{" + root_with(quoted(member)) + "}");
  EXPECT_EQ(account_entry(member).at("users").to_number<int>(), 0);
  EXPECT_EQ(account_entry(me.account()).at("default").as_bool(), false);
}

TEST(Accounts, are_as_many_as_are_wanted) {
  Caller me;
  me.create_user("Bob");
  auto const one = operator_get("/_iam/accounts?limit=1");
  EXPECT_THAT(one.texts("/accounts", "account"), SizeIs(1));
  EXPECT_EQ(one.text("/truncated"), "true");
  EXPECT_THAT(operator_get("/_iam/accounts?account=1"), is_refused_with("there is no parameter `account`"));
}

// All of them are the operator's alone.
TEST(OperatorToken, guards_what_the_endpoints_tell) {
  static Server const server({"--operator-token", "open-sesame"});
  for (std::string const path :
       {"/_iam/accounts", "/_iam/completions?kind=action", "/_iam/trust", "/_iam/permissions?principal=x"}) {
    EXPECT_EQ(server.exchange({.target = path}).status, 401) << path;
  }
  for (std::string const path : {"/_iam/lint", "/_iam/authorize", "/_iam/who-can"}) {
    EXPECT_EQ(server.exchange({.method = "POST", .target = path, .body = "{}"}).status, 401) << path;
  }
}

}  // namespace
}  // namespace conformance
