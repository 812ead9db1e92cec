// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
#include "iam/wire/query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace iam::wire {
namespace {

using api::Value;
using namespace std::string_literals;

// A tree as text: {Action:GetUser Tags:[{Key:a Value:b}]}.
std::string shown(Value const& value) {
  if (value.kind == Value::Kind::kText) return std::string(value.text);
  std::string text;
  for (auto const& item : value.items) text.append(text.empty() ? "" : " ").append(shown(item));
  for (auto const& [name, field] : value.fields)
    text.append(text.empty() ? "" : " ").append(name).append(":").append(shown(field));
  return value.kind == Value::Kind::kList ? "[" + text + "]" : "{" + text + "}";
}

std::string parsed(std::string_view body, std::string_view url_query = "") {
  auto const request = QueryRequest::parse(body, url_query);
  return request.has_value() ? shown(request->parameters()) : request.error().code;
}

TEST(Query, reads_pairs_from_body_and_url) {
  EXPECT_EQ(parsed("Action=GetUser&UserName=Bob", "Version=2010-05-08"),
            "{Action:GetUser UserName:Bob Version:2010-05-08}");
  EXPECT_EQ(parsed("", ""), "{}");
}

TEST(Query, decodes_names_and_values) { EXPECT_EQ(parsed("%55ser%4eame=a+b%2Bc%20d%C3%A9"), "{UserName:a b+c dé}"); }

TEST(Query, passes_over_what_holds_no_pair) { EXPECT_EQ(parsed("&&a=1&&&b=2&"), "{a:1 b:2}"); }

TEST(Query, reads_missing_and_repeated_equals_signs) {
  EXPECT_EQ(parsed("a&b=&c==&d=1=2"), "{a: b: c:= d:1=2}");
  EXPECT_EQ(parsed("=x"), "{:x}");
}

// Repeated scalar parameters: the first one wins. [A; aws.md section 1]
TEST(Query, of_repeated_parameters_the_first_wins) {
  EXPECT_EQ(parsed("A=1&B=x&A=2&A=3"), "{A:1 B:x}");
  EXPECT_EQ(parsed("A=body", "A=url"), "{A:body}");
  EXPECT_EQ(parsed("T.member.1.K=1&T.member.1.K=2"), "{T:[{K:1}]}");
}

TEST(Query, tells_texts_only) {
  auto const request = QueryRequest::parse("Action=A&Empty=&Tags.member.1=x", "");
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->text("Action"), "A");
  EXPECT_EQ(request->text("Empty"), "");
  EXPECT_EQ(request->text("Tags"), std::nullopt);
  EXPECT_EQ(request->text("action"), std::nullopt);
  EXPECT_EQ(request->text("Missing"), std::nullopt);
}

TEST(Query, outlives_the_text_it_was_read_from) {
  auto body = std::make_unique<std::string>("Action=ListUsers&Tags.member.1.Key=abcdefghijklmnopqrstuvwxyz");
  auto request = QueryRequest::parse(*body, "");
  body.reset();
  ASSERT_TRUE(request.has_value());
  auto const moved = *std::move(request);
  EXPECT_EQ(shown(moved.parameters()), "{Action:ListUsers Tags:[{Key:abcdefghijklmnopqrstuvwxyz}]}");
}

TEST(QueryLists, come_by_number_and_not_as_sent) {
  EXPECT_EQ(parsed("K.member.2=b&K.member.10=c&K.member.1=a"), "{K:[a b c]}");
}

TEST(QueryLists, close_their_gaps) {
  EXPECT_EQ(parsed("K.member.7=b&K.member.3=a&K.member.4294967295=c"), "{K:[a b c]}");
  EXPECT_EQ(parsed("K.member.0=z&K.member.1=a"), "{K:[z a]}");
}

TEST(QueryLists, hold_structures_whose_members_came_apart) {
  EXPECT_EQ(parsed("T.member.1.Key=a&T.member.2.Value=2&T.member.1.Value=1&T.member.2.Key=b"),
            "{T:[{Key:a Value:1} {Key:b Value:2}]}");
}

TEST(QueryLists, nest) {
  EXPECT_EQ(parsed("C.member.1.Values.member.2=y&C.member.1.Values.member.1=x&C.member.1.Name=n"),
            "{C:[{Name:n Values:[x y]}]}");
}

TEST(QueryLists, of_maps_are_entries) {
  EXPECT_EQ(parsed("M.entry.2.key=b&M.entry.2.value=2&M.entry.1.key=a&M.entry.1.value=1"),
            "{M:[{key:a value:1} {key:b value:2}]}");
}

TEST(QueryLists, have_numbers_for_names) {
  for (auto const* index : {"x", "-1", "+1", "1x", "", " 1", "4294967296", "99999999999999999999"}) {
    auto const request = QueryRequest::parse("K.member."s + index + "=a", "");
    ASSERT_TRUE(request.has_value());
    auto const* list = request->parameters().find("K");
    ASSERT_NE(list, nullptr) << index;
    EXPECT_EQ(list->kind, Value::Kind::kStructure) << index;
  }
}

TEST(QueryLists, beside_other_members_are_none) {
  EXPECT_EQ(parsed("K.member.1=a&K.other=b"), "{K:{member:{1:a} other:b}}");
}

TEST(QueryLists, are_empty_as_an_empty_parameter) { EXPECT_EQ(parsed("K="), "{K:}"); }

// Whichever is sent first, and whatever sorts between the two.
TEST(Query, a_name_is_text_or_nested_and_never_both) {
  EXPECT_EQ(parsed("A=1&A.b=2"), "{A:1}");
  EXPECT_EQ(parsed("A.b=2&A=1"), "{A:1}");
  EXPECT_EQ(parsed("A=1&A-x=3&A.b=2"), "{A:1 A-x:3}");
}

