// /_iam/organization: the emulator's own contract. The limits and what is implied are AWS's:
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
#include "client/organization.h"

namespace conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto kDenyS3 = R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}})";
constexpr auto kOnlyTls =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*",)"
    R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}}]})";

std::string json_text(std::string const& text) {
  std::string quoted_text = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') quoted_text += '\\';
    quoted_text += c;
  }
  return quoted_text + "\"";
}

void expect_refused(Caller const& me, std::string const& body, std::string const& sentence) {
  auto const answer = organization(me, "PUT", body);
  EXPECT_EQ(answer.status, 400) << body;
  EXPECT_THAT(answer.body, HasSubstr(sentence)) << body;
  EXPECT_EQ(organization(me, "GET").status, 404) << body;
}

TEST(Organization, is_none_on_a_fresh_server) {
  Caller const me;
  EXPECT_EQ(organization(me, "GET").status, 404);
  EXPECT_EQ(organization(me, "DELETE").status, 404);
}

TEST(Organization, of_an_empty_object_has_its_manager_in_the_root) {
  Caller const me;
  auto const stated = organization(me, "PUT", "{}");
  EXPECT_EQ(stated.status, 200);
  EXPECT_THAT(stated.body,
              AllOf(HasSubstr(R"("management_account":")" + me.account() + "\""), HasSubstr(R"("features":"ALL")"),
                    HasSubstr(R"("trusted_services":["iam.amazonaws.com"])"), HasSubstr(R"("root_features":[])"),
                    HasSubstr(R"("accounts":[{"id":")" + me.account() +
                              R"(","scps":["FullAWSAccess"],"rcps":["RCPFullAWSAccess"]}])")));
  EXPECT_EQ(organization(me, "GET").body, stated.body);
}

TEST(Organization, is_shown_as_it_was_stated) {
  Caller const manager, member;
  auto const body =
      R"({"id":"o-exampleorg1","management_account":")" + manager.account() +
      R"(","features":"ALL","trusted_services":["iam.amazonaws.com"],"delegated_administrators":[")" +
      member.account() + R"("],"root_features":["RootSessions"],"scps":{"DenyS3":{"id":"p-denys3xx","document":)" +
      json_text(kDenyS3) + R"(}},"rcps":{"OnlyTls":{"id":"p-onlytlsx","document":)" + json_text(kOnlyTls) +
      R"(}},"root":{"id":"r-exam","scps":["FullAWSAccess"],"rcps":["RCPFullAWSAccess","OnlyTls"],)" +
      R"("accounts":[{"id":")" + manager.account() +
      R"(","scps":["FullAWSAccess"],"rcps":["RCPFullAWSAccess"]}],"units":[{"id":"ou-exam-12345678",)"
      R"("name":"Workloads","scps":["FullAWSAccess","DenyS3"],"rcps":["RCPFullAWSAccess"],"accounts":[{"id":")" +
      member.account() + R"(","scps":["FullAWSAccess"],"rcps":["RCPFullAWSAccess"]}],"units":[]}]}})";
  state_organization(manager, body);
  auto const shown = organization(member, "GET");
  EXPECT_THAT(shown.body, AllOf(HasSubstr(R"("DenyS3":{"id":"p-denys3xx","document":)" + json_text(kDenyS3)),
                                HasSubstr(body.substr(body.find(R"("root":)")))));
  EXPECT_EQ(organization(manager, "PUT", shown.body).body, shown.body);
}

TEST(Organization, takes_documents_as_objects_too) {
  Caller const me;
  state_organization(me, std::string(R"({"scps":{"DenyS3":)") + kDenyS3 + R"(},"root":{"scps":["DenyS3"]}})");
  EXPECT_THAT(organization(me, "GET").body, HasSubstr(json_text(kDenyS3)));
}

TEST(Organization, is_replaced_by_another_statement_of_its_manager) {
  Caller const manager, member;
  state_organization(manager, "{" + root_with(quoted(member.account())) + "}");
  EXPECT_EQ(organization(member, "GET").status, 200);
  state_organization(manager);
  EXPECT_EQ(organization(member, "GET").status, 404);
}

TEST(Organization, does_not_take_an_account_from_another) {
  Caller const manager, member, other;
  state_organization(manager, "{" + root_with(quoted(member.account())) + "}");
  auto const taken = organization(other, "PUT", "{" + root_with(quoted(member.account())) + "}");
  EXPECT_EQ(taken.status, 409);
  EXPECT_THAT(taken.body, HasSubstr(member.account()));
  EXPECT_EQ(organization(other, "GET").status, 404);
}

TEST(Organization, ends_with_a_delete) {
  Caller const manager, member;
  state_organization(manager, "{" + root_with(quoted(member.account())) + "}");
  EXPECT_EQ(organization(member, "DELETE").status, 200);
  EXPECT_EQ(organization(manager, "GET").status, 404);
  EXPECT_EQ(organization(member, "GET").status, 404);
}

TEST(Organization, is_forgotten_with_its_manager_and_left_by_a_member) {
  Caller const manager, member;
  state_organization(manager, "{" + root_with(quoted(member.account())) + "}");
  auto const reset = [](Caller const& caller) {
    return shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + caller.account()}).status;
  };
  EXPECT_EQ(reset(member), 200);
  EXPECT_EQ(organization(member, "GET").status, 404);
  EXPECT_THAT(organization(manager, "GET").body, Not(HasSubstr(member.account())));
  EXPECT_EQ(reset(manager), 200);
  EXPECT_EQ(organization(manager, "GET").status, 404);
}

