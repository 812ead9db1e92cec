// What the generator does not understand it refuses, naming the file, the line and the offender.
#include "model.h"

#include <gmock/gmock.h>

#include <fstream>

namespace iam::modelgen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlan = "access: read, status: planned, resource: '*', errors: []";

// A model of one or two files in a directory of its own.
class Refusal : public testing::Test {
 protected:
  Refusal() {
    auto const* test = testing::UnitTest::GetInstance()->current_test_info();
    directory_ = fs::path(testing::TempDir()) / (std::string("iam_refusal_") + test->name());
    fs::remove_all(directory_);
  }
  ~Refusal() override { fs::remove_all(directory_); }

  void write(std::string const& file, std::string const& text) {
    fs::create_directories((directory_ / file).parent_path());
    std::ofstream(directory_ / file) << text;
  }

  // What the generator says about `text` as iam/users.yaml; empty when it understands.
  std::string complaint(std::string const& text) {
    write("iam/users.yaml", text);
    return complaint();
  }

  std::string complaint() {
    try {
      load_model(directory_);
    } catch (ModelError const& error) {
      return error.what();
    }
    return "";
  }

  static std::string type(std::string const& entry) { return "types:\n  nameType: { " + entry + " }\n"; }

  static std::string operation(std::string const& attributes) {
    return "operations:\n  GetUser: { " + std::string(kPlan) + ", " + attributes + " }\n";
  }

  fs::path directory_;
};

using testing::EndsWith;
using testing::HasSubstr;

TEST_F(Refusal, a_sound_model_is_understood) {
  EXPECT_EQ(complaint(operation("in: { UserName: string! }") + type("type: string, length: [1, 64]")), "");
}

TEST_F(Refusal, tells_file_and_line) {
  EXPECT_THAT(complaint("types:\n  nameType:\n    { type: text }\n"),
              EndsWith("iam/users.yaml:3: unknown type 'text'"));
}

TEST_F(Refusal, unknown_keys) {
  EXPECT_THAT(complaint("shapes: {}\n"), HasSubstr("unknown section 'shapes'"));
  EXPECT_THAT(complaint(operation("acces: read")), HasSubstr("unknown key 'acces' of the operation GetUser"));
  EXPECT_THAT(complaint(type("type: string, max: 3")), HasSubstr("unknown key 'max' of the type nameType"));
  EXPECT_THAT(complaint("errors:\n  NoSuchEntity: { code: 404 }\n"), HasSubstr("unknown key 'code'"));
}

TEST_F(Refusal, unknown_values) {
  EXPECT_THAT(complaint("operations:\n  GetUser: { access: maybe }\n"), HasSubstr("unknown value 'maybe'"));
  EXPECT_THAT(complaint(type("type: string, sentence: poem")), HasSubstr("unknown value 'poem'"));
  EXPECT_THAT(complaint(type("type: string, sensitive: very")), HasSubstr("unknown value 'very'"));
  EXPECT_THAT(complaint("errors:\n  NoSuchEntity: { status: 200 }\n"), HasSubstr("status from 400 to 599"));
}

TEST_F(Refusal, unknown_references) {
  EXPECT_THAT(complaint(operation("in: { UserName: nmaeType }")), HasSubstr("unknown type 'nmaeType'"));
  EXPECT_THAT(complaint(operation("out: { User: User }")), HasSubstr("unknown type 'User'"));
  EXPECT_THAT(complaint(type("list: Tag")), HasSubstr("unknown type 'Tag'"));
  EXPECT_THAT(complaint("operations:\n  GetUser: { access: read, errors: [NoSuchEntity] }\n"),
              HasSubstr("the unknown error NoSuchEntity"));
  EXPECT_THAT(complaint(operation("checked: [Path]")), HasSubstr("no parameter Path"));
}

TEST_F(Refusal, names_that_are_there_twice) {
  EXPECT_THAT(complaint("types:\n  a: { type: string }\n  a: { type: string }\n"), HasSubstr("'a' is there twice"));
  EXPECT_THAT(complaint(operation("in: {}") + "structures:\n  GetUserRequest: { Name: string }\n"),
              HasSubstr("the name GetUserRequest is there twice"));
  EXPECT_THAT(complaint(type("type: string") + "structures:\n  nameType: { Name: string }\n"),
              HasSubstr("the name nameType is there twice"));
}

TEST_F(Refusal, a_type_named_like_a_built_in_one) {
  EXPECT_THAT(complaint("types:\n  string: { type: string, length: [1, 2] }\n"), HasSubstr("string is there twice"));
}

