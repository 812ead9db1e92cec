#include "documents.h"

#include <boost/json.hpp>

#include <utility>

namespace iam::truth {
namespace {

namespace json = boost::json;

struct Test {
  std::string_view op;
  std::string_view key;
  std::string_view value;
};

// Values that some requests have and others have not.
constexpr Test kTests[] = {
    {"StringEquals", "aws:PrincipalTag/team", "red"},
    {"StringEquals", "aws:ResourceTag/team", "red"},
    {"StringEquals", "iam:ResourceTag/team", "red"},
    {"StringEquals", "aws:RequestTag/team", "red"},
    {"StringNotEquals", "aws:ResourceTag/team", "${aws:PrincipalTag/team}"},
    {"StringEqualsIfExists", "aws:RequestTag/stage", "${aws:PrincipalTag/stage, 'none'}"},
    {"ForAllValues:StringEquals", "aws:TagKeys", "team"},
    {"ForAnyValue:StringLike", "aws:TagKeys", "s*"},
    {"Null", "aws:TagKeys", "true"},
    {"Bool", "aws:MultiFactorAuthPresent", "true"},
    {"BoolIfExists", "aws:MultiFactorAuthPresent", "false"},
    {"NumericLessThan", "aws:MultiFactorAuthAge", "3600"},
    {"Null", "aws:TokenIssueTime", "true"},
    {"DateGreaterThan", "aws:TokenIssueTime", "2026-01-01T00:00:00Z"},
    {"ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/*"},
    {"ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/rig"},
    {"StringEquals", "aws:PrincipalAccount", "111122223333"},
    {"StringEquals", "aws:PrincipalOrgID", "o-abcdefghij"},
    {"ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-abcd/ou-abcd-aaaaaaaa/*"},
    {"StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"},
    {"StringEqualsIfExists", "aws:ResourceOrgID", "${aws:PrincipalOrgID}"},
    {"ForAnyValue:StringLike", "aws:ResourceOrgPaths", "*ou-abcd-bbbbbbbb*"},
    {"StringEquals", "aws:username", "ann"},
    {"StringLike", "aws:userid", "A*:*"},
    {"StringNotLike", "aws:userid", "AIDA*"},
    {"StringEquals", "aws:PrincipalType", "User"},
    {"StringEquals", "aws:PrincipalType", "AssumedRole"},
    {"Bool", "aws:PrincipalIsAWSService", "false"},
    {"Bool", "aws:ViaAWSService", "false"},
    {"IpAddress", "aws:SourceIp", "127.0.0.0/8"},
    {"Bool", "aws:SecureTransport", "true"},
    {"StringEquals", "aws:RequestedRegion", "us-east-1"},
    {"DateLessThan", "aws:CurrentTime", "2027-01-01T00:00:00Z"},
    {"NumericGreaterThan", "aws:EpochTime", "1"},
    {"StringEquals", "aws:SourceIdentity", "ann"},
    {"StringLike", "sts:RoleSessionName", "s*"},
    {"StringEquals", "sts:SourceIdentity", "ann"},
    {"StringEquals", "sts:ExternalId", "secret"},
    {"ForAnyValue:StringEquals", "sts:TransitiveTagKeys", "team"},
    {"ArnLike", "iam:PolicyARN", "arn:aws:iam::aws:policy/*"},
    {"StringLike", "iam:PermissionsBoundary", "arn:aws:iam::*:policy/limit"},
    {"Null", "iam:PermissionsBoundary", "true"},
    {"StringEquals", "iam:PassedToService", "ec2.amazonaws.com"},
    {"Null", "aws:UserAgent", "true"},
    {"Bool", "aws:AssumedRoot", "true"},
};

// One text, or a list of two.
json::value texts(Choices& choices, std::initializer_list<std::string_view> from) {
  auto const first = choices.word(from);
  if (!choices.seldom()) return json::value(first);
  return json::array{json::value(first), json::value(choices.word(from))};
}

void add_conditions(Choices& choices, json::object& statement) {
  auto const count = choices.below(5);
  if (count < 2) return;
  json::object conditions;
  for (std::size_t i = 1; i < count && i < 3; ++i) {
    auto const& [op, key, value] = kTests[choices.below(std::size(kTests))];
    auto& of_operator = conditions[op];
    if (!of_operator.is_object()) of_operator.emplace_object();
    of_operator.as_object()[key] = value;
  }
  statement["Condition"] = std::move(conditions);
}

json::value actions(Choices& choices) {
  return texts(choices, {"*", "iam:*", "sts:*", "a4b:*", "iam:Get*", "iam:GetUser", "iam:*User", "iam:TagUser",
                         "iam:List*", "iam:CreateUser", "IAM:updateuser", "sts:AssumeRole", "sts:TagSession",
                         "sts:Get*", "iam:PassRole", "iam:*Role*", "iam:*Polic*", "iam:?etUser", "a4b:*User*"});
}

json::value resources(Choices& choices) {
  return texts(choices,
               {"*", "arn:aws:iam::111122223333:*", "arn:aws:iam::*:user/*", "arn:aws:iam::111122223333:user/team/*",
                "arn:aws:iam::111122223333:user/${aws:username}", "arn:aws:iam::*:user/${aws:PrincipalTag/team}/*",
                "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/rig", "arn:aws:iam::444455556666:role/far",
                "arn:aws:iam::*:policy/*", "arn:aws:iam::111122223333:user/team/bob", "arn:aws:iam::*:user/*b*"});
}

json::object statement(Choices& choices, std::string_view effect) {
  json::object drawn{{"Effect", effect}};
  drawn[choices.seldom() ? "NotAction" : "Action"] = actions(choices);
  drawn[choices.seldom() ? "NotResource" : "Resource"] = resources(choices);
  add_conditions(choices, drawn);
  return drawn;
}

std::string document(json::array statements) {
  return json::serialize(json::object{{"Version", "2012-10-17"}, {"Statement", std::move(statements)}});
}

json::array drawn_statements(Choices& choices) {
  json::array statements{statement(choices, "Allow")};
  for (auto left = choices.below(3); left > 0; --left) {
    statements.push_back(statement(choices, choices.perhaps() ? "Deny" : "Allow"));
  }
  return statements;
}

std::string drawn_policy(Choices& choices) { return document(drawn_statements(choices)); }

}  // namespace

std::string drawn_identity_policy(Choices& choices) { return drawn_policy(choices); }

std::string drawn_session_policy(Choices& choices) {
  constexpr std::size_t kBytesMax = 400;
  auto statements = drawn_statements(choices);
  while (statements.size() > 1 && document(statements).size() > kBytesMax) statements.pop_back();
  return document(std::move(statements));
}

std::string drawn_service_control_policy(Choices& choices) { return drawn_policy(choices); }

std::string drawn_resource_control_policy(Choices& choices) {
  json::object denial{{"Effect", "Deny"}, {"Principal", "*"}};
  denial["Action"] = texts(choices, {"sts:*", "sts:AssumeRole", "sts:TagSession", "sts:GetFederationToken", "s3:*"});
  denial["Resource"] = resources(choices);
  add_conditions(choices, denial);
  return document({std::move(denial)});
}

std::string drawn_trust_policy(Choices& choices, std::vector<std::string> const& principals) {
  json::array statements;
  for (auto left = choices.below(2) + 1; left > 0; --left) {
    json::object drawn{{"Effect", choices.seldom() && !statements.empty() ? "Deny" : "Allow"}};
    auto const& principal = principals[choices.below(principals.size())];
    drawn["Principal"] = {{"AWS", principal}};
    constexpr std::string_view kLists[][3] = {{"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"},
                                              {"sts:AssumeRole", "sts:TagSession", ""},
                                              {"sts:AssumeRole", "", ""}};
    json::array list;
    for (auto const each : kLists[choices.below(std::size(kLists))]) {
      if (!each.empty()) list.push_back(json::value(each));
    }
    drawn["Action"] = std::move(list);
    add_conditions(choices, drawn);
    statements.push_back(std::move(drawn));
  }
  return document(std::move(statements));
}

}  // namespace iam::truth
