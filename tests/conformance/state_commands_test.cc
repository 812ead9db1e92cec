// State documents as the program takes them: --seed, import and export.
#include "client/caller.h"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

namespace conformance {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto kAccount = "123456789012";
constexpr auto kAnswerOfAws = IAM_STATE_VECTORS_DIR "/account_details.json";

class StateCommands : public testing::Test {
 protected:
  std::string file(std::string const& name, std::string const& text) const {
    auto path = directory.file(name);
    std::ofstream(path) << text;
    return path;
  }
  std::string folder(std::string const& name) const {
    auto path = directory.file(name);
    mkdir(path.c_str(), 0755);
    return path;
  }
  static std::vector<std::string> users(Server const& server) {
    return Caller(server, kAccount).iam("ListUsers").texts("Users", "UserName");
  }
  // A program called aws that answers so when it is asked for that profile's details, and fails otherwise.
  Environment with_aws(std::string const& answer) const {
    auto const bin = folder("bin");
    std::ofstream(bin + "/aws")
        << "#!/bin/sh\n"
        << "test \"$*\" = 'iam get-account-authorization-details --profile prod --output json' || "
           "{ echo 'no such profile' >&2; exit 255; }\n"
        << "test -z \"$AWS_ENDPOINT_URL\" || exit 3\n"
        << "cat " << answer << "\n";
    chmod((bin + "/aws").c_str(), 0755);
    return {"PATH=" + bin + ":" + std::getenv("PATH"), "AWS_ENDPOINT_URL=http://127.0.0.1:1"};
  }

  TemporaryDirectory directory;
};

using Seeds = StateCommands;
using Imports = StateCommands;
using Exports = StateCommands;

TEST_F(Seeds, are_applied_before_the_listening_line) {
  auto const one = file("one.yaml", "Users: [{UserName: Ada}]");
  auto const two = file("two.json", R"({"Users": [{"UserName": "Bob"}]})");
  Server const server({"--seed", one, "--seed", two});
  EXPECT_THAT(users(server), ElementsAre("Ada", "Bob"));
}

TEST_F(Seeds, are_taken_by_exec) {
  auto const seed = file("seed.yaml", "Users: [{UserName: Ada}]");
  auto const told = run({"exec", "--log-level", "info", "--seed", seed, "--", "true"});
  EXPECT_EQ(told.status, 0);
  EXPECT_THAT(told.err, HasSubstr("seed.yaml: 1 user"));
}

// As they are mounted into a container: every document there is, by name, and nothing else.
TEST_F(Seeds, may_be_a_folder) {
  auto const seeds = folder("seeds");
  file("seeds/20.yml", "Users: [{UserName: Bob, GroupList: [first]}]");
  file("seeds/10.json", R"({"Groups": [{"GroupName": "first"}]})");
  file("seeds/README.md", "not a document: at all");
  file("seeds/.hidden.yaml", "neither");
  EXPECT_THAT(users(Server({"--seed", seeds})), ElementsAre("Bob"));
  EXPECT_THAT(users(Server({"--seed", folder("empty")})), IsEmpty());
}

TEST_F(Seeds, come_from_the_environment_too) {
  auto const one = file("one.yaml", "Users: [{UserName: Ada}]");
  auto const two = file("two.yaml", "Users: [{UserName: Ada}]\n");
  auto const refused = run({"exec", "--", "true"}, {"IAMLOCAL_SEED=" + one + "," + two});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("two.yaml:1: CreateUser: EntityAlreadyExists"));
}

TEST_F(Seeds, change_nothing_at_a_second_start) {
  auto const database = directory.file("iam.db");
  auto const seed = file("seed.yaml", "Users: [{UserName: Ada}, {UserName: Bob}]");
  {
    Server server({"--db", database, "--seed", seed});
    EXPECT_THAT(Caller(server, kAccount).iam("DeleteUser", {{"UserName", "Bob"}}), succeeds());
    server.terminate();
  }
  Server const again({"--db", database, "--seed", seed});
  EXPECT_THAT(users(again), ElementsAre("Ada"));
}

// Under another name it is the same document.
TEST_F(Seeds, are_known_by_their_text) {
  auto const database = directory.file("iam.db");
  auto const text = "Users: [{UserName: Ada}]";
  EXPECT_EQ(Server({"--db", database, "--seed", file("seed.yaml", text)}).terminate(), 0);
  EXPECT_THAT(users(Server({"--db", database, "--seed", file("moved.yaml", text)})), ElementsAre("Ada"));
}

