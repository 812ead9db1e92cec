// The texts are those of aws.md, section 2.
#include "binding.h"

#include <gtest/gtest.h>

#include <string>

namespace iam::api {
namespace {

std::string repeated(std::string_view unit, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += unit;
  return text;
}

std::string said(std::string_view text, Constraint const& constraint, Wording wording = Wording::kWithoutValue) {
  Member const member{.name = "Member", .label = "member", .constraint = &constraint};
  std::optional<std::string> field;
  return message_of(structure({{"Member", api::text(text)}}), member, field, wording);
}

constexpr Constraint kSessionName{.min = 2, .max = 64, .pattern = R"([\w+=,.@-]*)"};
constexpr Constraint kRoleArn{
    .min = 20,
    .max = 2048,
    .pattern = R"([\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+)"};

TEST(Bind, keeps_what_is_sound) {
  Member const member{.name = "RoleSessionName", .label = "roleSessionName", .constraint = &kSessionName};
  std::optional<std::string> field;
  EXPECT_EQ(error_of(structure({{"RoleSessionName", text("ab")}}), member, field), std::nullopt);
  EXPECT_EQ(field, "ab");
}

TEST(Bind, leaves_an_optional_member_empty_that_was_not_sent) {
  Member const member{.name = "Path", .label = "path", .constraint = &kSessionName};
  std::optional<std::string> field;
  EXPECT_EQ(error_of(structure({{"path", text("ab")}}), member, field), std::nullopt);
  EXPECT_EQ(field, std::nullopt);
}

// Stored, they would come back as something else. That XML has no spelling for them:
// https://www.w3.org/TR/xml/#charsets
TEST(Bind, refuses_characters_that_no_answer_could_carry) {
  Member const member{.name = "Url", .label = "url"};
  for (auto const& given : {std::string("a\x01"), std::string(1, '\0'), std::string("\xEF\xBF\xBE")}) {
    std::optional<std::string> field;
    auto const error = error_of(structure({{"Url", text(given)}}), member, field);
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code, "MalformedInput");
  }
  std::optional<std::string> field;
  EXPECT_EQ(error_of(structure({{"Url", text("\ta\r\n\xEF\xBF\xBD 😀")}}), member, field), std::nullopt);
}

TEST(Bind, lets_a_pattern_tell_which_characters_it_takes) {
  EXPECT_EQ(said("\x01\x01", kSessionName),
            "1 validation error detected: Value at 'member' failed to satisfy constraint: Member must satisfy regular "
            "expression pattern: [\\w+=,.@-]*");
}

// IAM (2026) [V]; STS prints the null [A].
TEST(Bind, says_that_a_required_member_is_missing) {
  Member const member{.name = "UserName", .label = "userName", .presence = Presence::kRequired};
  std::string field;
  auto const error = error_of(structure({}), member, field);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, "ValidationError");
  EXPECT_EQ(error->http_status, 400);
  EXPECT_EQ(error->fault, Fault::kSender);
  EXPECT_EQ(error->message,
            "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null");
  EXPECT_EQ(message_of(structure({}), member, field, Wording::kWithValue),
            "1 validation error detected: Value null at 'userName' failed to satisfy constraint: "
            "Member must not be null");
}

TEST(Bind, a_structure_sent_where_text_belongs_is_missing) {
  Member const member{.name = "UserName", .label = "userName", .presence = Presence::kRequired};
  std::string field;
  EXPECT_EQ(message_of(structure({{"UserName", structure({{"x", text("y")}})}}), member, field),
            "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must not be null");
}

// [LS; STS: A]
TEST(Bind, measures_length) {
  Constraint const constraint{.min = 2, .max = 4};
  EXPECT_EQ(said("abcde", constraint),
            "1 validation error detected: Value at 'member' failed to satisfy constraint: "
            "Member must have length less than or equal to 4");
  EXPECT_EQ(said("a", constraint),
            "1 validation error detected: Value at 'member' failed to satisfy constraint: "
            "Member must have length greater than or equal to 2");
  EXPECT_EQ(said("ab", constraint), "");
  EXPECT_EQ(said("abcd", constraint), "");
  EXPECT_EQ(said("abcde", constraint, Wording::kWithValue),
            "1 validation error detected: Value 'abcde' at 'member' failed to satisfy constraint: "
            "Member must have length less than or equal to 4");
}

