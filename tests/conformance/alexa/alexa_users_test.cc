// Alexa for Business: CreateUser, DeleteUser. The service was shut down before anybody recorded its answers. M: its
// last model, as botocore 1.29 ships it; F: the framework's wording of violations, attested for another service of it;
// U: unconfirmed, a choice of ours.
#include "alexa.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

constexpr auto kEmailRule =
    R"(Member must satisfy regular expression pattern: ([0-9a-zA-Z]([+-.\w]*[0-9a-zA-Z])*@([0-9a-zA-Z]([-\w]*)"
    R"([0-9a-zA-Z]+)*\.)+[a-zA-Z]{2,9}))";

// M for the members; the form of the resource's id is U.
TEST(AlexaCreateUser, answers_with_the_arn_of_the_user) {
  AlexaCaller me;
  auto const answer = me.send("CreateUser", R"({"UserId":"ada@example.com"})");
  EXPECT_EQ(answer.status(), 200);
  EXPECT_EQ(answer.header("Content-Type"), kJson11);
  EXPECT_THAT(std::string(answer.header("x-amzn-RequestId")), MatchesRegex("[0-9a-f-]{36}"));
  EXPECT_THAT(names_in(answer.at("")), ElementsAre("UserArn"));
  EXPECT_THAT(answer.text("/UserArn"),
              MatchesRegex("arn:aws:a4b:us-east-1:" + me.account() + ":user/[0-9a-f]{32}/[0-9a-f]{32}"));
}

TEST(AlexaCreateUser, gives_users_of_an_account_the_same_organization) {
  AlexaCaller me;
  auto const ada = me.create_user("ada");
  auto const bob = me.create_user("bob");
  EXPECT_NE(ada, bob);
  EXPECT_EQ(ada.substr(0, ada.rfind('/')), bob.substr(0, bob.rfind('/')));
}

TEST(AlexaCreateUser, makes_a_user_that_aws_sees) {
  AlexaCaller me;
  me.send("CreateUser", R"({"UserId":"ada","Tags":[{"Key":"team","Value":"blue"},{"Key":"x","Value":""}]})");
  auto const seen = me.aws().get_user("ada");
  EXPECT_EQ(seen.text("User/Arn"), me.aws().arn("user/ada"));
  EXPECT_THAT(me.aws().tags_of("ada"), ElementsAre("team=blue", "x="));
}

TEST(AlexaCreateUser, keeps_the_arn_when_the_user_is_renamed) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  EXPECT_THAT(me.aws().iam("UpdateUser", {{"UserName", "ada"}, {"NewUserName", "countess"}}), succeeds());
  EXPECT_EQ(me.arn_of("countess"), arn);
}

// M: the token "ensures idempotency".
TEST(AlexaCreateUser, makes_one_user_of_a_request_sent_twice) {
  AlexaCaller me;
  constexpr auto kRequest = R"({"UserId":"ada","Email":"ada@example.com","ClientRequestToken":"0123456789",)"
                            R"("Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]})";
  auto const first = me.send("CreateUser", kRequest);
  auto const again = me.send("CreateUser", kRequest);
  EXPECT_EQ(again.status(), 200);
  EXPECT_EQ(again.text_body(), first.text_body());
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "1");
}

// M for the echo, U that it is the request's.
TEST(AlexaCreateUser, refuses_a_token_of_another_request) {
  AlexaCaller me;
  me.send("CreateUser", R"({"UserId":"ada","ClientRequestToken":"0123456789"})");
  for (auto const* other : {R"({"UserId":"bob","ClientRequestToken":"0123456789"})",
                            R"({"UserId":"ada","ClientRequestToken":"0123456789","FirstName":""})",
                            R"({"UserId":"ada","ClientRequestToken":"0123456789","Tags":[{"Key":"a","Value":"1"}]})"}) {
    auto const answer = me.send("CreateUser", other);
    EXPECT_THAT(answer,
                refuses_with_model("ResourceInUseException", "The client request token was used for another request."));
    EXPECT_EQ(answer.text("/ClientRequestToken"), "0123456789");
  }
}

TEST(AlexaCreateUser, refuses_a_user_id_that_is_taken_and_echoes_the_token) {
  AlexaCaller me;
  EXPECT_THAT(me.aws().create_user("Ada"), succeeds());
  auto const answer = me.send("CreateUser", R"({"UserId":"ada","ClientRequestToken":"another-token"})");
  EXPECT_THAT(answer, refuses_with_model("ResourceInUseException", "User with name ada already exists."));
  EXPECT_EQ(answer.text("/ClientRequestToken"), "another-token");
  EXPECT_FALSE(me.send("CreateUser", R"({"UserId":"ada"})").has("/ClientRequestToken"));
}

