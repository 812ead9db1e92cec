#include "iam/policy/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace iam::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

std::string place(Statement const& statement) {
  auto const text = [](Position position) {
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  };
  return text(statement.start) + "-" + text(statement.end);
}

TEST(Document, has_every_element) {
  Parsed const document = parse(R"({"Version":"2012-10-17","Id":"queue","Statement":[
      {"Sid":"One","Effect":"Allow","Action":["sqs:*","sns:*"],"Resource":"*","Principal":{"AWS":["1","2"]}},
      {"Effect":"Deny","NotAction":"iam:*","NotResource":["a","b"],"NotPrincipal":"*","Condition":{
        "StringLike":{"aws:username":["a*","b"],"aws:userid":"x"},"Bool":{"aws:SecureTransport":false},
        "NumericLessThan":{"aws:MultiFactorAuthAge":[1.50,"2"]}}}]})");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->version, Version::kOf2012);
  EXPECT_EQ(document->id, "queue");
  ASSERT_EQ(document->statements.size(), 2U);
  Statement const& one = document->statements[0];
  EXPECT_EQ(one.sid, "One");
  EXPECT_EQ(one.effect, Effect::kAllow);
  EXPECT_THAT(one.actions, Optional(ElementsAre("sqs:*", "sns:*")));
  EXPECT_EQ(one.not_actions, std::nullopt);
  EXPECT_THAT(one.resources, Optional(ElementsAre("*")));
  EXPECT_THAT(one.principals,
              Optional(ElementsAre(Principal{PrincipalKind::kAws, "1"}, Principal{PrincipalKind::kAws, "2"})));
  EXPECT_THAT(one.conditions, IsEmpty());
  Statement const& two = document->statements[1];
  EXPECT_EQ(two.effect, Effect::kDeny);
  EXPECT_EQ(two.actions, std::nullopt);
  EXPECT_THAT(two.not_actions, Optional(ElementsAre("iam:*")));
  EXPECT_THAT(two.not_resources, Optional(ElementsAre("a", "b")));
  EXPECT_THAT(two.not_principals, Optional(ElementsAre(Principal{PrincipalKind::kEveryone, "*"})));
  ASSERT_EQ(two.conditions.size(), 4U);
  EXPECT_EQ(two.conditions[0].op, "StringLike");
  EXPECT_EQ(two.conditions[0].key, "aws:username");
  EXPECT_THAT(two.conditions[0].values, ElementsAre("a*", "b"));
  EXPECT_EQ(two.conditions[1].key, "aws:userid");
  EXPECT_THAT(two.conditions[2].values, ElementsAre("false"));
  EXPECT_THAT(two.conditions[3].values, ElementsAre("1.50", "2"));
}

TEST(Document, without_version_is_of_the_old_one) {
  Parsed const document = parse(R"({"Statement":{"Effect":"Deny"}})");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->version, Version::kOf2008);
}

TEST(Document, keeps_empty_elements_apart_from_absent_ones) {
  Parsed const document = parse(R"({"Statement":{"Effect":"Deny","Action":[],"Principal":{}}})");
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(document->statements[0].actions, Optional(IsEmpty()));
  EXPECT_THAT(document->statements[0].principals, Optional(IsEmpty()));
  EXPECT_EQ(document->statements[0].resources, std::nullopt);
}

TEST(Document, decodes_escapes) {
  Parsed const document = parse(R"({"Statement":{"Effect":"Deny","Action":"\u0073qs:\t\"\u00fc\ud83d\ude00"}})");
  ASSERT_TRUE(document.has_value());
  EXPECT_THAT(document->statements[0].actions, Optional(ElementsAre("sqs:\t\"ü😀")));
}

// The columns below were recorded from AWS's simulator, for documents of the same layout.
TEST(Position, of_a_statement_in_a_compact_list_is_behind_the_bracket) {
  std::string const text =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]})";
  Parsed const document = parse(text);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(place(document->statements[0]), "1:38-1:95");
}

TEST(Position, of_a_later_statement_is_where_the_one_before_it_ended) {
  std::string const text = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow"} , {"Effect":"Deny"}, )"
                           "\n"
                           R"({"Effect":"Deny"}]})";
  Parsed const document = parse(text);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(place(document->statements[0]), "1:38-1:56");
  EXPECT_EQ(place(document->statements[1]), "1:56-1:76");
  EXPECT_EQ(place(document->statements[2]), "1:76-2:18");
}