// What it made is there, and would be there twice; and whoever changed it would wait for the change in vain.
TEST_F(Seeds, are_refused_when_the_database_has_an_older_text) {
  auto const database = directory.file("iam.db");
  EXPECT_EQ(Server({"--db", database, "--seed", file("seed.yaml", "Users: [{UserName: Ada}]")}).terminate(), 0);
  auto const changed = file("seed.yaml", "Users: [{UserName: Bob}]");
  auto const refused = run({"exec", "--db", database, "--seed", changed, "--", "true"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("seed.yaml: this database has what an older text of the file said"));
  EXPECT_THAT(users(Server({"--db", database})), ElementsAre("Ada"));
}

TEST_F(Seeds, are_applied_again_after_a_reset) {
  auto const database = directory.file("iam.db");
  auto const seed = file("seed.yaml", "Users: [{UserName: Ada}]");
  {
    Server server({"--db", database, "--seed", seed});
    server.exchange({.method = "POST", .target = "/_iam/reset"});
    server.terminate();
  }
  EXPECT_THAT(users(Server({"--db", database, "--seed", seed})), ElementsAre("Ada"));
}

TEST_F(Seeds, that_are_wrong_leave_nothing_of_any) {
  auto const database = directory.file("iam.db");
  auto const good = file("good.yaml", "Users: [{UserName: Ada}]");
  auto const bad = file("bad.yaml", "Users:\n  - UserName: Bob\n  - UserName: A da\n");
  auto const refused = run({"exec", "--db", database, "--seed", good, "--seed", bad, "--", "echo", "ran"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err, HasSubstr("bad.yaml:3: CreateUser: ValidationError: The specified value for userName"));
  EXPECT_THAT(users(Server({"--db", database})), IsEmpty());
}

TEST_F(Seeds, that_cannot_be_read_are_refused_by_name) {
  auto const refused = run({"exec", "--seed", directory.file("missing.yaml"), "--", "true"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("missing.yaml"));
}

// A log is read by people who may not have the account's credentials.
TEST_F(Seeds, leave_no_secret_in_the_log) {
  auto const seed = file("seed.yaml", R"(
Users:
  - UserName: Ada
    LoginProfile: {Password: Correct-Horse-9}
    AccessKeys: [{AccessKeyId: AKIAIOSFODNN7EXAMPLE, SecretAccessKey: very-secret-indeed}]
    MFADevices: [{VirtualMFADeviceName: phone, Base32StringSeed: JBSWY3DPEHPK3PXPJBSWY3DP}]
)");
  auto const told = run({"exec", "--log-level", "trace", "--seed", seed, "--", "true"});
  EXPECT_EQ(told.status, 0);
  EXPECT_THAT(told.err,
              AllOf(Not(HasSubstr("Correct-Horse-9")), Not(HasSubstr("very-secret")), Not(HasSubstr("JBSWY3"))));
}

TEST_F(Imports, go_into_the_server_that_runs) {
  Server const server;
  auto const port = std::to_string(server.port());
  auto const told = run({"import", kAnswerOfAws, "--port", port});
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out,
              AllOf(HasSubstr("account 111122223333\n"), HasSubstr("2 users"), HasSubstr("note: access keys")));
  EXPECT_THAT(Caller(server, "111122223333").get_user("ada"), succeeds());
}

TEST_F(Imports, ask_the_aws_cli_for_a_profile) {
  Server const server;
  auto const told =
      run({"import", "--profile", "prod", "--port", std::to_string(server.port())}, with_aws(kAnswerOfAws));
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(Caller(server, "111122223333").get_user("ada"), succeeds());
}

TEST_F(Imports, say_when_the_aws_cli_fails_or_is_not_there) {
  Server const server;
  auto const port = std::to_string(server.port());
  auto const failed = run({"import", "--profile", "other", "--port", port}, with_aws(kAnswerOfAws));
  EXPECT_EQ(failed.status, 1);
  EXPECT_THAT(failed.err, AllOf(HasSubstr("no such profile"), HasSubstr("--profile other failed")));
  auto const missing = run({"import", "--profile", "prod", "--port", port}, {"PATH=" + folder("nothing")});
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(missing.err, HasSubstr("cannot run aws"));
}

TEST_F(Imports, tell_file_line_and_sentence_of_what_is_refused) {
  Server const server;
  auto const seed = file("team.json", "{\"Users\": [\n    {\"UserName\": \"Ada\"},\n      {\"UserName\": \"Ada\"}]}");
  auto const refused = run({"import", seed, "--port", std::to_string(server.port())});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err,
              HasSubstr("team.json:3: CreateUser: EntityAlreadyExists: User with name Ada already exists."));
}

TEST_F(Imports, go_into_a_database_that_no_server_uses) {
  auto const database = directory.file("iam.db");
  auto const seed = file("seed.yaml", "Users: [{UserName: Ada}]");
  EXPECT_EQ(run({"import", seed, "--db", database}).status, 0);
  auto const told = run({"export", "--db", database});
  EXPECT_THAT(told.out, HasSubstr("\"UserName\": \"Ada\""));
  Server const server({"--db", database});
  EXPECT_THAT(users(server), ElementsAre("Ada"));
  EXPECT_EQ(run({"import", seed, "--db", database}).status, 1);
}

TEST_F(Imports, say_what_takes_a_document_that_is_too_large_for_a_request) {
  Server const server;
  std::string text = "Users: [] #";
  text.resize(11'000'000, 'x');
  auto const large = file("large.yaml", text);
  auto const refused = run({"import", large, "--port", std::to_string(server.port())});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("large.yaml is larger than a request may be: --db, and --seed of a start"));
}