TEST_F(Refusal, families_of_one_name_in_both_services) {
  write("sts/users.yaml", type("type: string"));
  EXPECT_THAT(complaint(type("type: string")), HasSubstr("another service has this family too"));
}

TEST_F(Refusal, errors_with_two_statuses) {
  write("sts/callers.yaml", "errors:\n  ExpiredToken: { status: 403 }\n");
  EXPECT_EQ(complaint("errors:\n  ExpiredToken: { status: 403, common: true }\n"), "");
  EXPECT_THAT(complaint("errors:\n  ExpiredToken: { status: 400 }\n"),
              HasSubstr("the error ExpiredToken has another status in another service"));
}

TEST_F(Refusal, constraints_that_a_type_cannot_have) {
  EXPECT_THAT(complaint(type("type: boolean, length: [1, 2]")), HasSubstr("has a length"));
  EXPECT_THAT(complaint(type("type: string, range: [1, 2]")), HasSubstr("has a range"));
  EXPECT_THAT(complaint(type("type: integer, pattern: '[0-9]'")), HasSubstr("only strings can have"));
  EXPECT_THAT(complaint(type("type: integer, sensitive: true")), HasSubstr("only strings and blobs can be"));
  EXPECT_THAT(complaint(type("type: string, length: [2, 1]")), HasSubstr("the minimum is above the maximum"));
  EXPECT_THAT(complaint(type("type: string, length: 3")), HasSubstr("expected [min, max]"));
  EXPECT_THAT(complaint(type("type: string, pattern: 'a(?=b)'")), HasSubstr("a group that RE2 does not know"));
}

TEST_F(Refusal, types_of_no_kind_or_of_two) {
  EXPECT_THAT(complaint(type("length: [1, 2]")), HasSubstr("exactly one of type, enum, list and map"));
  EXPECT_THAT(complaint(type("type: string, enum: [a]")), HasSubstr("exactly one of type, enum, list and map"));
  EXPECT_THAT(complaint(type("enum: [a, b], told: [a]")), HasSubstr("tells other values than it has"));
  EXPECT_THAT(complaint(type("enum: [a], quoted: true")), HasSubstr("does not say what is told"));
  EXPECT_THAT(complaint(type("map: string")), HasSubstr("needs keys if and only if it is a map"));
}

TEST_F(Refusal, collections_that_cannot_be_read) {
  EXPECT_THAT(complaint("types:\n  a: { list: string }\n  b: { list: a }\n"), HasSubstr("collection of collections"));
  EXPECT_THAT(complaint(operation("in: { Numbers: nameType }") + type("list: integer")),
              HasSubstr("the parameter Numbers is a collection that the binder cannot read"));
}

TEST_F(Refusal, structures_that_contain_themselves) {
  EXPECT_THAT(complaint("structures:\n  User: { Friend: User }\n"), HasSubstr("User contains itself"));
}

TEST_F(Refusal, files_whose_structures_need_each_other) {
  write("iam/groups.yaml", "structures:\n  Group: { Owner: User }\n  Name: { Text: string }\n");
  EXPECT_THAT(complaint("structures:\n  User: { Name: Name }\n"), HasSubstr("need each other"));
}

TEST_F(Refusal, paging_without_its_members) {
  EXPECT_THAT(complaint(operation("paged: Users, out: { Users: string }")),
              HasSubstr("lacks Marker, MaxItems or IsTruncated"));
}

TEST_F(Refusal, operations_without_access) {
  EXPECT_THAT(complaint("operations:\n  GetUser: { errors: [] }\n"), HasSubstr("says nothing of its access"));
}

TEST_F(Refusal, operations_whose_answers_cannot_be_kept) {
  auto const complaint_of = [this](std::string const& attributes) {
    return complaint("operations:\n  GetUser: { stable: true, errors: [], resource: '*', " + attributes + " }\n");
  };
  EXPECT_EQ(complaint_of("access: read"), "");
  EXPECT_THAT(complaint_of("access: write"), HasSubstr("GetUser cannot be stable"));
  EXPECT_THAT(complaint_of("access: read, decided: handler"), HasSubstr("GetUser cannot be stable"));
}