TEST(Organization, survives_a_restart) {
  TemporaryDirectory const directory;
  std::vector<std::string> const flags{"--db", directory.file("iam.db")};
  Request const get{.target = "/_iam/organization"};
  std::string shown;
  {
    Server server(flags);
    shown = server.exchange({.method = "PUT", .target = get.target, .body = "{}"}).body;
    server.terminate();
  }
  EXPECT_EQ(Server(flags).exchange(get).body, shown);
}

TEST(Organization, is_refused_when_its_shape_is_wrong) {
  Caller const me;
  for (auto const& [body, sentence] : Pairs{
           {"", "send the organization as an object"},
           {"[]", "send the organization as an object"},
           {R"({"policies":{}})", "the organization has an unknown member `policies`"},
           {R"({"id":7})", "`id` is a string"},
           {R"({"id":"o-short"})", "`o-short` is no id"},
           {R"({"features":"SOME"})", "`features` is ALL or CONSOLIDATED_BILLING"},
           {R"({"trusted_services":["sso.amazonaws.com"]})", "only iam.amazonaws.com is known"},
           {R"({"root_features":["All"]})", "`root_features` are RootCredentialsManagement and RootSessions"},
           {R"({"management_account":"1"})", "`1` is no account id"},
           {R"({"delegated_administrators":["111122223333"]})", "a delegated administrator is a member account"},
           {R"({"root":[]})", "`root` is an object"},
           {R"({"root":{"id":"root"}})", "`root` is no id"},
           {R"({"root":{"id":"","units":[{"name":"a"}]}})", "`` is no id"},
           {R"({"root":{"name":"x"}})", "the root has an unknown member `name`"},
           {R"({"root":{"accounts":{}}})", "`accounts` is a list"},
           {R"({"root":{"accounts":[7]}})", "`id` is a string"},
           {R"({"root":{"accounts":["12"]}})", "`12` is no account id"},
           {R"({"root":{"accounts":["111122223333","111122223333"]}})", "account 111122223333 is there twice"},
           {R"({"root":{"units":["ou"]}})", "a unit is an object"},
           {R"({"root":{"units":[{"id":"ou-1"}]}})", "`ou-1` is no id"},
           {R"({"root":{"units":[{"id":"ou-exam-12345678"},{"id":"ou-exam-12345678"}]}})",
            "the id ou-exam-12345678 is there twice"},
           {R"({"root":{"units":[{"units":[{"units":[{"units":[{"units":[{"units":[{}]}]}]}]}]}]}})",
            "units are nested deeper than 5"},
           {R"({"root":{"scps":"FullAWSAccess"}})", "`scps` is a list of strings"},
           {R"({"root":{"scps":[]}})", "every level needs a service control policy"},
           {R"({"root":{"scps":["Unknown"]}})", "there is no policy Unknown among the `scps`"},
           {R"({"root":{"scps":["FullAWSAccess","FullAWSAccess"]}})", "policy FullAWSAccess is attached twice"},
       }) {
    expect_refused(me, body, sentence);
  }
}

TEST(Organization, is_refused_when_a_policy_is_malformed) {
  Caller const me;
  auto const scp = [](std::string const& document) { return R"({"scps":{"Mine":)" + document + "}}"; };
  auto const rcp = [](std::string const& document) { return R"({"rcps":{"Mine":)" + document + "}}"; };
  auto const one = [](std::string const& statement) {
    return R"({"Version":"2012-10-17","Statement":{)" + statement + "}}";
  };
  for (auto const& [body, sentence] : Pairs{
           {scp(R"("{")"), "policy Mine is not JSON (line 1, column"},
           {scp(R"({"Version":"2008-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})"),
            "policy Mine must be of version 2012-10-17"},
           {scp(R"({"Version":"2012-10-17"})"), "policy Mine has no statement"},
           {scp(one(R"("Effect":"deny","Action":"*","Resource":"*")")), "which is neither `Allow` nor `Deny`"},
           {scp(one(R"("Effect":"Deny","Action":"*","Resource":"*","Rule":1)")), "has an unknown element `Rule`"},
           {scp(one(R"("Effect":"Deny","Resource":"*")")), "policy Mine has a statement without actions"},
           {scp(one(R"("Effect":"Deny","Action":"*")")), "policy Mine has a statement without resources"},
           {scp(one(R"("Effect":"Deny","Action":"GetObject","Resource":"*")")), "has an action of no service"},
           {scp(one(R"("Effect":"Deny","Principal":"*","Action":"*","Resource":"*")")), "names principals"},
           {rcp(one(R"("Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*")")), "only RCPFullAWSAccess"},
           {rcp(one(R"("Effect":"Deny","Action":"s3:*","Resource":"*")")), "must name the principal `*`"},
           {rcp(one(R"("Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*")")), "has `NotAction`"},
           {R"({"scps":[]})", "`scps` is an object of documents by name"},
           {R"({"scps":{"":{}}})", "the name of a policy has 1 to 128 characters"},
           {scp(R"({"document":{},"name":"x"})"), "policy Mine has an unknown member `name`"},
           {scp(R"({"id":"p-1","document":)" + std::string(kDenyS3) + "}"), "`p-1` is no id"},
           {scp(json_text(std::string(10'241, ' '))), "policy Mine is longer than 10240 characters"},
       }) {
    expect_refused(me, body, sentence);
  }
}

TEST(Organization, is_one_of_an_account_and_tells_its_methods) {
  Caller const me;
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/organization?account=12"}).status, 400);
  auto const posted = organization(me, "POST", "{}");
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(posted.header("Allow"), "GET, PUT, DELETE");
}

}  // namespace
}  // namespace conformance