TEST_F(Imports, take_parameters_of_templates) {
  auto const database = directory.file("iam.db");
  auto const stack = file("stack.yaml", R"(
Parameters: {Name: {Type: String}, Path: {Type: String}}
Resources: {U: {Type: 'AWS::IAM::User', Properties: {UserName: !Ref Name, Path: !Ref Path}}}
)");
  Server const server;
  auto const port = std::to_string(server.port());
  auto const told = run({"import", stack, "--parameter", "Name=a=b", "--parameter", "Path=/a&b/", "--port", port});
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(users(server), ElementsAre("a=b"));
  EXPECT_EQ(run({"import", stack, "--parameter", "Name=a", "--parameter", "Path=/p/", "--db", database}).status, 0);
  EXPECT_THAT(users(Server({"--db", database})), ElementsAre("a"));
  auto const refused = run({"import", stack, "--parameter", "Name", "--port", port});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("--parameter is NAME=VALUE, not 'Name'"));
}

TEST_F(Imports, need_one_source) {
  for (auto const& arguments : {std::vector<std::string>{"import"},
                                {"import", "a.yaml", "--profile", "prod"},
                                {"import", "a.yaml", "--account", "12"},
                                {"import", "a.yaml", "--acount", "111122223333"}}) {
    auto const refused = run(arguments);
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("iamlocal: "));
  }
}

TEST_F(Imports, suggest_flags_of_their_own) {
  EXPECT_THAT(run({"import", "--profil", "prod"}).err, HasSubstr("did you mean --profile?"));
  EXPECT_THAT(run({"export", "--prot", "4566"}).err, HasSubstr("did you mean --port?"));
}

TEST_F(Exports, are_what_the_server_answers) {
  Server const server({"--operator-token", "s3cret"});
  Caller me(server, "111122223333");
  me.create_user("Ada");
  auto const port = std::to_string(server.port());
  auto const told =
      run({"export", "--as", "json", "--account", "111122223333", "--port", port, "--operator-token", "s3cret"});
  EXPECT_EQ(told.status, 0) << told.err;
  auto const answer =
      server.exchange({.target = "/_iam/state?account=111122223333", .headers = {{"Authorization", "Bearer s3cret"}}});
  EXPECT_EQ(told.out, answer.body);
  EXPECT_THAT(told.out, HasSubstr("\"UserName\": \"Ada\""));
}

TEST_F(Exports, say_what_they_leave_out) {
  auto const database = directory.file("iam.db");
  {
    Server const server({"--db", database});
    Caller me(server, "111122223333");
    me.create_user("Ada");
    me.iam("CreateLoginProfile", {{"UserName", "Ada"}, {"Password", "Correct-Horse-9"}});
    me.iam("UpdateLoginProfile", {{"UserName", "Ada"}, {"Password", "Correct-Horse-10"}});
    auto const told = run({"export", "--account", "111122223333", "--port", std::to_string(server.port())});
    EXPECT_EQ(told.err, "note: left out: earlier passwords\n");
  }
  EXPECT_EQ(run({"export", "--account", "111122223333", "--db", database}).err, "note: left out: earlier passwords\n");
  EXPECT_EQ(run({"export", "--account", "444455556666", "--db", database}).err, "");
}

TEST_F(Exports, say_what_keeps_them_from_the_server) {
  Server const server({"--operator-token", "s3cret"});
  auto const port = std::to_string(server.port());
  auto const refused = run({"export", "--port", port});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("need a token"));
  auto const unknown = run({"export", "--as", "xml", "--port", port, "--operator-token", "s3cret"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.err, HasSubstr("`as` is one of: json"));
}

}  // namespace
}  // namespace conformance