TEST(AlexaCreateUser, forgets_the_token_with_the_user) {
  AlexaCaller me;
  constexpr auto kRequest = R"({"UserId":"ada","ClientRequestToken":"0123456789"})";
  auto const first = me.send("CreateUser", kRequest).text("/UserArn");
  EXPECT_THAT(me.aws().iam("DeleteUser", {{"UserName", "ada"}}), succeeds());
  auto const second = me.send("CreateUser", kRequest);
  EXPECT_EQ(second.status(), 200);
  EXPECT_NE(second.text("/UserArn"), first);
}

TEST(AlexaCreateUser, knows_tokens_by_account) {
  AlexaCaller me;
  AlexaCaller other;
  for (auto* caller : {&me, &other}) {
    EXPECT_EQ(caller->send("CreateUser", R"({"UserId":"ada","ClientRequestToken":"0123456789"})").status(), 200);
  }
}

TEST(AlexaCreateUser, respects_the_quota_of_users) {
  AlexaCaller me;
  me.aws().set_quota("UsersPerAccount", 1);
  me.create_user("ada");
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"bob"})"),
              refuses_with_model("LimitExceededException", "Cannot exceed quota for UsersPerAccount: 1"));
  // What was made before is answered all the same.
  me.aws().set_quota("UsersPerAccount", 2);
  constexpr auto kRequest = R"({"UserId":"bob","ClientRequestToken":"0123456789"})";
  EXPECT_EQ(me.send("CreateUser", kRequest).status(), 200);
  EXPECT_EQ(me.send("CreateUser", kRequest).status(), 200);
}

TEST(AlexaCreateUser, writes_nothing_when_it_fails) {
  AlexaCaller me;
  std::string tags;
  for (int i = 0; i < 51; ++i) tags += R"({"Key":"key)" + std::to_string(i) + R"(","Value":""},)";
  tags.pop_back();
  auto const answer =
      me.send("CreateUser", R"({"UserId":"ada","ClientRequestToken":"0123456789","Tags":[)" + tags + "]}");
  EXPECT_THAT(answer,
              refuses_with_model("LimitExceededException", "The number of tags has reached the maximum limit."));
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "0");
  EXPECT_EQ(me.send("CreateUser", R"({"UserId":"ada","ClientRequestToken":"0123456789"})").status(), 200);
}

// IAM's users have tag keys without case, and its names 64 characters.
TEST(AlexaCreateUser, refuses_what_iam_cannot_hold) {
  AlexaCaller me;
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"ada","Tags":[{"Key":"a","Value":""},{"Key":"A","Value":""}]})"),
              refuses_with_framework("ValidationException",
                                     "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
  EXPECT_THAT(
      me.send("CreateUser", R"({"UserId":"ada","Tags":[{"Key":"aws:x","Value":""}]})"),
      refuses_with_framework("ValidationException", "aws: prefixed tag key names are not allowed for external use."));
  std::string const longer(65, 'a');
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":")" + longer + R"("})"),
              breaks(longer, "userId", "Member must have length less than or equal to 64"));
  EXPECT_EQ(me.send("CreateUser", R"({"UserId":")" + longer.substr(1) + R"("})").status(), 200);
}

// M, F.
TEST(AlexaCreateUser, checks_every_member) {
  AlexaCaller me;
  std::string const name_rule = R"(Member must satisfy regular expression pattern: ([A-Za-z\-' 0-9._]|\p{IsLetter})*)";
  std::string const tag_rule = R"(Member must satisfy regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$)";
  std::string const long_name(31, 'n');
  EXPECT_THAT(me.send("CreateUser"), breaks("null", "userId", "Member must not be null"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":null})"), breaks("null", "userId", "Member must not be null"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":""})"),
              breaks("", "userId", "Member must have length greater than or equal to 1"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a=b"})"),
              breaks("a=b", "userId", "Member must satisfy regular expression pattern: [a-zA-Z0-9@_+.-]*"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","FirstName":"A<"})"), breaks("A<", "firstName", name_rule));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","LastName":")" + long_name + R"("})"),
              breaks(long_name, "lastName", "Member must have length less than or equal to 30"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","Email":"a@b"})"), breaks("a@b", "email", kEmailRule));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","ClientRequestToken":"short"})"),
              breaks("short", "clientRequestToken", "Member must have length greater than or equal to 10"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","ClientRequestToken":"-123456789"})"),
              breaks("-123456789", "clientRequestToken",
                     "Member must satisfy regular expression pattern: [a-zA-Z0-9][a-zA-Z0-9_-]*"));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","Tags":[{"Key":"k<","Value":""}]})"),
              breaks("k<", "tags.1.member.key", tag_rule));
  EXPECT_THAT(me.send("CreateUser", R"({"UserId":"a","Tags":[{"Key":"k"}]})"),
              breaks("null", "tags.1.member.value", "Member must not be null"));
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "0");
}

// F.
TEST(AlexaCreateUser, tells_all_violations_at_once) {
  AlexaCaller me;
  EXPECT_THAT(me.send("CreateUser", R"({"Email":"x"})"),
              refuses_with_framework("ValidationException",
                                     "2 validation errors detected: Value null at 'userId' failed to satisfy "
                                     "constraint: Member must not be null; Value 'x' at 'email' failed to satisfy "
                                     "constraint: " +
                                         std::string(kEmailRule)));
}

