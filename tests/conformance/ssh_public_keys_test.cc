// The operations of SSH public keys.
// Sources in the comments: LS recordings of AWS, I issues and posts quoting AWS's answers, D documentation, B the
// service model, ? unconfirmed.
#include "client/caller.h"
#include "client/certificates.h"
#include "client/ssh_keys.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kInvalid = "Invalid public key uploaded.";
constexpr auto kUnknownSshKey = "APKAXXXXXXXXXXXXXXXXX";

class SshPublicKeys : public testing::Test {
 protected:
  SshPublicKeys() { EXPECT_THAT(me.create_user("Ada"), succeeds()); }

  Answer upload(std::string const& body, std::string const& user = "Ada") {
    return me.iam("UploadSSHPublicKey", {{"UserName", user}, {"SSHPublicKeyBody", body}});
  }
  std::string uploaded(std::string const& body) { return upload(body).text("SSHPublicKey/SSHPublicKeyId"); }
  Answer get(std::string const& id, std::string const& encoding = "SSH", std::string const& user = "Ada") {
    return me.iam("GetSSHPublicKey", {{"UserName", user}, {"SSHPublicKeyId", id}, {"Encoding", encoding}});
  }
  Answer list(Pairs parameters = {{"UserName", "Ada"}}) { return me.iam("ListSSHPublicKeys", std::move(parameters)); }

  Caller me;
};

using UploadSSHPublicKey = SshPublicKeys;
using GetSSHPublicKey = SshPublicKeys;
using UpdateSSHPublicKey = SshPublicKeys;
using DeleteSSHPublicKey = SshPublicKeys;
using ListSSHPublicKeys = SshPublicKeys;

// LS for the fields, B for their order.
TEST_F(UploadSSHPublicKey, answers_with_the_key) {
  FrozenClock const clock(shared_server(), kNow);
  auto const answer = upload(kSshKey);
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names("SSHPublicKey"),
              ElementsAre("UserName", "SSHPublicKeyId", "Fingerprint", "SSHPublicKeyBody", "Status", "UploadDate"));
  EXPECT_EQ(answer.text("SSHPublicKey/UserName"), "Ada");
  EXPECT_EQ(answer.text("SSHPublicKey/SSHPublicKeyBody"), kSshKey);
  EXPECT_EQ(answer.text("SSHPublicKey/Status"), "Active");
  EXPECT_EQ(answer.text("SSHPublicKey/UploadDate"), kNow);
  auto const id = answer.text("SSHPublicKey/SSHPublicKeyId");
  EXPECT_EQ(id.size(), 20U) << id;
  EXPECT_EQ(id.substr(0, 4), "APKA");
}

// D: MD5 in hexadecimal with colons. The expected one is what ssh-keygen -l -E md5 says of the key.
TEST_F(UploadSSHPublicKey, computes_the_fingerprint_that_ssh_keygen_shows) {
  EXPECT_EQ(upload(kSshKey).text("SSHPublicKey/Fingerprint"), kSshKeyFingerprint);
}

// D: PEM is the other encoding; one key has one fingerprint.
TEST_F(UploadSSHPublicKey, accepts_a_key_in_pem) {
  for (auto const* pem : {kSshKeyPem, kSshKeyPkcs1Pem}) {
    auto const answer = upload(pem);
    EXPECT_EQ(answer.text("SSHPublicKey/Fingerprint"), kSshKeyFingerprint) << answer;
    EXPECT_EQ(answer.text("SSHPublicKey/SSHPublicKeyBody"), pem);
    me.iam("DeleteSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", answer.text("SSHPublicKey/SSHPublicKeyId")}});
  }
}

// I: a post quotes this code with this sentence. D: nothing but ssh-rsa and PEM.
TEST_F(UploadSSHPublicKey, rejects_an_encoding_it_does_not_know) {
  for (auto const* body : {"a key", kEd25519Key, "---- BEGIN SSH2 PUBLIC KEY ----"}) {
    EXPECT_THAT(upload(body), fails_with(400, "UnrecognizedPublicKeyEncoding", kInvalid)) << body;
  }
}

// B for the code; the sentence is unconfirmed.
TEST_F(UploadSSHPublicKey, rejects_a_key_that_is_damaged_or_not_rsa) {
  std::string const key = kSshKey;
  for (auto const& body : {std::string("ssh-rsa"), std::string("ssh-rsa !!!!"), key.substr(0, 200),
                           "ssh-rsa" + std::string(kEd25519Key).substr(11), Identity("Ada").public_key(),
                           Identity("Ada").private_key(), std::string("-----BEGIN PUBLIC KEY-----")}) {
    EXPECT_THAT(upload(body), fails_with(400, "InvalidPublicKey", kInvalid)) << body;
  }
}

