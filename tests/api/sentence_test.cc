// The sentences are those of aws.md, section 2.
#include "sentence.h"

#include "iam/api/pattern.h"
#include "iam/base/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::api {
namespace {

using namespace std::string_literals;

// [I:cfn-lint#996, I:qontract-reconcile#2640, V]
TEST(Sentences, of_names) {
  for (auto const* name : {"Bob", "a", "0", "_", "+=,.@-_", "user@example.com"}) {
    EXPECT_EQ(broken_sentence(Sentence::kName, "userName", name), std::nullopt) << name;
  }
  for (auto const& name : {"Bob Smith"s, "a/b"s, "a*"s, "ö"s, "a\n"s, "a:b"s, "\0"s}) {
    EXPECT_EQ(broken_sentence(Sentence::kName, "userName", name),
              "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the "
              "following: +=,.@_-")
        << name;
  }
}

// [LS test_iam_mfa]; `/test//double/` is accepted. [LS]
TEST(Sentences, of_paths) {
  for (auto const* path : {"/", "/a/", "/test//double/", "/!~/"}) {
    EXPECT_EQ(broken_sentence(Sentence::kPath, "path", path), std::nullopt) << path;
  }
  for (auto const& path : {"a"s, "/a"s, "a/"s, "/a b/"s, "/é/"s, "/\x7f/"s, "/a/\n"s}) {
    EXPECT_EQ(broken_sentence(Sentence::kPath, "path", path),
              "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
              "characters and/or / characters.")
        << path;
  }
}

// [V]
TEST(Sentences, of_path_prefixes) {
  for (auto const* prefix : {"/", "/a", "/a/", "//"}) {
    EXPECT_EQ(broken_sentence(Sentence::kPathPrefix, "pathPrefix", prefix), std::nullopt) << prefix;
  }
  for (auto const* prefix : {"a", "a/", "/ ", "/ö"}) {
    EXPECT_EQ(broken_sentence(Sentence::kPathPrefix, "pathPrefix", prefix),
              "The specified value for pathPrefix is invalid. It must begin with the / character and contain only "
              "alphanumeric characters and/or / characters.")
        << prefix;
  }
}

// aws/aws-sdk#36: ListPolicies refuses `/foo` as a prefix. Of the path nobody has reported the sentence.
TEST(Sentences, of_paths_of_policies) {
  for (auto const* path : {"/", "/a/", "/a.b,c+d@e=f_g-h/0/"}) {
    EXPECT_EQ(broken_sentence(Sentence::kPolicyPath, "pathPrefix", path), std::nullopt) << path;
  }
  for (auto const* path : {"/foo", "foo/", "//", "/a//b/", "/a b/", "/a!/", "/é/"}) {
    EXPECT_EQ(broken_sentence(Sentence::kPolicyPath, "pathPrefix", path),
              "The specified value for pathPrefix is invalid. It must begin with the / character and contain only "
              "alphanumeric characters and/or / characters.")
        << path;
    EXPECT_EQ(broken_sentence(Sentence::kPolicyPath, "path", path),
              "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
              "characters and/or / characters.")
        << path;
  }
}

// app-sre/qontract-schemas#824
TEST(Sentences, of_account_aliases) {
  EXPECT_EQ(broken_sentence(Sentence::kAccountAlias, "accountAlias", "my-alias-2"), std::nullopt);
  for (auto const* alias : {"My_Alias", "-a-", "a--b", "über"}) {
    EXPECT_EQ(
        broken_sentence(Sentence::kAccountAlias, "accountAlias", alias),
        "The specified value for accountAlias is invalid. It must be a minimum length of 3 characters and maximum "
        "length of 63 characters, contain only digits, lowercase letters, and hyphens (-), but cannot begin or "
        "end with a hyphen.")
        << alias;
  }
}

// [V]
TEST(Sentences, of_key_ids) {
  EXPECT_EQ(broken_sentence(Sentence::kAlphanumeric, "accessKeyId", "AKIA_1234"), std::nullopt);
  EXPECT_EQ(broken_sentence(Sentence::kAlphanumeric, "accessKeyId", "AKIA-1234"),
            "The specified value for accessKeyId is invalid. It must contain only alphanumeric characters.");
}

// [V]
TEST(Sentences, of_documents) {
  for (auto const& document : {"{ \"a\": 1 }\r\n\t"s, "é ÿ"s, "\xC2\xA0"s}) {
    EXPECT_EQ(broken_sentence(Sentence::kPrintableAscii, "policyDocument", document), std::nullopt) << document;
  }
  for (auto const& document : {"\x01"s, "\0"s, "Ā"s, "€"s, "😀"s, "a\x0b"s}) {
    EXPECT_EQ(broken_sentence(Sentence::kPrintableAscii, "policyDocument", document),
              "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.")
        << document;
  }
}

TEST(Sentences, are_silent_where_there_is_no_rule) {
  EXPECT_EQ(broken_sentence(Sentence::kNone, "anything", "\0 anything"s), std::nullopt);
}

// A sentence stands for the model's pattern, so the two agree on every text that the length rules let through.
struct Twin {
  Sentence sentence;
  std::string_view pattern;
};

class SentenceTwins : public testing::TestWithParam<Twin> {};

TEST_P(SentenceTwins, judge_as_their_pattern_does) {
  auto const& [sentence, pattern] = GetParam();
  std::string const parts[] = {"",   "/",  "a",    "Z",    "0",    "_",        "+",        "-", "!", "~", " ",
                               "\t", "\n", "\x01", "\x1f", "\x7f", "\xC2\x80", "\xC2\xA0", "é", "ÿ", "Ā", "😀"};
  for (auto const& first : parts) {
    for (auto const& second : parts) {
      for (auto const& third : parts) {
        auto const text = first + second + third;
        if (text.empty()) continue;
        ASSERT_EQ(!broken_sentence(sentence, "label", text).has_value(), matches(pattern, text))
            << hex_encode(text) << " against " << pattern;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OfTheModel, SentenceTwins,
                         testing::Values(Twin{Sentence::kName, R"([\w+=,.@-]+)"},
                                         Twin{Sentence::kPath, R"((\u002F)|(\u002F[\u0021-\u007E]+\u002F))"},
                                         Twin{Sentence::kPathPrefix, R"(\u002F[\u0021-\u007F]*)"},
                                         Twin{Sentence::kPolicyPath, R"(((/[A-Za-z0-9\.,\+@=_-]+)*)/)"},
                                         Twin{Sentence::kAlphanumeric, R"([\w]+)"},
                                         Twin{Sentence::kPrintableAscii, R"([\u0009\u000A\u000D\u0020-\u00FF]+)"}));

}  // namespace
}  // namespace iam::api