TEST(AlexaCreateUser, takes_names_of_any_letters) {
  AlexaCaller me;
  auto const answer = me.send(
      "CreateUser",
      R"({"UserId":"a","FirstName":"Zoë O'Neil-2.","LastName":"李","Email":"a.b+c,d_e@mail-1.example.museum"})");
  EXPECT_EQ(answer.status(), 200) << answer;
  auto const user = me.send("SearchUsers");
  EXPECT_EQ(user.text("/Users/0/FirstName"), "Zoë O'Neil-2.");
  EXPECT_EQ(user.text("/Users/0/LastName"), "李");
}

// Exponential in an engine that goes back.
TEST(AlexaCreateUser, judges_an_evil_e_mail_address_at_once) {
  AlexaCaller me;
  auto const evil = std::string(60, 'a') + "@" + std::string(60, 'a') + "!";
  auto const answer = me.send("CreateUser", R"({"UserId":"a","Email":")" + evil + R"("})");
  EXPECT_THAT(answer, breaks(evil, "email", kEmailRule));
}

// M: the enrollment's id may be empty.
TEST(AlexaDeleteUser, deletes_the_user_for_every_face) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":"","UserArn":")" + arn + R"("})"), succeeds_with_nothing());
  EXPECT_EQ(me.aws().get_user("ada").code(), "NoSuchEntity");
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "0");
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":"","UserArn":")" + arn + R"("})"),
              refuses_with_model("NotFoundException", "The user is not found."));
}

TEST(AlexaDeleteUser, finds_a_user_by_its_enrollment) {
  AlexaCaller me;
  auto const enrollment = me.enrollment_of(me.create_user("ada"));
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":")" + enrollment + R"("})"), succeeds_with_nothing());
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "0");
}

TEST(AlexaDeleteUser, does_not_find_another_user) {
  AlexaCaller me;
  AlexaCaller other;
  auto const arn = me.create_user("ada");
  auto const enrollment = me.enrollment_of(me.create_user("bob"));
  auto const no_user = refuses_with_model("NotFoundException", "The user is not found.");
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":")" + enrollment + R"(","UserArn":")" + arn + R"("})"),
              refuses_with_model("NotFoundException", "The enrollment is not found."));
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":""})"), no_user);
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":"nobody's"})"), no_user);
  EXPECT_THAT(other.send("DeleteUser", R"({"EnrollmentId":"","UserArn":")" + arn + R"("})"), no_user);
  EXPECT_THAT(other.send("DeleteUser", R"({"EnrollmentId":")" + enrollment + R"("})"), no_user);
  for (auto const& changed : {arn + "0", arn.substr(0, arn.size() - 1), arn.substr(0, arn.rfind('/')),
                              std::string("arn:aws:iam::1:user/ada")}) {
    EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":"","UserArn":")" + changed + R"("})"), no_user) << changed;
  }
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "2");
}

TEST(AlexaDeleteUser, checks_its_members) {
  AlexaCaller me;
  std::string const longer(129, 'e');
  EXPECT_THAT(me.send("DeleteUser"), breaks("null", "enrollmentId", "Member must not be null"));
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":")" + longer + R"("})"),
              breaks(longer, "enrollmentId", "Member must have length less than or equal to 128"));
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":"","UserArn":"ada"})"),
              breaks("ada", "userArn",
                     R"(Member must satisfy regular expression pattern: arn:[a-z0-9-\.]{1,63}:[a-z0-9-\.]{0,63}:)"
                     R"([a-z0-9-\.]{0,63}:[a-z0-9-\.]{0,63}:[^/].{0,1023})"));
}

// Alexa for Business has no word for what IAM wants removed first.
TEST(AlexaDeleteUser, is_refused_while_iam_refuses_it) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  me.aws().create_access_key("ada");
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":"","UserArn":")" + arn + R"("})"),
              refuses_with_framework("ValidationException", "Cannot delete entity, must delete access keys first."));
  EXPECT_THAT(me.aws().get_user("ada"), succeeds());
}

TEST(AlexaUsers, are_forgotten_by_a_reset_of_their_account) {
  AlexaCaller me;
  AlexaCaller other;
  constexpr auto kRequest = R"({"UserId":"ada","FirstName":"Ada","ClientRequestToken":"0123456789"})";
  auto const arn = me.send("CreateUser", kRequest).text("/UserArn");
  auto const others = other.send("CreateUser", kRequest).text("/UserArn");
  EXPECT_EQ(shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + me.account()}).status, 200);
  EXPECT_EQ(me.send("SearchUsers").text("/TotalCount"), "0");
  EXPECT_NE(me.send("CreateUser", kRequest).text("/UserArn"), arn);
  EXPECT_EQ(other.send("CreateUser", kRequest).text("/UserArn"), others);
}

}  // namespace
}  // namespace conformance
