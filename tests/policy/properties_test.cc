// What must hold of any decision, whatever the policies: found by comparing a question with the same one changed.

#include "compiled.h"
#include "iam/base/text.h"
#include "iam/policy/evaluate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace iam::policy {
namespace {

using Documents = std::vector<Document>;

// Few words, so that policies and requests often meet.
template <class... Words>
rc::Gen<std::string> one_of(Words... words) {
  return rc::gen::element<std::string>(words...);
}

rc::Gen<std::vector<std::string>> some(rc::Gen<std::string> word) {
  return rc::gen::nonEmpty(rc::gen::resize(3, rc::gen::container<std::vector<std::string>>(std::move(word))));
}

rc::Gen<std::string> action_patterns() {
  return one_of("s3:GetObject", "s3:Get*", "s3:*", "S3:PUTOBJECT", "iam:GetUser", "iam:?etUser", "*", "*:Get*");
}

rc::Gen<std::string> resource_patterns() {
  return one_of("*", "arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/${aws:username}", "arn:aws:s3", "arn:aws:s3:::?*/a",
                "arn:aws:iam::*:user/Bob", "arn:aws:s3:::bucket/a");
}

rc::Gen<Condition> conditions() {
  return rc::gen::build<Condition>(
      rc::gen::set(&Condition::op,
                   one_of("StringEquals", "StringNotEquals", "StringLike", "StringLikeIfExists", "Null", "Bool",
                          "ForAnyValue:StringLike", "ForAllValues:StringEquals", "NumericLessThan", "NumericNotEquals",
                          "IpAddress", "NotIpAddress", "ArnLike", "DateGreaterThan", "StringEqualsIgnoreCase")),
      rc::gen::set(&Condition::key, one_of("aws:username", "aws:TagKeys", "test:Number", "aws:SourceIp")),
      rc::gen::set(&Condition::values, some(one_of("Bob", "b*", "true", "false", "10", "10.0.0.0/8", "${aws:username}",
                                                   "a", "2020-01-01"))));
}

rc::Gen<Statement> statements() {
  return rc::gen::exec([] {
    Statement statement;
    statement.effect = *rc::gen::weightedElement<Effect>({{3, Effect::kAllow}, {1, Effect::kDeny}});
    (*rc::gen::weightedElement<bool>({{4, true}, {1, false}}) ? statement.actions : statement.not_actions) =
        *some(action_patterns());
    (*rc::gen::weightedElement<bool>({{4, true}, {1, false}}) ? statement.resources : statement.not_resources) =
        *some(resource_patterns());
    if (*rc::gen::arbitrary<bool>()) {
      statement.conditions = *rc::gen::resize(2, rc::gen::container<std::vector<Condition>>(conditions()));
    }
    return statement;
  });
}

rc::Gen<Document> documents() {
  return rc::gen::build<Document>(
      rc::gen::set(&Document::version,
                   rc::gen::weightedElement<Version>({{3, Version::kOf2012}, {1, Version::kOf2008}})),
      rc::gen::set(&Document::statements,
                   rc::gen::nonEmpty(rc::gen::resize(4, rc::gen::container<std::vector<Statement>>(statements())))));
}

rc::Gen<Documents> identities() { return rc::gen::resize(3, rc::gen::container<Documents>(documents())); }

rc::Gen<Request> requests() {
  return rc::gen::exec([] {
    Request request;
    request.requester = {.kind = RequesterKind::kUser,
                         .account = AccountId(111122223333),
                         .arn = "arn:aws:iam::111122223333:user/Bob",
                         .principal_arn = "arn:aws:iam::111122223333:user/Bob"};
    request.action = *one_of("s3:GetObject", "s3:PutObject", "iam:GetUser", "IAM:getuser");
    request.resource = *one_of("arn:aws:s3:::bucket/a", "arn:aws:s3:::bucket/Bob", "arn:aws:iam::1:user/Bob", "*");
    if (*rc::gen::arbitrary<bool>()) request.context.set("aws:username", *one_of("Bob", "bob", "a*"));
    if (*rc::gen::arbitrary<bool>()) request.context.set("test:number", *one_of("9", "10", "x", "2030-01-01", "true"));
    if (*rc::gen::arbitrary<bool>()) request.context.set("aws:sourceip", *one_of("10.1.2.3", "192.0.2.1", "::1", "x"));
    if (*rc::gen::arbitrary<bool>()) {
      request.context.set_list(
          "aws:tagkeys", *rc::gen::resize(3, rc::gen::container<std::vector<std::string>>(one_of("a", "b", "Bob"))));
    }
    return request;
  });
}

PolicyList listed(Documents const& from) {
  PolicyList list;
  for (Document const& document : from) list.push_back({{}, {}, compile(document)});
  return list;
}

Outcome outcome_of(Request const& request, Documents const& identity) {
  return evaluate(request, {.identity = listed(identity)}).outcome;
}

std::string in_other_case(std::string text) {
  for (char& c : text) {
    auto const byte = static_cast<unsigned char>(c);
    c = static_cast<char>(std::islower(byte) != 0 ? std::toupper(byte) : std::tolower(byte));
  }
  return text;
}

template <class Values>
void reverse_if_present(std::optional<Values>& values) {
  if (values.has_value()) std::ranges::reverse(*values);
}

RC_GTEST_PROP(Decision, never_allows_for_one_more_deny, ()) {
  auto const request = *requests();
  auto identity = *identities();
  auto const before = outcome_of(request, identity);
  auto denial = *documents();
  for (Statement& statement : denial.statements) statement.effect = Effect::kDeny;
  identity.push_back(denial);
  auto const after = outcome_of(request, identity);
  RC_ASSERT(after == before || after == Outcome::kExplicitDeny);
}

RC_GTEST_PROP(Decision, never_denies_explicitly_for_one_more_allow, ()) {
  auto const request = *requests();
  auto identity = *identities();
  auto const before = outcome_of(request, identity);
  auto permission = *documents();
  for (Statement& statement : permission.statements) statement.effect = Effect::kAllow;
  identity.push_back(permission);
  auto const after = outcome_of(request, identity);
  RC_ASSERT(after == before || (before == Outcome::kImplicitDeny && after == Outcome::kAllowed));
}

RC_GTEST_PROP(Decision, knows_no_order, ()) {
  auto const request = *requests();
  auto identity = *identities();
  auto const before = outcome_of(request, identity);
  std::ranges::reverse(identity);
  for (Document& document : identity) {
    std::ranges::reverse(document.statements);
    for (Statement& statement : document.statements) {
      for (auto* const texts :
           {&statement.actions, &statement.not_actions, &statement.resources, &statement.not_resources}) {
        reverse_if_present(*texts);
      }
      std::ranges::reverse(statement.conditions);
      for (Condition& condition : statement.conditions) std::ranges::reverse(condition.values);
    }
  }
  RC_ASSERT(outcome_of(request, identity) == before);
}

RC_GTEST_PROP(Decision, knows_no_case_of_actions_operators_and_keys, ()) {
  auto request = *requests();
  auto identity = *identities();
  auto const before = outcome_of(request, identity);
  request.action = in_other_case(request.action);
  for (Document& document : identity) {
    for (Statement& statement : document.statements) {
      for (auto* const actions : {&statement.actions, &statement.not_actions}) {
        if (actions->has_value()) std::ranges::transform(**actions, (*actions)->begin(), in_other_case);
      }
      for (Condition& condition : statement.conditions) {
        condition.key = in_other_case(condition.key);
        condition.op = in_other_case(condition.op);
      }
    }
  }
  RC_ASSERT(outcome_of(request, identity) == before);
}

RC_GTEST_PROP(Decision, is_the_same_for_a_policy_in_pieces, ()) {
  auto const request = *requests();
  auto const identity = *identities();
  Documents pieces;
  for (Document const& document : identity) {
    for (Statement const& statement : document.statements) pieces.push_back({document.version, {}, {statement}});
  }
  RC_ASSERT(outcome_of(request, pieces) == outcome_of(request, identity));
}

RC_GTEST_PROP(Decision, is_never_widened_by_a_limit, ()) {
  auto const request = *requests();
  PolicySets sets{.identity = listed(*identities())};
  auto const before = evaluate(request, sets);
  auto const limit = listed({*documents()});
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      sets.boundary = limit.front();
      break;
    case 1:
      sets.session = {limit};
      break;
    case 3:
      sets.scope_down = {limit};
      break;
    case 2:
      sets.service_control = {limit};
      break;
    default:
      sets.endpoint = limit;
  }
  auto const after = evaluate(request, sets);
  RC_ASSERT(before.allowed() || !after.allowed());
  RC_ASSERT(before.outcome != Outcome::kExplicitDeny || after.outcome == Outcome::kExplicitDeny);
}

