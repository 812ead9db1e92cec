#include "refusals.h"

#include "codes.h"
#include "iam/base/text.h"
#include "iam/policy/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace iam::lint {
namespace {

using rules::error;
using rules::security;
using rules::suggestion;
using rules::warning;

struct Sentence {
  std::string_view part;  // of what is said; the first that fits counts
  AwsCheck check;
};

constexpr std::string_view kNoActions = "must contain actions";
constexpr std::string_view kNoResources = "must contain resources";
constexpr std::string_view kLegacyParsing = "legacy parsing";
constexpr std::string_view kInvalidPrincipal = "Invalid principal in policy: \"AWS\"";

constexpr Sentence kSentences[] = {
    {"must be version", warning("MISSING_VERSION")},
    {"must be of version", warning("MISSING_VERSION")},
    {"must be alpha-numeric", error("UNSUPPORTED_SID")},
    {"in a single policy must be unique", error("UNIQUE_SIDS_REQUIRED")},
    {"are not unique", error("UNIQUE_SIDS_REQUIRED")},
    {"should not specify a principal", error("UNSUPPORTED_PRINCIPAL")},
    {"names principals", error("SCP_SYNTAX_ERROR_PRINCIPAL")},
    {kNoActions, error("MISSING_ACTION")},
    {"Missing required field Action", error("MISSING_ACTION")},
    {"a statement without actions", error("MISSING_ACTION")},
    {kNoResources, error("MISSING_RESOURCE")},
    {"a statement without resources", error("MISSING_RESOURCE")},
    {"vendor must be fully qualified", suggestion("WILDCARD_IN_SERVICE_NAME")},
    {"IAM resource path must", error("INVALID_ARN_RESOURCE")},
    {"must be prefaced by a vendor", error("INVALID_ACTION")},
    {"can contain only one colon", error("INVALID_ACTION")},
    {"has an action of no service", error("INVALID_ACTION")},
    {"must be in ARN format", error("MISSING_ARN_FIELD")},
    {"region information", error("ARN_REGION_NOT_ALLOWED")},
    {"Partition ", error("INVALID_PARTITION")},
    {"Principal cannot be empty", suggestion("EMPTY_OBJECT_PRINCIPAL")},
    {"a statement with no principals", suggestion("EMPTY_ARRAY_PRINCIPAL")},
    {"Missing required field Principal", error("MISSING_PRINCIPAL")},
    {"NotPrincipal", error("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL")},
    {"Has prohibited field", error("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE")},
    {"may only specify STS AssumeRole actions", error("UNSUPPORTED_ACTION_IN_POLICY")},
    {"\"STAR\"", error("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL")},
    {"Invalid principal in policy: \"SERVICE\"", error("INVALID_SERVICE_PRINCIPAL_FORMAT")},
    {"Invalid principal in policy", error("INVALID_PRINCIPAL_FORMAT")},
    {"Federated principals must be", error("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY")},
    {"actions.githubusercontent.com", security("MISSING_GITHUB_REPO_CONDITION_KEY")},
    {"Trust policy with trusted principal", security("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")},
    {"Policy trusting", security("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")},
    {"A condition block must be present", security("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")},
    {"only RCPFullAWSAccess does", error("RCP_SYNTAX_ERROR_ALLOW")},
    {"must name the principal", error("RCP_SYNTAX_ERROR_PRINCIPAL")},
    {"has `NotAction`", error("RCP_SYNTAX_ERROR_NOTACTION")},
    {"has the action", error("RCP_SYNTAX_ERROR_ACTION")},
};

using Texts = std::optional<std::vector<std::string>>;

bool is_empty(Texts const& list) { return list.has_value() && list->empty(); }

bool has_variable(std::string_view text) { return text.find("${") != std::string_view::npos; }

bool is_number(std::string_view text) { return std::ranges::all_of(text, is_digit); }

AwsCheck check_of_literal(std::string_view comparison, std::string_view value) {
  if (has_variable(value)) return rules::kMisplacedVariable.aws;
  return rule_of_literal(comparison, value).aws;
}

// Legacy parsing is one sentence for literals of another type, ARNs that are not whole and variables at the wrong
// place.
AwsCheck legacy_check(policy::Document const& document) {
  constexpr std::ptrdiff_t kColons = 5;
  for (auto const& statement : document.statements) {
    for (auto const* list : {&statement.resources, &statement.not_resources}) {
      for (auto const& resource : list->value_or(std::vector<std::string>())) {
        auto const variable = resource.find("${");
        if (variable != std::string::npos && std::ranges::count(resource.substr(0, variable), ':') < kColons) {
          return error("VARIABLE_UNSUPPORTED_IN_ELEMENT");
        }
        if (resource != "*" && std::ranges::count(resource, ':') < kColons) return rules::kArnField.aws;
      }
    }
    for (auto const& condition : statement.conditions) {
      auto const op = policy::parse_operator(condition.op);
      if (!op.has_value()) continue;
      for (auto const& value : condition.values) {
        if (!policy::is_literal_of(op->comparison, value)) return check_of_literal(op->comparison, value);
      }
    }
  }
  return error("JSON_SYNTAX_ERROR");
}

// What AWS refuses to save it validates as a statement that says nothing.
AwsCheck empty_or(AwsCheck empty, AwsCheck missing, policy::Document const& document, Texts policy::Statement::*plain,
                  Texts policy::Statement::*complement) {
  bool const is_there = std::ranges::any_of(document.statements, [&](policy::Statement const& statement) {
    return is_empty(statement.*plain) || is_empty(statement.*complement);
  });
  return is_there ? empty : missing;
}

}  // namespace