// One member's pattern comes before its length. [A]
TEST(Bind, lists_the_pattern_before_the_length) {
  EXPECT_EQ(said("!", kSessionName, Wording::kWithValue),
            R"(2 validation errors detected: Value '!' at 'member' failed to satisfy constraint: )"
            R"(Member must satisfy regular expression pattern: [\w+=,.@-]*; )"
            R"(Value '!' at 'member' failed to satisfy constraint: )"
            R"(Member must have length greater than or equal to 2)");
}

// `''` for roleArn fails pattern and length, `''` for roleSessionName only the length. [A]
TEST(Bind, holds_an_empty_text_against_each_rule) {
  EXPECT_EQ(said("", kRoleArn, Wording::kWithValue),
            std::string(R"(2 validation errors detected: Value '' at 'member' failed to satisfy constraint: )"
                        R"(Member must satisfy regular expression pattern: )")
                .append(kRoleArn.pattern)
                .append(R"(; Value '' at 'member' failed to satisfy constraint: )"
                        R"(Member must have length greater than or equal to 20)"));
  EXPECT_EQ(said("", kSessionName, Wording::kWithValue),
            "1 validation error detected: Value '' at 'member' failed to satisfy constraint: "
            "Member must have length greater than or equal to 2");
}

// 2,000-character values are printed in full. [LS test_sts]
TEST(Bind, prints_long_values_in_full_for_sts) {
  auto const value = repeated("x", 2000);
  EXPECT_EQ(said(value, kSessionName, Wording::kWithValue),
            "1 validation error detected: Value '" + value +
                "' at 'member' failed to satisfy constraint: Member must have length less than or equal to 64");
}

// Length counts Unicode code points, without normalising. [A]
TEST(Bind, counts_code_points) {
  EXPECT_EQ(said(repeated("é", 2048), kRoleArn), "");
  EXPECT_EQ(said(repeated("e\xCC\x81", 1025), kRoleArn),
            "1 validation error detected: Value at 'member' failed to satisfy constraint: "
            "Member must have length less than or equal to 2048");
}

// Characters beyond U+FFFF never match the pattern that AWS prints with \u10000. [A]
TEST(Bind, astral_characters_pass_the_length_and_fail_the_pattern) {
  std::string const pattern_broken = std::string(
                                         "Value at 'member' failed to satisfy constraint: "
                                         "Member must satisfy regular expression pattern: ")
                                         .append(kRoleArn.pattern);
  EXPECT_EQ(said(repeated("😀", 2048), kRoleArn), "1 validation error detected: " + pattern_broken);
  EXPECT_EQ(said(repeated("😀", 2049), kRoleArn),
            "2 validation errors detected: " + pattern_broken +
                "; Value at 'member' failed to satisfy constraint: Member must have length less than or equal to 2048");
}

// IAM names no values since 2025/26 [LS]; STS and older IAM do [V, older issues].
TEST(Bind, checks_enumerations) {
  static constexpr std::string_view kValues[] = {"Active", "Inactive"};
  Constraint const constraint{.values = kValues};
  EXPECT_EQ(said("Inactive", constraint), "");
  EXPECT_EQ(said("inactive", constraint),
            "1 validation error detected: Value at 'member' failed to satisfy constraint: "
            "Member must satisfy enum value set");
  EXPECT_EQ(said("", constraint, Wording::kWithValue),
            "1 validation error detected: Value '' at 'member' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Active, Inactive]");
}

// Both were recorded in September 2026: radkawar/stackd, and account_reporting.json there.
TEST(Bind, tells_the_values_of_an_enumeration_in_the_order_in_which_aws_does) {
  static constexpr std::string_view kValues[] = {"Active", "Inactive"};
  static constexpr std::string_view kTold[] = {"Inactive", "Active"};
  EXPECT_EQ(said("on", {.values = kValues, .told = kTold}),
            "1 validation error detected: Value at 'member' failed to satisfy constraint: "
            "Member must satisfy enum value set");
  EXPECT_EQ(said("on", {.values = kValues, .told = kTold, .quoted = true}),
            "1 validation error detected: Value 'on' at 'member' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Inactive, Active]");
}