RC_GTEST_PROP(Decision, is_the_same_when_explained, ()) {
  auto const request = *requests();
  PolicySets sets{.identity = listed(*identities()), .service_control = {listed(*identities())}};
  sets.boundary = listed({*documents()}).front();
  Explanation explanation;
  auto const explained = explain(request, sets, explanation);
  auto const decided = evaluate(request, sets);
  RC_ASSERT(explained.outcome == decided.outcome);
  RC_ASSERT(explained.decided_by == decided.decided_by);
  RC_ASSERT(explained.denier == decided.denier);
  RC_ASSERT(decided.outcome != Outcome::kExplicitDeny ||
            std::ranges::any_of(explanation.matched, [](MatchedStatement const& matched) {
              return matched.statement->effect == Effect::kDeny;
            }));
  RC_ASSERT(!decided.allowed() || explanation.missing_context_keys.empty());
}

// Without the index: every statement, one after the other, by its own words.
RC_GTEST_PROP(ActionIndex, finds_what_a_walk_finds, ()) {
  auto const document = *documents();
  auto const action = *one_of("s3:getobject", "iam:getuser", "s3:putobject", "ec2:runinstances", "nocolon");
  CompiledPolicy const compiled(document);
  std::vector<bool> found(document.statements.size());
  compiled.actions().find(action, std::string_view(action).substr(0, action.find(':')), [&](std::uint32_t statement) {
    found[statement] = true;
    return true;
  });
  for (std::size_t i = 0; i < document.statements.size(); ++i) {
    Statement const& statement = document.statements[i];
    auto const& patterns = statement.actions.has_value() ? *statement.actions : *statement.not_actions;
    bool const named = std::ranges::any_of(patterns, [&](std::string const& pattern) {
      return Pattern(to_lower_ascii(pattern), Wildcards::kActive, Variables::kNone).matches(action, {});
    });
    RC_ASSERT(found[i] == (statement.actions.has_value() ? named : !named));
  }
}

}  // namespace
}  // namespace iam::policy