Rule const& rule_of_literal(std::string_view comparison, std::string_view value) {
  if (comparison.starts_with("Date")) return is_number(value) ? rules::kEpoch : rules::kNoDate;
  if (comparison.starts_with("Numeric")) return rules::kNoNumber;
  if (comparison.starts_with("Binary")) return rules::kNoBytes;
  if (comparison.starts_with("Arn")) return rules::kNoArn;
  return comparison.ends_with("IpAddress") ? rules::kNoAddress : rules::kNoBoolean;
}

AwsCheck check_of(policy::ParseError const& error_of) {
  auto const& subject = error_of.subject;
  switch (error_of.fault) {
    case policy::ParseFault::kInvalidJson:
    case policy::ParseFault::kDuplicateMember:
    case policy::ParseFault::kNotAnObject:
      return error("JSON_SYNTAX_ERROR");
    case policy::ParseFault::kUnknownField:
      return error("INVALID_POLICY_ELEMENT");
    case policy::ParseFault::kUnknownPrincipalKind:
      return error("INVALID_PRINCIPAL_KEY");
    case policy::ParseFault::kInvalidVersion:
      return error("INVALID_VERSION");
    case policy::ParseFault::kNoStatement:
      return error("MISSING_STATEMENT");
    case policy::ParseFault::kWrongType:
      if (subject.ends_with("Principal")) return error("INVALID_PRINCIPAL_FORMAT");
      return error(subject == "Condition" ? "INVALID_CONDITION_DATA_TYPE" : "DATA_TYPE_MISMATCH");
    case policy::ParseFault::kExclusiveFields:
      return error("UNSUPPORTED_ELEMENT_COMBINATION");
    case policy::ParseFault::kNoEffect:
      return error("MISSING_EFFECT");
    case policy::ParseFault::kInvalidEffect:
    case policy::ParseFault::kEffectCase:
      return error("INVALID_EFFECT");
    case policy::ParseFault::kUnknownOperator:
      return error(to_lower_ascii(subject).ends_with("nullifexists") ? "NULL_WITH_IF_EXISTS"
                                                                     : "INVALID_CONDITION_OPERATOR");
  }
  return {};
}

AwsCheck check_of(std::string_view sentence, policy::Document const& document) {
  auto const says = [&](std::string_view part) { return sentence.find(part) != std::string_view::npos; };
  using policy::Statement;
  if (says(kLegacyParsing)) return legacy_check(document);
  if (sentence.starts_with("Vendor ")) {
    bool const has_wildcard = sentence.find_first_of("*?") != std::string_view::npos;
    if (has_variable(sentence)) return error("VARIABLE_UNSUPPORTED_IN_ELEMENT");
    return has_wildcard ? suggestion("WILDCARD_IN_SERVICE_NAME") : rules::kUnknownService.aws;
  }
  if (says(kInvalidPrincipal) && sentence.find_first_of("*?") != std::string_view::npos) {
    return rules::kOpenToEveryone.aws;
  }
  auto const* const found = std::ranges::find_if(kSentences, [&](Sentence const& known) { return says(known.part); });
  if (found == std::end(kSentences)) return {};
  if (found->part == kNoActions) {
    return empty_or(suggestion("EMPTY_ARRAY_ACTION"), found->check, document, &Statement::actions,
                    &Statement::not_actions);
  }
  if (found->part == kNoResources) {
    return empty_or(suggestion("EMPTY_ARRAY_RESOURCE"), found->check, document, &Statement::resources,
                    &Statement::not_resources);
  }
  return found->check;
}

std::string described(policy::ParseError const& error) {
  auto const& subject = error.subject;
  switch (error.fault) {
    case policy::ParseFault::kInvalidJson:
      return "it is no JSON";
    case policy::ParseFault::kDuplicateMember:
      return fmt::format("'{}' is there twice", subject);
    case policy::ParseFault::kNotAnObject:
      return "a policy is an object";
    case policy::ParseFault::kUnknownField:
      return fmt::format("there is no element '{}'", subject);
    case policy::ParseFault::kUnknownPrincipalKind:
      return fmt::format("there is no kind of principal '{}'", subject);
    case policy::ParseFault::kInvalidVersion:
      return fmt::format("'{}' is no version of the language: 2012-10-17 is", subject);
    case policy::ParseFault::kNoStatement:
      return "Statement is an object or a list of them, and not empty";
    case policy::ParseFault::kWrongType:
      return fmt::format("the value of {} is of the wrong type", subject);
    case policy::ParseFault::kExclusiveFields:
      return fmt::format("a statement has either {0} or Not{0}", subject);
    case policy::ParseFault::kNoEffect:
      return "the statement has no Effect";
    case policy::ParseFault::kInvalidEffect:
      return fmt::format("Effect is Allow or Deny, not '{}'", subject);
    case policy::ParseFault::kEffectCase:
      return fmt::format("Effect is Allow or Deny, in this case, not '{}'", subject);
    case policy::ParseFault::kUnknownOperator:
      return fmt::format("there is no condition operator '{}'", subject);
  }
  return {};
}

}  // namespace iam::lint