// D: 2048 bits at least; B for the code.
TEST_F(UploadSSHPublicKey, rejects_a_short_key) {
  EXPECT_THAT(upload(numbered_ssh_key(1, 2047)), fails_with(400, "InvalidPublicKey", kInvalid));
  EXPECT_THAT(upload(numbered_ssh_key(1, 2048)), succeeds());
  EXPECT_THAT(upload(numbered_ssh_key(1, 4096)), succeeds());
}

// B for the code: the key is already the user's, in whichever encoding and with whichever comment. The sentence is
// unconfirmed.
TEST_F(UploadSSHPublicKey, rejects_a_key_the_user_has) {
  ASSERT_THAT(upload(kSshKey), succeeds());
  for (auto const& body : {std::string(kSshKey), std::string(kSshKey) + " again", std::string(kSshKeyPem)}) {
    auto const answer = upload(body);
    EXPECT_EQ(answer.status(), 400);
    EXPECT_EQ(answer.code(), "DuplicateSSHPublicKey");
  }
  EXPECT_THAT(list().texts("SSHPublicKeys", "SSHPublicKeyId"), SizeIs(1));
}

// B: "associated with the specified user" is said of the duplicate.
TEST_F(UploadSSHPublicKey, accepts_a_key_that_another_user_has) {
  ASSERT_THAT(me.create_user("Bob"), succeeds());
  ASSERT_THAT(upload(kSshKey), succeeds());
  EXPECT_THAT(upload(kSshKey, "Bob"), succeeds());
}

