// The trust policies of CreateRole and UpdateAssumeRolePolicy. What the grammar refuses, sentence by sentence, is in
// tests/vectors/policy; here is what only a server can know: who exists, what is kept, what becomes of names.
// Sources in the comments: LS recordings of AWS, I issues quoting AWS, D documentation, V another server written after
// AWS.
#include "client/roles.h"

namespace conformance {
namespace {

Answer update_trust(Caller& me, std::string const& role, std::string const& document) {
  return on_role(me, "UpdateAssumeRolePolicy", role, {{"PolicyDocument", document}});
}

std::string trust_of(Caller& me, std::string const& role) {
  return get_role(me, role).text("Role/AssumeRolePolicyDocument");
}

// RFC 3986, as AWS encodes documents in answers.
std::string percent_encoded(std::string const& text) {
  auto const pair = form_encoded({{"", text}});
  std::string encoded;
  for (char const c : pair.substr(1)) c == '+' ? encoded += "%20" : encoded += c;
  return encoded;
}

auto no_principal(std::string const& arn) {
  return fails_with(400, "MalformedPolicyDocument", "Invalid principal in policy: \"AWS\":\"" + arn + "\"");
}

// LS: byte for byte, white space and escapes included.
TEST(TrustPolicy, comes_back_as_it_was_sent) {
  Caller me;
  auto const document = std::string(
      "\n{ \"Version\" : \"2012-10-17\",\t\"Statement\": [{\"Sid\": \"a1\", \"Effect\": \"Allow\",\r\n"
      "  \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\",\n"
      "  \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"a%3Ab+c~\\u00e9/\\/\"}} }]} ");
  ASSERT_THAT(me.iam("CreateRole", {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", document}}), succeeds());
  EXPECT_EQ(trust_of(me, "Ops"), percent_encoded(document));
  ASSERT_THAT(update_trust(me, "ops", trusted_service()), succeeds());
  EXPECT_EQ(trust_of(me, "Ops"), percent_encoded(trusted_service()));
}

// LS and I for the sentences; V: a role that is missing is reported before a document that is wrong.
TEST(TrustPolicy, is_refused_in_awss_words) {
  Caller me;
  create_role(me, "Ops");
  EXPECT_THAT(update_trust(me, "Ops", "{"),
              fails_with(400, "MalformedPolicyDocument", "This policy contains invalid Json"));
  EXPECT_THAT(me.iam("CreateRole", {{"RoleName", "New"}, {"AssumeRolePolicyDocument", "{"}}),
              fails_with(400, "MalformedPolicyDocument", "This policy contains invalid Json"));
  EXPECT_THAT(update_trust(me, "nobody", "{"), fails_with(404, "NoSuchEntity", kNoSuchRole));
  EXPECT_EQ(trust_of(me, "Ops"), percent_encoded(trusted_service()));
}

// AWS knows its services; its list is not public. See docs/compatibility.md.
TEST(TrustPolicy, may_name_a_service_that_is_not_known) {
  Caller me;
  create_role(me, "Ops");
  auto const service_trust = [](std::string const& service) {
    return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",)"
           R"("Principal":{"Service":")" +
           service + R"("}}})";
  };
  EXPECT_THAT(update_trust(me, "Ops", service_trust("ec3.amazonaws.com")), succeeds());
  EXPECT_EQ(update_trust(me, "Ops", service_trust("ec3.example.com")).code(), "MalformedPolicyDocument");
}

// I: users and roles of the account must exist, with their path and in their case; those of others are believed.
TEST(TrustPolicy, names_principals_that_exist) {
  Caller me;
  me.iam("CreateUser", {{"UserName", "Ada"}, {"Path", "/team/"}});
  create_role(me, "Ops");
  for (auto const* principal : {"user/team/Ada", "role/Ops", "root"}) {
    EXPECT_THAT(update_trust(me, "Ops", trusted_arn(me.arn(principal))), succeeds()) << principal;
  }
  for (auto const* principal : {"user/Ada", "user/team/ada", "user/nobody", "role/team/Ops", "role/nobody"}) {
    EXPECT_THAT(update_trust(me, "Ops", trusted_arn(me.arn(principal))), no_principal(me.arn(principal)));
  }
  EXPECT_THAT(update_trust(me, "Ops", trusted_arn("arn:aws:iam::999999999999:user/anybody")), succeeds());
  EXPECT_THAT(update_trust(me, "Ops", trusted_arn(me.account())), succeeds());
}

