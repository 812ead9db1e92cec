// Alexa for Business where policies are enforced. S: the service authorization reference.
#include "alexa.h"
#include "client/enforcing.h"

namespace conformance {
namespace {

JsonAnswer send(SignedCaller const& caller, std::string const& operation, std::string const& body = "{}") {
  return JsonAnswer(caller.post(
      "a4b", {{"X-Amz-Target", "AlexaForBusiness." + operation}, {"Content-Type", std::string(kJson11)}}, body));
}

std::string created(Sandbox const& sandbox, std::string const& members) {
  auto const answer = send(sandbox.root(), "CreateUser", "{" + members + "}");
  EXPECT_EQ(answer.status(), 200) << answer;
  return answer.text("/UserArn");
}

// S: all but SearchUsers act on a user. That one to be made is called so is unconfirmed.
TEST(AlexaPermissions, are_asked_for_every_operation) {
  Sandbox const sandbox;
  auto const arn = created(sandbox, R"("UserId":"ada")");
  auto const of_user = R"({"UserArn":")" + arn + R"("})";
  auto const of_arn = R"({"Arn":")" + arn + R"("})";
  struct Case {
    std::string operation, body, resource;
  };
  for (auto const& [operation, body, resource] : {
           Case{"CreateUser", R"({"UserId":"eve"})", "arn:aws:a4b:us-east-1:" + sandbox.account() + ":user/*"},
           Case{"SearchUsers", "{}", "*"},
           Case{"DeleteUser", R"({"EnrollmentId":"","UserArn":")" + arn + R"("})", arn},
           Case{"SendInvitation", of_user, arn},
           Case{"RevokeInvitation", of_user, arn},
           Case{"ListTags", of_arn, arn},
           Case{"TagResource", R"({"Tags":[],"Arn":")" + arn + R"("})", arn},
           Case{"UntagResource", R"({"TagKeys":[],"Arn":")" + arn + R"("})", arn},
       }) {
    EXPECT_THAT(send(sandbox.bob(), operation, body),
                refuses_with_framework("AccessDeniedException", sandbox.implicit_denial("a4b:" + operation, resource)));
  }
  EXPECT_EQ(send(sandbox.root(), "SearchUsers").text("/TotalCount"), "2");
}

TEST(AlexaPermissions, are_those_of_the_operation_and_the_user) {
  Sandbox const sandbox;
  auto const ada = created(sandbox, R"("UserId":"ada")");
  auto const eve = created(sandbox, R"("UserId":"eve")");
  sandbox.let_bob(allowing("a4b:SendInvitation", ada));
  EXPECT_THAT(send(sandbox.bob(), "SendInvitation", R"({"UserArn":")" + ada + R"("})"), succeeds_with_nothing());
  EXPECT_EQ(send(sandbox.bob(), "SendInvitation", R"({"UserArn":")" + eve + R"("})").text("/__type"),
            "AccessDeniedException");
  EXPECT_EQ(send(sandbox.bob(), "RevokeInvitation", R"({"UserArn":")" + ada + R"("})").text("/__type"),
            "AccessDeniedException");
}

// AWS passes over members that an operation does not have.
TEST(AlexaPermissions, are_not_swayed_by_members_that_the_operation_does_not_have) {
  Sandbox const sandbox;
  auto const ada = created(sandbox, R"("UserId":"ada")");
  auto const eve = created(sandbox, R"("UserId":"eve")");
  sandbox.let_bob(allowing("a4b:*", ada) + "," +
                  allowing("a4b:SearchUsers", "*", R"({"StringEquals":{"aws:RequestTag/team":"blue"}})"));
  EXPECT_THAT(send(sandbox.bob(), "SendInvitation", R"({"UserArn":")" + eve + R"(","Arn":")" + ada + R"("})"),
              refuses_with_framework("AccessDeniedException", sandbox.implicit_denial("a4b:SendInvitation", eve)));
  for (auto const& members : {R"("UserArn":")" + ada + "\"", R"("Arn":")" + ada + "\"",
                              std::string(R"("Tags":[{"Key":"team","Value":"blue"}])")}) {
    EXPECT_THAT(send(sandbox.bob(), "SearchUsers", "{" + members + "}"),
                refuses_with_framework("AccessDeniedException", sandbox.implicit_denial("a4b:SearchUsers", "*")));
  }
}

