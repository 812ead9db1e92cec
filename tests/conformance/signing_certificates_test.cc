// The operations of signing certificates.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model, ? unconfirmed.
#include "client/caller.h"
#include "client/certificates.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kUnknownCertificate = "NONEXISTENTCERTID12345678901";

std::string new_certificate() { return self_signed(Identity("Ada")); }

class SigningCertificates : public testing::Test {
 protected:
  SigningCertificates() { EXPECT_THAT(me.create_user("Ada"), succeeds()); }

  Answer upload(std::string const& body, Pairs user = {{"UserName", "Ada"}}) {
    user.emplace_back("CertificateBody", body);
    return me.iam("UploadSigningCertificate", user);
  }
  std::string uploaded() { return upload(new_certificate()).text("Certificate/CertificateId"); }
  Answer update(std::string const& id, std::string const& status, std::string const& user = "Ada") {
    return me.iam("UpdateSigningCertificate", {{"UserName", user}, {"CertificateId", id}, {"Status", status}});
  }
  Answer remove(std::string const& id, std::string const& user = "Ada") {
    return me.iam("DeleteSigningCertificate", {{"UserName", user}, {"CertificateId", id}});
  }
  Answer list(Pairs parameters = {{"UserName", "Ada"}}) {
    return me.iam("ListSigningCertificates", std::move(parameters));
  }

  Caller me;
};

using UploadSigningCertificate = SigningCertificates;
using UpdateSigningCertificate = SigningCertificates;
using DeleteSigningCertificate = SigningCertificates;
using ListSigningCertificates = SigningCertificates;

// LS for the fields, B for their order; D for the look of the id.
TEST_F(UploadSigningCertificate, answers_with_the_certificate) {
  FrozenClock const clock(shared_server(), kNow);
  auto const body = new_certificate();
  auto const answer = upload(body);
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names("Certificate"),
              ElementsAre("UserName", "CertificateId", "CertificateBody", "Status", "UploadDate"));
  EXPECT_EQ(answer.text("Certificate/UserName"), "Ada");
  EXPECT_EQ(answer.text("Certificate/CertificateBody"), body);
  EXPECT_EQ(answer.text("Certificate/Status"), "Active");
  EXPECT_EQ(answer.text("Certificate/UploadDate"), kNow);
  auto const id = answer.text("Certificate/CertificateId");
  EXPECT_EQ(id.size(), 32U) << id;
  EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), std::string::npos) << id;
}

// LS: the whole body is in the sentence.
TEST_F(UploadSigningCertificate, rejects_a_body_that_is_no_certificate) {
  EXPECT_THAT(upload("invalid-certificate-body"),
              fails_with(400, "MalformedCertificate", "Certificate invalid-certificate-body is malformed."));
}

// B for the code; which certificates AWS calls invalid, and how, is unconfirmed.
TEST_F(UploadSigningCertificate, rejects_a_certificate_that_is_not_valid_now) {
  Identity const ada("Ada");
  for (auto const validity :
       {Validity{.from = k2020, .until = k2020 + 86400}, Validity{.from = k2040, .until = k2040 + 1}}) {
    auto const answer = upload(self_signed(ada, validity));
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "InvalidCertificate");
  }
}

// B: a certificate is in an account once, whosever it is. The sentence is unconfirmed.
TEST_F(UploadSigningCertificate, rejects_a_certificate_the_account_has) {
  ASSERT_THAT(me.create_user("Bob"), succeeds());
  auto const body = new_certificate();
  ASSERT_THAT(upload(body), succeeds());
  for (auto const& user : {Pairs{{"UserName", "Ada"}}, Pairs{{"UserName", "Bob"}}, Pairs{}}) {
    auto const answer = upload("\n" + body, user);
    EXPECT_EQ(answer.status(), 409);
    EXPECT_EQ(answer.code(), "DuplicateCertificate");
  }
  Caller other;
  EXPECT_THAT(other.iam("UploadSigningCertificate", {{"CertificateBody", body}}), succeeds());
}

// LS.
TEST_F(UploadSigningCertificate, stops_at_the_quota) {
  uploaded();
  uploaded();
  EXPECT_THAT(upload(new_certificate()),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for CertificatesPerUser: 2"));
}

// LS.
TEST_F(SigningCertificates, report_a_missing_user_first) {
  auto const missing = fails_with(404, "NoSuchEntity", "The user with name Nobody cannot be found.");
  EXPECT_THAT(upload("a certificate", {{"UserName", "Nobody"}}), missing);
  EXPECT_THAT(update(kUnknownCertificate, "Inactive", "Nobody"), missing);
  EXPECT_THAT(remove(kUnknownCertificate, "Nobody"), missing);
  EXPECT_THAT(list({{"UserName", "Nobody"}}), missing);
}

// D: without a user name it is the caller's. Root has no name to show (as in GetUser).
TEST_F(SigningCertificates, are_the_callers_without_a_user_name) {
  auto const of_ada = uploaded();
  auto const answer = upload(new_certificate(), {});
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names("Certificate"), ElementsAre("CertificateId", "CertificateBody", "Status", "UploadDate"));
  auto const of_root = answer.text("Certificate/CertificateId");
  EXPECT_THAT(list({}).texts("Certificates", "CertificateId"), ElementsAre(of_root));
  EXPECT_THAT(list().texts("Certificates", "CertificateId"), ElementsAre(of_ada));
  EXPECT_THAT(remove(of_root),
              fails_with(404, "NoSuchEntity", "The Certificate with id " + of_root + " cannot be found."));
  EXPECT_THAT(me.iam("UpdateSigningCertificate", {{"CertificateId", of_root}, {"Status", "Inactive"}}), succeeds());
  EXPECT_THAT(list({}).texts("Certificates", "Status"), ElementsAre("Inactive"));
  EXPECT_THAT(me.iam("DeleteSigningCertificate", {{"CertificateId", of_root}}), succeeds());
  EXPECT_THAT(list({}).names("Certificates"), IsEmpty());
}