TEST(Query, follows_names_to_a_limit) {
  auto nested = [](std::size_t segments) {
    std::string name = "a";
    for (std::size_t i = 1; i < segments; ++i) name += ".a";
    return name + "=x";
  };
  auto depth_of = [](std::string const& body) {
    auto const request = QueryRequest::parse(body, "");
    std::size_t depth = 0;
    for (auto const* node = &request->parameters(); node != nullptr; node = node->find("a")) ++depth;
    return depth - 1;
  };
  EXPECT_EQ(depth_of(nested(QueryRequest::kNestingMax)), QueryRequest::kNestingMax);
  EXPECT_LE(depth_of(nested(100'000)), QueryRequest::kNestingMax + 1);
}

TEST(Query, survives_names_of_dots) {
  EXPECT_EQ(parsed(".=1"), "{:{:1}}");
  EXPECT_NE(parsed(std::string(100'000, '.') + "=1"), "");
  EXPECT_EQ(parsed("a.=1&a..b=2&.a=3"), "{:{a:3} a:{:1}}");
}

// A malformed escape in the form. The code is MalformedInput without a message, as for numbers. [?]
TEST(Query, refuses_broken_escapes_wherever_they_are) {
  for (auto const* form : {"%", "a=%", "a=%4", "a=%zz", "%zz=a", "a=1&b=%g0", "a=1&%"}) {
    for (auto const& request : {QueryRequest::parse(form, ""), QueryRequest::parse("", form)}) {
      ASSERT_FALSE(request.has_value()) << form;
      EXPECT_EQ(request.error(), (Error{.code = "MalformedInput", .http_status = 400, .message = std::nullopt}));
    }
  }
}

TEST(Query, refuses_what_is_not_utf_8) {
  for (auto const* form : {"a=%FF", "a=\xFF", "%C3=a", "a=%ED%A0%80", "a=%C0%80", "a=%F4%90%80%80"}) {
    EXPECT_EQ(parsed(form), "MalformedInput") << form;
  }
  // Not one character of which a half is in the name and a half in the value.
  EXPECT_EQ(parsed("a%C3=%A9"), "MalformedInput");
}

TEST(Query, keeps_zero_bytes) {
  auto const request = QueryRequest::parse("a=x%00y&b%00=z", "");
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->text("a"), "x\0y"s);
  EXPECT_EQ(request->text("b\0"s), "z");
  EXPECT_EQ(request->text("b"), std::nullopt);
}

std::string many(std::size_t count) {
  std::string form;
  for (std::size_t i = 0; i < count; ++i) form += "p" + std::to_string(i) + "=v&";
  return form;
}

TEST(Query, has_a_limit_of_parameters) {
  auto const most = QueryRequest::parse(many(QueryRequest::kParametersMax), "");
  ASSERT_TRUE(most.has_value());
  EXPECT_EQ(most->parameters().fields.size(), QueryRequest::kParametersMax);
  EXPECT_EQ(parsed(many(QueryRequest::kParametersMax + 1)), "MalformedInput");
  EXPECT_EQ(parsed(many(QueryRequest::kParametersMax), "one=more"), "MalformedInput");
}

// Each of these would take minutes if the work grew with the square of the number of parameters.
TEST(Query, takes_the_largest_requests_in_its_stride) {
  std::string list, repeated, deep;
  for (std::size_t i = QueryRequest::kParametersMax; i-- > 0;) {
    list += "K.member." + std::to_string(i) + ".Key=v&";
    repeated += "A=v&";
    deep += "a.b.c.d.e.f.g.h.i.j." + std::to_string(i) + "=v&";
  }
  auto const request = QueryRequest::parse(list, "");
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->parameters().find("K")->items.size(), QueryRequest::kParametersMax);
  EXPECT_EQ(parsed(repeated), "{A:v}");
  EXPECT_TRUE(QueryRequest::parse(deep, "").has_value());
}

bool has_unique_names(Value const& node) {
  std::set<std::string_view> names;
  for (auto const& [name, field] : node.fields) {
    if (!names.insert(name).second || !has_unique_names(field)) return false;
  }
  return std::all_of(node.items.begin(), node.items.end(), has_unique_names);
}

// Forms whose names begin alike, with what sorts before a dot and after it.
rc::Gen<std::string> forms() {
  auto const piece = rc::gen::element("A"s, "A="s, "A=1&"s, "A."s, "A-=1&"s, "A-."s, "B.member."s, "1=x&"s, "%2E"s,
                                      "&"s, "+"s, "\0"s, "\xC3\xA9"s, "."s);
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](std::vector<std::string> const& pieces) {
    std::string form;
    for (auto const& each : pieces) form += each;
    return form;
  });
}

RC_GTEST_PROP(QueryProperty, names_are_unique_in_every_tree, ()) {
  auto const request = QueryRequest::parse(*forms(), *forms());
  if (request.has_value()) RC_ASSERT(has_unique_names(request->parameters()));
}

RC_GTEST_PROP(QueryProperty, the_order_of_different_parameters_does_not_matter, ()) {
  auto const name =
      rc::gen::element("A"s, "B"s, "L.member.1"s, "L.member.2.K"s, "L.member.10"s, "S.a"s, "S.b.c"s, "A-"s);
  auto names = *rc::gen::unique<std::vector<std::string>>(name);
  auto const form = [&] {
    std::string text;
    for (auto const& each : names) text += each + "=" + each + "&";
    return text;
  };
  auto const before = parsed(form());
  std::reverse(names.begin(), names.end());
  RC_ASSERT(parsed(form()) == before);
}

}  // namespace
}  // namespace iam::wire