TEST(Position, of_a_single_statement_is_behind_its_own_brace) {
  std::string const text = R"({"Statement": {"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}})";
  Parsed const document = parse(text);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(place(document->statements[0]), "1:16-1:" + std::to_string(text.size()));
}

TEST(Position, counts_lines_of_a_pretty_document) {
  std::string const text =
      "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n"
      "      \"Action\": \"s3:*\",\n      \"Resource\": \"*\"\n    },\n    {\n      \"Effect\": \"Deny\"\n    }\n  "
      "]\n}\n";
  Parsed const document = parse(text);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(place(document->statements[0]), "3:17-8:6");
  EXPECT_EQ(place(document->statements[1]), "8:6-11:6");
}

TEST(Position, counts_lines_at_line_feeds_and_leading_blank_lines) {
  std::string const text = "\r\n{\r\n  \"Id\": \"x\",\r\n  \"Statement\": [\r\n    {\"Effect\": \"Deny\"\r\n    }]}";
  Parsed const document = parse(text);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(place(document->statements[0]), "4:17-6:6");
}

// AWS's reader works on UTF-16.
TEST(Position, counts_characters_not_bytes) {
  Parsed const document = parse(R"({"Id":"ü😀","Statement":[{"Effect":"Deny"}]})");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(place(document->statements[0]), "1:26-1:43");
}

struct Refusal {
  std::string_view text;
  ParseFault fault;
  std::string_view subject;
};

TEST(Fault, names_what_is_wrong) {
  Refusal const refusals[] = {
      {"{", ParseFault::kInvalidJson, ""},
      {"[]", ParseFault::kNotAnObject, ""},
      {"{}", ParseFault::kNoStatement, ""},
      {R"({"Statement":[]})", ParseFault::kNoStatement, ""},
      {R"({"Statement":[1]})", ParseFault::kWrongType, "Statement"},
      {R"({"Statement":{"Effect":"Deny"},"Note":1})", ParseFault::kUnknownField, "Note"},
      {R"({"Statement":{"Effect":"Deny","Sid":1}})", ParseFault::kWrongType, "Sid"},
      {R"({"Statement":{"Effect":"Deny","Effect":"Deny"}})", ParseFault::kDuplicateMember, "Effect"},
      {R"({"Version":"1","Statement":{"Effect":"Deny"}})", ParseFault::kInvalidVersion, "1"},
      {R"({"Statement":{}})", ParseFault::kNoEffect, "Effect"},
      {R"({"Statement":{"Effect":"Never"}})", ParseFault::kInvalidEffect, "Never"},
      {R"({"Statement":{"Effect":"deny"}})", ParseFault::kEffectCase, "deny"},
      {R"({"Statement":[{"Effect":"deny"},{}]})", ParseFault::kNoEffect, "Effect"},
      {R"({"Statement":{"Effect":"Deny","Action":[],"NotAction":[]}})", ParseFault::kExclusiveFields, "Action"},
      {R"({"Statement":{"Effect":"Deny","Principal":"*","NotPrincipal":"*"}})", ParseFault::kExclusiveFields,
       "Principal"},
      {R"({"Statement":{"Effect":"Deny","Principal":"Ann"}})", ParseFault::kWrongType, "Principal"},
      {R"({"Statement":{"Effect":"Deny","Principal":{"Bob":"1"}}})", ParseFault::kUnknownPrincipalKind, "Bob"},
      {R"({"Statement":{"Effect":"Deny","Condition":{"Same":{"a":"b"}}}})", ParseFault::kUnknownOperator, "Same"},
  };
  for (auto const& [text, fault, subject] : refusals) {
    Parsed const document = parse(text);
    ASSERT_FALSE(document.has_value()) << text;
    EXPECT_EQ(document.error().fault, fault) << text;
    EXPECT_EQ(document.error().subject, subject) << text;
  }
}

TEST(Fault, says_where_it_is) {
  Parsed const document = parse("{\"Statement\":[\n  {\"Effect\":\"Deny\"},\n  {\"Sid\":\"x\"}\n]}");
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().position, (Position{3, 4}));
}

}  // namespace
}  // namespace iam::policy
