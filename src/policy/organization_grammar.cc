// AWS Organizations only says that a policy document is malformed. Here it is the operator who reads what is wrong, so
// the sentences are this server's own; what they refuse is AWS's.

#include "iam/policy/grammar.h"

#include "iam/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::policy {
namespace {

using Message = std::optional<std::string>;

std::string sentence(ParseError const& error) {
  switch (error.fault) {
    case ParseFault::kInvalidJson:
      return "is not JSON";
    case ParseFault::kDuplicateMember:
      return fmt::format("names `{}` twice", error.subject);
    case ParseFault::kNotAnObject:
      return "is not an object";
    case ParseFault::kUnknownField:
    case ParseFault::kUnknownPrincipalKind:
      return fmt::format("has an unknown element `{}`", error.subject);
    case ParseFault::kInvalidVersion:
      return fmt::format("has an unknown version `{}`", error.subject);
    case ParseFault::kNoStatement:
      return "has no statement";
    case ParseFault::kWrongType:
      return fmt::format("has a value of the wrong type for `{}`", error.subject);
    case ParseFault::kExclusiveFields:
      return fmt::format("has both `{0}` and `Not{0}` in a statement", error.subject);
    case ParseFault::kNoEffect:
      return "has a statement without `Effect`";
    case ParseFault::kInvalidEffect:
    case ParseFault::kEffectCase:
      return fmt::format("has the effect `{}`, which is neither `Allow` nor `Deny`", error.subject);
    case ParseFault::kUnknownOperator:
      return fmt::format("has an unknown condition operator `{}`", error.subject);
  }
  return "is malformed";
}

// AWS was seen to take resource control policies of any version, or without one.
enum class Versions { kLatest, kAny };

Message fault_of(Parsed const& document, Versions versions, Message (*statement_fault)(Statement const& statement)) {
  if (!document.has_value()) {
    auto const& [line, column] = document.error().position;
    return fmt::format("{} (line {}, column {})", sentence(document.error()), line, column);
  }
  if (versions == Versions::kLatest && document->version != Version::kOf2012) return "must be of version 2012-10-17";
  for (auto const& statement : document->statements) {
    if (auto fault = statement_fault(statement)) {
      return fmt::format("{} (the statement at line {}, column {})", *fault, statement.start.line,
                         statement.start.column);
    }
  }
  return std::nullopt;
}

bool any(std::optional<std::vector<std::string>> const& list) { return list.has_value() && !list->empty(); }

// `*`, or a service and what one does there.
bool is_action(std::string_view action) {
  return action == "*" || (std::ranges::count(action, ':') == 1 && !action.starts_with(':'));
}

Message element_fault(Statement const& statement) {
  if (!any(statement.actions) && !any(statement.not_actions)) return "has a statement without actions";
  if (!any(statement.resources) && !any(statement.not_resources)) return "has a statement without resources";
  for (auto const& actions : {statement.actions, statement.not_actions}) {
    if (actions.has_value() && !std::ranges::all_of(*actions, is_action)) return "has an action of no service";
  }
  return std::nullopt;
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
Message service_control_fault(Statement const& statement) {
  if (statement.principals.has_value() || statement.not_principals.has_value()) {
    return "names principals, which service control policies cannot";
  }
  return element_fault(statement);
}

// The services whose resources such policies can control.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
constexpr std::string_view kControlledServices[] = {
    "aoss", "cognito-identity", "cognito-idp", "dynamodb", "ecr", "kms", "logs", "s3", "secretsmanager", "sqs", "sts"};

bool is_controlled_action(std::string_view action) {
  return std::ranges::any_of(kControlledServices, [&](std::string_view service) {
    return equals_ignoring_case(action.substr(0, action.find(':')), service);
  });
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
Message resource_control_fault(Statement const& statement) {
  if (statement.effect != Effect::kDeny) return "allows, which only RCPFullAWSAccess does";
  if (!statement.principals.has_value() || statement.principals->size() != 1 ||
      statement.principals->front().value != "*") {
    return "must name the principal `*` in every statement";
  }
  if (statement.not_actions.has_value()) return "has `NotAction`, which resource control policies cannot";
  if (auto fault = element_fault(statement)) return fault;
  for (std::string const& action : *statement.actions) {
    if (!is_controlled_action(action)) {
      return fmt::format("has the action `{}`, which is of no service that resource control policies control", action);
    }
  }
  return std::nullopt;
}

}  // namespace

Message service_control_policy_fault(std::string_view text) {
  return fault_of(parse(text), Versions::kLatest, service_control_fault);
}

Message resource_control_policy_fault(std::string_view text) {
  return fault_of(parse(text), Versions::kAny, resource_control_fault);
}

}  // namespace iam::policy