// The separation of phases. [LS, V; inferred]
TEST(Bind, tells_sentences_only_when_the_grammar_is_clean) {
  Constraint const name{.min = 1, .max = 5, .pattern = R"([\w+=,.@-]+)", .sentence = Sentence::kName};
  Member const user{.name = "UserName", .label = "userName", .constraint = &name};
  Member const group{.name = "GroupName", .label = "groupName", .constraint = &name};
  auto const messages = [&](std::string_view user_name, std::string_view group_name) {
    auto const request = structure({{"UserName", text(user_name)}, {"GroupName", text(group_name)}});
    Violations violations(Wording::kWithoutValue);
    Binder binder(request, "", violations);
    std::string field;
    binder(user, field);
    binder(group, field);
    auto const error = violations.error();
    return error.has_value() ? error->message.value_or("") : "";
  };
  EXPECT_EQ(messages("a b", "toolong"),
            "1 validation error detected: Value at 'groupName' failed to satisfy constraint: "
            "Member must have length less than or equal to 5");
  // One at a time.
  EXPECT_EQ(messages("a b", "c d"),
            "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the "
            "following: +=,.@_-");
  EXPECT_EQ(messages("ab", "c d"),
            "The specified value for groupName is invalid. It must contain only alphanumeric characters and/or the "
            "following: +=,.@_-");
  EXPECT_EQ(messages("ab", "cd"), "");
}

TEST(Bind, counts_all_members_violations) {
  Constraint const constraint{.min = 2};
  Member const first{.name = "First", .label = "first", .constraint = &constraint};
  Member const second{.name = "Second", .label = "second", .presence = Presence::kRequired};
  auto const request = structure({{"First", text("x")}});
  Violations violations(Wording::kWithoutValue);
  Binder binder(request, "", violations);
  std::string field;
  binder(first, field);
  binder(second, field);
  ASSERT_TRUE(violations.error().has_value());
  EXPECT_EQ(violations.error()->message,
            "2 validation errors detected: Value at 'first' failed to satisfy constraint: Member must have length "
            "greater than or equal to 2; Value at 'second' failed to satisfy constraint: Member must not be null");
}

TEST(Bind, reads_secrets_without_changing_them) {
  Member const member{.name = "Password", .label = "password"};
  std::optional<Secret> field;
  EXPECT_EQ(error_of(structure({{"Password", text("s3 cr+et ")}}), member, field), std::nullopt);
  ASSERT_TRUE(field.has_value());
  EXPECT_EQ(field->reveal(), "s3 cr+et ");
}

TEST(Bind, reads_blobs_from_base64_and_measures_their_bytes) {
  Constraint const constraint{.max = 3};
  Member const member{.name = "Blob", .label = "blob", .constraint = &constraint};
  std::optional<Blob> field;
  EXPECT_EQ(error_of(structure({{"Blob", text("Zm9v")}}), member, field), std::nullopt);
  EXPECT_EQ(field->bytes, "foo");
  EXPECT_EQ(message_of(structure({{"Blob", text("Zm9vYg==")}}), member, field),
            "1 validation error detected: Value at 'blob' failed to satisfy constraint: "
            "Member must have length less than or equal to 3");
  auto const error = error_of(structure({{"Blob", text("?")}}), member, field);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, "MalformedInput");
}

TEST(Bind, reads_timestamps) {
  Member const member{.name = "Since", .label = "since"};
  std::optional<Time> field;
  EXPECT_EQ(error_of(structure({{"Since", text("2026-03-05T10:11:12Z")}}), member, field), std::nullopt);
  EXPECT_EQ(field, parse_iso8601("2026-03-05T10:11:12Z"));
  auto const error = error_of(structure({{"Since", text("yesterday")}}), member, field);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, "MalformedInput");
}

}  // namespace
}  // namespace iam::api
