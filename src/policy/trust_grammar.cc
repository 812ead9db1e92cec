// AWS reads trust policies with another grammar than identity policies, and other words.

#include "iam/base/text.h"
#include "iam/policy/glob.h"
#include "iam/policy/grammar.h"
#include "json.h"
#include "reader.h"
#include "trust_principals.h"
#include "trust_providers.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace iam::policy {
namespace {

using Message = std::optional<std::string>;

constexpr std::string_view kNoJson = "This policy contains invalid Json";
constexpr std::string_view kInvalidVersion = "The policy must contain a valid version string";
constexpr std::string_view kNoStatement = "Could not parse the policy: Statement is empty!";
constexpr std::string_view kNoEffect = "Missing required field Effect";
constexpr std::string_view kNoPrincipal = "Missing required field Principal";
constexpr std::string_view kEmptyPrincipal = "Missing required field Principal cannot be empty!";
constexpr std::string_view kPrincipalOfNobody =
    "Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement "
    "with no principals!";
constexpr std::string_view kNoAction = "Missing required field Action";
constexpr std::string_view kPrincipalType = "Principal must be a JSON object.";
constexpr std::string_view kNotPrincipal = "AssumeRole policy must not contain NotPrincipal field.";
constexpr std::string_view kAllowNotPrincipal = "Allow with NotPrincipal is not allowed.";
constexpr std::string_view kResource = "Has prohibited field Resource";
constexpr std::string_view kNotResource = "Has prohibited field NotResource";
constexpr std::string_view kSidsNotUnique = "The Statement Ids in the policy are not unique";
constexpr std::string_view kForeignAction = "AssumeRole policy may only specify STS AssumeRole actions.";

// What one can do to a role by way of its trust policy.
constexpr std::string_view kActions[] = {"sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity",
                                         "sts:setcontext", "sts:setsourceidentity",  "sts:tagsession"};

// Faults for which no sentence was seen share that of texts that are not JSON.
std::string parse_message(ParseError const& error) {
  switch (error.fault) {
    case ParseFault::kUnknownField:
    case ParseFault::kUnknownPrincipalKind:
      return "Unknown field " + error.subject;
    case ParseFault::kInvalidVersion:
      return std::string(kInvalidVersion);
    case ParseFault::kNoStatement:
      return std::string(kNoStatement);
    case ParseFault::kNoEffect:
      return std::string(kNoEffect);
    case ParseFault::kInvalidEffect:
    case ParseFault::kEffectCase:
      return "Invalid effect: " + error.subject;
    case ParseFault::kWrongType:
      return std::string(error.subject == "Principal" ? kPrincipalType : kNoJson);
    case ParseFault::kExclusiveFields:
      if (error.subject == "Principal") return std::string(kNotPrincipal);
      return std::string(error.subject == "Resource" ? kResource : kNoJson);
    case ParseFault::kInvalidJson:
    case ParseFault::kDuplicateMember:
    case ParseFault::kNotAnObject:
    case ParseFault::kUnknownOperator:
      break;
  }
  return std::string(kNoJson);
}

// `"Principal": {"AWS": []}` has a kind at least.
bool names_kind_of_principal(json::Value const& statement) {
  auto const principal = std::ranges::find(statement.members, "Principal", &json::Member::name);
  return principal != statement.members.end() && !principal->value.members.empty();
}

// `written` is the same statement as it is spelled.
Message element_fault(Statement const& statement, json::Value const& written) {
  if (statement.resources.has_value()) return std::string(kResource);
  if (statement.not_resources.has_value()) return std::string(kNotResource);
  if (statement.not_principals.has_value()) {
    return std::string(statement.effect == Effect::kAllow ? kAllowNotPrincipal : kNotPrincipal);
  }
  if (!statement.principals.has_value()) return std::string(kNoPrincipal);
  if (statement.principals->empty()) {
    return std::string(names_kind_of_principal(written) ? kPrincipalOfNobody : kEmptyPrincipal);
  }
  if (!statement.actions.has_value() || statement.actions->empty()) return std::string(kNoAction);
  return std::nullopt;
}

bool sids_are_unique(Document const& document) {
  std::set<std::string_view> seen;
  return std::ranges::all_of(document.statements, [&](Statement const& statement) {
    return statement.sid.empty() || seen.insert(statement.sid).second;
  });
}

// `sts:AssumeRole*` is as good as what it stands for; `*` stands for more than STS, and AWS was seen to refuse `STS:`.
bool is_assume_action(std::string_view action) {
  std::string const pattern = to_lower_ascii(action);
  return action.starts_with("sts:") &&
         std::ranges::any_of(kActions, [&](std::string_view known) { return glob_matches(pattern, known); });
}

Message statement_fault(Statement const& statement, PrincipalLookup const& lookup) {
  if (!std::ranges::all_of(*statement.actions, is_assume_action)) return std::string(kForeignAction);
  for (Principal const& principal : *statement.principals) {
    if (auto fault = principal_fault(principal, lookup)) return fault;
  }
  return provider_fault(statement);
}

}  // namespace

Message trust_policy_fault(std::string_view text, PrincipalLookup const& lookup) {
  auto const root = json::read(text);
  if (!root.has_value()) return parse_message(root.error());
  Parsed const document = document_of(*root);
  if (!document.has_value()) return parse_message(document.error());
  auto const& written = std::ranges::find(root->members, "Statement", &json::Member::name)->value;
  for (std::size_t i = 0; i < document->statements.size(); ++i) {
    bool const is_list = written.kind == json::Kind::kList;
    if (auto fault = element_fault(document->statements[i], is_list ? written.members[i].value : written)) return fault;
  }
  if (!sids_are_unique(*document)) return std::string(kSidsNotUnique);
  for (Statement const& statement : document->statements) {
    if (auto fault = statement_fault(statement, lookup)) return fault;
  }
  return std::nullopt;
}

std::vector<Principal> principals_of(std::string_view text) {
  std::vector<Principal> principals;
  Parsed const document = parse(text);
  if (!document.has_value()) return principals;
  std::set<std::pair<PrincipalKind, std::string_view>> seen;
  for (Statement const& statement : document->statements) {
    if (!statement.principals.has_value()) continue;
    for (Principal const& principal : *statement.principals) {
      if (seen.emplace(principal.kind, principal.value).second) principals.push_back(principal);
    }
  }
  return principals;
}

}  // namespace iam::policy
