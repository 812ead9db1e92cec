// Documents come from anybody: whatever the text, reading it ends soon and without harm.

#include "iam/policy/grammar.h"
#include "vectors.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace iam::policy {
namespace {

constexpr std::size_t kParameterMax = 131'072;

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

void judge(std::string_view text) {
  (void)identity_policy_fault(text, IdentityPolicy::kManaged, Partition::kAws);
  (void)identity_policy_fault(text, IdentityPolicy::kInline, Partition::kAws);
  (void)session_policy_fault(text, Partition::kAws);
  (void)simulated_policy_fault(text, Partition::kAws);
  (void)resource_control_policy_fault(text);
  (void)trust_policy_fault(text, {Partition::kAws, AccountId(1), [](ArnParts const&) { return true; }});
  (void)principals_of(text);
  (void)counted_size(text);
}

TEST(Robustness, deep_nesting_is_refused) {
  for (std::size_t const depth : {kDocumentDepthMax + 1, kParameterMax / 2}) {
    for (auto const* open : {"[", "{\"a\":"}) {
      Parsed const document = parse(repeated(open, depth));
      ASSERT_FALSE(document.has_value());
      EXPECT_EQ(document.error().fault, ParseFault::kInvalidJson);
    }
    EXPECT_FALSE(parse(repeated("[", depth) + repeated("]", depth)).has_value());
  }
}

TEST(Robustness, long_texts_are_refused) {
  std::string const document = R"({"Statement":{"Effect":"Deny"}})";
  EXPECT_TRUE(parse(document + std::string(kDocumentBytesMax - document.size(), ' ')).has_value());
  EXPECT_FALSE(parse(document + std::string(kDocumentBytesMax - document.size() + 1, ' ')).has_value());
}

TEST(Robustness, zero_bytes_do_not_end_a_document) {
  std::string const document = R"({"Statement":{"Effect":"Deny"}})";
  EXPECT_FALSE(parse(document + std::string(1, '\0')).has_value());
  EXPECT_FALSE(parse(std::string(1, '\0') + document).has_value());
}

TEST(Robustness, text_that_is_not_utf_8_is_refused) {
  for (auto const* bytes : {"\x80", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF8\x88\x80\x80\x80", "\\ud800"}) {
    EXPECT_FALSE(parse(std::string(R"({"Id":")") + bytes + R"(","Statement":{"Effect":"Deny"}})").has_value());
  }
}

// Cubic work on these would not end before the runner gives the test up. What they cost beside harmless ones is
// measured by `./dev bench --bounds`.
TEST(Robustness, judging_the_longest_documents_ends) {
  std::string const head = R"({"Version":"2012-10-17","Statement":{"Effect":"Allow",)";
  auto const list_of = [](std::string_view item) {
    return repeated(std::string(item) + ",", kParameterMax / (item.size() + 1)) + std::string(item) + "]";
  };
  std::string members;
  for (int i = 0; i < 10'000; ++i) members += "\"aws:k" + std::to_string(i) + "\":1,";
  std::string principals;
  for (int i = 100'000; i < 107'000; ++i) principals += "\"123456" + std::to_string(i) + "\",";
  std::string const documents[] = {
      head + "\"Action\":[" + list_of("\"a\"") + "}}",
      head + "\"Action\":\"*\",\"Resource\":[" + list_of("\"arn:aws:s3:::b\"") + "}}",
      head + "\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":[" + principals + "\"*\"]}}}",
      head + "\"Condition\":{\"StringEquals\":{" + members + "\"x\":1}}}}",
      R"({"Statement":[)" + list_of(R"({"Effect":"Deny"})") + "}",
      R"({"Statement":[)" + list_of("[]") + "}",
      std::string(kParameterMax, '"'),
      std::string(kParameterMax, ' '),
      std::string(kParameterMax, '1'),
      head + "\"Sid\":\"" + repeated("\\\"", kParameterMax / 2) + "\"}}",
      head + "\"Resource\":\"" + repeated(":", kParameterMax) + "\",\"Action\":\"a:b\"}}",
      head + "\"Action\":\"sts:" + repeated("*a", kParameterMax / 2) + "\",\"Principal\":\"*\"}}",
  };
  for (std::string const& document : documents) {
    judge(document);
    bool const is_sound = &document == &documents[1];
    EXPECT_EQ(!identity_policy_fault(document, IdentityPolicy::kManaged, Partition::kAws).has_value(), is_sound)
        << document.substr(0, 80);
  }
}

std::string mutated(std::string text) {
  int const changes = *rc::gen::inRange(1, 6);
  for (int i = 0; i < changes && !text.empty(); ++i) {
    auto const at = *rc::gen::inRange<std::size_t>(0, text.size());
    auto const length = *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(text.size() - at, 16));
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text[at] = *rc::gen::elementOf(std::string("{}[]\",:\\ \n*0aT\xC3\xBC"));
        break;
      default:
        text.insert(at, 1, *rc::gen::elementOf(std::string("{}[]\",:\\ \n*0aT\xC3\xBC")));
        break;
    }
  }
  return text;
}

std::vector<std::string> const& seeds() {
  static std::vector<std::string> const all = [] {
    std::vector<std::string> documents;
    for (auto const* file : {"managed.txt", "trust.txt"}) {
      for (Vector const& vector : vectors_of(file)) documents.push_back(vector.document);
    }
    return documents;
  }();
  return all;
}

RC_GTEST_PROP(RobustnessProperty, judging_anything_does_no_harm, (std::string const& text)) { judge(text); }

RC_GTEST_PROP(RobustnessProperty, judging_a_damaged_document_does_no_harm, ()) {
  judge(mutated(*rc::gen::elementOf(seeds())));
}

RC_GTEST_PROP(RobustnessProperty, statements_follow_each_other, ()) {
  auto const count = *rc::gen::inRange(1, 8);
  auto const space = rc::gen::container<std::string>(rc::gen::elementOf(std::string(" \t\r\n")));
  std::string text = *space + R"({"Statement":)" + *space + "[";
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "" : ",") + *space + R"({"Effect":"Deny","Sid":"ü😀")" + *space + "}" + *space;
  }
  Parsed const document = parse(text + "]}");
  RC_ASSERT(document.has_value());
  Position last;
  for (Statement const& statement : document->statements) {
    RC_ASSERT(last < statement.start || last == statement.start);
    RC_ASSERT(statement.start < statement.end);
    last = statement.end;
  }
}

RC_GTEST_PROP(RobustnessProperty, positions_grow_in_whatever_can_be_read, ()) {
  Parsed const document = parse(mutated(*rc::gen::elementOf(seeds())));
  if (!document.has_value()) return;
  Position last;
  for (Statement const& statement : document->statements) {
    RC_ASSERT(last <= statement.start);
    RC_ASSERT(statement.start < statement.end);
    last = statement.end;
  }
}

// White space is free, and what a document means does not depend on it.
RC_GTEST_PROP(RobustnessProperty, padding_changes_neither_size_nor_judgement, ()) {
  std::string const text = *rc::gen::elementOf(seeds());
  std::string const padded = "\n " + text + " \t\r\n";
  RC_ASSERT(counted_size(padded) == counted_size(text));
  RC_ASSERT(identity_policy_fault(padded, IdentityPolicy::kManaged, Partition::kAws) ==
            identity_policy_fault(text, IdentityPolicy::kManaged, Partition::kAws));
}

}  // namespace
}  // namespace iam::policy
