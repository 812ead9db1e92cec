// What the parameters of the user operations must look like, and the words in which AWS says so.
// Sources in the comments: LS recordings of AWS, A probes of live AWS STS, V another server written after AWS,
// I answers quoted in public issues, B the service model.
#include "client/caller.h"

namespace conformance {
namespace {

constexpr auto kNull = "Member must not be null";
constexpr auto kNameSentence =
    " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-";
constexpr auto kPathSentence =
    " is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.";
constexpr auto kPrefixSentence =
    " is invalid. It must begin with the / character and contain only alphanumeric characters and/or / characters.";

std::string at_least(char const* what, int limit) {
  return std::string("Member must have ") + what + " greater than or equal to " + std::to_string(limit);
}

std::string at_most(char const* what, int limit) {
  return std::string("Member must have ") + what + " less than or equal to " + std::to_string(limit);
}

auto invalid(std::string const& message) { return fails_with(400, "ValidationError", message); }

std::string sentence(std::string const& member, char const* rest) { return "The specified value for " + member + rest; }

struct Case {
  char const* action;
  Pairs parameters;
  std::string message;
};

void PrintTo(Case const& each, std::ostream* out) { *out << each.action << ": " << each.message; }

class Parameters : public testing::TestWithParam<Case> {};

TEST_P(Parameters, are_refused_in_the_words_of_aws) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(me.iam(GetParam().action, GetParam().parameters), invalid(GetParam().message));
}

// V for `Value at`; LS for the wording of lengths without the value.
INSTANTIATE_TEST_SUITE_P(Missing, Parameters,
                         testing::Values(Case{"CreateUser", {}, violation("userName", kNull)},
                                         Case{"UpdateUser", {}, violation("userName", kNull)},
                                         Case{"DeleteUser", {}, violation("userName", kNull)},
                                         Case{"ListUserTags", {}, violation("userName", kNull)},
                                         Case{"UntagUser", {{"TagKeys.member.1", "a"}}, violation("userName", kNull)},
                                         Case{"TagUser", with_tags({}, {{"a", "1"}}), violation("userName", kNull)}));

INSTANTIATE_TEST_SUITE_P(
    Lengths, Parameters,
    testing::Values(
        Case{"CreateUser", {{"UserName", ""}}, violation("userName", at_least("length", 1))},
        Case{"CreateUser", {{"UserName", std::string(65, 'n')}}, violation("userName", at_most("length", 64))},
        Case{"GetUser", {{"UserName", ""}}, violation("userName", at_least("length", 1))},
        Case{"GetUser", {{"UserName", std::string(129, 'n')}}, violation("userName", at_most("length", 128))},
        Case{"UpdateUser",
             {{"UserName", "Ada"}, {"NewUserName", std::string(65, 'n')}},
             violation("newUserName", at_most("length", 64))},
        Case{"CreateUser",
             {{"UserName", "new"}, {"Path", "/" + std::string(511, 'p') + "/"}},
             violation("path", at_most("length", 512))},
        Case{"CreateUser", {{"UserName", "new"}, {"Path", ""}}, violation("path", at_least("length", 1))},
        Case{"UpdateUser",
             {{"UserName", "Ada"}, {"NewPath", "/" + std::string(511, 'p') + "/"}},
             violation("newPath", at_most("length", 512))},
        Case{"ListUsers",
             {{"PathPrefix", "/" + std::string(512, 'p')}},
             violation("pathPrefix", at_most("length", 512))},
        Case{"CreateUser",
             {{"UserName", "new"}, {"PermissionsBoundary", "short"}},
             violation("permissionsBoundary", at_least("length", 20))},
        Case{"CreateUser",
             {{"UserName", "new"}, {"PermissionsBoundary", std::string(2049, 'b')}},
             violation("permissionsBoundary", at_most("length", 2048))}));

// B for the range.
INSTANTIATE_TEST_SUITE_P(
    Ranges, Parameters,
    testing::Values(Case{"ListUsers", {{"MaxItems", "0"}}, violation("maxItems", at_least("value", 1))},
                    Case{"ListUsers", {{"MaxItems", "-5"}}, violation("maxItems", at_least("value", 1))},
                    Case{"ListUsers", {{"MaxItems", "1001"}}, violation("maxItems", at_most("value", 1000))},
                    Case{"ListUserTags",
                         {{"UserName", "Ada"}, {"MaxItems", "1001"}},
                         violation("maxItems", at_most("value", 1000))}));

// I:cfn-lint#996 for names, LS for paths, V for the prefix.
INSTANTIATE_TEST_SUITE_P(
    Sentences, Parameters,
    testing::Values(
        Case{"CreateUser", {{"UserName", "a b"}}, sentence("userName", kNameSentence)},
        Case{"CreateUser", {{"UserName", "a/b"}}, sentence("userName", kNameSentence)},
        Case{"CreateUser", {{"UserName", "é"}}, sentence("userName", kNameSentence)},
        Case{"GetUser", {{"UserName", "a*"}}, sentence("userName", kNameSentence)},
        Case{"DeleteUser", {{"UserName", "a:b"}}, sentence("userName", kNameSentence)},
        Case{"UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "a b"}}, sentence("newUserName", kNameSentence)},
        Case{"UpdateUser", {{"UserName", "Ada"}, {"NewPath", "x"}}, sentence("newPath", kPathSentence)},
        Case{"CreateUser", {{"UserName", "new"}, {"Path", "a/"}}, sentence("path", kPathSentence)},
        Case{"CreateUser", {{"UserName", "new"}, {"Path", "/a"}}, sentence("path", kPathSentence)},
        Case{"CreateUser", {{"UserName", "new"}, {"Path", "/a b/"}}, sentence("path", kPathSentence)},
        Case{"CreateUser", {{"UserName", "new"}, {"Path", "/é/"}}, sentence("path", kPathSentence)},
        Case{"ListUsers", {{"PathPrefix", "a"}}, sentence("pathPrefix", kPrefixSentence)},
        Case{"ListUsers", {{"PathPrefix", "/a b"}}, sentence("pathPrefix", kPrefixSentence)}));

// LS: the sentences come only when the model's own constraints hold.
TEST(Validation, tells_constraints_before_sentences) {
  Caller me;
  EXPECT_THAT(me.iam("CreateUser", {{"UserName", "a b"}, {"Path", ""}}),
              invalid(violation("path", at_least("length", 1))));
}

// LS: all in one message. The order of members is AWS's own and not the model's: only one member's is fixed.
TEST(Validation, tells_all_violations_in_one_answer) {
  Caller me;
  auto const answer =
      me.iam("CreateUser", with_tags({{"UserName", ""}, {"Path", std::string(513, '/')}}, numbered_tags(1, 51)));
  EXPECT_EQ(answer.status(), 400);
  EXPECT_EQ(answer.code(), "ValidationError");
  auto const message = answer.message().value_or("");
  EXPECT_TRUE(message.starts_with("3 validation errors detected: ")) << message;
  for (auto const* each :
       {"Value at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "Value at 'path' failed to satisfy constraint: Member must have length less than or equal to 512",
        "Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50"}) {
    EXPECT_THAT(message, testing::HasSubstr(each));
  }
}

// A: parameters are checked before what they name is looked for.
TEST(Validation, comes_before_existence) {
  Caller me;
  EXPECT_THAT(me.iam("TagUser", with_tags({{"UserName", "nobody"}}, {{"a", "*"}})).code(), "ValidationError");
  EXPECT_THAT(me.iam("UpdateUser", {{"UserName", "nobody"}, {"NewPath", "x"}}),
              invalid(sentence("newPath", kPathSentence)));
}

// A: with STS's DurationSeconds; V for IAM.
TEST(Numbers, that_do_not_parse_are_malformed_input_without_a_message) {
  Caller me;
  for (auto const* number :
       {"abc", "5.0", "1e2", " 5", "5 ", "0x5", "2147483648", "-2147483649", "99999999999999999999", "--5", "+-5"}) {
    EXPECT_THAT(me.iam("ListUsers", {{"MaxItems", number}}), fails_without_message(400, "MalformedInput")) << number;
  }
  EXPECT_THAT(me.iam("ListUsers", {{"MaxItems", ""}}),
              fails_with(400, "MalformedInput", "missing value for decimal type"));
}

// A.
TEST(Numbers, may_have_a_sign_and_leading_zeros) {
  Caller me;
  me.create_user("a");
  me.create_user("b");
  for (auto const* number : {"+1", "01", "+0000000000001"}) {
    EXPECT_THAT(me.iam("ListUsers", {{"MaxItems", number}}).texts("Users", "UserName"), testing::ElementsAre("a"))
        << number;
  }
}

}  // namespace
}  // namespace conformance