TEST_F(Refusal, operations_that_do_not_say_who_may_call_them) {
  std::string const start = "operations:\n  GetUser: { access: read, errors: [], in: { UserName: string }, ";
  EXPECT_THAT(complaint(start + "status: planned }\n"), HasSubstr("GetUser names no resource"));
  EXPECT_THAT(complaint(start + "auth: none, resource: '*' }\n"), HasSubstr("needs no signature and names a resource"));
}

TEST_F(Refusal, operations_of_sts_that_do_not_say_which_sessions_may_call_them) {
  auto const complaint_of = [this](std::string const& service, std::string const& attributes) {
    fs::remove_all(directory_);
    write(service + "/callers.yaml", "operations:\n  GetUser: { access: read, errors: [], " + attributes + " }\n");
    return complaint();
  };
  EXPECT_EQ(complaint_of("sts", "resource: none, sessions: [user, federated]"), "");
  EXPECT_THAT(complaint_of("sts", "resource: none"), HasSubstr("does not say which sessions may call it"));
  EXPECT_THAT(complaint_of("sts", "auth: none, sessions: any"), HasSubstr("cannot choose its sessions"));
  EXPECT_THAT(complaint_of("iam", "resource: none, sessions: none"), HasSubstr("cannot choose its sessions"));
  EXPECT_THAT(complaint_of("sts", "resource: none, sessions: [robot]"), HasSubstr("unknown kind of session 'robot'"));
}

TEST_F(Refusal, permissions_that_cannot_be_asked_for) {
  auto const operation = [](std::string const& attributes) {
    return "operations:\n  GetUser: { access: read, errors: [], in: { UserName: string }, " + attributes + " }\n";
  };
  EXPECT_EQ(complaint(operation("resource: user UserName")), "");
  EXPECT_THAT(complaint(operation("resource: usr UserName")), HasSubstr("unknown kind of resource, 'usr'"));
  EXPECT_THAT(complaint(operation("resource: user Name")), HasSubstr("no parameter Name"));
  EXPECT_THAT(complaint(operation("resource: user UserName Path")), HasSubstr("expected a kind of resource"));
  EXPECT_THAT(complaint(operation("resource: new user UserName Path")), HasSubstr("no parameter Path"));
  EXPECT_THAT(complaint(operation("resource: all")), HasSubstr("expected a kind of resource"));
  EXPECT_THAT(complaint(operation("resource: '*', keys: { iam:Key: Name }")), HasSubstr("no parameter Name"));
  EXPECT_THAT(complaint(operation("resource: '*', keys: { iam:Key: UserName.Name }")),
              HasSubstr("no parameter UserName.Name"));
  EXPECT_THAT(complaint(operation("resource: '*', keys: { iam:Key: stored colour }")),
              HasSubstr("users.yaml:2: unknown source of a key, 'stored colour'"));
  EXPECT_THAT(complaint(operation("resource: '*', keys: { iam:Key: stored service Name }")),
              HasSubstr("no parameter Name"));
  EXPECT_EQ(complaint(operation("resource: user of access-key UserName")), "");
  EXPECT_THAT(complaint(operation("resource: user of deletion-task UserName")),
              HasSubstr("unknown kind of resource, 'deletion-task'"));
  EXPECT_THAT(complaint(operation("resource: access-key UserName")), HasSubstr("unknown kind of resource"));
  EXPECT_THAT(complaint(operation("resource: '*', also: { Tags: TagUser }")), HasSubstr("no parameter Tags"));
  EXPECT_THAT(complaint(operation("resource: '*', moves: [UserName]")), HasSubstr("expected the members"));
  EXPECT_THAT(complaint(operation("resource: '*', passes: [RoleName, ec2.amazonaws.com]")),
              HasSubstr("no parameter RoleName"));
  EXPECT_THAT(complaint(operation("resource: '*', decided: elsewhere")), HasSubstr("unknown value 'elsewhere'"));
}

TEST_F(Refusal, broken_yaml_and_foreign_files) {
  EXPECT_THAT(complaint("operations: [\n"), HasSubstr("iam/users.yaml:"));
  write("iam/users.yaml", type("type: string"));
  write("iam/notes.txt", "");
  EXPECT_THAT(complaint(), HasSubstr("notes.txt: not a .yaml file"));
}

TEST_F(Refusal, unknown_services_and_empty_models) {
  write("ec2/instances.yaml", "");
  EXPECT_THAT(complaint(), HasSubstr("unknown service"));
  fs::remove_all(directory_);
  fs::create_directories(directory_);
  EXPECT_THAT(complaint(), HasSubstr("there is no model here"));
}

}  // namespace
}  // namespace iam::modelgen
