// POST /_iam/authorize. What it decides are the cases of tests/vectors/policy, each with its source; how it is asked is
// the emulator's own contract.
#include "client/caller.h"
#include "client/decision_questions.h"
#include "client/organization.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

namespace json = boost::json;

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kAuthorize = "/_iam/authorize";
constexpr auto kReadLogs =
    R"({"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject",)"
    R"("Resource":"arn:aws:s3:::logs/${aws:PrincipalTag/team}/*"}]})";

// The answer, whatever its status.
json::object ask(json::value const& question, int status = 200, Server const& server = shared_server()) {
  auto const response = server.exchange({.method = "POST", .target = kAuthorize, .body = json::serialize(question)});
  EXPECT_EQ(response.status, status) << response.body;
  EXPECT_EQ(response.header("Content-Type"), "application/json");
  return json::parse(response.body).as_object();
}

std::string error_of(std::string body) {
  auto const response = shared_server().exchange({.method = "POST", .target = kAuthorize, .body = std::move(body)});
  EXPECT_EQ(response.status, 400) << response.body;
  return std::string(json::parse(response.body).at("error").as_string());
}

std::string text(json::object const& answer, std::string_view member) {
  auto const* value = answer.if_contains(member);
  return value == nullptr ? "" : std::string(value->as_string());
}

json::object question(std::string const& principal, std::string const& action, std::string const& resource) {
  return {{"principal", principal}, {"action", action}, {"resource", resource}};
}

std::vector<std::string> texts(json::value const& list) { return json::value_to<std::vector<std::string>>(list); }

std::string described(json::value const& position) {
  return std::to_string(position.at("line").to_number<int>()) + ":" +
         std::to_string(position.at("column").to_number<int>());
}

std::vector<std::string> matched_of(json::object const& answer) {
  std::vector<std::string> matched;
  for (auto const& each : answer.at("matched_statements").as_array()) {
    auto const& statement = each.as_object();
    matched.push_back(text(statement, "policy") + " " + std::to_string(statement.at("index").to_number<int>()) + " " +
                      text(statement, "sid") + " " + described(statement.at("start")) + "-" +
                      described(statement.at("end")));
  }
  return matched;
}

// "identity allowed", a line for each level of those that have levels.
std::vector<std::string> layers_of(json::object const& answer) {
  std::vector<std::string> layers;
  for (auto const& [layer, outcome] : answer.at("layers").as_object()) {
    auto const add = [&, name = std::string(layer)](json::value const& each) {
      layers.push_back(name + " " + std::string(each.as_string()));
    };
    if (outcome.is_string()) {
      add(outcome);
    } else {
      for (auto const& each : outcome.as_array()) add(each);
    }
  }
  return layers;
}

void expect_answer(DecisionQuestion const& asked, json::object const& answer) {
  EXPECT_EQ(text(answer, "decision"), asked.decision);
  auto const with = [&](std::string_view name, auto check) {
    if (auto const* value = asked.expected.if_contains(name)) check(*value);
  };
  with("decided_by", [&](auto const& value) { EXPECT_EQ(text(answer, "decided_by"), value.as_string()); });
  with("matched", [&](auto const& value) { EXPECT_THAT(matched_of(answer), ElementsAreArray(texts(value))); });
  with("missing", [&](auto const& value) {
    EXPECT_THAT(texts(answer.at("missing_context_keys")), ElementsAreArray(texts(value)));
  });
  with("layers", [&](auto const& value) { EXPECT_THAT(layers_of(answer), ElementsAreArray(texts(value))); });
  with("sentence", [&](auto const& value) { EXPECT_EQ(text(answer, "sentence"), value.as_string()); });
}

class AuthorizeVectors : public testing::TestWithParam<std::string> {};

TEST_P(AuthorizeVectors, are_decided_as_aws_decides_them) {
  Connection connection(shared_server().port());
  for (auto const& asked : decision_questions(GetParam())) {
    SCOPED_TRACE(GetParam() + ": " + asked.name);
    auto const response =
        connection.exchange({.method = "POST", .target = kAuthorize, .body = json::serialize(asked.question)});
    ASSERT_EQ(response.status, 200) << response.body;
    expect_answer(asked, json::parse(response.body).as_object());
  }
}

INSTANTIATE_TEST_SUITE_P(Subjects, AuthorizeVectors, testing::ValuesIn(decision_subjects()),
                         [](auto const& subject) { return subject.param; });

TEST(Authorize, takes_policies_and_tags_of_a_user_from_the_store) {
  Caller me;
  me.iam("CreateUser", {{"UserName", "Bob"}, {"Tags.member.1.Key", "team"}, {"Tags.member.1.Value", "blue"}});
  me.iam("PutUserPolicy", {{"UserName", "Bob"}, {"PolicyName", "logs"}, {"PolicyDocument", kReadLogs}});
  auto const allowed = ask(question(me.arn("user/Bob"), "s3:GetObject", "arn:aws:s3:::logs/blue/1"));
  EXPECT_EQ(text(allowed, "decision"), "allowed");
  EXPECT_EQ(text(allowed, "decided_by"), "identity");
  EXPECT_THAT(matched_of(allowed), ElementsAre("user_Bob_logs 0 Read 1:38-1:151"));

  auto const denied = ask(question(me.arn("user/Bob"), "s3:GetObject", "arn:aws:s3:::logs/red/1"));
  EXPECT_EQ(text(denied, "sentence"), "User: " + me.arn("user/Bob") +
                                          " is not authorized to perform: s3:GetObject on resource: "
                                          "arn:aws:s3:::logs/red/1 because no identity-based policy allows the "
                                          "s3:GetObject action");
  EXPECT_THAT(matched_of(denied), IsEmpty());
}

// What is remembered of a principal must not outlive a change.
TEST(Authorize, follows_every_change_of_the_store) {
  Caller me;
  me.create_user("Bob");
  me.iam("CreateGroup", {{"GroupName", "readers"}});
  me.iam("PutGroupPolicy",
         {{"GroupName", "readers"},
          {"PolicyName", "all"},
          {"PolicyDocument", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*",)"
                             R"("Resource":"*"}})"}});
  auto const decision = [&] { return text(ask(question(me.arn("user/Bob"), "s3:GetObject", "*")), "decision"); };
  EXPECT_EQ(decision(), "implicitDeny");
  me.iam("AddUserToGroup", {{"GroupName", "readers"}, {"UserName", "Bob"}});
  EXPECT_EQ(decision(), "allowed");
  me.iam("PutUserPermissionsBoundary",
         {{"UserName", "Bob"}, {"PermissionsBoundary", "arn:aws:iam::aws:policy/IAMReadOnlyAccess"}});
  auto const limited = ask(question(me.arn("user/Bob"), "s3:GetObject", "*"));
  EXPECT_EQ(text(limited, "decided_by"), "boundary");
  me.iam("DeleteUserPermissionsBoundary", {{"UserName", "Bob"}});
  me.iam("RemoveUserFromGroup", {{"GroupName", "readers"}, {"UserName", "Bob"}});
  EXPECT_EQ(decision(), "implicitDeny");
}

// That nobody is there, and what an organization says, must not outlive it either.
TEST(Authorize, follows_users_and_organizations_that_come_and_go) {
  Caller me;
  auto const member = Caller::new_account();
  auto const bob = question(me.arn("user/Bob"), "s3:GetObject", "arn:aws:s3:::logs/1");
  auto const nobody = "there is no " + me.arn("user/Bob") + ": give its policies as `policies.identity`";
  auto const lacks = [&](json::object asked, std::string const& key) {
    asked["resource_account"] = member;
    asked["policies"] = {{"extra_identity", json::parse(R"({"Version":"2012-10-17","Statement":{"Effect":"Deny",)"
                                                        R"("Action":"*","Resource":"*","Condition":{"Null":{")" +
                                                        key + R"(":"false"}}}})")}};
    return text(ask(asked), "decision") == "implicitDeny";
  };
  EXPECT_EQ(text(ask(bob, 400), "error"), nobody);
  me.create_user("Bob");
  EXPECT_TRUE(lacks(bob, "aws:PrincipalOrgID"));
  EXPECT_TRUE(lacks(bob, "aws:ResourceOrgID"));
  state_organization(me, "{" + root_with(R"({"id":")" + member + R"("})") + "}");
  EXPECT_FALSE(lacks(bob, "aws:PrincipalOrgID"));
  EXPECT_FALSE(lacks(bob, "aws:ResourceOrgID"));
  EXPECT_EQ(organization(me, "DELETE").status, 200);
  EXPECT_TRUE(lacks(bob, "aws:PrincipalOrgID"));
  EXPECT_TRUE(lacks(bob, "aws:ResourceOrgID"));
  me.iam("DeleteUser", {{"UserName", "Bob"}});
  EXPECT_EQ(text(ask(bob, 400), "error"), nobody);
}

TEST(Authorize, knows_who_has_an_access_key) {
  Caller me;
  me.create_user("Bob");
  auto const key = me.create_access_key("Bob");
  EXPECT_THAT(text(ask(question(key, "s3:GetObject", "*")), "sentence"),
              HasSubstr("User: " + me.arn("user/Bob") + " "));
  EXPECT_EQ(text(ask(question(me.account(), "s3:GetObject", "*")), "decision"), "allowed");  // root
  me.iam("UpdateAccessKey", {{"UserName", "Bob"}, {"AccessKeyId", key}, {"Status", "Inactive"}});
  EXPECT_EQ(text(ask(question(key, "s3:GetObject", "*"), 400), "error"),
            "`principal`: The security token included in the request is invalid.");
}

// A session's trust policy decides who gets in; its role's path is not in its ARN.
TEST(Authorize, knows_roles_their_sessions_and_who_may_assume_them) {
  Caller me;
  me.create_user("Bob");
  auto const trust = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":")" +
                     me.arn("user/Bob") + R"("},"Action":"sts:AssumeRole"}})";
  ASSERT_THAT(me.iam("CreateRole", {{"RoleName", "app"}, {"Path", "/team/"}, {"AssumeRolePolicyDocument", trust}}),
              succeeds());
  me.iam("PutRolePolicy", {{"RoleName", "app"}, {"PolicyName", "logs"}, {"PolicyDocument", kReadLogs}});
  me.iam("TagRole", {{"RoleName", "app"}, {"Tags.member.1.Key", "team"}, {"Tags.member.1.Value", "blue"}});
  auto const session = "arn:aws:sts::" + me.account() + ":assumed-role/app/job";
  EXPECT_EQ(text(ask(question(session, "s3:GetObject", "arn:aws:s3:::logs/blue/1")), "decision"), "allowed");
  EXPECT_THAT(text(ask(question(session, "s3:GetObject", "*")), "sentence"), HasSubstr("User: " + session + " "));

  auto const assuming = ask(question(me.arn("user/Bob"), "sts:AssumeRole", me.arn("role/team/app")));
  EXPECT_EQ(text(assuming, "decision"), "allowed");
  EXPECT_EQ(text(assuming, "decided_by"), "trust");
  EXPECT_EQ(text(ask(question(me.arn("role/team/app"), "sts:AssumeRole", me.arn("role/team/app"))), "decided_by"),
            "trust");
}

// AWS: AccessDenied, as of a role that trusts nobody. A simulator does not look.
TEST(Authorize, nobody_gets_into_a_role_that_does_not_exist) {
  Caller me;
  for (auto const* action : {"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:TagSession"}) {
    for (auto const& role : {me.arn("role/nobody"), std::string("*")}) {
      auto const answer = ask(question(me.arn("root"), action, role));
      EXPECT_EQ(text(answer, "decision"), "implicitDeny") << action << " " << role;
      EXPECT_EQ(text(answer, "decided_by"), "trust");
    }
  }
  auto simulated = question(me.arn("root"), "sts:AssumeRole", "*");
  simulated["semantics"] = "simulator";
  EXPECT_EQ(text(ask(simulated), "decision"), "allowed");
}

// Observed on AWS: radkawar/stackd, 14 times in 2026-09.
TEST(Authorize, policies_of_aws_are_in_an_account_of_aws) {
  Caller me;
  me.create_user("Bob");
  auto asked = question(me.arn("user/Bob"), "iam:GetPolicy", "arn:aws:iam::aws:policy/AdministratorAccess");
  auto const allowing_in = [](std::string const& account) {
    return json::parse(R"({"identity":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetPolicy",)"
                       R"("Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":")" +
                       account + R"("}}}}})");
  };
  asked["policies"] = allowing_in(me.account());
  EXPECT_EQ(text(ask(asked), "decision"), "implicitDeny");
  asked["policies"] = allowing_in("639982225848");
  EXPECT_EQ(text(ask(asked), "decision"), "allowed");
}

TEST(Authorize, what_the_question_says_takes_the_place_of_what_is_stored) {
  Caller me;
  me.create_user("Bob");
  auto asked = question(me.arn("user/Bob"), "s3:GetObject", "arn:aws:s3:::logs/red/1");
  asked["policies"] = json::object{{"identity", json::array{json::parse(kReadLogs)}}};
  asked["context"] = json::object{{"aws:PrincipalTag/team", "red"}};
  EXPECT_EQ(text(ask(asked), "decision"), "allowed");
  asked["policies"].as_object()["boundary"] = json::object{
      {"id", "limit"},
      {"document",
       json::parse(R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})")}};
  auto const denied = ask(asked);
  EXPECT_EQ(text(denied, "decision"), "explicitDeny");
  EXPECT_THAT(matched_of(denied), ElementsAre(HasSubstr("limit 0 ")));
}

// Somebody of an account that this server knows nothing of.
TEST(Authorize, a_principal_that_is_not_stored_brings_its_policies) {
  auto asked = question("arn:aws:iam::999988887777:user/nobody", "s3:GetObject", "*");
  EXPECT_EQ(error_of(json::serialize(asked)),
            "there is no arn:aws:iam::999988887777:user/nobody: give its policies as `policies.identity`");
  asked["policies"] = json::object{{"identity", json::array{json::parse(kReadLogs)}}};
  asked["resource"] = "arn:aws:s3:::logs/blue/1";
  asked["context"] = json::object{{"aws:PrincipalTag/team", "blue"}};
  EXPECT_EQ(text(ask(asked), "decision"), "allowed");
}

TEST(Authorize, organizations_of_both_sides_take_part) {
  Caller me;
  me.create_user("Bob");
  auto const member = Caller::new_account();
  auto const organization =
      R"({"scps":{"no-s3":{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}},)"
      R"("root":{"accounts":[{"id":")" +
      me.account() + R"(","scps":["FullAWSAccess","no-s3"]}]}})";
  auto const put = shared_server().exchange(
      {.method = "PUT", .target = "/_iam/organization?account=" + member, .body = organization});
  ASSERT_EQ(put.status, 200) << put.body;
  auto const denied = ask(question(me.arn("user/Bob"), "s3:GetObject", "*"));
  EXPECT_EQ(text(denied, "decision"), "explicitDeny");
  EXPECT_EQ(text(denied, "decided_by"), "service_control");
  EXPECT_THAT(text(denied, "sentence"),
              HasSubstr("with an explicit deny in a service control policy: arn:aws:organizations::"));
}

// As AssumeRoot does: nothing in the member's account has to allow it, and policies are asked first.
TEST(Authorize, sessions_of_a_members_root_are_the_organizations_to_allow) {
  Caller manager;
  Caller member;
  Caller stranger;
  state_organization(manager, R"({"root_features":["RootSessions"],)" + root_with(quoted(member.account())) + "}");
  auto const asked = [](std::string const& principal, Caller const& of) {
    auto const answer = ask(question(principal, "sts:AssumeRoot", of.arn("root")));
    return text(answer, "decision") + " by " + text(answer, "decided_by");
  };
  EXPECT_EQ(asked(manager.arn("root"), member), "allowed by identity");
  EXPECT_EQ(asked(manager.arn("root"), manager), "implicitDeny by trust");
  EXPECT_EQ(asked(manager.arn("root"), stranger), "implicitDeny by trust");
  EXPECT_EQ(asked(member.arn("root"), member), "implicitDeny by trust");
  EXPECT_EQ(asked(stranger.arn("root"), member), "implicitDeny by trust");
  manager.create_user("Ada");
  EXPECT_EQ(asked(manager.arn("user/Ada"), member), "implicitDeny by identity");
}

TEST(Authorize, answers_a_list_in_its_order) {
  Caller me;
  me.create_user("Bob");
  json::array const asked{question(me.account(), "s3:GetObject", "*"),
                          question(me.arn("user/Bob"), "s3:GetObject", "*")};
  auto const response =
      shared_server().exchange({.method = "POST", .target = kAuthorize, .body = json::serialize(asked)});
  ASSERT_EQ(response.status, 200);
  auto const answers = json::parse(response.body).as_array();
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(text(answers[0].as_object(), "decision"), "allowed");
  EXPECT_EQ(text(answers[1].as_object(), "decision"), "implicitDeny");
}

TEST(Authorize, explains_only_when_that_is_wanted) {
  Caller me;
  auto asked = question(me.account(), "nobody:Knows", "*");
  asked["explain"] = false;
  EXPECT_EQ(json::serialize(ask(asked)), R"({"decision":"allowed","decided_by":"identity"})");
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
TEST(Authorize, an_encoded_message_can_be_decoded) {
  Caller me;
  me.create_user("Bob");
  auto asked = question(me.arn("user/Bob"), "ec2:RunInstances", "*");
  asked["encoded_message"] = true;
  auto const decoded = me.sts("DecodeAuthorizationMessage", {{"EncodedMessage", text(ask(asked), "encoded_message")}});
  EXPECT_THAT(decoded, succeeds());
  EXPECT_THAT(decoded.text("DecodedMessage"), HasSubstr(R"("action":"ec2:RunInstances")"));
}

// The endpoint once spoke camelCase; whoever still writes it is told the word.
TEST(Authorize, refuses_a_misspelt_member_with_the_nearest_one) {
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","resourceAccount":"111122223333"})"),
            "a question has an unknown member `resourceAccount`; did you mean `resource_account`?");
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","policies":{"serviceControl":[]}})"),
            "`policies` has an unknown member `serviceControl`; did you mean `service_control`?");
  EXPECT_EQ(error_of(R"({"principal":{"kind":"roleSession"},"action":"a:b"})"),
            "`kind` is one of anonymous, root, user, role_session, federated_user, web_identity, saml, service; did "
            "you mean role_session?");
}

TEST(Authorize, refuses_what_is_no_question_and_says_why) {
  EXPECT_EQ(error_of("no JSON"),
            "send a question as a JSON object, or a list of them; this body is no JSON, at line 1, column 1");
  EXPECT_EQ(error_of("7"), "a question is an object");
  EXPECT_EQ(error_of("{}"), "`principal` has 1 to 2048 characters");
  EXPECT_EQ(error_of(R"([{"principal":"test","action":"a:b"},{"principal":"test"}])"),
            "question 2: `action` has 1 to 128 characters");
  for (std::string const action : {"GetObject", "s3:", ":GetObject"}) {
    EXPECT_EQ(error_of(R"({"principal":"test","action":")" + action + "\"}"),
              "`action` is a service and a name, such as s3:GetObject");
  }
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","ressource":"*"})"),
            "a question has an unknown member `ressource`; did you mean `resource`?");
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","resource_account":"12"})"),
            "`resource_account` is an account id of twelve digits");
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","context":{"aws:a":null}})"),
            "the value of aws:a is a text of at most 2048 bytes, a number, true, false, or a list of such");
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","context":{"aws:a":"1","AWS:A":"2"}})"),
            "`context` has the key AWS:A twice");
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","policies":{"identity":[{"Statement":[]}]}})"),
            "policy identity0 is no policy document: see its line 1, column 15");
  EXPECT_EQ(error_of(R"({"principal":"test","action":"a:b","policies":{"scp":[]}})"),
            "`policies` has an unknown member `scp`");
  EXPECT_EQ(error_of(R"({"principal":{"kind":"ghost"},"action":"a:b"})"),
            "`kind` is one of anonymous, root, user, role_session, federated_user, web_identity, saml, service");
  EXPECT_EQ(error_of(R"({"principal":"arn:aws:s3:::bucket","action":"a:b"})"),
            "`principal` is the ARN of a user, a role, a session or a root, or an access key id");
  EXPECT_EQ(error_of("[" + std::string(2 * 1000, ' ') +
                     [] {
                       std::string list = "{}";
                       for (int i = 0; i < 1000; ++i) list += ",{}";
                       return list;
                     }() +
                     "]"),
            "there are more than 1000 questions");
  auto const response = shared_server().exchange({.target = kAuthorize});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("Allow"), "POST");
}

}  // namespace
}  // namespace conformance