// D: a session may be named; its role must be there.
TEST(TrustPolicy, names_sessions_of_roles_that_exist) {
  Caller me;
  create_role(me, "Ops", {{"Path", "/team/"}});
  auto const session = [&](std::string const& role) {
    return "arn:aws:sts::" + me.account() + ":assumed-role/" + role + "/s";
  };
  EXPECT_THAT(update_trust(me, "Ops", trusted_arn(session("Ops"))), succeeds());
  EXPECT_THAT(update_trust(me, "Ops", trusted_arn(session("nobody"))), no_principal(session("nobody")));
}

// D: a role that does not exist yet cannot trust itself.
TEST(TrustPolicy, cannot_name_the_role_it_creates) {
  Caller me;
  auto const self = me.arn("role/Ops");
  EXPECT_THAT(me.iam("CreateRole", {{"RoleName", "Ops"}, {"AssumeRolePolicyDocument", trusted_arn(self)}}),
              no_principal(self));
}

// D:reference_policies_elements_principal: a deleted user or role leaves its unique id, and one of the same name is
// another principal.
TEST(TrustPolicy, keeps_the_unique_id_of_a_principal_that_was_deleted) {
  Caller me;
  auto const user_id = me.create_user("Ada").text("User/UserId");
  auto const role_id = create_role(me, "Old").text("Role/RoleId");
  create_role(me, "ByUser", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("user/Ada"))}});
  create_role(me, "ByRole", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("role/Old"))}});
  ASSERT_THAT(me.iam("DeleteUser", {{"UserName", "ada"}}), succeeds());
  ASSERT_THAT(on_role(me, "DeleteRole", "old"), succeeds());
  me.create_user("Ada");
  create_role(me, "Old");
  EXPECT_EQ(trust_of(me, "ByUser"), percent_encoded(trusted_arn(user_id)));
  EXPECT_EQ(trust_of(me, "ByRole"), percent_encoded(trusted_arn(role_id)));
}

// D: the ARN is shown for the id, so a new name is shown too; conditions hold texts and not principals.
TEST(TrustPolicy, follows_a_user_that_is_renamed) {
  Caller me;
  auto const id = me.create_user("Ada").text("User/UserId");
  auto const document = [&](std::string const& principal) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Condition\": {\"ArnEquals\": "
           "{\"aws:PrincipalArn\": \"" +
           me.arn("user/Ada") + "\"}}, \"Principal\": {\"AWS\": [\"" + principal + "\", \"" + me.account() +
           "\"]},  \"Action\": \"sts:AssumeRole\"}}";
  };
  create_role(me, "Ops", {{"AssumeRolePolicyDocument", document(me.arn("user/Ada"))}});
  ASSERT_THAT(me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Grace"}, {"NewPath", "/a/"}}), succeeds());
  EXPECT_EQ(trust_of(me, "Ops"), percent_encoded(document(me.arn("user/a/Grace"))));
  ASSERT_THAT(me.iam("DeleteUser", {{"UserName", "Grace"}}), succeeds());
  EXPECT_EQ(trust_of(me, "Ops"), percent_encoded(document(id)));
}

// D: what a later document does not name is not followed.
TEST(TrustPolicy, forgets_the_principals_of_the_document_before) {
  Caller me;
  me.create_user("Ada");
  create_role(me, "Ops", {{"AssumeRolePolicyDocument", trusted_arn(me.arn("user/Ada"))}});
  update_trust(me, "Ops", trusted_service());
  me.iam("DeleteUser", {{"UserName", "Ada"}});
  EXPECT_EQ(trust_of(me, "Ops"), percent_encoded(trusted_service()));
}

// D: 2,048 characters without white space; issues for the name of the quota.
TEST(TrustPolicy, keeps_within_the_quota_without_its_white_space) {
  Caller me;
  create_role(me, "Ops");
  auto const long_document = [](std::size_t length) {
    auto document = trusted_service();
    document.insert(document.find("\"Effect\""), "\"Sid\":\"\",");
    document.insert(document.find("\"Sid\":\"") + 7, std::string(length - document.size(), 's'));
    return std::string(500, ' ') + document;
  };
  EXPECT_THAT(update_trust(me, "Ops", long_document(2048)), succeeds());
  EXPECT_THAT(update_trust(me, "Ops", long_document(2049)),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048"));
  me.set_quota("ACLSizePerRole", 4096);
  EXPECT_THAT(update_trust(me, "Ops", long_document(4096)), succeeds());
}

}  // namespace
}  // namespace conformance