TEST(AlexaPermissions, are_told_and_not_carried_out_in_soft_mode) {
  static Server const server({"--auth", "soft"});
  Sandbox const sandbox(server);
  auto const answer = sandbox.bob().post(
      "a4b", {{"X-Amz-Target", "AlexaForBusiness.SearchUsers"}, {"Content-Type", std::string(kJson11)}}, "{}");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("x-iamlocal-decision"), "implicitDeny; " + sandbox.implicit_denial("a4b:SearchUsers", "*"));
}

TEST(AlexaPermissions, can_ask_for_tags) {
  Sandbox const sandbox;
  auto const ada = created(sandbox, R"("UserId":"ada","Tags":[{"Key":"team","Value":"blue"}])");
  auto const eve = created(sandbox, R"("UserId":"eve")");
  sandbox.let_bob(allowing("a4b:ListTags", "*", R"({"StringEquals":{"aws:ResourceTag/team":"blue"}})") + "," +
                  allowing("a4b:CreateUser", "*", R"({"StringEquals":{"aws:RequestTag/team":"red"}})") + "," +
                  allowing("iam:CreateUser") + "," + allowing("iam:TagUser"));
  EXPECT_EQ(send(sandbox.bob(), "ListTags", R"({"Arn":")" + ada + R"("})").status(), 200);
  EXPECT_EQ(send(sandbox.bob(), "ListTags", R"({"Arn":")" + eve + R"("})").status(), 400);
  EXPECT_EQ(send(sandbox.bob(), "CreateUser", R"({"UserId":"dan"})").status(), 400);
  EXPECT_EQ(send(sandbox.bob(), "CreateUser", R"({"UserId":"dan","Tags":[{"Key":"team","Value":"red"}]})").status(),
            200);
}

// It is IAM's user that is made, removed and tagged: PowerUserAccess must not get there by another way.
TEST(AlexaPermissions, do_not_stand_for_those_of_iam) {
  Sandbox const sandbox;
  auto const ada = created(sandbox, R"("UserId":"ada")");
  auto const of_ada = R"({"EnrollmentId":"","UserArn":")" + ada + R"("})";
  auto const tagged = R"({"Arn":")" + ada + R"(","Tags":[{"Key":"team","Value":"blue"}]})";
  for (auto const* iam : {"iam:DoNothing", "iam:*"}) {
    bool const is_allowed = iam == std::string("iam:*");
    sandbox.let_bob(allowing("a4b:*") + "," + allowing(iam));
    int const status = is_allowed ? 200 : 400;
    EXPECT_EQ(send(sandbox.bob(), "TagResource", tagged).status(), status);
    EXPECT_EQ(send(sandbox.bob(), "CreateUser", R"({"UserId":"eve"})").status(), status);
    EXPECT_EQ(send(sandbox.bob(), "DeleteUser", of_ada).status(), status);
    EXPECT_EQ(send(sandbox.bob(), "SearchUsers").status(), 200);
  }
}

// Found by its enrollment, a user is the same resource.
TEST(AlexaPermissions, cannot_be_evaded_by_the_enrollment) {
  Sandbox const sandbox;
  created(sandbox, R"("UserId":"ada","Tags":[{"Key":"team","Value":"blue"}])");
  auto const found = send(sandbox.root(), "SearchUsers", R"({"Filters":[{"Key":"UserId","Values":["ada"]}]})");
  sandbox.let_bob(allowing("a4b:*") + R"(,{"Effect":"Deny","Action":"a4b:DeleteUser","Resource":")" +
                  found.text("/Users/0/UserArn") + R"("})");
  EXPECT_EQ(send(sandbox.bob(), "DeleteUser", R"({"EnrollmentId":")" + found.text("/Users/0/EnrollmentId") + R"("})")
                .text("/__type"),
            "AccessDeniedException");
}

TEST(AlexaPermissions, do_not_tell_who_is_there) {
  Sandbox const sandbox;
  auto const arn = "arn:aws:a4b:us-east-1:" + sandbox.account() + ":user/a/b";
  EXPECT_THAT(send(sandbox.bob(), "ListTags", R"({"Arn":")" + arn + R"("})"),
              refuses_with_framework("AccessDeniedException", sandbox.implicit_denial("a4b:ListTags", arn)));
}

}  // namespace
}  // namespace conformance
