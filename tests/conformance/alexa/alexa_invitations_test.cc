// Alexa for Business: SendInvitation, RevokeInvitation, and the operator's way to accept one. M: its last model, as
// botocore 1.29 ships it; U: unconfirmed, a choice of ours.
#include "alexa.h"

namespace conformance {
namespace {

std::string of_user(std::string const& arn) { return R"({"UserArn":")" + arn + R"("})"; }

std::string of_enrollment(std::string const& id) { return R"({"EnrollmentId":")" + id + R"("})"; }

auto no_user() { return refuses_with_model("NotFoundException", "The user is not found."); }
auto no_invitation() { return refuses_with_model("NotFoundException", "The invitation is not found."); }

TEST(AlexaInvitation, makes_the_user_pending_until_it_is_revoked) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  EXPECT_EQ(me.status_of(arn), "INITIALIZED");
  EXPECT_THAT(me.send("SendInvitation", of_user(arn)), succeeds_with_nothing());
  EXPECT_EQ(me.status_of(arn), "PENDING");
  EXPECT_THAT(me.send("SendInvitation", of_user(arn)), succeeds_with_nothing());
  EXPECT_EQ(me.status_of(arn), "PENDING");
  EXPECT_THAT(me.send("RevokeInvitation", of_user(arn)), succeeds_with_nothing());
  EXPECT_EQ(me.status_of(arn), "INITIALIZED");
  EXPECT_THAT(me.send("RevokeInvitation", of_user(arn)), no_invitation());
}

TEST(AlexaInvitation, is_revoked_by_user_enrollment_or_both) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  auto const enrollment = me.enrollment_of(arn);
  for (auto const& request : {of_user(arn), of_enrollment(enrollment),
                              R"({"UserArn":")" + arn + R"(","EnrollmentId":")" + enrollment + R"("})",
                              R"({"UserArn":")" + arn + R"(","EnrollmentId":""})"}) {
    me.send("SendInvitation", of_user(arn));
    EXPECT_THAT(me.send("RevokeInvitation", request), succeeds_with_nothing()) << request;
  }
  me.send("SendInvitation", of_user(arn));
  EXPECT_THAT(me.send("RevokeInvitation", R"({"UserArn":")" + arn + R"(","EnrollmentId":"another"})"),
              refuses_with_model("NotFoundException", "The enrollment is not found."));
  EXPECT_EQ(me.status_of(arn), "PENDING");
}

TEST(AlexaInvitation, is_for_users_of_the_account) {
  AlexaCaller me;
  AlexaCaller other;
  auto const others = other.create_user("ada");
  other.send("SendInvitation", of_user(others));
  EXPECT_THAT(me.send("SendInvitation", of_user(others)), no_user());
  EXPECT_THAT(me.send("RevokeInvitation", of_user(others)), no_user());
  EXPECT_THAT(me.send("RevokeInvitation", of_enrollment(other.enrollment_of(others))), no_user());
  EXPECT_EQ(other.status_of(others), "PENDING");
}

// M: every member is optional. U for what is answered without any.
TEST(AlexaInvitation, of_nobody_is_not_found) {
  AlexaCaller me;
  EXPECT_THAT(me.send("SendInvitation"), no_user());
  EXPECT_THAT(me.send("RevokeInvitation"), no_user());
  EXPECT_THAT(me.send("RevokeInvitation", of_enrollment("")), no_user());
}

TEST(AlexaInvitation, reaches_users_of_other_faces) {
  AlexaCaller me;
  EXPECT_THAT(me.aws().create_user("ada"), succeeds());
  auto const arn = me.arn_of("ada");
  EXPECT_THAT(me.send("RevokeInvitation", of_user(arn)), no_invitation());
  EXPECT_THAT(me.send("SendInvitation", of_user(arn)), succeeds_with_nothing());
  EXPECT_EQ(me.status_of(arn), "PENDING");
  EXPECT_EQ(me.accept(me.enrollment_of(arn)).status, 200);
  EXPECT_EQ(me.status_of(arn), "REGISTERED");
}

TEST(AlexaInvitation, is_neither_sent_to_nor_revoked_from_who_accepted) {
  AlexaCaller me;
  auto const arn = me.create_user("ada");
  me.send("SendInvitation", of_user(arn));
  EXPECT_EQ(me.accept(me.enrollment_of(arn)).status, 200);
  EXPECT_EQ(me.status_of(arn), "REGISTERED");
  EXPECT_THAT(me.send("SendInvitation", of_user(arn)),
              refuses_with_model("InvalidUserStatusException", "The user is registered already."));
  EXPECT_THAT(me.send("RevokeInvitation", of_user(arn)), no_invitation());
  EXPECT_EQ(me.accept(me.enrollment_of(arn)).status, 409);
  EXPECT_THAT(me.send("DeleteUser", R"({"EnrollmentId":")" + me.enrollment_of(arn) + R"("})"), succeeds_with_nothing());
}

// M: the link is valid for thirty days, or until another is sent.
TEST(AlexaInvitation, expires) {
  Server const server;
  AlexaCaller me(server);
  auto const arn = me.create_user("ada");
  auto const enrollment = me.enrollment_of(arn);
  EXPECT_EQ(me.accept(enrollment).status, 409);
  me.send("SendInvitation", of_user(arn));
  me.aws().let_pass(30 * 86400 + 1);
  EXPECT_EQ(me.accept(enrollment).body, "{\"error\":\"the invitation has expired\"}\n");
  me.send("SendInvitation", of_user(arn));
  EXPECT_EQ(me.accept(enrollment).status, 200);
}

TEST(Enrollments, are_accepted_by_id_alone) {
  auto const post = [](std::string_view body) {
    return shared_server()
        .exchange({.method = "POST", .target = "/_iam/enrollments", .body = std::string(body)})
        .status;
  };
  EXPECT_EQ(post(R"({"enrollment_id":"nobody's"})"), 404);
  EXPECT_EQ(post(R"({"enrollment_id":""})"), 400);
  EXPECT_EQ(post(R"({"enrollment_id":1})"), 400);
  EXPECT_EQ(post(R"({"enrollment_id":"x","more":1})"), 400);
  EXPECT_EQ(post("[]"), 400);
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/enrollments"}).status, 405);
}

}  // namespace
}  // namespace conformance