// D: the user name is then that of the access key.
TEST_F(SigningCertificates, are_those_of_the_user_who_signs) {
  Caller ada(shared_server(), me.create_access_key("Ada"));
  auto const answer = ada.iam("UploadSigningCertificate", {{"CertificateBody", new_certificate()}});
  EXPECT_EQ(answer.text("Certificate/UserName"), "Ada");
  EXPECT_THAT(ada.iam("ListSigningCertificates").texts("Certificates", "CertificateId"),
              ElementsAre(answer.text("Certificate/CertificateId")));
  EXPECT_THAT(list({}).names("Certificates"), IsEmpty());
}

// LS.
TEST_F(UpdateSigningCertificate, sets_the_status) {
  auto const id = uploaded();
  EXPECT_THAT(update(id, "Inactive"), succeeds());
  EXPECT_THAT(list().texts("Certificates", "Status"), ElementsAre("Inactive"));
  EXPECT_THAT(update(id, "Active"), succeeds());
  EXPECT_THAT(list().texts("Certificates", "Status"), ElementsAre("Active"));
}

// B: the operation declares InvalidInput, and the enumeration has a status that no certificate is given (?).
TEST_F(UpdateSigningCertificate, does_not_let_a_certificate_expire) {
  EXPECT_EQ(update(uploaded(), "Expired").code(), "InvalidInput");
  EXPECT_THAT(list().texts("Certificates", "Status"), ElementsAre("Active"));
}

// LS.
TEST_F(UpdateSigningCertificate, does_not_find_what_is_not_there) {
  auto const missing =
      fails_with(404, "NoSuchEntity", "The Certificate with id NONEXISTENTCERTID12345678901 cannot be found.");
  EXPECT_THAT(update(kUnknownCertificate, "Inactive"), missing);
  EXPECT_THAT(remove(kUnknownCertificate), missing);
}

// LS.
TEST_F(DeleteSigningCertificate, removes_the_certificate) {
  auto const id = uploaded();
  EXPECT_THAT(remove(id), succeeds());
  auto const answer = list();
  EXPECT_THAT(answer.names(""), ElementsAre("IsTruncated", "Certificates"));
  EXPECT_THAT(answer.names("Certificates"), IsEmpty());
}

// B.
TEST_F(ListSigningCertificates, pages) {
  auto const one = uploaded();
  auto const two = uploaded();
  auto const first = list({{"UserName", "Ada"}, {"MaxItems", "1"}});
  EXPECT_THAT(first.texts("Certificates", "CertificateId"), ElementsAre(one));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto const second = list({{"UserName", "Ada"}, {"Marker", first.text("Marker")}});
  EXPECT_THAT(second.texts("Certificates", "CertificateId"), ElementsAre(two));
  EXPECT_EQ(second.text("IsTruncated"), "false");
}

// LS: certificates follow a user under its new name.
TEST_F(SigningCertificates, survive_the_renaming_of_their_user) {
  auto const id = uploaded();
  ASSERT_THAT(me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}}), succeeds());
  auto const answer = list({{"UserName", "Countess"}});
  EXPECT_THAT(answer.texts("Certificates", "CertificateId"), ElementsAre(id));
  EXPECT_THAT(answer.texts("Certificates", "UserName"), ElementsAre("Countess"));
}

// Reported of certificates; the sentence is LS's for service-specific credentials.
TEST_F(SigningCertificates, keep_their_user_from_being_deleted) {
  auto const id = uploaded();
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}),
              fails_with(409, "DeleteConflict", "Cannot delete entity, must remove referenced objects first."));
  ASSERT_THAT(remove(id), succeeds());
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
}

// What belongs to an account goes with it, root's certificates too.
TEST(Reset, forgets_certificates_and_keys) {
  Caller me;
  ASSERT_THAT(me.iam("UploadSigningCertificate", {{"CertificateBody", new_certificate()}}), succeeds());
  EXPECT_EQ(shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + me.account()}).status, 200);
  EXPECT_THAT(me.iam("ListSigningCertificates").names("Certificates"), IsEmpty());
}

}  // namespace
}  // namespace conformance