// D: five; ? for the quota's name.
TEST_F(UploadSSHPublicKey, stops_at_the_quota) {
  for (int i = 0; i < 5; ++i) ASSERT_THAT(upload(numbered_ssh_key(i)), succeeds());
  EXPECT_THAT(upload(numbered_ssh_key(5)),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for SSHPublicKeysPerUser: 5"));
}

TEST_F(UploadSSHPublicKey, reports_a_missing_user_before_a_bad_key) {
  EXPECT_THAT(upload("a key", "Nobody"), fails_with(404, "NoSuchEntity", "The user with name Nobody cannot be found."));
}

// I: seen with private keys of server certificates, whose pattern is the same.
TEST_F(UploadSSHPublicKey, rejects_a_body_beyond_latin_1) {
  EXPECT_THAT(upload("\xE2\x82\xAC"),
              fails_with(400, "ValidationError",
                         "The specified value for sSHPublicKeyBody is invalid. It must contain only printable ASCII "
                         "characters."));
}

// LS: in its own encoding a key comes back as it was sent.
TEST_F(GetSSHPublicKey, shows_the_key_as_it_was_uploaded) {
  auto const body = std::string(kSshKey) + " ada@example.test";
  auto const id = uploaded(body);
  auto const answer = get(id);
  EXPECT_EQ(answer.text("SSHPublicKey/SSHPublicKeyBody"), body);
  EXPECT_EQ(answer.text("SSHPublicKey/Fingerprint"), kSshKeyFingerprint);
}

// D: Encoding says in which it is answered.
TEST_F(GetSSHPublicKey, converts_between_the_encodings) {
  auto const id = uploaded(std::string(kSshKey) + " ada@example.test");
  EXPECT_EQ(get(id, "PEM").text("SSHPublicKey/SSHPublicKeyBody"), kSshKeyPem);
  ASSERT_THAT(me.iam("DeleteSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}}), succeeds());
  auto const other = uploaded(kSshKeyPem);
  EXPECT_EQ(get(other, "SSH").text("SSHPublicKey/SSHPublicKeyBody"), kSshKey);
  EXPECT_EQ(get(other, "PEM").text("SSHPublicKey/SSHPublicKeyBody"), kSshKeyPem);
}

// B: the enumeration comes first.
TEST_F(GetSSHPublicKey, rejects_another_encoding) {
  EXPECT_THAT(get(kUnknownSshKey, "DER"),
              fails_with(400, "ValidationError", violation("encoding", "Member must satisfy enum value set")));
}

// LS for the sentence, without "SSH".
TEST_F(GetSSHPublicKey, does_not_find_what_is_not_the_users) {
  ASSERT_THAT(me.create_user("Bob"), succeeds());
  auto const id = uploaded(kSshKey);
  auto const missing = [](std::string const& each) {
    return fails_with(404, "NoSuchEntity", "The Public Key with id " + each + " cannot be found.");
  };
  EXPECT_THAT(get(kUnknownSshKey), missing(kUnknownSshKey));
  EXPECT_THAT(get(id, "SSH", "Bob"), missing(id));
  EXPECT_THAT(me.iam("UpdateSSHPublicKey", {{"UserName", "Bob"}, {"SSHPublicKeyId", id}, {"Status", "Active"}}),
              missing(id));
  EXPECT_THAT(me.iam("DeleteSSHPublicKey", {{"UserName", "Bob"}, {"SSHPublicKeyId", id}}), missing(id));
}

// LS.
TEST_F(UpdateSSHPublicKey, sets_the_status) {
  auto const id = uploaded(kSshKey);
  EXPECT_THAT(me.iam("UpdateSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}, {"Status", "Inactive"}}),
              succeeds());
  EXPECT_EQ(get(id).text("SSHPublicKey/Status"), "Inactive");
  EXPECT_THAT(list().texts("SSHPublicKeys", "Status"), ElementsAre("Inactive"));
}

// B: the operation declares InvalidInput, and the enumeration has a status that no key is given (?).
TEST_F(UpdateSSHPublicKey, does_not_let_a_key_expire) {
  auto const id = uploaded(kSshKey);
  auto const answer =
      me.iam("UpdateSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}, {"Status", "Expired"}});
  EXPECT_EQ(answer.code(), "InvalidInput");
  EXPECT_EQ(get(id).text("SSHPublicKey/Status"), "Active");
}

// LS.
TEST_F(DeleteSSHPublicKey, removes_the_key) {
  auto const id = uploaded(kSshKey);
  EXPECT_THAT(me.iam("DeleteSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}}), succeeds());
  auto const answer = list();
  EXPECT_THAT(answer.names(""), ElementsAre("IsTruncated", "SSHPublicKeys"));
  EXPECT_THAT(answer.names("SSHPublicKeys"), IsEmpty());
}

// LS: neither body nor fingerprint.
TEST_F(ListSSHPublicKeys, shows_metadata_only) {
  ASSERT_THAT(upload(kSshKey), succeeds());
  EXPECT_THAT(list().names("SSHPublicKeys/member"), ElementsAre("UserName", "SSHPublicKeyId", "Status", "UploadDate"));
}

// B.
TEST_F(ListSSHPublicKeys, pages) {
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(uploaded(numbered_ssh_key(i)));
  auto const first = list({{"UserName", "Ada"}, {"MaxItems", "2"}});
  EXPECT_EQ(first.text("IsTruncated"), "true");
  auto const second = list({{"UserName", "Ada"}, {"Marker", first.text("Marker")}});
  EXPECT_EQ(second.text("IsTruncated"), "false");
  auto found = first.texts("SSHPublicKeys", "SSHPublicKeyId");
  for (auto const& id : second.texts("SSHPublicKeys", "SSHPublicKeyId")) found.push_back(id);
  EXPECT_EQ(found, ids);
}

// D: the user name is then that of the access key.
TEST_F(ListSSHPublicKeys, shows_those_of_the_user_who_signs) {
  auto const id = uploaded(kSshKey);
  Caller ada(shared_server(), me.create_access_key("Ada"));
  EXPECT_THAT(ada.iam("ListSSHPublicKeys").texts("SSHPublicKeys", "SSHPublicKeyId"), ElementsAre(id));
}

// LS: the sentence for callers that are no users, seen with other operations.
TEST_F(ListSSHPublicKeys, asks_root_for_a_name) {
  EXPECT_THAT(list({}),
              fails_with(400, "ValidationError", "Must specify userName when calling with non-User credentials"));
}

// LS: keys follow a user under its new name.
TEST_F(SshPublicKeys, survive_the_renaming_of_their_user) {
  auto const id = uploaded(kSshKey);
  ASSERT_THAT(me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}}), succeeds());
  EXPECT_EQ(get(id, "SSH", "Countess").text("SSHPublicKey/UserName"), "Countess");
}

// Reported of keys; the sentence is LS's for service-specific credentials.
TEST_F(SshPublicKeys, keep_their_user_from_being_deleted) {
  auto const id = uploaded(kSshKey);
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}),
              fails_with(409, "DeleteConflict", "Cannot delete entity, must remove referenced objects first."));
  ASSERT_THAT(me.iam("DeleteSSHPublicKey", {{"UserName", "Ada"}, {"SSHPublicKeyId", id}}), succeeds());
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
}

}  // namespace
}  // namespace conformance
